"""Look for danger in a case from the shell, and say first what may be danger now.

Rules and first stage look at what is new; the slow classifier is not asked. What was looked at
is kept, so that a second look has nothing to do. A fault in here stops no command: then the way
to emergency help is shown, because nobody knows what the words hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from upstander.cli.plain_card import CARD
from upstander.cli.terminal import Terminal
from upstander.model.errors import Interrupted, UpstanderError
from upstander.model.finding import Level, Reply

if TYPE_CHECKING:
    from upstander.bootstrap import Session
    from upstander.model.evidence import Case
    from upstander.model.triage import SignCard

_MOST = 3
"""So many signs are quoted; the others are counted. A card has to be short to be read."""
_LONGEST = 200
_HELP = CARD.split("\n")[2]
_STOPPED = "Looking for danger was stopped. It goes on at the next `upstander plan`."
_FAILED = "Looking for danger did not work this time, so there may be danger that was not seen."
_NOT_SAFE = "A sign can be missed. If you feel that there is danger, trust that."


def look_for_danger(
    session: Session, case: Case, terminal: Terminal, *, aside: bool = False
) -> bool:
    """Look at what waits, and show a short card where a sign says that it may be danger now.

    Ctrl-C ends only the looking. Nothing is raised: what went wrong is said.

    Args:
        session: the unlocked vault.
        case: where to look.
        terminal: where it is said.
        aside: whether results are for a program: then this stands apart from them.

    Returns:
        Whether danger was noticed, or could not be ruled out because looking did not work.
    """
    said = Terminal(terminal.err, terminal.err) if aside else terminal
    trouble, failed = _looked(session, case, terminal)
    try:
        signs = list(_danger(session, case))
    except Exception:  # as below: its words could be evidence
        trouble, failed, signs = trouble or _FAILED, True, []
    if signs:
        _show_signs(said, case, signs)
    elif failed:
        _show_help(said, case)
    if trouble:
        said.say(trouble)
        said.say(_NOT_SAFE)
    return bool(signs) or failed


def _looked(session: Session, case: Case, terminal: Terminal) -> tuple[str, bool]:
    """Look at what waits; gives what kept it from the end, in words, and whether that is a fault.

    The fault itself is not shown: its text could hold words of the evidence.
    """
    from upstander.application.recognise_case import recognise_quick
    from upstander.bootstrap import engine

    services = session.services
    try:
        if not services.index.look_state(case.id).total:
            return "", False
        with terminal.progress("Looking for danger (Ctrl-C stops only this)") as progress:
            recognise_quick(
                services,
                engine(),
                actor=session.actor,
                case=case.id,
                progress=progress,
                stop=lambda: session.locked,
            )
    except (KeyboardInterrupt, Interrupted):
        return _STOPPED, False
    except UpstanderError as wrong:
        return f"{_FAILED} {wrong.explain()}", True
    except Exception:
        return _FAILED, True
    return "", False


def _danger(session: Session, case: Case) -> Iterator[SignCard]:
    """The signs of danger now, one of each rule and sender, without those answered with "no"."""
    from upstander.application.triage import triage

    found = triage(session.services, actor=session.actor, case=case.id)
    for card in found.cards:
        if card.sign.level is Level.A and card.reply is not Reply.NO:
            yield card


def _show_signs(terminal: Terminal, case: Case, signs: Sequence[SignCard]) -> None:
    terminal.heading("THIS MAY BE DANGER NOW")
    _show_help(terminal, case)
    words = _by_words(signs)
    for (sender, quote), reasons in list(words.items())[:_MOST]:
        short = quote if len(quote) <= _LONGEST else f"{quote[:_LONGEST]} ..."
        terminal.say(f"- {sender or 'Someone'}: “{short}”")
        for why in reasons:
            terminal.say(f"  {why}")
    if len(words) > _MOST or any(card.also for card in signs):
        terminal.say("- and more like that. All of it stands in the case, under signs.")
    terminal.say("I may be wrong. What do you think?")


def _by_words(signs: Sequence[SignCard]) -> dict[tuple[str, str], dict[str, None]]:
    """The same words of one sender stand there once, with every reason."""
    found: dict[tuple[str, str], dict[str, None]] = {}
    for card in signs:
        found.setdefault((card.sender, card.sign.quote.strip()), {})[card.sign.why] = None
    return found


def _show_help(terminal: Terminal, case: Case) -> None:
    """Print the emergency number of the place; the built-in line if no record is good."""
    terminal.say(_lead(case.told.place))
    terminal.say("`upstander help-now` shows what to say. This program tells nobody anything.")


def _lead(place: str) -> str:
    try:
        from upstander.directory.shelf import shipped

        return shipped().emergency(place or None).lead
    except Exception:  # whatever it is, the number has to be shown
        return _HELP
