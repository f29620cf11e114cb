"""Cut an mbox (RFC 4155 and its older kin) into mails, keeping the offset of every byte.

A line that starts with ``From `` ends a mail only if it looks like an envelope line in its
place: most mailboxes hold mails with such lines in their words. ``Content-Length`` is believed
only where it lands exactly on the next envelope line or on the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

CHUNK = 1 << 20
MAX_MAIL = 128 << 20
"""A mail longer than this is given with ``data=None``: where it is, not what it says."""

_STAMP = re.compile(
    rb"From +(?:\S+ +|\"[^\"\n]*\" *)?.{0,120}?(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? "
    rb".{0,24}?\d{1,2}:\d{2}.{0,40}$"
)
_BARE = re.compile(rb"From \S+@\S+")
_KNOWN = re.compile(rb"(?:From|To|Date|Subject|Received|Return-Path|X-Mozilla-Status|Message-ID):")
_HEADER = re.compile(rb"(?:>?From |[!-9;-~]{1,100}:)")
_LENGTH = re.compile(rb"^content-length:[ \t]*(\d{1,12})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_HEAD_END = re.compile(rb"\r?\n\r?\n")


class RawMail(NamedTuple):
    """One mail as it lies in the file, its envelope line included."""

    start: int
    end: int
    data: bytes | None
    remarks: tuple[str, ...] = ()


def is_envelope_line(line: bytes, after: bytes, blank_before: bool) -> bool:
    """Say whether a ``From `` line starts a mail, by its form and its neighbours."""
    line = line.rstrip(b"\r\n")
    if _STAMP.match(line):
        return blank_before or _HEADER.match(after) is not None
    if line.rstrip() == b"From -":  # Netscape and Thunderbird, often without a blank line before
        return (_KNOWN if not blank_before else _HEADER).match(after) is not None
    return blank_before and _BARE.match(line) is not None and _HEADER.match(after) is not None


def split_mbox(stream: BinaryIO, start: int = 0) -> Iterator[RawMail]:
    """Cut from ``start`` to the end; every byte from there is in exactly one mail."""
    window = _Window(stream, start)
    while not window.at_end():
        end, remarks = _end_of_mail(window)
        length = end - window.base
        if length > MAX_MAIL:
            window.skip(length)
            yield RawMail(end - length, end, None, remarks)
        else:
            yield RawMail(end - length, end, window.take(length), remarks)


def _end_of_mail(window: _Window) -> tuple[int, tuple[str, ...]]:
    stated = _stated_end(window)
    if stated is not None:
        return stated, ("content-length",)
    position = window.base + 5
    while True:
        at = window.find(b"\nFrom ", position)
        if at < 0:
            return window.size, ()
        if _envelope_at(window, at + 1):
            return at + 1, ()
        position = at + 6


def _envelope_at(window: _Window, at: int) -> bool:
    line, after = window.lines(at)
    before = window.peek(max(window.base, at - 3), 3)[: at - max(window.base, at - 3)]
    blank = before.endswith((b"\n\n", b"\n\r\n")) or at == window.base
    return is_envelope_line(line, after, blank)


def _stated_end(window: _Window) -> int | None:
    """The end by ``Content-Length``, if it is stated and lands where a mail can end."""
    head = window.peek(window.base, 32 * 1024)
    if b"ontent-" not in head and b"ONTENT-" not in head:
        return None
    blank = _HEAD_END.search(head)
    stated = _LENGTH.search(head, 0, blank.start() + 1) if blank else None
    if blank is None or stated is None:
        return None
    end = window.base + blank.end() + int(stated.group(1))
    for _ in range(3):  # a line end or two may follow the stated length
        if end == window.size:
            return end
        if end > window.size:
            return None
        following = window.peek(end, 5)
        if following == b"From " and window.peek(end - 1, 1) == b"\n":
            return end if _envelope_at(window, end) else None
        if following[:1] not in (b"\n", b"\r"):
            return None
        end += 2 if following[:2] == b"\r\n" else 1
    return None


class _Window:
    """A sliding piece of the stream that starts at the present mail."""

    def __init__(self, stream: BinaryIO, start: int) -> None:
        self._stream = stream
        self.size = stream.seek(0, 2)
        self.base = start
        self._buffer = bytearray()

    def at_end(self) -> bool:
        return self.base >= self.size

    def _fill(self, upto: int) -> None:
        """Have bytes up to an offset in the window, as far as one mail may reach."""
        upto = min(upto, self.size, self.base + MAX_MAIL + CHUNK)
        have = self.base + len(self._buffer)
        if upto > have:
            self._stream.seek(have)
            while have < upto:
                chunk = self._stream.read(max(CHUNK, upto - have))
                if not chunk:
                    self.size = have
                    return
                self._buffer += chunk
                have += len(chunk)

    def peek(self, at: int, count: int) -> bytes:
        self._fill(at + count)
        offset = at - self.base
        if offset <= len(self._buffer) - count:
            return bytes(self._buffer[offset : offset + count])
        if offset + count > MAX_MAIL:
            self._stream.seek(at)
            return self._stream.read(count)
        return bytes(self._buffer[offset : offset + count])

    def find(self, mark: bytes, position: int) -> int:
        """Find a mark from a place on; looks past the window for a mail that is too long."""
        self._fill(position + CHUNK)
        while True:
            found = self._buffer.find(mark, position - self.base)
            if found >= 0:
                return self.base + found
            have = self.base + len(self._buffer)
            if have >= self.size:
                return -1
            if len(self._buffer) > MAX_MAIL:
                return self._find_far(mark, max(position, have - len(mark)))
            position = max(position, have - len(mark))
            self._fill(have + CHUNK)

    def _find_far(self, mark: bytes, position: int) -> int:
        tail = b""
        self._stream.seek(position)
        while chunk := self._stream.read(CHUNK):
            piece = tail + chunk
            found = piece.find(mark)
            if found >= 0:
                return position - len(tail) + found
            position += len(chunk)
            tail = piece[-len(mark) :]
        return -1

    def lines(self, at: int) -> tuple[bytes, bytes]:
        """The line at a place (its first KiB) and the start of the one after it."""
        piece = self.peek(at, min(2048, max(0, self.size - at)))
        line, _, after = piece.partition(b"\n")
        return line, after

    def take(self, count: int) -> bytes:
        self._fill(self.base + count)
        data = bytes(self._buffer[:count])
        del self._buffer[:count]
        self.base += count
        return data

    def skip(self, count: int) -> None:
        self._buffer.clear()
        self.base += count
