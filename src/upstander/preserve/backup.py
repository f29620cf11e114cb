"""How two copies of one vault stand to each other, by their chains alone (no keys needed)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from upstander.model.entry import Head, head_of
from upstander.model.errors import Forked
from upstander.preserve.ledger import complete_lines, walk_chain


class Standing(Enum):
    """What the second history is to the first."""

    SAME = auto()
    BEHIND = auto()  # the second is an older copy of the first
    AHEAD = auto()  # the first is an older copy of the second
    FORKED = auto()  # both went on from a common past


@dataclass(frozen=True, slots=True)
class Comparison:
    """Where two histories stand; both heads are always given, so that both can be shown."""

    standing: Standing
    first: Head
    second: Head
    common: int  # lines both share

    def refuse_fork(self) -> None:
        """Raise :class:`Forked` naming both heads when they parted; nothing is ever merged."""
        if self.standing is Standing.FORKED:
            raise Forked(
                f"They share {self.common} entries. One has {self.first.length} and ends in "
                f"{self.first.digest[:12]}, the other has {self.second.length} and ends in "
                f"{self.second.digest[:12]}."
            )


def compare(first: bytes, second: bytes) -> Comparison:
    """Compare two chain files; raises :class:`LedgerChanged` when one is broken in itself."""
    ours, theirs = _lines(first), _lines(second)
    common = next(
        (at for at, (a, b) in enumerate(zip(ours, theirs, strict=False)) if a != b),
        min(len(ours), len(theirs)),
    )
    return Comparison(_standing(len(ours), len(theirs), common), _head(ours), _head(theirs), common)


def _standing(ours: int, theirs: int, common: int) -> Standing:
    if common < min(ours, theirs):
        return Standing.FORKED
    if ours == theirs:
        return Standing.SAME
    return Standing.BEHIND if theirs < ours else Standing.AHEAD


def _lines(chain: bytes) -> list[bytes]:
    return list(walk_chain(complete_lines(chain)[0]))


def _head(lines: list[bytes]) -> Head:
    return head_of(len(lines), lines[-1] if lines else None)
