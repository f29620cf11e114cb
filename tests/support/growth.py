"""How the time of a piece of work grows with its input: a judgement that no busy machine changes.

Seconds say as much about the machine as about the code. What a user would meet is work that
grows out of proportion (a hostile line that hangs the program), and that is seen by doing the
work twice, on a little and on a lot, and comparing the two.
"""

from __future__ import annotations

from collections.abc import Callable
from time import thread_time

TIMES = 8
"""The lot is so many times the little: work in proportion takes 8 times, squares take 64."""
_PROPORTION = 3 * TIMES  # room for caches and noise; well under the 64 of squares
_NOTHING_S = 0.1  # seconds of the processor in which nothing can be told apart
_TRIES = 4


def assert_in_proportion(work: Callable[[int], object], size: int) -> None:
    """Fail where ``work(size)`` takes out of proportion longer than ``work(size // 8)``.

    Counts seconds of the processor in this thread. The best of up to four tries counts: noise
    makes a try longer, never shorter.
    """
    work(size // TIMES**2)  # what is loaded or compiled at first use is no growth
    little = lot = float("inf")
    for _ in range(_TRIES):
        little = min(little, _seconds(work, size // TIMES))
        lot = min(lot, _seconds(work, size))
        if lot <= _PROPORTION * little or lot <= _NOTHING_S:
            return
    raise AssertionError(
        f"{size} took {lot:.2f} s, an eighth of it {little:.3f} s: {lot / little:.0f} times"
    )


def _seconds(work: Callable[[int], object], size: int) -> float:
    begun = thread_time()
    work(size)
    return thread_time() - begun
