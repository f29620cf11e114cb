"""A body is known by its id, the end of its id, or its name; a slip is answered with near ids."""

from __future__ import annotations

import pytest

from upstander.directory.body_names import find_body, near_bodies
from upstander.directory.shelf import shipped


@pytest.mark.parametrize("word", ["platform.instagram", "instagram", " Instagram ", "INSTAGRAM"])
def test_a_body_is_found_by_its_id_or_name(word: str) -> None:
    assert find_body(shipped(), word) == "platform.instagram"


@pytest.mark.parametrize("body", [each.slug for each in shipped().bodies()])
def test_every_id_is_itself(body: str) -> None:
    assert find_body(shipped(), body) == body


@pytest.mark.parametrize("word", ["", " ", ".", "platform.nope", "platform"])
def test_what_names_nobody_gives_nobody(word: str) -> None:
    assert find_body(shipped(), word) == ""


def test_a_slip_is_answered_with_near_ids_of_the_kind_that_was_asked() -> None:
    assert "platform.instagram" in near_bodies(shipped(), "platform.instagran")
    assert all(
        each.startswith("platform.") for each in near_bodies(shipped(), "x", kind="platform")
    )


def test_ids_that_only_begin_alike_are_not_near() -> None:
    assert near_bodies(shipped(), "platform.nope") == ()
