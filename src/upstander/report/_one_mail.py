"""One mail out of a case, for a network: what it holds, when it came, and what may go along.

Networks take one incident in one report. So leads and words that are not of this mail stay out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from functools import cached_property

from upstander.language.net_address import AddressSort, read_net_address
from upstander.mail.dates import MailDate, parse_mail_date
from upstander.mail.headers import HeaderField
from upstander.mail.letter import Letter, read_letter
from upstander.model.lead import Lead, Strength
from upstander.model.report import Incident, ReportFacts

PROSE = frozenset({"subject", "comments", "thread-topic"})
"""Header lines that are words of somebody, by lower-case name."""

_SURE = (Strength.PROVEN, Strength.SIGNED, Strength.CLAIMED, Strength.INFERRED)
_MAIL = frozenset({"e-mail", "email", "mail"})
_NEAR = timedelta(minutes=10)  # between the time of a mail and that of its incident


@dataclass(frozen=True)
class OneMail:
    """The mail of the case with what is read from it. Never raises for bad bytes."""

    facts: ReportFacts

    @cached_property
    def letter(self) -> Letter:
        """The mail, read."""
        return read_letter(self.facts.raw_mail)

    @cached_property
    def head(self) -> str:
        """The header lines as they stand, one letter for each byte."""
        start = self.letter.headers.body_start
        return self.facts.raw_mail[:start].decode("latin-1")

    @cached_property
    def words(self) -> str:
        """Subject and words, decoded, for looking something up in them."""
        heads = (self.letter.headers.text(each) or "" for each in sorted(PROSE))
        return "\n".join((*heads, *(each.text for each in self.letter.bodies)))

    @cached_property
    def source(self) -> str:
        """The surest internet address that the mail names; empty where there is none."""
        named = [each for each in self._own_leads() if is_network_address(each.value)]
        surest = min(named, key=lambda each: _SURE.index(each.strength), default=None)
        return surest.value if surest is not None else ""

    @cached_property
    def arrived(self) -> datetime | None:
        """When the server that named the source wrote it down, with its own zone."""
        lines = self.letter.headers.all("received")
        naming = [each for each in lines if self.source and self.source in each.plain]
        times = (_written(each) for each in (*naming[:1], *lines[:1]))
        return next((_with_zone(each) for each in times if each and each.utc), None)

    def only(self) -> ReportFacts:
        """The facts without what is not of this mail."""
        if not self.facts.raw_mail:
            return self.facts
        incidents = tuple(map(self._as_recorded, self._own_incidents()))[:1]
        if not incidents and self.arrived is not None:
            incidents = (Incident(when="", what="", where="e-mail", utc=self.arrived),)
        return replace(self.facts, leads=tuple(self._own_leads()), incidents=incidents)

    def _as_recorded(self, incident: Incident) -> Incident:
        """The incident at the time at which the mail was taken in, not at one it claims."""
        if self.arrived is None:
            return incident
        return replace(incident, utc=self.arrived, when="", certainty="exact")

    def _own_leads(self) -> Iterator[Lead]:
        return (each for each in self.facts.leads if each.value and each.value in self.head)

    def _own_incidents(self) -> Iterator[Incident]:
        """Those whose words stand in the mail; then mails of its time."""
        told, near = _squeezed(self.words), []
        for each in self.facts.incidents:
            words = _squeezed(each.what)
            if words and words in told:
                yield each
            elif came_by_mail(each) and self._is_near(each):
                near.append(each)
        yield from near

    def _is_near(self, incident: Incident) -> bool:
        if self.arrived is None or incident.utc is None:
            return False
        return abs(incident.utc - self.arrived) <= _NEAR


def came_by_mail(incident: Incident) -> bool:
    """Whether a thing is a mail: no message of an app, and no note that somebody wrote."""
    return bool(incident.message) and incident.where.strip().casefold() in _MAIL


def is_network_address(value: str) -> bool:
    """Whether it is one internet address that a network can be asked about."""
    found = read_net_address(value)
    return found is not None and found.sort in (AddressSort.PUBLIC, AddressSort.DOCUMENTATION)


def _written(line: HeaderField) -> MailDate | None:
    return parse_mail_date(line.plain.rpartition(";")[2]) if ";" in line.plain else None


def _with_zone(found: MailDate) -> datetime | None:
    if found.utc is None or found.local is None:
        return found.utc
    return found.utc.astimezone(timezone(found.local - found.utc.replace(tzinfo=None)))


def _squeezed(text: str) -> str:
    return " ".join(text.split())
