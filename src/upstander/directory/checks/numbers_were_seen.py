"""A number in the words of a body is one that was seen in a source, under some body's contacts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from upstander.directory.body import ALWAYS, Body
from upstander.directory.checks._interface import DirectoryCheck, Known, Located
from upstander.directory.records import Quality

_NUMBER = re.compile(r"(?<![\w/])\d[\d ]{1,14}\d(?![\w/])")
_DATE_OR_HOUR = re.compile(r"(19|20)\d\d|\d\d?")


class NumbersWereSeen(DirectoryCheck):
    """Words are shown plain; a number that nobody saw would be dialled without a warning."""

    slug = "numbers-were-seen"
    title = "No number stands in the words of a body unless it was seen"

    def problems(self, located: Located, known: Known) -> Iterator[str]:
        """Compare the numbers in the words with the contacts that were seen."""
        body = located.record
        if not isinstance(body, Body):
            return
        bodies = list(known.records.get("bodies", {}).values())
        seen = ALWAYS | {
            contact.value.replace(" ", "")
            for each in (*bodies, body)
            if isinstance(each, Body)
            for contact in each.contacts
            if contact.quality is not Quality.UNCONFIRMED
        }
        for found in _NUMBER.finditer(_words(body)):
            number = found[0].replace(" ", "")
            if not _DATE_OR_HOUR.fullmatch(number) and number not in seen:
                yield f"'{found[0]}' stands in the words and was not seen in a source"


def _words(body: Body) -> str:
    notes = (contact.note for contact in body.contacts)
    told = (body.does, body.privacy, body.fill_in, body.cost, *body.notes, *body.have_ready)
    return "\n".join((*told, *body.not_for, *notes))


PLUGIN = NumbersWereSeen()
