"""Where a release of the directory lies on this machine, and taking it up when a command starts."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from upstander.cli.place import usual_place
from upstander.cli.terminal import Terminal

if TYPE_CHECKING:
    from upstander.application.use_directory import ReleaseShelf


def list_place() -> Path:
    """Give ``UPSTANDER_DIRECTORY``, else a folder beside the usual place of the vault."""
    said = os.environ.get("UPSTANDER_DIRECTORY")
    return Path(said).expanduser().absolute() if said else usual_place().with_name("papers-lists")


def release_shelf() -> ReleaseShelf:
    """Give the shelf of this machine."""
    from upstander.adapters.release_shelf import FolderShelf

    return FolderShelf(list_place())


def take_up_release(terminal: Terminal) -> None:
    """Read the release that was installed, if there is one and its seal holds; else say why not."""
    if not (list_place() / "in-use").is_dir():
        return
    from upstander.application.use_directory import directory_in_use
    from upstander.directory.shelf import take_up
    from upstander.model.errors import DirectoryError

    found = directory_in_use(release_shelf(), date.today())
    why = found.why_not
    if found.release is not None:
        try:
            take_up(found.root)
        except DirectoryError as fault:
            why = fault.detail
    if why:
        terminal.note(f"The list that ships is in use, not the one that was installed. {why}")
