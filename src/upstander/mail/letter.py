"""A whole mail, read: who, when, words, links, files. The bytes it came from stay as they are."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from upstander.mail.addresses import Mailbox, parse_addresses
from upstander.mail.body import decode_transfer, find_uuencoded
from upstander.mail.charset import decode_text
from upstander.mail.dates import MailDate, parse_mail_date
from upstander.mail.headers import HeaderBlock
from upstander.mail.html_text import html_to_text
from upstander.mail.structure import Part, parse_structure

MAX_WORDS = 4 * 1024 * 1024
"""More bytes of words in one mail are cut for reading, with a remark; all of it is kept."""
_MESSAGE_ID = re.compile(r"<[^<>\s]{1,998}>")
_FROM_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Body:
    """Words of one part."""

    text: str
    kind: str  # text|html
    path: str
    charset_declared: str | None
    charset_used: str
    repairs: tuple[str, ...] = ()
    inside: str = ""  # path of the forwarded mail it stands in; empty for the mail's own words


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file in a mail. ``path`` finds it again with :func:`enclosed_bytes`."""

    path: str
    name: str
    type: str
    size: int
    sha256: str
    head: bytes
    disposition: str = ""
    content_id: str = ""
    repairs: tuple[str, ...] = ()


@dataclass(slots=True)
class Letter:
    """One mail with its tree of parts."""

    root: Part
    bodies: list[Body] = field(default_factory=list)
    files: list[Enclosed] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    remote_pictures: int = 0
    words: int = 0  # bytes of bodies decoded so far

    @property
    def headers(self) -> HeaderBlock:
        """Header lines of the mail itself, exact and in order."""
        return self.root.headers

    @property
    def parts(self) -> int:
        """How many parts the tree has, the mail itself included."""
        return sum(1 for _ in self.root.walk())

    def addresses(self, name: str) -> tuple[Mailbox, ...]:
        """All addresses of all headers of a name, topmost first."""
        found = (parse_addresses(each.plain) for each in self.headers.all(name))
        return tuple(box for boxes in found for box in boxes)

    def date(self) -> MailDate | None:
        """The Date header: what the sender's side claims."""
        found = self.headers.first("date")
        return parse_mail_date(found.text) if found and found.text else None

    def received(self) -> MailDate | None:
        """The time in the topmost Received line: what the last server wrote."""
        found = self.headers.first("received")
        if found is None or ";" not in found.plain:
            return None
        return parse_mail_date(found.plain.rpartition(";")[2])

    def ids(self, name: str) -> tuple[str, ...]:
        """Message identifiers in a header, with their angles."""
        found = self.headers.first(name)
        return tuple(_MESSAGE_ID.findall(found.plain)) if found else ()


def read_letter(data: bytes, *, from_mbox: bool = False) -> Letter:
    """Read one mail. Never raises for bad bytes; what was odd is in ``remarks``.

    ``from_mbox`` undoes ``>From `` quoting in words shown (mboxrd), never in the bytes.
    """
    letter = Letter(parse_structure(data))
    _take(letter, letter.root, "", from_mbox)
    for part in letter.root.walk():
        letter.remarks.extend(part.remarks)
    return letter


def _take(letter: Letter, part: Part, inside: str, from_mbox: bool) -> None:
    """Sort a part into words or files, and go on below; depth is limited by the tree."""
    if part.is_mail:
        letter.files.append(_enclosed(part, part.raw_body, ()))
        for child in part.children:
            _take(letter, child, part.path, from_mbox)
    elif part.children:
        _take_many(letter, part, inside, from_mbox)
    elif _is_words(part):
        _take_words(letter, part, inside, from_mbox)
    elif part.type != "multipart/mixed" or part.raw_body.strip():
        content, repairs = decode_transfer(part.raw_body, part.encoding)
        letter.files.append(_enclosed(part, content, repairs))


def _take_many(letter: Letter, part: Part, inside: str, from_mbox: bool) -> None:
    before = len(letter.bodies)
    for child in part.children:
        _take(letter, child, inside, from_mbox)
    if part.type == "multipart/alternative":
        _drop_same_words(letter, before)


