"""Rules, labels and progress in plain words."""

from __future__ import annotations

from dataclasses import dataclass

from upstander.directory.shelf import shipped
from upstander.model.finding import Level
from upstander.model.triage import LookProgress
from upstander.recognise.model_words import WORDS
from upstander.web.tags import words

_BY_EXAMPLE = "model."


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands over the signs of one level, and which page says what to do."""

    title: str
    short: str
    guide: str = ""


HEADINGS: dict[Level | None, Heading] = {
    Level.A: Heading("This may be danger now", "Call for help now", "emergency-card"),
    Level.B: Heading("To tell someone today", "The police or safeguarding, today", "tell-today"),
    Level.C: Heading(
        "For the app, the bank, the school or work",
        "The app, bank, school or work",
        "tell-the-service",
    ),
    Level.D: Heading("To keep in a log", "Keep it in a log", "keep-a-log"),
    None: Heading("Other words I noticed", "You decide what it is"),
}


def heading_of(level: Level | None) -> Heading:
    """The heading of a level; E has none of its own, as talking to someone is always offered."""
    return HEADINGS.get(level, HEADINGS[None])


def rule_words(rule: str) -> str:
    """Name a rule: its number and its record's name, or what noticed it."""
    if rule.startswith(_BY_EXAMPLE):
        label = rule.removeprefix(_BY_EXAMPLE)
        return f"Learnt from examples: {WORDS.get(label, words(label))}"
    names = {record.number: record.name for record in shipped().rules()}
    return f"{rule}, {names[rule]}" if rule in names else words(rule.replace(".", " "))


@dataclass(frozen=True, slots=True)
class LabelWords:
    """A message label for a screen."""

    name: str
    words: str
    what_it_is: str = ""
    what_it_is_not: str = ""


def label_words(label: str) -> LabelWords:
    """The words of the directory, or the classifier's own where the record is missing."""
    record = shipped().taxonomy.labels.get(label)
    if record is not None:
        return LabelWords(record.name, record.words, record.what_it_is, record.what_it_is_not)
    said = WORDS.get(label, words(label))
    return LabelWords(words(label).capitalize(), f"These words may be {said}.")


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun: 1 message, 2 messages, 1,200 messages."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def how_far(progress: LookProgress, *, reading: bool) -> str:
    """How far the looking is, in plain words; nothing sounds finished before it is."""
    all_of_them = count(progress.total, "message")
    if not progress.total and not reading:
        return "There is nothing to look at yet."
    if progress.finished and not reading:
        return f"Looked at {'all ' if progress.total > 1 else ''}{all_of_them}."
    if progress.by_rules >= progress.total and progress.waiting and not reading:
        closely = count(progress.waiting, "message is read", "messages are read")
        return f"Looked at {all_of_them} once. {closely} more closely now. Still reading."
    return f"Looked at {progress.by_rules:,} of {all_of_them}. Still reading."
