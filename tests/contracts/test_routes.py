"""Promises of the router: every written case, plain words, and what no plan ever holds."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.contracts.reading_age import (
    HARDEST_GRADE,
    LONGEST_SENTENCE,
    american_in,
    banned_in,
    measure,
    sentences_of,
    word_count,
)
from tests.support.routing import (
    TODAY,
    Written,
    asked,
    book,
    ids,
    plan_of,
    refused,
    stand_in_order,
    written_cases,
)
from upstander.cli.commands.route import PLUGIN
from upstander.cli.routing import situation_of as told_by
from upstander.directory.body import AUDIENCES
from upstander.directory.review import body_can_lead
from upstander.directory.routes import Routes
from upstander.directory.routes_page import routes_page
from upstander.directory.shelf import shipped
from upstander.model.report import AgeBand, Consent, HelperRole, Helping
from upstander.report.routing.plan import RoutePlan, as_json, first_three
from upstander.report.routing.router import route
from upstander.report.routing.situation import NotedSign, Situation

ROOT = Path(__file__).resolve().parents[2]
CASES = written_cases()
BY_NAME = {case["name"]: case for case in CASES}
KINDS = tuple(shipped().taxonomy.directory_kinds)
TOPICS = shipped().routes()
ACCUSING = ("guilty", "criminal", "he is", "she is", "illegal", "is a crime", "abuser", "offender")


def made(case: Written) -> RoutePlan:
    """The plan of a case, or of a line as it is typed behind ``upstander route``."""
    if "line" not in case:
        return plan_of(**case)
    parser = argparse.ArgumentParser()
    PLUGIN.arguments(parser)
    told, _ = told_by(parser.parse_args(case["line"]))
    return route(told, book(), TODAY)


def named(cases: list[Written], field: str) -> list[str]:
    return [case["name"] for case in cases if case.get(field)]


# --- written cases ------------------------------------------------------------------------------


def test_there_are_more_than_eighty_cases_in_all_nations_and_elsewhere() -> None:
    places = {case.get("place", "") for case in CASES}
    assert len(BY_NAME) == len(CASES) > 80
    assert places >= {"ENG", "WLS", "SCT", "NIR", "GB", "", "FR"}


def test_every_word_of_the_directory_and_every_audience_is_in_a_case() -> None:
    from tests.support.routing import situation_of

    situations = [situation_of(case) for case in CASES]
    assert {kind for each in situations for kind in each.kinds} >= set(KINDS)
    assert {who for each in situations for who in each.audiences} >= set(AUDIENCES)


@pytest.mark.parametrize("name", named(CASES, "first"))
def test_the_first_step_is_the_right_one(name: str) -> None:
    assert ids(made(BY_NAME[name]))[0] == BY_NAME[name]["first"]


@pytest.mark.parametrize("name", named(CASES, "must"))
def test_everyone_who_has_to_be_named_is_named(name: str) -> None:
    steps = ids(made(BY_NAME[name]))
    assert [each for each in BY_NAME[name]["must"] if each not in steps] == []


@pytest.mark.parametrize("name", named(CASES, "must_not"))
def test_nobody_is_named_who_is_not_for_it(name: str) -> None:
    steps = ids(made(BY_NAME[name]))
    assert [each for each in BY_NAME[name]["must_not"] if each in steps] == []


@pytest.mark.parametrize("name", named(CASES, "not"))
def test_who_is_not_for_it_is_said_with_a_reason(name: str) -> None:
    assert set(BY_NAME[name]["not"]) <= set(refused(made(BY_NAME[name])))


@pytest.mark.parametrize("name", named(CASES, "ask"))
def test_what_would_change_the_plan_is_asked(name: str) -> None:
    assert set(BY_NAME[name]["ask"]) <= set(asked(made(BY_NAME[name])))


@pytest.mark.parametrize("name", named(CASES, "before"))
def test_steps_stand_in_their_order(name: str) -> None:
    assert stand_in_order(made(BY_NAME[name]), BY_NAME[name]["before"]) == []


@pytest.mark.parametrize("name", named(CASES, "in_three"))
def test_what_cannot_wait_is_among_the_first_three(name: str) -> None:
    shown = [step.id for step in first_three(made(BY_NAME[name]))]
    assert [each for each in BY_NAME[name]["in_three"] if each not in shown] == []


@pytest.mark.parametrize("name", named(CASES, "not_first"))
def test_what_must_not_stand_first_does_not(name: str) -> None:
    assert ids(made(BY_NAME[name]))[0] not in BY_NAME[name]["not_first"]


@pytest.mark.parametrize("name", named(CASES, "today"))
def test_what_is_for_today_does_not_say_the_next_days(name: str) -> None:
    when = {step.id: step.when for step in made(BY_NAME[name]).steps}
    assert [each for each in BY_NAME[name]["today"] if "Today" not in when.get(each, "")] == []


@pytest.mark.parametrize("name", named(CASES, "first_ask"))
def test_the_first_question_is_the_right_one(name: str) -> None:
    assert asked(made(BY_NAME[name]))[0] == BY_NAME[name]["first_ask"]


@pytest.mark.parametrize("name", named(CASES, "not_ask"))
def test_what_was_told_is_not_asked_again(name: str) -> None:
    assert not set(BY_NAME[name]["not_ask"]) & set(asked(made(BY_NAME[name])))


# --- any situation at all -----------------------------------------------------------------------

FACTS = ("danger", "money", "ip", "phone", "mail", "picture-under-18", "platform-answered",
         "week-passed", "bank-refused", "several-workers", "claim-about-children", "anonymous",
         "legal-action", "picture-exists")  # fmt: skip
PLACES = (
    "ENG",
    "WLS",
    "SCT",
    "NIR",
    "GB",
    "GB-ENG",
    "",
    "ZZ",
    "INT",
    "FR",
    "US-CA",
    "Narnia",
    "\u202e",
)
SIGNS = tuple(f"U{number}" for number in range(1, 21))
UNKNOWN_SIGNS = ("U21", "", "x")


def some(values: tuple[str, ...], most: int = 3) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), max_size=most, unique=True).map(tuple)


SITUATIONS = st.builds(
    Situation,
    place=st.sampled_from(PLACES),
    audiences=some(AUDIENCES, 2),
    kinds=some((*KINDS, "no_such_kind")),
    signs=st.lists(
        st.builds(
            NotedSign, st.sampled_from(SIGNS + UNKNOWN_SIGNS), st.sampled_from(["", *"ABCDE"])
        ),
        max_size=3,
    ).map(tuple),
    ages=st.lists(st.sampled_from(AgeBand), max_size=2).map(tuple),
    helping=st.builds(
        Helping,
        role=st.sampled_from(HelperRole),
        age=st.sampled_from(AgeBand),
        protects_self=st.sampled_from(["", "yes", "no", "unsure"]),
        consent=st.sampled_from(Consent),
    ),
    cared_by=some(("school", "employer", "school-employer", "parent", "university"), 1),
    platform=st.sampled_from(["", "platform.snapchat", "uk.three", "uk.999", "uk.rph", "no.such"]),
    has=st.sets(st.sampled_from(FACTS), max_size=3).map(frozenset),
    text=st.one_of(st.just(""), st.text(max_size=60), st.just("I am gay and my teacher knows")),
)


def told_ages(told: Situation) -> set[AgeBand]:
    return {*told.ages, told.helping.age} - {AgeBand.UNKNOWN}


def is_child(told: Situation) -> bool:
    return "child" in told.audiences or any(age.is_child for age in told_ages(told))


def is_grown_up(told: Situation) -> bool:
    return told_ages(told) == {AgeBand.ADULT} and "child" not in told.audiences


def in_danger(told: Situation) -> bool:
    sure = {"U1", "U2", "U3"}
    return "danger" in told.has or any(
        sign.level == "A" or (sign.rule in sure and not sign.level) for sign in told.signs
    )


@given(SITUATIONS)
def test_danger_comes_first_with_the_number_of_the_place(told: Situation) -> None:
    plan = route(told, book(), TODAY)
    uk = told.place in ("ENG", "WLS", "SCT", "NIR", "GB", "GB-ENG")
    if in_danger(told):
        assert plan.steps[0].id == ("uk.999" if uk else "act.emergency-number")


@given(SITUATIONS)
def test_a_person_to_talk_to_is_always_there(told: Situation) -> None:
    plan = route(told, book(), TODAY)
    humans = {step.id for step in plan.steps if step.has_human}
    helplines = {body.slug for body in shipped().bodies() if body.kind in ("helpline", "charity")}
    assert humans & (helplines | {"act.local-helpline"})


@given(SITUATIONS)
def test_no_service_for_adults_is_named_to_a_child_or_before_the_age_is_known(
    told: Situation,
) -> None:
    steps = ids(route(told, book(), TODAY))
    unsure = not told_ages(told) and not set(told.audiences) & {
        "adult",
        "older_person",
        "employee",
        "employer",
    }
    if is_child(told) or unsure or "picture-under-18" in told.has:
        assert not {"int.stopncii", "uk.rph"} & set(steps)


@given(SITUATIONS)
def test_no_service_for_children_is_named_to_an_adult(told: Situation) -> None:
    steps = ids(route(told, book(), TODAY))
    if is_grown_up(told):
        assert "uk.reportremove" not in steps
        assert "int.takeitdown" not in steps or "picture-under-18" in told.has


@given(SITUATIONS)
def test_nobody_is_named_outside_their_place(told: Situation) -> None:
    steps = ids(route(told, book(), TODAY))
    if told.place == "SCT":
        assert not {"uk.reportfraud", "uk.truevision", "eng.ndah", "nir.lra"} & set(steps)
    if told.place == "NIR":
        assert not {"gb.acas", "gb.hse", "gb.eass", "gb.nhs111"} & set(steps)
    if told.place in ("FR", "US-CA"):
        assert [
            step for step in steps if step.split(".")[0] not in ("act", "int", "any", "platform")
        ] == []
    if told.place in ("", "ZZ", "INT", "Narnia", "\u202e"):
        assert not {"uk.999", "uk.police.101", "uk.reportfraud", "uk.bank159", "gb.acas"} & set(
            steps
        )


@given(SITUATIONS)
def test_ceop_gets_neither_bullying_nor_false_nor_broken_accounts(told: Situation) -> None:
    steps = ids(route(told, book(), TODAY))
    only = {"bullying", "impersonation", "hacking", "workplace_bullying", "gaming_abuse"}
    if set(told.kinds) <= only and not {"U3", "U12"} & {sign.rule for sign in told.signs}:
        assert "uk.ceop" not in steps


@given(SITUATIONS)
def test_ofcom_and_a_single_workers_hse_are_never_named(told: Situation) -> None:
    steps = ids(route(told, book(), TODAY))
    assert "uk.ofcom" not in steps
    assert "gb.hse" not in steps or "several-workers" in told.has


@given(SITUATIONS)
def test_report_harmful_content_waits_for_the_service_and_is_not_for_the_youngest(
    told: Situation,
) -> None:
    steps = ids(route(told, book(), TODAY))
    if not told.has & {"platform-answered", "week-passed"}:
        assert "uk.rhc" not in steps
    if AgeBand.UNDER_13 in told_ages(told) and told.audiences == ("child",):
        assert "uk.rhc" not in steps


@given(SITUATIONS)
def test_no_unseen_number_stands_among_the_first_three(told: Situation) -> None:
    plan = route(told, book(), TODAY)
    for step in first_three(plan):
        body = book().bodies.get(step.id)
        assert body is None or body_can_lead(body)
        assert "check first" not in step.contact


@given(SITUATIONS)
def test_whoever_is_refused_is_not_among_the_steps_and_no_step_stands_twice(
    told: Situation,
) -> None:
    plan = route(told, book(), TODAY)
    assert not set(refused(plan)) & set(ids(plan))
    assert len(set(ids(plan))) == len(plan.steps)
    assert [step.order for step in plan.steps] == list(range(1, len(plan.steps) + 1))


@given(SITUATIONS)
def test_a_no_holds_back_what_tells_others_unless_somebody_is_in_danger(told: Situation) -> None:
    plan = route(told, book(), TODAY)
    helps = told.helping.consent is Consent.REFUSED
    excused = in_danger(told) or is_child(told) or told.helping.protects_self == "no"
    excused = excused or any(sign.rule == "U17" for sign in told.signs)
    caring = bool(set(told.audiences) & {"parent_carer", "school"}) or told.helping.role in (
        HelperRole.PARENT, HelperRole.TEACHER
    )  # fmt: skip
    raised = len(told.signs) > 1  # one sign may raise another to danger
    if helps and not excused and not caring and not raised:
        assert not {"uk.police.101", "act.platform", "uk.role.employer", "uk.ceop"} & set(ids(plan))
        assert "act.respect-no" in ids(plan)


@given(SITUATIONS, st.text(min_size=8, max_size=40))
def test_nothing_that_was_said_comes_back_in_a_plan(told: Situation, words: str) -> None:
    marked = f"07700 900123 https://evil.example.net/{words}"
    plan = route(Situation(place=told.place, kinds=told.kinds, text=marked), book(), TODAY)
    shown = json.dumps(as_json(plan))
    assert "07700 900123" not in shown
    assert "evil.example.net" not in shown


@given(SITUATIONS)
def test_the_same_situation_gives_the_same_plan(told: Situation) -> None:
    assert route(told, book(), TODAY) == route(told, book(), TODAY)


# --- the words ----------------------------------------------------------------------------------


def words_of(topic: Routes) -> str:
    said = [act_words for act in topic.acts for act_words in (f"{act.name}.", act.does)]
    said += [words for rule in topic.steps for words in (rule.why, rule.when, rule.happens)]
    said += [rule.why for rule in topic.refusals]
    said += [words for rule in topic.questions for words in (rule.text, rule.why)]
    return "\n".join(filter(None, said))


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.slug)
def test_the_words_can_be_read_at_ten_to_eleven(topic: Routes) -> None:
    text = words_of(topic)
    assert measure(text).flesch_kincaid <= HARDEST_GRADE
    assert [each for each in sentences_of(text) if word_count(each) > LONGEST_SENTENCE] == []


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.slug)
def test_the_words_accuse_nobody_promise_nothing_and_are_british(topic: Routes) -> None:
    text = words_of(topic)
    assert banned_in(text) == []
    assert american_in(text) == []
    assert [each for each in ACCUSING if f" {each} " in f" {text.lower()} "] == []


def test_every_act_that_is_explained_is_used() -> None:
    used = {rule.step for topic in TOPICS for rule in topic.steps}
    assert [act.step for topic in TOPICS for act in topic.acts if act.step not in used] == []


def test_the_page_in_the_docs_is_that_of_the_records() -> None:
    page = (ROOT / "docs/reference/routes.md").read_text(encoding="utf-8")
    assert page == routes_page(TOPICS), "run: python -m upstander.directory.routes_page"
