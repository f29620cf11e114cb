"""What a process can do to keep a key to itself. All of it is best effort, and says so."""

from __future__ import annotations

import ctypes
import resource
import socket
import struct
import sys

_PR_SET_DUMPABLE = 4


def refuse_dumps() -> None:
    """Allow no core dump, and on Linux no reading of this process by others of the user."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def keep_in_memory(secret: bytearray) -> bool:
    """Ask that these bytes are not written to swap; gives whether the system agreed."""
    try:
        view = (ctypes.c_char * len(secret)).from_buffer(secret)
        lock = ctypes.CDLL(None, use_errno=True).mlock
        return bool(
            lock(ctypes.c_void_p(ctypes.addressof(view)), ctypes.c_size_t(len(secret))) == 0
        )
    except (AttributeError, OSError, ValueError):
        return False


def wipe(secret: bytearray) -> None:
    """Overwrite the bytes. Copies that the interpreter made may remain until the process ends."""
    for place in range(len(secret)):
        secret[place] = 0


def peer_uid(connection: socket.socket) -> int | None:
    """Give the user id at the other end of a local socket, where the system tells."""
    option = getattr(socket, "SO_PEERCRED", None)
    if option is None:
        return None
    size = struct.calcsize("3i")
    _pid, uid, _gid = struct.unpack("3i", connection.getsockopt(socket.SOL_SOCKET, option, size))
    return int(uid)
