"""Killing the whole application at moments of chance, and judging what is left."""

from __future__ import annotations

import io
import json
import os
import random
import re
import secrets
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPException
from pathlib import Path
from typing import Any

from tests.fakes.application_worker import WAYS, take_up
from tests.fakes.file_vault import PASSPHRASE
from tests.fakes.plain_words import plain_files
from tests.fakes.processes import below, gone
from tests.fakes.visitor import Visitor
from tests.fakes.zebra_words import MARKER, chat_of, length_of, name_of, text_of
from upstander import bootstrap
from upstander.application.answer_case import answer_case
from upstander.application.make_pack import open_pack
from upstander.application.private_notes import list_private_notes
from upstander.application.read_original import read_original, unread
from upstander.application.rebuild_index import rebuild_index
from upstander.application.start_case import start_case
from upstander.model.evidence import EvidenceItem, ItemKind
from upstander.model.ids import CaseId, ItemId
from upstander.preserve.slots import FLOOR
from upstander.preserve.verify_pack import verify_pack

ROOT = Path(__file__).resolve().parents[2]
Promise = dict[str, str]


class Place:
    """A home, a folder for temporary files and the process that makes processes in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.run = secrets.token_hex(4)
        self.begun = time.time()
        self.around = {name: folder / name for name in ("home", "tmp", "runtime", "cwd")}
        for each in self.around.values():
            each.mkdir(parents=True, mode=0o700)
        self._pipes = 0
        self._maker = subprocess.Popen(
            [sys.executable, "-m", "tests.fakes.application_worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=self.around["cwd"],
            env=self.environment(),
        )
        assert self._maker.stdout
        assert self._maker.stdout.readline() == "ready\n"

    def environment(self) -> dict[str, str]:
        """Everything that a program may write to is below this folder."""
        return {
            **os.environ,
            "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
            "HOME": str(self.around["home"]),
            "TMPDIR": str(self.around["tmp"]),
            "XDG_RUNTIME_DIR": str(self.around["runtime"]),
            "XDG_DATA_HOME": str(self.around["home"] / "data"),
            "XDG_CACHE_HOME": str(self.around["home"] / "cache"),
        }

    def start(self, order: dict[str, Any]) -> Running:
        """Have a process made for an order."""
        self._pipes += 1
        pipe = self.folder / f"pipe-{self._pipes}"
        os.mkfifo(pipe)
        assert self._maker.stdin
        self._maker.stdin.write(json.dumps({**order, "run": self.run, "pipe": str(pipe)}) + "\n")
        self._maker.stdin.flush()
        return Running(pipe)

    def close(self) -> None:
        """End the process that makes processes."""
        assert self._maker.stdin
        self._maker.stdin.close()
        self._maker.wait(timeout=30)

    def plain(self) -> list[Path]:
        """Files with the words in plain form: here, and what is new in the program's folder."""
        mine = plain_files([self.folder], MARKER)
        return mine + plain_files([ROOT], f"{MARKER}-{self.run}", since=self.begun)


class Running:
    """A process at work, and what it promised so far."""

    def __init__(self, pipe: Path) -> None:
        self._stream = pipe.open()
        pipe.unlink()
        self.said: list[Promise] = []
        self.pid = int(self._line()["number"])

    def opened(self) -> Promise:
        """Wait until it is open."""
        line = self._line()
        assert line["kind"] == "open", line
        return line

    def listen(self) -> None:
        """Take what it says until it ends."""
        for line in self._stream:
            if line.endswith("\n"):
                self.said.append(json.loads(line))

    def kill(self) -> list[str]:
        """``kill -9``; gives the processes that it had started."""
        os.kill(self.pid, signal.SIGSTOP)  # so that it starts no other meanwhile
        children = below(self.pid)
        os.kill(self.pid, signal.SIGKILL)
        return children

    def _line(self) -> Promise:
        line: Promise = json.loads(self._stream.readline() or '{"kind": "ended"}')
        return line


