"""What was kept and what can be followed, as blocks: exhibits with hashes, leads with strength."""

from __future__ import annotations

from collections.abc import Container, Iterator

from upstander.directory.lead_kinds import lead_kind_name
from upstander.model.lead import Lead, Strength
from upstander.model.report import Block, KeptEvidence, ReportFacts
from upstander.report.blocks import paragraph, section, table
from upstander.report.claims import KEPT_UNCHANGED
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
    return " ".join((f"{lead.strength_words}.", *lead.notes)) if doubtful else lead.strength_words


def leads(facts: ReportFacts, kinds: Container[str] | None = None) -> Iterator[Block]:
    """Leads: what was found, how sure, who holds the answer, by when. ``None``: every kind."""
    rows = [
        (
            lead_kind_name(each.kind),
            each.value,
            _sure(each),
            each.holder,
            each.give,
            each.by,
        )
        for each in facts.leads
        if kinds is None or each.kind in kinds
    ]
    head = ("What", "Value", "How sure", "Who holds the answer", "What to give them", "By when")
    yield from section(
        "What may lead further",
        [
            *table(head, rows[:_MOST_ROWS]),
            *paragraph(
                "These point to records that others hold. They name nobody." if rows else ""
            ),
        ],
    )


def _exhibit(kept: KeptEvidence, zone: str) -> tuple[str, ...]:
    size = f"{kept.size:,} bytes"
    return (kept.exhibit, kept.name, kept.sha256, size, moment(kept.kept_at, zone))
