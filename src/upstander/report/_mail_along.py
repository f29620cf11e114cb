"""What of a mail goes along with a report: all of it, byte for byte, or its header lines alone.

The whole mail goes only where the person ticked their e-mail address, because it stands in it,
and never with a password or a number in it that opens something, nor with words that the person
leaves out. Else the lines that show its way go, with marks where something private stood
(RFC 6590 describes such reports): no other lines, because anything can stand in those.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from upstander.directory.providers import shipped_mail_services
from upstander.mail.addresses import parse_addresses
from upstander.mail.headers import HeaderField
from upstander.model.report import ReportFacts
from upstander.report._arf import HEADERS, WHOLE, Enclosed
from upstander.report._one_mail import PROSE, OneMail
from upstander.report.private_words import SECRET
from upstander.report.redact import MOST_BY_FORM, held_in, mark, seen_text, sort_words

_TO_THE_PERSON = frozenset(
    {"to", "cc", "bcc", "delivered-to", "x-original-to", "envelope-to", "x-envelope-to"}
    | {"resent-to", "resent-cc", "resent-bcc", "apparently-to", "x-delivered-to"}
    | {"original-recipient", "x-forwarded-to", "x-rcpt-to", "x-apparently-to"}
)
_WAY = frozenset(
    {"received", "message-id", "date", "from", "sender", "reply-to", "return-path", "subject"}
    | {"authentication-results", "received-spf", "dkim-signature", "list-id"}
    | {"x-originating-ip", "x-sender-ip", "x-client-ip", "x-source-ip", "x-originating-email"}
    | {"arc-seal", "arc-message-signature", "arc-authentication-results"}
)
"""Lines that show whose a mail is and which way it came; beside them go ids of mail services."""
_TAKEN_OUT = "private"
_SEPARATOR = "\n\n\x1e\x1e\n\n"  # longer than what may stand inside a private word
_NO_LINE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_MOST_OF_LINE = 900  # of the 998 octets that a line may have
_CHOSEN = (
    "Words that you leave out stand in the mail. So only its header lines go along, without them."
)
_IN_FILES = (
    "The mail has files in it, and words that you leave out may stand in them."
    " So only its header lines go along."
)
_OFFER = (
    "Only the header lines go along. Many desks ask for the whole mail."
    " To add it, tick your e-mail address."
)


@dataclass(frozen=True, slots=True)
class Along:
    """What goes along, who learns what by it, and what is still missing."""

    mail: Enclosed | None
    learns: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether the mail goes along byte for byte."""
        return self.mail is not None and self.mail.media_type == WHOLE


def along(one: OneMail, shares: frozenset[str]) -> Along:
    """Decide what goes along of the mail of a case."""
    if not one.facts.raw_mail:
        return Along(None)
    held = held_in(one.facts, shares, one.words)
    why = _why_not_whole(one, shares, held)
    if why:
        ours = "" if "email" in shares else " Your own mail address is taken out of them."
        return Along(
            Enclosed(header_copy(one, shares), HEADERS),
            (f"Only the header lines of the mail go along.{ours}",),
            (why,),
        )
    return Along(Enclosed(one.facts.raw_mail), tuple(_learned(one, held)))


def header_copy(one: OneMail, shares: frozenset[str]) -> bytes:
    """The lines that show the way of the mail; those without anything private exactly as they were.

    Addresses of people who got it as well are marked, whatever the person ticked.
    """
    fields = [each for each in one.letter.headers.fields if _shows_the_way(each)]
    facts = one.facts
    if "email" not in shares:
        facts = replace(facts, private=(*facts.private, *_own_addresses(fields)))
    values = zip(fields, _seen(facts, shares, fields), strict=True)
    lines = [_line(one.facts.raw_mail, field, seen) for field, seen in values]
    return b"".join(lines) + b"\r\n"


def _why_not_whole(one: OneMail, shares: frozenset[str], held: frozenset[str]) -> str:
    """Why only header lines go along, in words; empty where the whole mail does."""
    if secret := sorted(map(sort_words, held & SECRET)):
        return _secret(secret[0])
    words = [word for sort, word in one.facts.private if sort == _TAKEN_OUT and word.strip()]
    if words and _TAKEN_OUT in (held | _held_above(one, shares)):
        return _CHOSEN
    if words and one.letter.files:
        return _IN_FILES
    return "" if "email" in shares else _OFFER


