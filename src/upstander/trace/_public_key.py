"""Keys as they stand in DNS (RFC 6376 3.6.1, RFC 8463), and what fitting one shows.

With RSA a key tells more than "fits" or "does not": its own signature opens to a hash of what was
signed. So a changed line (the hash is another) and a changed key (there is no hash) are told
apart, and an honest mail whose key was replaced since is not called altered.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from functools import lru_cache

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import load_der_public_key

from upstander.model.lead import Verdict
from upstander.trace._signature import Obstacle, Signature, read_tags, shown
from upstander.trace.key_records import KeyAnswer, KeyRecords, KeyState

SMALLEST_KEY = 1024
LARGEST_KEY = 8192
"""Sizes of RSA keys in bits that are used (RFC 8301 3.2 asks for 1024 at least)."""
MAX_KEYS = 4
"""So many keys that stood under one name are tried."""

_DIGEST_INFO = {  # RFC 8017 9.2, note 1
    "sha256": bytes.fromhex("3031300d060960864801650304020105000420"),
    "sha1": bytes.fromhex("3021300906052b0e03021a05000414"),
}


class Fit(IntEnum):
    """What a key shows of a signature; a greater one says more."""

    OTHER_KEY = 1  # this key did not make the signature
    UNCLEAR = 2  # it does not fit: another key or other lines
    OTHER_LINES = 3  # this key did make it, over other lines
    FITS = 4


@dataclass(frozen=True, slots=True)
class Key:
    """A usable key."""

    public: RSAPublicKey | Ed25519PublicKey
    digests: tuple[str, ...]  # allowed by h=; empty for all
    strict: bool  # t=s: i= must be exactly d=


@dataclass(frozen=True, slots=True)
class Fitted:
    """A key that was tried: what it showed, when it was looked up."""

    fit: Fit
    seen_at: datetime | None


def cannot(why: str) -> Obstacle:
    """Say that the key, as it stands, is of no use."""
    return Obstacle(Verdict.CANNOT, why)


@lru_cache(maxsize=512)
def read_key(text: bytes) -> Key | Obstacle:
    """Read a key record; gives an Obstacle where it holds no usable key."""
    try:
        return _read(text)
    except Obstacle as obstacle:
        return Obstacle(obstacle.verdict, obstacle.why)


def _read(text: bytes) -> Key:
    tags = _record(text)
    if not tags["p"]:
        raise Obstacle(Verdict.KEY_GONE, "The domain has withdrawn this key.")
    if tags.get("v", b"DKIM1") != b"DKIM1":
        raise cannot("The key is of a version that is not known here.")
    if not {b"*", b"email"} & _listed(tags.get("s", b"*")):
        raise cannot("The key is not meant for mail.")
    digests = tuple(shown(each) for each in _listed(tags["h"])) if "h" in tags else ()
    public = _public(tags.get("k", b"rsa"), tags["p"])
    return Key(public, digests, b"s" in _listed(tags.get("t", b"")))


def _record(text: bytes) -> dict[str, bytes]:
    try:
        tags = read_tags(text)
    except Obstacle:
        tags = {}
        if b"p=" in text:
            raise cannot("The key record is broken.") from None
    if "p" not in tags:
        raise Obstacle(Verdict.KEY_GONE, "Something else than a key stands there now.")
    return tags


def _listed(raw: bytes) -> set[bytes]:
    return {each.strip(b" \t\r\n") for each in raw.split(b":")}


def _public(family: bytes, raw: bytes) -> RSAPublicKey | Ed25519PublicKey:
    try:
        data = base64.b64decode(b"".join(raw.split()), validate=True)
        if family == b"ed25519":
            return Ed25519PublicKey.from_public_bytes(data)
        public = load_der_public_key(data)
    except (binascii.Error, ValueError, TypeError, UnsupportedAlgorithm):
        raise cannot("The key cannot be read.") from None
    if family != b"rsa" or not isinstance(public, RSAPublicKey):
        raise cannot("The key is of a kind that is not known here.")
    if public.key_size > LARGEST_KEY:
        raise cannot("The key is larger than what is checked here.")
    return public


def too_small(key: Key) -> bool:
    """Say whether an RSA key is so small that others could have made it too (RFC 8301)."""
    return isinstance(key.public, RSAPublicKey) and key.public.key_size < SMALLEST_KEY


def try_key(key: Key, signature: Signature, lines: bytes) -> Fit:
    """Fit one key to a signature over ``lines``. Raises Obstacle where they cannot belong."""
    family = "rsa" if isinstance(key.public, RSAPublicKey) else "ed25519"
    if family != signature.family or (key.digests and signature.digest not in key.digests):
        raise cannot("The key that was looked up is meant for another way of signing.")
    if key.strict and signature.outside_identity:
        raise cannot("The signature is for a name that this key may not sign for.")
    hashed = hashlib.new(signature.digest, lines, usedforsecurity=False).digest()
    if isinstance(key.public, RSAPublicKey):
        return _try_rsa(key.public, signature, _DIGEST_INFO[signature.digest], hashed)
    try:
        key.public.verify(signature.value, hashed)
    except InvalidSignature:
        return Fit.UNCLEAR
    return Fit.FITS


def _try_rsa(public: RSAPublicKey, signature: Signature, head: bytes, hashed: bytes) -> Fit:
    try:
        opened = public.recover_data_from_signature(signature.value, PKCS1v15(), None)
    except (InvalidSignature, ValueError):
        return Fit.OTHER_KEY
    if not opened.startswith(head) or len(opened) != len(head) + len(hashed):
        return Fit.OTHER_KEY
    return Fit.FITS if opened == head + hashed else Fit.OTHER_LINES


def fit_keys(
    keys: KeyRecords | None, signature: Signature, lines: Callable[[], bytes]
) -> tuple[Fitted, Key]:
    """Try every recorded key of a signature; gives the one that says most.

    Raises Obstacle where there is none: never asked, no answer, gone, or of no use.
    """
    records = keys or KeyRecords()
    found = records.found(signature.key_name)
    if not found:
        raise _without_key(records.answer(signature.key_name))
    best: tuple[Fitted, Key] | None = None
    first: Obstacle | None = None
    for answer in found[:MAX_KEYS]:
        try:
            key = _usable(read_key(answer.text))
            fit = try_key(key, signature, lines())
        except Obstacle as obstacle:
            first = first or Obstacle(obstacle.verdict, obstacle.why, answer.seen_at)
            continue
        if best is None or fit > best[0].fit:
            best = Fitted(fit, answer.seen_at), key
    if best is None:
        raise first or cannot("The key cannot be read.")
    return best


def _usable(key: Key | Obstacle) -> Key:
    if isinstance(key, Obstacle):
        raise Obstacle(key.verdict, key.why)
    return key


def _without_key(answer: KeyAnswer) -> Obstacle:
    if answer.state is KeyState.ABSENT:
        why = "The key is not there any more. Keys are taken away as a matter of course."
        return Obstacle(Verdict.KEY_GONE, why, answer.seen_at)
    if answer.state is KeyState.FAILED:
        why = "No answer came when the key was looked up. It can be tried again."
        return Obstacle(Verdict.CANNOT, why, answer.seen_at)
    return Obstacle(Verdict.CANNOT, "The key has not been looked up.")
