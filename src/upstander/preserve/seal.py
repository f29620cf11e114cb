"""Seal a pack: two detached signatures over its tag manifest, with the public keys beside them.

ECDSA P-256 (FIPS 186-5) is what every OpenSSL can check; SSHSIG (OpenSSH ``PROTOCOL.sshsig``)
is there for machines that have only ssh. A seal binds bytes to a key; whose key it is, only the
paper receipt can say.
"""

from __future__ import annotations

import base64
import binascii

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from upstander.directory.ssh_signature import check_signature, without_armour
from upstander.model.errors import PackChanged
from upstander.preserve.pack.contents import PackFile, Signer
from upstander.preserve.standalone_verify import PUBLIC_KEY, SIGNATURE, TAG

NAMESPACE = "upstander-pack"
IDENTITY = "vault"
SSH_SIGNATURE = f"seal/{TAG}.sshsig"
ALLOWED_SIGNERS = "seal/allowed_signers"


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
        signature = without_armour(armoured)
        check_signature(_public_blob(allowed), data, signature, namespace=NAMESPACE)
    except (InvalidSignature, ValueError, IndexError, binascii.Error) as error:
        raise PackChanged("The second seal (SSH) does not fit.") from error


def _public_blob(allowed: bytes) -> bytes:
    lines = allowed.decode("ascii").splitlines()
    if len(lines) != 1 or not lines[0].startswith(f'{IDENTITY} namespaces="{NAMESPACE}" '):
        raise ValueError("allowed_signers is not as it is written")
    return base64.b64decode(lines[0].split(" ")[3], validate=True)
