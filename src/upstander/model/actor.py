"""Who acts. The actor is the first argument of every use case and query."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from upstander.model.ids import ActorId


class Role(StrEnum):
    """What an actor is to a case. One person's vault knows only ``OWNER``."""

    OWNER = "owner"
    SUPPORTER = "supporter"
    SAFEGUARDING_LEAD = "safeguarding-lead"
    CASE_WORKER = "case-worker"
    STRANGER = "stranger"


@dataclass(frozen=True, slots=True)
class Actor:
    """A random id per vault and a role; names live only in the index."""

    id: ActorId
    role: Role
