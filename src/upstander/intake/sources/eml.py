"""One e-mail as a file: ``.eml``, ``.emlx``, a maildir file, an RFC 5322 text by any name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from upstander.intake._interface import ReadEvent, Source
from upstander.intake.sources._mail_message import Mapper
from upstander.mail.headers import HeaderBlock, split_headers
from upstander.mail.mbox import MAX_MAIL
from upstander.model.errors import LimitExceeded
from upstander.model.reading import Coverage, Leftover, Probe, ReadSettings

_EMLX = re.compile(rb"\A(\d{1,12})[ \t]*\r?\n")
_ENDINGS = (".eml", ".emlx", ".msg", ".mht", ".mhtml", ".rfc822")
_MAILDIR = re.compile(r"(?:\A|/)\d{9,11}\.[^/]+[:;!]2,[A-Za-z]*\Z")
_TELLING = frozenset({
    "from", "to", "date", "subject", "received", "message-id", "mime-version", "content-type",
    "return-path", "delivered-to", "content-transfer-encoding", "cc", "reply-to", "sender",
    "in-reply-to", "references", "content-disposition", "dkim-signature", "newsgroups",
})  # fmt: skip
_MIME = re.compile(r"(?:text|multipart|message|image|application|audio|video)/", re.IGNORECASE)


class Eml(Source):
    """Reads a single mail; every byte of the file belongs to it."""

    slug = "eml"
    title = "One e-mail (.eml)"
    version = "1"

    def probe(self, head: bytes, name: str) -> Probe:
        """Look for well-known header lines at the very start; the name only helps."""
        length = _EMLX.match(head)
        headers = split_headers(head[length.end() :] if length else head)
        telling = {each.name.lower() for each in headers.fields} & _TELLING
        helps = name.lower().endswith(_ENDINGS) or _MAILDIR.search(name) is not None
        confidence = _confidence(headers, telling, helps=helps)
        if not confidence:
            return Probe(0, "It does not start with mail headers.")
        return Probe(confidence, f"It starts with mail headers: {', '.join(sorted(telling))}.")

    def read(
        self, stream: BinaryIO, *, name: str, sha256: str, settings: ReadSettings
    ) -> Iterator[ReadEvent]:
        """Give one mail, what stands around it, and how much was covered."""
        size = stream.seek(0, 2)
        if size > MAX_MAIL:
            raise LimitExceeded(f"One mail of {size:,} bytes is more than is read.")
        stream.seek(0)
        data = stream.read()
        start, end = _span(data)
        mapper = Mapper(self.slug, self.version, sha256, settings)
        message, warned = mapper.message(data[start:end], start, 0)
        yield message
        yield from warned
        if start:
            yield Leftover(0, start, "The line with the length that Apple Mail writes.")
        if end < len(data):
            yield Leftover(end, len(data), "The list of flags that Apple Mail writes.")
        yield from mapper.questions()
        yield Coverage(len(data), end - start)


def _confidence(headers: HeaderBlock, telling: set[str], *, helps: bool) -> int:
    if not telling or (headers.fields and not headers.fields[0].name):
        return 0
    if headers.envelope:
        return 70  # an mbox of one mail; that source is a little surer
    if len(telling) >= 3 or {"from", "subject"} <= telling or "received" in telling:
        return 95
    if helps:
        return 90
    content = headers.text("content-type")
    if len(telling) >= 2:
        return 75
    return 65 if content and _MIME.match(content) else 30 if _addressed(headers) else 0


def _addressed(headers: HeaderBlock) -> bool:
    """One lonely ``From:`` or ``To:`` counts only with an address behind it."""
    values = (headers.text(name) or "" for name in ("from", "to", "reply-to"))
    return any("@" in value for value in values)


def _span(data: bytes) -> tuple[int, int]:
    """The mail inside an Apple Mail file, else the whole file."""
    length = _EMLX.match(data)
    if length is None:
        return 0, len(data)
    start, count = length.end(), int(length.group(1))
    if start + count <= len(data) and split_headers(data[start : start + 65536]).fields:
        return start, start + count
    return 0, len(data)


PLUGIN = Eml()
