"""``upstander where``: say where the vault is, without opening it."""

from __future__ import annotations

import argparse

from upstander.cli._interface import Command
from upstander.cli.place import vault_path
from upstander.cli.terminal import Terminal


class Where(Command):
    """Tells the place and whether it is there."""

    slug = "where"
    summary = "Say where the vault is. Opens nothing."
    about = "  upstander where\n  UPSTANDER_VAULT=/media/stick/papers upstander where"

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Nothing more to declare."""

    def run(self, options: argparse.Namespace, terminal: Terminal) -> int:
        """Print the path."""
        path = vault_path(options)
        there = (path / "vault.json").exists()
        terminal.say(str(path))
        terminal.note("There is a vault here." if there else "There is no vault here yet.")
        return 0


PLUGIN = Where()
