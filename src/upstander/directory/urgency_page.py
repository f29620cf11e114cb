"""The reference page of the urgency rules, made from the records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from upstander.directory.review import plain_date
from upstander.directory.shelf import shipped
from upstander.directory.urgency import UrgencyRule

PAGE = Path("docs/reference/urgency-rules.md")
_SHOWN = 4
"""How many examples of each sort are printed; all of them run as tests."""

_HEAD = """\
# Urgency rules

Made from the records by `python -m upstander.directory.urgency_page`; a test fails when they
differ.

A rule notices words and asks; it never decides. Levels add up and one sign never lowers another:
**A** 999 now, **B** police (or safeguarding, for a child) the same day, **C** platform, bank,
provider, school or employer, **D** keep a log, **E** talk to someone, always shown. When no rule
speaks, that means only that no listed sign was found in what was read. Where the classifier has
read the whole message and finds next to no danger, level A of a wording is shown as level B
(decision 0006).

A rule is one file in `data/urgency` (see [the schema](schemas/urgency-rule.json)). A wording is a
regular expression over the plain text without its apostrophes. `match` is quoted, `also` has to
stand in the same message, `unless` may not; `triggers` are found by
`python -m training.urgency_triggers`. The shared exceptions are in `recognise/exceptions.py`. They
take one match away, never a level.

## What the rules do not catch
Veiled threats, signs of being watched, goodbyes and lures have no end of wordings. The rules hold
the ones that people use most; the classifier reads the rest. Words in other languages, pictures
and sound are not read. All wordings and examples are our own, and no specialist has reviewed them.
"""


def urgency_page(rules: Iterable[UrgencyRule]) -> str:
    """Give the Markdown page of the rules."""
    lines = [_HEAD, *(line for rule in rules for line in _rule_lines(rule))]
    return "\n".join(lines).rstrip("\n") + "\n"


def _rule_lines(rule: UrgencyRule) -> Iterator[str]:
    yield f"## {rule.number}: {rule.name}"
    yield rule.sentence
    yield ""
    yield f"- Level {rule.level}{_with(rule)}"
    if rule.asks:
        yield f"- Asks: {rule.asks}"
    for wording in rule.wordings:
        level = f" (level {wording.level})" if wording.level else ""
        yield f"- {wording.says}{level}. Worded by: {wording.speaker}"
    if rule.counted:
        yield f"- {rule.counted}"
    if rule.exceptions:
        yield f"- Exceptions: {', '.join(rule.exceptions)}"
    yield from (f"- For: “{text}”" for text in rule.examples_for[:_SHOWN])
    yield from (f"- Against: “{text}”" for text in rule.examples_against[:_SHOWN])
    sources = "; ".join(f"[{each.title}]({each.address})" for each in rule.sources)
    checked, again = plain_date(rule.verified_on), plain_date(rule.review_by)
    yield f"- Source: {sources}. Checked {checked}, again by {again}, {rule.quality.value}"
    yield f"- Reviewer: {rule.reviewer}"
    yield ""


def _with(rule: UrgencyRule) -> str:
    return "".join(
        f"; {each.level} together with {', '.join(slug.upper() for slug in each.rules)}"
        + (" and a word of now" if each.now else "")
        for each in rule.level_with
    )


if __name__ == "__main__":
    PAGE.write_text(urgency_page(shipped().rules()), encoding="utf-8", newline="\n")
