"""Real keys from a seed, without a vault around them."""

from __future__ import annotations

import hashlib

from upstander.preserve.keys import SigningKeys


class FakeKeys:
    """Signs for real, so that outside programs can judge what a test made."""

    def __init__(self, seed: str = "test") -> None:
        self._seed = seed
        self._signing = SigningKeys.make(self._bytes)

    def database_key(self) -> bytes:
        return hashlib.sha256(f"{self._seed}/database".encode()).digest()

    def sign_p256(self, data: bytes) -> bytes:
        return self._signing.sign_p256(data)

    def sign_ssh(self, data: bytes, namespace: str) -> bytes:
        return self._signing.sign_ssh(data, namespace)

    def p256_public_pem(self) -> bytes:
        return self._signing.p256_public_pem()

    def ssh_public_line(self) -> str:
        return self._signing.ssh_public_line()

    def fingerprint(self) -> str:
        return self._signing.fingerprint()

    def _bytes(self, size: int) -> bytes:
        return hashlib.shake_256(f"{self._seed}/{size}".encode()).digest(size)
