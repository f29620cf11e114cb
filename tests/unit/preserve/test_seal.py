"""The two seals fit only the bytes, the key and the purpose they were made for."""

from __future__ import annotations

import pytest

from tests.fakes.keys import FakeKeys
from upstander.model.errors import PackChanged
from upstander.preserve.seal import allowed_signers, check_p256, check_ssh, seal_files

DATA = b"the tag manifest"


def test_both_seals_fit_what_they_were_made_for() -> None:
    keys = FakeKeys()
    check_p256(keys.p256_public_pem(), DATA, keys.sign_p256(DATA))
    check_ssh(allowed_signers(keys.ssh_public_line()), DATA, keys.sign_ssh(DATA, "upstander-pack"))


def test_refuses_other_bytes_and_other_keys() -> None:
    keys, other = FakeKeys(), FakeKeys("other")
    allowed = allowed_signers(keys.ssh_public_line())
    with pytest.raises(PackChanged):
        check_p256(keys.p256_public_pem(), DATA + b"x", keys.sign_p256(DATA))
    with pytest.raises(PackChanged):
        check_p256(other.p256_public_pem(), DATA, keys.sign_p256(DATA))
    with pytest.raises(PackChanged):
        check_ssh(allowed, DATA + b"x", keys.sign_ssh(DATA, "upstander-pack"))
    with pytest.raises(PackChanged):
        check_ssh(allowed, DATA, other.sign_ssh(DATA, "upstander-pack"))


def test_refuses_a_signature_made_for_another_purpose() -> None:
    keys = FakeKeys()
    with pytest.raises(PackChanged):
        check_ssh(allowed_signers(keys.ssh_public_line()), DATA, keys.sign_ssh(DATA, "file"))


@pytest.mark.parametrize(
    "bent", [b"", b"x", b"-----BEGIN SSH SIGNATURE-----\nAAAA\n", b"\xff" * 99]
)
def test_bent_signatures_are_refused_and_nothing_stumbles(bent: bytes) -> None:
    allowed = allowed_signers(FakeKeys().ssh_public_line())
    with pytest.raises(PackChanged):
        check_ssh(allowed, DATA, bent)
    with pytest.raises(PackChanged):
        check_ssh(bent, DATA, FakeKeys().sign_ssh(DATA, "upstander-pack"))
    with pytest.raises(PackChanged):
        check_p256(bent, DATA, bent)


def test_a_signer_whose_seal_does_not_fit_makes_no_pack() -> None:
    class Wrong(FakeKeys):
        def sign_p256(self, data: bytes) -> bytes:
            return super().sign_p256(data + b"x")

    with pytest.raises(PackChanged):
        seal_files(DATA, Wrong())
