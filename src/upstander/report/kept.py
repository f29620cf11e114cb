"""What was kept and what can be followed, as blocks: exhibits with hashes, leads with strength."""

from __future__ import annotations

from collections.abc import Container, Iterator

from upstander.directory.lead_kinds import lead_kind_name
from upstander.model.lead import Lead, Strength
from upstander.model.report import Block, ReportFacts
from upstander.report.blocks import paragraph, section, table
from upstander.report.claims import KEPT_UNCHANGED
from upstander.report.voice import my_words
from upstander.report.when import moment

_MOST_ROWS = 200
_NAMES_NOBODY = "These point to records that others hold. They name nobody."


def evidence(facts: ReportFacts) -> Iterator[Block]:
    """The kept originals, so that a receiver can check each one."""
    rows = [
        (
            each.exhibit,
            each.name,
            each.sha256,
            f"{each.size:,} bytes",
            moment(each.kept_at, facts.zone),
        )
        for each in facts.evidence[:_MOST_ROWS]
    ]
    rest = len(facts.evidence) - _MOST_ROWS
    yield from section(
        "Evidence that is kept",
        [
            *table(("Exhibit", "What", "SHA-256", "Size", "Kept"), rows),
            *paragraph(f"{rest:,} more are kept." if rest > 0 else ""),
            *paragraph(KEPT_UNCHANGED if rows else ""),
        ],
    )


def _sure(lead: Lead) -> str:
    """How sure a lead is; what only the sender's side says of a connection with its limits."""
    doubtful = lead.is_connection and lead.strength is Strength.CLAIMED
    sure = my_words(lead.strength_words)
    return " ".join((f"{sure}.", *lead.notes)) if doubtful else sure


def leads(
    facts: ReportFacts, kinds: Container[str] | None = None, *, ways_on: bool = False
) -> Iterator[Block]:
    """Leads: what was found and how sure. ``kinds`` ``None``: every kind.

    ``ways_on``: also who holds the answer, what to give them and by when, for those who can ask.
    """
    rows = [
        (
            lead_kind_name(each.kind),
            each.value,
            _sure(each),
            *((each.holder, each.give, each.by) if ways_on else ()),
        )
        for each in facts.leads
        if kinds is None or each.kind in kinds
    ]
    more = ("Who holds the answer", "What to give them", "By when") if ways_on else ()
    head = ("What", "Value", "How sure", *more)
    yield from section(
        "What may lead further",
        [
            *table(head, rows[:_MOST_ROWS]),
            *paragraph(_NAMES_NOBODY if rows else ""),
        ],
    )
