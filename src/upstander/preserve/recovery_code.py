"""The recovery code: 160 random bits as 8 groups of 4 Crockford base32 characters.

Crockford's alphabet leaves out I, L, O and U; what a tired person types for them is read as
meant (base32 as at crockford.com/base32.html).
"""

from __future__ import annotations

import re

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
BITS = 160
_READ_AS = str.maketrans("OIL", "011")
_SEPARATORS = re.compile(r"[\s\-‐‑‒–—._]+")


def write_code(secret: bytes) -> str:
    """Write 20 bytes as ``XXXX-XXXX-...``."""
    value = int.from_bytes(secret, "big")
    letters = [LETTERS[(value >> shift) & 31] for shift in range(BITS - 5, -1, -5)]
    return "-".join("".join(letters[at : at + 4]) for at in range(0, len(letters), 4))


def read_code(text: str) -> bytes | None:
    """Read a typed code in any case, with any spaces, O for 0 and I or L for 1; else ``None``."""
    letters = _SEPARATORS.sub("", text).upper().translate(_READ_AS)
    if len(letters) != BITS // 5 or any(letter not in LETTERS for letter in letters):
        return None
    value = 0
    for letter in letters:
        value = value << 5 | LETTERS.index(letter)
    return value.to_bytes(BITS // 8, "big")


def groups(code: str) -> tuple[str, ...]:
    """The eight groups, to ask two of them back."""
    return tuple(code.split("-"))


def same_group(typed: str, group: str) -> bool:
    """Say whether a typed group is the one printed, with the same tolerance."""
    return _SEPARATORS.sub("", typed).upper().translate(_READ_AS) == group
