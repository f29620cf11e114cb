"""``upstander add``: keep files byte for byte, then read them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from upstander.cli._interface import Command
from upstander.cli.choosing import add_case_argument, ask_under_18, this_case
from upstander.cli.looking import look_for_danger
from upstander.cli.secret import ask_line
from upstander.cli.session import opened
from upstander.cli.shown_reading import show_kept
from upstander.cli.shown_table import add_table_arguments, check_table_arguments, table_answers
from upstander.cli.terminal import Terminal
from upstander.model.errors import FileMissing, InvalidAnswer, UpstanderError
from upstander.model.evidence import Case, EvidenceItem
from upstander.model.reading import Question, ReadReport

if TYPE_CHECKING:
    from upstander.application.add_original import Upload
    from upstander.bootstrap import Session

Kept = list[tuple[EvidenceItem, ReadReport | None]]


class Add(Command):
    """Keeps and reads files. One bad file does not stop the rest."""

    slug = "add"
    summary = "Keep files in a case, byte for byte, and read them."
    about = (
        "Each file is encrypted as it comes in and recorded before this says so. Chats and e-mail\n"
        "are then read; anything else is kept and shown as not read. The files themselves stay\n"
        "where they are. Interrupted reading goes on the next time.\n\n"
        "  upstander add chat.zip letter.eml\n"
        "  upstander add --case 'The old place' photo.jpg --method screenshot"
    )

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare files, case and origin."""
        parser.add_argument("files", metavar="FILE", nargs="+", help="a file to keep")
        add_case_argument(parser)
        parser.add_argument(
            "--under18",
            choices=("no", "yes", "unsure"),
            help="answer beforehand: could any of it be a sexual picture of someone under 18?",
        )
        parser.add_argument(
            "--method",
            default="",
            choices=("export", "screenshot", "photo-of-screen", "saved-page", "forwarded", "other"),
            help="how the files got here",
        )
        parser.add_argument(
            "--someone-elses",
            action="store_true",
            help="these are not your own messages: they stay locked until you say why",
        )
        add_table_arguments(parser)
        parser.add_argument("--json", action="store_true", help="print one JSON object a file")

    def run(self, options: argparse.Namespace, terminal: Terminal) -> int:
        """Keep, read, show; the exit status is that of the first file that failed."""
        check_table_arguments(options)
        with opened(options, terminal) as session:
            case = this_case(session, options, start=True)
            case = ask_under_18(session, case, terminal, answer=options.under18)
            faults: list[UpstanderError] = []
            kept = keep(session, case, uploads(options, faults), terminal, faults)
            kept = [with_answers(session, each, options) for each in kept]
            kept = [ask_questions(session, each, terminal) for each in kept]
            show(kept, options, terminal)
            look_for_danger(session, case, terminal, aside=options.json)
        for fault in faults:
            terminal.note(fault.explain())
        return faults[0].exit_status if faults else 0


def uploads(options: argparse.Namespace, faults: list[UpstanderError]) -> Iterator[Upload]:
    """Open each file in turn; one that cannot be opened is a fault, and the rest goes on."""
    from upstander.application.add_original import Upload
    from upstander.application.someone_elses import SOMEONE_ELSES
    from upstander.model.evidence import Origin

    origin = Origin(method=options.method, whose=SOMEONE_ELSES if options.someone_elses else "")
    for name in options.files:
        path = Path(name)
        try:
            if path.is_dir():
                raise FileMissing(f"{path.name} is a folder.", next_step="Add the files in it.")
            with path.open("rb") as stream:
                yield Upload(path.name, stream, origin)
        except FileMissing as fault:
            faults.append(fault)
        except OSError:
            faults.append(FileMissing(f"({path.name})"))


def keep(
    session: Session,
    case: Case,
    files: Iterable[Upload],
    terminal: Terminal,
    faults: list[UpstanderError],
) -> Kept:
    """Keep every file, then read each; gives items with their reports."""
    from upstander.application.add_original import add_originals
    from upstander.application.read_original import read_original

    services, actor = session.services, session.actor
    kept: Kept = []
    with terminal.progress("Keeping") as progress:
        for added in add_originals(
            services, actor=actor, case=case.id, uploads=files, progress=progress
        ):
            if isinstance(added, UpstanderError):
                faults.append(added)
            else:
                kept.append((added.item, None))
    with terminal.progress("Reading") as progress:
        return [
            (item, read_original(services, actor=actor, item=item.id, progress=progress))
            for item, _ in kept
        ]


def with_answers(
    session: Session, kept: tuple[EvidenceItem, ReadReport | None], options: argparse.Namespace
) -> tuple[EvidenceItem, ReadReport | None]:
    """Keep what was said on the command line about a table, and read it again with that."""
    from upstander.application.answer_question import answer_question
    from upstander.application.read_original import read_original

    item, report = kept
    said = table_answers(options) if report is not None and report.table is not None else {}
    for slug, value in said.items():
        answer_question(session.services, actor=session.actor, item=item.id, slug=slug, value=value)
    if said:
        report = read_original(session.services, actor=session.actor, item=item.id)
    return item, report


def ask_questions(
    session: Session, kept: tuple[EvidenceItem, ReadReport | None], terminal: Terminal
) -> tuple[EvidenceItem, ReadReport | None]:
    """Put what only a person can know, at a terminal; an empty answer leaves it open."""
    from upstander.application.read_original import read_original

    item, report = kept
    questions = report.questions if report and sys.stdin.isatty() else ()
    answered = [ask_until_understood(session, item, each, terminal) for each in questions]
    if any(answered):
        report = read_original(session.services, actor=session.actor, item=item.id)
    return item, report


def ask_until_understood(
    session: Session, item: EvidenceItem, question: Question, terminal: Terminal
) -> bool:
    """Put one question until the answer can be used or is left empty; says if it was answered."""
    from upstander.application.answer_question import answer_question

    while value := ask_line(terminal, worded(item, question)):
        try:
            if question.options and value not in question.options:
                raise InvalidAnswer("Please type one of the answers as they stand.")
            answer_question(
                session.services, actor=session.actor, item=item.id, slug=question.slug, value=value
            )
        except InvalidAnswer as wrong:
            terminal.note(wrong.explain())
        else:
            return True
    return False


def worded(item: EvidenceItem, question: Question) -> str:
    """Word a question with its options."""
    options = f" ({' / '.join(question.options)})" if question.options else ""
    return f"{item.name}: {question.prompt}{options}\n(Enter to leave it open) "


def show(kept: Kept, options: argparse.Namespace, terminal: Terminal) -> None:
    """Print what was kept and read."""
    if options.json:
        from upstander.cli.normal_form import report_record

        for item, report in kept:
            digest = item.digest.hex if item.digest else None
            about = {"type": "kept", "item": item.id, "name": item.name, "sha256": digest}
            terminal.record(about | {"report": report_record(report) if report else None})
    elif kept:
        show_kept(terminal, kept)


PLUGIN = Add()
