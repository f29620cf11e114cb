"""Keep only what was shown: a report goes into the record with the words that the person saw."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, fields, replace
from typing import Any

from django.http import HttpRequest

from upstander.application.services import Services
from upstander.application.write_report import Order, preview_report
from upstander.model.actor import Actor
from upstander.model.evidence import Case
from upstander.model.report import Document
from upstander.web.pages.reports.choosing import Choice, choice_of

_TICKED = ("things", "callers", "payees")
"""What a form tells by itself until something of it is ticked."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A report as a page shows it, and what the page sends back with it."""

    order: Order
    document: Document
    choice: Choice

    @property
    def mark(self) -> str:
        """What stands for the whole order and every word of it, the ticks included."""
        held = [_plain(self.order, self.choice), [_block(each) for each in self.document.blocks]]
        return hashlib.sha256(json.dumps(held).encode()).hexdigest()

    @property
    def by_itself(self) -> tuple[str, ...]:
        """What the form told by itself, without a choice."""
        return tuple(name for name in _TICKED if getattr(self.order, name) is None)


def shown_of(services: Services, actor: Actor, case: Case, order: Order) -> Shown:
    """Write a report for a page, with what can be ticked. Keeps nothing."""
    document = preview_report(services, actor=actor, case=case.id, order=order)
    choice = choice_of(services, actor, case, order, document)
    return Shown(order, document, choice)


def to_keep(
    request: HttpRequest, services: Services, actor: Actor, case: Case, order: Order
) -> Order | None:
    """The order to keep, if it is the very one that was shown; else ``None``.

    Where nothing was shown, only what the form makes by itself is kept.
    """
    mark = request.POST.get("shown", "")
    if not mark:
        return order if order == Order(form=order.form) else None
    by_itself = frozenset(request.POST.getlist("by_itself")).intersection(_TICKED)
    unticked: dict[str, Any] = dict.fromkeys(by_itself)
    shown = shown_of(services, actor, case, replace(order, **unticked))
    as_posted = _plain(order, shown.choice) == _plain(shown.order, shown.choice)
    return shown.order if as_posted and shown.mark == mark else None


def _plain(order: Order, choice: Choice) -> dict[str, Any]:
    """An order as plain values; what was not chosen is what is ticked by itself."""
    ticked = choice.ticked()
    held = {each.name: getattr(order, each.name) for each in fields(order)}
    held |= {name: ticked[name] for name in _TICKED if held[name] is None}
    return {
        name: sorted(value) if isinstance(value, frozenset) else value
        for name, value in held.items()
    }


def _block(block: Any) -> list[Any]:
    return [block.kind, block.text, block.rows, block.items]