def _drop_same_words(letter: Letter, before: int) -> None:
    """Of alternatives with the same words keep the plain one; other words are kept beside it."""
    kept: list[Body] = []
    seen: set[str] = set()
    for body in letter.bodies[before:]:
        words = "".join(body.text.split()).casefold()
        if words and words not in seen:
            seen.add(words)
            kept.append(body)
    letter.bodies[before:] = kept


def _is_words(part: Part) -> bool:
    if part.disposition == "attachment":
        return False
    broken_multipart = part.type.startswith("multipart/") and not part.children
    return broken_multipart or (
        part.type in ("text/plain", "text/html", "text/enriched") and not part.filename
    )


def _take_words(letter: Letter, part: Part, inside: str, from_mbox: bool) -> None:
    raw = part.raw_body
    if "too-deep" in part.remarks:
        letter.files.append(_enclosed(part, raw, ()))
        return
    content, repairs = decode_transfer(raw, part.encoding)
    if from_mbox and part.encoding in ("", "7bit", "8bit") and b"\n>" in content:
        unquoted = _FROM_QUOTED.sub(rb"\1", content)
        if unquoted != content:
            content, repairs = unquoted, (*repairs, "from-quoting")
    if b"begin" in content:
        content = _take_uuencoded(letter, part, content)
    body = _body(letter, part, content, repairs, inside)
    if body.text.strip():
        letter.bodies.append(body)


def _body(
    letter: Letter, part: Part, content: bytes, repairs: tuple[str, ...], inside: str
) -> Body:
    declared = part.params.get("charset")
    room = MAX_WORDS - letter.words
    if len(content) > room:
        content = content[:room]
        letter.remarks.append("long-body-cut")
    letter.words += len(content)
    decoded = decode_text(content, declared)
    text, kind = decoded.text, "text"
    if part.type == "text/html":
        shown = html_to_text(text)
        text, kind = shown.text, "html"
        letter.links.extend(shown.links)
        letter.remote_pictures += shown.remote_pictures
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    return Body(text, kind, part.path, declared, decoded.used, (*repairs, *decoded.repairs), inside)


def _take_uuencoded(letter: Letter, part: Part, content: bytes) -> bytes:
    """Move files written into the words to the files; the words around them stay."""
    out, position = [], 0
    for number, found in enumerate(find_uuencoded(content), 1):
        out.append(content[position : found.start])
        position = found.end
        letter.files.append(
            _file(f"{part.path}/u{number}", found.name, "", found.data, "", "", found.repairs)
        )
    return b"".join((*out, content[position:]))


def _enclosed(part: Part, content: bytes, repairs: tuple[str, ...]) -> Enclosed:
    content_id = part.headers.text("content-id") or ""
    name = part.filename or _inner_subject(part)
    return _file(part.path, name, part.type, content, part.disposition, content_id, repairs)


def _inner_subject(part: Part) -> str:
    """A forwarded mail has no file name: its subject tells people which one it is."""
    inner = part.children[0].headers.text("subject") if part.is_mail and part.children else None
    return f"{inner[:120]}.eml" if inner else ""


def _file(
    path: str, name: str, kind: str, content: bytes, disposition: str, content_id: str,
    repairs: tuple[str, ...],
) -> Enclosed:  # fmt: skip
    digest = hashlib.sha256(content).hexdigest()
    head = content[:512]
    return Enclosed(path, name, kind, len(content), digest, head, disposition, content_id, repairs)


def enclosed_bytes(data: bytes, path: str) -> bytes | None:
    """Give the bytes of a file in a mail by its path, or ``None`` if there is none."""
    where, _, uu = path.partition("/u")
    for part in parse_structure(data).walk():
        if part.path == where:
            if part.is_mail:
                return part.raw_body
            content = decode_transfer(part.raw_body, part.encoding)[0]
            return content if not uu else _uuencoded(content, uu)
    return None


def _uuencoded(content: bytes, number: str) -> bytes | None:
    wanted = int(number) if number.isdigit() else 0
    files: Iterator[bytes] = (found.data for found in find_uuencoded(content))
    return next((each for index, each in enumerate(files, 1) if index == wanted), None)
