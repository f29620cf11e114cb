"""Dates in a record are real days, and no source is newer than the check."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from upstander.directory.checks._interface import DirectoryCheck, Known, Located
from upstander.directory.records import Source

FIRST = date(2020, 1, 1)
"""Nothing was checked for this program before then."""


class DatesValid(DirectoryCheck):
    """A 31 February, or a page from the future, is a slip of the hand."""

    slug = "dates-valid"
    title = "Dates are real and in order"

    def problems(self, located: Located, known: Known) -> Iterator[str]:
        """Look at the check date and at each page date."""
        checked = located.record.verified_on
        if checked < FIRST:
            yield f"verified_on {checked} is too long ago"
        for source in located.record.sources:
            day = _first_day(source)
            if day is None:
                yield f"the page date '{source.page_date}' is no date"
            elif day > checked:
                yield f"the page date {source.page_date} is after verified_on {checked}"


def _first_day(source: Source) -> date | None:
    """Give the first day a page date can mean; 1 January of year 1 when there is none."""
    if not source.page_date:
        return date.min
    parts = [int(part) for part in source.page_date.split("-")]
    try:
        return date(*[*parts, 1, 1][:3])
    except ValueError:
        return None


PLUGIN = DatesValid()