def _held_above(one: OneMail, shares: frozenset[str]) -> frozenset[str]:
    """What the header lines hold, as they stand and as they are read."""
    fields = one.letter.headers.fields
    texts = (text for each in fields for text in (each.text, each.plain))
    return held_in(one.facts, shares, "\n".join(texts))


def _shows_the_way(field: HeaderField) -> bool:
    name = field.name.lower()
    return name in _WAY or name in _TO_THE_PERSON or _is_of_a_service(name)


@lru_cache(maxsize=4096)
def _is_of_a_service(name: str) -> bool:
    return any(each.wrote(name) for each in shipped_mail_services())


def _secret(sort: str) -> str:
    return (
        f"The mail may hold a {sort}. So only its header lines go along."
        f" If you still use the {sort}, change it."
    )


def _learned(one: OneMail, held: frozenset[str]) -> Iterator[str]:
    yield "The whole mail goes along. It holds your own mail address, and all that stands in it."
    if _others(one):
        yield "Other people got this mail too. Their names and addresses stand in it and go along."
    if held:
        yield f"The mail also holds: {', '.join(sorted(map(sort_words, held)))}."
    if one.letter.files:
        yield "The mail has files in it. They go along as they are. Nobody looked inside."
    if len(one.words) > MOST_BY_FORM:
        yield "It is very long. Look for passwords and numbers in it before you send it."


def _others(one: OneMail) -> bool:
    """Whether more people got the mail than the one who reports it."""
    own = one.facts.reporter.email.strip().casefold()
    named = {
        box.address.casefold()
        for each in one.letter.headers.fields
        if each.name.lower() in _TO_THE_PERSON
        for box in parse_addresses(each.plain)
        if box.address
    }
    return bool(named - {own}) if own in named else len(named) > 1


def _own_addresses(fields: Sequence[HeaderField]) -> Iterator[tuple[str, str]]:
    for each in fields:
        if each.name.lower() in _TO_THE_PERSON:
            for box in parse_addresses(each.plain):
                if "@" in box.address:
                    yield "email", box.address


def _seen(
    facts: ReportFacts, shares: frozenset[str], fields: Sequence[HeaderField]
) -> Iterator[str | None]:
    """Each value as the receiver may see it; ``None`` where it may stay as it is."""
    decoded = _joined(facts, shares, [each.text for each in fields])
    plain = _joined(facts, shares, [each.plain for each in fields])
    for field, words, written in zip(fields, decoded, plain, strict=True):
        name = field.name.lower()
        if name in _TO_THE_PERSON and not _is_own(field, facts, shares):
            yield mark("email")
        elif name in PROSE:
            prose = seen_text(facts, shares, words)
            yield None if (prose, written) == (field.text, field.plain) else prose
        else:
            yield None if (words, written) == (field.text, field.plain) else words


def _is_own(field: HeaderField, facts: ReportFacts, shares: frozenset[str]) -> bool:
    """Whether nobody stands in it but the person, who shares the address."""
    boxes = parse_addresses(field.plain)
    own = facts.reporter.email.strip().casefold()
    alone = len(boxes) == 1 and boxes[0].address.casefold() == own
    return "email" in shares and bool(own) and alone


def _joined(facts: ReportFacts, shares: frozenset[str], values: list[str]) -> list[str]:
    """All values looked through at once: a mail can have thousands of lines."""
    bare = [each.replace("\x1e", " ") for each in values]
    seen = seen_text(facts, shares, _SEPARATOR.join(bare), exact=True).split(_SEPARATOR)
    return seen if len(seen) == len(values) else [mark("email")] * len(values)


def _line(raw: bytes, field: HeaderField, seen: str | None) -> bytes:
    if seen is None:
        lines = raw[field.start : field.end].replace(b"\0", b"").splitlines()
        return b"".join(each + b"\r\n" for each in lines if each.strip())
    text = _NO_LINE.sub(" ", seen).encode("ascii", "backslashreplace").decode("ascii")
    pieces = [text[at : at + _MOST_OF_LINE] for at in range(0, len(text), _MOST_OF_LINE)]
    return f"{field.name}: ".encode("latin-1") + "\r\n ".join(pieces).encode("ascii") + b"\r\n"
