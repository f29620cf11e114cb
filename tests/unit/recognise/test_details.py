"""Private details: which, whose, and calls for others to act."""

from __future__ import annotations

import pytest

from tests.unit.recognise.reading import facts, look, rules, said
from upstander.model.finding import Level
from upstander.recognise.recognisers.details import PLUGIN

VISIT = (
    "Nurse Ellen Marsh lives 14 Example Street AB1 2CD, mob 07700 900122, her boy goes to"
    " Northfield Primary finishes 3.15. Pay her a visit."
)
DRAFT = (
    "Party at mine!! 14 Example Street AB1 2CD, 8pm Sat, gate code 4471#. My new number is 07700"
    " 900456. Pic of me & Zoe outside St Bede's in uniform. lol forward this vid of Marcus crying"
    " 😂. Netflix pass: Blue!Kettle9. Order no 07700900456-12, ISBN 978-0-306-40615-7"
)


def quotes(text: str) -> dict[str, str]:
    return {sign.rule.removeprefix("detail."): sign.quote for sign in look(PLUGIN, text)}


def test_finds_every_detail_of_the_nurse() -> None:
    assert quotes(VISIT) == {
        "name": "Nurse Ellen Marsh",
        "address": "14 Example Street",
        "postcode": "AB1 2CD",
        "phone": "07700 900122",
        "school": "Northfield Primary",
        "hours": "finishes 3.15",
        "call_to_act": "Pay her a visit",
    }


def test_details_of_somebody_else_go_to_the_provider() -> None:
    assert {sign.level for sign in look(PLUGIN, VISIT)} == {Level.C}


def test_finds_address_and_car_in_the_game_chat() -> None:
    found = quotes("27 Hartwell Close right? your mums red fiesta. see you saturday")
    assert found == {"address": "27 Hartwell Close", "car": "your mums red fiesta"}


def test_finds_the_details_of_the_draft_and_no_more() -> None:
    assert quotes(DRAFT) == {
        "address": "14 Example Street",
        "postcode": "AB1 2CD",
        "gate_code": "4471#",
        "phone": "07700 900456",
        "school": "St Bede's",
        "password": "Blue!Kettle9",
    }


def test_shows_no_secret_in_the_facts() -> None:
    shown = str([sign.facts for sign in look(PLUGIN, DRAFT)])
    assert "Blue!Kettle9" not in shown and "4471" not in shown


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("my new number is 07700 900456", "own"),
        ("call us on 020 7946 0110 for bookings", "a service or firm"),
        ("her number is 07700 900456", "someone else"),
        ("07700 900456", "not said"),
    ],
)
def test_says_whose_a_number_seems_to_be(text: str, mark: str) -> None:
    (sign,) = look(PLUGIN, text)
    assert facts(sign)["whose"].startswith(mark)
    assert (sign.level is Level.C) == (mark == "someone else")


def test_what_the_keeper_wrote_is_their_own() -> None:
    (sign,) = look(PLUGIN, said("07700 900456", is_self=True))
    assert facts(sign)["whose"].startswith("own") and sign.level is None


@pytest.mark.parametrize(
    ("number", "told"),
    [("4111 1111 1111 1111", "yes"), ("4111 1111 1111 1112", "no")],
)
def test_says_whether_the_check_digit_of_a_card_adds_up(number: str, told: str) -> None:
    (sign,) = look(PLUGIN, f"his card is {number}")
    assert facts(sign)["check_digit"] == told and facts(sign)["value"].endswith(number[-4:])
    assert number not in str(sign.facts)


@pytest.mark.parametrize(
    "text",
    [
        "2 of my close friends live a 10 minute drive away",
        "ISBN 978-0-306-40615-7",
        "order no 07700900456-12",
        "see you at 10 on the 12th, 14/11/2026",
        "the score was 3-2 and 45,000 people came",
        "she goes to Northfield Primary",
        "my mum drives a red fiesta",
        "your password is wrong, reset it",
        "version 1.2.3.4 is out",
        "call 999 or 116 123, or 0800 1111",
        "tracking number 1234567890123456",
        "gg 5 st kills, lvl 42 way to go",
        "https://example.com/t/07700900456/4111111111111111",
    ],
)
def test_leaves_ordinary_numbers_and_words_alone(text: str) -> None:
    assert not rules(PLUGIN, text)
