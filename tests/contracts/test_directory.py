"""Promises of every shipped record: checked, dated, in step with its schema and its copies."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from upstander.cli.plain_card import CARD
from upstander.directory.inspect import all_checks, inspect_directory
from upstander.directory.records import Record
from upstander.directory.schemas import KINDS, schema_text
from upstander.directory.shelf import shipped
from upstander.learn import fallback
from upstander.learn.blocks import as_lines
from upstander.learn.emergency import emergency_card
from upstander.learn.guidance import guidance, guidance_slugs

ROOT = Path(__file__).resolve().parents[2]
RECORDS = (*shipped().bodies(), shipped().emergency("GB"), shipped().emergency(None))
WANTED = (
    "emergency-card",
    "stop-card",
    "describe-only",
    "shared-device",
    "traces",
    "deletion-guide",
    "wipe",
    "recovery-code",
    "paper-key",
    "pack-download",
    "what-a-pack-does-not-show",
    "block-or-mute",
    "dont-reply",
    "about",
    "private-note",
    "witness",
    "opinion-and-fact",
    "date-order",
    "time-zone",
    "who-is-you",
    "idle-lock",
    "screenshot-tips",
    "tell-someone",
)


def test_every_record_passes_every_meaning_check() -> None:
    assert inspect_directory() == ()


def test_no_record_was_refused_when_the_program_started() -> None:
    assert shipped().problems == ()


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.slug)
def test_no_record_claims_to_be_tested_while_nobody_rang(record: Record) -> None:
    assert record.quality in {"imported", "unconfirmed"}


@pytest.mark.parametrize("name", sorted(KINDS))
def test_the_schema_in_the_docs_is_the_schema_of_the_code(name: str) -> None:
    kept = ROOT / "docs" / "reference" / "schemas" / f"{name}.json"
    assert kept.read_text(encoding="utf-8") == schema_text(name), (
        "run: python -m upstander.directory.schemas"
    )


@pytest.mark.parametrize("slug", WANTED)
def test_every_promised_page_is_there(slug: str) -> None:
    assert guidance(slug).blocks


def test_every_page_is_reached_from_the_about_page() -> None:
    """Every screen links to "about"; nobody has to guess an address."""
    reached, waiting = set[str](), ["about"]
    while waiting:
        slug = waiting.pop()
        reached.add(slug)
        waiting += [each for each, _title in guidance(slug).related if each not in reached]
    assert set(guidance_slugs()) - reached == set()


@pytest.mark.parametrize("slug", guidance_slugs())
def test_a_page_names_no_number_but_the_emergency_ones(slug: str) -> None:
    """Other numbers come from the records under the page, with their own dates."""
    text = "\n".join(as_lines(guidance(slug).blocks))
    numbers = set(re.findall(r"(?<![\d/])\d{3,}(?![\d/])", text))
    assert numbers <= {"999", "112", "101", "18000"}


def test_the_help_file_says_what_the_card_says() -> None:
    assert fallback.HELP_TEXT.read_text(encoding="utf-8") == fallback.help_text()


def test_the_failure_page_says_what_the_card_says() -> None:
    assert fallback.FAILURE_PAGE.read_text(encoding="utf-8") == fallback.failure_page()


def test_the_failure_page_needs_nothing_and_names_nothing_of_ours() -> None:
    page = fallback.FAILURE_PAGE.read_text(encoding="utf-8")
    assert not re.findall(r"<script|<img|<link|src=|@import|url\(|\{[{%]|https?://", page)
    assert "<title>Page</title>" in page
    assert "upstander" not in page.lower()


def test_the_failure_page_carries_every_fact_of_the_card() -> None:
    page = fallback.FAILURE_PAGE.read_text(encoding="utf-8")
    card = emergency_card(None, shipped().emergency(None).verified_on)
    facts = [card.lead, *card.say, *(way.text for way in card.other_ways), card.tells_nobody]
    assert [fact for fact in facts if fact not in page] == []


def test_the_card_built_into_the_shell_says_the_same() -> None:
    card = emergency_card(None, shipped().emergency(None).verified_on)
    numbered = [f"{at}. {line}" for at, line in enumerate(card.say, 1)]
    facts = [card.lead, *numbered, card.not_urgent, card.tells_nobody, "call 18000"]
    assert [fact for fact in facts if fact not in CARD] == []
    assert "press 55" in CARD


def test_the_two_cards_agree_where_they_speak_of_the_uk() -> None:
    here, anywhere = shipped().emergency("GB"), shipped().emergency(None)
    ways = {way.slug: way.text for way in anywhere.other_ways}
    shared = [way for way in here.other_ways if way.slug in ways]
    assert [way.text for way in shared] == [ways[way.slug] for way in shared]
    assert len(shared) == 4


DOCS = sorted(path for path in (ROOT / "docs").rglob("*.md") if ".tmp." not in path.name)


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.stem)
def test_every_link_in_the_docs_leads_somewhere(path: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_the_reference_names_every_check() -> None:
    page = (ROOT / "docs" / "reference" / "directory.md").read_text(encoding="utf-8")
    assert [check.slug for check in all_checks() if f"`{check.slug}`" not in page] == []
