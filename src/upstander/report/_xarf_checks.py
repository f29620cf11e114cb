"""Checks of a XARF report that its own validator does not make, before it leaves our hands.

The published validator takes a wrong hash, a payload that is not base64, a wrong size, times
without zone or in the future, an empty source and internal notes. Receivers do not.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from uuid import UUID

MAX_ITEM = 5 * 1024 * 1024
MAX_ALL = 15 * 1024 * 1024
MAX_ITEMS = 50
_AHEAD = timedelta(minutes=5)  # clocks differ a little
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)\Z")
_ADDRESS = re.compile(r"[^@\s]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+\Z")
_DOMAIN = re.compile(r"[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+\Z")
_TIMES = ("timestamp", "first_seen", "last_seen", "verified_at")
_HASHES = {"sha256": hashlib.sha256, "sha512": hashlib.sha512}
_NEVER = frozenset({"csam", "csem"})
_LONGEST = 1000


def faults(report: Mapping[str, object], now: datetime) -> tuple[str, ...]:
    """Say what is wrong with a report, in plain sentences; nothing for a good one."""
    return (
        *_identity(report),
        *_times(report, now),
        *(f"The {who} has no good address." for who in _bad_contacts(report)),
        *_evidence(report.get("evidence", [])),
    )


def _identity(report: Mapping[str, object]) -> Iterator[str]:
    if _holds_internal(report):
        yield "It holds internal notes."
    if not str(report.get("source_identifier") or "").strip():
        yield "It does not say where the abuse came from."
    if str(report.get("type")) in _NEVER:
        yield "Reports of this type are never made here."
    try:
        UUID(str(report.get("report_id")))
    except ValueError:
        yield "The report has no good id."
    if len(str(report.get("description") or "")) > _LONGEST:
        yield "The description is too long."


def _holds_internal(value: object) -> bool:
    if isinstance(value, Mapping):
        return "_internal" in value or any(map(_holds_internal, value.values()))
    return isinstance(value, list) and any(map(_holds_internal, value))


def _times(report: Mapping[str, object], now: datetime) -> Iterator[str]:
    for name in _TIMES:
        if name not in report and name != "timestamp":
            continue
        written = str(report.get(name))
        at = _moment(written)
        if at is None:
            yield f"The {name} is no full time with a zone."
        elif at > now + _AHEAD:
            yield f"The {name} is in the future."


def _moment(written: str) -> datetime | None:
    if not _TIME.match(written):
        return None
    try:
        return datetime.fromisoformat(written).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _bad_contacts(report: Mapping[str, object]) -> Iterator[str]:
    for who in ("reporter", "sender"):
        given = report.get(who)
        contact = given if isinstance(given, Mapping) else {}
        if not (
            str(contact.get("org", "")).strip()
            and _ADDRESS.match(str(contact.get("contact", "")))
            and _DOMAIN.match(str(contact.get("domain", "")))
        ):
            yield who


def _evidence(items: object) -> Iterator[str]:
    if not isinstance(items, list) or len(items) > MAX_ITEMS:
        yield "The list of evidence is not as it must be."
        return
    total = 0
    for number, item in enumerate(items, 1):
        data = _payload(item)
        if data is None:
            yield f"Evidence {number} is not in base64."
            continue
        total += len(data)
        yield from (f"Evidence {number}: {each}" for each in _item(item, data))
    if total > MAX_ALL:
        yield "The evidence is more than 15 MB in all."


def _payload(item: object) -> bytes | None:
    try:
        return base64.b64decode(str(item["payload"]), validate=True)  # type: ignore[index]  # no item: refused below
    except (binascii.Error, KeyError, TypeError, ValueError):
        return None


def _item(item: Mapping[str, object], data: bytes) -> Iterator[str]:
    if not data:
        yield "it is empty."
    if len(data) > MAX_ITEM:
        yield "it is more than 5 MB."
    if item.get("size") != len(data):
        yield "its size is not the size that is said."
    name, _, value = str(item.get("hash", "")).partition(":")
    if name not in _HASHES or _HASHES[name](data).hexdigest() != value.lower():
        yield "its hash does not fit."
