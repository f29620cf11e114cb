"""What a document says about itself: PDF (ISO 32000), Office (ECMA-376), OpenDocument."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import BinaryIO

from pypdf import PdfReader

from upstander.picture._image_tags import XMP
from upstander.picture._xml_words import MAX_XML, xml_words

_PDF = {
    "/Producer": "PDF:Producer",
    "/Creator": "PDF:CreatorTool",  # the program; the person stands under /Author
    "/CreationDate": "PDF:CreationDate",
    "/ModDate": "PDF:ModDate",
}
_OFFICE = {
    "Application": "Office:Application",
    "dcterms:created": "Office:CreateDate",
    "dcterms:modified": "Office:ModifyDate",
    "meta:generator": "Office:Application",
    "meta:creation-date": "Office:CreateDate",
    "dc:date": "Office:ModifyDate",
}
_PARTS = ("docProps/app.xml", "docProps/core.xml", "meta.xml")
_PLAIN_FILTERS = (None, "/FlateDecode", ["/FlateDecode"])  # XMP is written so; others cost much
_LONGEST = 500


def pdf_tags(stream: BinaryIO) -> Iterator[tuple[str, str]]:
    """Give tags and values of a PDF; its pages are not read.

    What is broken raises whatever the library raises; whoever calls takes that as "no more".
    """
    reader = PdfReader(stream)
    for name, value in (reader.metadata or {}).items():
        if name in _PDF:
            yield _PDF[name], str(value)[:_LONGEST]
    packet = reader.root_object.get("/Metadata")
    if packet is not None and (held := packet.get_object()).get("/Filter") in _PLAIN_FILTERS:
        yield from xml_words(held.get_data(), XMP)


def office_tags(stream: BinaryIO) -> Iterator[tuple[str, str]]:
    """Give tags and values of a zipped document; its words are not read. Raises as above."""
    with zipfile.ZipFile(stream) as archive:
        for name in _PARTS:
            if name in archive.NameToInfo:
                with archive.open(name) as part:
                    yield from xml_words(part.read(MAX_XML), _OFFICE)
