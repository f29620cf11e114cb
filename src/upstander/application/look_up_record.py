"""How a look-up stands in the record, written and read in one place.

``data`` of ``look.up``: {kind, value, asked, at, outcome, why, pasted, digest, answer, texts[]}.
``answer`` is the register's answer as text where it has at most :data:`MOST_KEPT` bytes; of a
larger one only the ``digest`` is kept. ``texts`` are the TXT records of a name, base64.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from datetime import datetime
from types import MappingProxyType

from upstander.application.record import data
from upstander.model.digest import Digest
from upstander.model.entry import Entry, Json
from upstander.model.lead import LookOutcome, LookUp

MOST_KEPT = 64 * 1024
"""Bytes of an answer that are kept whole in the record."""


def look_up_data(
    made: LookUp, answer: bytes = b"", texts: Sequence[bytes] = ()
) -> MappingProxyType[str, Json]:
    """Give the body of an entry; ``seq`` of ``made`` is not known yet and is left out."""
    return data(
        kind=made.kind,
        value=made.value,
        asked=made.asked,
        at=made.at.isoformat(),
        outcome=made.outcome.value,
        why=made.why,
        pasted=made.pasted or None,
        digest=Digest.of(answer).hex if answer else "",
        answer=_text_of(answer),
        texts=[base64.b64encode(each).decode() for each in texts],
    )


def look_up_from(entry: Entry) -> LookUp:
    """Read an entry ``look.up`` without its answer; a form of a later version is a failure."""
    given = entry.data
    outcome = str(given.get("outcome", ""))
    return LookUp(
        kind=str(given.get("kind", "")),
        value=str(given.get("value", "")),
        asked=str(given.get("asked", "")),
        at=_moment(given.get("at"), entry.at),
        outcome=LookOutcome(outcome) if outcome in list(LookOutcome) else LookOutcome.FAILED,
        seq=entry.seq,
        why=str(given.get("why", "")),
        digest=str(given.get("digest", "")),
        pasted=bool(given.get("pasted")),
    )


def kept_answer(entry: Entry) -> bytes:
    """The answer that an entry holds; empty where it was too large or there was none."""
    return str(entry.data.get("answer") or "").encode("utf-8", "surrogatepass")


def kept_texts(entry: Entry) -> tuple[bytes, ...]:
    """The TXT records that an entry holds; one that cannot be read is left out."""
    listed = entry.data.get("texts")
    read = (_bytes(each) for each in listed) if isinstance(listed, list) else ()
    return tuple(each for each in read if each is not None)


def _text_of(answer: bytes) -> str:
    if len(answer) > MOST_KEPT:
        return ""
    return answer.decode("utf-8", "replace")


def _moment(value: Json, instead: datetime) -> datetime:
    try:
        at = datetime.fromisoformat(str(value))
    except ValueError:
        return instead
    return at if at.tzinfo else instead


def _bytes(value: Json) -> bytes | None:
    try:
        return base64.b64decode(str(value), validate=True)
    except (binascii.Error, ValueError):
        return None
