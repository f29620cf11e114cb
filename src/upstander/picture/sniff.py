"""Say what a file is from its first bytes; a name or a claimed type proves nothing.

Signatures follow the published formats (PNG, JPEG, ISO/IEC 14496-12 brands, RIFF, Ogg, ...).
"""

from __future__ import annotations

HEAD = 512
"""How many bytes :func:`sniff` likes to see."""

_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"\0\0\1\0", "image/x-icon"),
    (b"%PDF-", "application/pdf"),
    (b"{\\rtf", "application/rtf"),
    (b"ID3", "audio/mpeg"),
    (b"fLaC", "audio/flac"),
    (b"#!AMR", "audio/amr"),
    (b"MThd", "audio/midi"),
    (b"\x1aE\xdf\xa3", "video/webm"),
    (b"FLV\x01", "video/x-flv"),
    (b"\0\0\1\xba", "video/mpeg"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"\x1f\x8b", "application/gzip"),
    (b"BZh", "application/x-bzip2"),
    (b"\xfd7zXZ\0", "application/x-xz"),
    (b"(\xb5/\xfd", "application/zstd"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"SQLite format 3\0", "application/vnd.sqlite3"),
    (b"!BDN", "application/vnd.ms-outlook"),
    (b"x\x9f>\x22", "application/ms-tnef"),
    (b"MZ", "application/vnd.microsoft.portable-executable"),
    (b"\x7fELF", "application/x-executable"),
    (b"\xca\xfe\xba\xbe", "application/x-mach-binary"),
    (b"age-encryption.org/", "application/x-age"),
    (b"-----BEGIN PGP", "application/pgp-encrypted"),
    (b"BEGIN:VCARD", "text/vcard"),
    (b"BEGIN:VCALENDAR", "text/calendar"),
    (b"wOFF", "font/woff"),
    (b"8BPS", "image/vnd.adobe.photoshop"),
)
_BRANDS: tuple[tuple[bytes, str], ...] = (
    (b"heic", "image/heic"),
    (b"heix", "image/heic"),
    (b"mif1", "image/heif"),
    (b"msf1", "image/heif"),
    (b"avif", "image/avif"),
    (b"M4A ", "audio/mp4"),
    (b"M4B ", "audio/mp4"),
    (b"qt  ", "video/quicktime"),
    (b"3gp", "video/3gpp"),
    (b"3g2", "video/3gpp2"),
)
_RIFF = {b"WEBP": "image/webp", b"WAVE": "audio/wav", b"AVI ": "video/x-msvideo"}
_OGG: tuple[tuple[bytes, str], ...] = (
    (b"OpusHead", "audio/ogg; codecs=opus"),
    (b"\x01vorbis", "audio/ogg"),
    (b"\x80theora", "video/ogg"),
    (b"Speex", "audio/ogg"),
)
_OFFICE: tuple[tuple[bytes, str], ...] = (
    (b"word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (b"xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (b"ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
)
_SOME_OFFICE = "application/vnd.openxmlformats-officedocument"
UNKNOWN = "application/octet-stream"
IN_BOXES = ("image/heic", "image/heif", "image/avif")
"""Photos built of boxes (ISO/IEC 23008-12)."""
FILMS = ("video/mp4", "video/quicktime", "video/3gpp", "video/3gpp2", "audio/mp4")
"""Films and sounds built of boxes (ISO/IEC 14496-12)."""


def sniff(head: bytes) -> str:
    """Give a media type for the first bytes of a file.

    Plain text gives ``text/plain``, nothing ``application/x-empty``, the rest
    ``application/octet-stream``. Give at least :data:`HEAD` bytes where there are so many.
    """
    if not head:
        return "application/x-empty"
    for test in (_container, _start, _mpeg_audio, _text):
        found = test(head)
        if found:
            return found
    return UNKNOWN


def is_picture(media_type: str) -> bool:
    """Whether :func:`~upstander.picture.thumbnail.thumbnail` can be asked to draw it."""
    return media_type in ("image/jpeg", "image/png", "image/gif", "image/webp", "image/tiff",
                          "image/bmp")  # fmt: skip


def describes_itself(media_type: str) -> bool:
    """Whether :func:`~upstander.picture.file_tags.file_tags` knows how to look into it."""
    if media_type in FILMS or media_type == "application/pdf":
        return True
    if media_type.startswith(("application/vnd.openxmlformats", "application/vnd.oasis")):
        return True
    return is_picture(media_type) or media_type in IN_BOXES


def _start(head: bytes) -> str:
    for mark, kind in _STARTS:
        if head.startswith(mark):
            return kind
    if head.startswith(b"BM") and len(head) > 14 and head[6:10] == b"\0\0\0\0":
        return "image/bmp"
    return ""


def _container(head: bytes) -> str:
    if head[4:8] == b"ftyp":
        return _brand(head[8:12])
    if head.startswith(b"RIFF"):
        return _RIFF.get(head[8:12], UNKNOWN)
    if head.startswith(b"OggS"):
        return next((kind for mark, kind in _OGG if mark in head[:128]), "application/ogg")
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip(head)
    return ""


def _brand(brand: bytes) -> str:
    return next((kind for mark, kind in _BRANDS if brand.startswith(mark)), "video/mp4")


def _zip(head: bytes) -> str:
    if head[30:38] == b"mimetype" and b"opendocument" in head[38:120]:
        return head[38:120].split(b"PK")[0].decode("ascii", "replace").strip("\0 ")[:80]
    if b"[Content_Types].xml" in head or head[30:35] in (b"word/", b"_rels"):
        for mark, kind in _OFFICE:
            if mark in head:
                return kind
        if head.startswith(b"[Content_Types].xml", 30):
            return _SOME_OFFICE  # Word pads its first part, so no other name stands in the head
    return "application/zip"


def _mpeg_audio(head: bytes) -> str:
    if len(head) > 3 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0:
        layer = head[1] >> 1 & 3
        return "audio/aac" if layer == 0 else "audio/mpeg"
    return ""


def _text(head: bytes) -> str:
    start = head[3:] if head.startswith(b"\xef\xbb\xbf") else head
    low = start[:256].lstrip().lower()
    if low.startswith((b"<!doctype html", b"<html")):
        return "text/html"
    if low.startswith(b"<?xml") or low.startswith(b"<svg"):
        return "image/svg+xml" if b"<svg" in head else "application/xml"
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "text/plain"
    if any(each < 32 and each not in b"\t\n\r\f\x1b" for each in head[:HEAD]):
        return ""
    return "text/plain" if _is_utf8(start[:HEAD]) else ""


def _is_utf8(piece: bytes) -> bool:
    try:
        piece.decode("utf-8")
    except UnicodeDecodeError as wrong:
        return wrong.start >= len(piece) - 3  # cut in the middle of a letter
    return True
