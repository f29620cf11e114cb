"""The append-only diary on disk: one chain file, one age file for each entry body."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import MappingProxyType

from upstander.adapters.file_vault import disk
from upstander.adapters.file_vault.chain_state import ChainState
from upstander.adapters.file_vault.room import Room
from upstander.model.actor import Actor
from upstander.model.digest import Digest
from upstander.model.entry import Act, Entry, EntryDraft, Head, Json, chain_line
from upstander.model.errors import LedgerChanged
from upstander.model.ids import VaultId
from upstander.preserve.ledger import (
    Stamp,
    clock_jump,
    complete_lines,
    decode_body,
    encode_body,
    parse_line,
    walk_chain,
    went_back,
)
from upstander.preserve.vault_format import SEEN_SIZE, read_seen, write_seen


@dataclass(slots=True)
class _Group:
    """Entries being composed: where the chain stands after them."""

    length: int
    last_line: bytes | None
    last_time: datetime | None
    entries: list[Entry]
    asked: list[Entry]  # those a caller asked for, without our own about repairs and clocks


class FileLedger:
    """Implements ``Ledger``; safe for several threads and processes."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._state = ChainState(room.layout.chain)
        self._last_time: datetime | None = None
        self._own_length = -1
        self._settled = False
        self._guard = threading.RLock()

    @property
    def vault(self) -> VaultId:
        """The vault this ledger belongs to."""
        return self._room.outside.card.id

    def append(self, drafts: Sequence[EntryDraft]) -> tuple[Entry, ...]:
        """Write entries in one group of flushes; what is returned is on disk.

        Raises :class:`VaultLocked`, :class:`DiskFull`, :class:`ReadOnlyMedium`,
        :class:`VaultBusy`, and :class:`LedgerChanged` when the record was cut or changed.
        """
        self._room.keys.check()
        if not drafts:
            return ()
        with self._guard, self._room.lock.hold(), disk.translated():
            self._room.keys.check()
            repairs = self._settle(drafts[0].actor)
            group = self._compose(repairs, drafts)
            self._write_bodies(group.entries)
            self._write_lines(group)
            return tuple(group.asked)

    def head(self) -> Head:
        """Length and digest of the last line; readers ignore a line that is being written."""
        self._room.keys.check()
        with self._guard:
            self._state.refresh()
            return self._state.head()

    def entries(self, start: int = 0) -> Iterator[Entry]:
        """Read from a number on, checking chain and commitments; raises :class:`LedgerChanged`."""
        for line in walk_chain(self.chain(), start):
            yield decode_body(self.body(parse_line(line).seq), line, self.vault)

    def chain(self) -> bytes:
        """The three-column text, complete lines only."""
        self._room.keys.check()
        return complete_lines(self._state.read_file())[0]

    def body(self, seq: int) -> bytes:
        """The exact bytes of one entry body; raises :class:`LedgerChanged`."""
        try:
            return self._room.unseal(self._room.layout.entry(seq).read_bytes())
        except FileNotFoundError as error:
            raise LedgerChanged(f"Entry {seq}: the entry is missing.") from error
        except (ValueError, OSError) as error:
            self._room.keys.check()
            raise LedgerChanged(f"Entry {seq}: the entry is damaged.") from error

    def seen(self) -> Head | None:
        """The head this vault was last seen with; ``None`` when there is no sound record of it."""
        try:
            data = self._room.layout.seen.read_bytes()
        except OSError:
            return None
        return read_seen(data, self._room.keys.chain_key())

    def accept(self, actor: Actor, reason: str) -> Entry:
        """Go on with the record as it lies, after a person looked at both histories."""
        with self._guard, self._room.lock.hold(), disk.translated():
            seen = self.seen()
            self._room.layout.seen.unlink(missing_ok=True)
            self._settled = False
            self._state.forget()
            self._state.refresh()
            now = self._state.head()
            data: dict[str, Json] = {"now": now.digest, "length": now.length}
            if seen is not None:
                data |= {"seen": seen.digest, "seen_length": seen.length}
            draft = EntryDraft(Act.FORK, actor, data=MappingProxyType(data), reason=reason)
            return self.append([draft])[-1]

    def bodies_on_disk(self, start: int = 0) -> list[int]:
        """Numbers of the entry bodies that lie there, from a number on."""
        return bodies_on_disk(self._room.layout.entries, start)

    def write_seen(self) -> None:
        """Write down the present head; a lost write only makes the record older."""
        record = write_seen(self._state.head(), self._room.keys.chain_key())
        descriptor = disk.open_kept(self._room.layout.seen)
        try:
            os.pwrite(descriptor, record[:SEEN_SIZE], 0)
            disk.set_time(descriptor, self._room.outside.birthday)
        finally:
            os.close(descriptor)

    def _settle(self, actor: Actor) -> list[EntryDraft]:
        """Look at the end of the chain under the lock; give entries about what was put right."""
        self._state.refresh()
        first, self._settled = not self._settled, False
        if first:
            self._state.check_seen(self.seen())
        torn = self._set_torn_aside()
        stray = self._set_stray_aside() if first or torn else []
        if first or self._state.length != self._own_length:
            self._last_time = self._time_of_last()
        self._settled = True
        if not torn and not stray:
            return []
        data: dict[str, Json] = {"bodies": list(stray), **torn}
        return [EntryDraft(Act.TAIL_REPAIR, actor, data=MappingProxyType(data))]

    def _set_torn_aside(self) -> dict[str, Json]:
        torn = self._state.torn()
        if not torn:
            return {}
        name = f"torn-{self._state.length}-{self._room.outside.ids.new()}"
        birthday = self._room.outside.birthday
        disk.write_new(self._room.layout.tmp / name, torn, birthday=birthday)
        disk.flush_folder(self._room.layout.tmp)
        self._state.cut_torn()
        return {"torn_bytes": len(torn), "torn_sha256": Digest.of(torn).hex, "kept_as": name}

    def _set_stray_aside(self) -> list[Json]:
        """Move bodies without a line (a write stopped before it was done) to ``tmp``."""
        moved: list[Json] = []
        for seq in self.bodies_on_disk(self._state.length):
            name = f"stray-{seq}-{self._room.outside.ids.new()}"
            self._room.layout.entry(seq).rename(self._room.layout.tmp / name)
            moved.append(name)
        return moved

    def _time_of_last(self) -> datetime | None:
        line = self._state.last_line
        if line is None:
            return None
        return decode_body(self.body(self._state.length - 1), line, self.vault).at

    def _compose(self, repairs: Sequence[EntryDraft], drafts: Sequence[EntryDraft]) -> _Group:
        group = _Group(self._state.length, self._state.last_line, self._last_time, [], [])
        for draft in repairs:
            self._add(group, draft)
        for draft in drafts:
            now = self._room.outside.clock.now().utc
            last = group.last_time
            if last is not None and went_back(last, now):
                group.last_time = None
                self._add(group, clock_jump(draft.actor, last, now))
            group.asked.append(self._add(group, draft))
        return group

    def _add(self, group: _Group, draft: EntryDraft) -> Entry:
        body = encode_body(draft, self._stamp(group.length))
        line = chain_line(group.length, group.last_line, body)
        entry = decode_body(body, line, self.vault)
        group.entries.append(entry)
        group.length += 1
        group.last_line = line
        group.last_time = entry.at
        return entry

    def _stamp(self, seq: int) -> Stamp:
        outside = self._room.outside
        moment = outside.clock.now()
        return Stamp(
            self.vault,
            seq,
            outside.ids.salt(),
            moment.utc,
            moment.zone,
            moment.monotonic_ns,
            moment.boot,
            moment.source,
            self._room.instrument,
        )

    def _write_bodies(self, entries: Sequence[Entry]) -> None:
        layout, birthday = self._room.layout, self._room.outside.birthday
        waiting: list[tuple[Path, Path]] = []
        try:
            for entry in entries:
                temporary = self._room.outside.temporary()
                waiting.append((temporary, layout.entry(entry.seq)))
                disk.write_new(
                    temporary, self._room.seal(entry.body), birthday=birthday, flush=False
                )
            disk.flush_group([temporary for temporary, _ in waiting], [])
            folders = self._make_shards([final for _, final in waiting])
            for temporary, final in waiting:
                disk.put_in_place(temporary, final)
            for folder in folders:
                disk.set_time(folder, birthday)
            disk.flush_group([], folders)
        except BaseException:
            for temporary, _ in waiting:
                disk.remove(temporary)
            self._settled = False  # bodies may lie there without a line
            raise

    def _make_shards(self, finals: Sequence[Path]) -> list[Path]:
        folders = list(dict.fromkeys(final.parent for final in finals))
        fresh = [folder for folder in folders if disk.make_folder(folder)]
        return folders + ([self._room.layout.entries] if fresh else [])

    def _write_lines(self, group: _Group) -> None:
        try:
            self._state.add_lines([entry.line for entry in group.entries])
        except BaseException:
            self._settled = False
            raise
        self._last_time = group.last_time
        self._own_length = group.length
        disk.set_time(self._room.layout.chain, self._room.outside.birthday)
        self.write_seen()


def bodies_on_disk(folder: Path, start: int = 0) -> list[int]:
    """Numbers of entry bodies under ``folder`` from a number on."""
    found = []
    for shard in sorted(folder.iterdir()) if folder.exists() else ():
        if shard.name.isdigit() and int(shard.name) >= start // 1000:
            names = (name.removesuffix(".age") for name in os.listdir(shard))
            found += [int(name) for name in names if name.isdigit()]
    return sorted(seq for seq in found if seq >= start)
