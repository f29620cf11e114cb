"""A country is added with records and no code, as docs/how-to/add-a-country.md says."""

from __future__ import annotations

import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from upstander.directory.find import find_bodies
from upstander.directory.inspect import inspect_directory
from upstander.directory.opening_hours import open_now
from upstander.directory.read import DATA
from upstander.directory.shelf import Directory

HOW_TO = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "add-a-country.md"


@pytest.fixture
def with_norway(tmp_path: Path) -> Path:
    """The shipped records, the example of the page, and an emergency service."""
    root = tmp_path / "data"
    shutil.copytree(DATA, root, ignore=shutil.ignore_patterns("model", "words"))
    found = re.search(r"```toml\n(.*?)```", HOW_TO.read_text(encoding="utf-8"), re.S)
    assert found
    line = found[1].replace("example.org", "nightline.no")
    (root / "bodies" / "no.nightline.toml").write_text(line, encoding="utf-8")
    police = (DATA / "bodies" / "uk.999.toml").read_text(encoding="utf-8")
    places = '["GB-ENG", "GB-WLS", "GB-SCT", "GB-NIR"]'
    police = police.replace(places, '["NO"]').replace('"uk.999"', '"no.112"', 1)
    (root / "bodies" / "no.112.toml").write_text(police, encoding="utf-8")
    card = (DATA / "emergency" / "gb.toml").read_text(encoding="utf-8")
    card = card.replace('"gb"', '"no"', 1).replace('["GB"]', '["NO"]')
    card = card.replace('"uk.999", "uk.999bsl", "uk.police.101"', '"no.112", "no.nightline"')
    (root / "emergency" / "no.toml").write_text(card, encoding="utf-8")
    return root


def test_the_example_of_the_page_passes_every_check(with_norway: Path) -> None:
    assert [line for line in inspect_directory(with_norway) if "no." in line] == []


def test_the_country_finds_its_own_card_and_its_own_line(with_norway: Path) -> None:
    directory = Directory(with_norway)
    assert directory.emergency("NO").slug == "no"
    slugs = [body.slug for body in find_bodies(directory, place="NO", audience="child")]
    assert {"no.112", "no.nightline"} <= set(slugs)
    assert not any(slug.startswith(("uk.", "eng.")) for slug in slugs)


def test_its_hours_go_by_its_own_clock(with_norway: Path) -> None:
    line = Directory(with_norway).body("no.nightline")
    assert open_now(line, datetime(2026, 11, 23, 21, 30, tzinfo=UTC)) == "open"
    assert open_now(line, datetime(2026, 11, 23, 20, 30, tzinfo=UTC)) == "closed"


def test_a_country_without_a_helpline_is_named_by_the_check(with_norway: Path) -> None:
    (with_norway / "bodies" / "no.nightline.toml").unlink()
    told = "\n".join(inspect_directory(with_norway))
    assert "no helpline for 'child' in NO whose number was seen" in told
