"""``upstander recognise``: what may be dangerous, and what kinds of eCRIME; keeps nothing."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from upstander.cli._interface import Command
from upstander.cli.terminal import Terminal
from upstander.model.errors import InvalidAnswer

if TYPE_CHECKING:
    from upstander.cli.hearing import Hearing
    from upstander.cli.recognising import Kept
    from upstander.model.finding import Said

_STEP = 1000


class Recognise(Command):
    """Stateless: a file, words or JSON lines in; signs and findings out."""

    slug = "recognise"
    summary = "Show what may be dangerous in messages, in whose words and why. Keeps nothing."
    about = (
        "PATH is any file that `upstander read` reads, a plain text, or JSON lines\n"
        '{"id","text","sender"?,"time_utc"?,"conversation"?}; - reads what is handed in.\n'
        'In a plain text, lines such as "[20:15] Vex_31: words" or\n'
        '"2026-11-20 20:15 Coach_Ray: words" are messages; else each paragraph is one.\n\n'
        "With --json: one line for each message, in order, and a summary at the end. The numbers\n"
        "there are for research and tests; nothing that a person reads shows one.\n\n"
        "  upstander recognise chat.zip --zone Europe/London --self-name Tara\n"
        '  echo "I am outside your door" | upstander recognise -\n\n'
        "No sign found does not mean that there is no danger."
    )
    needs_vault = False

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the source and what a person would tell about it."""
        parser.add_argument("path", metavar="PATH", nargs="?", default="-", help="a file, or -")
        parser.add_argument("--json", action="store_true", help="print JSON lines")
        parser.add_argument("--zone", default="", metavar="ZONE", help="such as Europe/London")
        parser.add_argument(
            "--date-order", default="", choices=("dmy", "mdy", "ymd"), help="if the file is unclear"
        )
        parser.add_argument(
            "--day", default="", metavar="DATE", help="day of the first line, if lines have no date"
        )
        parser.add_argument("--self-name", default="", metavar="NAME", help="which name is you")
        parser.add_argument(
            "--target", action="append", default=[], metavar="NAME", help="whom it is about"
        )
        parser.add_argument(
            "--full", action="store_true", help="let the slow part read also what looks ordinary"
        )

    def run(self, options: argparse.Namespace, terminal: Terminal) -> int:
        """Look and print; raises FileMissing, InvalidAnswer and what the importer raises."""
        from upstander.cli.recognising import Kept, Outcome, emergency, show, summary_record
        from upstander.recognise._interface import Known
        from upstander.recognise.engine import load_engine
        from upstander.recognise.summary import summarise

        if not options.json:
            emergency(terminal)
        if options.path == "-" and sys.stdin is not None and sys.stdin.isatty():
            terminal.note("Type or paste the words. Then press Ctrl-D (in Windows Ctrl-Z, Enter).")
        hearing, kept, engine = hearing_of(options), Kept(), load_engine()
        if engine.without_model:
            terminal.note(engine.without_model)
        with terminal.progress("Looking for signs") as progress:
            findings = engine.full(feed(hearing, kept, progress), clear=not options.full)
            for record in kept.take(findings):
                if options.json:
                    print(json.dumps(record), file=terminal.out)
        selves = (options.self_name,) if options.self_name else ()
        known = Known(target=options.target, selves=selves)
        summary = summarise(kept.said, kept.found, known)
        outcome = Outcome(kept, summary, hearing.unread.all(), engine.without_model)
        for note in hearing.notes:
            terminal.note(note)
        if options.json:
            print(json.dumps(summary_record(outcome)), file=terminal.out, flush=True)
        else:
            show(terminal, outcome)
        return 0


def hearing_of(options: argparse.Namespace) -> Hearing:
    """What is to be read, with what the person told about it."""
    from upstander.cli.hearing import Hearing
    from upstander.intake.typed import Told

    selves = frozenset({options.self_name} if options.self_name else ())
    told = Told(zone=options.zone, selves=selves, day=_day(options.day))
    return Hearing(options.path, told, options.date_order)


def feed(hearing: Hearing, kept: Kept, progress: Progress) -> Iterator[Said]:
    """Give the messages to the engine, keep them for the summary, and say how far it is."""
    for number, each in enumerate(hearing, 1):
        yield kept.add(each)
        if number % _STEP == 0:
            progress("", number, None)


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written) if written else None
    except ValueError:
        raise InvalidAnswer("A day is written as 2026-11-20.") from None


if TYPE_CHECKING:
    from upstander.application.ports import Progress

PLUGIN = Recognise()
