"""Promises about copies of a picture in the claim log: put side by side, never called the same."""

from __future__ import annotations

import pytest

from tests.fakes.cast import TARA, House
from tests.support.reporting import Matter
from tests.unit.picture.test_look import drawn
from upstander.application.answer_case import answer_case
from upstander.model.evidence import Case

ALIKE = "2 posts that may be copies of each other."


@pytest.fixture
def matter(home: House, case: Case) -> Matter:
    return Matter(home, case)


def claim(matter: Matter, name: str, picture: bytes, words: str) -> None:
    matter.add(name, picture)
    matter.row("claim-log", text=words, exhibit=name)


def test_a_picture_that_was_saved_again_is_put_beside_the_first(matter: Matter) -> None:
    claim(matter, "a.png", drawn(), "Look what he did")
    claim(matter, "b.jpg", drawn(size=(160, 120), kind="JPEG"), "omg share this")

    assert ALIKE in matter.text("claim-log")


def test_another_picture_is_not(matter: Matter) -> None:
    claim(matter, "a.png", drawn("a"), "Look what he did")
    claim(matter, "b.png", drawn("b"), "omg share this")

    assert ALIKE not in matter.text("claim-log")


def test_where_no_picture_may_be_opened_only_the_same_bytes_count(matter: Matter) -> None:
    claim(matter, "a.png", drawn(), "Look what he did")
    claim(matter, "b.jpg", drawn(size=(160, 120), kind="JPEG"), "omg share this")
    claim(matter, "c.png", drawn(), "and again")
    services, case = matter.home.services, matter.case.id
    answer_case(services, actor=TARA, case=case, under18="unsure")

    assert ALIKE in matter.text("claim-log")
    assert matter.home.isolation.looks == 0


def test_a_picture_that_cannot_be_opened_stands_for_itself(matter: Matter) -> None:
    claim(matter, "a.png", b"\x89PNG\r\n\x1a\n broken", "Look what he did")
    claim(matter, "b.png", drawn(), "omg share this")

    assert "Look what he did" in matter.text("claim-log")
    assert ALIKE not in matter.text("claim-log")


def test_a_name_that_two_files_have_names_neither(matter: Matter) -> None:
    claim(matter, "a.png", drawn(), "Look what he did")
    claim(matter, "a.png", drawn(), "omg share this")
    matter.add("a.png", drawn("b"))

    assert ALIKE not in matter.text("claim-log")
    assert matter.home.isolation.looks == 0
