"""A message of one to three sentences to somebody whom the person trusts."""

from __future__ import annotations

from collections.abc import Iterable

from upstander.model.report import Block, HelperRole, ReportFacts
from upstander.report.blocks import paragraph
from upstander.report.form import Copy, WrittenForm
from upstander.report.happened import kind_name

WHAT_HAPPENED = "what-happened"
"""Ticked: the message says in one sentence what it is about."""

_MOST_LETTERS = 200
_OPENING = "Something is happening online, and I need someone to talk to."
_FOR_SOMEONE = "Somebody I care about is being hurt online, and I need someone to talk to."
_ASK = "Can you make time for me? You do not have to do anything else."


class TrustedPerson(WrittenForm):
    """A first sentence. It holds only what was ticked, and goes to nobody by itself."""

    slug = "trusted-person"
    title = "A message to someone you trust"
    group, rank = "trusted", 1
    about = "To tell one person that you need them. You choose who."
    receivers = ("someone", "friend", "parent")
    of_things = False
    needs = ()
    subject = "Can we talk?"

    def blocks(self, copy: Copy) -> Iterable[Block]:
        """One opening, at most one sentence about it, one request."""
        facts = copy.facts
        alone = facts.helping.role is HelperRole.SELF
        about = _about(facts) if copy.gets(WHAT_HAPPENED) else ""
        yield from paragraph(_OPENING if alone else _FOR_SOMEONE, about, _ASK)


def _about(facts: ReportFacts) -> str:
    """One sentence: what was told, cut short, or the kind of it."""
    told = " ".join(facts.what_happened.split())
    for mark in ".!?":
        told = told.replace(f"{mark} ", f"{mark}\n").split("\n", 1)[0]
    if told:
        short = told if len(told) <= _MOST_LETTERS else f"{told[:_MOST_LETTERS].rstrip()}…"
        return short if short[-1] in ".!?…" else f"{short}."
    return f"It is about this: {kind_name(facts.kinds[0])}." if facts.kinds else ""


PLUGIN = TrustedPerson()
