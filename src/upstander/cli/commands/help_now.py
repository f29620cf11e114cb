"""``upstander help-now``: the emergency card, without a vault."""

from __future__ import annotations

import argparse
from datetime import date

from upstander.cli._interface import Command
from upstander.cli.plain_card import CARD
from upstander.cli.terminal import Terminal


class HelpNow(Command):
    """Prints who to call and what to say. It cannot fail: the last resort is a built-in text."""

    slug = "help-now"
    summary = "Emergency help: which number to call and what to say. Needs no vault."
    about = (
        "Prints the card at once. It keeps nothing and tells nobody.\n\n"
        "  upstander help-now\n  upstander help-now --place GB"
    )
    needs_vault = False

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the place."""
        parser.add_argument(
            "--place", metavar="XX", help="two-letter country, such as GB; else both numbers"
        )

    def run(self, options: argparse.Namespace, terminal: Terminal) -> int:
        """Print the card; any fault at all gives the built-in one."""
        terminal.say(card(options.place))
        return 0


def card(place: str | None) -> str:
    """Give the full card for a place, or the built-in one when that fails."""
    try:
        from upstander.learn.emergency import card_lines, emergency_card

        made = emergency_card(place, date.today())
        return "\n".join([*card_lines(made), made.checked])
    except Exception:
        return CARD


PLUGIN = HelpNow()
