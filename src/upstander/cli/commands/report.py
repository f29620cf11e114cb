"""``upstander report``: write a report for one receiver, keep it, note what became of it."""

from __future__ import annotations

import argparse
import sys
import tomllib
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from upstander.cli._interface import Command
from upstander.cli.choosing import add_case_argument, this_case
from upstander.cli.choosing_for_a_report import (
    chosen_callers,
    chosen_payees,
    chosen_shares,
    chosen_things,
)
from upstander.cli.looking import look_for_danger
from upstander.cli.session import opened
from upstander.cli.terminal import Terminal
from upstander.model.errors import FileMissing, InvalidAnswer, NotFound

if TYPE_CHECKING:
    from upstander.bootstrap import Session
    from upstander.model.evidence import Case
    from upstander.model.report import Document


class Report(Command):
    """Nothing is sent from here: the person sends it."""

    slug = "report"
    summary = "Write a report for the right receiver, keep it, and note what became of it."
    about = (
        "tell    keep facts for all reports, from a TOML file with one field a line (- reads\n"
        "        what is handed in): what_happened, place, kinds, platform, addresses, effect,\n"
        "        reporter = {name = ..., email = ..., safe = ...}, helping = {role = ...}.\n"
        "        An answer that is not known is refused, and then nothing of the file is kept\n"
        "forms   list the forms\n"
        "show    print a report without keeping it\n"
        "write   keep a report, and write its files into a folder if you name one\n"
        "list    who was told what, and when to ask again\n"
        "say     note what became of a report, from a TOML file: sent_at, sent_how, reference,\n"
        "        officer, next_date, answer, answered_at, outcome (yes, partly, no), closed.\n"
        "        A day is written as 2026-11-20, with a time as 2026-11-20 10:00\n\n"
        "  upstander report show police-report\n"
        "  upstander report write platform-notice --to platform.instagram --out papers"
    )

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare what to do."""
        inner = parser.add_subparsers(
            dest="what", required=True, metavar="tell|forms|show|write|list|say"
        )
        tell = inner.add_parser("tell", help="keep facts for all reports")
        tell.add_argument("source", metavar="FILE", help="a TOML file, or -")
        inner.add_parser("forms", help="list the forms")
        for name, about in (("show", "print a report"), ("write", "keep a report")):
            one = inner.add_parser(name, help=about)
            one.add_argument("form", help="name of the form")
            one.add_argument("--to", default="", metavar="ID", help="receiver in the directory")
            one.add_argument("--receiver", default="", metavar="NAME", help="or its name")
            one.add_argument(
                "--share", action="append", default=[], metavar="WHAT", help="share this as well"
            )
            one.add_argument("--large", action="store_true", help="large print")
            one.add_argument("--about", default="", metavar="REPORT", help="an earlier report")
            one.add_argument(
                "--mail", default="", metavar="MAIL",
                help="which e-mail a report to a network is about: exhibit number or file name",
            )  # fmt: skip
            one.add_argument(
                "--only", action="append", metavar="THING",
                help="tell of this kept thing only: exhibit number or file name; none for none",
            )  # fmt: skip
            one.add_argument(
                "--caller", action="append", metavar="NUMBER",
                help="take along the calls of this number only; withheld for hidden ones",
            )  # fmt: skip
            one.add_argument(
                "--payee", action="append", metavar="NAME",
                help="take along the payments to this name only, as the table has it",
            )  # fmt: skip
            one.add_argument(
                "--leave-out", action="append", default=[], metavar="WORDS",
                help="leave these words out of this report",
            )  # fmt: skip
            if name == "write":
                one.add_argument("--out", metavar="FOLDER", help="write its files there")
        inner.add_parser("list", help="who was told what")
        say = inner.add_parser("say", help="note what became of a report")
        say.add_argument("report", help="its number, as list shows it")
        say.add_argument("source", metavar="FILE", help="a TOML file, or -")
        for each in inner.choices.values():
            add_case_argument(each)

    def run(self, options: argparse.Namespace, terminal: Terminal) -> int:
        """Do it; raises NotFound, InvalidAnswer, FileMissing."""
        if options.what == "forms":
            list_forms(terminal)
            return 0
        with opened(options, terminal) as session:
            _DO[options.what](session, this_case(session, options, start=True), options, terminal)
        return 0


def list_forms(terminal: Terminal) -> None:
    """Print every form with what it is for. Needs no vault."""
    from upstander.report.forms import all_forms

    rows = [(form.slug, form.title, form.about) for form in all_forms()]
    terminal.table(("Form", "Title", "For"), rows)


def tell(session: Session, case: Case, options: argparse.Namespace, terminal: Terminal) -> None:
    """Keep facts; what the file does not name stays. One answer that is not known keeps none."""
    from upstander.application.read_original import read_original, unread
    from upstander.application.tell_case import tell_case
    from upstander.application.told_words import told_in

    told, notes = told_in(_toml(options.source), case.told)
    tell_case(session.services, actor=session.actor, case=case.id, told=told)
    for note in notes:
        terminal.note(note)
    for item in unread(session.services, actor=session.actor):
        read_original(session.services, actor=session.actor, item=item)
    terminal.say(case.id)


def show(session: Session, case: Case, options: argparse.Namespace, terminal: Terminal) -> None:
    """Print the words, who may learn of it and what is missing."""
    from upstander.application.write_report import preview_report
    from upstander.report.as_text import plain_text

    order = _order(session, case, options)
    look_for_danger(session, case, terminal, aside=True)
    document = preview_report(session.services, actor=session.actor, case=case.id, order=order)
    terminal.say(plain_text(document))
    _note_beside(document, terminal)


def write(session: Session, case: Case, options: argparse.Namespace, terminal: Terminal) -> None:
    """Keep it, and write its files where the person wants them; says what ``show`` says of it."""
    from upstander.application.make_report import kept_parts
    from upstander.application.write_report import make_report, preview_report

    services, actor = session.services, session.actor
    order = _order(session, case, options)
    look_for_danger(session, case, terminal, aside=True)
    document = preview_report(services, actor=actor, case=case.id, order=order)
    made = make_report(services, actor=actor, case=case.id, order=order)
    terminal.say(made.id)
    _note_beside(document, terminal)
    if options.out:
        folder = Path(options.out).expanduser()
        folder.mkdir(parents=True, exist_ok=True)
        for part in kept_parts(services, actor=actor, case=case.id, report=made.id):
            (folder / Path(part.name).name).write_bytes(part.data)
            terminal.note(f"Written, not locked: {folder / Path(part.name).name}")


def list_reports(
    session: Session, case: Case, options: argparse.Namespace, terminal: Terminal
) -> None:
    """Print the reports, those that are due first, and the dates to know."""
    from upstander.application.follow_up import tracker_of

    tracker = tracker_of(session.services, actor=session.actor, case=case.id)
    rows = [
        (row.report.id, row.report.title, row.report.receiver, row.words) for row in tracker.reports
    ]
    terminal.table(("Report", "Title", "To", "How it stands"), rows)
    for due in tracker.dates:
        terminal.say(due.line)


def say(session: Session, case: Case, options: argparse.Namespace, terminal: Terminal) -> None:
    """Note what became of a report."""
    from upstander.application.make_report import Followed, follow_report
    from upstander.model.report import Answered

    given = {name: str(value) for name, value in _toml(options.source).items()}
    text, at, outcome = (given.pop(name, "") for name in ("answer", "answered_at", "outcome"))
    known = {each.name for each in fields(Followed)} - {"answer"}
    if unknown := given.keys() - known:
        raise InvalidAnswer(f"There is no field {', '.join(sorted(unknown))}.")
    followed = replace(
        Followed(answer=Answered(at, text, outcome=outcome) if text or outcome else None),
        **given,  # type: ignore[arg-type]  # every other field is text
    )
    follow_report(
        session.services,
        actor=session.actor,
        case=case.id,
        report=_report_id(case, options.report),
        followed=followed,
    )


def _report_id(case: Case, wanted: str) -> str:
    found = [each.id for each in case.submissions if each.id.startswith(wanted.upper())]
    if len(found) != 1:
        raise NotFound(next_step="See all reports: upstander report list.")
    return found[0]


def _order(session: Session, case: Case, options: argparse.Namespace) -> Any:
    from upstander.application.write_report import Order

    things = chosen_things(session, case, options.only)
    return Order(
        form=options.form,
        to=_receiver(options.to),
        receiver=options.receiver,
        shares=chosen_shares(options.share),
        large=options.large,
        about=_report_id(case, options.about) if options.about else "",
        mail=options.mail,
        things=things,
        callers=chosen_callers(session, case, options.caller, things),
        payees=chosen_payees(session, case, options.payee, things),
        leave_out=tuple(options.leave_out),
    )


def _toml(source: str) -> dict[str, Any]:
    try:
        text = sys.stdin.read() if source == "-" else Path(source).read_text(encoding="utf-8")
        return tomllib.loads(text)
    except OSError:
        raise FileMissing(f"({Path(source).name})") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
        raise InvalidAnswer(f"The file cannot be read as TOML: {wrong}.") from None


def _receiver(word: str) -> str:
    """The id of a body of the directory, by its id or name; raises InvalidAnswer for another."""
    from upstander.directory.body_names import find_body, near_bodies
    from upstander.directory.shelf import shipped

    found = find_body(shipped(), word)
    if found or not word.strip():
        return found
    near = near_bodies(shipped(), word)
    meant = f"Did you mean: {', '.join(near)}? " if near else ""
    raise InvalidAnswer(
        f"Nobody in the directory is called '{word[:40]}'. Nothing was written.",
        next_step=f"{meant}Is it not listed? Give its name with --receiver, and no --to.",
    )


def _note_beside(document: Document, terminal: Terminal) -> None:
    """Who may learn of a report, what its receiver may ask for, and whose names are left out."""
    if document.names_left_out:
        terminal.note(f"Names that are left out: {', '.join(document.names_left_out)}")
    for line in document.who_learns:
        terminal.note(f"Who may learn of it: {line}")
    for line in document.missing:
        terminal.note(f"They may ask for: {line}")


_DO = {"tell": tell, "show": show, "write": write, "list": list_reports, "say": say}
PLUGIN = Report()
