"""The reference page of the kinds and labels, made from the records."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from upstander.directory.kinds import Kind, Label
from upstander.directory.review import plain_date
from upstander.directory.shelf import shipped
from upstander.directory.taxonomy import Taxonomy

PAGE = Path("docs/reference/kinds.md")

_HEAD = """\
# Kinds of eCRIME and message labels

Made from the records by `python -m upstander.directory.kinds_page`; a test fails when they differ.
Version {version}: {kinds} kinds, {labels} message labels, {phrases} phrases that people say.

A **kind** is what a person says happened. A **label** is what can be said of one message; each
leads to a kind. **Directory kinds** are the words by which bodies say what they help with. Law is a
pointer with a date: it may be relevant, and nothing more is said.

## A kind of your own
Put one file into a folder `kinds` of your own, and give the folder that holds it as `local` to
`upstander.directory.shelf.Directory`. It has the fields of [the schema](schemas/kind.json), no
`number`, and a slug and phrases that no other kind has. If anything is wrong, all of the new
taxonomy is refused, the last good one stays in use, and the reason names the file.
"""


def kinds_page(taxonomy: Taxonomy) -> str:
    """Give the Markdown page of a taxonomy."""
    kinds = taxonomy.kinds.values()
    phrases = sum(len(kind.synonyms) for kind in kinds)
    head = _HEAD.format(
        version=taxonomy.version, kinds=len(kinds), labels=len(taxonomy.labels), phrases=phrases
    )
    lines = [
        head,
        *_table(("Label", "It is", "It is not", "Kind", "Directory kinds"), _rows(taxonomy)),
        "",
        *(line for kind in kinds for line in _kind_lines(kind)),
    ]
    return "\n".join(lines).rstrip("\n") + "\n"


def _rows(taxonomy: Taxonomy) -> Iterator[tuple[str, ...]]:
    for label in sorted(taxonomy.labels.values(), key=lambda each: each.slug):
        yield (*_what(label), f"`{label.kind}`", _code(label.directory_kinds))


def _what(label: Label) -> tuple[str, str, str]:
    return f"`{label.slug}`", label.what_it_is, label.what_it_is_not


def _table(head: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> Iterator[str]:
    yield "## The labels"
    yield f"| {' | '.join(head)} |"
    yield "|" + "---|" * len(head)
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', '/') for cell in row)} |"


def _kind_lines(kind: Kind) -> Iterator[str]:
    yield f"## {kind.number + ' ' if kind.number else ''}{kind.name}"
    yield f"`{kind.slug}`. {kind.what_it_is}"
    yield ""
    yield f"- Not: {' '.join(kind.what_it_is_not)}"
    yield f"- Look for: {' '.join(kind.signs)}"
    yield f"- People say: {'; '.join(kind.synonyms[:6])} ... ({len(kind.synonyms)} phrases)"
    yield f"- Labels: {_code(kind.labels) or 'none'}"
    yield f"- Directory kinds: {_code(kind.directory_kinds)}"
    yield f"- Page: [{kind.guidance}](../../src/upstander/data/guidance/en/{kind.guidance}.md)"
    if kind.provisions_as_of:
        day = plain_date(kind.provisions_as_of)
        yield f"- May be relevant, as of {day}: {_code(kind.provisions)}"
    yield f"- Checked {plain_date(kind.verified_on)}, to be checked by {plain_date(kind.review_by)}"
    yield ""


def _code(slugs: tuple[str, ...]) -> str:
    return ", ".join(f"`{slug}`" for slug in slugs)


if __name__ == "__main__":
    PAGE.write_text(kinds_page(shipped().taxonomy), encoding="utf-8", newline="\n")
