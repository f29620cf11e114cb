"""Which payments go into a report: one row a payee, chosen by the person.

A whole table of a bank holds the rent and the loan to a friend as well. All of it goes along until
a payee is taken out, because nothing in a table says which payments belong to the matter.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from upstander.model.report import LossRow
from upstander.report.losses import money

UNNAMED = "not named"
"""How payments that name nobody are chosen, all together."""


@dataclass(frozen=True, slots=True)
class Payee:
    """Payments to one name. ``key`` is for choosing it; ``pence`` the sum in ``currency``.

    Payments in another currency than the first are counted and not added.
    """

    key: str
    name: str  # as first written; empty for payments that name nobody
    payments: int
    pence: int
    currency: str

    @property
    def shown_sum(self) -> str:
        """What was paid in all, as people write it."""
        return money(self.pence, self.currency)


def payee_key(row: LossRow) -> str:
    """What a payment is chosen by: the same name in any case and spacing is the same payee."""
    return named_key(row.payee) or UNNAMED


def named_key(name: str) -> str:
    """The same for a name that a person writes."""
    return " ".join(name.casefold().split())


def payees(losses: Iterable[LossRow]) -> tuple[Payee, ...]:
    """Whom the payments went to, those with the largest sum first."""
    rows: dict[str, list[LossRow]] = {}
    for row in losses:
        rows.setdefault(payee_key(row), []).append(row)
    found = [_payee(key, held) for key, held in rows.items()]
    return tuple(sorted(found, key=lambda each: (-each.pence, each.name)))


def only_payees(losses: Iterable[LossRow], chosen: Collection[str] | None) -> tuple[LossRow, ...]:
    """The payments to the chosen payees; ``None``: all. ``chosen`` holds keys or names."""
    held = tuple(losses)
    if chosen is None:
        return held
    wanted = set(map(named_key, chosen))
    return tuple(row for row in held if payee_key(row) in wanted)


def _payee(key: str, held: list[LossRow]) -> Payee:
    home = held[0].currency
    return Payee(
        key=key,
        name=held[0].payee.strip(),
        payments=len(held),
        pence=sum(each.pence for each in held if each.currency == home),
        currency=home,
    )
