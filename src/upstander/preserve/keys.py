"""The key tree and the signing keys.

One random master key; everything else is derived from it by HKDF-SHA256 (RFC 5869) with a label
of its own, or lies in the keyring that it opens. Randomness is always handed in.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from typing import TypeAlias

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

Entropy: TypeAlias = Callable[[int], bytes]
"""Gives that many fresh random bytes."""

KEY_SIZE = 32
_P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
_SSH_TYPE = b"ssh-ed25519"
_SSH_HASH = b"sha512"


def derive(master: bytes | bytearray, label: str, salt: bytes = b"") -> bytearray:
    """Derive 32 bytes for one purpose; another label gives an unrelated key."""
    kdf = HKDF(hashes.SHA256(), KEY_SIZE, salt or None, b"upstander/v1/" + label.encode())
    return bytearray(kdf.derive(bytes(master)))


def overwrite(*secrets: bytearray) -> None:
    """Fill key bytes with zeros, as far as Python lets us reach them."""
    for secret in secrets:
        secret[:] = bytes(len(secret))


class SigningKeys:
    """An Ed25519 and a P-256 key, each kept as 32 bytes; one vault has one pair."""

    def __init__(self, ed25519_seed: bytes, p256_scalar: bytes) -> None:
        self._ed = bytearray(ed25519_seed)
        self._p256 = bytearray(p256_scalar)

    @classmethod
    def make(cls, entropy: Entropy) -> SigningKeys:
        """Make a fresh pair."""
        scalar = int.from_bytes(entropy(48), "big") % (_P256_ORDER - 1) + 1  # FIPS 186-5 A.2.1
        return cls(entropy(32), scalar.to_bytes(32, "big"))

    def secrets(self) -> tuple[bytes, bytes]:
        """Give both private values, for the keyring only."""
        return bytes(self._ed), bytes(self._p256)

    def forget(self) -> None:
        """Overwrite both private values."""
        overwrite(self._ed, self._p256)

    def sign_p256(self, data: bytes) -> bytes:
        """ECDSA P-256 with SHA-256, DER; deterministic (RFC 6979) where the library can."""
        key = self._p256_key()
        try:
            return key.sign(data, ec.ECDSA(hashes.SHA256(), deterministic_signing=True))
        except UnsupportedAlgorithm:
            return key.sign(data, ec.ECDSA(hashes.SHA256()))

    def sign_ssh(self, data: bytes, namespace: str) -> bytes:
        """Armoured SSHSIG (OpenSSH ``PROTOCOL.sshsig``) by the Ed25519 key."""
        name = namespace.encode()
        digest = hashlib.sha512(data).digest()
        signed = b"SSHSIG" + _ssh_strings(name, b"", _SSH_HASH, digest)
        signature = _ssh_strings(_SSH_TYPE, self._ed_key().sign(signed))
        head = b"SSHSIG" + (1).to_bytes(4, "big")
        return _armour(head + _ssh_strings(self._ssh_public(), name, b"", _SSH_HASH, signature))

    def p256_public_pem(self) -> bytes:
        """SubjectPublicKeyInfo of the P-256 key, PEM."""
        return self._p256_public(serialization.Encoding.PEM)

    def ssh_public_line(self) -> str:
        """``ssh-ed25519 AAAA...`` without a comment."""
        return f"{_SSH_TYPE.decode()} {base64.b64encode(self._ssh_public()).decode()}"

    def fingerprint(self) -> str:
        """SHA-256 hex of the DER SubjectPublicKeyInfo of the P-256 key."""
        return hashlib.sha256(self._p256_public(serialization.Encoding.DER)).hexdigest()

    def _p256_key(self) -> ec.EllipticCurvePrivateKey:
        return ec.derive_private_key(int.from_bytes(self._p256, "big"), ec.SECP256R1())

    def _p256_public(self, encoding: serialization.Encoding) -> bytes:
        form = serialization.PublicFormat.SubjectPublicKeyInfo
        return self._p256_key().public_key().public_bytes(encoding, form)

    def _ed_key(self) -> ed25519.Ed25519PrivateKey:
        return ed25519.Ed25519PrivateKey.from_private_bytes(bytes(self._ed))

    def _ssh_public(self) -> bytes:
        return _ssh_strings(_SSH_TYPE, self._ed_key().public_key().public_bytes_raw())


def _ssh_strings(*parts: bytes) -> bytes:
    """Join as SSH strings: a big-endian 32-bit length before each (RFC 4251)."""
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)


def _armour(blob: bytes) -> bytes:
    text = base64.b64encode(blob)
    rows = [text[at : at + 70] for at in range(0, len(text), 70)]
    edge = b"-----%s SSH SIGNATURE-----"
    return b"\n".join([edge % b"BEGIN", *rows, edge % b"END", b""])
