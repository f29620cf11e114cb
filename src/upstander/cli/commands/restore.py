"""``upstander restore``: make a vault from a backup."""

from __future__ import annotations

import argparse
from pathlib import Path

from upstander.cli._interface import Command
from upstander.cli.place import vault_path
from upstander.cli.terminal import Terminal


class Restore(Command):
    """Copies ciphertext; nothing is opened on the way."""

    slug = "restore"
    summary = "Make a vault from a backup, in a new place. Nothing is merged or overwritten."
    about = (
        "The backup is checked while it is copied. It opens with its own passphrase or recovery\n"
        "code. If another vault is there already, or went another way, both stay as they are.\n\n"
        "  upstander restore /media/stick/papers-copy --vault ~/papers-from-stick"
    )

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the backup."""
        parser.add_argument("backup", metavar="FOLDER", help="the folder of the backup")

    def run(self, options: argparse.Namespace, terminal: Terminal) -> int:
        """Copy, check, say where."""
        from upstander import bootstrap

        target = vault_path(options)
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with terminal.progress("Restoring") as progress:
            source = Path(options.backup).expanduser()
            head = bootstrap.restore_vault(source, target, progress=progress)
        terminal.say(f"Restored and checked: {target}")
        terminal.say(f"The record has {head.length} entries; its head is {head.digest}.")
        return 0


PLUGIN = Restore()
