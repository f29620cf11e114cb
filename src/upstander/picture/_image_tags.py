"""What a picture says about itself: Exif (CIPA DC-008), text chunks of PNG, XMP, comments."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from PIL import ExifTags, Image

from upstander.picture._boxed_exif import boxed_exif
from upstander.picture._xml_words import xml_words
from upstander.picture.thumbnail import FORMATS

XMP = {
    "xmp:CreatorTool": "XMP:CreatorTool",
    "xap:CreatorTool": "XMP:CreatorTool",
    "xmp:CreateDate": "XMP:CreateDate",
    "xmp:ModifyDate": "XMP:ModifyDate",
    "xmp:MetadataDate": "XMP:MetadataDate",
    "photoshop:DateCreated": "XMP:DateCreated",
    "tiff:Make": "XMP:Make",
    "tiff:Model": "XMP:Model",
    "tiff:Software": "XMP:Software",
    "exif:DateTimeOriginal": "XMP:DateTimeOriginal",
    "stEvt:softwareAgent": "XMP:HistorySoftwareAgent",
    "pdf:Producer": "XMP:Producer",
}
_KEYWORDS = {
    "software": "Text:Software",
    "creation time": "Text:CreationTime",
    "date:create": "Text:CreateDate",
    "date:modify": "Text:ModifyDate",
    "date:timestamp": "Text:MetadataDate",
}
"""Keywords of PNG that are let through: any other is free text and may hold a name."""
_XMP_INFO = ("xmp", "XML:com.adobe.xmp")
_LONGEST = 500


def picture_tags(stream: BinaryIO) -> Iterator[tuple[str, str]]:
    """Give size, Exif, text chunks, comments and XMP of a picture; its dots are not decoded.

    Never a place, never what describes the small copy. What is broken raises whatever the library
    raises; whoever calls takes that as "no more".
    """
    with Image.open(stream, formats=FORMATS) as picture:
        yield "File:ImageWidth", str(picture.width)
        yield "File:ImageHeight", str(picture.height)
        for name, value in dict(picture.info).items():
            yield from _words(name, value)
        yield from _exif(picture.getexif())


def boxed_tags(stream: BinaryIO) -> Iterator[tuple[str, str]]:
    """Give the Exif tags of a photo in boxes (HEIC, AVIF; ISO/IEC 23008-12). Raises too."""
    exif = Image.Exif()
    raw = boxed_exif(stream)
    if raw:
        exif.load(raw)
        yield from _exif(exif)


def _exif(exif: Image.Exif) -> Iterator[tuple[str, str]]:
    """The words of the picture's own two parts; never the place, never the small copy."""
    for group, held in (("Image", exif), ("EXIF", exif.get_ifd(ExifTags.IFD.Exif))):
        for number, value in dict(held).items():
            if number in ExifTags.TAGS and isinstance(value, str):
                yield f"{group}:{ExifTags.TAGS[number]}", value


def _words(name: object, value: object) -> Iterator[tuple[str, str]]:
    if name in _XMP_INFO:
        yield from xml_words(_bytes(value), XMP)
    elif isinstance(name, str) and name.casefold() in _KEYWORDS:
        yield _KEYWORDS[name.casefold()], _bytes(value)[:_LONGEST].decode("utf-8", "replace")


def _bytes(value: object) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")
