"""What a picture of a whole screen is like: by its shape, and by what took it."""

from __future__ import annotations

import pytest

from upstander.directory.screens import screens


@pytest.mark.parametrize(
    "size", [(1170, 2532), (1080, 2400), (1440, 3088), (1536, 2048), (2560, 1440), (1366, 768)]
)
def test_screens_of_phones_tablets_and_computers_are_whole(size: tuple[int, int]) -> None:
    assert screens().is_whole(*size)


@pytest.mark.parametrize("size", [(700, 310), (500, 500), (1170, 1400), (1080, 300), (0, 0)])
def test_other_shapes_are_not(size: tuple[int, int]) -> None:
    assert not screens().is_whole(*size)


def test_an_editor_takes_no_screens() -> None:
    assert not any(map(screens().takes_screens, ("PaintApp 3", "GIMP 2.10", "Photoshop 25.1")))
