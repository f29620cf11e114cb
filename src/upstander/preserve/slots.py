"""Key slots: ways to the master key, each a small text file that says nothing personal.

A slot wraps the master key with AES-256-GCM. Its own parameters and the vault id are the
additional data, so weakened parameters or a slot of another vault do not open (notes: Argon2id,
RFC 9106; HKDF, RFC 5869).
"""

from __future__ import annotations

import base64
import unicodedata
from dataclasses import dataclass
from typing import cast

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from upstander.model.entry import Json
from upstander.model.errors import IntegrityError, WeakSecret, WrongSecret
from upstander.preserve import age
from upstander.preserve.age_keys import Identity, read_recipient
from upstander.preserve.keys import Entropy, derive, overwrite
from upstander.preserve.ledger import decode_json, encode_json
from upstander.preserve.recovery_code import read_code

PASSPHRASE, RECOVERY, PAPER = 1, 2, 3
KINDS = {PASSPHRASE: "passphrase", RECOVERY: "recovery-code", PAPER: "paper-key"}
SHORTEST_PASSPHRASE = 8
FLOOR_KIB = 64 * 1024


@dataclass(frozen=True, slots=True)
class Argon2id:
    """Cost of one try at the passphrase (RFC 9106). The default takes about 1.4 s on a laptop."""

    memory_kib: int = 256 * 1024
    time: int = 3
    parallel: int = 1

    def __post_init__(self) -> None:
        """Refuse a cost under the floor of 64 MiB, whoever asks for it (:class:`WeakSecret`)."""
        if self.memory_kib < FLOOR_KIB or self.time < 1 or self.parallel < 1:
            raise WeakSecret("The key parameters are under the floor.")

    def key(self, passphrase: str, salt: bytes) -> bytearray:
        """Stretch a passphrase to 32 bytes."""
        return bytearray(
            hash_secret_raw(
                normal_passphrase(passphrase).encode("utf-8", "surrogatepass"),
                salt,
                time_cost=self.time,
                memory_cost=self.memory_kib,
                parallelism=self.parallel,
                hash_len=32,
                type=Type.ID,
            )
        )


FLOOR = Argon2id(FLOOR_KIB, 1, 1)
"""The cheapest cost accepted; tests use it."""


@dataclass(frozen=True, slots=True)
class SlotInfo:
    """What a listing shows of a slot."""

    number: int
    kind: str
    stale: bool = False
    note: str = ""


def normal_passphrase(text: str) -> str:
    """Bring a passphrase to one form (NFKC, no blanks at its ends), whatever keyboard typed it."""
    return unicodedata.normalize("NFKC", text).strip()


def passphrase_slot(
    vault: str, master: bytes | bytearray, passphrase: str, cost: Argon2id, entropy: Entropy
) -> bytes:
    """Make slot 1; raises :class:`WeakSecret` for fewer than 8 characters."""
    if len(normal_passphrase(passphrase)) < SHORTEST_PASSPHRASE:
        raise WeakSecret("A passphrase has at least 8 characters.")
    salt = entropy(16)
    kdf: Json = {
        "name": "argon2id",
        "memory_kib": cost.memory_kib,
        "time": cost.time,
        "parallel": cost.parallel,
    }
    key = cost.key(passphrase, salt)
    return _wrap(PASSPHRASE, vault, kdf, salt, key, master, entropy)


def recovery_slot(vault: str, master: bytes | bytearray, secret: bytes, entropy: Entropy) -> bytes:
    """Make slot 2 from the 20 bytes of a recovery code; they need no stretching."""
    salt = entropy(16)
    key = derive(secret, "recovery-slot", salt)
    return _wrap(RECOVERY, vault, {"name": "hkdf-sha256"}, salt, key, master, entropy)


def paper_slot(vault: str, master: bytes | bytearray, recipient: str, entropy: Entropy) -> bytes:
    """Make slot 3: the master key in an age file to the identity that is on paper."""
    sealed = age.encrypt(bytes(master), [read_recipient(recipient)], entropy)
    return _write(
        {
            "v": 1,
            "kind": KINDS[PAPER],
            "vault": vault,
            "recipient": recipient,
            "sealed": base64.b64encode(sealed).decode(),
        }
    )


