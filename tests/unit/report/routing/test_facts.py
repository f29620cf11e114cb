"""The younger of two ages, the safer reading of an unknown one, and the person's own wish."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.routing import book, signs, situation_of
from upstander.report.routing.facts import Facts, facts_of
from upstander.report.routing.situation import Situation


def facts(**told: Any) -> Facts:
    return facts_of(situation_of(told), book().urgency, book().covered)


# --- ages ---------------------------------------------------------------------------------------


def test_of_two_ages_the_younger_counts_and_it_is_said() -> None:
    found = facts(audience=["parent_carer"], ages=["16-17", "13-15"])
    assert found.ages == {"child", "13-15"}
    assert "ages-differ" in found.has


def test_a_child_who_says_adult_stays_a_child() -> None:
    found = facts(audience=["child"], ages=["adult"])
    assert found.ages == {"child"}
    assert "ages-differ" in found.has


def test_an_adult_who_asks_about_a_child_does_not_contradict_themselves() -> None:
    found = facts(audience=["adult"], role="friend", ages=["under-13"])
    assert found.ages == {"child", "under-13"}
    assert "ages-differ" not in found.has


@pytest.mark.parametrize("who", ["parent_carer", "school", "child"])
def test_who_cares_for_children_asks_about_a_child(who: str) -> None:
    assert facts(audience=[who]).ages == {"child"}


@pytest.mark.parametrize("who", ["young_person", "professional", "bystander"])
def test_the_age_stays_unknown_where_who_asks_does_not_show_it(who: str) -> None:
    assert facts(audience=[who]).ages == {"unknown"}


@pytest.mark.parametrize("who", ["employee", "employer"])
def test_at_work_the_age_is_open_where_it_decides_about_pictures(who: str) -> None:
    assert facts(audience=[who], kinds=["image_abuse"]).ages == {"unknown"}
    assert facts(audience=[who], kinds=["harassment"]).ages == {"adult"}


def test_grooming_told_by_an_adult_may_be_about_a_child() -> None:
    assert facts(audience=["adult"], kinds=["grooming"]).ages == {"unknown"}


# --- levels -------------------------------------------------------------------------------------


def test_a_sign_has_the_level_of_its_rule() -> None:
    assert facts(signs=["U4"]).levels == {"B"}


def test_a_threat_is_urgent_where_it_happens_now() -> None:
    found = facts(signs=["U4", "U1"])
    assert {"U4:A", "U1:A"} <= found.signs
    assert found.danger


def test_a_named_place_makes_a_threat_urgent_only_where_danger_is_now() -> None:
    assert not facts(signs=["U4", "U5"]).danger
    assert "U4:A" in facts(signs=["U4", "U5"], has=["danger"]).signs


def test_of_one_sign_at_two_levels_the_more_urgent_counts() -> None:
    assert "U16:A" in facts(signs=["U16:C", "U16:A"]).signs


def test_an_unknown_sign_is_kept_low_and_breaks_nothing() -> None:
    assert facts(signs=["U99"]).levels == {"D"}


def test_signs_are_found_in_small_letters_too() -> None:
    told = Situation(signs=signs("u1"))
    assert facts_of(told, book().urgency, book().covered).danger


# --- places -------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", ["", "ZZ", "INT", "Narnia", "<b>", "../gb"])
def test_what_is_no_place_is_a_place_not_known(place: str) -> None:
    found = facts(place=place)
    assert found.place == ""
    assert found.whereabouts == {"unknown"}


def test_a_country_without_rules_is_elsewhere() -> None:
    assert facts(place="FR").whereabouts == {"elsewhere"}


def test_a_country_whose_nation_was_not_told_is_known_in_part() -> None:
    assert facts(place="GB").whereabouts == {"known", "nation-unknown"}
    assert facts(place="eng").place == "GB-ENG"


# --- the person's own wish ----------------------------------------------------------------------


def test_a_no_stands() -> None:
    assert "no-stands" in facts(role="friend", consent="refused", ages=["adult"]).has


@pytest.mark.parametrize(
    "told",
    [
        {"has": ["danger"], "ages": ["adult"]},
        {"signs": ["U2"], "ages": ["adult"]},
        {"ages": ["13-15"]},
        {"ages": ["adult"], "protects_self": "no"},
        {"ages": ["adult"], "signs": ["U17"]},
    ],
)
def test_life_a_child_and_an_adult_at_risk_go_before_a_no(told: dict[str, Any]) -> None:
    found = facts(role="friend", consent="refused", **told)
    assert "no-overridden" in found.has
    assert "no-stands" not in found.has


def test_a_friend_who_did_not_ask_yet_asks_first() -> None:
    assert "ask-first" in facts(audience=["bystander"], ages=["adult"]).has


def test_a_duty_to_help_does_not_wait_for_a_question() -> None:
    assert "ask-first" not in facts(audience=["professional"], ages=["adult"]).has


def test_whoever_asks_for_themselves_has_no_helper() -> None:
    assert not facts(audience=["adult"]).has & {"helper", "ask-first", "no-stands"}


@pytest.mark.parametrize(
    ("role", "who"),
    [
        ("parent", "parent_carer"),
        ("teacher", "school"),
        ("manager", "employer"),
        ("friend", "bystander"),
    ],
)
def test_the_role_says_who_asks_where_nothing_else_does(role: str, who: str) -> None:
    assert facts(role=role).audiences == {who}
