"""The urgency records made into something that can be asked: which rules speak, on which words.

Each wording is compiled when it is first tried, and kept: most never are in one run. A message is
first looked through for the trigger words of each wording; only the wordings whose words are there
are tried. All repetitions in the records are bounded, so the time grows with the length of the text
and not faster; of a very long text both ends are read.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from upstander.directory.urgency import UrgencyRule, UrgencyWords, Wording
from upstander.model.finding import Level
from upstander.recognise.exceptions import EXCEPTIONS, Place

_CLASS = re.compile(r"\{([a-z_]+)\}")
_WORD = re.compile(r"[^\W_]+")
LISTS = 3
"""How many lists of words a match can wait for."""
_MOST_KEPT = 1 << 16
_DIGIT = re.compile(r"[0-9]")
_STOP = re.compile(r"[.!?;\n]+(?=\s|$)|\n")
_SPECIALS = frozenset("#@$/")
_LONGEST_CLAUSE = 160
_MOST_MATCHES = 8
LONGEST = 8000
"""Of a longer text the first and the last half as many characters are matched."""
NOW = re.compile(
    r"\b(?:now|rn|tonight|today|the ?night|the noo|this (?:evening|morning|afternoon|minute)|"
    r"outside|in \d{1,2} min\w{0,4}|\d{1,2} mins?|on (?:my|the|our|his|their) way|omw|coming)\b"
)


@dataclass(frozen=True, slots=True)
class Hit:
    """One rule that speaks, on ``text[start:end]`` of the plain text it was asked about."""

    rule: UrgencyRule
    wording: Wording
    start: int
    end: int
    level: Level


class Bare:
    """A plain text without its apostrophes, and the way back."""

    def __init__(self, text: str) -> None:
        self._gone = [at for at, letter in enumerate(text) if letter == "'"] if "'" in text else []
        self._kept_before = [at - number for number, at in enumerate(self._gone)]
        self.text = text.replace("'", "") if self._gone else text

    def back(self, start: int, end: int) -> tuple[int, int]:
        """The span of the text that was given, for a span of the bare one."""
        if start >= end:
            return start, end
        first = start + bisect_right(self._kept_before, start)
        return first, end - 1 + bisect_right(self._kept_before, end - 1) + 1


class Vocabulary:
    """The named classes, ready to be put into wordings."""

    def __init__(self, words: UrgencyWords) -> None:
        self._words = {each.name: each.words for each in words.classes}

    def pattern(self, text: str) -> str:
        """Put the classes in; raises ``KeyError`` for a class that is not there."""
        for _ in range(3):
            text = _CLASS.sub(lambda match: "(?:" + "|".join(self._words[match[1]]) + ")", text)
        return text

    def triggers(self, wanted: Iterable[str]) -> Iterator[str]:
        """The trigger words, with those of classes; raises ``KeyError``."""
        for trigger in wanted:
            match = _CLASS.fullmatch(trigger)
            if match is None:
                yield trigger
            else:
                yield from (_beginning(word) for word in self._words[match[1]])


def _beginning(word: str) -> str:
    """The first word of a pattern, as a trigger: ``tyres?`` is ``tyre*``."""
    plain = re.match(r"[a-z0-9]+", word)
    if plain is None:
        raise KeyError(word)
    whole = plain[0]
    rest = word[len(whole) :]
    if rest.startswith(("?", "{")):
        return whole[:-1] + "*"
    return whole if not rest or rest.startswith((" ", "\\b", "\\s", "[ ")) else whole + "*"


class _Lazy:
    """Patterns of a wording, any of which may match; compiled when they are first asked."""

    def __init__(self, patterns: Sequence[str], vocabulary: Vocabulary) -> None:
        self._patterns = patterns
        self._vocabulary = vocabulary

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """Raises ``KeyError`` for a class that is not there; a test compiles them all."""
        held = [self._vocabulary.pattern(each) for each in self._patterns]
        return re.compile(held[0] if len(held) == 1 else "|".join(f"(?:{each})" for each in held))


@dataclass(frozen=True)
class _Ready:
    """One match of a wording."""

    rule: UrgencyRule
    wording: Wording
    match: _Lazy
    also: _Lazy | None
    unless: _Lazy | None
    level: Level
    exceptions: tuple[str, ...]

    def first(self, text: str, channel: str) -> Hit | None:
        """The first match that no exception takes away."""
        for number, found in enumerate(self.match.compiled.finditer(text)):
            if number == _MOST_MATCHES:
                break
            hit = self._hit(text, channel, found)
            if hit is not None:
                return hit
        return None

    def _hit(self, text: str, channel: str, found: re.Match[str]) -> Hit | None:
        if self.unless is not None and self.unless.compiled.search(text):
            return None
        other = self.also.compiled.search(text) if self.also else None
        if self.also is not None and other is None:
            return None
        place = Place(text, found.start(), found.end(), channel)
        if any(EXCEPTIONS[name](place) for name in self.exceptions):
            return None
        start, end = clause(text, *_together(found.span(), other))
        return Hit(self.rule, self.wording, start, end, self.level)


def _together(span: tuple[int, int], other: re.Match[str] | None) -> tuple[int, int]:
    """Both parts of a sign where they stand near each other, else the first."""
    if other is None:
        return span
    start, end = min(span[0], other.start()), max(span[1], other.end())
    return (start, end) if end - start <= _LONGEST_CLAUSE else span


def clause(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a span to the sentence it stands in, at most 160 characters each way."""
    low = max(0, start - _LONGEST_CLAUSE)
    before = [match.end() for match in _STOP.finditer(text, low, start)]
    after = _STOP.search(text, end, min(len(text), end + _LONGEST_CLAUSE))
    first = before[-1] if before else low
    last = after.start() if after else min(len(text), end + _LONGEST_CLAUSE)
    first, last = _whole_words(text, first, start, end, last)
    while first < start and text[first].isspace():
        first += 1
    while last > end and text[last - 1].isspace():
        last -= 1
    return first, last


