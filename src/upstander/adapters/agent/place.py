"""Where the agent's socket is: short, private, and with a name that says nothing."""

from __future__ import annotations

import hashlib
import os
import stat
import tempfile
from pathlib import Path

from upstander.model.errors import AccessDenied

IDLE_SECONDS = 600.0
"""How long an agent lives without being asked, in seconds."""


def socket_path(vault: Path) -> Path:
    """Give the socket of a vault's agent; the same vault gives the same place for this user.

    Raises :class:`AccessDenied` when the folder belongs to someone else or others can enter it.
    """
    name = hashlib.sha256(os.fsencode(vault.resolve())).hexdigest()[:16]
    return runtime_folder() / f"{name}.s"


def runtime_folder() -> Path:
    """Give (and make) this user's private folder for sockets, mode 0700."""
    base = os.environ.get("XDG_RUNTIME_DIR")
    usable = base and os.path.isdir(base) and os.access(base, os.W_OK) and len(base) < 75
    parent = Path(base) if base and usable else Path(tempfile.gettempdir())
    folder = parent / f".u{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    private = stat.S_ISDIR(found.st_mode) and not stat.S_IMODE(found.st_mode) & 0o077
    if not private or found.st_uid != os.getuid():
        raise AccessDenied(
            "The folder for the unlocked state is not private.",
            next_step="Type the passphrase each time, or ask someone to look at this computer.",
        )
    return folder
