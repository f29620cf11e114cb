"""Check an SSH signature (OpenSSH ``PROTOCOL.sshsig``) by one Ed25519 key, and read such keys.

``ssh-keygen -Y sign`` makes them, on any machine. A signature binds bytes and a purpose (the
namespace) to a key; whose key it is, has to be known from elsewhere.
"""

from __future__ import annotations

import base64
import hashlib

from cryptography.hazmat.primitives.asymmetric import ed25519

KIND = b"ssh-ed25519"
_HASHES = {b"sha512": hashlib.sha512, b"sha256": hashlib.sha256}
_BEGIN = b"-----BEGIN SSH SIGNATURE-----"
_END = b"-----END SSH SIGNATURE-----"


def check_signature(public: bytes, data: bytes, blob: bytes, *, namespace: str) -> None:
    """Check a signature without its armour, by the public key in SSH's own form.

    Raises ``ValueError`` for what is no such signature, another key, purpose or hash, and
    ``cryptography.exceptions.InvalidSignature`` when it does not fit the data.
    """
    key, purpose, reserved, algorithm, signature = _fields(blob)
    if key != public or purpose != namespace.encode() or algorithm not in _HASHES:
        raise ValueError("another key, purpose or hash")
    kind, raw = strings(signature, 2)
    key_kind, point = strings(key, 2)
    if kind != KIND or key_kind != kind:
        raise ValueError("another kind of key")
    digest = _HASHES[algorithm](data).digest()
    parts = (purpose, reserved, algorithm, digest)
    signed = b"SSHSIG" + b"".join(len(part).to_bytes(4, "big") + part for part in parts)
    ed25519.Ed25519PublicKey.from_public_bytes(point).verify(raw, signed)


def signing_key(blob: bytes) -> bytes:
    """The public key that a signature names, in SSH's own form. Raises ``ValueError``."""
    return _fields(blob)[0]


def purpose_of(blob: bytes) -> bytes:
    """The namespace that a signature was made for. Raises ``ValueError``."""
    return _fields(blob)[1]


def without_armour(text: bytes) -> bytes:
    """Take the lines of a signature file off. Raises ``ValueError``."""
    lines = text.split()
    begin, end = _BEGIN.split(), _END.split()
    if lines[:3] != begin or lines[-3:] != end:
        raise ValueError("no armour")
    return base64.b64decode(b"".join(lines[3:-3]), validate=True)


def public_key(line: bytes) -> bytes:
    """Read a line of a ``.pub`` file. Raises ``ValueError`` for any other kind than Ed25519."""
    words = line.split()
    if len(words) < 2 or words[0] != KIND:
        raise ValueError("not an Ed25519 public key")
    blob = base64.b64decode(words[1], validate=True)
    kind, point = strings(blob, 2)
    if kind != KIND or len(point) != 32:
        raise ValueError("not an Ed25519 public key")
    return blob


def strings(data: bytes, count: int) -> list[bytes]:
    """Read exactly ``count`` SSH strings (RFC 4251, 5). Raises ``ValueError``."""
    found, at = [], 0
    for _ in range(count):
        size = int.from_bytes(data[at : at + 4], "big")
        found.append(data[at + 4 : at + 4 + size])
        at += 4 + size
    if at != len(data):
        raise ValueError("lengths do not fit")
    return found


def _fields(blob: bytes) -> list[bytes]:
    if blob[:10] != b"SSHSIG\0\0\0\1":
        raise ValueError("not an SSH signature of version 1")
    return strings(blob[10:], 5)