def _whole_words(text: str, first: int, start: int, end: int, last: int) -> tuple[int, int]:
    """Do not begin or end within a word."""
    while 0 < first < start and text[first - 1].isalnum() and text[first].isalnum():
        first += 1
    while end < last < len(text) and text[last - 1].isalnum() and text[last].isalnum():
        last -= 1
    return first, last


class _Screen:
    """Which of many numbered things wait for which words; one look at the words of a text.

    A word's answer is kept, because words come again; the keeping is bounded.
    """

    def __init__(self) -> None:
        self._whole: dict[str, int] = {}
        self._stems: dict[int, dict[str, int]] = {}
        self._specials: dict[str, int] = {}
        self._kept: dict[str, int] = {}

    def wait(self, trigger: str, bit: int) -> None:
        """Let a number wait for a word, the beginning of a word (``*``) or a special sign."""
        stem = trigger.removesuffix("*")
        if trigger in _SPECIALS:
            held = self._specials
        elif stem == trigger:
            held = self._whole
        else:
            held = self._stems.setdefault(len(stem), {})
        held[stem] = held.get(stem, 0) | bit

    def bits(self, text: str) -> int:
        """The numbers whose word is there."""
        bits, kept = 0, self._kept
        for word in _WORD.findall(text):
            known = kept.get(word)
            bits |= self._look_up(word) if known is None else known
        for sign, bit in self._specials.items():
            if sign in text or (sign == "#" and _DIGIT.search(text)):
                bits |= bit
        return bits

    def _look_up(self, word: str) -> int:
        bits = self._whole.get(word, 0)
        for length, held in self._stems.items():
            bits |= held.get(word[:length], 0)
        if len(self._kept) >= _MOST_KEPT:
            self._kept.clear()
        self._kept[word] = bits
        return bits


