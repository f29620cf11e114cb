"""A whole folder of e-mails in one file (mbox, RFC 4155): Thunderbird, Apple, Google Takeout."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from upstander.intake._interface import ReadEvent, Source
from upstander.intake.sources._mail_message import Mapper
from upstander.mail.mbox import is_envelope_line, split_mbox
from upstander.model.reading import Coverage, Leftover, Probe, ReadSettings, Warned

_MARK = b"\xef\xbb\xbf"
_MOST_WARNINGS = 200


class Mbox(Source):
    """Reads mails one after another; never more than one of them is in memory."""

    slug = "mbox"
    title = "A folder of e-mails (.mbox)"
    version = "1"

    def probe(self, head: bytes, name: str) -> Probe:
        """The first line must be an envelope line and the next one a header or blank."""
        start = head.removeprefix(_MARK)
        line, _, after = start.partition(b"\n")
        if not start.startswith(b"From ") or not is_envelope_line(line, after, True):
            return Probe(0, "It does not start with the envelope line of a mail folder.")
        more = b"\n\nFrom " in head or b"\n\r\nFrom " in head
        return Probe(97 if more else 90, "It starts with the envelope line of a mail folder.")

    def read(
        self, stream: BinaryIO, *, name: str, sha256: str, settings: ReadSettings
    ) -> Iterator[ReadEvent]:
        """Give every mail in the order of the file, and how much was covered."""
        size = stream.seek(0, 2)
        stream.seek(0)
        start = len(_MARK) if stream.read(len(_MARK)) == _MARK else 0
        if start:
            yield Leftover(0, start, "byte order mark")
        mapper = Mapper(self.slug, self.version, sha256, settings)
        covered = warnings = 0
        for seq, mail in enumerate(split_mbox(stream, start)):
            if mail.data is None:
                yield Leftover(mail.start, mail.end, "One mail that is longer than is read.")
                yield Warned("long-mail", "One mail is longer than is read. It is kept.",
                             f"{mail.start}-{mail.end}")  # fmt: skip
                continue
            message, warned = mapper.message(mail.data, mail.start, seq, remarks=mail.remarks)
            yield message
            covered += len(mail.data)
            yield from warned[: max(0, _MOST_WARNINGS - warnings)]
            warnings += len(warned)
        yield from mapper.questions()
        yield Coverage(size, covered)


PLUGIN = Mbox()
