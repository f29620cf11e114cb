"""Take a made pack out as a locked copy that opens with a passphrase said by phone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from upstander.application.make_pack import open_pack
from upstander.application.ports import Ids
from upstander.application.record import data, record
from upstander.application.services import Services
from upstander.learn.passphrase import suggest_words
from upstander.model.actor import Actor
from upstander.model.entry import Act, EntryDraft
from upstander.model.ids import ItemId
from upstander.preserve.pack.delivery import WORK_FACTOR, wrap_for_delivery

MOST_RECIPIENT = 200
"""Characters of the recipient's name that are written down."""
_PIECE = 1 << 20
_DRAWN = 2**128


def spoken_passphrase(services: Services) -> str:
    """Draw five words to say by phone (55 bit). They are given once and kept nowhere."""
    return " ".join(suggest_words(lambda top: _below(services.ids, top)))


def deliver_pack(
    services: Services,
    *,
    actor: Actor,
    item: ItemId,
    passphrase: str,
    recipient: str = "",
    work_factor: int = WORK_FACTOR,
) -> Iterator[bytes]:
    """Give the pack as an age v1 file, piece by piece; about 1.1 MiB of it is in memory at a time.

    The hand-over is written down first, with the recipient where one is named and never with the
    passphrase. Raises NotFound, OriginalChanged, and WeakSecret for fewer than five words.
    """
    stream = open_pack(services, actor=actor, item=item)
    pieces = wrap_for_delivery(
        _pieces(stream), passphrase, _Entropy(services.ids), work_factor=work_factor
    )
    kept = services.index.pack(item)
    fields = data(name=kept.name, sha256=kept.digest.hex, recipient=_line(recipient), form="age")
    record(services, EntryDraft(Act.HANDOVER, actor, case=kept.case, item=item, data=fields))
    return pieces


def _line(text: str) -> str:
    return " ".join(text.split())[:MOST_RECIPIENT]


def _pieces(stream: BinaryIO) -> Iterator[bytes]:
    with stream:
        while piece := stream.read(_PIECE):
            yield piece


def _below(ids: Ids, top: int) -> int:
    """Draw evenly from 0 to ``top`` - 1: what lies beyond the last whole round is drawn again."""
    fair = _DRAWN - _DRAWN % top
    while (drawn := int.from_bytes(ids.salt(), "big")) >= fair:
        pass
    return drawn % top


class _Entropy:
    """Random bytes of any length out of the salts of the port."""

    def __init__(self, ids: Ids) -> None:
        self._ids = ids

    def __call__(self, size: int) -> bytes:
        return b"".join(self._ids.salt() for _ in range(-(-size // 16)))[:size]
