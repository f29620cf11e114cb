"""What one process knows of the chain file: how far it has read, and the last line."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from upstander.adapters.file_vault import disk
from upstander.model.entry import GENESIS, Head, head_of
from upstander.model.errors import Forked, LedgerChanged
from upstander.preserve.ledger import complete_lines, parse_line, split_lines


class ChainState:
    """Follows a chain file that other processes append to as well."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.forget()

    def forget(self) -> None:
        """Start again from nothing read."""
        self.length = 0
        self.last_line: bytes | None = None
        self._offset = 0
        self._torn = b""

    def read_file(self) -> bytes:
        """All bytes of the file; raises :class:`LedgerChanged` when it is missing."""
        try:
            return self._path.read_bytes()
        except FileNotFoundError as error:
            raise LedgerChanged("The record itself, ledger.chain, is missing.") from error

    def head(self) -> Head:
        """The head at the last refresh."""
        return head_of(self.length, self.last_line)

    def torn(self) -> bytes:
        """Bytes after the last complete line, at the last refresh."""
        return self._torn

    def refresh(self) -> None:
        """Read what was added since; raises :class:`LedgerChanged` when it does not follow."""
        try:
            with self._path.open("rb") as file:
                if file.seek(0, os.SEEK_END) < self._offset:
                    raise LedgerChanged("The record was cut while it was open.")
                file.seek(self._offset)
                added, self._torn = complete_lines(file.read())
        except FileNotFoundError as error:
            raise LedgerChanged("The record itself, ledger.chain, is missing.") from error
        lines = split_lines(added)
        if not lines:
            return
        self._follow(lines)
        self.length += len(lines)
        self.last_line = lines[-1]
        self._offset += len(added)

    def check_seen(self, seen: Head | None) -> None:
        """Compare with the head last seen; :class:`LedgerChanged` when cut, :class:`Forked`."""
        if seen is None or seen.length == 0:
            return
        if seen.length > self.length:
            raise LedgerChanged(
                f"The record has {self.length} lines; this vault was last seen with {seen.length}.",
                next_step="Change nothing. Look for a newer backup, and check this vault.",
            )
        line = split_lines(self.read_file())[seen.length - 1]
        if head_of(seen.length, line).digest != seen.digest:
            raise Forked(f"They part at or before line {seen.length - 1}.")

    def cut_torn(self) -> None:
        """Shorten the file to its complete lines; the torn bytes were kept elsewhere."""
        descriptor = os.open(self._path, os.O_WRONLY | os.O_CLOEXEC)
        try:
            os.ftruncate(descriptor, self._offset)
            disk.flush_file(descriptor)
        finally:
            os.close(descriptor)
        self._torn = b""

    def add_lines(self, lines: Sequence[bytes]) -> None:
        """Append in one write and flush; only then is anything promised."""
        data = b"".join(line + b"\n" for line in lines)
        descriptor = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CLOEXEC)
        try:
            self._write(descriptor, data)
            disk.flush_file(descriptor)
        finally:
            os.close(descriptor)
        self.length += len(lines)
        self.last_line = lines[-1]
        self._offset += len(data)

    def _write(self, descriptor: int, data: bytes) -> None:
        """On a full disk take the half-written lines away again: nothing was promised yet."""
        try:
            disk.write_all(descriptor, data)
        except OSError:
            os.ftruncate(descriptor, self._offset)
            raise

    def _follow(self, lines: Sequence[bytes]) -> None:
        first, last = parse_line(lines[0]), parse_line(lines[-1])
        wanted = head_of(self.length, self.last_line).digest if self.last_line else GENESIS
        if first.seq != self.length or first.prev != wanted:
            raise LedgerChanged(f"Line {self.length}: it does not follow from the one before it.")
        if last.seq != self.length + len(lines) - 1:
            raise LedgerChanged("Lines of the record are missing or stand twice.")
