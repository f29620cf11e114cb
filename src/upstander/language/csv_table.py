"""Tables as CSV that open without running anything.

UTF-8, CRLF (RFC 4180). A cell that a spreadsheet could take for a formula gets ``'`` in front.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def cell(value: object) -> str:
    """One cell, safe against formulas."""
    text = str(value)
    return f"'{text}" if text.startswith(_STARTS_FORMULA) else text


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Write a table; text that UTF-8 cannot hold is written as its escape."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([cell(value).replace("\0", "[U+0000]") for value in row])
    return out.getvalue().encode("utf-8", "backslashreplace")
