"""A record is looked at again after it was checked, and within a year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from upstander.directory.checks._interface import DirectoryCheck, Known, Located

LONGEST = timedelta(days=366)
"""Numbers and opening hours change; nothing goes unlooked-at for longer."""


class ReviewAfterVerified(DirectoryCheck):
    """A review date before the check, or years away, makes "checked" meaningless."""

    slug = "review-after-verified"
    title = "The review date follows the check within a year"

    def problems(self, located: Located, known: Known) -> Iterator[str]:
        """Compare the two dates."""
        record = located.record
        if record.review_by <= record.verified_on:
            yield f"review_by {record.review_by} is not after verified_on {record.verified_on}"
        elif record.review_by - record.verified_on > LONGEST:
            yield f"review_by {record.review_by} is more than a year after {record.verified_on}"


PLUGIN = ReviewAfterVerified()
