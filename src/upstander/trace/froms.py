"""The addresses that a mail gives as its sender or for answers, and what is odd about them.

None of them says who wrote the mail. An address that looks like another is another: both are
shown, with the numbers of the letters that differ, never as if they were the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from upstander.language.look_alikes import code_points, is_mixed, one_apart, skeleton
from upstander.mail.addresses import parse_addresses
from upstander.mail.headers import HeaderBlock, HeaderField
from upstander.model.lead import FromAddress, Span

FIELDS = ("From", "Sender", "Reply-To", "Return-Path")
MOST = 20


def from_addresses(
    data: bytes, headers: HeaderBlock, *, source: str, own: Iterable[str]
) -> tuple[FromAddress, ...]:
    """Give every address of those fields with its notes. ``own`` are the recipient's."""
    mine = tuple(each.lower() for each in own)
    found = list(_written(data, headers, source))
    senders = [each.address.lower() for each in found if each.field == "From"]
    shown = [each.display for each in found if each.field == "From" and each.display]
    return tuple(_noted(each, senders, mine, shown) for each in found)


def _written(data: bytes, headers: HeaderBlock, source: str) -> Iterator[FromAddress]:
    for name in FIELDS:
        for number, header in enumerate(headers.all(name)[:MOST], 1):
            for box in parse_addresses(header.plain)[:MOST]:
                where = name if number == 1 else f"{name}, line {number}"
                span = located(data, header, box.address, source, where)
                yield FromAddress(name, box.name, box.address, span)


def located(data: bytes, header: HeaderField, value: str, source: str, where: str) -> Span:
    """The place of a value in the bytes of a field; the whole field where it is written apart."""
    raw = value.encode("utf-8", "surrogateescape")
    at = data.find(raw, header.start, header.end) if raw else -1
    if at < 0:
        return Span(source, header.start, header.end, "byte", where)
    return Span(source, at, at + len(raw), "byte", where)


def _noted(
    each: FromAddress, senders: list[str], mine: tuple[str, ...], shown: list[str]
) -> FromAddress:
    notes = (*_notes(each, senders, mine), *_like_a_name(each, shown))
    own = each.address.lower() in mine
    return FromAddress(each.field, each.display, each.address, each.span, notes, own)


def _notes(each: FromAddress, senders: list[str], mine: tuple[str, ...]) -> Iterator[str]:
    address = each.address.lower()
    if each.field == "From" and address in mine:
        yield (
            "This is your own address. Anybody can write it there. It does not mean that "
            "your mailbox sent this."
        )
    answers = each.field in ("Reply-To", "Return-Path", "Sender")
    if answers and senders and address and address not in senders:
        yield f"It differs from the address in From ({', '.join(senders)})."
    yield from _odd_letters(each)
    yield from _like(each.address, (*senders, *mine))
    yield from _named_in_display(each)


def _odd_letters(each: FromAddress) -> Iterator[str]:
    if points := code_points(each.address):
        yield f"It has letters beyond the plain ones: {points}."
    if is_mixed(each.address.rpartition("@")[2]):
        yield "Its name mixes letters of different scripts."
    if ".xn--" in f".{each.address.rpartition('@')[2].lower()}":
        yield _punycode(each.address.rpartition("@")[2])


def _punycode(domain: str) -> str:
    try:
        shown = domain.encode("ascii").decode("idna")
    except UnicodeError:
        return "Its name is written in the coded form of other scripts, but cannot be read."
    return f"In letters its name is {shown} ({code_points(shown)})."


def _like(address: str, others: Iterable[str]) -> Iterator[str]:
    """Which known address it looks like without being it."""
    plain = address.lower()
    for other in dict.fromkeys(others):
        if other and other != plain and _looks_like(plain, other):
            yield f"It looks like {other}, and is not the same."


def _like_a_name(each: FromAddress, shown: Iterable[str]) -> Iterator[str]:
    """An address that spells the name shown in From, with digits in place of letters."""
    local = each.address.rpartition("@")[0].lower()
    spelt = _bare(local)
    plain = "".join(letter for letter in local if letter.isalnum())
    for name in dict.fromkeys(shown):
        wanted = "".join(letter for letter in name.lower() if letter.isalnum())
        if len(wanted) > 3 and plain != wanted and spelt == _bare(wanted):
            yield f"It is spelt like the name {name}, with digits in place of letters."


def _looks_like(one: str, other: str) -> bool:
    first, _, domain = one.rpartition("@")
    second, _, known = other.rpartition("@")
    if domain == known:
        return first != second and skeleton(first) == skeleton(second)
    if skeleton(domain) == skeleton(known) or one_apart(domain, known):
        return True
    same_name = skeleton(_bare(first)) == skeleton(_bare(second))
    return first != second and len(first) > 4 and same_name


def _bare(name: str) -> str:
    """A name with the digits that stand for letters read as those, and without dots."""
    letters = name.translate(str.maketrans("013457", "oleast"))
    return letters.replace(".", "").replace("-", "").replace("_", "")


def _named_in_display(each: FromAddress) -> Iterator[str]:
    """A display name that is itself an address, and another one."""
    shown = [box.address.lower() for box in parse_addresses(each.display) if box.address]
    for other in shown:
        if other != each.address.lower():
            yield f"The name shown looks like an address ({other}), but the address is another."
