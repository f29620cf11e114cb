"""``directory``: stateless, offline, with every date and doubt beside the number."""

from __future__ import annotations

import json

from tests.cli.conftest import Shell


def test_an_old_name_leads_to_the_new_one(shell: Shell) -> None:
    said = shell("directory", "find", "Action", "Fraud", "--place", "ENG").stdout
    assert said.startswith("Action Fraud is now Report Fraud.")
    assert "0300 123 2040" in said and "Checked 22 November 2026" in said


def test_shows_what_happens_if_they_are_told(shell: Shell) -> None:
    said = shell("directory", "show", "uk.childline").stdout
    assert "What happens if I tell them" in said
    assert "they may tell someone" in said


def test_an_unseen_address_says_check_first(shell: Shell) -> None:
    said = shell("directory", "show", "platform.snapchat").stdout
    assert "(check first)" in said and "from memory" in said


def test_gives_a_child_three_services_as_json(shell: Shell) -> None:
    done = shell(
        *("directory", "find", "--place", "ENG", "--audience", "child"),
        *("--kind", "blackmail", "--json"),
    )
    bodies = json.loads(done.stdout)["bodies"]
    assert bodies[0]["id"] == "uk.childline"
    assert len([each for each in bodies if each["can_lead"]]) >= 3


def test_an_unseen_address_is_no_link_in_json(shell: Shell) -> None:
    done = shell("directory", "show", "uk.iwf", "--json")
    (contact,) = json.loads(done.stdout)["contacts"]
    assert contact["link"] is None and contact["check_first"] is True


def test_open_now_says_that_bank_holidays_are_not_known(shell: Shell) -> None:
    done = shell("directory", "find", "--open-now", "--place", "ENG", "--kind", "distress")
    assert "116 123" in done.stdout and "Bank holidays" in done.stderr


def test_a_slip_is_named_and_the_near_words_are_given(shell: Shell) -> None:
    done = shell("directory", "find", "--kind", "blackmale")
    assert done.returncode != 0
    assert "blackmail" in done.stderr


def test_a_body_that_is_not_there_is_said_calmly(shell: Shell) -> None:
    done = shell("directory", "show", "../../etc/passwd")
    assert done.returncode != 0 and "Look with" in done.stderr


def test_every_record_is_right(shell: Shell) -> None:
    done = shell("directory", "check")
    assert done.returncode == 0 and "Every record is right." in done.stdout
