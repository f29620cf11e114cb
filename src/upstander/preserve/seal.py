"""Seal a pack: two detached signatures over its tag manifest, with the public keys beside them.

ECDSA P-256 (FIPS 186-5) is what every OpenSSL can check; SSHSIG (OpenSSH ``PROTOCOL.sshsig``)
is there for machines that have only ssh. A seal binds bytes to a key; whose key it is, only the
paper receipt can say.
"""

from __future__ import annotations

import base64
import binascii
import hashlib

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519

from upstander.model.errors import PackChanged
from upstander.preserve.pack.contents import PackFile, Signer
from upstander.preserve.standalone_verify import PUBLIC_KEY, SIGNATURE, TAG

NAMESPACE = "upstander-pack"
IDENTITY = "vault"
SSH_SIGNATURE = f"seal/{TAG}.sshsig"
ALLOWED_SIGNERS = "seal/allowed_signers"
_HASHES = {b"sha512": hashlib.sha512, b"sha256": hashlib.sha256}


def seal_files(tag_manifest: bytes, signer: Signer) -> list[PackFile]:
    """Sign the tag manifest and check both signatures at once; raises PackChanged if they fail."""
    signature = signer.sign_p256(tag_manifest)
    ssh = signer.sign_ssh(tag_manifest, NAMESPACE)
    allowed = allowed_signers(signer.ssh_public_line())
    check_p256(signer.p256_public_pem(), tag_manifest, signature)
    check_ssh(allowed, tag_manifest, ssh)
    return [
        PackFile.of(SIGNATURE, signature),
        PackFile.of(SSH_SIGNATURE, ssh),
        PackFile.of(PUBLIC_KEY, signer.p256_public_pem()),
        PackFile.of(ALLOWED_SIGNERS, allowed),
    ]


def allowed_signers(public_line: str) -> bytes:
    """The file that ``ssh-keygen -Y verify -f`` takes."""
    return f'{IDENTITY} namespaces="{NAMESPACE}" {public_line}\n'.encode()


def check_p256(pem: bytes, data: bytes, signature: bytes) -> None:
    """Check with the cryptography library; raises :class:`PackChanged`."""
    try:
        key = serialization.load_pem_public_key(pem)
        if not isinstance(key, ec.EllipticCurvePublicKey):
            raise PackChanged("The public key is of another kind.")
        key.verify(signature, data, ec.ECDSA(hashes.SHA256()))
    except (InvalidSignature, ValueError) as error:
        raise PackChanged("The seal does not fit.") from error


def check_ssh(allowed: bytes, data: bytes, armoured: bytes) -> None:
    """Check an SSHSIG by the one key in ``allowed_signers``; raises :class:`PackChanged`."""
    try:
        _check_ssh(_public_blob(allowed), data, _unarmoured(armoured))
    except (InvalidSignature, ValueError, IndexError, binascii.Error) as error:
        raise PackChanged("The second seal (SSH) does not fit.") from error


def _check_ssh(public: bytes, data: bytes, blob: bytes) -> None:
    if blob[:10] != b"SSHSIG\0\0\0\1":
        raise ValueError("not an SSH signature of version 1")
    key, namespace, reserved, algorithm, signature = _strings(blob[10:], 5)
    if key != public or namespace != NAMESPACE.encode() or algorithm not in _HASHES:
        raise ValueError("another key, purpose or hash")
    kind, raw = _strings(signature, 2)
    key_kind, point = _strings(key, 2)
    if kind != b"ssh-ed25519" or key_kind != kind:
        raise ValueError("another kind of key")
    digest = _HASHES[algorithm](data).digest()
    parts = (namespace, reserved, algorithm, digest)
    signed = b"SSHSIG" + b"".join(len(part).to_bytes(4, "big") + part for part in parts)
    ed25519.Ed25519PublicKey.from_public_bytes(point).verify(raw, signed)


def _public_blob(allowed: bytes) -> bytes:
    lines = allowed.decode("ascii").splitlines()
    if len(lines) != 1 or not lines[0].startswith(f'{IDENTITY} namespaces="{NAMESPACE}" '):
        raise ValueError("allowed_signers is not as it is written")
    return base64.b64decode(lines[0].split(" ")[3], validate=True)


def _unarmoured(text: bytes) -> bytes:
    lines = text.split()
    begin, end = b"-----BEGIN SSH SIGNATURE-----".split(), b"-----END SSH SIGNATURE-----".split()
    if lines[:3] != begin or lines[-3:] != end:
        raise ValueError("no armour")
    return base64.b64decode(b"".join(lines[3:-3]), validate=True)


def _strings(data: bytes, count: int) -> list[bytes]:
    """Read exactly ``count`` SSH strings (RFC 4251, 5)."""
    found, at = [], 0
    for _ in range(count):
        size = int.from_bytes(data[at : at + 4], "big")
        found.append(data[at + 4 : at + 4 + size])
        at += 4 + size
    if at != len(data):
        raise ValueError("lengths do not fit")
    return found
