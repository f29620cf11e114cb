"""All identifiers of a case in one list, for programs: each exactly as in the evidence (S56)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from upstander.language.shown_time import iso_utc
from upstander.model.entry import Json
from upstander.model.lead import Lead, Span, Strength
from upstander.model.report import Incident, ReportFacts, SubjectAccount
from upstander.report.calls import withheld

COLUMNS = (
    "kind", "value", "strength", "holder", "first_seen", "last_seen", "exhibit", "span", "notes",
)  # fmt: skip
_AS_SHOWN = "As shown. It can be false or borrowed."
_SPOOFED = "A number that is shown can be faked."
_NOT_OPENED = "As written down. Nobody opened it here."


@dataclass(frozen=True, slots=True)
class Identifier:
    """One identifier; ``times`` are the known moments at which it was seen."""

    kind: str
    value: str
    strength: Strength
    holder: str = ""
    exhibit: str = ""
    span: str = ""
    notes: tuple[str, ...] = ()
    times: tuple[datetime, ...] = ()

    @property
    def first(self) -> str:
        """The first known time, ISO in UTC; empty for none."""
        return iso_utc(min(self.times, default=None))

    @property
    def last(self) -> str:
        """The last known time, ISO in UTC; empty for none."""
        return iso_utc(max(self.times, default=None))

    def row(self) -> tuple[str, ...]:
        """As a row of the table."""
        return (
            self.kind, self.value, self.strength.value, self.holder, self.first, self.last,
            self.exhibit, self.span, " ".join(self.notes),
        )  # fmt: skip

    def record(self) -> dict[str, Json]:
        """As an object for a program."""
        notes: list[Json] = list(self.notes)
        return {**dict(zip(COLUMNS, self.row(), strict=True)), "notes": notes}


def identifiers(facts: ReportFacts) -> tuple[Identifier, ...]:
    """Each one once; what tracing found comes first, because it says more."""
    kept: dict[str, Identifier] = {}
    for each in _all(facts):
        if not each.value.strip():
            continue
        before = kept.get(each.value)
        kept[each.value] = _merged(before, each) if before else each
    return tuple(kept.values())


def _merged(before: Identifier, more: Identifier) -> Identifier:
    return replace(
        before,
        holder=before.holder or more.holder,
        exhibit=before.exhibit or more.exhibit,
        times=(*before.times, *more.times),
    )


def _all(facts: ReportFacts) -> Iterator[Identifier]:
    yield from (_of_lead(each, facts) for each in facts.leads)
    for account in facts.accounts:
        yield from _of_account(account)
    for call in facts.calls:
        if not withheld(call):
            times = (call.utc,) if call.utc else ()
            yield Identifier("phone", call.number, Strength.CLAIMED, notes=(_SPOOFED,), times=times)
    for pair in facts.profiles:
        shown, seen = pair.fake, (pair.fake.seen_at,) if pair.fake.seen_at else ()
        for kind, value in (("handle", shown.account), ("profile-id", shown.id),
                            ("profile-address", shown.address)):  # fmt: skip
            yield Identifier(kind, value, Strength.CLAIMED, shown.service, shown.exhibit,
                             notes=(_AS_SHOWN,), times=seen)  # fmt: skip
    links = (*facts.addresses, *(each.address for each in facts.reposts))
    yield from (Identifier("link", each, Strength.CLAIMED, notes=(_NOT_OPENED,)) for each in links)


def _of_lead(lead: Lead, facts: ReportFacts) -> Identifier:
    about = [each for each in facts.incidents if _is_about(each, lead.span)]
    exhibits = {each.exhibit for each in facts.evidence}
    span = lead.span
    source = dict(facts.stands_in).get(span.source, span.source if span.source in exhibits else "")
    times = (lead.at,) if lead.at else tuple(each.utc for each in about if each.utc is not None)
    return Identifier(
        lead.kind,
        lead.value,
        lead.strength,
        lead.holder,
        source or next((each.item for each in about if each.item), ""),
        _place(lead.span, source),
        tuple(each for each in (_signer(lead), *lead.notes) if each),
        () if lead.is_connection and not lead.at else times,
    )


def _signer(lead: Lead) -> str:
    return f"Signed by {lead.signer}." if lead.signer else ""


def _is_about(incident: Incident, span: Span) -> bool:
    return bool(span.source) and span.source in (incident.item, incident.message)


def _place(span: Span, source: str) -> str:
    """Where it stands: in which kept thing, and in which message of it."""
    where = f"{span.where}; " if span.where else ""
    message = f", message {span.source}" if source and source != span.source else ""
    held = f"{source or span.source}{message}"
    return f"{where}{span.unit} {span.start}-{span.end} of {held}" if span.source else ""


def _of_account(account: SubjectAccount) -> Iterable[Identifier]:
    times = tuple(each for each in (account.first, account.last) if each is not None)
    for kind, value, note in (
        ("handle", account.name, _AS_SHOWN),
        ("profile-id", account.id, _AS_SHOWN),
        ("profile-address", account.address, _AS_SHOWN),
        ("phone", account.number, _SPOOFED),
    ):
        yield Identifier(kind, value, Strength.CLAIMED, account.service, notes=(note,), times=times)
