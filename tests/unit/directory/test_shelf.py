"""The directory keeps the last good version and always has an emergency record."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from upstander.directory.read import DATA
from upstander.directory.shelf import Directory, shipped
from upstander.model.errors import DirectoryError


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for family in ("bodies", "emergency"):
        shutil.copytree(DATA / family, tmp_path / family)
    return tmp_path


def test_a_record_that_breaks_keeps_its_last_good_version(copy: Path) -> None:
    directory = Directory(copy)
    path = copy / "bodies" / "uk.samaritans.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("phone", "fone"), encoding="utf-8")
    problems = directory.reload()
    assert directory.body("uk.samaritans").contacts[0].value == "116 123"
    assert "uk.samaritans.toml, line" in problems[0].detail


def test_a_corrected_record_is_taken_at_the_next_reading(copy: Path) -> None:
    directory = Directory(copy)
    path = copy / "bodies" / "uk.samaritans.toml"
    whole = path.read_text(encoding="utf-8")
    path.write_text("slug =", encoding="utf-8")
    directory.reload()
    path.write_text(whole.replace("Samaritans", "The Samaritans", 1), encoding="utf-8")
    assert directory.reload() == ()


def test_a_record_broken_from_the_start_is_left_out_and_named(copy: Path) -> None:
    (copy / "bodies" / "uk.iwf.toml").write_text("slug =", encoding="utf-8")
    directory = Directory(copy)
    with pytest.raises(DirectoryError, match=r"uk\.iwf"):
        directory.body("uk.iwf")
    assert "uk.iwf.toml" in directory.problems[0].detail


@pytest.mark.parametrize("place", [None, "", "ZZ", "FR", "nonsense", "../gb", "<b>"])
def test_an_unknown_place_gets_the_record_that_names_every_number(place: str | None) -> None:
    assert shipped().emergency(place).slug == "unknown"


@pytest.mark.parametrize("place", ["GB", "gb", "GB-SCT", "ENG", "wls"])
def test_every_part_of_the_uk_gets_the_uk_numbers(place: str) -> None:
    assert shipped().emergency(place).slug == "gb"


def test_a_broken_uk_record_falls_back_to_the_one_for_anywhere(copy: Path) -> None:
    (copy / "emergency" / "gb.toml").write_text("slug =", encoding="utf-8")
    assert Directory(copy).emergency("GB").slug == "unknown"


def test_no_emergency_record_at_all_is_said_and_not_hidden(copy: Path) -> None:
    shutil.rmtree(copy / "emergency")
    with pytest.raises(DirectoryError, match="emergency"):
        Directory(copy).emergency("GB")


def test_scotland_is_not_sent_to_the_english_domestic_abuse_line() -> None:
    slugs = {body.slug for body in shipped().bodies_for("GB-SCT")}
    assert "sct.dafm" in slugs
    assert "eng.ndah" not in slugs


def test_bullying_is_not_sent_to_the_child_protection_centre() -> None:
    ceop = shipped().body("uk.ceop")
    assert "bullying" not in ceop.directory_kinds
    assert "Bullying" in ceop.not_for


def test_the_digest_of_the_rules_changes_with_a_wording(tmp_path: Path) -> None:
    for family in ("urgency", "urgency-words"):
        shutil.copytree(DATA / family, tmp_path / family)
    directory = Directory(tmp_path)
    before = directory.rules_digest()
    path = tmp_path / "urgency" / "u7.toml"
    path.write_text(path.read_text(encoding="utf-8") + "# changed\n", encoding="utf-8")

    assert before == Directory(DATA).rules_digest()
    assert directory.rules_digest() != before
