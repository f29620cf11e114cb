"""Turn bytes into text by a ladder: declared, UTF-8, Windows-1252, last of all Latin-1.

Which rung held is recorded, so that a reader can tell decoded words from guessed ones. Supersets
follow the WHATWG Encoding Standard (what mail programs and browsers do).
"""

from __future__ import annotations

from typing import NamedTuple

_NOT_FOR_TEXT = frozenset(
    {"unicode_escape", "raw_unicode_escape", "idna", "punycode", "undefined", "mbcs", "oem"}
)
_SUPERSET = {
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "utf-8",
    "ascii": "utf-8",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb_2312-80": "gb18030",
    "ks_c_5601-1987": "cp949",
    "ks_c_5601": "cp949",
    "euc-kr": "cp949",
    "shift_jis": "cp932",
    "x-sjis": "cp932",
    "unicode-1-1-utf-7": "utf-7",
    "iso-8859-8-i": "iso-8859-8",
    "windows-874": "cp874",
    "x-mac-roman": "mac_roman",
    "utf8mb4": "utf-8",
}
_STATEFUL = ("iso-2022", "utf-7", "hz", "utf-16", "utf-32", "unicode-1-1", "utf7", "utf16")


class Decoded(NamedTuple):
    """Text, the character set that worked, and what had to be mended for reading."""

    text: str
    used: str
    repairs: tuple[str, ...] = ()


def decode_text(data: bytes, declared: str | None) -> Decoded:
    """Decode by the ladder. Never raises; Latin-1 maps every byte."""
    name = _clean(declared)
    if data.isascii() and b"\x1b" not in data and not name.startswith(_STATEFUL):
        return Decoded(data.decode("ascii"), name or "us-ascii")
    for rung in (_declared, _marked, _utf8, _windows):
        found = rung(data, name)
        if found is not None:
            return found
    return Decoded(data.decode("latin-1"), "iso-8859-1", ("charset-guessed",))


def _clean(declared: str | None) -> str:
    return (declared or "").strip(" \t\"'").lower()[:60]


def _declared(data: bytes, name: str) -> Decoded | None:
    if not name or name.replace("-", "_") in _NOT_FOR_TEXT:
        return None
    wide = _SUPERSET.get(name)
    for codec in (name, wide) if name not in ("iso-8859-1", "latin1") else (wide, name):
        text = _try(data, codec)
        if text is not None:
            repairs = () if codec == name else ("charset-superset",)
            return Decoded(text, codec or name, repairs if _differs(data, name) else ())
    return None


def _differs(data: bytes, name: str) -> bool:
    """Latin-1 read as Windows-1252 differs only where bytes 80-9F occur."""
    return name not in ("iso-8859-1", "latin1") or any(0x80 <= each <= 0x9F for each in data)


def _marked(data: bytes, _name: str) -> Decoded | None:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = _try(data, "utf-16")
        return None if text is None else Decoded(text, "utf-16", ("charset-by-mark",))
    if b"\x1b$" in data or b"\x1b(" in data:
        text = _try(data, "iso2022_jp")
        return None if text is None else Decoded(text, "iso-2022-jp", ("charset-guessed",))
    return None


def _utf8(data: bytes, name: str) -> Decoded | None:
    text = _try(data, "utf-8")
    if text is None:
        return None
    return Decoded(text, "utf-8", ("charset-fallback",) if name else ("charset-not-declared",))


def _windows(data: bytes, name: str) -> Decoded | None:
    text = _try(data, "cp1252")
    return None if text is None else Decoded(text, "cp1252", ("charset-guessed",))


def _try(data: bytes, codec: str | None) -> str | None:
    if not codec:
        return None
    try:
        text = data.decode(codec)
        if "7" in codec:
            text.encode("utf-8")  # UTF-7 can smuggle in halves of letters
        return text
    except (LookupError, ValueError):  # UnicodeError is a ValueError; "\0" in a name too
        return None
