"""The reference page of the patterns, made from their records so that it cannot drift."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from upstander.directory.patterns import PatternRecord, read_patterns

HEAD = """# Patterns over time

Made from the records by `python -m upstander.directory.patterns_page`; a test fails when they
differ.

A pattern is counting over the messages of a case, never learning. It shows the numbers in a plain
sentence, names the messages it rests on, and asks. An account is a name on a channel, as written:
two are never made one. A time that is not sure is left out of the counts and listed.
"""


def patterns_page() -> str:
    """Give the page in Markdown."""
    records = read_patterns()[0]
    return "\n".join([HEAD, *(line for each in records.values() for line in _lines(each))])


def _lines(record: PatternRecord) -> Iterator[str]:
    rule = f", rule {record.rule}" if record.rule else ""
    yield f"## {record.name}\n`{record.slug}`{rule}, level {record.level or 'none'}.\n"
    yield from (f"> {sentence.text}\n" for sentence in record.sentences if sentence.name != "more")
    if record.leaves_out:
        yield f"Left out: {', '.join(f'`{label}`' for label in record.leaves_out)}.\n"
    yield "| From | Unit | Why |\n|---|---|---|"
    yield from (f"| {each.value} | {each.unit} | {each.why} |" for each in record.thresholds)
    yield f"\nSources: {record.basis}.\n"


if __name__ == "__main__":
    Path("docs/reference/patterns.md").write_text(patterns_page(), encoding="utf-8", newline="\n")
