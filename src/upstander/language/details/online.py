"""Details of the net: e-mail addresses, wallets, internet addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from ipaddress import ip_address

from upstander.language.coin_address import WALLET, read_wallet
from upstander.language.details._detail import Detail, before

_EMAIL = re.compile(
    r"(?<![\w.+-])[A-Za-z0-9][\w.+-]{0,63}@(?:[A-Za-z0-9-]{1,63}\.){1,6}[A-Za-z]{2,24}(?![\w@])"
)
_IPV4 = re.compile(r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w]|\.\d)")
_IPV6 = re.compile(r"(?<![\w:])(?:[0-9a-fA-F]{0,4}:){2,7}[0-9a-fA-F]{1,4}(?![\w:])")
_VERSION = re.compile(r"\b(?:version|ver|v|build|release|firmware|update)\.? ?$", re.IGNORECASE)


def online(text: str) -> Iterator[Detail]:
    """Find e-mail addresses, wallets (checked where that can be done) and internet addresses."""
    if "@" in text:
        for match in _EMAIL.finditer(text):
            yield Detail("email", *match.span(), match[0].lower())
    yield from _wallets(text)
    for pattern in (_IPV4, _IPV6):
        for match in pattern.finditer(text):
            if not before(text, match.start(), _VERSION, 12) and _is_address(match[0]):
                yield Detail("ip", *match.span(), match[0])


def _wallets(text: str) -> Iterator[Detail]:
    for match in WALLET.finditer(text):
        wallet = read_wallet(match[0])
        if wallet is None:
            continue
        note = f"It has the form of a {wallet.coin} address."
        if wallet.looks_like_example:
            note += " It looks like an example."
        yield Detail("wallet", *match.span(), wallet.address, wallet.valid, note)


def _is_address(value: str) -> bool:
    try:
        address = ip_address(value)
    except ValueError:
        return False
    return not (address.is_loopback or address.is_unspecified)
