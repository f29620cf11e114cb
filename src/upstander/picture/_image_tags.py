"""What a picture says about itself: Exif (CIPA DC-008), text chunks of PNG, XMP, comments."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import exifread
from PIL import Image

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


def exif_tags(stream: BinaryIO) -> Iterator[tuple[str, str]]:
    """Give the Exif tags of a picture; never a place, never those of its small copy.

    What is broken raises whatever the library raises; whoever calls takes that as "no more".
    """
    found = exifread.process_file(stream, details=False, extract_thumbnail=False)
    for name, value in found.items():
        group, _, tag = name.partition(" ")
        if group in ("Image", "EXIF"):
            yield f"{group}:{tag}", str(value)


def word_tags(stream: BinaryIO) -> Iterator[tuple[str, str]]:
    """Give the text chunks, comments and XMP of a picture; its dots are not decoded. Raises too."""
    with Image.open(stream, formats=FORMATS) as picture:
        words = dict(picture.info)
    for name, value in words.items():
        if name in _XMP_INFO:
            yield from xml_words(_bytes(value), XMP)
        elif isinstance(name, str) and isinstance(value, str | bytes):
            yield f"Text:{name}", _bytes(value[:_LONGEST]).decode("utf-8", "replace")


def _bytes(value: object) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")
