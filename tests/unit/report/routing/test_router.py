"""What the router does with rules: hold back, stand in, refuse, and lead with what was seen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from tests.support.routing import TODAY, asked, book, ids, plan_of, refused, situation_of
from upstander.directory.body import Body
from upstander.directory.records import Quality
from upstander.report.routing.book import RouteBook, route_book
from upstander.report.routing.plan import RoutePlan, Step, as_json, first_three
from upstander.report.routing.router import AFTER_THEIR_YES, HELD_BACK, OVERRIDDEN, route


def step(plan: RoutePlan, wanted: str) -> Step:
    return next(each for each in plan.steps if each.id == wanted)


def with_body(slug: str, **changes: Any) -> RouteBook:
    """The shipped book with one record changed."""
    body = book().bodies[slug].model_copy(update=changes)
    return replace_bodies({**book().bodies, slug: body})


def replace_bodies(bodies: dict[str, Body]) -> RouteBook:
    return replace(book(), bodies=bodies)


# --- the person's own wish ----------------------------------------------------------------------

FRIEND = {"place": "ENG", "role": "friend", "ages": ["adult"], "kinds": ["harassment"]}


def test_a_no_is_said_beside_everyone_it_holds_back() -> None:
    plan = plan_of(**FRIEND, consent="refused")
    why = {each.id: each.why for each in plan.refusals}
    assert why["uk.police.101"] == HELD_BACK
    assert "uk.police.101" not in ids(plan)


def test_a_no_that_is_overridden_says_so_at_each_step() -> None:
    plan = plan_of(**FRIEND, consent="refused", has=["danger"])
    assert step(plan, "uk.police.101").why.endswith(OVERRIDDEN)
    assert OVERRIDDEN not in step(plan, "uk.samaritans").why


def test_a_friend_waits_for_a_yes_before_telling_others() -> None:
    plan = plan_of(**FRIEND)
    assert step(plan, "uk.police.101").when.startswith(AFTER_THEIR_YES)
    assert ids(plan)[0] == "act.ask-them"
    assert "consent" in asked(plan)


def test_a_yes_needs_no_waiting() -> None:
    plan = plan_of(**FRIEND, consent="yes")
    assert not step(plan, "uk.police.101").when.startswith(AFTER_THEIR_YES)


# --- who stands in ------------------------------------------------------------------------------


def test_the_service_that_was_named_stands_in_for_any_service() -> None:
    plan = plan_of(place="ENG", audience=["adult"], kinds=["harassment"], platform="platform.x")
    assert "platform.x" in ids(plan)
    assert "act.platform" not in ids(plan)


def test_a_body_that_is_no_service_stands_in_for_none() -> None:
    plan = plan_of(place="ENG", audience=["child"], kinds=["bullying"], platform="uk.rph")
    assert "act.platform" in ids(plan)
    assert "uk.rph" not in ids(plan)


def test_the_police_are_those_of_the_nation() -> None:
    told = {"audience": ["adult"], "kinds": ["stalking"]}
    assert "nir.psni" in ids(plan_of(place="NIR", **told))
    assert "uk.police.101" not in ids(plan_of(place="NIR", **told))


# --- records that changed -----------------------------------------------------------------------


def test_a_body_that_closed_is_not_named() -> None:
    told = situation_of({"place": "ENG", "audience": ["child"], "kinds": ["bullying"]})
    plan = route(told, with_body("uk.childline", status="closed"), TODAY)
    assert "uk.childline" not in ids(plan)


def test_an_overdue_record_is_shown_with_check_first_and_999_stays_first() -> None:
    told = situation_of({"place": "ENG", "audience": ["adult"], "has": ["danger"]})
    plan = route(told, book(), date(2031, 1, 1))
    assert plan.steps[0].id == "uk.999"
    assert step(plan, "uk.samaritans").check_first


def test_999_leads_even_when_its_record_was_refused() -> None:
    bodies = {slug: body for slug, body in book().bodies.items() if slug != "uk.999"}
    told = situation_of({"place": "ENG", "audience": ["adult"], "has": ["danger"]})
    first = route(told, replace_bodies(bodies), TODAY).steps[0]
    assert (first.id, "Ring 999" in first.why) == ("uk.999", True)


def test_without_any_record_there_is_still_a_plan() -> None:
    told = situation_of({"place": "ENG", "audience": ["child"], "kinds": ["blackmail"]})
    assert "act.stop-contact" in ids(route(told, replace_bodies({}), TODAY))


def test_a_number_that_was_not_seen_leaves_the_first_three_to_one_that_was() -> None:
    told = {"place": "ENG", "audience": ["child"], "kinds": ["image_abuse"]}
    plan = plan_of(**told)
    assert "int.takeitdown" in [each.id for each in first_three(plan)]
    assert step(plan, "uk.reportremove").order > 3
    assert step(plan, "uk.reportremove").contact.startswith("check first")


def test_hours_that_were_not_seen_are_not_shown_as_hours() -> None:
    plan = plan_of(place="ENG", audience=["adult"], kinds=["stalking"])
    assert step(plan, "uk.stalkinghelpline").hours == "hours not checked"


# --- other -------------------------------------------------------------------------------------


def test_the_json_has_exactly_the_promised_names() -> None:
    made = as_json(plan_of(place="ENG", audience=["child"], kinds=["blackmail", "image_abuse"]))
    assert list(made) == ["steps", "not", "ask"]
    steps: Any = made["steps"]
    wanted = ["id", "order", "why", "needs", "when", "contact", "checked", "quality"]
    assert list(steps[0]) == wanted


def test_a_place_not_known_gets_the_numbers_with_where_they_work() -> None:
    contact = plan_of(has=["danger"]).steps[0].contact
    assert "999 (In the UK)" in contact
    assert "112" in contact


def test_a_child_is_told_to_keep_the_chat_and_never_the_picture() -> None:
    plan = plan_of(place="ENG", audience=["child"], kinds=["image_abuse"])
    assert "Never the picture" in step(plan, "act.keep-evidence").why


def test_the_choice_of_police_or_service_first_is_a_question_with_both_ways() -> None:
    plan = plan_of(place="ENG", audience=["adult"], kinds=["image_abuse"])
    choice = next(each for each in plan.questions if each.slug == "police-or-platform")
    assert choice.options == ("police first", "app or site first", "not sure")


def test_refusals_are_said_once_each() -> None:
    plan = plan_of(place="SCT", audience=["child"], kinds=["bullying", "hate", "image_abuse"])
    assert len(refused(plan)) == len(set(refused(plan)))


def test_the_shipped_book_knows_the_countries_it_has_rules_for() -> None:
    assert route_book().covered == {"GB"}


# --- an act that means a body in one place or another -------------------------------------------


def test_the_police_of_an_unknown_place_come_with_the_number_and_where_it_works() -> None:
    assert step(plan_of(kinds=["threats"]), "act.local-police").contact == "101 (In the UK)"


def test_a_number_that_was_not_seen_is_not_given_for_an_act() -> None:
    body = book().bodies["uk.police.101"]
    unseen = tuple(
        each.model_copy(update={"quality": Quality.UNCONFIRMED}) for each in body.contacts
    )
    changed = with_body("uk.police.101", contacts=unseen)

    plan = route(situation_of({"kinds": ["threats"]}), changed, TODAY)

    assert step(plan, "act.local-police").contact == ""
