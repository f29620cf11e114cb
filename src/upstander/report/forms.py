"""The family of forms: which there are, which one fits a receiver, and one by its slug."""

from __future__ import annotations

from functools import cache

from upstander.model.errors import NotFound
from upstander.plugins import Loaded, load_family
from upstander.report import formats
from upstander.report._interface import ReportForm

GENERIC = "generic-letter"


@cache
def known_forms() -> dict[str, Loaded[ReportForm]]:
    """Load all forms once."""
    return load_family(formats, ReportForm)  # type: ignore[type-abstract]  # a family is named by its base


def all_forms() -> tuple[ReportForm, ...]:
    """Every form, in the order of its file."""
    return tuple(loaded.part for loaded in known_forms().values())


def form(slug: str) -> ReportForm:
    """One form; raises :class:`NotFound`."""
    try:
        return known_forms()[slug].part
    except KeyError:
        raise NotFound(f"There is no form called '{slug[:80]}'.") from None
