"""Numbers as written, with what they cannot tell said each time."""

from __future__ import annotations

import pytest

from upstander.model.lead import Lead, Strength
from upstander.trace.leads.find import sender_lead, text_leads


def only(text: str) -> Lead:
    [lead] = text_leads(text, source="m1")
    return lead


@pytest.mark.parametrize(
    ("text", "value", "plain"),
    [
        ("mob 07700 900122, boy", "07700 900122", "+447700900122"),
        ("ring 020 7946 0991.", "020 7946 0991", "+442079460991"),
        ("+44 (0)7700 900122", "+44 (0)7700 900122", "+447700900122"),
        ("call (020) 7946-0991 now", "(020) 7946-0991", "+442079460991"),
    ],
)
def test_a_number_kept_for_drama_is_a_lead_as_written(text: str, value: str, plain: str) -> None:
    lead = only(text)

    assert (lead.kind, lead.value, lead.plain) == ("phone", value, plain)
    assert any("kept for films and examples" in note for note in lead.notes)


def test_every_number_says_that_a_shown_number_can_be_false() -> None:
    notes = only("call 07911 123456").notes

    assert any("The number that a phone shows can be false." in note for note in notes)


def test_the_first_holder_of_a_range_is_not_called_the_company_of_today() -> None:
    lead = only("call 07911 123456")

    assert "JT" not in lead.holder
    assert any(
        note.startswith("The range of this number was first given to JT. Numbers can move")
        for note in lead.notes
    )


def test_a_number_in_words_is_worked_out() -> None:
    lead = only("oh seven seven double oh nine oh oh one two two")

    assert (lead.plain, lead.strength) == ("+447700900122", Strength.INFERRED)
    assert "It was written in words." in lead.notes


def test_a_number_of_our_directory_is_named_as_such() -> None:
    lead = only("or call 0300 123 2040")

    assert any("Our directory has this number as Report Fraud" in note for note in lead.notes)


@pytest.mark.parametrize(
    "text", ["on 17/11/2026 10:02", "ISBN 978-0-306-40615-7", "it cost 4,349.99", "v1.2.3.4"]
)
def test_other_figures_are_no_number(text: str) -> None:
    assert text_leads(text, source="m1") == ()


@pytest.mark.parametrize("shown", ["withheld", "Private number", "No Caller ID", "UNKNOWN"])
def test_a_hidden_number_is_counted_and_cannot_be_used_to_find_who(shown: str) -> None:
    lead = sender_lead(shown, source="m1")

    assert lead is not None
    assert (lead.kind, lead.value) == ("withheld-number", shown)
    assert any("cannot be used to find who" in note for note in lead.notes)


def test_a_word_in_place_of_a_number_cannot_be_used_to_find_who() -> None:
    lead = sender_lead("HSBC", source="m1", is_text=True)

    assert lead is not None
    assert any("cannot be used to find who" in note for note in lead.notes)


def test_the_name_of_a_contact_is_no_lead() -> None:
    assert sender_lead("My Bank", source="m1") is None


def test_a_shown_number_says_that_the_phone_showed_it() -> None:
    lead = sender_lead("020 7946 0991", source="m1")

    assert lead is not None
    assert lead.notes[0].startswith("It is what your phone showed.")
