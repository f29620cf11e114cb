"""Check a pack: the same numbered steps as its own ``verify.py``, then two second opinions.

The logic lives once, in :mod:`upstander.preserve.standalone_verify`, which is copied into every
pack. Here the seal is checked again with another library, and the second (SSH) seal as well.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from upstander.model.errors import PackChanged
from upstander.model.verification import Step, Verification
from upstander.preserve import seal
from upstander.preserve import standalone_verify as verify

_Pack = verify.Folder | verify.Zipped


def verify_pack(
    pack: Path | BinaryIO,
    *,
    fingerprint: str | None = None,
    head: str | None = None,
    tag: str | None = None,
) -> Verification:
    """Check a folder, a zip file or a seekable zip stream; nothing is unpacked to disk.

    ``fingerprint``, ``head`` and ``tag`` are the values of the paper receipt. Without them the
    verdict says what cannot be known. Raises :class:`PackChanged` with the exact reason when any
    step fails; :func:`examine_pack` gives all steps instead.
    """
    outcome = examine_pack(pack, fingerprint=fingerprint, head=head, tag=tag)
    if not outcome.ok:
        raise PackChanged(f"{_reasons(outcome)}.")
    return outcome


def examine_pack(
    pack: Path | BinaryIO,
    *,
    fingerprint: str | None = None,
    head: str | None = None,
    tag: str | None = None,
) -> Verification:
    """Do the same and give the steps even when some failed; for a page that shows them all."""
    try:
        opened, name = _open(pack)
    except (verify.Refused, OSError) as error:
        step = verify.Step(1, "The pack can be opened", False, verify.show(str(error)))
        return _outcome("pack", [step])
    try:
        steps = verify.check(opened, fingerprint or "", head or "", tag or "")
        return _outcome(name, [*steps, *_second_opinions(opened, len(steps))])
    finally:
        opened.close()


def _reasons(outcome: Verification) -> str:
    failed = [step for step in outcome.steps if step.ok is False]
    return "; ".join(f"step {step.number}: {step.detail}" for step in failed)[:2000]


def _open(pack: Path | BinaryIO) -> tuple[_Pack, str]:
    if not isinstance(pack, Path):
        return verify.Zipped(pack), "pack"
    if pack.is_dir():
        return verify.Folder(str(pack)), pack.name
    return verify.Zipped(pack.open("rb")), pack.name


def _outcome(subject: str, steps: list[verify.Step]) -> Verification:
    model = tuple(Step(each.number, each.title, each.ok, each.detail) for each in steps)
    return Verification(verify.show(subject), model, verify.verdict(steps))


def _second_opinions(pack: _Pack, before: int) -> list[verify.Step]:
    checked = verify.Check(pack)

    def again() -> str:
        parts = (verify.PUBLIC_KEY, verify.TAG, verify.SIGNATURE)
        seal.check_p256(*(checked.small(name) for name in parts))
        return "another library (cryptography) agrees that the seal fits"

    def ssh() -> str:
        allowed = checked.small(seal.ALLOWED_SIGNERS)
        seal.check_ssh(allowed, checked.small(verify.TAG), checked.small(seal.SSH_SIGNATURE))
        named = verify.bag_info(checked.small("bag-info.txt")).get("Seal-SSH-Key", "")
        if seal.allowed_signers(named) != allowed:
            raise PackChanged("The second seal is by a key that the pack does not name.")
        return "the second seal (SSH, Ed25519) fits, by the key that the sealed pack names"

    titles = ("The seal, a second opinion", "The second seal (SSH signature)")
    return [
        _opinion(number, title, each)
        for number, (title, each) in enumerate(zip(titles, (again, ssh), strict=True), before + 1)
    ]


def _opinion(number: int, title: str, each: Callable[[], str]) -> verify.Step:
    try:
        return verify.Step(number, title, True, each())
    except PackChanged as error:
        return verify.Step(number, title, False, error.detail.rstrip("."))
    except (verify.Refused, *verify.UNREADABLE) as error:
        return verify.Step(number, title, False, verify.show(str(error)))
