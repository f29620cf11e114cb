"""Check a pack with the same code that travels inside every pack."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from upstander.model.verification import Step, Verification
from upstander.preserve import standalone_verify as standalone


def check_pack(
    pack: Path | BinaryIO, name: str, *, fingerprint: str = "", head: str = "", tag: str = ""
) -> Verification:
    """Check a folder, a zip file or an open zip; hostile packs are a failed step, never a crash."""
    try:
        if not isinstance(pack, Path):
            steps = standalone.check(standalone.Zipped(pack), fingerprint, head, tag)
        elif pack.is_dir():
            steps = standalone.check(standalone.Folder(str(pack)), fingerprint, head, tag)
        else:
            with pack.open("rb") as stream:
                return check_pack(stream, name, fingerprint=fingerprint, head=head, tag=tag)
    except standalone.Refused as refused:
        reason = standalone.show(str(refused))
        steps = [standalone.Step(1, "The files of the pack itself", False, reason)]
    told = tuple(Step(each.number, each.title, each.ok, each.detail) for each in steps)
    return Verification(name, told, standalone.verdict(steps))
