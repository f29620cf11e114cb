"""The record of a body refuses what would send somebody the wrong way."""

from __future__ import annotations

import pytest

from upstander.directory.body import Body
from upstander.directory.body_old import OldBody
from upstander.directory.read import parse_record
from upstander.directory.shelf import shipped
from upstander.model.errors import DirectoryError

HEAD = """\
slug = "no.line"
name = "Line"
jurisdictions = ["NO"]
verified_on = 2026-11-22
review_by = 2027-02-22
quality = "imported"
kind = "helpline"
audiences = ["*"]
directory_kinds = ["distress"]
does = "Someone to listen."
"""
HOURS = """\
hours = "Mornings"
hours_quality = "imported"
zone = "Europe/Oslo"
"""
CONTACT = """
[[contacts]]
way = "phone"
value = "116 123"
quality = "imported"
"""
OPEN = """
[[open]]
days = ["mon"]
from = 08:00:00
to = 12:00:00
"""
SOURCE = """
[[sources]]
title = "Line"
address = "https://line.example.org/"
"""


def read(text: str) -> Body:
    return parse_record(text, Body, name="no.line.toml")


def test_reads_hours_by_the_clock_of_the_body() -> None:
    body = read(HEAD + HOURS + CONTACT + OPEN + SOURCE)
    assert body.zone == "Europe/Oslo"
    assert (body.open[0].opens.hour, body.open[0].closes.hour) == (8, 12)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (HEAD + SOURCE, "contacts, or words"),
        (HEAD + CONTACT, "without sources"),
        (HEAD + HOURS.replace("imported", "unconfirmed") + CONTACT + OPEN + SOURCE, "were seen"),
        (HEAD + HOURS.replace("Europe/Oslo", "Mars/Base") + CONTACT + OPEN + SOURCE, "time zone"),
        (HEAD + 'found_by = "person"\n' + CONTACT + SOURCE, "go together"),
        (HEAD + 'unconfirmed = ["does", "does"]\n' + CONTACT + SOURCE, "once"),
        (HEAD + 'unconfirmed = ["name"]\n' + CONTACT + SOURCE, "unconfirmed"),
        (HEAD.replace('["*"]', '["grown-up"]') + CONTACT + SOURCE, "audiences"),
        (HEAD.replace('"helpline"', '"hot line"') + CONTACT + SOURCE, "kind"),
        (HEAD.replace('"no.line"', '"line"') + CONTACT + SOURCE, "slug"),
        (HEAD.replace('"no.line"', '"no.../line"') + CONTACT + SOURCE, "slug"),
    ],
)
def test_refuses_a_body_and_says_why(text: str, said: str) -> None:
    with pytest.raises(DirectoryError, match=said):
        read(text)


def test_a_body_that_is_from_memory_needs_no_source() -> None:
    weak = HEAD.replace('"imported"', '"unconfirmed"') + CONTACT
    assert read(weak).sources == ()


def test_a_body_may_serve_the_whole_world() -> None:
    assert "INT" in shipped().body("platform.whatsapp").jurisdictions
    assert shipped().body("platform.whatsapp") in shipped().bodies_for("FR")


def test_an_old_name_without_an_heir_is_refused() -> None:
    text = HEAD[: HEAD.index("kind =")].replace("no.line", "old-line")
    text += 'change = "closed"\nreason = "It closed."\nheirs = []\n' + SOURCE
    with pytest.raises(DirectoryError, match="heirs"):
        parse_record(text, OldBody, name="old-line.toml")
