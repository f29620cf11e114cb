"""A record is read whole or refused whole, with the file, the line and the reason."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from upstander.directory.body import Body
from upstander.directory.read import parse_record, read_folder, read_record, split_page
from upstander.directory.records import Quality
from upstander.model.errors import DirectoryError

GOOD = """\
slug = "no.nightline"
name = "Night Line"
jurisdictions = ["ENG", "NO"]
verified_on = 2026-11-22
review_by = 2027-02-22
quality = "imported"
kind = "helpline"
audiences = ["*"]
directory_kinds = ["distress"]
does = "Someone to listen."

[[contacts]]
way = "phone"
value = "116 123"
quality = "imported"

[[contacts]]
way = "web"
value = "https://night.example.org/"
quality = "unconfirmed"

[[sources]]
title = "Night Line"
address = "https://night.example.org/about"
"""


def refused(text: str) -> str:
    with pytest.raises(DirectoryError) as caught:
        parse_record(text, Body, name="no.nightline.toml")
    return caught.value.detail


def test_reads_a_good_record_and_stores_nations_as_iso_codes() -> None:
    body = parse_record(GOOD, Body, name="no.nightline.toml")
    assert body.jurisdictions == ("GB-ENG", "NO")
    assert body.verified_on == date(2026, 11, 22)
    assert body.contacts[1].quality is Quality.UNCONFIRMED


def test_norway_is_a_place_and_not_the_answer_false() -> None:
    assert "NO" in parse_record(GOOD, Body, name="x").jurisdictions


def test_a_record_cannot_be_changed_after_reading() -> None:
    body = parse_record(GOOD, Body, name="no.nightline.toml")
    with pytest.raises(ValueError, match="frozen"):
        body.__setattr__("name", "Other")


def test_names_the_line_of_broken_toml() -> None:
    told = refused(GOOD.replace('name = "Night Line"', 'name = "Night Line'))
    assert told.startswith("no.nightline.toml, line 2: ")


def test_names_line_and_field_of_a_wrong_type() -> None:
    told = refused(GOOD.replace("review_by = 2027-02-22", 'review_by = "soon"'))
    assert told.startswith("no.nightline.toml, line 5, review_by: ")


def test_names_the_line_inside_the_second_of_two_tables() -> None:
    told = refused(GOOD.replace('way = "web"', 'way = "pigeon"'))
    assert told.startswith("no.nightline.toml, line 18, contacts.1.way: ")


@pytest.mark.parametrize("field", ["name", "sources", "verified_on", "contacts", "quality"])
def test_refuses_a_record_without_a_needed_field(field: str) -> None:
    kept = [line for line in GOOD.splitlines() if not line.startswith(field)]
    text = "\n".join(kept).replace(f"[[{field}]]", f"[[not_{field}]]")
    assert field in refused(text)


def test_refuses_an_unknown_field_rather_than_losing_it() -> None:
    assert "phone_number" in refused('phone_number = "1"\n' + GOOD)


def test_refuses_a_slug_that_could_be_a_path() -> None:
    assert "slug" in refused(GOOD.replace('"no.nightline"', '"../night-line"'))


def test_refuses_a_date_written_as_text() -> None:
    assert "verified_on" in refused(GOOD.replace("= 2026-11-22", '= "2026-11-22"'))


def test_refuses_a_file_that_is_not_named_after_its_slug(tmp_path: Path) -> None:
    path = tmp_path / "no.dayline.toml"
    path.write_text(GOOD, encoding="utf-8")
    with pytest.raises(DirectoryError, match=r"no\.dayline\.toml, slug"):
        read_record(path, Body)


def test_refuses_bytes_that_are_no_text(tmp_path: Path) -> None:
    path = tmp_path / "no.nightline.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(DirectoryError, match=r"no\.nightline\.toml"):
        read_record(path, Body)


def test_one_bad_record_does_not_take_the_others_with_it(tmp_path: Path) -> None:
    (tmp_path / "no.nightline.toml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "bad.toml").write_text("slug = ", encoding="utf-8")
    good, errors = read_folder(tmp_path, Body)
    assert list(good) == ["no.nightline"]
    assert ["bad.toml" in error.detail for error in errors] == [True]


def test_refuses_a_slug_used_twice_in_two_folders(tmp_path: Path) -> None:
    for place in ("gb", "no"):
        (tmp_path / place).mkdir()
        (tmp_path / place / "no.nightline.toml").write_text(GOOD, encoding="utf-8")
    good, errors = read_folder(tmp_path, Body)
    assert len(good) == 1
    assert "twice" in errors[0].detail


@pytest.mark.parametrize("text", ["", "no head", "+++\nslug = 'x'", "+++"])
def test_refuses_a_page_without_a_whole_head(text: str) -> None:
    with pytest.raises(DirectoryError, match=r"page\.md, line"):
        split_page(text, "page.md")
