"""The two other papers: a draft statement to hand to an officer, and the receipt."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from upstander.language.shown_time import in_utc, in_zone
from upstander.model.entry import Head, Json
from upstander.paper.typeset import typeset
from upstander.preserve.pack.contents import PackRequest
from upstander.preserve.pack.cover import exhibit_row, running
from upstander.preserve.pack.layout import Placed
from upstander.preserve.pack.method import NOT_SHOWN, groups


def statement_pdf(request: PackRequest, placed: Sequence[Placed]) -> bytes:
    """A draft for a statement (section 9, Criminal Justice Act 1967), with the exhibit list.

    It is no official form and is not to be signed: an officer or solicitor takes it over.
    """
    data: dict[str, Json] = {
        **running(request, "Draft for a witness statement", placed),
        "producer": request.producer,
        "made": in_zone(request.created, request.zone),
        "produced": [f"I produce the file {each.path}, marked {each.number}." for each in placed],
        "exhibits": [exhibit_row(each) for each in placed],
    }
    return typeset("statement", data, created=request.created)


def receipt_pdf(
    pack_id: str, tag: str, fingerprint: str, head: Head, created: datetime, zone: str
) -> bytes:
    """The receipt as one printed page; the root of trust of the pack."""
    data: dict[str, Json] = {
        "title": "Receipt for an evidence pack",
        "running": f"Pack {pack_id}",
        "mark": "Keep apart from the pack",
        "foot": f"sha256 {tag[:12]}",
        "pack": pack_id,
        "made": f"{in_zone(created, zone)} (UTC {in_utc(created)})",
        "values": [
            {"q": "SHA-256 of tagmanifest-sha256.txt", "flag": "--tag", "a": _two_rows(tag)},
            {"q": "Key fingerprint", "flag": "--fingerprint", "a": _two_rows(fingerprint)},
            {
                "q": f"End of the record, {head.length:,} lines",
                "flag": "--head",
                "a": _two_rows(head.digest),
            },
        ],
        "checks": list(NOT_SHOWN),
    }
    return typeset("receipt", data, created=created)


def _two_rows(value: str) -> str:
    return f"{groups(value[:32])}\n{groups(value[32:])}"
