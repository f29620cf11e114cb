"""Small clean copies of pictures: decoded within limits, turned upright, metadata gone."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from upstander.model.errors import HostileFile, IntakeError, LimitExceeded

MAX_PIXELS = 64_000_000
"""Pictures with more pixels are not decoded: 64 million is more than phones take."""
MAX_SIDE = 2400
QUALITY = 82
FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "TIFF", "BMP")
_PAPER = (255, 255, 255)


def thumbnail(data: bytes, *, max_px: int = 480, grey: bool = False) -> bytes:
    """Give a JPEG that fits into ``max_px`` by ``max_px``, without any metadata.

    The first picture of several is shown. Raises :class:`LimitExceeded` for too many pixels,
    :class:`HostileFile` for a decompression bomb, :class:`IntakeError` for what is no picture.
    A cut file gives what can be seen of it.
    """
    side = min(max(max_px, 16), MAX_SIDE)
    with said_calmly():
        return _encode(_small(data, side, grey=grey))


@contextmanager
def said_calmly() -> Iterator[None]:
    """Turn what Pillow raises on a file into :class:`IntakeError` or :class:`HostileFile`."""
    try:
        yield
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as error:
        raise IntakeError("This file cannot be shown as a picture.") from error
    except Image.DecompressionBombError as error:
        raise HostileFile("The picture would unpack to far more than its size.") from error


@contextmanager
def opened(data: bytes) -> Iterator[Image.Image]:
    """Open a picture whose dots may be drawn; raises :class:`LimitExceeded` for too many.

    A cut file is drawn as far as it goes.
    """
    ImageFile.LOAD_TRUNCATED_IMAGES = True
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
            width, height = picture.size
            if width * height > MAX_PIXELS:
                raise LimitExceeded("The picture has more dots than the program draws.")
            yield picture


def _small(data: bytes, side: int, *, grey: bool) -> Image.Image:
    with opened(data) as picture:
        picture.draft("RGB", (side, side))
        upright = ImageOps.exif_transpose(picture)
        upright.thumbnail((side, side))
        return _flat(upright, grey=grey)


def _flat(picture: Image.Image, *, grey: bool) -> Image.Image:
    """Drop everything but the dots."""
    return on_paper(picture).convert("L" if grey else "RGB")


def on_paper(picture: Image.Image) -> Image.Image:
    """Put clear places on white."""
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        layered = picture.convert("RGBA")
        paper = Image.new("RGBA", layered.size, (*_PAPER, 255))
        return Image.alpha_composite(paper, layered)
    return picture


def _encode(picture: Image.Image) -> bytes:
    clean = Image.new(picture.mode, picture.size)
    clean.paste(picture)
    out = io.BytesIO()
    clean.save(out, "JPEG", quality=QUALITY, optimize=False)
    return out.getvalue()
