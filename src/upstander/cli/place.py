"""Where the vault is when nobody says: a folder of the person's own with a plain name."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

NEUTRAL_NAME = "papers"


def vault_path(options: argparse.Namespace) -> Path:
    """Give ``--vault``, else ``UPSTANDER_VAULT``, else the usual place for a person's data."""
    said = getattr(options, "vault", None) or os.environ.get("UPSTANDER_VAULT")
    return Path(said).expanduser().absolute() if said else usual_place()


def usual_place() -> Path:
    """Give the data folder of this kind of machine (XDG Base Directory on Linux)."""
    home = Path.home()
    if os.name == "nt":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / NEUTRAL_NAME
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / NEUTRAL_NAME
    return Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share") / NEUTRAL_NAME
