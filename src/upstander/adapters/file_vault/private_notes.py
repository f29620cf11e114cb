"""Private safety notes: a second small ledger with its own key, erasable without a trace in it.

``private/notes/ID.age`` holds one note; ``private/notes.chain`` commits to all of them in order.
Erasing writes the chain again without the note and then removes its file: no tombstone.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from upstander.adapters.file_vault import disk
from upstander.adapters.file_vault.room import Room
from upstander.model.entry import Json, chain_line
from upstander.model.errors import LedgerChanged, NotFound
from upstander.model.evidence import PrivateNote
from upstander.preserve.ledger import (
    complete_lines,
    decode_json,
    encode_json,
    parse_line,
    read_time,
    walk_chain,
    write_time,
)


class FilePrivateNotes:
    """Implements ``PrivateNotes``."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._chain = room.layout.private / "notes.chain"
        self._notes = room.layout.private / "notes"

    def add(self, text: str, ref: str = "") -> PrivateNote:
        """Keep a note; it is on disk when this returns. A known ``ref`` adds nothing."""
        self._room.keys.check()
        outside = self._room.outside
        note = PrivateNote(ref or outside.ids.new(), outside.clock.now().utc, text)
        with self._room.lock.hold(), disk.translated():
            bodies = self._committed()
            if note.id in bodies:
                return _decode(bodies[note.id])
            body = self._encode(note)
            self._write_body(body)
            self._write_chain([*bodies.values(), body])
            self._remove_uncommitted({**bodies, note.id: body})
        return note

    def all(self) -> tuple[PrivateNote, ...]:
        """All notes, oldest first; raises :class:`LedgerChanged` when one is gone or changed."""
        self._room.keys.check()
        return tuple(_decode(body) for body in self._committed().values())

    def erase(self, note: str) -> None:
        """Erase one note; :class:`NotFound`. What the disk itself keeps is out of our reach."""
        self._room.keys.check()
        with self._room.lock.hold(), disk.translated():
            bodies = self._committed()
            if note not in bodies:
                raise NotFound()
            del bodies[note]
            self._write_chain(list(bodies.values()))
            self._remove_uncommitted(bodies)

    def count(self) -> int:
        """How many notes the chain commits to, after checking all of them."""
        return len(self._committed())

    def _committed(self) -> dict[str, bytes]:
        """Bodies in order by note id, checked against the chain."""
        lines = list(walk_chain(self._read_chain()))
        found = {}
        for line in lines:
            commit = parse_line(line).commit
            name, body = self._body(commit)
            if chain_line(0, None, body)[-64:].decode() != commit:
                raise LedgerChanged("A private note is not the one that was kept.")
            found[name] = body
        return found

    def _body(self, commit: str) -> tuple[str, bytes]:
        path = self._notes / f"{commit[:32]}.age"
        try:
            sealed = path.read_bytes()
            body = self._room.unseal(sealed, [self._room.keys.private_identity()])
            return _decode(body).id, body
        except FileNotFoundError as error:
            raise LedgerChanged("A private note is missing.") from error
        except (ValueError, KeyError, OSError) as error:
            self._room.keys.check()
            raise LedgerChanged("A private note is damaged.") from error

    def _encode(self, note: PrivateNote) -> bytes:
        fields: dict[str, Json] = {
            "v": 1,
            "vault": self._room.outside.card.id,
            "id": note.id,
            "ts": write_time(note.written_at),
            "salt": self._room.outside.ids.salt().hex(),
            "text": note.text,
        }
        return encode_json(fields)

    def _write_body(self, body: bytes) -> None:
        outside = self._room.outside
        public = self._room.keys.private_identity().public
        temporary = outside.temporary()
        sealed = self._room.seal(body, public)
        disk.write_new(temporary, sealed, birthday=outside.birthday)
        disk.put_in_place(temporary, self._path(body))
        disk.flush_folder(self._notes)
        disk.set_time(self._notes, outside.birthday)

    def _write_chain(self, bodies: list[bytes]) -> None:
        line: bytes | None = None
        text = b""
        for seq, body in enumerate(bodies):
            line = chain_line(seq, line, body)
            text += line + b"\n"
        outside = self._room.outside
        disk.replace(self._chain, text, temporary=outside.temporary(), birthday=outside.birthday)

    def _remove_uncommitted(self, bodies: dict[str, bytes]) -> None:
        keep = {self._path(body) for body in bodies.values()}
        for path in self._notes.glob("*.age"):
            if path not in keep:
                disk.remove(path)
        disk.flush_folder(self._notes)

    def _path(self, body: bytes) -> Path:
        commit = chain_line(0, None, body)[-64:].decode()
        return self._notes / f"{commit[:32]}.age"

    def _read_chain(self) -> bytes:
        try:
            return complete_lines(self._chain.read_bytes())[0]
        except FileNotFoundError as error:
            if any(self._notes.glob("*.age")):
                raise LedgerChanged("The record of private notes is missing.") from error
            return b""


def _decode(body: bytes) -> PrivateNote:
    fields: Any = decode_json(body)
    return PrivateNote(fields["id"], read_time(fields["ts"]), fields["text"])
