"""Which of a person's own accounts are with one organisation: what they say themselves decides."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from upstander.directory.body import Body
from upstander.directory.shelf import shipped
from upstander.language.web_address import read_web_address
from upstander.model.errors import DirectoryError
from upstander.report._interface import Asked

_BETWEEN_NAMES = re.compile(r"[(),/]| and ")
_BETWEEN_WORDS = re.compile(r"[\s:;,()/|=]+")
_ADDRESS = re.compile(r"[^\s,;()<>]*[^\s,;()<>.]\.[^\s,;()<>]{2,}")


def accounts_with(accounts: Iterable[str], asked: Asked) -> tuple[str, ...]:
    """The accounts that name the receiver, or that stand under an address of it; else none."""
    body = _body(asked.to)
    names = [words for each in _names(body, asked) if (words := _words(each))]
    hosts = {*_hosts(body), *(f"{words[0]}.com" for words in names if len(words) == 1)}
    return tuple(
        each
        for each in accounts
        if any(_says(each, words) for words in names) or hosts.intersection(_registered(each))
    )


def _body(to: str) -> Body | None:
    try:
        return shipped().body(to) if to else None
    except DirectoryError:
        return None


def _names(body: Body | None, asked: Asked) -> Iterator[str]:
    """How a receiver is called: of ``Microsoft (Outlook, Xbox)`` each name counts."""
    if body is None:
        yield asked.receiver
        return
    yield from _BETWEEN_NAMES.split(body.name)
    yield body.slug.rpartition(".")[2]


def _words(text: str) -> list[str]:
    return [each for each in _BETWEEN_WORDS.split(text.casefold()) if each]


def _says(account: str, name: list[str]) -> bool:
    """Whether a name stands in it as words of their own, not as a part of an address."""
    said = _words(_ADDRESS.sub(" ", account))
    return any(said[at : at + len(name)] == name for at in range(len(said)))


def _hosts(body: Body | None) -> Iterator[str]:
    """The registered names of the receiver's own web and mail addresses in the directory."""
    for contact in body.contacts if body is not None else ():
        yield from _registered(contact.value)


def _registered(text: str) -> Iterator[str]:
    for found in _ADDRESS.findall(text):
        link = "/" in found.partition("@")[0]  # a handle may stand in a link: x.example/@name
        place = found if link else found.rpartition("@")[2]
        address = place if "://" in place else f"https://{place}"
        if registered := read_web_address(address).registered:
            yield registered
