"""Names of accounts are leads; names of people, words and times are not."""

from __future__ import annotations

import pytest

from upstander.trace.leads.find import text_leads


def handles(text: str) -> list[str]:
    return [lead.value for lead in text_leads(text, source="m1") if lead.kind == "handle"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("add @mean.girl_07 now", "@mean.girl_07"),
        ("profile mr.okoro.real_, 46 followers", "mr.okoro.real_"),
        ("my snap is vex31_x", "vex31_x"),
        ("Discord: Vex#1234", "Vex#1234"),
        ("user truthwave88 said", "truthwave88"),
        ("[20:15] Vex_31: hi", "Vex_31"),
    ],
)
def test_finds_the_name_of_an_account_as_written(text: str, value: str) -> None:
    assert handles(text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "Kieran in 10C was laughing",
        "[20:16] Mum: tea is ready",
        "@everyone come and see",
        "see you @ 3pm",
        "the account is closed",
        "IMG_2026.jpg and MAX_VALUE",
        "write to tara@example.org",
        "for i in __init__ do",
    ],
)
def test_a_name_a_word_or_a_file_is_no_account(text: str) -> None:
    assert handles(text) == []


def test_the_service_beside_a_name_holds_the_answer() -> None:
    [lead] = text_leads("she is @mean.girl_07 on insta", source="m1")

    assert lead.holder == "Instagram (Meta)"


def test_a_name_alone_says_that_nothing_tells_the_service() -> None:
    [lead] = text_leads("@mean.girl_07", source="m1")

    assert any("Nothing beside it says on which service." in note for note in lead.notes)


def test_a_name_is_said_to_be_an_account_and_no_person() -> None:
    [lead] = text_leads("@mean.girl_07", source="m1")

    assert any(note.startswith("It is an account, not a person.") for note in lead.notes)


@pytest.mark.parametrize(
    ("text", "value"),
    [("STEAM_0:1:12345", "STEAM_0:1:12345"), ("discord id 80351110224678912", "80351110224678912")],
)
def test_a_fixed_number_of_an_account_is_a_lead(text: str, value: str) -> None:
    [lead] = text_leads(text, source="m1")

    assert (lead.kind, lead.value) == ("profile-id", value)
