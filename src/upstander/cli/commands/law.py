"""``upstander law``: which law may be relevant, by place and day, as questions."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from upstander.cli._interface import Command
from upstander.cli.terminal import Terminal
from upstander.model.errors import InvalidAnswer

if TYPE_CHECKING:
    from upstander.directory.law import LawPointer

_SHOWN = 8


class Law(Command):
    """Stateless and offline. Points, and asks; it accuses nobody."""

    slug = "law"
    summary = "Show law that may be relevant, by place and day, as questions. Offline."
    about = (
        "This is no legal advice: police and prosecutors choose what applies. Nothing is\n"
        "kept and nobody is told. Without a place there is no law to show.\n\n"
        "  upstander law --place ENG --on 2026-10-03 --kind stalking\n"
        "  upstander law --place SCT --kind blackmail --json"
    )
    needs_vault = False

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare place, day, kinds and how to show them."""
        parser.add_argument(
            "--place", default="", metavar="PLACE", help="ENG, WLS, SCT, NIR or ISO 3166"
        )
        parser.add_argument(
            "--on", default="", metavar="DATE", help="when it happened, such as 2026-10-03"
        )
        parser.add_argument(
            "--kind",
            action="append",
            default=[],
            metavar="KIND",
            help="such as stalking; may be given again; without one all kinds",
        )
        parser.add_argument("--all", action="store_true", help="not only the first eight")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def run(self, options: argparse.Namespace, terminal: Terminal) -> int:
        """Show the pointers; raises :class:`InvalidAnswer` for a day or kind that is none."""
        from upstander.directory.law import nearest, pointers, why_none
        from upstander.directory.shelf import shipped

        law, on = shipped().law(), _day(options.on)
        found = pointers(
            law, place=options.place, on=on, kinds=_kinds(options.kind), today=date.today()
        )
        none = why_none(law, options.place)
        if options.json:
            terminal.record(_as_json(found, none))
            return 0
        _say(terminal, found if options.all else nearest(found, _SHOWN), none)
        if len(found) > _SHOWN and not options.all:
            terminal.note(f"{len(found) - _SHOWN} more: give --all, or a --kind.")
        return 0


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise InvalidAnswer("A day looks like 2026-10-03.") from None


def _kinds(told: Sequence[str]) -> frozenset[str]:
    """The directory's words for what was told: all the words that a kind stands for."""
    from upstander.directory.kind_names import kind_names
    from upstander.directory.shelf import shipped

    taxonomy = shipped().taxonomy
    if not told:
        return frozenset(taxonomy.directory_kinds)
    found: set[str] = set()
    for word in told:
        kind = kind_names(taxonomy).find(word)
        if not kind:
            raise InvalidAnswer(f"'{word[:40]}' is no kind that is known.")
        found.add(kind)
        if word in taxonomy.kinds:
            found.update(taxonomy.kinds[word].directory_kinds)
    return frozenset(found)


def _say(terminal: Terminal, found: Sequence[LawPointer], none: str) -> None:
    from upstander.directory.law import CHOICE, GROUPS

    if none or not found:
        terminal.say(none or "Nothing in the list fits that place, day and kind.")
        return
    terminal.say(CHOICE)
    for group, title in GROUPS.items():
        of_group = [each for each in found if each.group == group]
        if of_group:
            terminal.heading(title)
        for pointer in of_group:
            for line in _lines(pointer):
                terminal.say(line)


def _lines(pointer: LawPointer) -> Iterator[str]:
    from upstander.directory.law import source_lines

    yield ""
    yield f"{pointer.heading} ({pointer.id})"
    yield f"  {pointer.text}"
    yield f"  {pointer.in_force}"
    yield from (f"  - {question}" for question in pointer.questions)
    if pointer.needs_two:
        yield f"  {pointer.needs_two}"
    if pointer.time_limit:
        yield f"  {pointer.time_limit}{_doubt(pointer, 'time limit')}"
    if pointer.max_penalty:
        yield f"  At most: {pointer.max_penalty}{_doubt(pointer, 'max penalty')}"
    yield from (f"  {note}{_doubt(pointer, 'notes')}" for note in pointer.notes)
    yield f"  {pointer.checked}. To be checked by {pointer.review_by}."
    yield from (f"  Read in: {line}" for line in source_lines(pointer))


def _doubt(pointer: LawPointer, fact: str) -> str:
    return " (check first)" if fact in pointer.check_first else ""


def _as_json(found: Sequence[LawPointer], none: str) -> dict[str, Any]:
    return {"law": [_pointer_json(each) for each in found], "why_none": none}


def _pointer_json(pointer: LawPointer) -> dict[str, Any]:
    from dataclasses import asdict

    held = asdict(pointer)
    del held["far"]  # how the screen sorts them
    held["sources"] = [source.model_dump() for source in pointer.sources]
    held["review_by"] = pointer.review_by.isoformat()
    return held


PLUGIN = Law()
