"""Law as dated pointers: by place and day, as questions, each with its dates and sources."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upstander.directory.checks._interface import Known, Located
from upstander.directory.checks.law_is_there import PLUGIN as LAW_IS_THERE
from upstander.directory.checks.law_only_points import PLUGIN as LAW_ONLY_POINTS
from upstander.directory.inspect import inspect_directory
from upstander.directory.law import LawPointer, Provision, nearest, pointers, why_none
from upstander.directory.read import parse_record
from upstander.directory.shelf import shipped
from upstander.model.errors import DirectoryError

LAW = shipped().law()
TODAY = date(2026, 11, 26)
ALL = frozenset(shipped().taxonomy.directory_kinds)


def shown(
    place: str, *kinds: str, on: date | None = date(2026, 10, 3), law: tuple[Provision, ...] = LAW
) -> tuple[LawPointer, ...]:
    return pointers(law, place=place, on=on, kinds=kinds or ALL, today=TODAY)


def one(slug: str) -> Provision:
    return next(each for each in LAW if each.slug == slug)


def ids(*args: str, on: date | None = date(2026, 10, 3)) -> set[str]:
    return {each.id for each in shown(*args, on=on)}


def test_england_gets_its_own_law_and_not_that_of_scotland() -> None:
    found = ids("ENG", "stalking")
    assert "ew.pha1997.s2A" in found
    assert not any(each.startswith(("sct.", "nir.", "eu.")) for each in found)


@pytest.mark.parametrize(
    ("place", "words"),
    [("", "not known"), ("ZZ", "not known"), ("nowhere!", "not known"), ("FR", "No law of this")],
)
def test_an_unknown_place_gets_no_law_and_says_why(place: str, words: str) -> None:
    assert shown(place) == ()
    assert words in why_none(LAW, place)


def test_a_whole_country_of_parts_gets_none_and_is_asked_which_part() -> None:
    assert shown("GB") == ()
    assert why_none(LAW, "GB").startswith("Say which part")
    assert why_none(LAW, "SCT") == ""


def test_law_that_began_later_is_not_shown() -> None:
    assert "ewn.osa2023.s181" not in ids("ENG", "threats", on=date(2024, 1, 30))
    assert "ewn.osa2023.s181" in ids("ENG", "threats", on=date(2024, 1, 31))


def test_law_that_ended_is_not_shown_afterwards() -> None:
    ended = one("ew.pha1997.s2").model_copy(update={"in_force_until": date(2020, 5, 1)})
    assert shown("ENG", on=date(2020, 5, 2), law=(ended,)) == ()
    (last,) = shown("ENG", on=date(2020, 5, 1), law=(ended,))
    assert "until 1 May 2020" in last.in_force


def test_an_unknown_day_shows_all_with_check_the_date() -> None:
    found = shown("NIR", "stalking", on=None)
    assert found
    assert all(each.check_date and "check the date" in each.in_force for each in found)


def test_law_whose_first_day_was_not_seen_says_check_the_date() -> None:
    (found,) = shown("ENG", law=(one("ew.theft1968.s21"),))
    assert found.check_date and found.in_force.endswith("Please check the date.")


def test_a_course_of_conduct_needs_at_least_two_times() -> None:
    (twice,) = shown("SCT", law=(one("sct.cjla2010.s39"),))
    (once,) = shown("SCT", law=(one("sct.cjla2010.s38"),))
    assert twice.needs_two.startswith("This one needs at least two times")
    assert once.needs_two == ""


def test_duties_and_rights_stand_behind_what_happened() -> None:
    groups = [each.group for each in shown("ENG")]
    assert groups == sorted(groups, key=["offence", "order", "duty", "right"].index)
    assert set(groups) == {"offence", "order", "duty", "right"}


@pytest.mark.parametrize("place", ["ENG", "WLS", "SCT", "NIR"])
def test_every_pointer_is_dated_sourced_and_only_points(place: str) -> None:
    for each in shown(place):
        assert each.heading.startswith("May be relevant: ")
        assert each.choice == "Police and prosecutors choose what applies."
        assert each.checked.startswith("Checked 22 November 2026") and each.in_force
        assert each.sources or "check first" in each.checked


def test_after_the_review_date_a_pointer_says_check_first() -> None:
    (late,) = pointers(
        [one("ew.pha1997.s2")], place="ENG", on=None, kinds=ALL, today=date(2027, 2, 23)
    )
    assert "check first" in late.checked


@given(st.text(max_size=20), st.dates() | st.none(), st.lists(st.text(max_size=12), max_size=4))
def test_no_words_of_a_case_break_it_or_bring_law_of_elsewhere(
    place: str, on: date | None, kinds: list[str]
) -> None:
    for each in pointers(LAW, place=place, on=on, kinds=kinds, today=TODAY):
        assert set(kinds) & set(one(each.id).directory_kinds)


# --- the records and their checks -----------------------------------------------------------------


def test_the_shipped_law_has_no_problem() -> None:
    assert len(LAW) == 64
    assert [line for line in inspect_directory() if "law" in line] == []


def test_a_kind_that_names_law_that_is_not_there_is_found() -> None:
    kind = shipped().kind("stalking")
    found = list(LAW_IS_THERE.problems(Located(kind, kind.slug), Known({"law": frozenset()})))
    assert "'ew.pha1997.s2A' is not in law" in found


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"elements": ("It happened.",)}, "no question"),
        ({"notes": ("This is a crime.",)}, "accuses or promises"),
        ({"notes": ("The offender did it.",)}, "accuses or promises"),
        ({"jurisdictions": ("GB",)}, "has law in parts"),
        ({"in_force_until": date(1990, 1, 1)}, "is before in_force_from"),
        ({"elements": ("Was it bad?",)}, "no question asks for two times"),
    ],
)
def test_words_that_accuse_and_days_that_cannot_be_are_found(
    changes: dict[str, object], words: str
) -> None:
    record = one("ew.pha1997.s2A").model_copy(update=changes)
    found = list(LAW_ONLY_POINTS.problems(Located(record, record.slug), Known()))
    assert any(words in each for each in found)


def test_law_without_a_source_is_refused_unless_unconfirmed() -> None:
    text = (
        'slug = "ew.made"\nname = "Made"\njurisdictions = ["ENG"]\nverified_on = 2026-11-22\n'
        'review_by = 2027-02-22\nquality = "imported"\nkind = "offence"\ntitle = "An Act"\n'
        'section = "s.1"\nin_force_note = "In force."\ndirectory_kinds = ["threats"]\n'
        'elements = ["Was it so?"]\nindicators = ["Signs"]\nsources = []\n'
    )
    with pytest.raises(DirectoryError, match="without sources is unconfirmed"):
        parse_record(text, Provision, name="ew.made.toml")
    weak = parse_record(text.replace("imported", "unconfirmed"), Provision, name="ew.made.toml")
    assert weak.jurisdictions == ("GB-ENG",)


@pytest.mark.parametrize("kind", ["stalking", "harassment", "threats", "fraud"])
def test_what_is_shown_first_has_the_best_of_each_group(kind: str) -> None:
    found = pointers(shipped().law(), place="ENG", on=None, kinds={kind}, today=TODAY)

    first = nearest(found, 8)

    assert len(first) == min(8, len(found))
    assert {each.group for each in first} == {each.group for each in found}
    assert list(first) == [each for each in found if each in first]


def test_an_order_made_for_stalking_is_not_pushed_behind_offences() -> None:
    kinds = {"stalking", "harassment", "threats"}
    found = pointers(shipped().law(), place="ENG", on=None, kinds=kinds, today=TODAY)

    assert "ew.spa2019" in [each.id for each in nearest(found, 8)]
