"""``law``: stateless, offline, by place; it points and asks."""

from __future__ import annotations

import json

from tests.cli.conftest import Shell


def test_law_of_the_place_is_shown_with_its_dates(shell: Shell) -> None:
    said = shell("law", "--place", "ENG", "--on", "2026-10-03", "--kind", "stalking").stdout
    assert said.startswith("Police and prosecutors choose what applies.")
    assert "May be relevant: Stalking (ew.pha1997.s2A)" in said
    assert "In force from 25 November 2012." in said and "Checked 22 November 2026" in said


def test_without_a_part_of_the_country_it_asks_which(shell: Shell) -> None:
    done = json.loads(shell("law", "--place", "GB", "--json").stdout)
    assert done["law"] == [] and done["why_none"].startswith("Say which part")


def test_a_day_that_is_none_is_refused_calmly(shell: Shell) -> None:
    done = shell("law", "--place", "ENG", "--on", "2026-02-31")
    assert done.returncode == 16 and "A day looks like" in done.stderr
