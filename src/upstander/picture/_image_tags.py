"""What a picture says about itself: Exif (CIPA DC-008), text chunks of PNG, XMP, comments."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import exifread
from PIL import ExifTags, Image

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
        exif = picture.getexif()
        for group, held in (("Image", exif), ("EXIF", exif.get_ifd(ExifTags.IFD.Exif))):
            for number, value in dict(held).items():
                if number in ExifTags.TAGS and isinstance(value, str):
                    yield f"{group}:{ExifTags.TAGS[number]}", value


def heic_tags(stream: BinaryIO) -> Iterator[tuple[str, str]]:
    """Give the Exif tags of a picture in boxes (HEIC, AVIF), as above."""
    found = exifread.process_file(stream, details=False, extract_thumbnail=False)
    for name, value in found.items():
        group, _, tag = name.partition(" ")
        if group in ("Image", "EXIF"):
            yield f"{group}:{tag}", str(value)


def _words(name: object, value: object) -> Iterator[tuple[str, str]]:
    if name in _XMP_INFO:
        yield from xml_words(_bytes(value), XMP)
    elif isinstance(value, str) or name == "comment":
        yield f"Text:{name}", _bytes(value)[:_LONGEST].decode("utf-8", "replace")


def _bytes(value: object) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")
