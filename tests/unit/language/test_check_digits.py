"""Check digits and addresses of wallets, with published examples."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upstander.language.check_digits import card_brand, iban, isbn, luhn, nhs_number, ni_number
from upstander.language.coin_address import read_wallet


@pytest.mark.parametrize("digits", ["4111111111111111", "5555555555554444", "378282246310005"])
def test_test_cards_pass_and_a_changed_digit_does_not(digits: str) -> None:
    assert luhn(digits) and card_brand(digits)
    assert not luhn(digits[:-1] + str((int(digits[-1]) + 1) % 10))


@pytest.mark.parametrize("value", ["GB82WEST12345698765432", "DE89370400440532013000"])
def test_registry_examples_of_iban_pass(value: str) -> None:
    assert iban(value) and not iban(value[:-1] + str((int(value[-1]) + 1) % 10))


def test_an_iban_of_a_wrong_length_does_not_pass() -> None:
    assert not iban("GB82WEST123456987654")


def test_the_example_nhs_number_passes() -> None:
    assert nhs_number("9434765919") and not nhs_number("9434765918")


def test_books_are_known_by_both_numbers() -> None:
    assert isbn("9780306406157") and isbn("0306406152") and isbn("080442957X")
    assert not isbn("9780306406158") and not isbn("07700900456")


def test_unused_letters_of_national_insurance_do_not_pass() -> None:
    assert ni_number("AB123456C") and not ni_number("QQ123456C") and not ni_number("BG123456A")


@pytest.mark.parametrize(
    ("address", "coin", "valid"),
    [
        ("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "Bitcoin", True),
        ("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb", "Bitcoin", False),
        ("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4", "Bitcoin", True),
        ("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5", "Bitcoin", False),
        ("bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0", "Bitcoin", True),
        ("0x52908400098527886E0F7030069857D2E4169EE7", "Ethereum", None),
    ],
)
def test_wallets_are_checked_by_their_own_check(
    address: str, coin: str, valid: bool | None
) -> None:
    wallet = read_wallet(address)
    assert wallet is not None and (wallet.coin, wallet.valid) == (coin, valid)


def test_an_address_that_looks_like_an_example_is_left_unchecked() -> None:
    wallet = read_wallet("bc1qexampleexampleexample")
    assert wallet is not None and wallet.looks_like_example and wallet.valid is None


@given(st.text(max_size=40))
def test_no_check_fails_on_odd_input(text: str) -> None:
    for check in (luhn, iban, nhs_number, isbn, ni_number, card_brand):
        check(text)
    read_wallet(text)
