"""The words of each sort of lead: filled in once, and fit for a person to read."""

from __future__ import annotations

from pathlib import Path

import pytest

from upstander.directory.lead_kinds import LeadKind, lead_kind, read_lead_kinds
from upstander.directory.shelf import shipped
from upstander.model.errors import DirectoryError
from upstander.model.lead import Span, Strength

KINDS = tuple(read_lead_kinds()[0].values())
SPAN = Span("a.eml", 3, 9)
NOT_SAID = ("offender", "guarantee", "proof", "certified", "low risk", "should have", "criminal")


def test_a_lead_says_who_holds_the_answer_and_what_to_give() -> None:
    lead = lead_kind("mail-handover").lead("203.0.113.77", strength=Strength.PROVEN, span=SPAN)

    assert lead.holder == "the network that holds 203.0.113.77"
    assert "203.0.113.77" in lead.give
    assert (lead.kind, lead.value, lead.span) == ("mail-handover", "203.0.113.77", SPAN)


def test_what_stands_in_a_value_is_never_filled_in_again() -> None:
    lead = lead_kind("reply-address").lead(
        "{host}@{value}", strength=Strength.CLAIMED, span=SPAN, host="{value}.example.org"
    )

    assert lead.holder == "the mailbox provider of {value}.example.org"
    assert lead.give.startswith("{host}@{value}, ")


def test_limits_of_the_one_lead_stand_before_those_of_its_sort() -> None:
    lead = lead_kind("ip").lead(
        "192.0.2.9", strength=Strength.CLAIMED, span=SPAN, notes=("It has no outside holder.",)
    )

    assert lead.notes[0] == "It has no outside holder."
    assert len(lead.notes) > 1


def test_an_unknown_sort_is_a_calm_error() -> None:
    with pytest.raises(DirectoryError, match="no good record of the lead 'x'"):
        lead_kind("x")
    with pytest.raises(DirectoryError, match="no good record of the lead 'x'"):
        shipped().lead_kind("x")


def test_a_refused_record_keeps_its_last_good_version(tmp_path: Path) -> None:
    (tmp_path / "lead-kinds").mkdir()
    (tmp_path / "lead-kinds" / "ip.toml").write_text('slug = "ip"\n')

    kinds, problems = read_lead_kinds(tmp_path, last_good={"ip": lead_kind("ip")})

    assert kinds["ip"] == lead_kind("ip")
    assert "ip.toml" in problems[0].detail


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.slug)
def test_the_words_promise_nothing_and_accuse_nobody(kind: LeadKind) -> None:
    words = " ".join((kind.holder, kind.ask, kind.give, kind.by, kind.why, *kind.notes)).lower()

    assert not [each for each in NOT_SAID if each in words]
    assert "{" not in words.replace("{value}", "").replace("{host}", "")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.slug)
def test_sentences_are_short(kind: LeadKind) -> None:
    for text in (kind.ask, kind.by, kind.why, *kind.notes):
        for sentence in text.split(". "):
            assert len(sentence.split()) <= 25, sentence
