"""age X25519 keys as text: Bech32 with age's two prefixes (C2SP age, BIP 173)."""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from upstander.preserve.keys import Entropy, overwrite

RECIPIENT_PREFIX = "age"
IDENTITY_PREFIX = "age-secret-key-"

_LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATORS = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)


class Identity:
    """An age private key in memory we can overwrite, with its public half."""

    def __init__(self, secret: bytes) -> None:
        self._secret = bytearray(secret)
        self.public = X25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw()

    @classmethod
    def make(cls, entropy: Entropy) -> Identity:
        """Make a fresh key."""
        return cls(entropy(32))

    @classmethod
    def parse(cls, text: str) -> Identity:
        """Read ``AGE-SECRET-KEY-1...``; raises ``ValueError``."""
        return cls(_decode(text.strip(), IDENTITY_PREFIX))

    def text(self) -> str:
        """Write ``AGE-SECRET-KEY-1...``, 74 characters: what a paper key carries."""
        return _encode(IDENTITY_PREFIX, bytes(self._secret)).upper()

    def secret(self) -> bytes:
        """Give the raw private key, for the keyring only."""
        return bytes(self._secret)

    def recipient(self) -> str:
        """Write the public half as ``age1...``."""
        return write_recipient(self.public)

    def agree(self, share: bytes) -> bytes:
        """X25519 with another's public share; raises ``ValueError`` for a low-order point."""
        key = X25519PrivateKey.from_private_bytes(bytes(self._secret))
        return key.exchange(X25519PublicKey.from_public_bytes(share))

    def forget(self) -> None:
        """Overwrite the private key."""
        overwrite(self._secret)


def write_recipient(public: bytes) -> str:
    """Write a raw public key as ``age1...``."""
    return _encode(RECIPIENT_PREFIX, public)


def read_recipient(text: str) -> bytes:
    """Read ``age1...`` to the raw public key; raises ``ValueError``."""
    return _decode(text.strip(), RECIPIENT_PREFIX)


def _encode(prefix: str, data: bytes) -> str:
    values = _regroup(data, 8, 5, pad=True)
    check = _polymod(_expand(prefix) + values + [0] * 6) ^ 1
    values += [(check >> 5 * (5 - place)) & 31 for place in range(6)]
    return prefix + "1" + "".join(_LETTERS[value] for value in values)


def _decode(text: str, prefix: str) -> bytes:
    lower = text.lower()
    if text not in (lower, text.upper()) or not lower.startswith(prefix + "1"):
        raise ValueError("not an age key of this sort")
    values = [_LETTERS.find(letter) for letter in lower[len(prefix) + 1 :]]
    if len(values) < 6 or -1 in values or _polymod(_expand(prefix) + values) != 1:
        raise ValueError("an age key with a wrong letter")
    data = bytes(_regroup(values[:-6], 5, 8, pad=False))
    if len(data) != 32:
        raise ValueError("an age key of the wrong length")
    return data


def _expand(prefix: str) -> list[int]:
    return [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix]


def _polymod(values: list[int]) -> int:
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for place, generator in enumerate(_GENERATORS):
            check ^= generator if (top >> place) & 1 else 0
    return check


def _regroup(data: bytes | list[int], source: int, target: int, *, pad: bool) -> list[int]:
    held = bits = 0
    out = []
    for value in data:
        held, bits = held << source | value, bits + source
        while bits >= target:
            bits -= target
            out.append(held >> bits & ((1 << target) - 1))
    rest = held & ((1 << bits) - 1)
    if pad and bits:
        out.append(rest << (target - bits))
    elif not pad and (bits >= source or rest):
        raise ValueError("an age key with odd bits at its end")
    return out
