"""``upstander timeline``: everything of a case in the order of time."""

from __future__ import annotations

import argparse

from upstander.cli._interface import Command
from upstander.cli.choosing import add_case_argument, this_case
from upstander.cli.session import opened
from upstander.cli.terminal import Terminal
from upstander.model.timeline import TimelinePage, TimelineQuery, TimelineRow, When

_FOLDED = 160  # characters of a message that stand on its line


class Timeline(Command):
    """One page of rows, with filters."""

    slug = "timeline"
    summary = "Show what happened in the order of time: by day, person, channel or word."
    about = (
        "Times are local with their offset where known, with how sure they are.\n\n"
        "  upstander timeline\n  upstander timeline --day 2026-09-24 --person 'Rob F'\n"
        "  upstander timeline --find 'red door' --whole"
    )

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the filters."""
        add_case_argument(parser)
        parser.add_argument(
            "--find", default="", metavar="WORDS", help="only rows with these words"
        )
        parser.add_argument("--day", default="", metavar="DATE", help="2026-09-24, or unsure")
        parser.add_argument("--person", default="", metavar="NAME", help="only this sender")
        parser.add_argument(
            "--channel", default="", metavar="NAME", help="only this chat or mailbox"
        )
        parser.add_argument("--page", type=int, default=1, metavar="N", help="which page (50 rows)")
        parser.add_argument("--whole", action="store_true", help="show long messages whole")
        parser.add_argument("--json", action="store_true", help="print one JSON object a row")

    def run(self, options: argparse.Namespace, terminal: Terminal) -> int:
        """Print one page."""
        with opened(options, terminal) as session:
            from upstander.store import queries  # needs the index of an open vault

            case = this_case(session, options)
            query = TimelineQuery(
                case=case.id,
                text=options.find,
                day=options.day,
                person=options.person,
                channel=options.channel,
                page=options.page,
            )
            page = queries.timeline(session.actor, query)
        if options.json:
            for row in page.rows:
                terminal.record(record(row))
        else:
            show(page, terminal, whole=options.whole)
        return 0


def show(page: TimelinePage, terminal: Terminal, *, whole: bool = False) -> None:
    """Print rows and where the page stands."""
    rows = [(when(row.when), row.sender, row.channel, words(row, whole=whole)) for row in page.rows]
    terminal.table(("When", "Who", "Where", "What"), rows)
    terminal.say(f"Page {page.page} of {page.pages}, {page.total} in all.")


def when(time: When) -> str:
    """Say a time as local with zone, and how sure it is."""
    if time.local is None:
        return f"{time.raw} ({time.certainty.value})" if time.raw else "time not known"
    said = f"{time.local:%Y-%m-%d %H:%M:%S} {time.zone}".strip()
    return said if time.certainty.value == "exact" else f"{said} ({time.certainty.value})"


def words(row: TimelineRow, *, whole: bool = False) -> str:
    """Give what stands on a row: text, attachments and gaps."""
    text = row.text if whole or len(row.text) <= _FOLDED else row.text[:_FOLDED] + " ..."
    extra = [f"[{name}]" for name in row.attachments] + [f"[{gap}]" for gap in row.gaps]
    return " ".join([text, *extra]).strip()


def record(row: TimelineRow) -> dict[str, object]:
    """Give a row as JSON."""
    from upstander.cli.normal_form import plain

    return {"type": "row", **plain(row)}


PLUGIN = Timeline()
