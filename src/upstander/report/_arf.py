"""Feedback reports of mail abuse (ARF, RFC 5965), built from bytes so that nothing is re-folded.

Three parts: our letter, the fields for machines, the original. RFC 2046 lets a message/rfc822
part be only plain 7bit, 8bit or binary, and relays change the last two. A mail that may not
survive that way goes along once more as base64, in a fourth part that readers of the first three
pass over. Hashes are compared before and after.
"""

from __future__ import annotations

import base64
import hashlib
import quopri
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from upstander.model.digest import Digest
from upstander.model.errors import IntegrityError

_LONGEST_LINE = 998  # RFC 5322 2.1.1, without its CRLF
_PLAIN = re.compile(r"[\x20-\x7e]{1,400}\Z")
_ADDRESS = re.compile(r"[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})+\Z")
_CRLF = b"\r\n"
WHOLE, HEADERS = "message/rfc822", "text/rfc822-headers"


@dataclass(frozen=True, slots=True)
class Enclosed:
    """What goes along of a mail: ``media_type`` is :data:`WHOLE` or :data:`HEADERS`."""

    data: bytes
    media_type: str = WHOLE

    @property
    def carriage(self) -> str:
        """How a mail part has to be declared (RFC 2045 6.2): 7bit, 8bit or binary."""
        data = self.data
        whole = data.count(_CRLF)
        if b"\0" in data or whole != data.count(b"\r") or whole != data.count(b"\n"):
            return "binary"
        if max(map(len, data.split(_CRLF))) > _LONGEST_LINE:
            return "binary"
        return "7bit" if data.isascii() else "8bit"

    @property
    def needs_copy(self) -> bool:
        """Whether a relay may change it on the way, so that an exact copy goes along."""
        return self.media_type == WHOLE and self.carriage != "7bit"

    @property
    def digest(self) -> Digest:
        """The hash of exactly these bytes."""
        return Digest.of(self.data)


@dataclass(frozen=True, slots=True)
class Draft:
    """The outside of the report: to whom, about what, and the letter that people read."""

    letter: str
    subject: str
    to: str = ""


def arf(draft: Draft, fields: Iterable[tuple[str, str]], mail: Enclosed | None) -> bytes:
    """Give the report as the bytes of an ``.eml`` draft; the same input gives the same bytes.

    Fields with anything but printable ASCII are left out. Raises :class:`IntegrityError` when
    what was attached is not what was given.
    """
    parts = [_letter(draft.letter), _feedback(fields), *(_mail_parts(mail) if mail else ())]
    boundary = _boundary(parts, draft.letter.encode("utf-8", "backslashreplace"))
    mark = b"--" + boundary
    body = b"".join(mark + _CRLF + part + _CRLF for part in parts) + mark + b"--" + _CRLF
    made = _outside(draft, boundary) + _CRLF + body
    if mail is not None:
        _compare(made, boundary, mail)
    return made


def _outside(draft: Draft, boundary: bytes) -> bytes:
    subject = draft.subject if _PLAIN.match(draft.subject) else "Abuse report"
    lines = [
        "X-Unsent: 1",
        f"To: {draft.to}" if _ADDRESS.match(draft.to) else "",
        f"Subject: {subject}",
        "MIME-Version: 1.0",
        "Content-Type: multipart/report; report-type=feedback-report;",
        f' boundary="{boundary.decode("ascii")}"',
    ]
    return b"".join(line.encode("ascii") + _CRLF for line in lines if line)


def _letter(text: str) -> bytes:
    plain = text.encode("utf-8", "backslashreplace")
    coded = quopri.encodestring(plain).replace(b"\n", _CRLF)
    return _part("text/plain; charset=utf-8", "quoted-printable", coded)


def _feedback(fields: Iterable[tuple[str, str]]) -> bytes:
    lines = [f"{name}: {value}" for name, value in fields if _PLAIN.match(value)]
    text = "".join(f"{line}\r\n" for line in lines).encode("ascii")
    return _part("message/feedback-report", "7bit", text)


def _mail_parts(mail: Enclosed) -> Iterable[bytes]:
    yield _part(mail.media_type, mail.carriage, mail.data, inline=True)
    if mail.needs_copy:
        coded = base64.encodebytes(mail.data).replace(b"\n", _CRLF)
        yield _part("application/octet-stream", "base64", coded, name="original.eml")


def _part(kind: str, coding: str, data: bytes, *, name: str = "", inline: bool = False) -> bytes:
    lines = [f"Content-Type: {kind}", f"Content-Transfer-Encoding: {coding}"]
    if name:
        lines.append(f'Content-Disposition: attachment; filename="{name}"')
    elif inline:
        lines.append("Content-Disposition: inline")
    return "".join(f"{line}\r\n" for line in lines).encode("ascii") + _CRLF + data


def _boundary(parts: Sequence[bytes], seed: bytes) -> bytes:
    """A line that stands in none of the parts, always the same for the same letter."""
    held = hashlib.sha256(seed)
    while True:
        boundary = f"=_report_{held.hexdigest()[:32]}".encode("ascii")
        if not any(boundary in part for part in parts):
            return boundary
        held.update(b"again")


def _compare(made: bytes, boundary: bytes, mail: Enclosed) -> None:
    """Cut the parts out of the finished report and hash them."""
    pieces = made.split(_CRLF + b"--" + boundary)
    held = [piece.partition(_CRLF * 2)[2] for piece in pieces[3:-1]]
    found = [held[0], *(base64.b64decode(each) for each in held[1:])]
    if any(Digest.of(each) != mail.digest for each in found):
        raise IntegrityError("The mail in the report is not the mail that was kept.")
