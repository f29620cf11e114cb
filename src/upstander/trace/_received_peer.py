"""Who gave the mail, as a server wrote it into the ``from`` clause of its Received line.

Servers write it in many ways. Only the address that the server itself saw counts; what the other
side called itself (HELO) is told apart, because anything can be said there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from upstander.language.net_address import read_net_address
from upstander.trace._received_words import Piece

Place = tuple[int, int]
NOWHERE: Place = (-1, -1)

_HELO = re.compile(r"\b(?:helo=|(?:helo|ehlo)(?=\s|\Z))[ \t\r\n]*(\S*)", re.IGNORECASE)
_CLAIMING = re.compile(r'claiming to be "?([^\s"]{1,255})', re.IGNORECASE)
_BRACKETED = re.compile(
    r"\[\s*(?:ipv6:)?([0-9a-f:.]{2,80})(?:%[\w.]{1,30})?\s*[\]/]", re.IGNORECASE
)
_BARE = re.compile(r"(?:\A|[\s@(])([0-9a-f:.]{2,80})(?=\Z|[\s)/])", re.IGNORECASE)
_PORT = re.compile(r"\A((?:\d{1,3}\.){3}\d{1,3})[.:]\d{1,5}\Z")
_NAME = re.compile(r"\A\s*([A-Za-z0-9_?][\w.?-]{0,254})(?=[\s\[]|\Z)")
_NO_NAME = frozenset({
    "unknown", "unverified", "softdnserr", "really", "rdns", "may", "misconfigured", "port",
    "no", "nobody", "noname", "helo", "ehlo", "account", "mail",
})  # fmt: skip
_UNSURE = re.compile(
    r"may be forged|unverified|rdns failed|softdnserr|misconfigured", re.IGNORECASE
)
_SIGNED_IN = re.compile(
    r"(?:\A|[\s,;])(?:(?:smtp-?)?authenticated(?=[\s:,]|\Z)|auth[:=]|account\s)", re.IGNORECASE
)
_LOGIN = re.compile(
    r"(?:authenticated\s+(?:sender:|id:|as\s+user|as|user)|\baccount"
    r"|\bauth:\s*(?:login|plain|cram-md5|digest-md5))\s+([^\s,;()]{1,255})",
    re.IGNORECASE,
)  # fmt: skip
_BITS = re.compile(r"\Abits=", re.IGNORECASE)


class Peer(NamedTuple):
    """The other side of one delivery.

    Attributes:
        ip: its address as the server wrote it; empty where it wrote none.
        ip_at: place of the address in the line.
        seen: the address stands where the server puts what it saw itself, not what it was told.
        rdns: the name that the server found for the address. One that the server itself doubts
            is left out, and so is a name that may only be what the other side said.
        checked: that name leads back to the address, as far as the form shows.
        helo: what the other side called itself.
        login: the account that signed in, and its place.
        signed_in: somebody signed in to send this.
    """

    ip: str = ""
    ip_at: Place = NOWHERE
    seen: bool = False
    rdns: str = ""
    checked: bool = False
    helo: str = ""
    login: str = ""
    login_at: Place = NOWHERE
    signed_in: bool = False


class _Found(NamedTuple):
    ip: str
    at: Place
    rdns: str = ""
    bracketed: bool = False


def read_peer(parts: tuple[Piece, ...], *, server: str, others: tuple[Piece, ...] = ()) -> Peer:
    """Read a ``from`` clause. ``server`` is what the line tells about the server's program.

    ``others`` are comments in the rest of the line: some servers say there who signed in.
    """
    comments = [each for each in parts if each.comment]
    words = [each for each in parts if not each.comment]
    plain = [_without_helo(each) for each in comments]
    said = _said_helo(comments, words)
    found = _in_comments(plain) or _outside(words)
    name = _first_name(words)
    rdns, checked = _reverse(found, name, said is not None, server)
    login, login_at = _login([*plain, *others])
    return Peer(
        ip=found.ip if found else "",
        ip_at=found.at if found else NOWHERE,
        seen=found is not None and (said is not None or _in_any(comments, found.at)),
        rdns=rdns,
        checked=checked,
        helo=said if said is not None else name or _literal(words, found),
        login=login,
        login_at=login_at,
        signed_in=bool(login) or any(_SIGNED_IN.search(each.text) for each in (*plain, *others)),
    )


def _without_helo(piece: Piece) -> Piece:
    """Blank out what the other side said, so that an address in it is not taken for its own."""
    return piece._replace(text=_HELO.sub(lambda said: " " * len(said.group()), piece.text))


def _said_helo(comments: Iterable[Piece], words: Iterable[Piece]) -> str | None:
    for piece in comments:
        found = _HELO.search(piece.text)
        if found:
            return found.group(1).strip(",;")
    found = _CLAIMING.search(" ".join(each.text for each in words))
    return found.group(1) if found else None


def _in_comments(comments: Iterable[Piece]) -> _Found | None:
    for piece in comments:
        for pattern in (_BRACKETED, _BARE):
            for match in pattern.finditer(piece.text):
                ip = _address(match.group(1))
                if ip:
                    return _found(piece, match, ip, pattern is _BRACKETED)
    return None


def _found(piece: Piece, match: re.Match[str], ip: str, bracketed: bool) -> _Found:
    start = piece.start + match.start(1)
    named = _NAME.match(piece.text[: match.start()]) if bracketed else None
    rdns = named.group(1) if named and named.group(1).lower() not in _NO_NAME else ""
    if _UNSURE.search(piece.text, match.end()):
        rdns = ""
    return _Found(ip, (start, start + len(ip)), rdns.rstrip("."), bracketed)


def _outside(words: list[Piece]) -> _Found | None:
    """An address that stands as a word: some servers write it so, but it may be what was said."""
    for piece in words[:12]:
        match = _BRACKETED.search(piece.text) or _BARE.search(piece.bare)
        ip = _address(match.group(1)) if match else ""
        if ip:
            start = piece.start + piece.text.index(ip)
            return _Found(ip, (start, start + len(ip)))
    return None


def _address(text: str) -> str:
    """The address at the start of a text, without a port behind it; empty if it is none."""
    port = _PORT.match(text)
    plain = port.group(1) if port else text
    return plain if read_net_address(plain) else ""


def _first_name(words: list[Piece]) -> str:
    if not words:
        return ""
    name = words[0].bare.strip("<>").partition("(")[0]
    if _address(name.strip("[]").lower().removeprefix("ipv6:")):
        return ""
    return name.rstrip(".")


def _literal(words: list[Piece], found: _Found | None) -> str:
    """The first word as a name, where it is an address other than the one the server saw."""
    first = words[0].bare if words else ""
    return first if first and not (found and found.ip in first) else ""


def _reverse(found: _Found | None, name: str, said: bool, server: str) -> tuple[str, bool]:
    """The name found for the address, and whether the form shows that it was checked."""
    if found is None:
        return "", False
    if found.rdns:
        return found.rdns, True
    if not name or name.lower() in _NO_NAME:
        return "", False
    if server == "exim" and found.bracketed:  # Exim looks names up in both directions
        return name, True
    return (name, False) if said else ("", False)


def _in_any(comments: Iterable[Piece], at: Place) -> bool:
    return any(each.start <= at[0] and at[1] <= each.end for each in comments)


def _login(comments: Iterable[Piece]) -> tuple[str, Place]:
    for piece in comments:
        match = _LOGIN.search(piece.text)
        if match and not _BITS.match(match.group(1)):
            start = piece.start + match.start(1)
            return match.group(1), (start, start + len(match.group(1)))
    return "", NOWHERE
