"""The job of ``run``: one vault under ``./run/``, one case, one pack, checked twice."""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from upstander.cli import packing
from upstander.cli.choosing import ask_under_18
from upstander.cli.commands.add import ask_questions, keep
from upstander.cli.commands.note import made as note_made
from upstander.cli.commands.vault import show_code, suggestion
from upstander.cli.example import ROOT, TITLE, ZONE, example_note, example_uploads
from upstander.cli.looking import look_for_danger
from upstander.cli.secret import ask_line, from_descriptor, type_secret
from upstander.cli.shown_check import show_check
from upstander.cli.shown_reading import show_kept
from upstander.cli.terminal import Terminal
from upstander.model.errors import PackChanged, UpstanderError
from upstander.model.evidence import Case

if TYPE_CHECKING:
    from upstander.application.add_original import Upload
    from upstander.application.make_pack import MadePack
    from upstander.bootstrap import Session
    from upstander.model.evidence import EvidenceItem
    from upstander.model.reading import ReadReport


@dataclass
class Job:
    """What one run works on, and what becomes of it."""

    terminal: Terminal
    folder: Path
    session: Session
    case: Case
    files: Iterable[Upload]
    note: dict[str, object] | None
    is_example: bool = False
    passphrase: str = ""
    """Of a vault that nobody gave a passphrase: it is removed at the end unless kept."""
    under18: str | None = None

    @property
    def vault(self) -> Path:
        """The vault's folder."""
        return self.folder / "vault"

    def take_in(self) -> None:
        """Keep and read the files, write the note, show what came of it."""
        from upstander.application.write_note import write_note

        self._may_copy()
        self.terminal.heading("What was kept and read")
        faults: list[UpstanderError] = []
        kept = keep(self.session, self.case, self.files, self.terminal, faults)
        if faults and not kept:
            raise faults[0]
        rows: list[tuple[EvidenceItem, ReadReport | None]] = [
            ask_questions(self.session, each, self.terminal) for each in kept
        ]
        show_kept(self.terminal, rows)
        if self.note is not None:
            services, actor = self.session.services, self.session.actor
            note = note_made(self.note)
            write_note(services, actor=actor, case=self.case.id, note=note)
            self.terminal.say(f"And a typed note, as of {note.event_at}.")
        look_for_danger(self.session, self.case, self.terminal)

    def _may_copy(self) -> None:
        self.case = ask_under_18(self.session, self.case, self.terminal, answer=self.under18)

    def pack_and_check(self) -> None:
        """Make the pack, check it with both checkers, say where it is.

        Raises :class:`PackChanged` when either checker refuses it.
        """
        from upstander.application.choose_exhibits import PackChoice

        self.terminal.heading("The evidence pack")
        choice = PackChoice(
            case=self.case.id, items=packing.kept_items(self.session, self.case), producer=""
        )
        made = packing.make(self.session, choice, self.terminal)
        packing.show_receipt(made, self.terminal)
        self._check(made)
        self._place(made)

    def _check(self, made: MadePack) -> None:
        from upstander.cli.checking import check_pack

        self.terminal.heading("Checked by this program")
        with packing.pack_stream(self.session, made) as stream:
            found = check_pack(
                stream,
                made.name,
                fingerprint=made.fingerprint,
                head=made.head.digest,
                tag=made.tag_sha256,
            )
            show_check(found, self.terminal)
            stream.seek(0)
            told = packing.check_by_itself(stream, made)
        self.terminal.heading("Checked apart, by the verify.py inside the pack")
        self.terminal.say(told[1] if told else "Not here: this system has no memory for it.")
        if not found.ok or (told and not told[0]):
            raise PackChanged()

    def _place(self, made: MadePack) -> None:
        if not self.is_example:
            self.terminal.say("The printable PDF is in the pack, and the pack is in the vault,")
            self.terminal.say("encrypted. Take it out in the browser, under Packs.")
            self._offer_copy(made)
            return
        pack = self.folder / "pack.zip"
        pdf = self.folder / "START-HERE.pdf"
        with packing.pack_stream(self.session, made) as stream:
            packing.write_out(packing.chunks(stream), pack)
            stream.seek(0)
            packing.write_out(iter((packing.member(stream, "START-HERE.pdf"),)), pdf)
        packing.write_out(iter((made.receipt_pdf,)), self.folder / "receipt.pdf")
        self.terminal.say(f"The printable PDF: {pdf}")
        self.terminal.say(f"The pack: {pack}")

    def _offer_copy(self, made: MadePack) -> None:
        if not sys.stdin.isatty():
            return
        ask = "Write a copy of the pack that anyone can read? Type a file name, or Enter for no: "
        name = ask_line(self.terminal, ask)
        if name:
            with packing.pack_stream(self.session, made) as stream:
                packing.write_out(packing.chunks(stream), Path(name).expanduser().absolute())
            self.terminal.say(f"Written: {name}. Remove it when it was handed over.")

    def finish(self) -> None:
        """Lock, and remove a vault that nobody gave a passphrase, unless it is kept now."""
        self.session.lock()
        if self.passphrase and not self._is_kept_now():
            self._remove()

    def _is_kept_now(self) -> bool:
        from upstander import bootstrap

        if not sys.stdin.isatty():
            return False
        ask = "To keep the vault, type a passphrase. Enter removes vault and pack: "
        wish = type_secret(self.terminal, ask)
        if not wish:
            return False
        session = bootstrap.unlock(self.vault, secret=self.passphrase)
        try:
            session.vault.set_passphrase(wish)
            show_code(session.vault.new_recovery_code(), self.terminal)
        finally:
            session.lock()
        self.terminal.say(f"The vault is kept: {self.vault}")
        return True

    def _remove(self) -> None:
        from upstander import bootstrap

        bootstrap.wipe_vault(self.vault)
        shutil.rmtree(self.folder, ignore_errors=True)
        self.terminal.say("The vault and the pack were removed. Your own file is where it was.")


