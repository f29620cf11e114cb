"""Sentences that every report carries: what is shown, what is not, and which law may matter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from upstander.model.report import Block
from upstander.report.blocks import listing, section

KEPT_UNCHANGED = (
    "The hash values show that the files have not changed since they were kept."
    " They do not show that what the files say is true, or who made them."
)
NOT_SAID_WHO = "It does not say who is behind an account or a number."
_NOT_CLAIMED = (
    NOT_SAID_WHO,
    "A name, number or address that is shown can be false, borrowed or faked.",
    "It does not say that a law or a rule was broken. That is for others to decide.",
)


def not_claimed(*more: str) -> Iterator[Block]:
    """What the report does not claim."""
    yield from section("What this report does not claim", listing((*_NOT_CLAIMED, *more)))


def law_lines(pointers: Iterable[str]) -> Iterator[Block]:
    """Pointers to law, said as no more than pointers."""
    kept = tuple(dict.fromkeys(each for each in pointers if each))
    yield from section("Law and rules that may be relevant", listing(kept))
