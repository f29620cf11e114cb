"""A trace sheet as one JSON object, and as a calm page of plain lines for a person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from upstander.cli.terminal import Terminal
from upstander.model.lead import (
    Authentication,
    FromAddress,
    Hop,
    Lead,
    Span,
    Strength,
    TraceSheet,
)

LIMITS = (
    "A trace never gives a person's name or home. It shows who holds the answer, and who may ask.",
    "A shared computer, a copied name or a forged line can point to somebody who knows nothing.",
)

# --- JSON ---------------------------------------------------------------------------------------


def sheet_record(sheet: TraceSheet, *, asked: bool = False) -> dict[str, Any]:
    """Give the object of one message; the names in it are a promise to other programs.

    What files say about themselves is in it only when it was ``asked`` for.
    """
    handover = sheet.handover
    return {
        "handover": handover
        and {
            "ip": handover.ip,
            "host": handover.host,
            "strength": handover.strength.value,
            "basis": handover.basis,
        },
        "hops": [_hop_record(each) for each in sheet.hops],
        "authentication": _authentication_record(sheet.authentication),
        "froms": [_from_record(each) for each in sheet.froms],
        "leads": [_lead_record(each) for each in _shown(sheet.leads, asked)],
        "warnings": list(sheet.warnings),
    }


def _hop_record(hop: Hop) -> dict[str, Any]:
    return {
        "by": hop.by,
        "from_ip": hop.from_ip,
        "from_rdns": hop.from_rdns,
        "helo": hop.helo,
        "time_utc": _utc(hop.time_utc),
        "strength": hop.strength.value,
        "note": hop.note,
    }


def _authentication_record(found: Authentication) -> dict[str, Any]:
    return {
        "forged_looking": found.forged_looking,
        "why": found.why,
        "aligned": list(found.aligned),
        "results": [
            {
                "server": each.server,
                "method": each.method,
                "result": each.result,
                "properties": dict(reversed(each.properties)),
                "trusted": each.trusted,
                "why": each.why,
                "span": _span_record(each.span),
            }
            for each in found.results
        ],
        "signatures": [
            {
                "method": each.method,
                "domain": each.domain,
                "selector": each.selector,
                "verdict": each.verdict.value,
                "why": each.why,
                "limits": list(each.limits),
                "span": _span_record(each.span),
            }
            for each in found.signatures
        ],
    }


def _from_record(each: FromAddress) -> dict[str, Any]:
    return {
        "field": each.field,
        "display": each.display,
        "address": each.address,
        "own": each.own,
        "notes": list(each.notes),
        "span": _span_record(each.span),
    }


def _lead_record(lead: Lead) -> dict[str, Any]:
    return {
        "kind": lead.kind,
        "value": lead.value,
        "strength": lead.strength.value,
        "holder": lead.holder,
        "ask": lead.ask,
        "give": lead.give,
        "by": lead.by,
        "span": _span_record(lead.span),
    }


def _span_record(span: Span) -> dict[str, Any]:
    return {
        "source": span.source,
        "start": span.start,
        "end": span.end,
        "unit": span.unit,
        "where": span.where,
    }


def _utc(time: datetime | None) -> str | None:
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if time else None


# --- plain lines --------------------------------------------------------------------------------


def show_sheet(
    terminal: Terminal, sheet: TraceSheet, *, mail: bool, title: str, asked: bool = False
) -> None:
    """Print one sheet: who handed over, what is only said, and who can be asked."""
    terminal.heading(_line(title))
    if mail:
        _show_handover(terminal, sheet)
        _show_claims(terminal, sheet.hops)
        _show_inside(terminal, sheet.hops)
        _show_addresses(terminal, sheet)
        _show_signatures(terminal, sheet.authentication)
    shown = _shown(sheet.leads, asked)
    _show_leads(terminal, shown)
    if len(shown) < len(sheet.leads):
        terminal.say()
        terminal.say("Files say more about themselves. To see it: --metadata.")
    if sheet.warnings:
        terminal.heading("Good to know")
        for each in sheet.warnings:
            terminal.say(f"- {_line(each)}")


def show_limits(terminal: Terminal) -> None:
    """Print what a trace can never tell; stands once, at the end."""
    terminal.say()
    for each in LIMITS:
        terminal.say(each)


def _shown(leads: Sequence[Lead], asked: bool) -> Sequence[Lead]:
    return [each for each in leads if asked or not each.asked_only]


def _show_handover(terminal: Terminal, sheet: TraceSheet) -> None:
    terminal.heading("Handed over by")
    found = sheet.handover
    if found is None:
        terminal.say("This cannot be seen in this mail. See below for why.")
        return
    hop = next((each for each in sheet.hops if each.span == found.span), None)
    named = f" ({_line(found.host)})" if found.host else ""
    time = _time(hop) if hop else _when(found.time_utc)
    terminal.say(_line(f"{found.ip}{named}, {time}"))
    terminal.say(f"  {found.strength.words}: {_line(found.basis)}")
    if hop and hop.note:
        terminal.say(f"  {_line(hop.note)}")


def _show_claims(terminal: Terminal, hops: Iterable[Hop]) -> None:
    claimed = [each for each in hops if each.strength is Strength.CLAIMED]
    if claimed:
        terminal.heading("What the sender's side says")
        for each in claimed:
            _show_hop(terminal, each)


def _show_inside(terminal: Terminal, hops: Iterable[Hop]) -> None:
    inside = [each for each in hops if each.inside and each.strength is not Strength.CLAIMED]
    if inside:
        terminal.heading("Inside your own mail provider")
        for each in inside:
            _show_hop(terminal, each)


def _show_hop(terminal: Terminal, hop: Hop) -> None:
    names = dict.fromkeys(each for each in (hop.from_ip, hop.from_rdns, hop.helo) if each)
    start = " / ".join(names) or "a computer that is not named"
    terminal.say(_line(f"{start} to {hop.by or 'a server that is not named'}, {_time(hop)}"))
    if hop.note:
        terminal.say(f"  {_line(hop.note)}")


def _time(hop: Hop) -> str:
    if hop.time_utc is None and hop.time_raw:
        return f'written as "{hop.time_raw[:80]}" (exact time not known)'
    return _when(hop.time_utc)


def _when(time: datetime | None) -> str:
    return f"{time.astimezone(UTC):%d %b %Y %H:%M:%S} UTC" if time else "time not known"


def _show_addresses(terminal: Terminal, sheet: TraceSheet) -> None:
    if not sheet.froms:
        return
    terminal.heading("Addresses")
    for each in sheet.froms:
        written = each.address or "no address"
        terminal.say(_line(f"{each.field}: {each.display} <{written}>" if each.display
                           else f"{each.field}: {written}"))  # fmt: skip
        for note in each.notes:
            terminal.say(f"  {_line(note)}")
    if sheet.authentication.forged_looking:
        terminal.say(f"From looks forged. {_line(sheet.authentication.why)}")


def _show_signatures(terminal: Terminal, found: Authentication) -> None:
    terminal.heading("Signatures")
    if not found.signatures and not found.results:
        terminal.say("The mail has none. Many honest mails have none.")
    for check in found.signatures:
        terminal.say(_line(f"{check.method} {check.domain}: {check.verdict.value}. {check.why}"))
        for limit in check.limits:
            terminal.say(f"  {_line(limit)}")
    for result in found.results:
        server = f"{result.server}: " if result.server else ""
        terminal.say(_line(f"{server}{result.method}={result.result}"))
        terminal.say(f"  {_line(result.why)}")


def _show_leads(terminal: Terminal, leads: Sequence[Lead]) -> None:
    terminal.heading("Who to ask")
    if not leads:
        terminal.say("Nothing was found here that somebody else could be asked about.")
    for holder, held in _by_holder(leads).items():
        terminal.say(_line(holder[:1].upper() + holder[1:]))
        for lead in held:
            terminal.say(f"  {_line(lead.value)} ({_line(lead.strength_words)})")
            for line in (lead.why, *lead.notes):
                terminal.say(f"    {_line(line)}")
        for label, texts in (
            ("Who may ask", (lead.ask for lead in held)),
            ("Give them", (lead.give for lead in held)),
            ("By when", (lead.by for lead in held)),
        ):
            for text in dict.fromkeys(texts):
                terminal.say(f"  {label}: {_line(text)}")


def _by_holder(leads: Iterable[Lead]) -> dict[str, list[Lead]]:
    found: dict[str, list[Lead]] = {}
    for lead in leads:
        found.setdefault(lead.holder, []).append(lead)
    return found


def _line(text: str) -> str:
    """One line, whatever the evidence holds: a line break in a name makes no new line."""
    return " ".join(text.split())
