"""Make a pack, take it out, and have it checked by the program that travels inside it."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from upstander.cli.terminal import Terminal
from upstander.model.errors import VaultExists
from upstander.model.evidence import Case, ItemState
from upstander.model.ids import CaseId, ItemId

if TYPE_CHECKING:
    from upstander.application.choose_exhibits import PackChoice
    from upstander.application.make_pack import MadePack
    from upstander.bootstrap import Session

CHUNK = 1 << 20


def kept_items(session: Session, case: Case) -> tuple[ItemId, ...]:
    """List everything of a case that is kept, in sight, and may be copied."""
    from upstander.application.possible_pictures import must_stay

    items = [i for i in session.services.index.items(case.id) if i.state is ItemState.KEPT]
    stay = must_stay(session.services, case, items)
    return tuple(item.id for item in items if item.id not in stay)


def say_what_stays(session: Session, case: CaseId, terminal: Terminal) -> None:
    """Say which kept things are not packed, because one may be a sexual picture of a child."""
    from upstander.application.possible_pictures import must_stay

    index = session.services.index
    items = [each for each in index.items(case) if each.state is ItemState.KEPT]
    stay = must_stay(session.services, index.case(case), items)
    if stay:
        terminal.note(
            "You said that a picture may be a sexual one of someone under 18."
            " So what can hold a picture is not copied."
            " Write down where it is, and tell the police on 101. These stay:"
        )
    for each in items:
        if each.id in stay:
            terminal.note(f"- {each.name}")


def make(session: Session, choice: PackChoice, terminal: Terminal) -> MadePack:
    """Make the pack; it stays encrypted in the vault."""
    from upstander.application.make_pack import make_pack

    with terminal.progress("Making the pack") as progress:
        return make_pack(session.services, actor=session.actor, choice=choice, progress=progress)


def show_receipt(made: MadePack, terminal: Terminal) -> None:
    """Print what belongs on paper."""
    terminal.say(f"{made.name}, {made.size:,} bytes")
    terminal.say(made.receipt_text.strip())


def pack_stream(session: Session, made: MadePack) -> BinaryIO:
    """Give the pack's zip from the vault."""
    from upstander.application.make_pack import open_pack

    return open_pack(session.services, actor=session.actor, item=made.item)


def chunks(stream: BinaryIO) -> Iterator[bytes]:
    """Give a stream piece by piece."""
    while piece := stream.read(CHUNK):
        yield piece


def write_out(pieces: Iterator[bytes], target: Path) -> None:
    """Write a file that only its owner can read; never over another one."""
    try:
        descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as fault:
        raise VaultExists(f"({target.name} is there already; choose another name.)") from fault
    with os.fdopen(descriptor, "wb") as file:
        for piece in pieces:
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())


def member(stream: BinaryIO, name: str) -> bytes:
    """Give one file out of a pack's zip, by its name below the pack's folder."""
    with zipfile.ZipFile(stream) as archive:
        path = next(each for each in archive.namelist() if each.partition("/")[2] == name)
        return archive.read(path)


def check_by_itself(stream: BinaryIO, made: MadePack) -> tuple[bool, str] | None:
    """Run the pack's own ``verify.py`` in another Python with the values of the receipt.

    Program and pack lie in anonymous memory, so nothing plain touches the disk; ``None`` where
    the system has no such memory. Gives whether it agreed, and its last line.
    """
    if not hasattr(os, "memfd_create"):
        return None
    program, pack = in_memory(iter((member(stream, "verify.py"),))), -1
    try:
        stream.seek(0)
        pack = in_memory(chunks(stream))
        done = subprocess.run(  # noqa: S603  # our own interpreter, on memory that we filled
            [
                *(sys.executable, "-I", f"/proc/self/fd/{program}", f"/proc/self/fd/{pack}"),
                *(
                    "--fingerprint",
                    made.fingerprint,
                    "--head",
                    made.head.digest,
                    "--tag",
                    made.tag_sha256,
                ),
            ],
            pass_fds=(program, pack),
            capture_output=True,
            text=True,
            check=False,
        )
    finally:
        os.close(program)
        if pack >= 0:
            os.close(pack)
    said = (done.stdout.strip() or done.stderr.strip()).splitlines()
    return done.returncode == 0, said[-1] if said else ""


def in_memory(pieces: Iterator[bytes]) -> int:
    """Put bytes into an anonymous file in memory; gives its descriptor."""
    descriptor = os.memfd_create("n")
    for piece in pieces:
        view = memoryview(piece)
        while view:
            view = view[os.write(descriptor, view) :]
    return descriptor
