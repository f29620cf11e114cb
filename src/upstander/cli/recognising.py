"""Findings and their summary as JSON records, and as plain lines for a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date
from typing import Any

from upstander.cli.plain_card import CARD
from upstander.cli.terminal import Terminal
from upstander.intake.typed import Typed
from upstander.model.finding import Finding, Level, NotRead, Pattern, Said, Sign, Summary
from upstander.recognise.model_words import WORDS

_SHOWN = 12
_REACH = 3
_LONGEST = 200  # characters of a message beside the one that is quoted
_NO_LEVEL = 5
_WITH_FACTS = frozenset({"demand", "meeting"})


# --- what is kept while it runs -----------------------------------------------------------------


class Kept:
    """Messages and findings, in the order they came, under numbers that are never the same.

    Ids that were given may be; they stand in what is printed, exactly as they were given.
    """

    def __init__(self) -> None:
        self.said: list[Said] = []
        self.found: dict[str, Finding] = {}
        self._given: list[object] = []
        self._written: dict[str, str] = {}

    def add(self, each: Typed) -> Said:
        """Take a message and give it under its number."""
        said = replace(each.said, id=f"#{len(self.said)}")
        self.said.append(said)
        self._given.append(each.given)
        if each.written and said.local is None:
            self._written[said.id] = each.written
        return said

    def take(self, findings: Iterable[Finding]) -> Iterator[dict[str, Any]]:
        """Take findings, in the order of their messages, and give the record of each."""
        for finding in findings:
            # eighteen numbers a message are printed, not kept
            self.found[finding.about] = replace(finding, labels=())
            yield finding_record(finding, self.given(finding.about))

    def given(self, about: str) -> object:
        """The id as it was given; a name that is no number of a message stays as it is."""
        return self._given[self.place(about)] if about in self.found else about

    def place(self, about: str) -> int:
        """The place of a message in the order they came."""
        return int(about.removeprefix("#"))

    def when(self, said: Said) -> str:
        """When it was said, local and in UTC, and how sure that is."""
        sure = "" if said.exact else ", unsure"
        utc = said.at.astimezone(UTC) if said.at is not None else None
        if said.local is not None:
            zone = f"{utc:%H:%M:%S} UTC" if utc else "time zone not known"
            return f"{_clock(said.local)} ({zone}{sure})"
        if utc is not None:
            return f"{_clock(utc)} UTC{sure}"
        written = self._written.get(said.id)
        return f"{written}, date not known" if written else "time not known"


@dataclass(frozen=True, slots=True)
class Outcome:
    """Everything that was found."""

    kept: Kept
    summary: Summary
    not_read: Sequence[NotRead]
    without_model: str = ""

    @property
    def unread(self) -> list[NotRead]:
        """All that was not read."""
        return [*self.summary.not_read, *self.not_read]


def _clock(time: Any) -> str:
    return f"{time.isoformat(' ', 'seconds')[:19]}"


# --- JSON ---------------------------------------------------------------------------------------


def finding_record(finding: Finding, given: object) -> dict[str, Any]:
    """Give the line of one message. Probabilities are for research and tests only."""
    record: dict[str, Any] = {
        "id": given,
        "abuse": None if finding.abuse is None else round(finding.abuse, 5),
        "kinds": _kinds(finding),
        "flag": finding.flag,
        "urgency": finding.level.value if finding.level else None,
        "target_individual": finding.target_individual,
        "severity": finding.severity,
        "signs": [sign_record(sign) for sign in finding.signs],
    }
    return record | ({"not_read": finding.not_read} if finding.not_read else {})


def _kinds(finding: Finding) -> dict[str, float]:
    """A number for each label. Where the first stage saw ordinary talk, abuse bounds them all."""
    if finding.abuse is None:
        return {}
    given = dict(finding.labels) or dict.fromkeys(WORDS, finding.abuse)
    return {label: round(odds, 5) for label, odds in given.items()}


def sign_record(sign: Sign) -> dict[str, Any]:
    """Give one sign; ``text[start:end]`` of the message is the quote."""
    record: dict[str, Any] = {
        "rule": sign.rule,
        "quote": sign.quote,
        "start": sign.start,
        "end": sign.end,
        "why": sign.why,
        "source": sign.source,
        "level": sign.level.value if sign.level else None,
    }
    return record | ({"facts": _facts(sign)} if sign.facts else {})


def _facts(sign: Sign) -> dict[str, str | list[str]]:
    """What was worked out; a name that comes more than once has a list."""
    found: dict[str, str | list[str]] = {}
    for name, value in sign.facts:
        held = found.get(name)
        if held is None:
            found[name] = value
        else:
            found[name] = [*(held if isinstance(held, list) else [held]), value]
    return found


def summary_record(outcome: Outcome) -> dict[str, Any]:
    """Give the last line."""
    summary, given = outcome.summary, outcome.kept.given
    record: dict[str, Any] = {
        "type": "summary",
        "patterns": [pattern_record(each, outcome.kept) for each in summary.patterns],
        "first_screen": [given(about) for about in summary.first_screen],
        "not_read": [
            {"id": given(each.about), "why": each.why, "count": each.count}
            for each in outcome.unread
        ],
        "counted": summary.counted,
    }
    return record | ({"without_model": outcome.without_model} if outcome.without_model else {})


def pattern_record(pattern: Pattern, kept: Kept) -> dict[str, Any]:
    """Give one pattern with the messages it rests on."""
    return {
        "pattern": pattern.slug,
        "why": pattern.why,
        "items": [kept.given(about) for about in pattern.items],
        "actors": list(pattern.actors),
        "target": pattern.target,
        "level": pattern.level.value if pattern.level else None,
        "rule": pattern.rule,
        "source": pattern.source,
        "facts": {name: kept.given(value) for name, value in pattern.facts},
    }


# --- plain lines --------------------------------------------------------------------------------

_HEADINGS = {
    Level.A: ("This may be danger now", "emergency-card"),
    Level.B: ("To tell someone today", "tell-today"),
    Level.C: ("For the app, the bank, the school or work", "tell-the-service"),
    Level.D: ("To keep in a log", "keep-a-log"),
}
_OTHER = "Other words I noticed"


def emergency(terminal: Terminal) -> None:
    """Print the first lines of help, before anything is looked at; cannot fail."""
    terminal.say(CARD.split("\n")[2])
    terminal.say("`upstander help-now` shows what to say. This program tells nobody anything.")


def show(terminal: Terminal, outcome: Outcome) -> None:
    """Print the first screen for a person: what may be dangerous first, in its own words."""
    summary = outcome.summary
    _show_screen(terminal, outcome)
    if not summary.first_screen:
        terminal.say("\nNo listed sign that asks for help was found in what was read.")
        terminal.say("That does not mean that there is no danger.")
    _show_kinds(terminal, outcome.kept)
    if summary.patterns:
        terminal.heading("Over time")
        for pattern in summary.patterns:
            terminal.say(f"- {pattern.why}{_rests_on(pattern.rule, pattern.source)}")
    _show_rest(terminal, outcome)
    _show_unread(terminal, outcome)
    terminal.say()
    emergency(terminal)


def _show_screen(terminal: Terminal, outcome: Outcome) -> None:
    kept = outcome.kept
    last: Level | str | None = ""
    for about in outcome.summary.first_screen[:_SHOWN]:
        finding = kept.found[about]
        if finding.level != last:
            last = finding.level
            _show_level(terminal, finding.level)
        _show_one(terminal, kept, kept.place(about), finding)
    left = len(outcome.summary.first_screen[_SHOWN:]) + _folded(outcome.summary)
    if left:
        words = (
            "message has signs. --json lists it"
            if left == 1
            else "messages have signs. --json lists them"
        )
        terminal.say(f"\n{left:,} more {words}.")


def _folded(summary: Summary) -> int:
    return int(dict(summary.facts).get("folded", "0"))


def _show_level(terminal: Terminal, level: Level | None) -> None:
    """Print what the level asks for, from the dated records."""
    from upstander.learn.blocks import as_lines
    from upstander.learn.guidance import guidance
    from upstander.model.errors import DirectoryError

    title, slug = _HEADINGS.get(level, (_OTHER, "")) if level else (_OTHER, "")
    terminal.heading(title.upper())
    if level is Level.A:
        for line in _read_out():
            terminal.say(line)
    elif slug:
        try:
            page = guidance(slug)
        except DirectoryError:
            return  # the words of the messages still stand below, and help stands above and below
        for line in (*as_lines(page.blocks), f"({page.checked(date.today())}.)"):
            terminal.say(line)


def _read_out() -> Iterator[str]:
    """The lead of the emergency card and what to read out; the built-in card if that fails."""
    from upstander.cli.commands.help_now import card

    return (line for line in card(None).split("\n")[2:] if line.strip())


def _show_one(terminal: Terminal, kept: Kept, place: int, finding: Finding) -> None:
    said = kept.said[place]
    terminal.heading(f"{said.sender or 'Someone'}, {kept.when(said)}")
    for (why, rule, source), quotes in _grouped(finding.signs).items():
        terminal.say(f"I noticed these words: {', '.join(quotes)}")
        terminal.say(f"  {why}{_rests_on(rule, source)}")
        for name, value in _worked_out(finding, rule):
            terminal.say(f"    {name.replace('_', ' ')}: {value}")
    if finding.not_read:
        terminal.say(f"  {finding.not_read}")
    around = list(_around(kept, place))
    if len(around) > 1:
        terminal.say("Beside it:")
        for each in around:
            mark = ">" if each is said else " "
            words = " ".join(each.text.split())
            short = words if len(words) <= _LONGEST else f"{words[:_LONGEST]} ..."
            terminal.say(f"{mark} {each.sender or 'Someone'}: {short}")
    terminal.say("I may be wrong. What do you think?")


def _worked_out(finding: Finding, rule: str) -> Iterator[tuple[str, str]]:
    """The facts of a demand or a meeting; those of other signs stand in their quotes."""
    if rule in _WITH_FACTS:
        yield from dict.fromkeys(
            fact for sign in finding.signs if sign.rule == rule for fact in sign.facts
        )


def _grouped(signs: Sequence[Sign]) -> dict[tuple[str, str, str], list[str]]:
    """The quotes of each rule, the most urgent rule first; the same words once."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for sign in sorted(signs, key=lambda each: each.level.rank if each.level else _NO_LEVEL):
        quotes = found.setdefault((sign.why, sign.rule, sign.source), [])
        quote = f"“{sign.quote}”"
        if quote not in quotes:
            quotes.append(quote)
    return found


