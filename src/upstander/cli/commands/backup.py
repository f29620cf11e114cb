"""``upstander backup``: an encrypted copy of the vault."""

from __future__ import annotations

import argparse
from pathlib import Path

from upstander.cli._interface import Command
from upstander.cli.session import opened
from upstander.cli.terminal import Terminal


class Backup(Command):
    """The copy is as locked as the vault."""

    slug = "backup"
    summary = "Copy the vault, still encrypted, to another place."
    about = (
        "The copy opens with the same passphrase and recovery code. Two copies in two places are\n"
        "better than one: a stick with someone you trust, for example. The copy is checked.\n\n"
        "  upstander backup /media/stick/papers-copy"
    )

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the place."""
        parser.add_argument("to", metavar="FOLDER", help="a new folder for the copy")

    def run(self, options: argparse.Namespace, terminal: Terminal) -> int:
        """Copy and say where."""
        from upstander.application.backup_vault import backup_vault

        place = Path(options.to).expanduser().absolute()
        with opened(options, terminal) as session:
            backup_vault(session.services, session.vault, actor=session.actor, dest=place)
        terminal.say(f"Copied and checked: {place}")
        return 0


PLUGIN = Backup()
