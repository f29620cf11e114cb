"""The fonts that print, and which characters each of them can show.

All fonts come from locked wheels (Noto, SIL Open Font License 1.1); the machine's own fonts are
never used, so that a pack looks the same wherever it is made.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # it has no stubs

from upstander.model.errors import DependencyMissing

_PACKAGES = ("manimgx_fonts", "manimgx_fonts_cjk")
_CJK = "NotoSansCJK-VF.otf.ttc"
_CJK_FACE = ("Noto Sans CJK SC", 2)
_FIRST = ("Noto Sans", "Noto Emoji", "Noto Sans Arabic")
_LAST = ("Noto Sans Symbols",)


@cache
def folders() -> tuple[Path, ...]:
    """Where the fonts lie; raises :class:`DependencyMissing` when a wheel is not installed."""
    found: list[Path] = []
    for package in _PACKAGES:
        spec = find_spec(package)
        if spec is None or spec.origin is None:
            raise DependencyMissing(f"The fonts of {package} are not installed.")
        found.append(Path(spec.origin).parent)
    return tuple(found)


@cache
def families() -> tuple[str, ...]:
    """All families in the order in which they are tried; the common ones first, for speed."""
    return tuple(family for family, _ in _faces())


@cache
def coverage() -> dict[int, int]:
    """For each code point a bit mask of the families that have a glyph for it."""
    masks: dict[int, int] = {}
    for bit, (_family, points) in enumerate(_faces()):
        for point in points:
            masks[point] = masks.get(point, 0) | 1 << bit
    return masks


@cache
def _faces() -> tuple[tuple[str, frozenset[int]], ...]:
    upright: dict[str, frozenset[int]] = {}
    for path in sorted(each for folder in folders() for each in folder.glob("*.[to]t[fc]")):
        if path.name != _CJK and "Italic" not in path.name:
            family, points = _read(path)
            upright[family] = points
    _, cjk = _read(next(f / _CJK for f in folders() if (f / _CJK).exists()), _CJK_FACE[1])
    middle = sorted(set(upright) - {*_FIRST, *_LAST})
    return (
        *_named(upright, _FIRST),
        (_CJK_FACE[0], cjk),
        *_named(upright, middle),
        *_named(upright, _LAST),
    )


def _named(
    faces: dict[str, frozenset[int]], names: Iterable[str]
) -> tuple[tuple[str, frozenset[int]], ...]:
    return tuple((name, faces[name]) for name in names)


def _read(path: Path, number: int = -1) -> tuple[str, frozenset[int]]:
    with TTFont(path, fontNumber=number, lazy=True) as font:
        family = str(font["name"].getBestFamilyName())
        return family, frozenset(font.getBestCmap())