def _around(kept: Kept, place: int) -> Iterator[Said]:
    """The message with up to three before and after it in the same conversation."""
    here = kept.said[place]
    if not (here.sender or here.conversation):
        return  # nothing says that those beside it have to do with it
    for each in kept.said[max(0, place - _REACH) : place + _REACH + 1]:
        if (each.conversation, each.channel) == (here.conversation, here.channel):
            yield each


def _rests_on(rule: str, source: str) -> str:
    parts = [f"rule {rule}" if rule else "", source]
    said = "; ".join(part for part in parts if part)
    return f" ({said})" if said else ""


def _show_rest(terminal: Terminal, outcome: Outcome) -> None:
    """Print signs that ask for nothing at once: a few in full, the others counted."""
    kept, screen = outcome.kept, frozenset(outcome.summary.first_screen)
    rest = [
        each
        for each in kept.said
        if each.id not in screen and kept.found[each.id].signs and not kept.found[each.id].flag
    ]
    if not rest:
        return
    terminal.heading("Noticed, not urgent by the rules")
    terminal.say("You may see it another way. Your view counts.")
    for said in rest[:_SHOWN]:
        terminal.say(f"- {said.sender or 'Someone'}, {kept.when(said)}")
        for (why, rule, _), quotes in _grouped(kept.found[said.id].signs).items():
            terminal.say(f"  {', '.join(quotes)}: {why} (rule {rule})")
    if len(rest) > _SHOWN:
        terminal.say(f"- and {len(rest) - _SHOWN:,} more")


def _show_kinds(terminal: Terminal, kept: Kept) -> None:
    """Print the kinds with counts; the words of whoever keeps the case are not among them."""
    labels = Counter(
        label
        for said in kept.said
        if said.is_self is not True
        for label in sorted({name for sign in kept.found[said.id].signs for name in sign.labels})
    )
    if labels:
        terminal.heading("What it may be")
        for label, count in labels.most_common():
            messages = "message" if count == 1 else "messages"
            terminal.say(f"- {WORDS.get(label, label)}: {count:,} {messages}")


def _show_unread(terminal: Terminal, outcome: Outcome) -> None:
    if outcome.unread:
        terminal.heading("Not read")
    for each in outcome.unread:
        about = each.about
        if about in outcome.kept.found:
            said = outcome.kept.said[outcome.kept.place(about)]
            about = f"{said.sender or 'Someone'}, {outcome.kept.when(said)}"
        many = f" (and {each.count - 1:,} more)" if each.count > 1 else ""
        terminal.say(f"- {about}: {each.why}{many}")
