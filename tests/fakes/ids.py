"""Ids and salts that are the same in every run and never the same twice in one."""

from __future__ import annotations

import hashlib

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class FakeIds:
    """Counts, and hashes the count with a seed."""

    def __init__(self, seed: str = "test") -> None:
        self._seed = seed
        self._count = 0

    def new(self) -> str:
        value = int.from_bytes(self._next(), "big")
        return "".join(_LETTERS[(value >> (5 * place)) & 31] for place in range(26))

    def salt(self) -> bytes:
        return self._next()[:16]

    def _next(self) -> bytes:
        self._count += 1
        return hashlib.sha256(f"{self._seed}/{self._count}".encode()).digest()
