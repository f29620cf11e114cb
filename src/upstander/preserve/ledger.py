"""Entry bodies and chain lines: written, read, and checked against each other.

A body is JSON with sorted keys, no spaces, UTF-8, no floats, no key twice; the bytes as written
are what the chain commits to. Nothing here touches a disk or a clock.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Any, NoReturn

from upstander.model.actor import Actor, Role
from upstander.model.entry import GENESIS, Act, Entry, EntryDraft, Json, chain_line, head_of
from upstander.model.errors import LedgerChanged
from upstander.model.ids import ActorId, CaseId, DeviceId, ItemId, VaultId

BODY_VERSION = 1
CLOCK_TOLERANCE = timedelta(seconds=1)
"""Wall time may be nudged back this far by time keeping without an entry about it."""

_LINE = re.compile(rb"(0|[1-9][0-9]{0,17}) ([0-9a-f]{64}) ([0-9a-f]{64})\Z")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Instrument:
    """What an entry was made with: a random device id, the system, the program and its version."""

    device: DeviceId
    os: str
    tool: str
    version: str


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the ledger adds to a draft: the place in the chain, a salt, the clocks, the tool."""

    vault: VaultId
    seq: int
    salt: bytes  # 128 bit, so that a withheld body cannot be guessed from its commitment
    utc: datetime
    zone: str
    monotonic_ns: int
    boot: str
    clock: str
    instrument: Instrument


@dataclass(frozen=True, slots=True)
class Line:
    """One parsed chain line."""

    seq: int
    prev: str
    commit: str


def encode_json(value: Json) -> bytes:
    """Write canonical JSON bytes; raises ``ValueError`` for a float or a key that is no text.

    A lone surrogate (from a badly encoded file name) is written as its escape, so that any
    text at all can be kept and comes back the same.
    """
    _refuse_floats(value)
    text = json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )
    return _LONE_SURROGATE.sub(lambda hit: f"\\u{ord(hit[0]):04x}", text).encode()


def decode_json(data: bytes) -> Json:
    """Read JSON strictly: UTF-8, no floats, no key twice; raises ``ValueError``."""
    try:
        value: Json = json.loads(
            data.decode(),
            object_pairs_hook=_unique,
            parse_float=_no_float,
            parse_constant=_no_float,
        )
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    return value


def encode_body(draft: EntryDraft, stamp: Stamp) -> bytes:
    """Give the exact bytes of an entry body; raises ``ValueError`` for data JSON cannot hold."""
    return encode_json(
        {
            "v": BODY_VERSION,
            "vault": stamp.vault,
            "seq": stamp.seq,
            "salt": stamp.salt.hex(),
            "ts": write_time(stamp.utc),
            "tz": stamp.zone,
            "mono": stamp.monotonic_ns,
            "boot": stamp.boot,
            "clock": stamp.clock,
            "act": draft.act.value,
            "actor": {"id": draft.actor.id, "role": draft.actor.role.value},
            "device": {"id": stamp.instrument.device, "os": stamp.instrument.os},
            "tool": {"name": stamp.instrument.tool, "ver": stamp.instrument.version},
            "case": draft.case,
            "item": draft.item,
            "data": dict(draft.data),
            "reason": draft.reason,
            "supersedes": draft.supersedes,
            "parents": list(draft.parents),
        }
    )


def decode_body(body: bytes, line: bytes, vault: VaultId | None = None) -> Entry:
    """Read a body against its line; raises :class:`LedgerChanged` naming the entry and why.

    With ``vault`` given, a body of another vault is refused too.
    """
    parsed = parse_line(line)
    if chain_line(parsed.seq, None, body)[-64:].decode() != parsed.commit:
        raise LedgerChanged(f"Entry {parsed.seq}: the entry is not the one in the chain.")
    try:
        entry, owner = _entry(decode_json(body), body, line)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise LedgerChanged(f"Entry {parsed.seq}: the entry cannot be read.") from error
    if entry.seq != parsed.seq:
        raise LedgerChanged(f"Entry {parsed.seq}: the entry says it is number {entry.seq}.")
    if vault is not None and owner != vault:
        raise LedgerChanged(f"Entry {parsed.seq}: the entry belongs to another vault.")
    return entry


