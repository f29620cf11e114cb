"""Promises of the bodies as a whole: nobody is sent away, nothing unseen is shown plain."""

from __future__ import annotations

import re
from datetime import date
from itertools import product
from pathlib import Path

import pytest

from tests.contracts.reading_age import HARDEST_GRADE, banned_in, measure
from upstander.directory.body import AUDIENCES, EVERYONE, Body
from upstander.directory.find import also_there, find_bodies
from upstander.directory.inspect import inspect_directory
from upstander.directory.read import DATA
from upstander.directory.records import Quality
from upstander.directory.review import body_can_lead
from upstander.directory.shelf import shipped

BODIES = shipped().bodies()
PLACES = ("ENG", "WLS", "SCT", "NIR")
KINDS = tuple(shipped().taxonomy.directory_kinds)
LISTED = Path(__file__).resolve().parents[3] / "shared" / "data" / "directory" / "uk.yaml"


def words_of(body: Body) -> str:
    notes = [contact.note for contact in body.contacts]
    told = [body.does, body.privacy, body.fill_in, body.hours, body.cost, *notes]
    told += [*body.have_ready, *body.not_for, *body.notes]
    return "\n".join(line for line in told if line)


@pytest.mark.parametrize(("place", "audience"), tuple(product(PLACES, AUDIENCES)))
def test_three_services_that_were_seen_fit_every_need(place: str, audience: str) -> None:
    for kind in KINDS:
        found = find_bodies(shipped(), place=place, audience=audience, kind=kind)
        more = also_there(shipped(), found, place=place, audience=audience)
        seen = [body for body in (*found, *more) if body_can_lead(body)]
        assert len([body for body in seen if body.kind != "emergency"]) >= 3, kind


@pytest.mark.parametrize("body", BODIES, ids=lambda body: body.slug)
def test_a_body_speaks_plainly(body: Body) -> None:
    read = measure(words_of(body))
    assert max(read.flesch_kincaid, read.ari) <= HARDEST_GRADE, read
    assert banned_in(words_of(body)) == []


@pytest.mark.parametrize("body", BODIES, ids=lambda body: body.slug)
def test_a_body_from_memory_is_weak_in_every_part(body: Body) -> None:
    if not body.sources:
        parts = {body.quality, body.hours_quality, *(each.quality for each in body.contacts)}
        assert parts == {Quality.UNCONFIRMED}


def test_the_emergency_bodies_are_there_for_everybody_and_everything() -> None:
    urgent = [body for body in BODIES if body.urgency == "immediate"]
    assert [body.slug for body in urgent] == ["uk.999", "uk.999bsl"]
    assert all(body.audiences == body.directory_kinds == (EVERYONE,) for body in urgent)


def test_an_overdue_directory_is_still_right() -> None:
    """Age warns on the screen; it is no fault of the record."""
    assert all(body.review_by > date(2026, 11, 22) for body in BODIES)
    assert inspect_directory() == ()


def test_every_old_name_leads_to_bodies_that_are_there() -> None:
    slugs = {body.slug for body in BODIES}
    assert len(shipped().old_bodies()) >= 20
    assert all(set(old.heirs) <= slugs for old in shipped().old_bodies())


def test_no_record_is_named_after_a_place_it_is_not_for() -> None:
    nations = {"eng": "GB-ENG", "wls": "GB-WLS", "sct": "GB-SCT", "nir": "GB-NIR"}
    for body in BODIES:
        first = body.slug.split(".")[0]
        if first in nations:
            assert body.jurisdictions == (nations[first],), body.slug


def test_every_listed_body_has_its_record_under_the_same_id() -> None:
    if not LISTED.is_file():
        pytest.skip(f"THE LIST OF BODIES IS NOT HERE: {LISTED}")
    listed = set(re.findall(r"^- id: (\S+)$", LISTED.read_text(encoding="utf-8"), re.M))
    assert len(listed) == 122
    assert {path.stem for path in (DATA / "bodies").glob("*.toml")} >= listed