def the_example(terminal: Terminal) -> Job:
    """Start on the invented example, with a throw-away passphrase that is shown."""
    from upstander import bootstrap
    from upstander.application.answer_case import answer_case
    from upstander.application.start_case import start_case

    passphrase = suggestion()
    folder = new_folder("example")
    session = bootstrap.create_vault(folder / "vault", passphrase=passphrase).session
    terminal.say(f"An example vault: {folder / 'vault'}")
    terminal.say(f"Its passphrase, for trying things out: {passphrase}")
    case = start_case(session.services, actor=session.actor, title=TITLE)
    case = answer_case(
        session.services, actor=session.actor, case=case.id, zone=ZONE, initials="TA"
    )
    return Job(
        terminal,
        folder,
        session,
        case,
        files=example_uploads(),
        note=example_note(),
        is_example=True,
        under18="no",
    )


def own_file(options: argparse.Namespace, terminal: Terminal) -> Job:
    """Start on a person's own file: ask for a passphrase first, or say what is removed."""
    from upstander import bootstrap
    from upstander.application.start_case import start_case

    secret = own_passphrase(options, terminal)
    passphrase = "" if secret else suggestion()
    folder = new_folder("once") if passphrase else runs() / "mine"
    if (folder / "vault" / "vault.json").exists():
        session = bootstrap.unlock(folder / "vault", secret=secret)
    else:
        folder.mkdir(mode=0o700, exist_ok=True)
        made = bootstrap.create_vault(folder / "vault", passphrase=secret or passphrase)
        session = made.session
        if secret:
            show_code(made.recovery_code, terminal)
    terminal.say(f"The vault: {folder / 'vault'}")
    return Job(
        terminal,
        folder,
        session,
        case=start_case(session.services, actor=session.actor),
        files=one_file(Path(options.file)),
        note=None,
        passphrase=passphrase,
        under18=options.under18,
    )


def own_passphrase(options: argparse.Namespace, terminal: Terminal) -> str:
    """Ask for the passphrase of the vault that keeps the file; empty means keep nothing."""
    given = from_descriptor(options.passphrase_fd)
    if given is None and sys.stdin.isatty():
        given = type_secret(terminal, "A passphrase for the vault (Enter: nothing is kept): ")
    if not given:
        terminal.note("No passphrase: the vault and the pack are removed at the end unless kept.")
    return given or ""


def one_file(path: Path) -> Iterator[Upload]:
    """Give the person's file."""
    from upstander.application.add_original import Upload
    from upstander.model.evidence import Origin

    with path.open("rb") as stream:
        yield Upload(path.name, stream, Origin())


def runs() -> Path:
    """Give ``run/`` in the checkout (or here), for this user only."""
    folder = (ROOT if (ROOT / "pyproject.toml").exists() else Path.cwd()) / "run"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def new_folder(name: str) -> Path:
    """Make the next free folder: nothing of an earlier run is touched."""
    for number in count(1):
        folder = runs() / f"{name}-{number}"
        try:
            folder.mkdir(mode=0o700)
        except FileExistsError:
            continue
        return folder
    raise AssertionError("numbers do not end")
