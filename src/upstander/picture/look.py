"""The look of a picture as 128 bits, so that copies that were saved again can be put side by side.

Difference hash (N. Krawetz, 2013, "Kind of like that"), across and down: eight by eight grey
places, and for each whether it is brighter than the next one. A picture of words on a plain ground
looks like every other such picture, so it is given no look. Alike is not the same: it only ever
asks.
"""

from __future__ import annotations

from PIL import Image

from upstander.picture.thumbnail import on_paper, opened, said_calmly

_SIDE = 8
_BITS = 2 * _SIDE * _SIDE
_LEAST, _MOST = 0.3 * _BITS, 0.7 * _BITS  # photos have about half


def look(data: bytes) -> str:
    """Give 32 hex digits; empty for one tone, words on a ground, and the like.

    Raises:
        LimitExceeded: it has more dots than the program draws.
        HostileFile: a decompression bomb.
        IntakeError: it is no picture.
    """
    with said_calmly():
        bits = _bits(data)
    return f"{bits:0{_BITS // 4}x}" if _LEAST <= bits.bit_count() <= _MOST else ""


def _mostly_one_tone(grey: Image.Image) -> bool:
    """Whether over half the dots are of one of sixteen tones: a ground with something on it."""
    tones = grey.histogram()
    return max(sum(tones[at : at + 16]) for at in range(0, 256, 16)) * 2 > sum(tones)


def _bits(data: bytes) -> int:
    with opened(data) as picture:
        picture.draft("L", (_SIDE * 8, _SIDE * 8))
        grey = on_paper(picture).convert("L")
        if _mostly_one_tone(grey):
            return 0
        across = grey.resize((_SIDE + 1, _SIDE), Image.Resampling.LANCZOS).tobytes()
        down = grey.resize((_SIDE, _SIDE + 1), Image.Resampling.LANCZOS).tobytes()
    bits = 0
    for row in range(_SIDE):
        for place in range(_SIDE):
            at, under = row * (_SIDE + 1) + place, row * _SIDE + place
            bits = bits << 1 | (across[at] > across[at + 1])
            bits = bits << 1 | (down[under] > down[under + _SIDE])
    return bits
