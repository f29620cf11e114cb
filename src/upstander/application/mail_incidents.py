"""What a report says of one mail: whose word each thing is, and the time that can be relied on.

The name and the date in a mail are the sender's side's word. Where the recipient's own provider
recorded that the address looks forged, or where it is the recipient's own, the mail names nobody:
whoever is shown there may know nothing of it. The time of a mail is that at which the provider
took it in; the date in the mail only stands beside it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import timedelta

from upstander.application.trace_case import Traced
from upstander.language.shown_time import in_utc, in_zone
from upstander.model.lead import FromAddress
from upstander.model.report import Incident

_STEP = timedelta(minutes=10)


def as_recorded(incident: Incident, traced: Traced, zone: str, own: Collection[str]) -> Incident:
    """Give the incident of a mail with what the provider recorded, and notes on the rest.

    ``own`` are addresses of the person, in small letters.
    """
    notes = [*_shown_sender(traced, own), *_handed_over(traced, zone)]
    at = traced.sheet.handover.time_utc if traced.sheet.handover else None
    if at is None:
        notes.append("The time is that in the mail itself, which the sender's side wrote.")
        kept = replace(incident, certainty="unsure")
    else:
        notes += _other_date(incident, traced)
        kept = replace(
            incident, utc=at, when=in_zone(at, zone) if zone else in_utc(at), certainty="exact"
        )
    named = not looks_forged(traced, own)
    return replace(kept, account=incident.account if named else "", note=" ".join(notes))


def looks_forged(traced: Traced, own: Collection[str]) -> bool:
    """Whether the shown sender is the person, or looks forged by what the provider wrote."""
    if traced.sheet.authentication.forged_looking:
        return True
    return any(each.own or each.address.casefold() in own for each in _froms(traced))


def _froms(traced: Traced) -> Iterator[FromAddress]:
    return (each for each in traced.sheet.froms if each.field == "From")


def _shown_sender(traced: Traced, own: Collection[str]) -> Iterator[str]:
    if not looks_forged(traced, own):
        return
    for each in _froms(traced):
        shown = f"{each.display} <{each.address}>" if each.display else each.address
        whose = "your own address" if each.own or each.address.casefold() in own else shown
        yield f"The mail shows {whose} as its sender. That does not say who sent it."
    if traced.sheet.authentication.why:
        yield traced.sheet.authentication.why


def _handed_over(traced: Traced, zone: str) -> Iterator[str]:
    found = traced.sheet.handover
    if found is not None:
        at = f" at {in_zone(found.time_utc, zone or 'UTC')}" if found.time_utc else ""
        yield f"It was handed over by {found.ip}{at} ({found.strength.words})."


def _other_date(incident: Incident, traced: Traced) -> Iterator[str]:
    found = traced.sheet.handover
    if found is None or found.time_utc is None or incident.utc is None:
        return
    if abs(incident.utc - found.time_utc) > _STEP:
        yield f"The date in the mail is another one: {incident.when}. The sender's side wrote it."
