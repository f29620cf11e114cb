"""Take a Received line apart (RFC 5321 4.4, RFC 5322 3.6.7), as real servers write it.

Names in it mean different things by who wrote them. ``helo`` is what the sending computer called
itself: anybody can say anything there. ``rdns`` is the name that the writing server looked up.
``ip`` is the address that it saw. Only a server that is trusted makes them more than words.

Nothing here raises, whatever the bytes, and the time is linear in what is read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from upstander.language.net_address import AddressSort, read_net_address
from upstander.mail.dates import MailDate, parse_mail_date
from upstander.mail.headers import HeaderField
from upstander.model.lead import Span
from upstander.trace._received_peer import Peer, read_peer
from upstander.trace._received_words import MAX_LINE, Clauses, Piece, clauses

_DAY = re.compile(r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\w{0,6},? )?\d{1,2} [A-Z][a-z]{2} \d{2,4} \d")
_ENVELOPE = re.compile(r"envelope-(?:from|sender)\s+<?([^\s<>()]{1,320})", re.IGNORECASE)
_EXIM = re.compile(r"\s*exim \d", re.IGNORECASE)
_SIGNED_IN = frozenset({"ESMTPA", "ESMTPSA", "UTF8SMTPA", "UTF8SMTPSA", "ASMTP", "SUBMISSION"})
"""RFC 3848: an A in the protocol says that the sender had signed in; the last two are older."""
_LOCAL = ("LMTP", "UTF8LMTP", "POP3", "IMAP", "LOCAL")
_WEB = ("HTTP", "DAV")
_PICKED_UP = ("mail", "pickup", "service")
_INSIDE = re.compile(r"invoked (?:by|from)|\buid \d|\bspool|\binternal\b", re.IGNORECASE)
_TYPED_IN = re.compile(r"from userid \d|invoked by uid", re.IGNORECASE)
_QMAIL = re.compile(r"\s*[a-z]+ (?:pid )?\d+ invoked ", re.IGNORECASE)
_HERE = (AddressSort.LOOPBACK, AddressSort.LINK_LOCAL)
_NOWHERE = Span("", 0, 0)


@dataclass(frozen=True, slots=True)
class Received:
    """One line, taken apart.

    Attributes:
        by: the server that wrote the line, as it names itself.
        ip: the address of the other side, as written; empty where none is.
        rdns: the name that the server found for that address.
        helo: what the other side called itself.
        protocol: the first word of the ``with`` clause.
        queue: the server's number for this mail.
        recipient: the address behind ``for``.
        sender: the envelope sender, where the line tells it.
        date: the time it was written; ``utc`` only where the line tells its zone.
        signed_in: the line says that somebody signed in, or used a web page, to send this.
        has_from: the line names another side at all.
        local: a step inside one system: no other computer gave anything.
        span: the whole line.
        checked: the name leads back to the address, as far as the form shows.
        seen: ``ip`` stands where a server puts what it saw itself, not what it was told.
        web: the mail was written on a web page of this server.
        typed_in: a program or person on this very server put the mail in.
        login: the account that signed in, as written.
        ip_span: the place of ``ip``.
        login_span: the place of ``login``.
        unread: the line has none of the words of a Received line; who wrote it is not known.
    """

    by: str = ""
    ip: str = ""
    rdns: str = ""
    helo: str = ""
    protocol: str = ""
    queue: str = ""
    recipient: str = ""
    sender: str = ""
    date: MailDate = field(default_factory=lambda: MailDate(""))
    signed_in: bool = False
    has_from: bool = False
    local: bool = False
    span: Span = _NOWHERE
    checked: bool = False
    seen: bool = False
    web: bool = False
    typed_in: bool = False
    login: str = ""
    ip_span: Span = _NOWHERE
    login_span: Span = _NOWHERE
    unread: bool = False


class _Line(NamedTuple):
    """A line while it is read; places in it are counted from the first byte of its value."""

    text: str
    parts: Clauses

    def words(self, name: str) -> list[str]:
        """The words of one clause, without its comments."""
        return [each.bare for each in self.parts.get(name) if not each.comment]

    def first(self, name: str) -> str:
        return next(iter(self.words(name)), "")


def read_received(header: HeaderField, *, source: str = "", number: int = 1) -> Received:
    """Take one line apart. Never raises; what cannot be found stays empty."""
    text = header.value[:MAX_LINE].decode("latin-1")  # one character a byte: places stay places
    line = _Line(text, clauses(text))
    peer = _peer(line)
    protocol = line.first("with") or line.first("via")
    web = _is_web(line)
    span = Span(source, header.start, header.end, "byte", f"Received, line {number}")
    at = header.end - len(header.value)
    return Received(
        by=_readable(line.first("by").strip("<>[]").rstrip(".")),
        ip=peer.ip,
        rdns=_readable(peer.rdns),
        helo=_readable(peer.helo.strip("[]")),
        protocol=protocol,
        queue=line.first("id").strip("<>"),
        recipient=_readable(line.first("for").strip("<>")),
        sender=_readable(_sender(text)),
        date=_date(line),
        signed_in=peer.signed_in or web or protocol.upper() in _SIGNED_IN,
        checked=peer.checked,
        has_from="from" in line.parts.named or bool(peer.ip),
        local=_is_local(line, protocol, peer),
        span=span,
        seen=peer.seen,
        web=web,
        typed_in=_TYPED_IN.search(_own_words(line)) is not None or _is_picked_up(line),
        login=_readable(peer.login),
        ip_span=_moved(span, peer.ip_at, at),
        login_span=_moved(span, peer.login_at, at),
        unread=_is_unread(line, peer),
    )


def _peer(line: _Line) -> Peer:
    """Read the ``from`` clause. Some programs put the whole clause into a comment."""
    others = tuple(
        each for name in ("by", "with") for each in line.parts.get(name) if each.comment
    )  # fmt: skip
    parts = line.parts.get("from")
    front = line.parts.front[:1]
    if not parts and front and front[0].comment:
        parts = tuple(
            each._replace(start=each.start + front[0].start, end=each.end + front[0].start)
            for each in clauses(front[0].text).get("from")
        )
    return read_peer(parts, server=_program(others, line), others=others)


def _program(comments: tuple[Piece, ...], line: _Line) -> str:
    """The program that wrote the line, as far as it matters for how names stand in it."""
    if any(_EXIM.match(each.text) for each in comments):
        return "exim"
    words = " ".join((*line.words("with"), *line.words("by"))).lower()
    return "microsoft" if "microsoft" in words else ""


def _own_words(line: _Line) -> str:
    """What only the server itself can have put there: nothing that the other side said."""
    own = (*line.parts.front[:1], *line.parts.get("by"), *line.parts.get("with"))
    return " ".join(each.text for each in own if not _ENVELOPE.match(each.text.lstrip()))[:1000]


def _is_unread(line: _Line, peer: Peer) -> bool:
    """Whether the line names no server and no other side, and is no known form without them."""
    front = line.parts.front
    if line.first("by") or peer.helo or peer.rdns or peer.ip:
        return False
    passed = not front and bool(line.words("via"))
    return not passed and not (front and front[0].comment and _QMAIL.match(front[0].text))


def _is_picked_up(line: _Line) -> bool:
    return tuple(each.lower() for each in line.words("from")[:3]) == _PICKED_UP


def _is_web(line: _Line) -> bool:
    said = (*line.words("with")[:4], line.first("via"))
    return any(each.upper().startswith(_WEB) for each in said)


def _is_local(line: _Line, protocol: str, peer: Peer) -> bool:
    """Whether the line is between parts of one system: no other computer gave the mail.

    A name that the other side gave itself never makes a line local.
    """
    if protocol.upper().startswith(_LOCAL):
        return True
    if peer.ip:
        address = read_net_address(peer.ip)
        return address is not None and address.sort in _HERE and not peer.signed_in
    nobody = not (peer.helo or peer.rdns)
    return nobody or _is_picked_up(line) or _INSIDE.search(_own_words(line)) is not None


def _sender(text: str) -> str:
    found = _ENVELOPE.search(text)
    return found.group(1) if found else ""


def _date(line: _Line) -> MailDate:
    """The date behind the last semicolon; some servers write none before it.

    ``-0000`` says that the zone is not told (RFC 5322 3.3), so no universal time is made of it.
    """
    start = line.parts.date_from
    if start < 0:
        found = _DAY.search(line.text)
        start = found.start() if found else len(line.text)
    date = parse_mail_date(" ".join(line.text[start : start + 200].split()))
    return date._replace(utc=None, zone=None) if date.assumed else date


def _moved(line: Span, place: tuple[int, int], at: int) -> Span:
    if place[0] < 0:
        return line
    return Span(line.source, place[0] + at, place[1] + at, line.unit, line.where)


def _readable(text: str) -> str:
    """Names beyond ASCII are UTF-8 (RFC 6531); other bytes stay one character each."""
    if text.isascii():
        return text
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return text
