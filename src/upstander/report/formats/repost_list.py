"""A sheet for an attack that was filmed and posted: the attack and the posting apart (S24)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from upstander.language.csv_table import table as csv_table
from upstander.language.shown_time import iso_utc
from upstander.model.report import Block, FilePart, ReportFacts
from upstander.model.worksheets import Repost
from upstander.report.blocks import counted, listing, paragraph, section, table
from upstander.report.claims import not_claimed
from upstander.report.form import Copy, WrittenForm, asks, head
from upstander.report.happened import MOST_ROWS, effect, in_short, incidents
from upstander.report.kept import evidence
from upstander.report.redact import TO_THE_POLICE
from upstander.report.when import moment

_ATTACK = "attack"
_COLUMNS = ("matter", "address", "found_at", "account", "marks_in_film", "reported_to",
            "report_reference", "answer", "exhibit")  # fmt: skip


class RepostList(WrittenForm):
    """Where the film stands, when each copy was found, and what was reported. No film in it."""

    slug = "repost-list"
    title = "The attack, and the film of it"
    about = "For an attack that was filmed and put online. It keeps two matters apart."
    receivers = ("worksheet",)
    group, rank = "sheets", 3
    lists_files = True
    sheets = frozenset({"reposts"})
    shares = TO_THE_POLICE - {"opinion"}
    all_files = True
    needs = ("dates", "evidence")
    subject = "An attack, and a film of it"

    def blocks(self, copy: Copy) -> Iterable[Block]:
        """People first, then the attack, then the posting; witnesses in a record of their own."""
        facts = copy.facts
        attacks, copies = _parted(facts)
        yield from head(copy, self.title)
        yield from section("First", listing(map(copy.line, ("hurt", "no-sharing"))))
        yield from section("1. The attack: for the police", _attack(copy, attacks))
        yield from section("2. The posting: for the sites, and the school", _posting(copy, copies))
        yield from section("The film", paragraph(copy.line("film")))
        yield from evidence(facts)
        yield from section("What I ask", asks(copy, copy.line("ask-apart")))
        if copy.gets("witness") and facts.witnesses:
            yield from section("Witnesses", paragraph(copy.line("witnesses")))
        yield from not_claimed()

    def files(self, copy: Copy) -> Iterable[FilePart]:
        """All rows as a table, and witnesses in a file that can be left out; never the film."""
        if copy.facts.reposts:
            rows = map(_row, copy.facts.reposts)
            yield FilePart("reposts.csv", "text/csv", csv_table(_COLUMNS, rows))
        if copy.gets("witness") and copy.facts.witnesses:
            names = ((each,) for each in copy.facts.witnesses)
            yield FilePart("witnesses.csv", "text/csv", csv_table(("witness",), names))

    def missing(self, facts: ReportFacts, copy: Copy) -> Iterator[str]:
        """What each row still needs."""
        yield from super().missing(facts, copy)
        _, copies = _parted(facts)
        if not copies:
            yield "The full link to each copy of the film. Copy it as text. Do not open it again."
        if any(each.found_at is None for each in copies):
            yield "The day and time you found each copy."
        if any(not each.report_ref for each in copies):
            yield "The reference of your report to each site, if there is one."


def _parted(facts: ReportFacts) -> tuple[list[Repost], list[Repost]]:
    attacks = [each for each in facts.reposts if each.kind == _ATTACK]
    return attacks, [each for each in facts.reposts if each.kind != _ATTACK]


def _attack(copy: Copy, rows: list[Repost]) -> Iterator[Block]:
    facts = copy.facts
    yield from paragraph(in_short(facts))
    yield from incidents(facts)
    yield from _table(rows, facts.zone)
    yield from effect(facts)
    yield from paragraph(
        f"Police reference: {facts.police_reference}" if facts.police_reference else ""
    )


def _posting(copy: Copy, rows: list[Repost]) -> Iterator[Block]:
    yield from paragraph(f"{counted(len(rows), 'place')} with the film or a part of it."
                         if rows else "No copy is written down yet.")  # fmt: skip
    yield from _table(rows, copy.facts.zone)
    rest = sorted(set(copy.facts.addresses) - {each.address for each in rows})
    if rest:  # told once with the case; nobody said yet which of them is a copy
        yield from paragraph("Addresses that were told, without a row of their own yet:")
        yield from listing(rest)


def _table(rows: list[Repost], zone: str) -> Iterator[Block]:
    columns = ("No.", "Address", "Found", "Account, as shown", "Part of the film", "Reported to",
               "Report reference", "Answer", "Exhibit")  # fmt: skip
    yield from table(
        columns, (_shown(at, each, zone) for at, each in enumerate(rows[:MOST_ROWS], 1))
    )
    rest = len(rows) - MOST_ROWS
    yield from paragraph(f"{rest:,} more are in reposts.csv." if rest > 0 else "")


def _shown(number: int, row: Repost, zone: str) -> tuple[str, ...]:
    found = moment(row.found_at, zone) or "not known"
    return (
        str(number), row.address, found, row.account, row.marks, row.reported_to,
        row.report_ref or "none yet", row.answer, row.exhibit,
    )  # fmt: skip


def _row(row: Repost) -> tuple[object, ...]:
    return (
        _ATTACK if row.kind == _ATTACK else "posting", row.address, iso_utc(row.found_at),
        row.account, row.marks, row.reported_to, row.report_ref, row.answer, row.exhibit,
    )  # fmt: skip


PLUGIN = RepostList()
