"""What the child may use, and how it takes everything else away from itself."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import sys
from dataclasses import dataclass

if sys.platform != "win32":
    import resource

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_NO_NEW_PRIVS = 1, 4, 38
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000


@dataclass(frozen=True, slots=True)
class ChildLimits:
    """Limits of one child; times count only while the parent waits for it."""

    memory_bytes: int = 1 << 30
    cpu_s: int = 900  # for one request
    silence_s: float = 120.0  # without any sign of life
    wall_s: float = 3600.0  # for one request
    open_files: int = 64
    result_bytes: int = 1 << 30
    uses: int = 5000  # requests before a fresh child takes over; starting one costs a second


def limit_self(limits: ChildLimits, *, parent: int, die_with_parent: bool) -> None:
    """Give up files, network, core dumps and new rights; what a system lacks is left out."""
    if sys.platform.startswith("linux"):
        _limit_linux(parent, die_with_parent=die_with_parent)
    if sys.platform != "win32":
        _set(resource.RLIMIT_CORE, 0)
        _set(resource.RLIMIT_FSIZE, 0)
        _set(resource.RLIMIT_NOFILE, limits.open_files)
        _set(resource.RLIMIT_AS, limits.memory_bytes)


def limit_cpu(seconds: int) -> None:
    """Allow so much more processor time from now on; the system ends the child after it."""
    if sys.platform != "win32":
        used = resource.getrusage(resource.RUSAGE_SELF)
        soft = int(used.ru_utime + used.ru_stime) + 1 + seconds
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


def _set(what: int, value: int) -> None:
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(what, (value, value))


def _limit_linux(parent: int, *, die_with_parent: bool) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if die_with_parent:
        libc.prctl(_PR_SET_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0)
        if os.getppid() != parent:  # it died before the line above
            os._exit(1)
    libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    if libc.unshare(_CLONE_NEWNET) != 0:
        libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET)
    libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)  # no other program may look into its memory
