"""Private safety notes: their own use cases over their own store and nothing else."""

from __future__ import annotations

from upstander.application.services import PrivateServices
from upstander.model.actor import Actor, Role
from upstander.model.errors import AccessDenied, NothingToKeep
from upstander.model.evidence import PrivateNote


def add_private_note(
    private: PrivateServices, *, actor: Actor, text: str, ref: str = ""
) -> PrivateNote:
    """Keep a private note. No pack, report, search or export can reach it.

    ``ref`` is that of a capture made while locked: taken up twice, it is there once.
    """
    _owner(actor)
    if not text.strip():
        raise NothingToKeep()
    return private.notes.add(text, ref)


def list_private_notes(private: PrivateServices, *, actor: Actor) -> tuple[PrivateNote, ...]:
    """All private notes, oldest first."""
    _owner(actor)
    return private.notes.all()


def erase_private_note(private: PrivateServices, *, actor: Actor, note: str) -> None:
    """Erase one private note; no tombstone is left, as it is nobody else's business."""
    _owner(actor)
    private.notes.erase(note)


def _owner(actor: Actor) -> None:
    if actor.role is not Role.OWNER:
        raise AccessDenied()
