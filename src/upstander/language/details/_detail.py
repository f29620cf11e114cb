"""What a detail is, and how the finders look beside a place."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Detail:
    """One private detail.

    Attributes:
        what: its sort: phone, email, postcode, card ...; empty for what is known to be none.
        start: where it begins in the text.
        end: where it ends.
        value: the detail in one usual form.
        valid: whether its own check adds up; ``None`` where it has none or none was made.
        note: one plain sentence more, or empty.
        secret: whether the value gives access (card, PIN, password): shown masked only.
    """

    what: str
    start: int
    end: int
    value: str
    valid: bool | None = None
    note: str = ""
    secret: bool = False

    def moved(self, start: int, end: int) -> Detail:
        """The same detail at another place."""
        return replace(self, start=start, end=end)

    @property
    def shown(self) -> str:
        """The value as it may be shown: secrets keep at most their last four figures."""
        if not self.secret:
            return self.value
        figures = "".join(each for each in self.value if each.isalnum())
        return f"•••• {figures[-4:]}" if len(figures) >= 12 else "••••"


def near(text: str, start: int, end: int, words: re.Pattern[str], reach: int = 40) -> bool:
    """Whether some words stand beside a place, on either side."""
    return bool(words.search(text, max(0, start - reach), min(len(text), end + reach)))


def before(text: str, start: int, words: re.Pattern[str], reach: int = 40) -> bool:
    """Whether some words stand before a place."""
    return bool(words.search(text, max(0, start - reach), start))
