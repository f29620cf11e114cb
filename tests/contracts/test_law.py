"""Promises of every provision: plain words, nobody accused, in step with the reference page."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.contracts.reading_age import (
    HARDEST_GRADE,
    LONGEST_SENTENCE,
    american_in,
    banned_in,
    measure,
    sentences_of,
    word_count,
)
from upstander.directory.law import Provision
from upstander.directory.law_page import law_page
from upstander.directory.shelf import shipped

ROOT = Path(__file__).resolve().parents[2]
LAW = shipped().law()


def words_of(provision: Provision) -> str:
    fields = (provision.in_force_note, provision.time_limit, *provision.notes)
    return " ".join((*provision.elements, *fields))


@pytest.mark.parametrize("provision", LAW, ids=lambda each: each.slug)
def test_law_is_asked_about_in_plain_words(provision: Provision) -> None:
    text = words_of(provision)
    assert banned_in(text) == [] and american_in(text) == []
    longest = max(word_count(each) for each in sentences_of(text))
    assert longest <= LONGEST_SENTENCE, text


def test_all_law_together_can_be_read_at_ten() -> None:
    whole = measure(" ".join(" ".join(each.elements) for each in LAW))
    assert max(whole.flesch_kincaid, whole.ari) <= HARDEST_GRADE


def test_the_reference_page_is_made_from_the_records() -> None:
    kept = (ROOT / "docs" / "reference" / "law.md").read_text(encoding="utf-8")
    assert kept == law_page(LAW), "run: python -m upstander.directory.law_page"
