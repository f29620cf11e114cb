"""Small letters as a pattern without regard to case compares them.

``re.IGNORECASE`` takes the Turkish dotted and dotless I for ``i``, the long s for ``s`` and the
Kelvin sign for ``k``; ``str.lower`` and ``str.casefold`` do not. A word that was found by such a
pattern, or a gate before one, has to be compared the same way.
"""

from __future__ import annotations

_ALSO = str.maketrans({"\u0130": "i", "\u0131": "i", "\u017f": "s", "\u212a": "k"})


def small_letters(text: str) -> str:
    """Give the text in small letters, each letter in its place."""
    return text.translate(_ALSO).lower()