def parse_line(line: bytes) -> Line:
    """Read one chain line without its newline; raises :class:`LedgerChanged`."""
    match = _LINE.match(line)
    if match is None:
        raise LedgerChanged("A line of the record is not of the form it was written in.")
    return Line(int(match[1]), match[2].decode(), match[3].decode())


def complete_lines(chain: bytes) -> tuple[bytes, bytes]:
    """Split a chain file into its complete lines and the torn bytes after the last newline."""
    end = chain.rfind(b"\n") + 1
    return chain[:end], chain[end:]


def split_lines(chain: bytes) -> list[bytes]:
    """Split complete lines at their newlines, and at nothing else."""
    return chain.removesuffix(b"\n").split(b"\n") if chain else []


def walk_chain(chain: bytes, start: int = 0) -> Iterator[bytes]:
    """Give the lines from number ``start`` on, checking every link from the first line.

    Raises :class:`LedgerChanged` at the first line out of order or not linked to the one before.
    """
    previous: bytes | None = None
    for seq, line in enumerate(split_lines(chain)):
        parsed = parse_line(line)
        if parsed.seq != seq:
            raise LedgerChanged(f"Line {seq}: it is numbered {parsed.seq}.")
        if parsed.prev != (head_of(1, previous).digest if previous is not None else GENESIS):
            raise LedgerChanged(f"Line {seq}: it does not follow from the line before it.")
        previous = line
        if seq >= start:
            yield line


def went_back(last: datetime | None, now: datetime) -> bool:
    """Say whether wall time went back by more than ordinary time keeping does."""
    return last is not None and now < last - CLOCK_TOLERANCE


def clock_jump(actor: Actor, last: datetime, now: datetime) -> EntryDraft:
    """Make the entry that shows a clock set back instead of hiding it."""
    seconds = int((last - now).total_seconds())
    data: dict[str, Json] = {"from": write_time(last), "to": write_time(now), "seconds": seconds}
    return EntryDraft(Act.CLOCK_JUMP, actor, data=MappingProxyType(data))


def write_time(moment: datetime) -> str:
    """Write a time as UTC with microseconds and ``Z`` (RFC 3339)."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def read_time(text: str) -> datetime:
    """Read a time written by :func:`write_time`; raises ``ValueError``."""
    moment = datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ")
    return moment.replace(tzinfo=UTC)


def _entry(value: Any, body: bytes, line: bytes) -> tuple[Entry, str]:
    if value["v"] != BODY_VERSION:
        raise ValueError("a version this program does not know")
    entry = Entry(
        seq=value["seq"],
        act=Act(value["act"]),
        actor=Actor(ActorId(value["actor"]["id"]), Role(value["actor"]["role"])),
        at=read_time(value["ts"]),
        zone=value["tz"],
        case=CaseId(value["case"]) if value["case"] is not None else None,
        item=ItemId(value["item"]) if value["item"] is not None else None,
        data=MappingProxyType(dict(value["data"])),
        reason=value["reason"],
        supersedes=value["supersedes"],
        parents=tuple(value["parents"]),
        body=body,
        line=line,
    )
    return entry, value["vault"]


def _refuse_floats(value: Json) -> None:
    if isinstance(value, float):
        raise ValueError("a body holds no floats")
    if isinstance(value, dict):
        for key, inner in value.items():
            if not isinstance(key, str):
                raise ValueError("keys are text")
            _refuse_floats(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            _refuse_floats(inner)


def _unique(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _no_float(_text: str) -> NoReturn:
    raise ValueError("a body holds no floats")
