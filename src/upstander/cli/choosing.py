"""Find the case a command means, and put the one question before its first file."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from upstander.cli.secret import NoOneToAsk, ask_line
from upstander.cli.terminal import Terminal
from upstander.model.errors import InvalidAnswer, MustNotCopy, NotFound
from upstander.model.evidence import Case

if TYPE_CHECKING:
    from upstander.bootstrap import Session

UNDER_18 = "Could any of this be a sexual picture or video of someone under 18?"
STOP_CARD = """\
Stop here. Nothing was read, copied or kept.
A sexual picture of someone under 18 must not be copied, sent, printed or shown to anyone, not
even to help. Leave it where it is. Write down where it is and who told you: that is enough.
  upstander note          keeps your words, without the picture
If the young person is in danger now: 999. Otherwise tell the police on 101, or at school the
person who looks after safeguarding. A young person can also ask Childline on 0800 1111.
You are not in trouble for asking."""


def add_case_argument(parser: argparse.ArgumentParser) -> None:
    """Add ``--case``."""
    parser.add_argument(
        "--case", metavar="CASE", help="number or title of the case; without it the newest"
    )


def find_case(cases: Sequence[Case], wanted: str | None) -> Case:
    """Give the case with that id, title, or the beginning of one; the newest one without a wish.

    Raises :class:`NotFound` for none, :class:`InvalidAnswer` for several.
    """
    if not cases:
        raise NotFound("There is no case yet.", next_step="Start one: upstander case new.")
    if not wanted:
        return cases[-1]
    exact = [case for case in cases if wanted in (case.id, case.title)]
    start = wanted.lower()
    found = exact or [
        case
        for case in cases
        if case.id.lower().startswith(start) or case.title.lower().startswith(start)
    ]
    if not found:
        raise NotFound(next_step="See all cases: upstander case list.")
    if len(found) > 1:
        raise InvalidAnswer("That fits more than one case.", next_step="Give more of the number.")
    return found[0]


def this_case(session: Session, options: argparse.Namespace, *, start: bool = False) -> Case:
    """Give the case a command works on; ``start`` makes a first one where there is none."""
    from upstander.application.start_case import start_case
    from upstander.store import queries

    cases = queries.list_cases(session.actor)
    if not cases and start and not options.case:
        return start_case(session.services, actor=session.actor)
    return find_case(cases, options.case)


def ask_under_18(
    session: Session, case: Case, terminal: Terminal, *, answer: str | None = None
) -> Case:
    """Ask the one question before the first file; "yes" and "not sure" show the stop card.

    Raises :class:`MustNotCopy` unless the answer is no.
    """
    from upstander.application.answer_case import answer_case

    if answer is not None or not case.under18:
        case = answer_case(
            session.services, actor=session.actor, case=case.id, under18=_told(terminal, answer)
        )
    _stop_unless_no(terminal, case.under18)
    return case


def must_be_no(terminal: Terminal, answer: str | None) -> None:
    """Ask the same question where nothing is kept; raises :class:`MustNotCopy` unless it is no."""
    _stop_unless_no(terminal, _told(terminal, answer))


def _told(terminal: Terminal, answer: str | None) -> str:
    if answer is None and sys.stdin is not None and sys.stdin.isatty():
        answer = ask_line(terminal, f"{UNDER_18}\n(no / yes / not sure) ").lower()
    if answer is None:
        raise NoOneToAsk(
            UNDER_18, next_step="Answer with --under18 no, yes or unsure (make run: UNDER18=no)."
        )
    answer = {"not sure": "unsure", "n": "no", "y": "yes"}.get(answer, answer)
    if answer not in ("no", "yes", "unsure"):
        raise InvalidAnswer("Choose yes, no or not sure.")
    return answer


def _stop_unless_no(terminal: Terminal, answer: str) -> None:
    if answer != "no":
        terminal.note(STOP_CARD)
        raise MustNotCopy()
