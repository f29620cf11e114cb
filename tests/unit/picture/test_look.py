"""The look of a picture: near for copies saved again, far for others, none for words."""

from __future__ import annotations

import io
import random
from itertools import combinations

import pytest
from PIL import Image, ImageDraw, ImageFont

from upstander.model.errors import IntakeError
from upstander.picture.look import look

_WORDS = ["he", "is", "not", "safe", "around", "pupils", "look", "what", "share", "school", "bus"]
NEAR, FAR = 10, 30


def drawn(seed: str = "a", size: tuple[int, int] = (320, 240), kind: str = "PNG") -> bytes:
    """An invented photo: light from below and round things in it."""
    dice = random.Random(seed)  # noqa: S311  # the same picture every time
    picture = Image.new("RGB", (320, 240))
    pen = ImageDraw.Draw(picture)
    for row in range(240):
        pen.line((0, row, 320, row), fill=(row // 3, row // 2, dice.randrange(80)))
    for _ in range(12):
        x, y = dice.randrange(320), dice.randrange(240)
        pen.ellipse((x - 50, y - 50, x + 50, y + 50), fill=tuple(dice.randbytes(3)))
    return _saved(picture.resize(size), kind)


def post(seed: int, lines: int, ground: str = "white") -> bytes:
    """A screen with words on a plain ground."""
    dice = random.Random(seed)  # noqa: S311  # the same picture every time
    picture = Image.new("RGB", (540, 1170), ground)
    pen, font = ImageDraw.Draw(picture), ImageFont.load_default(28)
    for line in range(lines):
        text = " ".join(dice.choice(_WORDS) for _ in range(6))
        pen.text((30, 120 + line * 42), text, fill="black", font=font)
    return _saved(picture, "PNG")


def _saved(picture: Image.Image, kind: str) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind)
    return out.getvalue()


def apart(one: bytes, other: bytes) -> int:
    return (int(look(one), 16) ^ int(look(other), 16)).bit_count()


@pytest.mark.parametrize("copy", [drawn(size=(160, 120)), drawn(kind="JPEG"), drawn(kind="WEBP")])
def test_a_copy_that_was_saved_again_looks_nearly_the_same(copy: bytes) -> None:
    assert apart(drawn(), copy) <= NEAR


def test_other_pictures_look_different() -> None:
    pictures = [drawn(seed) for seed in "abcdefghij"]

    assert min(apart(one, other) for one, other in combinations(pictures, 2)) > FAR


@pytest.mark.parametrize("lines", [1, 3, 6, 14, 24])
@pytest.mark.parametrize("ground", ["white", "lightblue"])
def test_words_on_a_plain_ground_have_no_look(lines: int, ground: str) -> None:
    assert {look(post(seed, lines, ground)) for seed in range(8)} == {""}


def test_a_picture_of_one_tone_has_no_look() -> None:
    assert look(_saved(Image.new("RGB", (40, 40), (9, 9, 9)), "PNG")) == ""


@pytest.mark.parametrize("data", [b"", b"words", b"\x89PNG\r\n\x1a\n" + bytes(40)])
def test_what_is_no_picture_is_said(data: bytes) -> None:
    with pytest.raises(IntakeError):
        look(data)