class Folder:
    """One vault with one case, which outlives the kills."""

    def __init__(self, place: Place, name: str) -> None:
        self.place, self.path = place, place.folder / name
        made = bootstrap.create_vault(self.path, passphrase=PASSPHRASE, kdf=FLOOR).session
        self.key = made.vault.master_key()
        self.case = start_case(made.services, actor=made.actor, title=f"{MARKER} case").id
        answer_case(made.services, actor=made.actor, case=self.case, under18="no")
        made.lock()
        self.promised: list[Promise] = []

    def kill_at_work(self, number: int, longest: float) -> list[Promise]:
        """Let a process use the application for a while of chance, then kill it."""
        first = list(WAYS)[number % len(WAYS)]
        order = {"mode": "work", "number": number, "first": first, "key": self.key.hex()}
        process = self.place.start({**order, "path": str(self.path), "case": self.case})
        process.opened()
        listener = threading.Thread(target=process.listen)
        listener.start()
        time.sleep(_chance(number).uniform(0.0, longest))
        children = process.kill()
        listener.join()
        assert gone(children)
        assert not [each for each in process.said if each["kind"] == "fault"], process.said[-1]
        return process.said

    def kill_while_served(self, number: int, longest: float) -> list[Promise]:
        """Hand things in over HTTP, and kill the server at a moment of chance."""
        process = self.place.start({"mode": "web", "path": str(self.path)})
        tara = Tara(self, number, process.opened()["address"])
        children: list[str] = []

        def kill() -> None:
            children.extend(process.kill())

        killer = threading.Timer(_chance(number).uniform(0.0, longest), kill)
        killer.start()
        try:
            tara.hand_in()
        except (OSError, HTTPException):
            killer.join()  # the server went away in the middle of a request
        process.listen()
        assert gone(children)
        assert not [each for each in process.said if each["kind"] == "fault"], process.said[-1]
        return tara.promised

    def judge(self, promised: list[Promise]) -> None:
        """Open again, go on with what was begun, and look whether everything promised is there."""
        self.promised += promised
        session = bootstrap.unlock_with_key(self.path, master_key=self.key)
        try:
            take_up(session)
            for item in unread(session.services, actor=session.actor):
                read_original(session.services, actor=session.actor, item=item)
            Judge(session, self.case, self.place.run).judge(self.promised, promised)
        finally:
            session.lock()


class Tara:
    """Hands in over HTTP. A thing is promised when the page said that it is kept."""

    def __init__(self, folder: Folder, number: int, address: str) -> None:
        self.run, self.number, self.nth = folder.place.run, str(number), 0
        self.at = f"/c/{folder.case}"
        self.promised: list[Promise] = []
        self.browser = Visitor(address)
        self._unlock()
        assert self.browser.get(f"{self.at}/add").status == 200

    def hand_in(self) -> None:
        """Hand in one thing after the other, until the server is gone."""
        chance = _chance(int(self.number))
        ways: list[Callable[[], None]] = [self.file, self.files, self.note]
        ways += [self.private, self.pack, self.late]
        following = ways[int(self.number) % len(ways)]
        while True:
            following()
            following = chance.choice(ways)

    def file(self) -> None:
        """One file."""
        self._upload([self._name()])

    def files(self) -> None:
        """Three files in one form."""
        self._upload([self._name() for _ in range(3)])

    def note(self) -> None:
        """A note."""
        text = self._text()
        answer = self.browser.post(f"{self.at}/write", summary=text, certainty="unknown")
        _expect((answer.status, answer.location), (302, self.at))
        self._promise("note", text=text)

    def private(self) -> None:
        """A private note."""
        text = self._text()
        answer = self.browser.post("/private", private_text=text)
        _expect((answer.status, answer.location), (302, "/private"))
        self._promise("private", text=text)

    def pack(self) -> None:
        """A pack of the first thing of the case."""
        page = self.browser.get(f"{self.at}/packs/new").body
        offered = _values(page, "item")
        if not offered:
            self.note()
            return
        answer = self.browser.post(f"{self.at}/packs/new", item=offered[:1], do="make")
        assert answer.location.startswith("/p/"), (answer.status, answer.words)
        self._promise("pack", item=answer.location.removeprefix("/p/"))

    def late(self) -> None:
        """Words and files that are posted after the vault was locked, then unlocking."""
        assert self.browser.post("/lock").status == 302
        note, private, name = self._text(), self._text(), self._name()
        answer = self.browser.post(f"{self.at}/write", summary=note, case=self.at[3:])
        assert "Your words are kept." in answer.words, answer.words
        self._promise("note", text=note)
        assert "are kept." in self.browser.post("/private", private_text=private).words
        self._promise("private", text=private)
        assert "are kept." in self.browser.upload(f"{self.at}/add", {name: chat_of(name)}).words
        self._promise("file", name=name)
        self._unlock()

    def _unlock(self) -> None:
        answer = self.browser.post("/unlock", secret=PASSPHRASE)
        _expect((answer.status, answer.location), (302, "/"))

    def _upload(self, names: list[str]) -> None:
        answer = self.browser.upload(f"{self.at}/add", {name: chat_of(name) for name in names})
        _expect((answer.status, answer.location), (302, f"{self.at}/kept"))
        for name in names:
            self._promise("file", name=name)

    def _promise(self, kind: str, **facts: str) -> None:
        self.promised.append({"kind": kind, **facts})

    def _name(self) -> str:
        self.nth += 1
        return name_of(self.run, self.number, self.nth)

    def _text(self) -> str:
        self.nth += 1
        return text_of(self.run, self.number, self.nth)


