"""How sure the table source is, from the first 64 KiB and the name."""

from __future__ import annotations

from upstander.intake.sources._table_layout import Layout, lay_out
from upstander.intake.table_columns import Columns
from upstander.intake.text import detect, scan_bytes
from upstander.model.reading import Probe

_ENDINGS = (".csv", ".tsv", ".tab", ".psv")
_MAYBE = ("", ".txt", ".log", ".dat", ".xls", ".asc", ".text")
_OTHER_FORMS = (b"{", b"[", b"<?xml", b"<!doctype", b"<html", b"%pdf", b"pk\x03\x04", b"from ")
_NO = Probe(0, "It is no table with columns.")
_ODD = 0.02  # share of signs that no text holds


def probe_table(head: bytes, name: str) -> Probe:
    """A name such as ``.csv`` and even rows; without such a name, known names of columns."""
    ending = _ending(name)
    if ending not in _ENDINGS and ending not in _MAYBE:
        return _NO
    charset = detect(head)
    body = head[charset.skip :]
    scanned = scan_bytes(body[: len(body) & ~1], charset.codec) if charset.wide else body
    if not _is_text(scanned) or scanned.lstrip()[:9].lower().startswith(_OTHER_FORMS):
        return _NO
    layout = lay_out(scanned, charset, Columns(), cut=len(head) >= 1 << 16)
    if layout is None:
        return _NO
    known = layout.score > 0 and layout.header is not None and layout.exact > 1
    if ending in _ENDINGS:
        return _by_name(layout, known=known)
    if known and layout.exact >= 3 and layout.even >= 0.8 and layout.rows:
        return Probe(60, f"Its columns are named as in a list of {layout.columns.kind}.")
    return _NO


def _by_name(layout: Layout, *, known: bool) -> Probe:
    if known:
        return Probe(85, f"Its columns are named as in a list of {layout.columns.kind}.")
    if layout.even >= 0.5 and len(layout.rows) > 1:
        return Probe(45, "It is a table, and its columns are not named in a way that is known.")
    return _NO


def _ending(name: str) -> str:
    last = name.replace("\\", "/").rpartition("/")[2].lower()
    stem, dot, ending = last.rpartition(".")
    return f".{ending}" if dot and stem else ""


def _is_text(scanned: bytes) -> bool:
    odd = sum(scanned.count(bytes((code,))) for code in (*range(9), 14, 15, 16, 127))
    return bool(scanned.strip()) and odd <= len(scanned) * _ODD
