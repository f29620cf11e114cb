"""A kind leads to the same steps in the same order, told in a case or given to ``route``."""

from __future__ import annotations

import argparse
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.support.routing import TODAY, book
from upstander.application.plan_case import situation_of
from upstander.application.told_words import told_in
from upstander.cli.commands.route import PLUGIN
from upstander.cli.routing import situation_of as told_by
from upstander.directory.shelf import shipped
from upstander.model.evidence import Case
from upstander.model.ids import CaseId
from upstander.model.report import AgeBand, HelperRole, Helping, Told
from upstander.report.routing.plan import RoutePlan
from upstander.report.routing.router import route

TAXONOMY = shipped().taxonomy
PLACES = ("GB-ENG", "GB-SCT", "FR", "")
SLUGS = tuple(dict.fromkeys((*TAXONOMY.directory_kinds, *TAXONOMY.kinds, *TAXONOMY.labels)))


def by_route(*line: str) -> RoutePlan:
    """The plan of a line as it is typed behind ``upstander route``."""
    parser = argparse.ArgumentParser()
    PLUGIN.arguments(parser)
    told, _ = told_by(parser.parse_args(line))
    return route(told, book(), TODAY)


def by_case(told: Told, labels: tuple[str, ...] = ()) -> RoutePlan:
    """The plan of a case without a title, for what was told of it."""
    case = Case(CaseId("c"), "", datetime(2026, 11, 26, tzinfo=UTC), told=told)
    return route(situation_of(case, (), labels, today=TODAY), book(), TODAY)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("kind", SLUGS)
def test_every_slug_gives_one_plan_in_every_place(kind: str, place: str) -> None:
    told = Told(kinds=(kind,), place=place)

    assert by_case(told) == by_route("--kind", kind, "--place", place)


@pytest.mark.parametrize("kind", SLUGS)
def test_what_a_file_tells_is_planned_by_the_word_it_tells(kind: str) -> None:
    told, _ = told_in({"kinds": [kind], "place": "ENG"}, Told())

    assert by_case(told).steps == by_route("--kind", kind, "--place", "ENG").steps


@pytest.mark.parametrize("slug", TAXONOMY.kinds)
def test_every_number_name_and_phrase_of_a_kind_gives_one_plan(slug: str) -> None:
    kind = TAXONOMY.kinds[slug]
    names = (kind.number or slug, kind.name, *kind.synonyms)

    told = {name: by_case(Told(kinds=(name,), place="GB-ENG")) for name in names}

    routed = {name: by_route("--kind", name, "--place", "ENG") for name in names}
    assert [name for name in names if told[name] != routed[name]] == []


@pytest.mark.parametrize("kind", SLUGS)
def test_a_child_and_a_helper_get_one_plan_both_ways(kind: str) -> None:
    teen = Helping(age=AgeBand.TEEN)
    parent = Helping(role=HelperRole.PARENT, age=AgeBand.TEEN)
    line = ("--kind", kind, "--place", "ENG", "--age", "14", "--platform", "platform.snapchat")
    facts = {"kinds": (kind,), "place": "GB-ENG", "platform": "platform.snapchat"}

    of_child = by_case(Told(helping=teen, **facts))  # type: ignore[arg-type]  # words, and a tuple
    of_parent = by_case(Told(helping=parent, **facts))  # type: ignore[arg-type]  # the same

    assert of_child == by_route(*line, "--audience", "child", "--audience", "young_person")
    assert of_parent == by_route(*line, "--role", "parent")


@pytest.mark.parametrize("kind", SLUGS)
@pytest.mark.parametrize("said", ["they took my money", "they hacked my email", "i am 14"])
def test_a_sentence_beside_the_kind_counts_alike(kind: str, said: str) -> None:
    told = Told(kinds=(kind,), what_happened=said)

    assert by_case(told) == by_route("--kind", kind, "--text", said)


@pytest.mark.parametrize("said", ["they hacked my email", "a man posted my nudes", "i am gay"])
def test_a_sentence_alone_counts_alike(said: str) -> None:
    assert by_case(Told(what_happened=said)) == by_route("--text", said)


def test_an_own_age_in_the_sentence_counts_beside_the_one_that_was_told_both_ways() -> None:
    told = Told(
        kinds=("image-abuse",),
        helping=Helping(age=AgeBand.ADULT),
        what_happened="i am 14, they have my nudes",
    )
    line = ("--kind", "image-abuse", "--age", "adult", "--audience", "adult")

    plan = by_case(told)

    assert plan == by_route(*line, "--text", told.what_happened)
    assert "int.stopncii" not in [step.id for step in plan.steps]


def test_the_age_of_somebodys_child_does_not_replace_the_one_that_was_told() -> None:
    told = Told(
        kinds=("harassment",),
        helping=Helping(age=AgeBand.ADULT),
        what_happened="my daughter is 14 and she heard it",
    )
    line = ("--kind", "harassment", "--age", "adult", "--audience", "adult")

    assert by_case(told) == by_route(*line, "--text", told.what_happened)
    assert by_case(told) == by_case(replace(told, what_happened=""))


@pytest.mark.parametrize("first", SLUGS)
def test_two_kinds_at_once_give_one_plan(first: str) -> None:
    told = Told(kinds=(first, "threats"), place="GB-ENG")

    assert by_case(told) == by_route("--kind", first, "--kind", "threats", "--place", "ENG")


@pytest.mark.parametrize("label", TAXONOMY.labels)
def test_what_was_noticed_steers_as_the_same_word_that_is_told(label: str) -> None:
    assert by_case(Told(place="GB-ENG"), (label,)).steps == (
        by_route("--kind", label, "--place", "ENG").steps
    )


def test_hate_that_is_told_is_not_planned_as_bullying() -> None:
    steps = [step.id for step in by_case(Told(kinds=("hate",), place="GB-ENG")).steps]

    assert "uk.truevision" in steps


def test_spying_and_breaking_in_keeps_the_steps_for_both() -> None:
    steps = {step.id for step in by_route("--kind", "espionage", "--place", "ENG").steps}

    assert {"act.safe-device", "act.secure-accounts", "uk.cyberhelpline"} <= steps
