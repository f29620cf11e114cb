"""Randomness from the operating system."""

from __future__ import annotations

import os

from upstander.application.ports import Ids
from upstander.preserve.keys import Entropy

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 26  # 130 bit


class SystemIds:
    """Ids and salts from ``os.urandom``; nothing in them says when or where."""

    def new(self) -> str:
        """Give a fresh id: 26 Crockford base32 characters."""
        value = int.from_bytes(os.urandom(17), "big")
        return "".join(_LETTERS[(value >> 5 * place) & 31] for place in range(_LENGTH))

    def salt(self) -> bytes:
        """Give 16 random bytes."""
        return os.urandom(16)


def entropy_of(ids: Ids) -> Entropy:
    """Make an :data:`Entropy` of the salts that ``ids`` gives."""

    def entropy(size: int) -> bytes:
        return b"".join(ids.salt() for _ in range(-(-size // 16)))[:size]

    return entropy
