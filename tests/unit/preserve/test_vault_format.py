"""The small files of a vault."""

from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upstander.model.entry import Head
from upstander.model.errors import IntegrityError
from upstander.model.ids import ActorId, DeviceId, VaultId
from upstander.preserve.vault_format import SEEN_SIZE, Keyring, VaultCard, read_seen, write_seen

VAULT = VaultId("VAULT")
MASTER = bytes(range(32))
CARD = VaultCard(VAULT, "2026-11-22", "age1abc", "PEM", "ssh-ed25519 AAAA")


def _keyring() -> Keyring:
    return Keyring.make(os.urandom, ActorId("ACTOR"), DeviceId("DEVICE"))


def test_the_card_comes_back_and_says_nothing_else() -> None:
    assert VaultCard.read(CARD.write()) == CARD


@given(st.binary(max_size=200))
def test_a_damaged_card_is_refused(junk: bytes) -> None:
    with pytest.raises(IntegrityError, match=r"vault\.json"):
        VaultCard.read(junk)


def test_the_keyring_opens_with_its_own_key_and_vault_only() -> None:
    made = _keyring()
    sealed = made.seal(VAULT, MASTER, os.urandom)
    again = Keyring.open(sealed, VAULT, MASTER)

    assert again.identities[0].text() == made.identities[0].text()
    assert again.signing.fingerprint() == made.signing.fingerprint()
    assert (again.actor, again.device) == ("ACTOR", "DEVICE")
    for vault, master in ((VaultId("OTHER"), MASTER), (VAULT, bytes(32))):
        with pytest.raises(IntegrityError, match="keyring"):
            Keyring.open(sealed, vault, master)


@given(st.integers(0, 400), st.integers(1, 255))
def test_a_changed_keyring_does_not_open(place: int, change: int) -> None:
    sealed = bytearray(_SEALED)
    sealed[place % len(sealed)] ^= change  # a seal is a few bytes longer or shorter each time

    with pytest.raises(IntegrityError):
        Keyring.open(bytes(sealed), VAULT, MASTER)


_SEALED = _keyring().seal(VAULT, MASTER, os.urandom)


def test_the_last_seen_record_has_one_size_and_comes_back() -> None:
    for head in (Head(0, "0" * 64), Head(10**17, "f" * 64)):
        record = write_seen(head, MASTER)
        assert len(record) == SEEN_SIZE
        assert read_seen(record, MASTER) == head


@given(st.integers(0, 150), st.integers(1, 255))
def test_a_changed_last_seen_record_is_not_believed(place: int, change: int) -> None:
    record = bytearray(write_seen(Head(5, "a" * 64), MASTER))
    record[place] ^= change

    assert read_seen(bytes(record), MASTER) in (None, Head(5, "a" * 64))


def test_another_key_or_an_empty_record_says_nothing() -> None:
    assert read_seen(write_seen(Head(5, "a" * 64), MASTER), bytes(32)) is None
    assert read_seen(b"", MASTER) is None
