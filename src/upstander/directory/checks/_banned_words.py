"""Words that a provision never uses: they accuse somebody, or promise what nobody can keep."""

from __future__ import annotations

import re

ACCUSES = re.compile(
    r"\b(offend(?:er|ers)|guilty of|is a crime|was a crime|criminals?|is illegal|broke the law"
    r"|you will win|perpetrators?|certainly|guarante[a-z]*|pro[o]f|proves?)\b",
    re.IGNORECASE,
)
