"""Promise: what the program said it kept is there after a ``kill -9``; nothing rests in plain form.

A few kills of the whole application, at the shell's use cases and at the served pages. The full
count is in tests/soak.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.fakes.application_kills import Folder, Place, place_in
from tests.fakes.plain_words import plain_files
from tests.fakes.zebra_words import MARKER

LONGEST = 1.5  # seconds from the first thing done to the kill
MORE = range(20, 32)  # further kills, only where a slow machine kept too little before the first


@pytest.fixture(autouse=True)
def databases_open(django_db_blocker: Any) -> Iterator[None]:
    """The index manages its own connections; no transaction is put around a test."""
    if django_db_blocker is None:
        yield
        return
    with django_db_blocker.unblock():
        yield


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    with place_in(tmp_path_factory.mktemp("kills")) as made:
        yield made


def test_nothing_promised_is_lost_and_nothing_lies_in_the_clear(place: Place) -> None:
    folder = Folder(place, "worked")
    for number in (4, 5, 12, *MORE):
        if number in MORE and len(folder.promised) > 4:
            break
        folder.judge(folder.kill_at_work(number, LONGEST))

    assert len(folder.promised) > 4
    assert place.plain() == []


def test_nothing_the_pages_said_was_kept_is_lost(place: Place) -> None:
    folder = Folder(place, "served")
    for number in (1, 5, *MORE):
        if number in MORE and len(folder.promised) > 2:
            break
        folder.judge(folder.kill_while_served(number, LONGEST))

    assert len(folder.promised) > 2
    assert place.plain() == []


@pytest.mark.parametrize(
    "never_kept",
    [
        {"kind": "file", "name": f"{MARKER}-x-1-1.txt"},
        {"kind": "note", "text": "never written"},
        {"kind": "private", "text": "never written"},
    ],
)
def test_the_judge_says_when_something_promised_is_not_there(
    place: Place, never_kept: dict[str, str]
) -> None:
    folder = Folder(place, f"false-{never_kept['kind']}")

    with pytest.raises(AssertionError, match="lost"):
        folder.judge([never_kept])


@pytest.mark.parametrize("form", ["utf-8", "utf-16-le", "utf-16-be"])
def test_the_search_finds_words_that_do_lie_in_the_clear(tmp_path: Path, form: str) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "left.tmp").write_bytes(b"\x00" * 99 + MARKER.encode(form))
    (tmp_path / "packed").write_bytes(zlib.compress(MARKER.encode() * 9))

    assert plain_files([tmp_path], MARKER) == [tmp_path / "a" / "left.tmp"]
    assert plain_files([tmp_path], MARKER, since=4e9) == []


def test_the_search_finds_words_in_a_name(tmp_path: Path) -> None:
    (tmp_path / f"x-{MARKER}").mkdir()

    assert plain_files([tmp_path], MARKER) == [tmp_path / f"x-{MARKER}"]
