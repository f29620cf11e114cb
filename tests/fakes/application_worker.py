"""A process that makes processes which use the whole application until they are killed.

Started as ``python -m tests.fakes.application_worker``. Each line on standard input is one order
in JSON; for each a process of its own is forked (what it imports is loaded once, which saves most
of a start). It opens the real vault and writes to the pipe named in the order: its own number
first, then one line for each thing that was acknowledged to it.
"""

from __future__ import annotations

import gc
import io
import json
import os
import random
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, TextIO

from tests.fakes.zebra_words import chat_of, name_of, text_of
from upstander import bootstrap
from upstander.application.add_original import Upload, add_original, add_originals
from upstander.application.choose_exhibits import PackChoice
from upstander.application.fold_inbox import HELD
from upstander.application.make_pack import make_pack
from upstander.application.private_notes import add_private_note
from upstander.application.read_original import read_original
from upstander.application.write_note import write_note
from upstander.model.entry import Json
from upstander.model.errors import UpstanderError
from upstander.model.evidence import DiaryNote, EvidenceItem, ItemKind
from upstander.model.ids import CaseId
from upstander.store.configure import prepare

SMALL = 60_000
"""Files up to this size go into packs, so that one is often made before the kill."""


class Work:
    """One person at work in the shell: every call of a use case is one promise."""

    def __init__(self, order: dict[str, Any], say: Callable[..., None]) -> None:
        self.run, self.number = str(order["run"]), str(order["number"])
        self.path, self.case = Path(order["path"]), CaseId(order["case"])
        self.first, self.say, self.nth = str(order["first"]), say, 0
        self.session = bootstrap.unlock_with_key(self.path, master_key=bytes.fromhex(order["key"]))
        self.services, self.actor = self.session.services, self.session.actor

    def go_on(self) -> None:
        """Do one thing after the other, until killed."""
        chance = random.Random(self.number)  # noqa: S311  # chance, not secrecy
        self.say("open")
        ways = list(WAYS)
        following = self.first
        while True:
            WAYS[following](self)
            following = chance.choice(ways)

    def name(self) -> str:
        """The next file name."""
        self.nth += 1
        return name_of(self.run, self.number, self.nth)

    def text(self) -> str:
        """The next words."""
        self.nth += 1
        return text_of(self.run, self.number, self.nth)

    def file(self) -> None:
        """Keep a file, then read it."""
        name = self.name()
        upload = Upload(name, io.BytesIO(chat_of(name)))
        added = add_original(self.services, actor=self.actor, case=self.case, upload=upload)
        self.say("file", name=name, item=added.item.id)
        read_original(self.services, actor=self.actor, item=added.item.id)
        self.say("read", item=added.item.id)

    def files(self) -> None:
        """Keep some files at once."""
        names = [self.name() for _ in range(3)]
        uploads = [Upload(name, io.BytesIO(chat_of(name))) for name in names]
        kept = add_originals(self.services, actor=self.actor, case=self.case, uploads=uploads)
        for added in kept:
            if isinstance(added, UpstanderError):
                raise added
            self.say("file", name=added.item.name, item=added.item.id)

    def note(self) -> None:
        """Write a note."""
        note = DiaryNote(summary=self.text())
        kept = write_note(self.services, actor=self.actor, case=self.case, note=note)
        self.say("note", text=note.summary, item=kept.id)

    def private(self) -> None:
        """Write a private note."""
        text = self.text()
        add_private_note(self.session.private, actor=self.actor, text=text)
        self.say("private", text=text)

    def pack(self) -> None:
        """Make a pack of what is small."""
        small = [each.id for each in self._items() if each.size <= SMALL][:2]
        if not small:
            self.file()
            return
        choice = PackChoice(self.case, tuple(small))
        made = make_pack(self.services, actor=self.actor, choice=choice)
        self.say("pack", item=made.item, tag=made.tag_sha256, fingerprint=made.fingerprint)

    def late(self) -> None:
        """Capture with the public key alone, as when the vault is locked."""
        name, note, private = self.name(), self.text(), self.text()
        self._capture({"case": self.case, "name": name}, chat_of(name))
        self.say("file", name=name)
        body = json.dumps({"summary": note}).encode()
        self._capture({"what": "note", "case": self.case}, body)
        self.say("note", text=note)
        self._capture({"what": "private", HELD: True}, private.encode())
        self.say("private", text=private)

    def fold(self) -> None:
        """Take up what was captured, as after unlocking."""
        take_up(self.session)

    def _capture(self, meta: dict[str, Json], body: bytes) -> None:
        sink = bootstrap.capture_locked(self.path).receive(meta)
        sink.write(body)
        sink.finish()

    def _items(self) -> Iterator[EvidenceItem]:
        items = self.services.index.items(self.case)
        return (each for each in items if each.kind in (ItemKind.ORIGINAL, ItemKind.NOTE))


WAYS: dict[str, Callable[[Work], None]] = {
    "file": Work.file,
    "files": Work.files,
    "note": Work.note,
    "private": Work.private,
    "pack": Work.pack,
    "late": Work.late,
    "fold": Work.fold,
}


def take_up(session: bootstrap.Session) -> None:
    """Fold in what waited, as the web does after unlocking."""
    from upstander.web import late
    from upstander.web.access import desk_of

    late.take_up(desk_of(session))


def serve(order: dict[str, Any], say: Callable[..., None]) -> None:
    """Serve the pages until killed."""
    from upstander.web.serve import serve as serve_pages

    serve_pages(Path(order["path"]), ready=lambda address: say("open", address=address))


def main() -> None:
    """Fork a process for each order."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "upstander.web.settings"
    prepare()
    import upstander.web.serve
    import upstander.web.urls

    _loaded = upstander.web.serve, upstander.web.urls
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    gc.freeze()
    print("ready", flush=True)
    for line in sys.stdin:
        if os.fork() == 0:
            _become(json.loads(line))


def _become(order: dict[str, Any]) -> None:
    """Be the process of one order; never comes back."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    with suppress(OSError, KeyboardInterrupt), Path(order["pipe"]).open("w") as pipe:
        try:
            _obey(order, pipe)
        except BaseException as fault:  # told, so that no fault looks like a kill
            _write(pipe, "fault", text=f"{type(fault).__name__}: {fault}")
    os._exit(0)


def _obey(order: dict[str, Any], pipe: TextIO) -> None:
    def say(kind: str, **facts: str) -> None:
        _write(pipe, kind, **facts)

    say("pid", number=str(os.getpid()))
    if order["mode"] == "web":
        serve(order, say)
    else:
        Work(order, say).go_on()


def _write(pipe: TextIO, kind: str, **facts: str) -> None:
    pipe.write(json.dumps({"kind": kind, **facts}) + "\n")
    pipe.flush()


if __name__ == "__main__":
    main()
