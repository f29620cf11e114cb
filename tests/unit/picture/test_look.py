"""The look of a picture: the same for copies saved again, far apart for other pictures."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageDraw

from upstander.model.errors import IntakeError
from upstander.picture.look import look


def drawn(shape: str = "a", size: tuple[int, int] = (320, 240), kind: str = "PNG") -> bytes:
    picture = Image.new("RGB", (320, 240), (240, 240, 230))
    pen = ImageDraw.Draw(picture)
    places = {"a": (20, 20, 150, 200), "b": (190, 30, 300, 90)}
    pen.ellipse(places[shape], fill=(30, 60, 90))
    pen.line((0, 239, 319, 0) if shape == "a" else (0, 0, 319, 239), fill=(120, 0, 0), width=9)
    out = io.BytesIO()
    picture.resize(size).save(out, kind)
    return out.getvalue()


def apart(one: bytes, other: bytes) -> int:
    return (int(look(one), 16) ^ int(look(other), 16)).bit_count()


@pytest.mark.parametrize("copy", [drawn(size=(160, 120)), drawn(kind="JPEG"), drawn(kind="GIF")])
def test_a_copy_that_was_saved_again_looks_the_same(copy: bytes) -> None:
    assert apart(drawn(), copy) <= 6


def test_another_picture_looks_different() -> None:
    assert apart(drawn("a"), drawn("b")) > 12


def test_a_picture_of_one_tone_has_no_look() -> None:
    out = io.BytesIO()
    Image.new("RGB", (40, 40), (9, 9, 9)).save(out, "PNG")

    assert look(out.getvalue()) == ""


@pytest.mark.parametrize("data", [b"", b"words", b"\x89PNG\r\n\x1a\n" + bytes(40)])
def test_what_is_no_picture_is_said(data: bytes) -> None:
    with pytest.raises(IntakeError):
        look(data)
