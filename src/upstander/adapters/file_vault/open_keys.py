"""The keys of an unlocked vault, in bytearrays that locking overwrites."""

from __future__ import annotations

import hmac
import threading
from collections.abc import Sequence

from upstander.model.digest import Digest
from upstander.model.errors import VaultLocked
from upstander.preserve.age_keys import Identity
from upstander.preserve.keys import SigningKeys, derive, overwrite
from upstander.preserve.vault_format import Keyring


class OpenKeys:
    """Implements the ``Keys`` port; every use after :meth:`lock` raises :class:`VaultLocked`."""

    def __init__(self, master: bytearray, keyring: Keyring) -> None:
        self._guard = threading.Lock()
        self.locked = False
        self._load(master, keyring)

    def _load(self, master: bytearray, keyring: Keyring) -> None:
        self._master = master
        self._keyring = keyring
        self._database = derive(master, "database")
        self._name = derive(master, "blob-name")
        self._chain = derive(master, "chain")

    def replace(self, master: bytearray, keyring: Keyring) -> None:
        """Go on with new keys after a rotation."""
        with self._guard:
            self.check()
            overwrite(self._master, self._database, self._name, self._chain)
            self._load(master, keyring)

    def lock(self) -> bool:
        """Overwrite every key; says whether this call did it."""
        with self._guard:
            if self.locked:
                return False
            self.locked = True
            overwrite(self._master, self._database, self._name, self._chain)
            self._keyring.forget()
            return True

    def check(self) -> None:
        """Raise :class:`VaultLocked` when the keys are gone."""
        if self.locked:
            raise VaultLocked()

    def master(self) -> bytes:
        """The master key, for the agent."""
        with self._guard:
            self.check()
            return bytes(self._master)

    def keyring(self) -> Keyring:
        """The keyring, for rotation and the paper key."""
        self.check()
        return self._keyring

    def identities(self) -> Sequence[Identity]:
        """All age identities, the present one first."""
        self.check()
        return self._keyring.identities

    def public(self) -> bytes:
        """The present recipient, raw."""
        self.check()
        return self._keyring.identities[0].public

    def private_identity(self) -> Identity:
        """The identity of the private safety notes."""
        self.check()
        return self._keyring.private

    def chain_key(self) -> bytes:
        """The key of the last-seen record."""
        with self._guard:
            self.check()
            return bytes(self._chain)

    def blob_names(self, digest: Digest) -> tuple[str, ...]:
        """The names a blob may have: the present one first, then those before rotations."""
        data = bytes.fromhex(digest.hex)
        with self._guard:  # never with keys half overwritten: a wrong name would lose the file
            self.check()
            keys = (self._name, *self._keyring.retired_names)
            return tuple(hmac.digest(bytes(key), data, "sha256").hex() for key in keys)

    def retire_name(self) -> bytearray:
        """A copy of the present blob-name key, to be kept in the next keyring."""
        with self._guard:
            self.check()
            return bytearray(self._name)

    def database_key(self) -> bytes:
        """32 bytes for SQLCipher."""
        with self._guard:
            self.check()
            return bytes(self._database)

    def sign_p256(self, data: bytes) -> bytes:
        """ECDSA P-256 with SHA-256, DER."""
        with self._guard:
            return self._signing().sign_p256(data)

    def sign_ssh(self, data: bytes, namespace: str) -> bytes:
        """Armoured SSHSIG."""
        with self._guard:
            return self._signing().sign_ssh(data, namespace)

    def p256_public_pem(self) -> bytes:
        """SubjectPublicKeyInfo, PEM."""
        with self._guard:
            return self._signing().p256_public_pem()

    def ssh_public_line(self) -> str:
        """``ssh-ed25519 AAAA...``."""
        with self._guard:
            return self._signing().ssh_public_line()

    def fingerprint(self) -> str:
        """SHA-256 hex of the P-256 key's DER SubjectPublicKeyInfo."""
        with self._guard:
            return self._signing().fingerprint()

    def _signing(self) -> SigningKeys:
        self.check()
        return self._keyring.signing
