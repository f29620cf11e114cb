"""Durable file steps, and the disk's errors in our words.

Write order (each step tested by killing between them): temporary file, opened so that it
cannot exist before -> write -> fsync -> link to the final name (never overwrites) -> unlink the
temporary name -> fsync the folder.
"""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from upstander.model.errors import AdapterError, DiskFull, ReadOnlyMedium, UpstanderError

SEALED_MODE = 0o400
WRITABLE_MODE = 0o600
FOLDER_MODE = 0o700
MANY = 4
"""From this many files on, one flush of the file system is cheaper than one for each file."""

_FULL = {errno.ENOSPC, errno.EDQUOT}
_READ_ONLY = {errno.EROFS, errno.EACCES, errno.EPERM}


class FlushCount:
    """How many flushes to the disk were asked for; benchmarks print it."""

    files = 0
    folders = 0
    trees = 0


@contextmanager
def translated() -> Iterator[None]:
    """Turn the disk's errors into :class:`DiskFull`, :class:`ReadOnlyMedium` and the like."""
    try:
        yield
    except UpstanderError:
        raise
    except OSError as error:
        raise as_ours(error) from error


def as_ours(error: OSError) -> AdapterError:
    """Choose the error that tells a person what to do."""
    if error.errno in _FULL:
        return DiskFull()
    if error.errno in _READ_ONLY:
        return ReadOnlyMedium()
    return AdapterError(error.strerror or "")


def make_folder(path: Path) -> bool:
    """Make a folder for the owner alone, whatever the umask is; says whether it was not there."""
    if path.exists():
        return False
    try:
        path.mkdir(FOLDER_MODE)
    except FileExistsError:
        return False
    path.chmod(FOLDER_MODE)
    return True


def open_new(path: Path, mode: int = SEALED_MODE) -> int:
    """Open a file that must not exist yet, for the owner alone; gives a descriptor."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags | os.O_CLOEXEC, mode)
    os.fchmod(descriptor, mode)
    return descriptor


def open_kept(path: Path) -> int:
    """Open a small file of the vault for writing, making it for the owner alone."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, WRITABLE_MODE)
    if os.fstat(descriptor).st_mode & 0o777 != WRITABLE_MODE:  # the umask took bits away
        os.fchmod(descriptor, WRITABLE_MODE)
    return descriptor


def write_all(descriptor: int, data: bytes | bytearray | memoryview) -> None:
    """Write everything, however the system splits it."""
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def set_time(target: Path | int, birthday: float) -> None:
    """Set a file's times to the vault's birthday."""
    os.utime(target, (birthday, birthday))


def write_new(path: Path, data: bytes, *, birthday: float, flush: bool = True) -> None:
    """Write a new sealed file; on any failure nothing stays under the name."""
    descriptor = open_new(path)
    try:
        write_all(descriptor, data)
        set_time(descriptor, birthday)
        if flush:
            flush_file(descriptor)
    except BaseException:
        os.close(descriptor)
        path.unlink(missing_ok=True)
        raise
    os.close(descriptor)


def put_in_place(temporary: Path, final: Path) -> None:
    """Give a finished file its final name; ``FileExistsError`` when the name is taken."""
    os.link(temporary, final)
    temporary.unlink()


def replace(path: Path, data: bytes, *, temporary: Path, birthday: float) -> None:
    """Replace a small file whole: a reader sees the old one or the new one."""
    write_new(temporary, data, birthday=birthday)
    os.replace(temporary, path)
    set_time(path.parent, birthday)
    flush_folder(path.parent)


def flush_file(descriptor: int) -> None:
    """Ask for the file to be on the disk."""
    FlushCount.files += 1
    os.fsync(descriptor)


def flush_folder(path: Path) -> None:
    """Ask for a folder's names to be on the disk."""
    FlushCount.folders += 1
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def flush_group(files: Iterable[Path], folders: Iterable[Path]) -> None:
    """Make files and the folders they lie in durable, in as few flushes as the system allows."""
    files, folders = list(files), list(dict.fromkeys(folders))
    if len(files) + len(folders) >= MANY and _flush_tree((files + folders)[0]):
        return
    for path in files:
        _flush_path(path)
    for path in folders:
        flush_folder(path)


def remove(path: Path) -> None:
    """Unlink if it is there."""
    with suppress(FileNotFoundError):
        path.unlink()


def _flush_path(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        flush_file(descriptor)
    finally:
        os.close(descriptor)


def _flush_tree(anywhere: Path) -> bool:
    """One ``syncfs`` (Linux) for the whole file system; says whether it was done."""
    call = _syncfs()
    if call is None:
        return False
    descriptor = os.open(anywhere, os.O_RDONLY)
    try:
        FlushCount.trees += 1
        if call(descriptor) != 0:
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number))
    finally:
        os.close(descriptor)
    return True


def _syncfs() -> ctypes._NamedFuncPointer | None:
    if not sys.platform.startswith("linux"):
        return None
    try:
        return ctypes.CDLL(None, use_errno=True).syncfs
    except (OSError, AttributeError):
        return None
