"""Sizes that say little: Padme padding inside the encrypted file.

A padded payload is ``plain bytes, zero bytes, 8-byte big-endian count of plain bytes``. So
``age -d FILE | tail -c 8`` gives the count and ``age -d FILE | head -c COUNT`` the original.
Padme: Nikitin et al., "Reducing Metadata Leakage from Encrypted Files and Communication with
PURBs" (2019): at most 12 % more, O(log log n) bits of size leaked.
"""

from __future__ import annotations

from collections.abc import Iterator

TRAILER = 8
SMALLEST = 1024
"""No payload is smaller, so that a short text and a long one look the same."""

_ZEROS = bytes(64 * 1024)


def padme(size: int) -> int:
    """Round a size up to Padme's next step."""
    if size < 2:
        return size
    exponent = size.bit_length() - 1
    mask = (1 << max(0, exponent - exponent.bit_length())) - 1
    return (size + mask) & ~mask


def padded_size(size: int) -> int:
    """How long the padded payload of ``size`` plain bytes is, trailer included."""
    return max(SMALLEST, padme(size + TRAILER))


def padding(size: int) -> Iterator[bytes]:
    """Give what follows ``size`` plain bytes: zeros, then the count."""
    zeros = padded_size(size) - size - TRAILER
    for _ in range(zeros // len(_ZEROS)):
        yield _ZEROS
    yield _ZEROS[: zeros % len(_ZEROS)] + size.to_bytes(TRAILER, "big")


def read_trailer(trailer: bytes, payload: int) -> int:
    """Read the count from the last 8 bytes of a payload; ``ValueError`` if it cannot be right."""
    size = int.from_bytes(trailer, "big")
    if len(trailer) != TRAILER or padded_size(size) != payload:
        raise ValueError("the length inside the file does not fit its size")
    return size


def unpad(payload: bytes) -> bytes:
    """Take the plain bytes out of a padded payload; ``ValueError`` if it is not one."""
    return payload[: read_trailer(payload[-TRAILER:], len(payload))]


def pad(plain: bytes) -> bytes:
    """Pad bytes in memory."""
    return plain + b"".join(padding(len(plain)))
