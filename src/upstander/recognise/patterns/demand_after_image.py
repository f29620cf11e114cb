"""A demand that came after a picture or a video, or after one was spoken of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import timedelta

from upstander.directory.patterns import PatternRecord
from upstander.model.finding import Said
from upstander.recognise.patterns._reading import Reading
from upstander.recognise.patterns._rule import Counted, Told, span
from upstander.recognise.patterns._timeline import Account, Talk, account_of, is_sure

DEMAND = "demand"
_LONGEST = 4000


class DemandAfterImage(Counted):
    """Looks back from each demand for the last picture in the same conversation."""

    slug = "demand_after_image"

    def found(self, reading: Reading, record: PatternRecord) -> Iterable[Told]:
        """One pattern for each account that asked for something so."""
        demands = {placed.said.id for placed, _ in reading.signs_called(DEMAND)}
        if not demands:
            return
        look = _Look(record)
        by: dict[Account, list[tuple[Said, Said]]] = {}
        for talk in reading.talks.values():
            for image, demand in look.pairs(talk, demands):
                account = account_of(demand)
                if not reading.is_own(account):
                    by.setdefault(account, []).append((image, demand))
        for account, pairs in by.items():
            yield _told(reading, account, pairs)


class _Look:
    """What counts as a picture, and how long before."""

    def __init__(self, record: PatternRecord) -> None:
        words = record.phrase("image_words").split()
        self._words = re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)
        self._within = timedelta(hours=record.number("hours"))

    def is_image(self, said: Said) -> bool:
        """Whether a message holds a picture or speaks of one."""
        return said.has_picture or self._words.search(said.text[:_LONGEST]) is not None

    def pairs(self, talk: Talk, demands: set[str]) -> Iterable[tuple[Said, Said]]:
        """Each demand of a conversation with the last picture before it, or in it."""
        if not any(each.said.id in demands for each in talk.said):
            return
        image: Said | None = None
        for placed in talk.said:
            if self.is_image(placed.said):
                image = placed.said
            if image is not None and placed.said.id in demands and self._near(image, placed.said):
                yield image, placed.said

    def _near(self, image: Said, demand: Said) -> bool:
        if image is demand or not (is_sure(image) and is_sure(demand)):
            return True
        if image.at is None or demand.at is None:
            return True
        return demand.at - image.at <= self._within


def _told(reading: Reading, account: Account, pairs: list[tuple[Said, Said]]) -> Told:
    name = reading.label(account)
    demands = [demand for _, demand in pairs]
    same = all(image is demand for image, demand in pairs)
    return Told(
        "same" if same else "after",
        tuple(dict.fromkeys(each.id for pair in pairs for each in pair)),
        (name,) if name else (),
        target=reading.target_of(demands),
        counts={"demands": len(demands)},
        values={"actor": name},
        facts=span(demands),
        unsure=[each for each in demands if not is_sure(each)],
        weight=len(demands),
    )


PLUGIN = DemandAfterImage()