class Judge:
    """What a person would look for after everything went dark."""

    def __init__(self, session: bootstrap.Session, case: CaseId, run: str) -> None:
        self.session, self.services, self.run = session, session.services, run
        self.actor = session.actor
        self.items: tuple[EvidenceItem, ...] = session.services.index.items(case)
        self.read = Counter(each for each, _ in session.services.index.messages(case))
        self.only_case = [each.id for each in session.services.index.cases()] == [case]

    def judge(self, promised: list[Promise], new: list[Promise]) -> None:
        """All promises of this vault; the packs only of the last process, as they take long."""
        assert self.only_case
        self._files([each for each in promised if each["kind"] == "file"])
        self._notes([each["text"] for each in promised if each["kind"] == "note"])
        self._private([each["text"] for each in promised if each["kind"] == "private"])
        for each in new:
            if each["kind"] == "pack":
                self._pack(each)
        self._nothing_waits()
        self._index_can_be_made_again()
        assert self.session.vault.check(full=True).ok

    def _files(self, promised: list[Promise]) -> None:
        kept = [each for each in self.items if each.kind is ItemKind.ORIGINAL]
        names = Counter(each.name for each in kept)
        assert set(names.values()) <= {1}, "a file is there twice"
        for each in promised:
            assert names[each["name"]] == 1, f"lost: {each}"
        for item in kept:  # also those that nobody was told about: whole or not at all
            assert item.digest
            with self.services.blobs.open(item.digest) as stream:
                assert stream.read() == chat_of(item.name)
            assert self.read[item.id] == length_of(item.name), item.name

    def _notes(self, promised: list[str]) -> None:
        notes = [each.id for each in self.items if each.kind is ItemKind.NOTE]
        texts = Counter(self.services.index.note(each).summary for each in notes)
        assert set(texts.values()) <= {1}, "a note is there twice"
        assert set(promised) <= set(texts), "lost a note"

    def _private(self, promised: list[str]) -> None:
        kept = list_private_notes(self.session.private, actor=self.actor)
        texts = Counter(each.text for each in kept)
        assert set(texts.values()) <= {1}, "a private note is there twice"
        assert set(promised) <= set(texts), "lost a private note"

    def _pack(self, promise: Promise) -> None:
        item = ItemId(promise["item"])
        record = self.services.index.pack(item)
        assert promise.get("tag", record.tag_sha256) == record.tag_sha256
        with open_pack(self.services, actor=self.actor, item=item) as stream:
            body = stream.read()
        verify_pack(io.BytesIO(body), tag=record.tag_sha256, fingerprint=record.fingerprint)

    def _nothing_waits(self) -> None:
        assert self.services.inbox.pending() == ()

    def _index_can_be_made_again(self) -> None:
        lived = self.services.index.snapshot()
        rebuilt = rebuild_index(self.services, actor=self.actor)
        assert rebuilt.snapshot == lived
        assert rebuilt.unresolved == ()


@contextmanager
def place_in(folder: Path) -> Iterator[Place]:
    """A place that is closed at the end."""
    place = Place(folder)
    try:
        yield place
    finally:
        place.close()


def _expect(got: object, wanted: object) -> None:
    assert got == wanted, got


def _values(page: str, name: str) -> list[str]:
    boxes = re.findall(r"<input[^>]*>", page)
    mine = [each for each in boxes if f'name="{name}"' in each]
    return [found[1] for each in mine if (found := re.search(r'value="([^"]*)"', each))]


def _chance(number: int) -> random.Random:
    return random.Random(f"kill-{number}")  # noqa: S311  # chance, not secrecy
