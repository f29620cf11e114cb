"""``upstander rebuild``: make the list of what is kept again from the vault itself."""

from __future__ import annotations

import argparse

from upstander.cli._interface import Command
from upstander.cli.session import opened
from upstander.cli.terminal import Terminal


class Rebuild(Command):
    """The index is a shadow; this casts it anew."""

    slug = "rebuild"
    summary = "Make the list of what is kept again. Nothing kept is touched."
    about = (
        "Use it when the list is damaged or after an upgrade. Things that an older version found\n"
        "and this one does not are listed, never dropped.\n\n  upstander rebuild"
    )

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Nothing more to declare."""

    def run(self, options: argparse.Namespace, terminal: Terminal) -> int:
        """Rebuild and print the digest of everything that can be seen."""
        from upstander.application.rebuild_index import rebuild_index

        with opened(options, terminal) as session:
            with terminal.progress("Rebuilding") as progress:
                made = rebuild_index(session.services, actor=session.actor, progress=progress)
            terminal.say(f"Done. Everything that can be seen: {made.snapshot}")
            for reference in made.unresolved:
                terminal.say(f"not found any more: {reference}")
        return 0


PLUGIN = Rebuild()
