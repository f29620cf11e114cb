"""The key tree, and signatures that outside programs accept."""

from __future__ import annotations

import hashlib
import os
import subprocess
from pathlib import Path

import pytest

from upstander.preserve.keys import SigningKeys, derive


@pytest.fixture
def keys() -> SigningKeys:
    return SigningKeys.make(os.urandom)


def test_each_label_gives_another_key() -> None:
    labels = ("database", "blob-name", "keyring", "chain")
    found = {bytes(derive(b"m" * 32, label)) for label in labels}

    assert len(found) == 4
    assert {len(key) for key in found} == {32}
    assert derive(b"m" * 32, "chain") == derive(bytearray(b"m" * 32), "chain")
    assert derive(b"n" * 32, "chain") != derive(b"m" * 32, "chain")


def test_derivation_is_the_published_one() -> None:
    """HKDF (RFC 5869) written out: a change here would lock people out of their vaults."""
    import hmac

    extracted = hmac.digest(bytes(32), b"m" * 32, "sha256")
    expected = hmac.digest(extracted, b"upstander/v1/database\x01", "sha256")
    assert derive(b"m" * 32, "database") == expected


@pytest.mark.needs("openssl")
def test_openssl_accepts_the_p256_signature(keys: SigningKeys, tmp_path: Path) -> None:
    for name, data in (
        ("key", keys.p256_public_pem()),
        ("sig", keys.sign_p256(b"pack")),
        ("data", b"pack"),
        ("other", b"pacK"),
    ):
        (tmp_path / name).write_bytes(data)
    verify = ["openssl", "dgst", "-sha256", "-verify", "key", "-signature", "sig"]

    good = subprocess.run([*verify, "data"], cwd=tmp_path, capture_output=True)
    bad = subprocess.run([*verify, "other"], cwd=tmp_path, capture_output=True)

    assert (good.returncode, bad.returncode) == (0, 1)


@pytest.mark.needs("ssh-keygen")
def test_ssh_keygen_accepts_the_sshsig(keys: SigningKeys, tmp_path: Path) -> None:
    (tmp_path / "allowed").write_text(f"vault {keys.ssh_public_line()}\n")
    (tmp_path / "sig").write_bytes(keys.sign_ssh(b"pack", "upstander-pack"))
    verify = ["ssh-keygen", "-Y", "verify", "-f", "allowed", "-I", "vault", "-s", "sig", "-n"]

    def judge(namespace: str, data: bytes) -> int:
        command = [*verify, namespace]
        return subprocess.run(command, cwd=tmp_path, input=data, capture_output=True).returncode

    assert judge("upstander-pack", b"pack") == 0
    assert judge("upstander-pack", b"pacK") != 0
    assert judge("other", b"pack") != 0


@pytest.mark.needs("openssl")
def test_the_fingerprint_is_the_hash_of_the_public_key(keys: SigningKeys) -> None:
    der = subprocess.run(
        ["openssl", "pkey", "-pubin", "-outform", "DER"],
        input=keys.p256_public_pem(),
        capture_output=True,
        check=True,
    ).stdout

    assert keys.fingerprint() == hashlib.sha256(der).hexdigest()


def test_keys_come_back_from_the_keyring_the_same(keys: SigningKeys) -> None:
    again = SigningKeys(*keys.secrets())

    assert again.fingerprint() == keys.fingerprint()
    assert again.ssh_public_line() == keys.ssh_public_line()


def test_forgotten_keys_are_gone(keys: SigningKeys) -> None:
    keys.forget()

    assert keys.secrets() == (bytes(32), bytes(32))
