"""A letter speaks for the person who sends it: what the program tells them becomes their word.

On a screen a lead was "recorded by your own mail provider". To a network, "your own provider"
would be the network itself. Only sentences of ours are turned; words of the evidence never are.
"""

from __future__ import annotations

import re
from dataclasses import replace

from upstander.model.lead import Lead
from upstander.model.report import Incident, ReportFacts

_TURNED = (
    (re.compile(r"\bYou or\b"), "I or"),
    (re.compile(r"\bYou, or\b"), "I, or"),
    (re.compile(r"\bYou may\b"), "I may"),
    (re.compile(r"\bYou named\b"), "I named"),
    (re.compile(r"\bYour\b"), "My"),
    (re.compile(r"\byour\b"), "my"),
    (re.compile(r"\byours\b"), "mine"),
)


def my_words(ours: str) -> str:
    """A sentence of ours as the person who sends the letter would say it."""
    for pattern, word in _TURNED:
        ours = pattern.sub(word, ours)
    return ours


def in_my_voice(facts: ReportFacts) -> ReportFacts:
    """The facts with our notes about mails and leads as the sender of a letter says them."""
    return replace(
        facts,
        incidents=tuple(map(_incident, facts.incidents)),
        worst=_incident(facts.worst) if facts.worst is not None else None,
        leads=tuple(map(_lead, facts.leads)),
    )


def _incident(incident: Incident) -> Incident:
    return replace(incident, note=my_words(incident.note)) if incident.note else incident


def _lead(lead: Lead) -> Lead:
    return replace(
        lead,
        holder=my_words(lead.holder),
        ask=my_words(lead.ask),
        give=my_words(lead.give),
        by=my_words(lead.by),
        why=my_words(lead.why),
        notes=tuple(map(my_words, lead.notes)),
    )
