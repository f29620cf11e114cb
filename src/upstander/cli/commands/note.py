"""``upstander note``: write down what happened, in the person's own words."""

from __future__ import annotations

import argparse
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from upstander.cli._interface import Command
from upstander.cli.choosing import add_case_argument, this_case
from upstander.cli.looking import look_for_danger
from upstander.cli.secret import ask_line
from upstander.cli.session import opened
from upstander.cli.terminal import Terminal
from upstander.model.errors import FileMissing, InvalidAnswer, NothingToKeep
from upstander.model.evidence import DiaryNote

if TYPE_CHECKING:
    from upstander.bootstrap import Session

QUESTIONS = (
    ("event_at", "When did it happen?"),
    ("certainty", "How sure is the time? (exact / about / unknown)"),
    ("place", "Where were you, or on which app or site?"),
    ("who_shown", "Which name or number was shown?"),
    ("who_believed", "Who do you believe it is?"),
    ("who_because", "Why do you believe that?"),
    ("exact_words", "The exact words, as you saw or heard them:"),
    ("summary", "What happened, only the facts:"),
    ("opinion", "What do you think about it?"),
    ("impact", "What did it do to you?"),
    ("told_to_stop", "Did you ask them to stop? When?"),
)
_NOT_TYPED = {"attachments", "event_utc"}
FIELDS = tuple(name for name in DiaryNote.__dataclass_fields__ if name not in _NOT_TYPED)


class Note(Command):
    """Words come from the keyboard or a file, never from arguments, where others could see them."""

    slug = "note"
    summary = "Write a diary note: what happened, when, who, the exact words."
    about = (
        "Asks one question after the other; Enter leaves a field empty. Or takes a TOML file\n"
        "with one field a line (- means standard input). Fields: "
        + ", ".join(FIELDS)
        + ".\n\n--private writes a safety note into a store of its own that no pack can reach.\n\n"
        "  upstander note\n  upstander note --from note.toml\n  upstander note --private"
    )

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare where the words come from."""
        add_case_argument(parser)
        parser.add_argument("--from", dest="source", metavar="FILE", help="a TOML file, or -")
        parser.add_argument("--private", action="store_true", help="a private safety note")

    def run(self, options: argparse.Namespace, terminal: Terminal) -> int:
        """Ask, keep, say so."""
        with opened(options, terminal) as session:
            if options.private:
                keep_private(session, options, terminal)
                return 0
            from upstander.application.write_note import write_note

            case = this_case(session, options, start=True)
            note = from_file(options.source) if options.source else from_questions(terminal)
            kept = write_note(session.services, actor=session.actor, case=case.id, note=note)
            terminal.say(f"Kept as {kept.id}.")
            look_for_danger(session, case, terminal)
        return 0


def keep_private(session: Session, options: argparse.Namespace, terminal: Terminal) -> None:
    """Keep a safety note apart from everything else."""
    from upstander.application.private_notes import add_private_note

    if options.source:
        with open_text(options.source) as stream:
            text = stream.read()
    else:
        text = ask_line(terminal, "Your private safety note: ")
    add_private_note(session.private, actor=session.actor, text=text)
    terminal.say("Kept apart. No pack, search or export can reach it.")


def from_questions(terminal: Terminal) -> DiaryNote:
    """Ask for each field at the terminal."""
    if not sys.stdin.isatty():
        raise NothingToKeep(next_step="Start this in a terminal, or give a file with --from.")
    answers = {name: ask_line(terminal, f"{question}\n> ") for name, question in QUESTIONS}
    return made({name: value for name, value in answers.items() if value})


def from_file(name: str) -> DiaryNote:
    """Read a note from TOML; raises :class:`InvalidAnswer` for a field that is not known."""
    with open_text(name) as stream:
        text = stream.read()
    try:
        return made(tomllib.loads(text))
    except tomllib.TOMLDecodeError as fault:
        raise InvalidAnswer(
            f"({fault})", next_step="One field a line: exact_words = '...'"
        ) from fault


def made(fields: dict[str, object]) -> DiaryNote:
    """Make the note from its fields."""
    unknown = sorted(set(fields) - set(FIELDS))
    if unknown:
        raise InvalidAnswer(f"There is no field {', '.join(unknown)}.")
    return DiaryNote(**{name: str(value) for name, value in fields.items()})  # type: ignore[arg-type]  # every field left is text


def open_text(name: str) -> TextIO:
    """Open a file of words, or standard input; raises :class:`FileMissing`."""
    if name == "-":
        return sys.stdin
    try:
        return Path(name).open(encoding="utf-8")
    except OSError as fault:
        raise FileMissing(f"({Path(name).name})") from fault


PLUGIN = Note()
