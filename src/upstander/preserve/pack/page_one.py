"""Page 1 of START-HERE.pdf: seven questions, each answered so that all seven fit on the page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from upstander.preserve.pack.contents import PackRequest
from upstander.preserve.pack.facts import Facts, counted, facts_of, span_sentence

_LINE_WIDTH = 80  # small letters on a line of page 1
_LINES_ON_PAGE_ONE = 21
_LINES_EACH = (8, 6, 5, 4, 3)
_NOT_SAID = "Not said."
_QUESTIONS = (
    "Who is at risk, and where now?",
    "What happened?",
    "Who sent it, as shown?",
    "First, last, how often?",
    "The worst, in its own words",
    "What was done so far?",
    "What is missing or unsure?",
)


@dataclass(frozen=True, slots=True)
class Answer:
    """One question with what stands on page 1 and, where that was cut, the whole text."""

    question: str
    shown: str
    whole: str


def page_one(request: PackRequest) -> list[Answer]:
    """Answer the seven questions of needs a receiver has, as counted and as the person said."""
    whole = _answers(request, facts_of(request))
    return [
        Answer(question, shown, full)
        for question, shown, full in zip(_QUESTIONS, _fitted(whole), whole, strict=True)
    ]


def _answers(request: PackRequest, facts: Facts) -> tuple[str, ...]:
    said = request.page_one
    return (
        said.at_risk_now or _NOT_SAID,
        said.what_happened or _counted(facts),
        _senders(facts),
        span_sentence(facts, request.zone),
        f"\u201c{said.worst}\u201d" if said.worst else "Not chosen.",
        said.done_so_far or _NOT_SAID,
        "\n".join([*([said.missing] if said.missing else []), *_listed(facts.gaps)]),
    )


def _counted(facts: Facts) -> str:
    return (
        f"In this pack: {counted(facts.messages, 'message')}"
        f" ({facts.own:,} by the person) and {counted(facts.notes, 'diary note')}.\n"
        "Not summed up in words by the person."
    )


def _senders(facts: Facts) -> str:
    lines = [
        f"{each.shown}{f' ({each.id})' if each.id else ''}, {each.platform}: "
        f"{counted(each.count, 'time')}"
        for each in facts.senders[:5]
    ]
    if len(facts.senders) > 5:
        lines.append(f"and {len(facts.senders) - 5} more, see data/identifiers.csv")
    return "\n".join(lines) or "No sender is shown."


def _listed(gaps: Iterable[str]) -> list[str]:
    found = [f"\u2013 {gap}" for gap in gaps]
    return found or ["The program noticed no gap. There may still be one."]


def _fitted(answers: Sequence[str]) -> list[str]:
    """Cut long answers until all seven stand on page 1; the whole text follows further on."""
    fitted = list(answers)
    for most in _LINES_EACH:
        fitted = [_shortened(answer, most) for answer in answers]
        if sum(map(_printed_lines, fitted)) <= _LINES_ON_PAGE_ONE:
            break
    return fitted


def _shortened(text: str, most: int) -> str:
    kept: list[str] = []
    room = most
    for line in text.split("\n"):
        if room <= 0:
            break
        kept.append(_cut_to(line, room))
        room -= _printed_lines(line)
    cut = "\n".join(kept)
    return text if cut == text else f"{cut} \u2026 (more after the exhibit list)"


def _cut_to(line: str, lines: int) -> str:
    if _printed_lines(line) <= lines:
        return line
    for end, width in enumerate(accumulate(map(_width, line))):
        if width > lines * _LINE_WIDTH - 35:
            return line[:end]
    return line


def _printed_lines(text: str) -> int:
    return sum(sum(map(_width, line)) // _LINE_WIDTH + 1 for line in text.split("\n"))


def _width(character: str) -> int:
    """In units of a small letter; what may print as a code counts as one."""
    if character.isascii():
        return 2 if character.isupper() or character in "mw@%" else 1
    return 2 if character.isalpha() else 9
