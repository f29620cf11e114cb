"""``upstander case``: start, list and show cases, and say whom one is about."""

from __future__ import annotations

import argparse
from datetime import datetime
from typing import TYPE_CHECKING

from upstander.cli._interface import Command
from upstander.cli.choosing import UNDER_18, find_case
from upstander.cli.session import opened
from upstander.cli.shown_reading import show_kept
from upstander.cli.terminal import Terminal
from upstander.model.errors import InvalidAnswer
from upstander.model.evidence import Block

if TYPE_CHECKING:
    from upstander.bootstrap import Session


class CaseCommand(Command):
    """One matter each: what happened with these people, in this place."""

    slug = "case"
    summary = "Start a case, list or show cases, or say whom one is about."
    about = (
        "A case needs no title, and no report shows it. Reporting does not need a case: call"
        " first if you need help now."
    )

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare new, list, show, tell."""
        inner = parser.add_subparsers(dest="what", required=True, metavar="new|list|show|tell")
        new = inner.add_parser("new", help="start a case", description="Start a case.")
        new.add_argument(
            "title", nargs="?", default="", help="a name that only you see, or nothing"
        )
        new.add_argument(
            "--happened",
            default="",
            metavar="WORDS",
            help="what happened, in one sentence, for your plan and your reports",
        )
        new.add_argument("--under18", choices=("no", "yes", "unsure"), help=UNDER_18)
        new.add_argument(
            "--zone", default="", help="time zone where you are, such as Europe/London"
        )
        new.add_argument("--initials", default="", help="yours, for exhibit numbers (ABC-001)")
        listing = inner.add_parser("list", help="list cases", description="List all cases.")
        listing.add_argument("--json", action="store_true", help="print one JSON object a case")
        show = inner.add_parser("show", help="show one case", description="Show what a case holds.")
        show.add_argument("case", nargs="?", help="number or title; without it the newest")
        tell = inner.add_parser(
            "tell",
            help="say whom a case is about, and what was blocked",
            description="Say whom a case is about, and which accounts were blocked and when.",
        )
        tell.add_argument("case", nargs="?", help="number or title; without it the newest")
        tell.add_argument(
            "--about", action="append", metavar="NAME", help="as written in the messages"
        )
        tell.add_argument(
            "--blocked",
            action="append",
            nargs=2,
            metavar=("ACCOUNT", "TIME"),
            help="an account and when it was blocked, such as 2026-10-03T21:30, by the clock there",
        )

    def run(self, options: argparse.Namespace, terminal: Terminal) -> int:
        """Do what was asked."""
        with opened(options, terminal) as session:
            _DO[options.what](session, options, terminal)
        return 0


def new_case(session: Session, options: argparse.Namespace, terminal: Terminal) -> None:
    """Start a case and keep the answers given with it."""
    from upstander.application.answer_case import answer_case
    from upstander.application.start_case import start_case

    case = start_case(
        session.services, actor=session.actor, title=options.title, happened=options.happened
    )
    answer_case(
        session.services,
        actor=session.actor,
        case=case.id,
        under18=options.under18 or "",
        zone=options.zone,
        initials=options.initials,
    )
    terminal.say(case.id)


def list_cases(session: Session, options: argparse.Namespace, terminal: Terminal) -> None:
    """Print all cases, oldest first."""
    from upstander.store import queries

    cases = queries.list_cases(session.actor)
    if options.json:
        for case in cases:
            started = case.created_at.isoformat()
            terminal.record({"id": case.id, "title": case.title, "started": started})
        return
    terminal.table(
        ("Case", "Title", "Started"),
        [(case.id, case.title, f"{case.created_at:%Y-%m-%d %H:%M} UTC") for case in cases],
    )


def show_case(session: Session, options: argparse.Namespace, terminal: Terminal) -> None:
    """Print what one case holds and what is open in it."""
    from upstander.store import queries

    case = find_case(queries.list_cases(session.actor), options.case)
    terminal.heading(case.title or "Case without a title")
    terminal.say(f"{case.id}, started {case.created_at:%Y-%m-%d %H:%M} UTC")
    if case.about:
        terminal.say(f"About: {', '.join(case.about)}")
    for block in case.blocked:
        terminal.say(f"Blocked: {block.account}, {block.at:%Y-%m-%d %H:%M} UTC")
    show_kept(terminal, list(queries.reports(session.actor, case.id)))


def tell_case(session: Session, options: argparse.Namespace, terminal: Terminal) -> None:
    """Keep whom a case is about and what was blocked; what is not given stays as it was."""
    from upstander.application.answer_case import answer_case
    from upstander.store import queries

    case = find_case(queries.list_cases(session.actor), options.case)
    told: list[tuple[str, str]] | None = options.blocked
    blocked = None if told is None else [_block(*each, case.zone) for each in told]
    answer_case(
        session.services,
        actor=session.actor,
        case=case.id,
        about=options.about,
        blocked=blocked,
    )
    terminal.say(case.id)


def _block(account: str, time: str, zone: str) -> Block:
    """Raises InvalidAnswer for a time that cannot be read, or whose place is not known."""
    from upstander.application.answer_case import block_at

    try:
        at = datetime.fromisoformat(time)
    except ValueError as wrong:
        raise InvalidAnswer("Write the time like 2026-10-03T21:30.") from wrong
    return Block(account, at) if at.tzinfo is not None else block_at(account, at, zone)


_DO = {"new": new_case, "list": list_cases, "show": show_case, "tell": tell_case}
PLUGIN = CaseCommand()
