"""Take a Received line apart (RFC 5321 4.4, RFC 5322 3.6.7), as real servers write it.

Names in it mean different things by who wrote them. ``helo`` is what the sending computer called
itself: anybody can say anything there. ``rdns`` is the name that the writing server looked up.
``ip`` is the address that it saw. Only a server that is trusted makes them more than words.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from upstander.mail.dates import MailDate, parse_mail_date
from upstander.mail.headers import HeaderField
from upstander.model.lead import Span

MOST_CHARACTERS = 8000
"""Of one line so much is read; what follows changes nothing about who wrote it."""

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"?|[()]|;|[^\s()";]+')
_CLAUSES = frozenset({"from", "by", "via", "with", "id", "for"})
_BRACKET = re.compile(r"\[(?:IPv6:)?([0-9A-Fa-f:.%]{2,50})\]", re.IGNORECASE)
_GREETING = re.compile(r"\b(?:HELO|EHLO|LHLO|helo=)[ =]?\s*([^\s()\[\];,]+)", re.IGNORECASE)
_QMAIL = re.compile(r"\A(?:HELO|EHLO)\b")
"""qmail and its kin write the greeting in brackets; they do not check a name back and forth."""
_HOST = re.compile(r"(?:[A-Za-z0-9_-]+@)?([A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?)\.?\Z")
_SIGNED_IN = re.compile(
    r"\b(?:authenticated|Authenticated sender|\(account\b|auth=)", re.IGNORECASE
)
_SENDER = re.compile(r"envelope-from\s+<?([^\s<>()]+@[^\s<>()]+)>?")
_LOCAL = re.compile(
    r"\b(?:LMTP|LMTPS|LMTPA|local|uid \d+|fetchmail|from network|invoked by|Dovecot|Cyrus)\b",
    re.IGNORECASE,
)
_NOBODY = frozenset({"unknown", "localhost.localdomain", "may", "be", "forged", "helo", "ehlo"})


@dataclass(frozen=True, slots=True)
class Received:
    """One line, taken apart. ``ip`` is as written; ``signed_in`` says the line claims a log-in."""

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
    looked_up: bool = True  # false: the server does not check the name of an address both ways
    has_from: bool = False
    local: bool = False
    span: Span = field(default_factory=lambda: Span("", 0, 0))


@dataclass(slots=True)
class _Clause:
    """What stands under one word of the grammar: its own words, and the comments in brackets."""

    words: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)

    @property
    def first(self) -> str:
        return self.words[0] if self.words else ""

    @property
    def comment(self) -> str:
        return " ".join(self.comments)


def read_received(header: HeaderField, *, source: str = "", number: int = 1) -> Received:
    """Take one line apart. Never raises; what cannot be found stays empty."""
    text = header.plain[:MOST_CHARACTERS]
    span = Span(source, header.start, header.end, "byte", f"Received, line {number}")
    clauses, date = _clauses(text)
    start = clauses["from"]
    return Received(
        by=_host(clauses["by"].first) or _bare_ip(clauses["by"].first),
        ip=_ip(start),
        rdns=_rdns(start),
        helo=_helo(start),
        protocol=clauses["with"].first,
        queue=clauses["id"].first.strip("<>"),
        recipient=clauses["for"].first.strip("<>,"),
        sender=_sender(text),
        date=parse_mail_date(date),
        signed_in=_signed_in(clauses["with"], text),
        looked_up=not _QMAIL.search(start.comment),
        has_from=bool(start.words or start.comments),
        local=_is_local(clauses, text),
        span=span,
    )


def _clauses(text: str) -> tuple[dict[str, _Clause], str]:
    """The words of each clause, and the date behind the last semicolon outside brackets."""
    found = {name: _Clause() for name in (*_CLAUSES, "")}
    now = found[""]
    seen: set[str] = set()
    date_at = len(text)
    for word, depth, at, comment in _tokens(text):
        if depth:
            if comment:
                now.comments.append(comment)
            continue
        if word == ";":
            date_at = at
        elif word.lower() in _CLAUSES and word.lower() not in seen:
            seen.add(word.lower())
            now = found[word.lower()]
        else:
            now.words.append(word.strip('"'))
    return found, text[date_at + 1 :] if date_at < len(text) else _late_date(text)


def _late_date(text: str) -> str:
    """Some servers write no semicolon before the date."""
    day = re.search(r"\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), ", text)
    return text[day.start() :] if day else ""


def _tokens(text: str) -> Iterator[tuple[str, int, int, str]]:
    """Words outside brackets one by one, and each bracket as one comment when it closes."""
    depth, opened = 0, 0
    for mark in _TOKEN.finditer(text):
        word = mark.group()
        if word == "(":
            if not depth:
                opened = mark.end()
            depth += 1
        elif word == ")":
            if depth == 1:
                yield "", 1, opened, text[opened : mark.start()]
            depth = max(0, depth - 1)
        elif not depth:
            yield word, 0, mark.start(), ""
    if depth:
        yield "", 1, opened, text[opened:]


def _ip(start: _Clause) -> str:
    """The address that the writing server saw: in brackets first, then alone, then as a name."""
    for part in (*start.comments, *start.words):
        for found in _BRACKET.finditer(part):
            if _is_ip(found.group(1)):
                return found.group(1)
    for part in start.comments:
        for word in part.replace("@", " ").split():
            if _is_ip(word.strip("[],;:")) and ("." in word or ":" in word):
                return word.strip("[],;")
    return _bare_ip(start.first)


def _bare_ip(word: str) -> str:
    found = _BRACKET.fullmatch(word)
    inner = found.group(1) if found else word
    return inner if _is_ip(inner) else ""


def _is_ip(text: str) -> bool:
    try:
        ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return False
    return True


def _rdns(start: _Clause) -> str:
    """The name that was looked up: in brackets, or outside where the greeting stands in them."""
    if "may be forged" in start.comment:
        return ""
    if _GREETING.search(start.comment):
        return _known(start.first)
    for part in start.comments:
        words = part.split()
        if words and not words[0].startswith("["):
            return _known(words[0])
    return ""


def _helo(start: _Clause) -> str:
    greeting = _GREETING.search(start.comment)
    if greeting:
        return greeting.group(1).strip("[]")
    return start.first.strip("[]") if not _bare_ip(start.first) else ""


def _known(word: str) -> str:
    name = _host(word)
    return "" if name.lower() in _NOBODY or _is_ip(name) else name


def _host(word: str) -> str:
    found = _HOST.match(word.strip("<>,"))
    return found.group(1) if found else ""


def _sender(text: str) -> str:
    found = _SENDER.search(text)
    return found.group(1) if found else ""


def _signed_in(with_clause: _Clause, text: str) -> bool:
    """RFC 3848: an A in the protocol says that the sender had logged in."""
    protocol = with_clause.first.upper()
    return protocol in ("ESMTPA", "ESMTPSA", "UTF8SMTPA", "UTF8SMTPSA") or bool(
        _SIGNED_IN.search(text)
    )


def _is_local(clauses: dict[str, _Clause], text: str) -> bool:
    """A step inside one machine: nobody handed anything over."""
    start = clauses["from"]
    if not start.words and not start.comments:
        return True
    if start.first.lower() in ("localhost", "localhost.localdomain") and _loops(_ip(start)):
        return True
    own = " ".join(f"{clauses[name].first} {clauses[name].comment}" for name in ("by", "with"))
    return _loops(_ip(start)) or (bool(_LOCAL.search(own)) and not _ip(start))


def _loops(ip: str) -> bool:
    return _is_ip(ip) and ipaddress.ip_address(ip.partition("%")[0]).is_loopback
