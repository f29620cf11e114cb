"""The records of the router: strict, refused whole, and every id in them leads somewhere."""

from __future__ import annotations

from typing import Any

import pytest

from upstander.directory.checks._interface import Known, Located
from upstander.directory.checks.routes_lead_somewhere import PLUGIN
from upstander.directory.read import parse_record
from upstander.directory.routes import Routes
from upstander.directory.shelf import shipped
from upstander.model.errors import DirectoryError

HEAD = """
slug = "example"
name = "An example"
jurisdictions = ["GB"]
verified_on = 2026-11-22
review_by = 2027-02-22
quality = "imported"
"""
SOURCE = """
[[sources]]
title = "Example"
address = "https://example.org/"
"""
STEP = """
[[steps]]
step = "{step}"
phase = "helpline"
why = "Someone to talk to."
when = "Any time."
either = [{{ {asked} }}]
"""


def topic(
    step: str = "uk.samaritans", asked: str = 'kinds = ["distress"]', more: str = ""
) -> Routes:
    text = HEAD + more + STEP.format(step=step, asked=asked) + SOURCE
    return parse_record(text, Routes, name="example.toml")


def problems(record: Routes) -> list[str]:
    records: Any = {
        "bodies": {body.slug: body for body in shipped().bodies()},
        "routes": {record.slug: record},
        "taxonomy": {"vocabulary": _vocabulary()},
    }
    slugs = {family: frozenset(each) for family, each in records.items()}
    return list(PLUGIN.problems(Located(record, record.slug), Known(slugs, records)))


def _vocabulary() -> Any:
    from upstander.directory.kinds import Vocabulary
    from upstander.directory.read import DATA, read_record

    return read_record(DATA / "taxonomy" / "vocabulary.toml", Vocabulary)


def test_a_step_that_leads_to_a_body_is_right() -> None:
    assert problems(topic()) == []


def test_a_slip_in_an_id_is_named() -> None:
    assert problems(topic("uk.samaritan")) == [
        "'uk.samaritan' is neither a body nor an explained act"
    ]


def test_an_act_has_to_be_explained() -> None:
    act = '[[acts]]\nstep = "act.breathe"\nname = "Breathe"\ndoes = "Breathe slowly."\n'
    assert problems(topic("act.breathe")) != []
    assert problems(topic("act.breathe", more=act)) == []
    assert (
        problems(topic("act.breathe", more=act + act)) == ["'act.breathe' is explained twice"] * 2
    )


def test_a_kind_that_is_no_word_of_the_directory_is_named() -> None:
    assert problems(topic(asked='kinds = ["bulying"]')) == ["'bulying' is no word of the directory"]


@pytest.mark.parametrize(
    "asked",
    ['colour = "red"', 'signs = ["U21"]', 'ages = ["old"]', 'has = ["fun"]', 'levels = ["F"]', ""],
)
def test_a_condition_that_means_nothing_refuses_the_whole_file(asked: str) -> None:
    with pytest.raises(DirectoryError, match=r"example\.toml, line"):
        topic(asked=asked)


def test_the_directory_keeps_the_topics_by_slug() -> None:
    slugs = [each.slug for each in shipped().routes()]
    assert slugs == sorted(slugs)
    assert {"danger", "money", "child", "wish"} <= set(slugs)
