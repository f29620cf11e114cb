"""``route``: one line in, an ordered plan out, calm about what it does not know."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.cli.conftest import Shell
from upstander.model.errors import InvalidAnswer

EXAMPLE = ("--place", "ENG", "--audience", "child", "--kind", "blackmail", "--kind", "image_abuse")


def plan(shell: Shell, *arguments: str) -> dict[str, Any]:
    done = shell("route", *arguments, "--json")
    assert done.returncode == 0, done.stderr
    made: dict[str, Any] = json.loads(done.stdout)
    return made


def ids(made: dict[str, Any]) -> list[str]:
    return [step["id"] for step in made["steps"]]


def test_the_promised_line_gives_the_promised_object(shell: Shell) -> None:
    made = plan(shell, *EXAMPLE, "--sign", "U4")
    assert set(made) == {"steps", "not", "ask"}
    assert [step["order"] for step in made["steps"]] == list(range(1, len(made["steps"]) + 1))
    assert made["steps"][0]["id"] == "uk.ceop"
    assert {"int.stopncii", "uk.rph"} <= {each["id"] for each in made["not"]}


def test_with_nothing_told_it_still_helps_and_asks(shell: Shell) -> None:
    made = plan(shell)
    assert ids(made)[0] == "act.emergency-number"
    assert "uk.samaritans" in ids(made)
    assert any("How old" in question for question in made["ask"])


def test_one_sentence_of_danger_gives_999_first(shell: Shell) -> None:
    made = plan(
        shell, "--place", "England", "--text", "on my way to yours with my knife, you are dead"
    )
    assert ids(made)[0] == "uk.999"


def test_a_sentence_does_not_replace_a_kind_that_was_chosen(shell: Shell) -> None:
    chosen = plan(shell, "--place", "ENG", "--kind", "bullying", "--text", "is this email a scam?")
    assert "uk.reportfraud" not in ids(chosen)


def test_a_number_of_years_and_any_name_of_a_kind_are_understood(shell: Shell) -> None:
    made = plan(shell, "--place", "SCT", "--age", "14", "--kind", "revenge porn")
    assert "uk.ceop" in ids(made)
    assert "int.stopncii" not in ids(made)


def test_a_number_in_the_sentence_never_becomes_a_contact(shell: Shell) -> None:
    text = "they say ring 020 7946 0991 or https://bank.example.net to get my money back"
    done = shell("route", "--place", "ENG", "--kind", "fraud", "--text", text)
    assert "020 7946 0991" not in done.stdout
    assert "bank.example.net" not in done.stdout


@pytest.mark.parametrize(
    ("arguments", "near"),
    [
        (("--kind", "blakmail"), "blackmail"),
        (("--audience", "chid"), "child"),
        (("--sign", "U77"), "U1 to U20"),
        (("--age", "old"), "13-15"),
        (("--consent", "refusd"), "refused"),
        (("--has", "mony"), "money"),
        (("--kind", "\u202e<script>"), "--text"),
    ],
)
def test_a_word_that_is_not_known_is_answered_with_near_ones(
    shell: Shell, arguments: tuple[str, str], near: str
) -> None:
    done = shell("route", *arguments)
    assert done.returncode == InvalidAnswer.exit_status
    assert near in done.stderr
    assert "Traceback" not in done.stderr


def test_a_service_can_be_named_plainly_and_an_unknown_one_is_said(shell: Shell) -> None:
    assert "platform.snapchat" in ids(plan(shell, *EXAMPLE, "--platform", "Snapchat"))
    done = shell("route", *EXAMPLE, "--platform", "Faceborg")
    assert "not in the directory" in done.stderr
    assert "act.platform" in done.stdout


def test_for_people_it_begins_with_three_steps_and_says_why(shell: Shell) -> None:
    done = shell("route", *EXAMPLE)
    first, _, rest = done.stdout.partition("After that")
    assert first.count("Why: ") == 3
    assert "Not for this" in rest
    assert "This tells nobody." in first


@pytest.mark.parametrize(
    ("place", "number"), [("ENG", "999"), ("NIR", "999"), ("FR", "112"), ("", "your local number")]
)
def test_whom_to_ring_in_danger_stands_above_every_plan(
    shell: Shell, place: str, number: str
) -> None:
    line = shell("route", "--place", place, "--kind", "threats").stdout.splitlines()[0]
    assert line.startswith("In danger now?")
    assert number in line


def test_the_object_has_no_line_above_it(shell: Shell) -> None:
    assert shell("route", "--kind", "threats", "--json").stdout.startswith("{")


def test_a_refusal_is_respected_on_the_command_line(shell: Shell) -> None:
    made = plan(
        shell, "--place", "ENG", "--audience", "bystander", "--age", "adult",
        "--kind", "harassment", "--consent", "refused",
    )  # fmt: skip
    assert "uk.police.101" not in ids(made)
    assert "uk.police.101" in {each["id"] for each in made["not"]}


def test_what_a_sentence_was_taken_for_is_said_and_can_be_put_right(shell: Shell) -> None:
    said = ("--text", "someone hacked my email and changed the password")

    heard = shell("route", "--place", "ENG", *said).stdout
    chosen = shell("route", "--place", "ENG", "--kind", "stalking", *said).stdout

    assert "this may be about: accounts or devices broken into. Not right?" in heard
    assert "this may be about" not in chosen
