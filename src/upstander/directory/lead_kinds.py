"""The words that belong to each sort of lead: who holds the answer, who may ask, what to give.

They are data, because they speak of the world: how long records are kept, who gets to see them.
A sentence has at most two places to fill: ``{value}``, the lead as it stands in the evidence, and
``{host}``, the server, domain or service that it leads to.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from upstander.directory.read import DATA, read_folder
from upstander.directory.records import Many, Record, Words
from upstander.model.errors import DirectoryError
from upstander.model.lead import Lead, Span, Strength

_PLACE = re.compile(r"\{(value|host)\}")


class LeadKind(Record):
    """One sort of lead. ``notes`` are limits that hold for every lead of the sort."""

    holder: Words
    ask: Words
    give: Words
    by: Words
    why: str = ""
    notes: Many[Words] = ()

    def lead(
        self,
        value: str,
        *,
        strength: Strength,
        span: Span,
        host: str = "",
        kind: str = "",
        signer: str = "",
        plain: str = "",
        why: str = "",
        notes: tuple[str, ...] = (),
    ) -> Lead:
        """Make a lead of this sort. ``kind`` and ``why`` stand in for the record's own.

        ``value`` is exactly as in the evidence; ``host`` is the value where none is given. What
        stands in a value is never filled in again.
        """
        values = {"value": value, "host": host or value}
        return Lead(
            kind=kind or self.slug,
            value=value,
            strength=strength,
            holder=_filled(self.holder, values),
            ask=_filled(self.ask, values),
            give=_filled(self.give, values),
            by=_filled(self.by, values),
            span=span,
            why=why or _filled(self.why, values),
            signer=signer,
            notes=(*notes, *(_filled(each, values) for each in self.notes)),
            plain=plain,
        )


def _filled(template: str, values: Mapping[str, str]) -> str:
    return _PLACE.sub(lambda place: values[place[1]], template)


def read_lead_kinds(
    root: Path = DATA, *, last_good: Mapping[str, LeadKind] | None = None
) -> tuple[dict[str, LeadKind], tuple[DirectoryError, ...]]:
    """Read all sorts of leads by slug; a refused record does not take the others with it."""
    return read_folder(root / "lead-kinds", LeadKind, last_good=last_good)


@cache
def _shipped() -> Mapping[str, LeadKind]:
    return read_lead_kinds()[0]


def lead_kind_name(slug: str) -> str:
    """What a sort of lead is called on screens and papers; an unknown one by its own word."""
    known = _shipped().get(slug)
    return known.name if known else slug.replace("-", " ").capitalize()


def lead_kind(slug: str) -> LeadKind:
    """One sort of lead that ships with the program; raises :class:`DirectoryError`."""
    try:
        return _shipped()[slug]
    except KeyError:
        raise DirectoryError(f"There is no good record of the lead '{slug[:80]}'.") from None