class Matcher:
    """All rules, ready to be asked."""

    def __init__(self, rules: Sequence[UrgencyRule], words: UrgencyWords) -> None:
        vocabulary = Vocabulary(words)
        self._ready: list[_Ready] = []
        self._screen = _Screen()
        self._free = 0
        self._triggers: set[str] = set()
        wordings = [(rule, wording) for rule in rules for wording in rule.wordings]
        self._shift = sum(len(wording.match) for _, wording in wordings)
        for rule, wording in wordings:
            self._add(rule, wording, vocabulary)
        self._all = (1 << self._shift) - 1

    def _add(self, rule: UrgencyRule, wording: Wording, vocabulary: Vocabulary) -> None:
        matches = _ready(rule, wording, vocabulary)
        for match, lists in zip(matches, wording.triggers, strict=True):
            bit = 1 << len(self._ready)
            self._ready.append(match)
            if not wording.rules:  # those are only tried where the other rule spoke
                self._triggers.update(vocabulary.triggers(lists[0]))
            for place in range(LISTS):
                if place >= len(lists):
                    self._free |= bit << place * self._shift
                    continue
                for trigger in vocabulary.triggers(lists[place]):
                    self._screen.wait(trigger, bit << place * self._shift)

    @cached_property
    def triggers(self) -> frozenset[str]:
        """All trigger words as :class:`Recogniser` asks for them, also with an apostrophe."""
        return frozenset(form for trigger in self._triggers for form in _spellings(trigger))

    def find(self, plain: str, channel: str = "", *, screen: bool = True) -> list[Hit]:
        """The rules that speak, one hit each, on spans of ``plain``; levels raised together.

        ``screen`` false tries every wording: for tests that the triggers miss nothing.
        """
        bare = Bare(_ends(plain))
        waiting = self._waiting(bare.text) if screen else self._all
        best: dict[str, Hit] = {}
        later: list[_Ready] = []
        while waiting:
            lowest = waiting & -waiting
            waiting ^= lowest
            ready = self._ready[lowest.bit_length() - 1]
            if ready.wording.rules:
                later.append(ready)
            else:
                _keep(best, ready, bare.text, channel)
        for ready in later:
            if any(slug in best for slug in ready.wording.rules):
                _keep(best, ready, bare.text, channel)
        return [_placed(_raised(hit, best, bare.text), bare, plain) for hit in best.values()]

    def _waiting(self, text: str) -> int:
        """The matches of which a word of each list is there."""
        bits = self._screen.bits(text) | self._free
        return bits & bits >> self._shift & bits >> 2 * self._shift & self._all


def _keep(best: dict[str, Hit], ready: _Ready, text: str, channel: str) -> None:
    """Keep the most urgent hit of a rule."""
    held = best.get(ready.rule.slug)
    if held is not None and held.level.rank <= ready.level.rank:
        return
    hit = ready.first(text, channel)
    if hit is not None:
        best[ready.rule.slug] = hit


def _spellings(trigger: str) -> Iterator[str]:
    """A trigger as it may be written: ``wont`` also ``won't``, ``exs`` also ``ex's``."""
    yield trigger
    for ending in ("ll", "re", "ve", "s", "t", "d", "m"):
        if trigger.endswith(ending) and len(trigger) > len(ending):
            yield f"{trigger[: -len(ending)]}'{ending}"


def _ready(rule: UrgencyRule, wording: Wording, vocabulary: Vocabulary) -> list[_Ready]:
    """One for each match of a wording."""
    exceptions = rule.exceptions if wording.exceptions is None else wording.exceptions
    also = _Lazy(wording.also, vocabulary) if wording.also else None
    unless = _Lazy(wording.unless, vocabulary) if wording.unless else None
    return [
        _Ready(
            rule,
            wording,
            _Lazy((match,), vocabulary),
            also,
            unless,
            wording.level or rule.level,
            exceptions,
        )
        for match in wording.match
    ]


def _raised(hit: Hit, best: dict[str, Hit], text: str) -> Hit:
    """Give the hit with the most urgent level that the other rules ask for together with it."""
    return replace(hit, level=graver(hit.level, hit.rule, best, text))


def graver(level: Level, rule: UrgencyRule, beside: Collection[str], text: str) -> Level:
    """The most urgent of a level and of those that a rule has beside others; never a lower one.

    Args:
        level: what the sign has alone.
        rule: the rule of the sign.
        beside: slugs of the rules that speak on the same message.
        text: its plain text, for records that ask that it is about now.
    """
    levels = [
        with_.level
        for with_ in rule.level_with
        if any(slug in beside for slug in with_.rules) and (not with_.now or NOW.search(text))
    ]
    return min([level, *levels], key=lambda each: each.rank)


def _ends(plain: str) -> str:
    """Both ends of a very long text, blanks between them so that places stay what they are."""
    if len(plain) <= LONGEST:
        return plain
    half = LONGEST // 2
    return plain[:half] + "\n" + plain[-half:]


def _placed(hit: Hit, bare: Bare, plain: str) -> Hit:
    start, end = bare.back(hit.start, hit.end)
    if len(plain) > LONGEST:
        half = LONGEST // 2
        if start > half:
            shift = len(plain) - half - (half + 1)
            start, end = start + shift, end + shift
        else:
            end = min(end, half)
    return Hit(hit.rule, hit.wording, start, end, hit.level)
