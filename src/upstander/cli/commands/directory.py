"""``upstander directory``: whom to turn to, what happens then, and are the records right?"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from upstander.cli._interface import Command
from upstander.cli.releasing import release_arguments, run_release, run_use
from upstander.cli.terminal import Terminal
from upstander.model.errors import DirectoryError, InvalidAnswer

if TYPE_CHECKING:
    from upstander.directory.body import Body
    from upstander.directory.body_card import BodyCard
    from upstander.directory.body_old import OldBody

_SHOWN = 10
_WAYS = ("phone", "textphone", "text", "web", "email", "app", "video", "post")
_NONE = "Nothing fits all of that. In danger now? Call 999 in the UK, 112 elsewhere in Europe."
_HOLIDAYS = "Bank holidays are not known here. Hours that were not checked do not count as open."


class DirectoryCommand(Command):
    """Stateless and offline: finds bodies, shows one, and runs every meaning check."""

    slug = "directory"
    summary = "Find who can help, and check the shipped records. Offline."
    about = (
        "Nothing is kept and nobody is told. Numbers that were not seen in a source say\n"
        '"check first", and so do all once their date has passed.\n\n'
        "  upstander directory find --place ENG --audience child --kind blackmail\n"
        '  upstander directory find "action fraud"\n'
        "  upstander directory show uk.childline\n"
        "  upstander directory check\n"
        "  upstander directory release verify list.zip --keys keys\n"
        "  upstander directory use list.zip --keys keys"
    )
    needs_vault = False

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare check, find, show, release and use."""
        words = "check|find|show|release|use"
        inner = parser.add_subparsers(dest="what", required=True, metavar=words)
        inner.add_parser("check", help="run every check", description="Check every record.")
        find = inner.add_parser("find", help="find who can help", description="Find who can help.")
        find.add_argument("words", nargs="*", help="a name, an old name, a number or what happened")
        find.add_argument(
            "--place", default="", metavar="PLACE", help="ENG, WLS, SCT, NIR or ISO 3166"
        )
        find.add_argument(
            "--audience", default="", metavar="WHO", help="such as child, adult or school"
        )
        find.add_argument("--kind", default="", metavar="KIND", help="such as blackmail")
        find.add_argument("--way", choices=_WAYS, help="how to reach them")
        find.add_argument("--open-now", action="store_true", help="only who is open now")
        find.add_argument("--all", action="store_true", help="not only the first ten")
        find.add_argument("--json", action="store_true", help="print one JSON object")
        show = inner.add_parser("show", help="show one body", description="Show one body.")
        show.add_argument("id", metavar="ID", help="such as uk.childline")
        show.add_argument("--json", action="store_true", help="print one JSON object")
        release_arguments(inner)

    def run(self, options: argparse.Namespace, terminal: Terminal) -> int:
        """Do what was asked; raises :class:`DirectoryError` when a record is not right."""
        {
            "check": _check,
            "find": _find,
            "show": _show,
            "release": run_release,
            "use": run_use,
        }[options.what](options, terminal)
        return 0


def _check(_options: argparse.Namespace, terminal: Terminal) -> None:
    from upstander.directory.inspect import inspect_directory
    from upstander.directory.review import overdue
    from upstander.directory.shelf import shipped

    problems = inspect_directory()
    for problem in problems:
        terminal.say(problem)
    for warning in overdue(shipped().bodies(), date.today()):
        terminal.note(warning)
    if problems:
        raise DirectoryError(f"({len(problems)} problems.)")
    terminal.say("Every record is right.")


def _find(options: argparse.Namespace, terminal: Terminal) -> None:
    from upstander.directory.find import also_there, find_bodies, find_old
    from upstander.directory.shelf import shipped

    shelf, now, words = shipped(), datetime.now(UTC), " ".join(options.words)
    place = options.place.strip().upper()
    try:
        found = find_bodies(
            shelf,
            place=place,
            audience=options.audience,
            kind=options.kind,
            way=options.way,
            text=words,
            open_at=now if options.open_now else None,
        )
    except ValueError as fault:
        raise InvalidAnswer(f"{fault}.") from None
    narrow = bool(options.way or options.open_now)
    also = () if narrow else also_there(shelf, found, place=place, audience=options.audience)
    old = find_old(shelf, words)
    if options.json:
        terminal.record(_as_json(found, also, old, now))
        return
    _say_found(terminal, found if options.all else found[:_SHOWN], also, old, now)
    if len(found) > _SHOWN and not options.all:
        terminal.note(f"{len(found) - _SHOWN} more: give --all, or say more of what you look for.")
    if options.open_now:
        terminal.note(_HOLIDAYS)


