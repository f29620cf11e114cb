"""Small clean copies: upright, without metadata, within limits."""

import io
import struct
import zlib

import pytest
from PIL import Image

from upstander.model.errors import IntakeError, LimitExceeded
from upstander.picture.thumbnail import thumbnail


def _picture(kind: str = "JPEG", size: tuple[int, int] = (80, 40), orientation: int = 1) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Camera of Tara"
    out = io.BytesIO()
    Image.new("RGB", size, (200, 10, 10)).save(out, kind, exif=exif)
    return out.getvalue()


def _opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def test_a_picture_fits_and_is_a_jpeg() -> None:
    small = _opened(thumbnail(_picture(size=(800, 400)), max_px=100))

    assert (small.format, small.size) == ("JPEG", (100, 50))


def test_a_picture_is_turned_upright() -> None:
    assert _opened(thumbnail(_picture(orientation=6), max_px=100)).size == (40, 80)


def test_nothing_of_the_metadata_is_left() -> None:
    small = thumbnail(_picture(), max_px=100)

    assert b"Camera" not in small
    assert not _opened(small).getexif()


def test_grey_has_no_colour() -> None:
    assert _opened(thumbnail(_picture(), max_px=100, grey=True)).mode == "L"


def test_clear_places_become_white() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(out, "PNG")

    assert _opened(thumbnail(out.getvalue())).getpixel((5, 5)) == (255, 255, 255)


def test_a_cut_picture_shows_what_is_there() -> None:
    whole = _picture(size=(400, 400))

    assert _opened(thumbnail(whole[: len(whole) * 2 // 3], max_px=50)).size == (50, 50)


def _png_header(width: int, height: int) -> bytes:
    body = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = b"IDAT" + zlib.compress(b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(each) - 4) + each + struct.pack(">I", zlib.crc32(each))
        for each in (body, data, b"IEND")
    )


@pytest.mark.parametrize("side", [9_000, 12_000, 60_000])
def test_a_picture_of_too_many_dots_is_not_drawn(side: int) -> None:
    with pytest.raises((LimitExceeded, IntakeError)) as caught:
        thumbnail(_png_header(side, side))

    assert caught.value.code in ("limit-exceeded", "hostile-file")


@pytest.mark.parametrize("data", [b"", b"not a picture", b"%!PS-Adobe-3.0 EPSF-3.0", b"\x89PNG"])
def test_what_is_no_picture_is_said_calmly(data: bytes) -> None:
    with pytest.raises(IntakeError, match="cannot be shown"):
        thumbnail(data)
