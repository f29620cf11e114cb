"""The look of a picture as 64 bits, so that copies that were saved again can be put side by side.

Difference hash (N. Krawetz, 2013, "Kind of like that"): nine by eight grey dots, and for each
whether it is brighter than the one beside it. Alike is not the same: it only ever asks.
"""

from __future__ import annotations

from PIL import Image

from upstander.picture.thumbnail import opened, said_calmly

_WIDE, _HIGH = 9, 8


def look(data: bytes) -> str:
    """Give 16 hex digits; empty for a picture of one tone, which is like every other one.

    Raises:
        LimitExceeded: it has more dots than the program draws.
        HostileFile: a decompression bomb.
        IntakeError: it is no picture.
    """
    with said_calmly():
        dots = _dots(data)
    bits = 0
    for row in range(_HIGH):
        for place in range(_WIDE - 1):
            at = row * _WIDE + place
            bits = bits << 1 | (dots[at] > dots[at + 1])
    return f"{bits:016x}" if bits else ""


def _dots(data: bytes) -> bytes:
    with opened(data) as picture:
        picture.draft("L", (_WIDE * 8, _HIGH * 8))
        small = picture.convert("L").resize((_WIDE, _HIGH), Image.Resampling.LANCZOS)
        return small.tobytes()
