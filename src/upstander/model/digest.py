"""SHA-256 digests: the only hash that every receiver can check with what is on their machine."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

_HEX = re.compile(r"[0-9a-f]{64}\Z")


@dataclass(frozen=True, slots=True, order=True)
class Digest:
    """A SHA-256 value; prints as ``sha256:<64 hex>`` (FIPS 180-4)."""

    hex: str

    def __post_init__(self) -> None:
        """Refuse anything that is not 64 lower-case hex digits (``ValueError``)."""
        if not _HEX.match(self.hex):
            raise ValueError("a digest is 64 lower-case hex digits")

    @classmethod
    def of(cls, data: bytes) -> Digest:
        """Hash bytes."""
        return cls(hashlib.sha256(data).hexdigest())

    @classmethod
    def parse(cls, text: str) -> Digest:
        """Read ``sha256:...`` or bare hex; raises ``ValueError``."""
        return cls(text.removeprefix("sha256:").strip().lower())

    def __str__(self) -> str:
        return f"sha256:{self.hex}"

    @property
    def short(self) -> str:
        """First 12 hex digits, for print beside an exhibit; never enough to verify with."""
        return self.hex[:12]


EMPTY = Digest.of(b"")
"""The digest of nothing; a file with it is shown as "empty"."""