def _say_found(
    terminal: Terminal,
    found: tuple[Body, ...],
    also: tuple[Body, ...],
    old: tuple[OldBody, ...],
    now: datetime,
) -> None:
    from upstander.directory.body_card import body_card, old_line

    for each in old:
        terminal.say(old_line(each))
    if not found:
        terminal.say(_NONE)
    for body in found:
        _say(terminal, _short(body_card(body, now.date(), at=now)))
    if also:
        terminal.heading("Also there to talk to")
        for body in also:
            _say(terminal, _short(body_card(body, now.date(), at=now)))


def _show(options: argparse.Namespace, terminal: Terminal) -> None:
    from upstander.directory.body_card import body_card
    from upstander.directory.shelf import shipped

    now = datetime.now(UTC)
    body = next((each for each in shipped().bodies() if each.slug == options.id.strip()), None)
    if body is None:
        raise InvalidAnswer(f"There is no '{options.id[:40]}'. Look with: directory find.")
    if options.json:
        terminal.record(_body_json(body, now))
    else:
        _say(terminal, _long(body_card(body, now.date(), at=now)))


def _say(terminal: Terminal, lines: Iterator[str]) -> None:
    terminal.say()
    for line in lines:
        terminal.say(line)


def _short(card: BodyCard) -> Iterator[str]:
    """The name, what it does, how to reach it, hours, and when it was checked."""
    yield f"{card.name} ({card.id})"
    yield f"  {card.does}{_doubt('does' in card.doubtful)}"
    for line in card.lines:
        note = f". {line.note}" if line.note else ""
        yield f"  {line.label}: {line.value}{_doubt(line.check_first)}{note}"
    if card.fill_in:
        yield f"  {card.fill_in}"
    if card.hours:
        yield f"  Hours: {card.hours}{_doubt(card.hours_check)}"
    if card.now:
        yield f"  Now: {card.now}"
    if card.cost:
        yield f"  Cost: {card.cost}{_doubt('cost' in card.doubtful)}"
    yield f"  {card.checked}.{' It may have closed: check first.' if _shaky(card) else ''}"


def _long(card: BodyCard) -> Iterator[str]:
    """Everything that is known of a body, with its doubts and its sources."""
    yield from _short(card)
    yield ""
    yield f"What happens if I tell them{_doubt('privacy' in card.doubtful)}"
    yield f"  {card.privacy or 'Nothing is known. Ask them first.'}"
    for title, field, entries in (
        ("Have ready", "have_ready", card.have_ready),
        ("Not for", "not_for", card.not_for),
        ("Good to know", "notes", card.notes),
        ("Languages", "", card.languages),
        ("Was called", "", card.formerly),
        ("See also", "", card.instead),
    ):
        if entries:
            yield f"{title}{_doubt(field in card.doubtful)}"
            yield from (f"  - {entry}" for entry in entries)
    yield "Where this was read"
    for source in card.sources:
        yield f"  - {source.title}, {source.page_date or 'no date'}: {source.address}"
    if not card.sources:
        yield "  - Nowhere: it is from memory. Check first."


def _doubt(doubtful: bool) -> str:
    return " (check first)" if doubtful else ""


def _shaky(card: BodyCard) -> bool:
    return card.status == "check"


def _as_json(
    found: tuple[Body, ...], also: tuple[Body, ...], old: tuple[OldBody, ...], now: datetime
) -> dict[str, Any]:
    return {
        "bodies": [_body_json(body, now) for body in found],
        "also": [_body_json(body, now) for body in also],
        "old": [
            {
                "id": each.slug,
                "name": each.name,
                "reason": each.reason,
                "heirs": list(each.heirs),
                "ended": each.ended,
                "quality": str(each.quality),
                "checked": each.verified_on.isoformat(),
            }
            for each in old
        ],
    }


def _body_json(body: Body, now: datetime) -> dict[str, Any]:
    """A body as its record has it, with what is worked out for today."""
    from upstander.directory.body_card import body_card
    from upstander.directory.opening_hours import open_now
    from upstander.directory.review import body_can_lead

    card = body_card(body, now.date(), at=now)
    record = json.loads(body.model_dump_json(by_alias=True, exclude={"slug", "looked_for"}))
    links = [{"check_first": line.check_first, "link": line.link or None} for line in card.lines]
    return {
        "id": body.slug,
        **record,
        "contacts": [{**a, **b} for a, b in zip(record["contacts"], links, strict=True)],
        "open_now": open_now(body, now),
        "check_first": card.check_first,
        "can_lead": body_can_lead(body),
    }


PLUGIN = DirectoryCommand()
