"""The form of a mail that a signature is made over (RFC 6376 3.4), in time linear in its size.

The bytes as received are never changed: a copy is brought into this form for checking only.
"""

from __future__ import annotations

import hashlib

from upstander.mail.headers import MAX_HEADER_BYTES, HeaderBlock, HeaderField

MAX_BODY = 32 * 1024 * 1024
"""A longer text is not hashed."""


def with_crlf(data: bytes) -> bytes:
    """Give a copy whose lines end as on the wire; mails saved with bare LF verify then too."""
    return data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def _single_blanks(data: bytes) -> bytes:
    """Make one blank of every run of blanks and tabs; each round halves the longest run."""
    data = data.replace(b"\t", b" ")
    while b"  " in data:
        data = data.replace(b"  ", b" ")
    return data


def relaxed_line(raw: bytes) -> bytes:
    """Give one header line in ``relaxed`` form, with its line end."""
    name, _, value = raw.partition(b":")
    value = _single_blanks(value.replace(b"\r\n", b"")).strip(b" \t\r")
    return name.strip(b" \t").lower() + b":" + value + b"\r\n"


def without_signature(raw: bytes) -> bytes:
    """Give a signature line with the value of its ``b=`` tag taken out and no line end."""
    name, _, value = raw.partition(b":")
    specs = value.removesuffix(b"\r\n").split(b";")
    for index, spec in enumerate(specs):
        tag, equals, _ = spec.partition(b"=")
        if equals and tag.strip() == b"b":
            specs[index] = tag + equals
    return name + b":" + b";".join(specs)


def _end_of_text(body: bytes) -> int:
    """Say where the text ends when empty lines at its end are not counted."""
    kept = len(body.rstrip(b"\r\n"))
    tail = body[kept:]
    return len(body) if tail.endswith(b"\r") else kept + tail.rfind(b"\r\r") + 1


def simple_body(body: bytes) -> bytes:
    """Give the text in ``simple`` form (RFC 6376 3.4.3); ``body`` has CRLF line ends."""
    return body[: _end_of_text(body)] + b"\r\n"


def relaxed_body(body: bytes) -> bytes:
    """Give the text in ``relaxed`` form (RFC 6376 3.4.4); ``body`` has CRLF line ends."""
    body = _single_blanks(body).replace(b" \r\n", b"\r\n").removesuffix(b" ")
    body = body[: _end_of_text(body)]
    return body + b"\r\n" if body else b""


class KeptMail:
    """A mail as kept, with the forms that checking needs; each is made once, when asked for."""

    def __init__(self, data: bytes, headers: HeaderBlock) -> None:
        self._data = data
        self.headers = headers
        self._texts: dict[str, bytes] = {}
        self._hashes: dict[tuple[str, str, int | None], tuple[bytes, int]] = {}

    @property
    def too_large(self) -> bool:
        """Say whether the mail is larger than what is checked here."""
        head = self.headers.body_start - self.headers.start
        return len(self._data) - self.headers.body_start > MAX_BODY or head >= MAX_HEADER_BYTES

    def _text(self, form: str) -> bytes:
        if form not in self._texts:
            body = with_crlf(self._data[self.headers.body_start :])
            self._texts[form] = relaxed_body(body) if form == "relaxed" else simple_body(body)
        return self._texts[form]

    def body_hash(self, form: str, digest: str, length: int | None) -> tuple[bytes, int]:
        """Give the hash of the text up to ``length``, and how long all of it is, in bytes."""
        asked = (form, digest, length)
        if asked not in self._hashes:
            text = self._text(form)
            hashed = hashlib.new(digest, text[:length], usedforsecurity=False)
            self._hashes[asked] = (hashed.digest(), len(text))
        return self._hashes[asked]

    def raw(self, field: HeaderField) -> bytes:
        """Give the bytes of one header line with CRLF line ends."""
        return with_crlf(self._data[field.start : field.end])

    def lines(self, names: tuple[str, ...], form: str) -> bytes:
        """Give the header lines that ``h=`` names, the lowest of a name first (RFC 6376 5.4.2)."""
        taken: dict[str, int] = {}
        found: list[bytes] = []
        for name in names:
            having = self.headers.by_name.get(name, [])
            taken[name] = taken.get(name, 0) + 1
            if taken[name] <= len(having):
                raw = self.raw(having[-taken[name]])
                found.append(relaxed_line(raw) if form == "relaxed" else _ended(raw))
        return b"".join(found)


def _ended(raw: bytes) -> bytes:
    return raw if raw.endswith(b"\r\n") else raw + b"\r\n"
