"""The wordings of an urgency rule compile, stay bounded and use classes that are there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from upstander.directory.checks._interface import DirectoryCheck, Known, Located
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
        rule = located.record
        if not isinstance(rule, UrgencyRule):
            return
        classes = _classes(known)
        for wording in rule.wordings:
            yield from _faults(wording, classes)
        if not rule.wordings and not rule.counted:
            yield "there is neither a wording nor a word on how it is counted"
        both = set(rule.examples_for) & set(rule.examples_against)
        yield from (f"'{text}' is an example for and against" for text in sorted(both))


def _classes(known: Known) -> Mapping[str, tuple[str, ...]]:
    records = known.records.get("urgency-words", {}).values()
    return {
        each.name: each.words
        for record in records
        if isinstance(record, UrgencyWords)
        for each in record.classes
    }


def _faults(wording: Wording, classes: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    for pattern in (*wording.match, *wording.also, *wording.unless):
        try:
            whole = _whole(pattern, classes)
            re.compile(whole)
        except KeyError as error:
            yield f"the class {error} is not in the words ({wording.says})"
        except re.error as error:
            yield f"'{pattern[:40]}' does not compile: {error} ({wording.says})"
        else:
            if _UNBOUNDED.search(whole):
                yield f"'{pattern[:40]}' has a repetition without a bound ({wording.says})"


def _whole(pattern: str, classes: Mapping[str, tuple[str, ...]]) -> str:
    for _ in range(_DEPTH):
        pattern = _CLASS.sub(lambda match: f"(?:{'|'.join(classes[match[1]])})", pattern)
    return pattern


PLUGIN = WordingsSound()
