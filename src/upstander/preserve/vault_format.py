"""The small files of a vault: ``vault.json``, the keyring, the last-seen record.

``docs/reference/vault-format.md`` describes the whole folder.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from upstander.model.entry import Head, Json
from upstander.model.errors import IntegrityError
from upstander.model.ids import ActorId, DeviceId, VaultId
from upstander.preserve.age_keys import Identity
from upstander.preserve.keys import Entropy, SigningKeys, derive
from upstander.preserve.ledger import decode_json, encode_json

FORMAT = "upstander-vault"
VERSION = 1
SEEN_SIZE = 256
_KEYRING_NONCE = 12


@dataclass(frozen=True, slots=True)
class VaultCard:
    """``vault.json``: everything the outside may know. Nothing personal."""

    id: VaultId
    birthday: str  # the day the vault was made, ISO 8601; all files carry it as their time
    recipient: str  # age1...: enough to capture while locked
    p256: str  # PEM
    ssh: str  # ssh-ed25519 AAAA...

    def write(self) -> bytes:
        """Give the file's bytes."""
        return (
            encode_json(
                {
                    "format": FORMAT,
                    "v": VERSION,
                    "id": self.id,
                    "birthday": self.birthday,
                    "recipient": self.recipient,
                    "p256": self.p256,
                    "ssh": self.ssh,
                }
            )
            + b"\n"
        )

    @classmethod
    def read(cls, data: bytes) -> VaultCard:
        """Read the file; raises :class:`IntegrityError`."""
        try:
            fields: Any = decode_json(data)
            if (fields["format"], fields["v"]) != (FORMAT, VERSION):
                raise ValueError("another format")
            return cls(
                VaultId(str(fields["id"])),
                str(fields["birthday"]),
                str(fields["recipient"]),
                str(fields["p256"]),
                str(fields["ssh"]),
            )
        except (ValueError, KeyError, TypeError) as error:
            raise IntegrityError("The file vault.json is damaged.") from error


@dataclass(slots=True)
class Keyring:
    """What the master key opens: identities (newest first), signing keys, random own ids."""

    identities: list[Identity]
    private: Identity
    signing: SigningKeys
    actor: ActorId
    device: DeviceId
    retired_names: list[bytearray]  # blob-name keys from before a rotation

    @classmethod
    def make(cls, entropy: Entropy, actor: ActorId, device: DeviceId) -> Keyring:
        """Make all keys of a new vault."""
        return cls(
            [Identity.make(entropy)],
            Identity.make(entropy),
            SigningKeys.make(entropy),
            actor,
            device,
            [],
        )

    def seal(self, vault: VaultId, master: bytes | bytearray, entropy: Entropy) -> bytes:
        """Give ``keyring.bin``: nonce and AES-256-GCM, bound to the vault id."""
        ed25519, p256 = self.signing.secrets()
        identities: list[Json] = [one.secret().hex() for one in self.identities]
        retired: list[Json] = [bytes(one).hex() for one in self.retired_names]
        plain = encode_json(
            {
                "v": VERSION,
                "identities": identities,
                "private": self.private.secret().hex(),
                "ed25519": ed25519.hex(),
                "p256": p256.hex(),
                "actor": self.actor,
                "device": self.device,
                "retired_names": retired,
            }
        )
        nonce = entropy(_KEYRING_NONCE)
        key = bytes(derive(master, "keyring"))
        return nonce + AESGCM(key).encrypt(nonce, plain, _keyring_bound(vault))

    @classmethod
    def open(cls, data: bytes, vault: VaultId, master: bytes | bytearray) -> Keyring:
        """Open ``keyring.bin``; raises :class:`IntegrityError` when it is damaged."""
        nonce, sealed = data[:_KEYRING_NONCE], data[_KEYRING_NONCE:]
        key = bytes(derive(master, "keyring"))
        try:
            fields: Any = decode_json(AESGCM(key).decrypt(nonce, sealed, _keyring_bound(vault)))
        except (InvalidTag, ValueError) as error:
            raise IntegrityError("The keyring is damaged or of another vault.") from error
        return cls(
            [Identity(bytes.fromhex(one)) for one in fields["identities"]],
            Identity(bytes.fromhex(fields["private"])),
            SigningKeys(bytes.fromhex(fields["ed25519"]), bytes.fromhex(fields["p256"])),
            ActorId(fields["actor"]),
            DeviceId(fields["device"]),
            [bytearray.fromhex(one) for one in fields["retired_names"]],
        )

    def forget(self) -> None:
        """Overwrite every key."""
        for identity in (*self.identities, self.private):
            identity.forget()
        self.signing.forget()
        for name in self.retired_names:
            name[:] = bytes(len(name))


def write_seen(head: Head, key: bytes | bytearray) -> bytes:
    """Give the last-seen record: fixed size, so that one small write replaces it whole."""
    fields: Json = {"length": head.length, "digest": head.digest, "mac": _seen_mac(head, key)}
    return encode_json(fields).ljust(SEEN_SIZE - 1) + b"\n"


def read_seen(data: bytes, key: bytes | bytearray) -> Head | None:
    """Read the last-seen record; ``None`` when it is missing, torn or not by this vault's key."""
    try:
        fields: Any = decode_json(data.strip())
        head = Head(fields["length"], fields["digest"])
        whole = hmac.compare_digest(_seen_mac(head, key), fields["mac"])
    except (ValueError, KeyError, TypeError):
        return None
    return head if whole else None


def _seen_mac(head: Head, key: bytes | bytearray) -> str:
    text = f"upstander/v1/seen {head.length} {head.digest}"
    return hmac.digest(bytes(key), text.encode(), "sha256").hex()


def _keyring_bound(vault: VaultId) -> bytes:
    return b"upstander/v1/keyring " + vault.encode()
