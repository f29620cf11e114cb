"""Pages: what a receiver is told of is ticked before the report is kept."""

from __future__ import annotations

import re

import pytest

from tests.web.as_sent import as_sent
from tests.web.case_of_tara import page
from tests.web.conftest import Tara
from tests.web.signs import looked_at

CHAT = (
    b"[13/10/2026, 22:00:01] Dan: I will kill you, ask Ellen Hart\n"
    b"[13/10/2026, 22:00:02] Ellen Hart: stop it\n"
)
CALLS = (
    b"when,number,direction,duration_s\n"
    b"17/10/2026 10:02,07700 900888,in,10\n"
    b"17/10/2026 12:00,07700 900111,in,600\n"
    b"18/10/2026 09:15,07700 900222,out,410\n"
)


@pytest.fixture
def filled(tara: Tara) -> Tara:
    tara.add(("chat.txt", CHAT), ("house sale.txt", b"The deed."), ("calls.csv", CALLS))
    looked_at(tara)
    return tara


def ticks(shown: str, name: str) -> dict[str, tuple[str, bool]]:
    """What can be ticked: the words with the value, and whether it is ticked."""
    pattern = rf'name="{name}" value="([^"]*)"( checked)?><span>(.*?) <span'
    return {words: (value, bool(checked)) for value, checked, words in re.findall(pattern, shown)}


def test_only_the_files_with_a_part_in_it_are_ticked(filled: Tara) -> None:
    things = ticks(page(filled, "/reports/new/generic-letter"), "thing")

    assert {name: on for name, (_, on) in things.items()} == {
        "chat.txt": True,
        "house sale.txt": False,
        "calls.csv": False,
    }


def test_a_report_is_kept_with_the_ticked_things_alone(filled: Tara) -> None:
    address = "/reports/new/generic-letter"
    things = ticks(page(filled, address), "thing")

    chosen = {"things_for": "", "thing": things["house sale.txt"][0]}
    shown = filled.post(filled.at(address), do="see", **chosen).content.decode()
    made = filled.post(filled.at(address), **{**as_sent(shown), "do": "keep"})
    kept = filled.get(made["Location"]).content.decode()

    assert "house sale.txt" in kept
    assert "chat.txt" not in kept and "I will kill you" not in kept


def test_nothing_ticked_is_a_choice_too(filled: Tara) -> None:
    address = filled.at("/reports/new/generic-letter")

    shown = filled.post(address, do="see", things_for="").content.decode()

    assert "I will kill you" not in shown
    assert not any(on for _, on in ticks(shown, "thing").values())
    assert "No kept file is named yet" in shown


def test_ticks_for_one_receiver_do_not_count_for_another(filled: Tara) -> None:
    address = filled.at("/reports/new/generic-letter")
    things = ticks(page(filled, "/reports/new/generic-letter"), "thing")
    ticked = [value for value, _ in things.values()]

    shown = filled.post(
        address, do="see", things_for="", to="uk.role.employer", thing=ticked
    ).content.decode()

    assert not ticks(shown, "thing")["house sale.txt"][1]


def test_callers_are_taken_out_one_by_one(filled: Tara) -> None:
    address = "/reports/new/phone-provider"
    found = ticks(page(filled, address), "caller")
    assert {name: on for name, (_, on) in found.items()} == {
        "07700 900888": True,
        "07700 900111": True,
        "07700 900222": False,
    }

    shown = filled.post(
        filled.at(address), do="see", callers_for="", caller=found["07700 900888"][0]
    ).content.decode()

    letter = shown.split('aria-label="The words"')[1]
    assert "07700 900888" in letter and "07700 900111" not in letter


def test_names_that_were_left_out_are_shown_to_the_person_and_can_be_let_in(filled: Tara) -> None:
    address = "/reports/new/platform-notice"
    shown = page(filled, address)
    letter = shown.split('aria-label="The words"')[1].partition("</section>")[0]
    assert "Ellen" not in letter and "Names: Ellen Hart." in shown

    ticked = filled.post(filled.at(address), do="see", shares="other-person").content.decode()

    assert "ask Ellen Hart" in ticked.split('aria-label="The words"')[1]


def test_words_to_leave_out_stay_in_the_field_and_go_from_the_letter(filled: Tara) -> None:
    address = filled.at("/reports/new/police-report")

    shown = filled.post(address, do="see", leave_out="Ellen Hart").content.decode()

    letter = shown.split('aria-label="The words"')[1]
    assert "Ellen Hart</textarea>" in shown
    assert "ask [left out: private]" in letter
