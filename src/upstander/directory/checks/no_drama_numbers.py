"""No invented number and no example address stands in a real record."""

from __future__ import annotations

import re
from collections.abc import Iterator

from upstander.directory.checks._interface import DirectoryCheck, Known, Located

# Ofcom keeps these ranges for drama; RFC 2606 and RFC 6761 keep the names for examples.
_DRAMA = re.compile(
    r"(?<!\d)(\+?44|0)(7700 ?900\d{3}|20 ?7946 ?0\d{3}|1632 ?960\d{3}|"
    r"(113|114|115|116|117|118|121|131|141|151|161) ?496 ?0\d{3}|191 ?498 ?0\d{3}|"
    r"28 ?9649 ?6\d{3}|29 ?2018 ?0\d{3}|8081 ?570\d{3}|909 ?8790\d{3}|3069 ?990\d{3})(?!\d)"
)
_EXAMPLE = re.compile(r"\bexample\.(com|org|net)\b|\.(example|test|invalid)\b")
_INVENTED = {"examples_for", "examples_against"}
"""Fields that hold invented messages, which nobody is told to ring."""
_GAPS = re.compile(r"(?<=\d)[ \-]+(?=\d)")


class NoDramaNumbers(DirectoryCheck):
    """A number that belongs to nobody must never be given to somebody in need."""

    slug = "no-drama-numbers"
    title = "No invented numbers or example addresses"

    def problems(self, located: Located, known: Known) -> Iterator[str]:
        """Search the whole record and the words under it."""
        record = located.record.model_dump_json(exclude=_INVENTED)
        text = f"{record} {located.body_text}"
        for found in _DRAMA.finditer(_GAPS.sub("", text)):
            yield f"'{found[0]}' is a number kept for drama"
        for found in _EXAMPLE.finditer(text):
            yield f"'{found[0]}' is a name kept for examples"


PLUGIN = NoDramaNumbers()
