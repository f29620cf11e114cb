"""What a check found: numbered steps with the exact reason, never a bare OK."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """One numbered proof step. ``ok`` is ``None`` for "cannot be known from this alone"."""

    number: int
    title: str
    ok: bool | None
    detail: str


@dataclass(frozen=True, slots=True)
class Verification:
    """All steps and a plain verdict; ``ok`` is true only when no step failed."""

    subject: str
    steps: tuple[Step, ...]
    verdict: str

    @property
    def ok(self) -> bool:
        """Whether no step failed. Unknowable steps do not fail but are in the verdict."""
        return all(step.ok is not False for step in self.steps)
