"""Small invented files that say something about themselves, made here byte by byte."""

from __future__ import annotations

import io
import struct
import zipfile
from datetime import UTC, datetime

import pikepdf
from PIL import Image, PngImagePlugin

_SPACES = (
    'xmlns:x="adobe:ns:meta/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
    ' xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:exif="http://ns.adobe.com/exif/1.0/"'
)
XMP = (
    f"<x:xmpmeta {_SPACES}>"
    '<rdf:RDF><rdf:Description rdf:about="" xmp:CreatorTool="PaintApp 3"'
    ' dc:creator="Kieran"><xmp:CreateDate>2026-11-17T08:30:00Z</xmp:CreateDate>'
    "<exif:GPSLatitude>51,30N</exif:GPSLatitude></rdf:Description></rdf:RDF></x:xmpmeta>"
)


def _exif() -> Image.Exif:
    exif = Image.Exif()
    exif[0x0131], exif[0x010F], exif[0x0110] = "PaintApp 3", "Camwell", "C-20"
    exif[0x013B] = "Kieran"
    exif.get_ifd(0x8769)[0x9003] = "2026:11:17 08:30:00"
    exif.get_ifd(0x8825)[1], exif.get_ifd(0x8825)[2] = "N", (51.0, 30.0, 0.0)
    return exif


def photo(kind: str = "JPEG", *, xmp: str = "") -> bytes:
    """A photo with program, device, time, a name of a person and a place."""
    more = {"xmp": xmp.encode()} if xmp else {}
    out = io.BytesIO()
    Image.new("RGB", (8, 8), (10, 20, 30)).save(out, kind, exif=_exif(), **more)
    return out.getvalue()


def png(**words: str) -> bytes:
    """A picture with text chunks."""
    held = PngImagePlugin.PngInfo()
    for name, value in words.items():
        held.add_itxt(name.replace("_", " "), value)
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, "PNG", pnginfo=held)
    return out.getvalue()


def pdf(*, xmp: str = "") -> bytes:
    """A paper of one page."""
    out = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        made.docinfo["/Producer"] = "PaperMill 9"
        made.docinfo["/Creator"] = "WordSmith"
        made.docinfo["/Author"] = "Kieran"
        made.docinfo["/CreationDate"] = "D:20261117083000Z"
        if xmp:
            made.Root.Metadata = pikepdf.Stream(made, xmp.encode())
        made.save(out)
    return out.getvalue()


def letter() -> bytes:
    """An Office document."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w:document/>")
        core = "<cp:coreProperties><dc:creator>Kieran</dc:creator>"
        core += '<dcterms:created xsi:type="x">2026-11-17T08:30:00Z</dcterms:created>'
        archive.writestr("docProps/core.xml", core)
        archive.writestr("docProps/app.xml", "<Properties><Application>WordSmith</Application>")
    return out.getvalue()


def box(kind: bytes, *inner: bytes) -> bytes:
    """One box of ISO/IEC 14496-12."""
    body = b"".join(inner)
    return struct.pack(">I4s", 8 + len(body), kind) + body


def phone_photo() -> bytes:
    """A photo in boxes (HEIC) whose Exif stands in an item of its own."""
    held = struct.pack(">I", 6) + _exif().tobytes()
    entry = box(b"infe", bytes([2, 0, 0, 0]), struct.pack(">HH4s", 1, 0, b"Exif"), b"\0")
    names = box(b"iinf", bytes(4), struct.pack(">H", 1), entry)
    kind = box(b"ftyp", b"heic", bytes(4), b"mif1heic")

    def places(at: int) -> bytes:
        extent = struct.pack(">HHHII", 1, 0, 1, at, len(held))
        return box(b"iloc", bytes(4), bytes([0x44, 0]), struct.pack(">H", 1), extent)

    def meta(at: int) -> bytes:
        return box(b"meta", bytes(4), box(b"hdlr", bytes(24)), names, places(at))

    at = len(kind) + len(meta(0)) + 8
    return kind + meta(at) + box(b"mdat", held)


def film(*, maker: str = "Camwell", quick: bool = True) -> bytes:
    """A film without pictures: its index says who made it, when, and where."""
    seconds = int(
        (datetime(2026, 11, 17, tzinfo=UTC) - datetime(1904, 1, 1, tzinfo=UTC)).total_seconds()
    )
    header = box(b"mvhd", struct.pack(">III", 0, seconds, 0), bytes(88))
    names = (b"com.apple.quicktime.make", b"com.apple.quicktime.location.ISO6709")
    keys = box(b"keys", struct.pack(">II", 0, len(names)), *(box(b"mdta", each) for each in names))
    said = (maker.encode(), b"+51.5-000.1/")
    held = [
        box(struct.pack(">I", at), box(b"data", struct.pack(">II", 1, 0), value))
        for at, value in enumerate(said, 1)
    ]
    handler = box(b"hdlr", bytes(24))
    meta = box(b"meta", handler, keys, box(b"ilst", *held))
    if not quick:
        meta = box(b"udta", box(b"meta", bytes(4), handler, keys, box(b"ilst", *held)))
    return box(b"ftyp", b"isom", bytes(4)) + box(b"mdat", bytes(5000)) + box(b"moov", header, meta)
