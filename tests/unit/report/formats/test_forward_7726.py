"""Only the phone's own texts and real numbers go to 7726, and nothing of the person's own."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from upstander.model.report import CallRecord, Contact, Document, Incident, ReportFacts
from upstander.report._interface import Asked
from upstander.report.as_text import plain_text
from upstander.report.formats.forward_7726 import PLUGIN
from upstander.report.texts import LIKELY_TEXT

NOW = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)
SCAM = "Your parcel waits. Pay 2.99 at parcel-fee.example to get it."
TEXT = Incident("26 Nov", SCAM, account="07700 900777", where="SMS", level="C")
CALL = CallRecord("26 Nov", "020 7946 0991", "in", 60)
OWN = ReportFacts(
    own_number="07700 900111",
    address="3 Chapel Row, York YO1 7AA",
    reporter=Contact(name="Ruth Carter", phone="07700 900321"),
    own_accounts=("ruth",),
)


def sheet(**changes: object) -> Document:
    """The sheet for somebody whose own things are told, with these texts and calls."""
    return PLUGIN.write(replace(OWN, **changes), Asked(now=NOW))  # type: ignore[arg-type]


def test_a_text_stands_there_with_the_number_that_sent_it() -> None:
    said = plain_text(sheet(incidents=(TEXT,)))

    assert "parcel-fee.example" in said.replace("\n> ", " ")
    assert said.index("Text 1") < said.index("07700 900777")


@pytest.mark.parametrize("where", ["sms", "SMS", "MMS", "Text message"])
def test_every_sort_of_phone_text_is_taken(where: str) -> None:
    assert "Text 1" in plain_text(sheet(incidents=(replace(TEXT, where=where),)))


@pytest.mark.parametrize("where", ["WhatsApp", "e-mail", "Snapchat", "phone", "table", ""])
def test_what_no_phone_network_carried_as_a_text_is_not_to_be_forwarded(where: str) -> None:
    made = sheet(incidents=(replace(TEXT, where=where),))

    assert plain_text(made).strip() == "There is no text and no call to send yet."
    assert "The text as it came, or the number that called." in made.missing


def test_a_text_that_is_only_likely_one_is_there_with_a_word_to_look_first() -> None:
    said = plain_text(sheet(incidents=(replace(TEXT, where=LIKELY_TEXT),)))

    assert "Text 1" in said and "Look on your phone first." in said.replace("\n", " ")
    assert "Look on your phone" not in plain_text(sheet(incidents=(TEXT,)))


def test_a_text_of_danger_goes_to_the_police_and_is_not_quoted() -> None:
    made = sheet(incidents=(replace(TEXT, what="I will kill you tonight", level="A"),))

    assert "kill" not in plain_text(made)
    assert any("police" in each for each in made.missing)


def test_own_words_address_and_numbers_are_never_in_it() -> None:
    told = f"{SCAM} You live at 3 Chapel Row, York YO1 7AA, Ruth Carter, 07700 900321."
    mine = replace(TEXT, what="Please stop", account="07700900321")
    other = replace(TEXT, what="Stop it", account="ruth")
    calls = (replace(CALL, number="+44 7700 900111"), CALL)

    said = plain_text(sheet(incidents=(replace(TEXT, what=told), mine, other), calls=calls))

    assert "parcel-fee" in said and "CALL 020 7946 0991" in said
    for own in ("Chapel", "YO1", "Ruth", "900321", "900111", "top it", "Please stop"):
        assert own not in said, own


@pytest.mark.parametrize(
    "number", ["Private number", "Number withheld", "Hidden", "No number", "-", "", "-1", "Gran"]
)
def test_a_caller_without_a_number_is_no_call_to_send(number: str) -> None:
    assert "CALL" not in plain_text(sheet(calls=(replace(CALL, number=number),)))


def test_each_number_is_sent_once_and_calls_made_from_here_are_not() -> None:
    said = plain_text(
        sheet(calls=(CALL, CALL, replace(CALL, number="07700 900888", direction="out")))
    )

    assert said.count("CALL") == 1 and "900888" not in said


def test_a_text_from_a_name_asks_for_the_number_that_the_phone_shows() -> None:
    made = sheet(incidents=(replace(TEXT, account="Parcel Desk"),))

    assert "the number that your phone shows" in plain_text(made)
    assert any("number that sent the text" in each for each in made.missing)
