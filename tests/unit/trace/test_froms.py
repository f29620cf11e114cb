"""Addresses that a mail names: what is odd is said, and no two are ever shown as one."""

from __future__ import annotations

import pytest

from upstander.mail.headers import split_headers
from upstander.model.lead import FromAddress
from upstander.trace.froms import from_addresses

OWN = ("tara@example.org",)


def read(*lines: str) -> tuple[FromAddress, ...]:
    data = ("\r\n".join(lines) + "\r\n\r\n").encode()
    return from_addresses(data, split_headers(data), source="m", own=OWN)


def notes(*lines: str, number: int = -1) -> str:
    return " ".join(read(*lines)[number].notes)


def test_an_answer_that_would_go_elsewhere_is_said() -> None:
    found = notes("From: head@school.example", "Reply-To: pete@example.com")

    assert "differs from the address in From (head@school.example)" in found


def test_an_answer_to_the_same_address_in_capitals_is_not_odd() -> None:
    assert notes("From: head@school.example", "Reply-To: HEAD@School.example") == ""


def test_the_persons_own_address_in_from_is_no_word_about_their_mailbox() -> None:
    found = read("From: Tara <TARA@example.org>")[0]

    assert found.own
    assert "It does not mean that your mailbox sent this" in " ".join(found.notes)


@pytest.mark.parametrize(
    ("reply", "name"),
    [("h3ad.teacher@example.com", "Head Teacher"), ("ky1e_0kafor@example.com", "Kyle Okafor")],
)
def test_an_address_that_spells_the_shown_name_with_digits_is_noted(reply: str, name: str) -> None:
    found = notes(f"From: {name} <head@school.example>", f"Reply-To: {reply}")

    assert f"spelt like the name {name}, with digits" in found


def test_an_address_that_holds_the_plain_name_is_not_odd() -> None:
    found = notes("From: Head Teacher <head@school.example>", "Reply-To: head.teacher@example.com")

    assert "spelt" not in found


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("tara@exarnple.org", "looks like tara@example.org, and is not the same"),
        ("tara@exаmple.org", "U+0430 CYRILLIC SMALL LETTER A"),
        ("tara@exаmple.org", "mixes letters of different scripts"),
        ("tara@xn--exmple-4nf.org", "U+0430 CYRILLIC SMALL LETTER A"),
        ("tara@xn--\x7f.org", "cannot be read"),
    ],
)
def test_a_look_alike_is_shown_as_another_address(address: str, said: str) -> None:
    found = read(f"From: Tara <{address}>")[0]

    assert found.address == address and not found.own
    assert said in " ".join(found.notes)


def test_a_shown_name_that_is_another_address_is_said() -> None:
    found = notes('From: "head@school.example" <kit@example.net>')

    assert "looks like an address (head@school.example), but the address is another" in found


def test_each_address_stands_where_it_says() -> None:
    data = b"From: Kit <kit@example.net>, lee@example.net\r\nSender: sam@example.com\r\n\r\n"

    for each in from_addresses(data, split_headers(data), source="m", own=()):
        assert data[each.span.start : each.span.end] == each.address.encode()
