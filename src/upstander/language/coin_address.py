"""Addresses of crypto wallets: which coin, and whether the address's own check adds up.

Base58Check (as in Bitcoin since 2009), Bech32 (BIP 173) and Bech32m (BIP 350). Ethereum's check
(EIP-55) needs a hash that is not in the standard library, so those are given as not checked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256

_58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_STEPS = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_BECH32M = 0x2BC830A3
WALLET = re.compile(
    r"(?<![A-Za-z0-9])(?:"
    r"(?:bc1|tb1|ltc1)[a-z0-9]{10,87}|(?:BC1|LTC1)[A-Z0-9]{10,87}"
    r"|0x[0-9a-fA-F]{40}"
    r"|[13][1-9A-HJ-NP-Za-km-z]{25,34}"
    r"|T[1-9A-HJ-NP-Za-km-z]{33}"
    r"|[LMD][1-9A-HJ-NP-Za-km-z]{26,33}"
    r"|4[0-9AB][1-9A-HJ-NP-Za-km-z]{93}"
    r")(?![A-Za-z0-9])"
)
_VERSIONS = {0: "Bitcoin", 5: "Bitcoin", 48: "Litecoin", 50: "Litecoin", 30: "Dogecoin", 65: "Tron"}


@dataclass(frozen=True, slots=True)
class Wallet:
    """An address as written. ``valid`` is ``None`` where its check was not, or cannot be, made."""

    address: str
    coin: str
    valid: bool | None
    looks_like_example: bool = False


def read_wallet(address: str) -> Wallet | None:
    """Say which coin an address is of; ``None`` for something else that looks alike."""
    if len(re.findall("example", address, re.IGNORECASE)) or len(set(address[3:])) < 6:
        return Wallet(address, _coin_by_beginning(address), None, looks_like_example=True)
    lower = address.lower()
    if lower.startswith(("bc1", "tb1", "ltc1")):
        return Wallet(address, _coin_by_beginning(address), _bech32(lower))
    if lower.startswith("0x"):
        return Wallet(address, "Ethereum", None)
    if len(address) == 95:
        return Wallet(address, "Monero", None)
    version = _base58check(address)
    if version is None:
        mixed = any(each.isdigit() for each in address[1:]) and not address.isupper()
        plain = mixed and address[0] in "13" and any(each.islower() for each in address)
        return Wallet(address, "Bitcoin", False) if plain else None
    coin = _VERSIONS.get(version)
    return Wallet(address, coin, True) if coin else None


def passes_check(address: str) -> bool | None:
    """Whether an address passes its own check; ``None`` where none can be made here."""
    lower = address.lower()
    if lower.startswith(("bc1", "tb1", "ltc1")):
        return _bech32(lower)
    if lower.startswith("0x") or len(address) == 95:
        return None
    return _base58check(address) is not None


def _coin_by_beginning(address: str) -> str:
    lower = address.lower()
    if lower.startswith("0x"):
        return "Ethereum"
    return "Litecoin" if lower.startswith("ltc1") else "Bitcoin"


def _base58check(address: str) -> int | None:
    """The version byte, or ``None`` where the check does not add up."""
    number = 0
    for letter in address:
        place = _58.find(letter)
        if place < 0:
            return None
        number = number * 58 + place
    if number >= 1 << 200:
        return None
    raw = number.to_bytes(25, "big")
    sure = sha256(sha256(raw[:21]).digest()).digest()[:4] == raw[21:]
    return raw[0] if sure else None


def _bech32(address: str) -> bool:
    human, _, data = address.rpartition("1")
    values = [_32.find(letter) for letter in data]
    if not human or len(data) < 7 or min(values) < 0:
        return False
    stretched = [ord(each) >> 5 for each in human] + [0] + [ord(each) & 31 for each in human]
    return _polymod(stretched + values) in (1, _BECH32M)


def _polymod(values: list[int]) -> int:
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for bit, step in enumerate(_STEPS):
            check ^= step if top >> bit & 1 else 0
    return check
