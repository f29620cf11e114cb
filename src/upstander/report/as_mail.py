"""A document as a mail draft that the person opens, reads and sends. Nothing is sent from here.

The draft carries no date, no sender and no message id: the mail program of the person writes
those. It goes to the address of the directory that the document names, or to nobody.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import SMTP

from upstander.model.report import Document, FilePart
from upstander.report.as_text import plain_text

_ADDRESS = re.compile(r"[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})+\Z")
_BODY_LINES = SMTP.clone(max_line_length=78)


def mail_draft(document: Document, *, files: tuple[FilePart, ...] = ()) -> bytes:
    """Give the draft as the bytes of an ``.eml`` file; the same input gives the same bytes.

    Args:
        document: the finished form; its own files are attached.
        files: more files, such as the same letter as a PDF.
    """
    message = EmailMessage(policy=_BODY_LINES)
    message["X-Unsent"] = "1"
    if _ADDRESS.match(document.to):
        message["To"] = document.to
    message["Subject"] = document.subject or document.title
    text = plain_text(document).encode("utf-8", "backslashreplace").decode()
    message.set_content(text, cte="quoted-printable")
    for part in (*document.files, *files):
        kind, _, sort = part.media_type.partition("/")
        message.add_attachment(
            part.data, maintype=kind, subtype=sort or "octet-stream", filename=part.name
        )
    if message.is_multipart():
        message.set_boundary(_boundary(document, files))
    return message.as_bytes()


def _boundary(document: Document, files: tuple[FilePart, ...]) -> str:
    held = hashlib.sha256("\n".join(_seed(document, files)).encode("utf-8", "backslashreplace"))
    return f"=_part_{held.hexdigest()[:32]}"


def _seed(document: Document, files: tuple[FilePart, ...]) -> Iterator[str]:
    yield plain_text(document)
    for part in (*document.files, *files):
        yield part.name
        yield hashlib.sha256(part.data).hexdigest()
