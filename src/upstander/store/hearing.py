"""Lines of the index as the recogniser hears them.

Messages are decoded whole: leaving out the fields that are not needed was measured and saves one
second in a hundred thousand messages, which is not worth a second way of reading them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from upstander.application.looks import Heard
from upstander.application.said import NOBODY, said_of, said_of_described, said_of_note
from upstander.model.evidence import EvidenceItem, ItemKind
from upstander.model.finding import Said
from upstander.model.ids import ItemId
from upstander.store import lines, models
from upstander.store.codec import from_text
from upstander.store.packing import Press
from upstander.store.projection import present_note


class Hearing:
    """Turns rows (line, item, message id, pressed message) of one case into what was said."""

    def __init__(self, using: str, case_no: int) -> None:
        self._using = using
        case = models.Case.objects.using(using).get(no=case_no)
        self.zone = case.zone
        self._case_key = case.key
        self._known: dict[int, tuple[EvidenceItem, Press, frozenset[str]]] = {}

    def hear(self, rows: Sequence[Any]) -> Iterator[Heard]:
        """Give what the lines say; an original without messages says nothing."""
        for line, item_no, mid, pressed in rows:
            item, press, selves = self._item(item_no)
            if mid is None:
                said = self._own(item)
            else:
                message = press.message(bytes(pressed), lines.message_id(mid))
                said = said_of(message, self.zone, selves)
            if said is not None:
                yield Heard(line, item.id, said)

    def _own(self, item: EvidenceItem) -> Said | None:
        if item.kind is ItemKind.NOTE:
            note = present_note(self._using, item.ledger_seq)
            return said_of_note(item, note, self.zone) if note is not None else None
        return said_of_described(item, self.zone) if item.kind is ItemKind.DESCRIBED else None

    def _item(self, number: int) -> tuple[EvidenceItem, Press, frozenset[str]]:
        known = self._known.get(number)
        if known is None:
            row = models.Item.objects.using(self._using).get(no=number)
            item = from_text(EvidenceItem, row.noun)
            press = lines.press_for(self._using, number)
            known = self._known[number] = item, press, self._selves(item.id)
        return known

    def _selves(self, item: ItemId) -> frozenset[str]:
        answers = models.Answer.objects.using(self._using).filter(slug="self_name")
        told = dict(answers.filter(about__in=[item, self._case_key]).values_list("about", "value"))
        name = told.get(item) or told.get(self._case_key)
        return frozenset([name]) if name else NOBODY
