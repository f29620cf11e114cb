"""Wordings compile, stay bounded and use classes that are there: of urgency rules and of kinds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from upstander.directory.checks._interface import DirectoryCheck, Known, Located
from upstander.directory.told import ToldKind, ToldWording
from upstander.directory.urgency import UrgencyRule, UrgencyWords, Wording

_CLASS = re.compile(r"\{([a-z_]+)\}")
_UNBOUNDED = re.compile(r"\)[*+]|\.[*+]|\{\d+,\}")
_DEPTH = 3


class WordingsSound(DirectoryCheck):
    """A broken expression would silence a sign; an unbounded one could hang on hostile text."""

    slug = "wordings-sound"
    title = "Wordings compile, are bounded, and are told apart from what they are not"

    def problems(self, located: Located, known: Known) -> Iterator[str]:
        """Look at each wording, and at the examples."""
        record = located.record
        if isinstance(record, UrgencyRule):
            yield from _of_wordings(record.wordings, _classes(known, "urgency-words"))
            if not record.wordings and not record.counted:
                yield "there is neither a wording nor a word on how it is counted"
            yield from _twice(record.examples_for, record.examples_against)
        elif isinstance(record, ToldKind):
            yield from _of_wordings(record.wordings, _classes(known, "told-words"))
            yield from _twice(record.examples_for, record.examples_against)


def _classes(known: Known, family: str) -> Mapping[str, tuple[str, ...]]:
    return {
        each.name: each.words
        for record in known.records.get(family, {}).values()
        if isinstance(record, UrgencyWords)
        for each in record.classes
    }


def _twice(examples_for: tuple[str, ...], examples_against: tuple[str, ...]) -> Iterator[str]:
    both = set(examples_for) & set(examples_against)
    yield from (f"'{text}' is an example for and against" for text in sorted(both))


def _of_wordings(
    wordings: tuple[Wording | ToldWording, ...], classes: Mapping[str, tuple[str, ...]]
) -> Iterator[str]:
    for wording in wordings:
        for pattern in (*wording.match, *wording.also, *wording.unless):
            yield from (f"{fault} ({wording.says})" for fault in _faults(pattern, classes))


def _faults(pattern: str, classes: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    try:
        whole = _whole(pattern, classes)
        re.compile(whole)
    except KeyError as error:
        yield f"the class {error} is not in the words"
    except re.error as error:
        yield f"'{pattern[:40]}' does not compile: {error}"
    else:
        if _UNBOUNDED.search(whole):
            yield f"'{pattern[:40]}' has a repetition without a bound"


def _whole(pattern: str, classes: Mapping[str, tuple[str, ...]]) -> str:
    for _ in range(_DEPTH):
        pattern = _CLASS.sub(lambda match: f"(?:{'|'.join(classes[match[1]])})", pattern)
    return pattern


PLUGIN = WordingsSound()
