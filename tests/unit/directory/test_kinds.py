"""The taxonomy is open, strict, and refused whole: the last good one stays in use."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from upstander.directory.inspect import inspect_directory
from upstander.directory.kinds import Kind, Label, plain_phrase
from upstander.directory.read import DATA, parse_record
from upstander.directory.shelf import Directory, shipped
from upstander.directory.taxonomy import Taxonomy
from upstander.model.errors import DirectoryError

OWN = """
slug = "parking-app"
name = "Cheats with parking codes"
jurisdictions = ["GB"]
verified_on = 2026-11-22
review_by = 2027-02-22
quality = "unconfirmed"
what_it_is = "A false code on a parking sign takes your money."
what_it_is_not = ["A fine that is real."]
signs = ["A sticker over the sign."]
synonyms = ["parking sticker cheat", "code on the parking meter", "parking meter took my card"]
directory_kinds = ["fraud"]
labels = ["fraud"]
guidance = "money-first"

[[sources]]
title = "A page"
address = "https://www.gov.uk/"
"""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for family in ("kinds", "labels", "taxonomy", "guidance"):
        shutil.copytree(DATA / family, tmp_path / "data" / family)
    return tmp_path / "data"


@pytest.fixture
def local(tmp_path: Path) -> Path:
    (tmp_path / "own" / "kinds").mkdir(parents=True)
    (tmp_path / "own" / "kinds" / "parking-app.toml").write_text(OWN, encoding="utf-8")
    return tmp_path / "own"


def change(root: Path, name: str, old: str, new: str) -> None:
    path = root / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_nineteen_kinds_come_in_order_and_other_comes_last() -> None:
    numbers = [kind.number for kind in shipped().kinds()]
    assert numbers == [*(f"K{number}" for number in range(1, 20)), ""]
    assert shipped().kinds()[-1].slug == "other"


def test_a_kind_that_is_not_there_is_said_calmly() -> None:
    with pytest.raises(DirectoryError, match="no-such"):
        shipped().kind("no-such")


def test_a_kind_of_ones_own_is_one_file(local: Path) -> None:
    directory = Directory(local=local)
    assert [kind.slug for kind in directory.kinds()][-2:] == ["parking-app", "other"]
    assert "parking-app" in directory.taxonomy.kinds_of_label("fraud")


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('"parking-app"', '"fraud"', "not the name of the file"),
        ('guidance = "money-first"', 'guidance = "nowhere"', "'nowhere' is not in guidance"),
        ('labels = ["fraud"]', 'labels = ["no_label"]', "'no_label' is not in labels"),
        ('directory_kinds = ["fraud"]', 'directory_kinds = ["x"]', "'x' is not in directory"),
        ('"parking sticker cheat"', '"Scam!"', "the phrase 'scam' is also one of 'fraud'"),
        ("name =", "nmae =", "parking-app.toml, line"),
        ("review_by = 2027-02-22", "", "review_by"),
        ('["fraud"]', '["fraud"]\nnumber = "K20"', "number"),
        ('["fraud"]', '["fraud"]\nprovisions = ["ew.pha1997.s2"]', "provisions_as_of"),
    ],
)
def test_a_malformed_kind_of_ones_own_is_refused_and_ours_stay(
    local: Path, old: str, new: str, reason: str
) -> None:
    change(local, "kinds/parking-app.toml", old, new)
    directory = Directory(local=local)
    assert len(directory.kinds()) == 20
    assert any(reason in problem.detail for problem in directory.problems)


def test_a_slug_that_we_use_is_refused(local: Path) -> None:
    own = (local / "kinds" / "parking-app.toml").rename(local / "kinds" / "fraud.toml")
    own.write_text(OWN.replace("parking-app", "fraud"), encoding="utf-8")
    directory = Directory(local=local)
    assert directory.kind("fraud").number == "K18"
    assert any("used twice" in problem.detail for problem in directory.problems)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("kinds/rumours.toml", "slug =", "slgu ="),
        ("kinds/rumours.toml", 'labels = ["rumour"', 'labels = ["insult"'),
        ("labels/threat.toml", 'kind = "threatening-messages"', 'kind = "gone"'),
        ("taxonomy/vocabulary.toml", 'slug = "doxxing"', 'slug = "dossing"'),
        ("taxonomy/vocabulary.toml", "version", "edition"),
    ],
)
def test_the_taxonomy_is_refused_whole_and_the_last_good_one_kept(
    copy: Path, name: str, old: str, new: str
) -> None:
    directory = Directory(copy)
    before = directory.taxonomy
    change(copy, name, old, new)
    change(copy, "kinds/blackmail.toml", 'name = "Blackmail"', 'name = "Changed"')
    assert directory.reload()
    assert directory.taxonomy is before


def test_a_corrected_taxonomy_is_taken_at_the_next_reading(copy: Path) -> None:
    directory = Directory(copy)
    change(copy, "kinds/blackmail.toml", 'name = "Blackmail"', "name = ")
    directory.reload()
    change(copy, "kinds/blackmail.toml", "name = ", 'name = "Demands"')
    assert directory.reload() == ()
    assert directory.kind("blackmail").name == "Demands"


def test_a_taxonomy_broken_from_the_start_is_named(copy: Path) -> None:
    (copy / "labels" / "hate.toml").write_text("slug", encoding="utf-8")
    directory = Directory(copy)
    assert directory.kinds() == ()
    assert "hate.toml" in directory.problems[0].detail


def test_a_folder_without_kinds_has_no_taxonomy_and_no_problem(tmp_path: Path) -> None:
    assert Directory(tmp_path).taxonomy.kinds == {}
    assert Directory(tmp_path).problems == ()


def test_kinds_that_vanish_stay_in_use_and_are_missed(copy: Path) -> None:
    directory = Directory(copy)
    shutil.rmtree(copy / "kinds")
    assert directory.reload()
    assert len(directory.kinds()) == 20


def test_the_check_command_names_a_phrase_that_two_kinds_claim(copy: Path) -> None:
    change(copy, "kinds/other.toml", '"something else"', '"SCAM"')
    found = [line for line in inspect_directory(copy) if "synonyms-unique" in line]
    assert [line.split(":")[0] for line in found] == ["fraud.toml", "other.toml"]


def test_the_check_command_names_a_word_of_the_directory_without_a_kind(copy: Path) -> None:
    change(copy, "kinds/happy-slapping.toml", '"happy_slapping", ', "")
    found = [line for line in inspect_directory(copy) if "labels-map" in line]
    assert found == [
        "vocabulary.toml: no kind covers the directory kind 'happy_slapping' (labels-map)."
    ]


def test_a_label_is_written_with_underscores() -> None:
    text = (DATA / "labels" / "image_abuse.toml").read_text(encoding="utf-8")
    with pytest.raises(DirectoryError, match="slug"):
        parse_record(text.replace('"image_abuse"', '"image-abuse"'), Label, name="x.toml")


def test_a_record_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="frozen"):
        shipped().kind("fraud").name = "Other"


@pytest.mark.parametrize("phrase", ["Won\u2019t stop!", "won't  STOP", "WONT stop"])
def test_phrases_are_compared_by_their_words(phrase: str) -> None:
    assert plain_phrase(phrase) == "wont stop"


def test_an_unknown_label_has_no_kinds() -> None:
    assert Taxonomy().kinds_of_label("threat") == ()


def test_a_kind_is_strict_about_types() -> None:
    text = OWN.replace('name = "Cheats with parking codes"', "name = 5")
    with pytest.raises(DirectoryError, match="name"):
        parse_record(text, Kind, name="parking-app.toml")
