"""``upstander directory check``: are the records of numbers, bodies and guidance right?"""

from __future__ import annotations

import argparse

from upstander.cli._interface import Command
from upstander.cli.terminal import Terminal
from upstander.model.errors import DirectoryError


class DirectoryCommand(Command):
    """Runs every meaning check over every record, offline."""

    slug = "directory"
    summary = "Check the shipped records of numbers, bodies and guidance. Offline."
    about = "Each problem is a line with the file and the check.\n\n  upstander directory check"
    needs_vault = False

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare what to do."""
        parser.add_argument("what", choices=("check",), help="run every check")

    def run(self, options: argparse.Namespace, terminal: Terminal) -> int:
        """Check; raises :class:`DirectoryError` when a record is not right."""
        from upstander.directory.inspect import inspect_directory

        problems = inspect_directory()
        for problem in problems:
            terminal.say(problem)
        if problems:
            raise DirectoryError(f"({len(problems)} problems.)")
        terminal.say("Every record is right.")
        return 0


PLUGIN = DirectoryCommand()
