"""A text column that takes any text at all."""

from __future__ import annotations

import re
from typing import Any

from django.db import models

_HARD = re.compile("[\x00\x1a\ud800-\udfff]")
_ESCAPED = re.compile("\x1a([0-9a-f]{4})")


class AnyText(models.TextField):  # type: ignore[type-arg]  # not subscriptable at run time
    """Keeps NUL and lone surrogates, which hostile names hold and databases refuse."""

    def get_prep_value(self, value: Any) -> Any:
        """Escape what a database refuses."""
        return value if value is None else escape(str(value))

    def from_db_value(self, value: Any, *_context: Any) -> Any:
        """Give the text as it was."""
        return value if value is None else unescape(value)


def escape(text: str) -> str:
    """Write NUL, SUB and lone surrogates as SUB and four hex digits."""
    return _HARD.sub(lambda hit: f"\x1a{ord(hit[0]):04x}", text)


def unescape(text: str) -> str:
    """Undo :func:`escape`."""
    return _ESCAPED.sub(lambda hit: chr(int(hit[1], 16)), text) if "\x1a" in text else text
