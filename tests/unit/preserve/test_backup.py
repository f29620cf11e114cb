"""How two histories stand to each other."""

from __future__ import annotations

import pytest

from upstander.model.entry import chain_line
from upstander.model.errors import Forked, LedgerChanged
from upstander.preserve.backup import Standing, compare


def _chain(*bodies: bytes) -> bytes:
    line, text = None, b""
    for seq, body in enumerate(bodies):
        line = chain_line(seq, line, body)
        text += line + b"\n"
    return text


ABC = _chain(b"a", b"b", b"c")


@pytest.mark.parametrize(
    ("other", "standing", "common"),
    [
        (ABC, Standing.SAME, 3),
        (_chain(b"a", b"b"), Standing.BEHIND, 2),
        (_chain(b"a", b"b", b"c", b"d"), Standing.AHEAD, 3),
        (_chain(b"a", b"x"), Standing.FORKED, 1),
        (_chain(b"x", b"b", b"c"), Standing.FORKED, 0),
        (b"", Standing.BEHIND, 0),
        (ABC + b"3 torn", Standing.SAME, 3),
    ],
)
def test_tells_how_two_histories_stand(other: bytes, standing: Standing, common: int) -> None:
    found = compare(ABC, other)

    assert (found.standing, found.common) == (standing, common)


def test_a_fork_is_refused_with_both_heads() -> None:
    found = compare(ABC, _chain(b"a", b"x"))

    with pytest.raises(Forked) as told:
        found.refuse_fork()
    assert found.first.digest[:12] in told.value.detail
    assert found.second.digest[:12] in told.value.detail


def test_a_broken_history_is_not_compared() -> None:
    with pytest.raises(LedgerChanged):
        compare(ABC, ABC.replace(b"1 ", b"2 ", 1))
