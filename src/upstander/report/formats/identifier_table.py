"""A table of identifiers that programs of a receiver can read: CSV, and JSON with a schema."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from upstander.directory.lead_kinds import lead_kind_name
from upstander.language.csv_table import table as csv_table
from upstander.language.shown_time import iso_utc
from upstander.model.entry import Json
from upstander.model.report import Block, FilePart, ReportFacts
from upstander.report._identifiers import COLUMNS, Identifier, identifiers
from upstander.report.blocks import counted, paragraph, section, table
from upstander.report.claims import not_claimed
from upstander.report.form import Copy, WrittenForm, head
from upstander.report.redact import TO_THE_POLICE

_MOST_ROWS = 200
_NONE = "No identifier was found in what was kept."
_FORMAT = "upstander-identifiers"


class IdentifierTable(WrittenForm):
    """Every handle, number, address and id, with who holds the answer and where it stands."""

    slug = "identifier-table"
    title = "Table of identifiers"
    about = "For the police or a helper whose computer reads tables."
    receivers = ("worksheet",)
    group, rank = "keep", 2
    shares = TO_THE_POLICE
    all_files = True
    needs = ("account", "evidence")
    subject = "Table of identifiers"

    def blocks(self, copy: Copy) -> Iterable[Block]:
        """How many, then each; or plainly that there is none."""
        found = identifiers(copy.facts)
        yield from head(copy, self.title)
        if not found:
            yield from paragraph(_NONE)
        else:
            yield from paragraph(f"{counted(len(found), 'identifier')}.", copy.line("as-seen"))
            yield from section("Identifiers", _rows(found))
            yield from section("The files", paragraph(copy.line("files")))
        yield from not_claimed()

    def files(self, copy: Copy) -> Iterable[FilePart]:
        """Both files, also when there is no identifier: then they say so."""
        found = identifiers(copy.facts)
        yield FilePart(
            "identifiers.csv", "text/csv", csv_table(COLUMNS, (each.row() for each in found))
        )
        yield FilePart("identifiers.json", "application/json", _as_json(copy, found))

    def missing(self, facts: ReportFacts, copy: Copy) -> Iterator[str]:
        """Also that nothing was found."""
        yield from super().missing(facts, copy)
        if not identifiers(copy.facts):
            yield "Add a mail, a chat or a call log. Identifiers are found in those."


def _rows(found: tuple[Identifier, ...]) -> Iterator[Block]:
    columns = ("Kind", "Identifier", "How sure", "Who holds the answer", "First seen (UTC)",
               "Last seen (UTC)", "Exhibit", "Where it stands", "Notes")  # fmt: skip
    yield from table(columns, (_shown(each) for each in found[:_MOST_ROWS]))
    rest = len(found) - _MOST_ROWS
    yield from paragraph(f"{rest:,} more are in identifiers.csv." if rest > 0 else "")


def _shown(each: Identifier) -> tuple[str, ...]:
    kind, value, _, *rest = each.row()
    return (lead_kind_name(kind), value, each.strength.words.removesuffix(" by"), *rest)


def _as_json(copy: Copy, found: tuple[Identifier, ...]) -> bytes:
    rows: list[Json] = [each.record() for each in found]
    held: dict[str, Json] = {
        "format": _FORMAT,
        "version": 1,
        "case": copy.facts.case_ref,
        "made_at": iso_utc(copy.asked.now),
        "note": "" if rows else _NONE,
        "identifiers": rows,
    }
    return (json.dumps(held, indent=2, ensure_ascii=True) + "\n").encode("ascii")


PLUGIN = IdentifierTable()
