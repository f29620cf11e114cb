"""What the report says about a chat: decisions with reasons, doubts, and questions."""

from __future__ import annotations

from collections.abc import Iterator

from upstander.intake.sources._whatsapp_dates import Decision
from upstander.intake.sources._whatsapp_message import Seen
from upstander.intake.sources._whatsapp_survey import Survey
from upstander.intake.text import Charset
from upstander.language.marks import plain
from upstander.model.message import DateOrder
from upstander.model.reading import Assumption, Question, ReadSettings, Warned

_NAMES_OFFERED = 60


def opening(
    found: Survey, decision: Decision, charset: Charset
) -> Iterator[Assumption | Question | Warned]:
    """Say what was decided over the whole file before the first message."""
    yield Assumption("charset", charset.codec, charset.reason)
    yield decision.assumption
    for name in found.colon_names.values():
        shown = plain(name.decode("utf-8", "replace"))
        yield Assumption("sender-name", shown, "The part after the colon is the same every time.")


def closing(
    found: Survey, decision: Decision, seen: Seen, settings: ReadSettings
) -> Iterator[Question | Warned]:
    """Ask what only a person knows and name the doubts."""
    yield from _questions(decision, seen, settings)
    yield Warned(
        "editable-text",
        "A chat text can be changed by anyone who has the file. Keep the phone and its messages.",
    )
    lines = max(found.strangers, seen.strangers)
    if lines:
        text = (
            f"Lines inside messages that look like the start of one: {lines}. They may be typed in."
        )
        yield Warned("line-like-header", text)
    if seen.backward:
        text = f"Places where the time goes back: {seen.backward}. Lines may be moved or typed in."
        yield Warned("time-goes-back", text)
    if seen.unclear_times and decision.order is not DateOrder.UNDECIDED:
        text = f"Times that could not be understood: {seen.unclear_times}. Shown as written."
        yield Warned("date-not-understood", text)
    if seen.unknown_phrases:
        text = f"Lines that look like the app's own words: {seen.unknown_phrases}. Kept as text."
        yield Warned("unknown-phrase", text)
    if seen.repaired:
        text = f"Messages with letters that could not be read as they stand: {seen.repaired}."
        yield Warned("letters-mended", text)


def _questions(
    decision: Decision, seen: Seen, settings: ReadSettings
) -> Iterator[Question | Warned]:
    if decision.order is DateOrder.UNDECIDED:
        prompt = "Are the dates written day first or month first?"
        yield Question("date_order", prompt, ("dmy", "mdy"), decision.reason)
    if not settings.zone:
        yield Question(
            "zone",
            "Where was the phone when the chat was saved? Its clock sets the times.",
            why="The file gives times without a time zone.",
        )
    if not settings.self_name and seen.spoken:
        yield Question("self_name", "Which of these names is you?", _names(seen), _why(seen))
    elif settings.self_name and plain(settings.self_name) not in seen.spoken:
        yield Warned("self-name-unknown", "The name you chose is not in this chat.")


def _names(seen: Seen) -> tuple[str, ...]:
    ranked = sorted(
        seen.spoken, key=lambda name: (-seen.by_self.get(name, 0), -seen.spoken[name], name)
    )
    return tuple(ranked[:_NAMES_OFFERED])


def _why(seen: Seen) -> str:
    hints = sorted(seen.by_self)
    if len(hints) != 1:
        return "The file does not say whose phone it came from."
    return f'The app\'s words "You deleted this message" stand beside {hints[0]}.'
