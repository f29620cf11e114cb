"""Makes ARC sets of any shape for the tests (RFC 8617 5.1), by itself.

A set is put together from text with gaps. What a test changes in that text is signed with the
rest, so that a seal fits its key and only the thing changed is at fault.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256

from tests.unit.trace.signing import (
    MAIL,
    SEEN,
    USUAL,
    PrivateKey,
    lines_of,
    record,
    relaxed,
    rsa_key,
)
from upstander.mail.headers import split_headers
from upstander.trace._arc import Chain, check_chain
from upstander.trace._canonical import KeptMail
from upstander.trace.key_records import KeyAnswer, KeyRecords

SEALER = "key1._domainkey.lists.example.com"
RESULTS = "ARC-Authentication-Results: i={i}; lists.example.com; spf=pass smtp.mailfrom=example.org"
MESSAGE = (
    "ARC-Message-Signature: i={i}; a=rsa-sha256; d=lists.example.com; s=key1; c={form};"
    " h={names}; bh={bh}; b={b}"
)
SEAL = "ARC-Seal: i={i}; a=rsa-sha256; d=lists.example.com; s=key1; cv={cv}; b={b}"

Signer = Callable[[bytes], bytes]
Change = tuple[str, str]
SAME: Change = ("", "")


@dataclass(frozen=True, slots=True)
class Sealed:
    """A mail with its sets, the oldest first; each is results, message signature and seal."""

    mail: bytes = MAIL
    sets: tuple[tuple[bytes, bytes, bytes], ...] = ()

    def without(self, number: int, line: int) -> bytes:
        """Give the mail without one line of one set."""
        return self.mail.replace(self.sets[number - 1][line], b"")


def signer(key: PrivateKey) -> Signer:
    """Give what signs with a key."""
    if isinstance(key, RSAPrivateKey):
        return lambda data: key.sign(data, PKCS1v15(), SHA256())
    return lambda data: key.sign(hashlib.sha256(data).digest())


def forward(
    before: Sealed,
    *,
    number: int = 0,
    cv: str = "",
    results: Change = SAME,
    message: Change = SAME,
    seal: Change = SAME,
    names: tuple[str, ...] = USUAL,
    header: str = "relaxed",
    body: str = "relaxed",
    length: int | None = None,
    sign: Signer | None = None,
) -> Sealed:
    """Add one set as a forwarder does. Each change is what stands there and what shall instead."""
    number = number or len(before.sets) + 1
    cv = cv or ("pass" if before.sets else "none")
    sign = sign or signer(rsa_key())
    gaps = {"i": str(number), "cv": cv, "names": ":".join(names), "form": f"{header}/{body}"}
    gaps["bh"] = _hash(before.mail, body, length)
    made = _changed(RESULTS, results).format(**gaps).encode() + b"\r\n"
    picked = _picked(made + before.mail, names, header)
    signed = _signed(_changed(MESSAGE, message), gaps, picked, header, sign)
    earlier = () if cv == "fail" else before.sets
    lines = [*(line for each in earlier for line in each), made, signed]
    over = b"".join(relaxed(each) for each in lines)
    sealed = _signed(_changed(SEAL, seal), gaps, over, "relaxed", sign)
    return Sealed(sealed + signed + made + before.mail, (*before.sets, (made, signed, sealed)))


def chain_of(sets: int, mail: bytes = MAIL) -> Sealed:
    """Give a mail with so many sets, all of them whole."""
    sealed = Sealed(mail)
    for _ in range(sets):
        sealed = forward(sealed)
    return sealed


def keys_of(*records: bytes, name: str = SEALER) -> KeyRecords:
    """Give what DNS answered for a key; the usual key where nothing is told."""
    return KeyRecords().with_answer(name, KeyAnswer.found(records or (record(rsa_key()),), SEEN))


def chain(mail: bytes, keys: KeyRecords | None = None) -> Chain:
    """Check the sets of a mail."""
    return check_chain(KeptMail(mail, split_headers(mail)), keys or keys_of())


def status(mail: bytes | Sealed, keys: KeyRecords | None = None) -> str:
    """Give what the check says of the chain."""
    return chain(mail.mail if isinstance(mail, Sealed) else mail, keys).status


def _changed(text: str, change: Change) -> str:
    assert change[0] in text
    return text.replace(*change, 1) if change[0] else text + change[1]


def _signed(text: str, gaps: dict[str, str], over: bytes, form: str, sign: Signer) -> bytes:
    """Fill the gaps and sign; what is signed has no value of ``b=`` and no blanks around it."""
    bare = re.sub(r"\s*\{b\}\s*", "", text).format(**gaps).encode()
    own = relaxed(bare).removesuffix(b"\r\n") if form == "relaxed" else bare
    value = base64.b64encode(sign(over + own)).decode()
    return text.format(**gaps, b=value).encode() + b"\r\n"


def _picked(mail: bytes, names: tuple[str, ...], form: str) -> bytes:
    left, picked = lines_of(mail), b""
    for name in names:
        having = [each for each in left if each.lower().startswith(name.encode() + b":")]
        if having:
            left.reverse()
            left.remove(having[-1])
            left.reverse()
            picked += relaxed(having[-1]) if form == "relaxed" else having[-1]
    return picked


def _hash(mail: bytes, form: str, length: int | None) -> str:
    lines = mail.partition(b"\r\n\r\n")[2].split(b"\r\n")
    if form == "relaxed":
        lines = [re.sub(rb"[ \t]+", b" ", each).rstrip(b" ") for each in lines]
    while lines and not lines[-1]:
        lines.pop()
    text = b"".join(each + b"\r\n" for each in lines)
    if form == "simple":
        text = text or b"\r\n"
    return base64.b64encode(hashlib.sha256(text[:length]).digest()).decode()


# --- a key too small for any library --------------------------------------------------------------

PRIMES = (
    0xECC2FB2E64AC8276F56B4C101B638682D71397F12DB758D84B808B35CAEFE5286533FDC37CD54F7F55959FC9E031C11B,
    0xDE2B5FD6DAAB9FE7247BA6D6F25B0E80BB5C3C62B1D4483AE474B4BB81D09787A7489D65A7DF5208D42617091CA0CB13,
)
MODULUS = PRIMES[0] * PRIMES[1]


def sign_with_768_bits(data: bytes) -> bytes:
    """Sign by plain arithmetic (RFC 8017 8.2.1): no library makes so small a key any more."""
    secret = pow(65537, -1, (PRIMES[0] - 1) * (PRIMES[1] - 1))
    info = bytes.fromhex("3031300d060960864801650304020105000420") + hashlib.sha256(data).digest()
    padded = b"\x00\x01" + b"\xff" * (96 - len(info) - 3) + b"\x00" + info
    return pow(int.from_bytes(padded), secret, MODULUS).to_bytes(96)
