"""Keeps the examination texts out of training.

The salted hashes of every normalised five-word sequence of the sets that are for evaluation only
(and of our own frozen examination) are committed; a training row that meets one is refused.
Of the other measured sets the whole texts are hashed. The hashes are 64 bits of SHA-256, so no
text can be read back from the file and a chance meeting is about one in 10^12.
"""

from __future__ import annotations

import hashlib
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent
SALT = b"upstander-held-out-1"
GRAMS = HERE / "held_out" / "five_grams.bin"
WHOLES = HERE / "held_out" / "whole_texts.bin"
_WORD = re.compile(r"[a-z0-9']+")


def words(text: str) -> list[str]:
    """The words as they are compared: a fixed form, so that the hashes hold for good."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).lower().replace("’", "'"))


def grams(text: str) -> Iterator[str]:
    """Every five words in a row; of a shorter text the whole."""
    found = words(text)
    if len(found) < 5:
        yield "=" + " ".join(found)
    for at in range(len(found) - 4):
        yield " ".join(found[at : at + 5])


def whole(text: str) -> str:
    """The whole normal form."""
    return "=" + " ".join(words(text))


def salted(gram: str) -> int:
    """64 bits of the salted hash."""
    return int.from_bytes(hashlib.sha256(SALT + gram.encode()).digest()[:8], "little")


def write(path: Path, hashes: Iterable[int]) -> int:
    """Write sorted hashes; gives how many."""
    array = np.array(sorted(set(hashes)), dtype="<u8")
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(array.tobytes())
    return len(array)


class Guard:
    """Says whether a row meets the examination."""

    def __init__(self, grams_path: Path = GRAMS, wholes_path: Path = WHOLES) -> None:
        self._grams = _read(grams_path)
        self._wholes = _read(wholes_path)

    def meets(self, text: str) -> bool:
        """Whether a text shares five words in a row, or the whole, with a held-out text."""
        return salted(whole(text)) in self._wholes or any(
            salted(gram) in self._grams for gram in grams(text)
        )


def _read(path: Path) -> frozenset[int]:
    return frozenset(np.frombuffer(path.read_bytes(), dtype="<u8").tolist())


def main() -> int:
    """Make the two files again from the shared sets and the frozen examination."""
    from training import held_out

    five = write(GRAMS, (salted(g) for text in held_out.never_train() for g in grams(text)))
    full = write(WHOLES, (salted(whole(text)) for text in held_out.measured()))
    print(f"{five} five-word sequences, {full} whole texts")
    return 0


if __name__ == "__main__":
    sys.exit(main())