def stale_paper_slot(vault: str, recipient: str) -> bytes:
    """Make slot 3 after a rotation: it says that the old paper key opens older files only."""
    return _write(
        {
            "v": 1,
            "kind": KINDS[PAPER],
            "vault": vault,
            "recipient": recipient,
            "stale": True,
            "note": "The keys were changed. This paper key reads older files only.",
        }
    )


def open_passphrase(slot: bytes, vault: str, passphrase: str) -> bytearray:
    """Unwrap the master key; :class:`WrongSecret`, :class:`WeakSecret` for a lowered floor."""
    fields = _read(slot, PASSPHRASE)
    kdf = cast("dict[str, int]", fields["kdf"])
    cost = Argon2id(kdf["memory_kib"], kdf["time"], kdf["parallel"])
    return _unwrap(fields, vault, cost.key(passphrase, _hex(fields, "salt")))


def open_recovery(slot: bytes, vault: str, code: str) -> bytearray:
    """Unwrap the master key by a typed recovery code; raises :class:`WrongSecret`."""
    fields = _read(slot, RECOVERY)
    secret = read_code(code)
    if secret is None:
        raise WrongSecret()
    return _unwrap(fields, vault, derive(secret, "recovery-slot", _hex(fields, "salt")))


def open_paper(slot: bytes, identity: Identity) -> bytearray:
    """Unwrap the master key by the paper key; :class:`WrongSecret` also when it is stale."""
    fields = _read(slot, PAPER)
    if fields.get("stale"):
        raise WrongSecret(
            "The keys were changed after this paper key was made.",
            next_step="Use your passphrase or recovery code. The paper key still reads older "
            "files with the age program.",
        )
    try:
        return bytearray(age.decrypt(base64.b64decode(str(fields["sealed"])), [identity]))
    except (ValueError, KeyError) as error:
        raise WrongSecret() from error


def describe_slot(number: int, slot: bytes) -> SlotInfo:
    """What a listing shows; a slot that cannot be read is shown as damaged."""
    try:
        fields = _read(slot, number)
    except IntegrityError:
        return SlotInfo(number, KINDS.get(number, "unknown"), stale=True, note="damaged")
    return SlotInfo(
        number, str(fields["kind"]), bool(fields.get("stale")), str(fields.get("note", ""))
    )


def _wrap(
    number: int,
    vault: str,
    kdf: Json,
    salt: bytes,
    key: bytearray,
    master: bytes | bytearray,
    entropy: Entropy,
) -> bytes:
    fields: dict[str, Json] = {
        "v": 1,
        "kind": KINDS[number],
        "vault": vault,
        "kdf": kdf,
        "salt": salt.hex(),
    }
    nonce = entropy(12)
    wrapped = AESGCM(bytes(key)).encrypt(nonce, bytes(master), encode_json(fields))
    overwrite(key)
    return _write({**fields, "nonce": nonce.hex(), "wrapped": wrapped.hex()})


def _unwrap(fields: dict[str, Json], vault: str, key: bytearray) -> bytearray:
    bound = {name: fields[name] for name in ("v", "kind", "kdf", "salt")}
    bound["vault"] = vault
    try:
        return bytearray(
            AESGCM(bytes(key)).decrypt(
                _hex(fields, "nonce"), _hex(fields, "wrapped"), encode_json(bound)
            )
        )
    except InvalidTag as error:
        raise WrongSecret() from error
    finally:
        overwrite(key)


def _write(fields: dict[str, Json]) -> bytes:
    return encode_json(fields) + b"\n"


def _read(slot: bytes, number: int) -> dict[str, Json]:
    try:
        fields = decode_json(slot)
        if not isinstance(fields, dict) or fields["kind"] != KINDS[number]:
            raise ValueError("another sort of slot")
        if number != PAPER:
            _hex(fields, "salt"), _hex(fields, "nonce"), _hex(fields, "wrapped")
            if number == PASSPHRASE:
                _check_kdf(fields["kdf"])
    except (ValueError, KeyError) as error:
        raise IntegrityError(f"Key slot {number} is damaged.") from error
    return fields


def _check_kdf(kdf: Json) -> None:
    names = ("memory_kib", "time", "parallel")
    if not isinstance(kdf, dict) or any(type(kdf.get(name)) is not int for name in names):
        raise ValueError("no key parameters")


def _hex(fields: dict[str, Json], name: str) -> bytes:
    return bytes.fromhex(str(fields[name]))
