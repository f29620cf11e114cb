"""Finding whom to turn to: the right nation and age, seen before unseen, old names too."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upstander.directory.find import also_there, find_bodies, find_old
from upstander.directory.review import body_can_lead
from upstander.directory.shelf import shipped

NIGHT = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)


def found(**wanted: str) -> list[str]:
    return [body.slug for body in find_bodies(shipped(), **wanted)]  # type: ignore[arg-type]  # words only


def test_a_child_who_is_blackmailed_finds_somebody_to_talk_to_first() -> None:
    slugs = found(place="ENG", audience="child", kind="blackmail")
    assert slugs[0] == "uk.childline"
    assert {"uk.ceop", "uk.police.101", "uk.reportremove"} <= set(slugs)
    assert not {"uk.rph", "int.stopncii"} & set(slugs)


def test_scotland_is_never_sent_to_report_fraud() -> None:
    slugs = found(place="SCT", audience="adult", kind="fraud")
    assert "uk.reportfraud" not in slugs
    assert "sct.police.scotland" in slugs


def test_northern_ireland_is_never_sent_to_acas() -> None:
    slugs = found(place="GB-NIR", audience="employee", kind="workplace_bullying")
    assert "gb.acas" not in slugs
    assert "nir.lra" in slugs


@pytest.mark.parametrize("kind", ["image-abuse", "image_abuse", "K8", "revenge porn"])
def test_a_kind_is_known_by_every_name_it_has(kind: str) -> None:
    assert "uk.rph" in found(place="ENG", audience="adult", kind=kind)


def test_what_was_seen_stands_before_what_was_not() -> None:
    bodies = find_bodies(shipped(), place="ENG", audience="adult", kind="fraud")
    leads = [body_can_lead(body) for body in bodies]
    assert leads == sorted(leads, reverse=True)


def test_only_who_is_reached_by_text_is_found_by_text() -> None:
    slugs = found(place="WLS", audience="child", kind="distress", way="text")
    assert slugs[:2] == ["wls.meic", "uk.shout"]


def test_at_night_only_the_lines_of_the_night_are_found() -> None:
    bodies = find_bodies(shipped(), place="WLS", audience="child", kind="distress", open_at=NIGHT)
    slugs = [body.slug for body in bodies]
    assert {"uk.childline", "uk.samaritans", "uk.shout"} <= set(slugs)
    assert "wls.meic" not in slugs


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Action Fraud", "uk.reportfraud"),
        ("how do I tell action fraud", "uk.reportfraud"),
        ("ACPO", "uk.police.101"),
        ("CyberMentors", "uk.childline"),
        ("08457 90 90 90", "uk.samaritans"),
        ("0800 1111", "uk.childline"),
        ("08001111", "uk.childline"),
        ("twitter", "platform.x"),
        ("my ex wont stop messaging", "uk.stalkinghelpline"),
        ("they posted my nudes", "uk.rph"),
        ("whistleblowing", "uk.protect"),
        ("uk.ceop", "uk.ceop"),
    ],
)
def test_words_lead_to_the_body_that_is_meant(text: str, first: str) -> None:
    assert found(place="ENG", text=text)[0] == first


def test_suicide_finds_the_lines_that_are_there_for_it() -> None:
    assert {"uk.samaritans", "uk.papyrus", "gb.nhs111"} <= set(found(place="ENG", text="suicide"))


def test_an_old_name_says_what_became_of_it() -> None:
    assert [old.reason for old in find_old(shipped(), "beatbullying")] == [
        "BeatBullying and MindFull closed. Childline and Samaritans are there to talk."
    ]


@pytest.mark.parametrize("text", ["", "fraud", "action", "ParentLine Scotland", "mix", "999"])
def test_other_words_are_no_old_name(text: str) -> None:
    assert find_old(shipped(), text) == ()


@pytest.mark.parametrize(
    "wanted", [{"place": "Narnia"}, {"audience": "martian"}, {"kind": "xyz"}, {"way": "pigeon"}]
)
def test_a_slip_is_named_and_never_looks_like_no_help(wanted: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=f"(?i){'|'.join(wanted.values())}"):
        found(**wanted)


def test_elsewhere_only_what_works_everywhere_is_found() -> None:
    bodies = find_bodies(shipped(), place="FR")
    assert bodies
    assert all("INT" in body.jurisdictions for body in bodies)


def test_a_rare_need_is_made_up_to_three_by_who_is_there_to_talk() -> None:
    few = find_bodies(shipped(), place="NIR", audience="child", kind="espionage")
    more = also_there(shipped(), few, place="NIR", audience="child")
    assert len(more) == 3
    assert more[0].slug == "uk.childline"


@given(st.text(max_size=60))
def test_no_words_break_the_search(text: str) -> None:
    bodies = find_bodies(shipped(), place="ENG", text=text)
    assert len({body.slug for body in bodies}) == len(bodies)


def test_a_very_long_text_is_searched_in_a_moment() -> None:
    assert isinstance(found(text="someone is pretending to be me " * 2000), list)
