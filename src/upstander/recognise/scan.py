"""One pass over many texts: which are oddly written, which trigger what, and their features.

Everything is counted over one byte buffer with numpy, so that a hundred thousand messages take
seconds. Letters are hashed with a rolling polynomial (Karp and Rabin 1987): the hash of any run of
bytes is a difference of two prefix sums, so word hashes, word beginnings and letter groups all
come from the same sums. The same texts give the same numbers whatever batch they stand in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Words64 = npt.NDArray[np.uint64]
Numbers = npt.NDArray[np.int64]

_BASE = 0x9E3779B97F4A7C15
_INVERSE = pow(_BASE, -1, 1 << 64)
_GROUPS = (3, 4, 5)
_STEMS = tuple(range(3, 13))
_APOSTROPHE = 39
LONGEST = 4000
"""Of a longer text, the first and the last half as many bytes are scanned (see ``clipped``)."""


def _classes() -> npt.NDArray[np.uint8]:
    """0 for what parts words, else the byte as it counts: letters, digits, apostrophe, others."""
    table = np.zeros(256, dtype=np.uint8)
    for byte in range(256):
        if (chr(byte).isalnum() and byte < 128) or byte == _APOSTROPHE or byte >= 128:
            table[byte] = byte
    return table


_CODES = _classes()
_DIGIT = np.array([chr(byte).isdigit() and byte < 128 for byte in range(256)])
_CURRENCY = ("$", "£", "€", "₿", "₦", "₹")


def hash_of(word: str) -> int:
    """The hash that :class:`Scan` gives a word, its first letter lowest."""
    total, power = 0, 1
    for byte in word.encode("utf-8", "replace"):
        total = (total + (int(_CODES[byte]) + 1) * power) & (2**64 - 1)
        power = power * _BASE & (2**64 - 1)
    return total


class Triggers:
    """Words, word beginnings and specials, each with the numbers of those who wait for it."""

    def __init__(self, wanted: Sequence[Iterable[str]]) -> None:
        self.count = len(wanted)
        self._whole: dict[int, int] = {}
        self._stems: dict[int, dict[int, int]] = {}
        self.specials: dict[str, int] = {}
        for number, triggers in enumerate(wanted):
            for trigger in triggers:
                self._add(trigger, 1 << number)
        self.whole = _lookup(self._whole)
        self.stems = {length: _lookup(held) for length, held in self._stems.items()}

    def _add(self, trigger: str, bit: int) -> None:
        if trigger in ("#", "@", "$", "/"):
            self.specials[trigger] = self.specials.get(trigger, 0) | bit
            return
        stem = trigger.removesuffix("*")
        length = len(stem.encode())
        if stem == trigger:
            held = self._whole
        elif length >= _STEMS[0]:
            held = self._stems.setdefault(min(length, _STEMS[-1]), {})
            stem = stem[: _STEMS[-1]]
        else:
            raise ValueError(f"'{trigger}' is too short for the beginning of a word.")
        key = hash_of(stem)
        held[key] = held.get(key, 0) | bit


@dataclass(frozen=True, slots=True)
class _Lookup:
    keys: Words64
    bits: Words64

    def find(self, hashes: Words64) -> Words64:
        """The bits that wait for each hash; 0 for none."""
        if not len(self.keys) or not len(hashes):
            return np.zeros(len(hashes), dtype=np.uint64)
        at = np.searchsorted(self.keys, hashes)
        at[at == len(self.keys)] = 0
        return np.where(self.keys[at] == hashes, self.bits[at], np.uint64(0))


def _lookup(held: dict[int, int]) -> _Lookup:
    keys = sorted(held)
    return _Lookup(
        np.array(keys, dtype=np.uint64), np.array([held[key] for key in keys], dtype=np.uint64)
    )


class Scan:
    """The sums over one batch of plain (normalised) texts."""

    def __init__(self, texts: Sequence[str]) -> None:
        parts = [clipped(text).encode("utf-8", "replace") for text in texts]
        self.size = len(parts)
        lengths = np.fromiter((len(part) for part in parts), dtype=np.int64, count=self.size)
        raw = np.frombuffer(b"\n".join(parts) + b"\n", dtype=np.uint8)
        self._raw = raw
        self._starts = np.concatenate([[0], np.cumsum(lengths + 1)[:-1]]).astype(np.int64)
        self._lengths = lengths
        codes = _CODES[raw]
        powers = _powers(len(raw))
        self._inverse = _powers_inverse(len(raw))
        weighted = (codes.astype(np.uint64) + np.uint64(1)) * powers
        self._sums = np.concatenate([np.zeros(1, np.uint64), np.cumsum(weighted, dtype=np.uint64)])
        letters = codes > 0
        before = np.concatenate([[False], letters[:-1]])
        self._word_starts = np.flatnonzero(letters & ~before)
        self._word_ends = np.flatnonzero(~letters & before)
        self._owners = np.repeat(np.arange(self.size), lengths + 1)
        self.words = self._hashes(self._word_starts, self._word_ends)
        self.word_owners = self._owners[self._word_starts]

    def _hashes(self, starts: Numbers, ends: Numbers) -> Words64:
        """The hash of each run, moved to where it does not depend on its place."""
        moved: Words64 = (self._sums[ends] - self._sums[starts]) * self._inverse[starts]
        return moved

    def waiting(self, triggers: Triggers) -> Words64:
        """For each text, the bits of those whose trigger occurs."""
        found = np.zeros(self.size, dtype=np.uint64)
        hits = triggers.whole.find(self.words)
        lengths = self._word_ends - self._word_starts
        for length, lookup in triggers.stems.items():
            long = lengths >= length
            starts = self._word_starts[long]
            hits[long] |= lookup.find(self._hashes(starts, starts + length))
        some = hits > 0
        np.bitwise_or.at(found, self.word_owners[some], hits[some])
        for sign, bit in triggers.specials.items():
            found[self.holds(sign)] |= np.uint64(bit)
        return found

    def holds(self, special: str) -> npt.NDArray[np.bool_]:
        """Which texts hold a digit (``#``), an ``@``, a currency sign (``$``) or a slash."""
        if special == "#":
            hit = _DIGIT[self._raw]
        elif special == "$":
            hit = (self._raw == 36) | (self._raw == 0xC2) | (self._raw == 0xE2)
        else:
            hit = self._raw == ord(special)
        out = np.zeros(self.size, dtype=np.bool_)
        out[self._owners[hit]] = True
        return out

    def features(self, bits: int) -> tuple[Numbers, Numbers]:
        """Features for a linear model: the text each belongs to, and its number under 2**bits.

        Words, pairs of words and letter groups of three to five, parted by kind.
        """
        owners, numbers = [self.word_owners], [self._mixed(self.words, 1, bits)]
        same = self.word_owners[1:] == self.word_owners[:-1]
        pairs = self.words[:-1] * np.uint64(0xC2B2AE3D27D4EB4F) + self.words[1:]
        owners.append(self.word_owners[1:][same])
        numbers.append(self._mixed(pairs[same], 2, bits))
        ends = self._starts + self._lengths
        room = np.repeat(ends, self._lengths + 1) - np.arange(len(self._raw))
        for group in _GROUPS:
            starts = np.flatnonzero(room >= group)
            owners.append(self._owners[starts])
            numbers.append(self._mixed(self._hashes(starts, starts + group), group, bits))
        return np.concatenate(owners), np.concatenate(numbers)

    @staticmethod
    def _mixed(hashes: Words64, kind: int, bits: int) -> Numbers:
        """Spread hashes evenly (the finaliser of MurmurHash3) and cut them to a number."""
        mixed = hashes + np.uint64(kind * 0x632BE59BD9B4E019 & (2**64 - 1))
        mixed = (mixed ^ (mixed >> np.uint64(33))) * np.uint64(0xFF51AFD7ED558CCD)
        mixed = mixed ^ (mixed >> np.uint64(33))
        return (mixed >> np.uint64(64 - bits)).astype(np.int64)


def clipped(text: str) -> str:
    """The part of a text that is scanned; the engine says when it is not the whole."""
    if len(text) <= LONGEST:
        return text
    half = LONGEST // 2
    return text[:half] + "\n" + text[-half:]


_held: dict[int, Words64] = {}


def _powers(length: int) -> Words64:
    return _series(_BASE, length)


def _powers_inverse(length: int) -> Words64:
    return _series(_INVERSE, length + 1)


def _series(base: int, length: int) -> Words64:
    """1, base, base squared ... modulo 2**64; kept and grown as needed."""
    held = _held.get(base)
    if held is None or len(held) < length:
        steps = np.full(max(length, 1 << 16), base, dtype=np.uint64)
        steps[0] = 1
        held = _held[base] = np.cumprod(steps, dtype=np.uint64)
    return held[:length]
