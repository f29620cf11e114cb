"""What a shell command promises."""

from __future__ import annotations

import argparse
from abc import ABC, abstractmethod

from upstander.cli.terminal import Terminal


class Command(ABC):
    """One command. It imports what it needs when it runs, so that ``--help`` stays quick."""

    slug: str
    summary: str
    """One line for the list of commands."""
    about: str = ""
    """What ``--help`` says below the usage: what it does, what it keeps, examples."""
    needs_vault: bool = True
    """Whether it takes ``--vault`` and ``--passphrase-fd``."""

    @abstractmethod
    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare arguments; each has a help text."""

    @abstractmethod
    def run(self, options: argparse.Namespace, terminal: Terminal) -> int:
        """Do it and give the exit status; raises only ``UpstanderError``."""
