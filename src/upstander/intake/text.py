"""Which letters the bytes mean, with byte offsets that stay exact in the original.

The ladder: byte order mark, UTF-16 without a mark, UTF-8, Windows-1252. Every rung taken is
recorded. Text is scanned in a form that is UTF-8 or ASCII-compatible; for UTF-16 the length and
bytes of any scanned piece in the original are found again by encoding it back, which is exact
because decoding passes half surrogates through.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, NamedTuple

from upstander.language.marks import storable

BLOCK = 1 << 20
LONGEST_LINE = 8 << 20
_SAMPLE = 1 << 16


@dataclass(frozen=True, slots=True)
class Charset:
    """How a file is to be read: codec, bytes to skip, line end and why."""

    codec: str  # utf-8|utf-16-le|utf-16-be
    skip: int  # length of the byte order mark
    line_end: bytes  # as scanned
    reason: str

    @property
    def wide(self) -> bool:
        """Whether the scanned bytes differ from the bytes of the file."""
        return self.codec != "utf-8"


class Decoded(NamedTuple):
    """Text with what it took to get it."""

    text: str
    charset: str
    repairs: tuple[str, ...] = ()


def detect(head: bytes) -> Charset:
    """Choose from the first bytes of a file."""
    codec, skip, reason = _codec(head[:_SAMPLE])
    body = head[skip:_SAMPLE]
    scanned = body if codec == "utf-8" else scan_bytes(body[: len(body) & ~1], codec)
    line_end = b"\r" if b"\r" in scanned and b"\n" not in scanned else b"\n"
    return Charset(codec, skip, line_end, reason)


def _codec(head: bytes) -> tuple[str, int, str]:
    for mark, codec in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if head.startswith(mark):
            return codec, len(mark), "byte order mark"
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > len(head) // 5 and even * 4 < odd:
        return "utf-16-le", 0, "every second byte is zero"
    if even > len(head) // 5 and odd * 4 < even:
        return "utf-16-be", 0, "every second byte is zero"
    return "utf-8", 0, "no mark"


def scan_bytes(raw: bytes, codec: str) -> bytes:
    """Give wide text in the form that is scanned; half surrogates pass through."""
    return raw.decode(codec, "surrogatepass").encode("utf-8", "surrogatepass")


def original_bytes(scanned: bytes, charset: Charset) -> bytes:
    """Give the bytes of the file for a scanned piece."""
    if not charset.wide:
        return scanned
    return scanned.decode("utf-8", "surrogatepass").encode(charset.codec, "surrogatepass")


def blocks(stream: BinaryIO, charset: Charset) -> Iterator[bytes]:
    """Give the scanned text in blocks that end at a line end (unless a line is over-long).

    The stream must stand at the start of the file. The bytes of an unfinished character at the
    very end are not given: they are what is missing from the sum of the lengths.
    """
    stream.read(charset.skip)
    carry = b""
    for piece in _pieces(stream, charset):
        carry = carry + piece if carry else piece
        cut = carry.rfind(charset.line_end) + 1
        if cut == 0 and len(carry) > LONGEST_LINE:
            cut = len(carry)
        if cut:
            yield carry[:cut]
            carry = carry[cut:]
    if carry:
        yield carry


def _pieces(stream: BinaryIO, charset: Charset) -> Iterator[bytes]:
    if not charset.wide:
        while piece := stream.read(BLOCK):
            yield piece
        return
    decoder = codecs.getincrementaldecoder(charset.codec)("surrogatepass")
    while piece := stream.read(BLOCK):
        yield decoder.decode(piece).encode("utf-8", "surrogatepass")
    pending = decoder.getstate()[0]
    whole = pending[: len(pending) & ~1]
    if whole:
        yield whole.decode(charset.codec, "surrogatepass").encode("utf-8", "surrogatepass")


def decode_scanned(scanned: bytes, charset: Charset) -> Decoded:
    """Decode one scanned piece; only a UTF-8 file can fall through to Windows-1252."""
    if charset.wide:
        text, repairs = storable(scanned.decode("utf-8", "surrogatepass"))
        return Decoded(text, charset.codec, repairs)
    return decode(scanned)


def decode(raw: bytes, declared: str | None = None) -> Decoded:
    """Go down the ladder: declared charset, UTF-8, Windows-1252 with every byte mapped."""
    try:
        text, charset = raw.decode(declared or "utf-8"), declared or "utf-8"
    except (UnicodeError, LookupError, ValueError):
        return _further_down(raw, declared)
    if text.isprintable():
        return Decoded(text, charset)
    mended, repairs = storable(text)
    return Decoded(mended, charset, repairs)


def _further_down(raw: bytes, declared: str | None) -> Decoded:
    text = _try(raw, "utf-8") if declared else None
    if text is not None:
        mended, repairs = storable(text)
        return Decoded(mended, "utf-8", ("charset-fallback", *repairs))
    text, repairs = storable(raw.decode("cp1252", "upstander.latin1"))
    return Decoded(text, "cp1252", ("charset-fallback", *repairs))


def _try(raw: bytes, charset: str) -> str | None:
    try:
        return raw.decode(charset)
    except UnicodeError:
        return None


def _latin1(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("latin-1"), error.end


codecs.register_error("upstander.latin1", _latin1)
