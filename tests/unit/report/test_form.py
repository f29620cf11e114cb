"""What stands around a letter: who gets it, what is missing, what follows, what is not said."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.support.report_facts import NOW, case
from upstander.model.errors import NotFound
from upstander.model.report import (
    AgeBand,
    CallRecord,
    Consent,
    Document,
    DoneBefore,
    HelperRole,
    Helping,
    Incident,
    ReportFacts,
    SubjectAccount,
)
from upstander.report._interface import Asked
from upstander.report.as_text import plain_text
from upstander.report.blocks import heading
from upstander.report.cover import case_summary, seven_questions
from upstander.report.forms import GENERIC, form
from upstander.report.happened import in_short
from upstander.report.one_page import LINES, MORE, one_page

ASKED = Asked(now=NOW, receiver="Example Service")


def written(slug: str, facts: ReportFacts, asked: Asked = ASKED) -> Document:
    return form(slug).write(facts, asked)


def text(slug: str, facts: ReportFacts, asked: Asked = ASKED) -> str:
    return plain_text(written(slug, facts, asked))


@pytest.mark.parametrize("address", ["07700 900888", "+44 7700 900888", "help@example.com"])
def test_an_address_out_of_the_case_never_becomes_a_receiver(address: str) -> None:
    facts = ReportFacts(
        calls=(CallRecord("now", "07700 900888", "in"),),
        accounts=(SubjectAccount("Recovery", address="help@example.com"),),
    )

    assert written("generic-letter", facts, replace(ASKED, address=address)).to == ""


def test_an_address_of_the_directory_is_the_receiver() -> None:
    made = written("generic-letter", case("ellen"), replace(ASKED, address="desk@example.net"))

    assert made.to == "desk@example.net"


@pytest.mark.parametrize("large", [False, True])
def test_no_number_of_a_caller_stands_on_the_bank_sheet(large: bool) -> None:
    facts = replace(case("george"), what_happened="020 7946 0991 rang, then 07700900888.")

    made = written("bank-sheet", facts, replace(ASKED, large=large))

    said = plain_text(made) + made.files[0].data.decode()
    assert "7946" not in said and "900888" not in said
    assert plain_text(made).startswith("Ring the number on")


def test_a_witness_is_named_only_where_that_was_ticked() -> None:
    ticked = replace(ASKED, shares=frozenset({"witness"}))

    assert "Aaron Bell" not in text("police-report", case("maya"))
    assert "Aaron Bell" in text("police-report", case("maya"), ticked)


def test_an_opinion_goes_to_no_service_even_if_it_was_ticked() -> None:
    ticked = replace(ASKED, shares=frozenset({"opinion"}))

    assert "Kieran" not in text("platform-notice", case("okoro"), ticked)


def test_the_opinion_at_work_has_its_author_and_a_place_of_its_own() -> None:
    said = text("employer-grievance", case("okoro"))

    _, _, opinions = said.partition("Opinions: what people believe, not checked")
    assert "a colleague says" in opinions and "Kieran" in opinions


def test_a_complaint_takes_the_earlier_report_and_the_answer_along() -> None:
    facts = replace(case("okoro"), before=(DoneBefore("Shop", "1 May", answer="No.\u202e"),))
    asked = replace(ASKED, receiver="Shop", earlier="Ring 07700 900455")
    made = written("complaint-after-silence", facts, asked)

    files = {part.name: part.data.decode() for part in made.files}
    assert files["earlier-report.txt"] == "Ring [left out: phone]"
    assert files["answer-1.txt"].endswith("No.[U+202E]\n")


@pytest.mark.parametrize("place", ["", "DE", "nowhere"])
def test_no_british_law_is_named_where_the_place_is_not_british(place: str) -> None:
    said = text("school-letter", replace(case("priya"), place=place))

    assert "Act 2006" not in said


def test_a_law_that_nobody_confirmed_is_to_be_checked_and_not_in_the_letter() -> None:
    made = written("council-safeguarding", replace(case("priya"), place="GB-ENG"))

    assert "Children Act" not in plain_text(made)
    assert any("check first: Children Act 1989" in each for each in made.missing)


def test_a_refusal_is_said_before_anything_is_sent() -> None:
    facts = replace(case("george"), helping=Helping(HelperRole.FRIEND, consent=Consent.REFUSED))

    assert any(each.startswith("The person did not want a report.") for each in
               written("police-report", facts).missing)  # fmt: skip


def test_the_younger_age_counts_where_ages_contradict() -> None:
    helping = Helping(HelperRole.FRIEND, age=AgeBand.ADULT, other_ages=(AgeBand.TEEN,))

    assert "The person is a child." in text("council-safeguarding", ReportFacts(helping=helping))


def test_no_name_is_given_for_a_notice_about_abuse_of_a_child() -> None:
    said = text("platform-notice", replace(case("ellen"), kinds=("child-exploitation",)))

    assert "ellen@example.org" not in said
    assert "no name is needed" in said


def test_a_network_is_told_of_one_matter_only() -> None:
    mails = tuple(Incident("1 May", each, where="e-mail", message=each) for each in "ab")
    facts = ReportFacts(incidents=mails, platform="platform.whatsapp")

    made = written("isp-abuse-letter", facts)

    assert "Networks take one matter in one letter." in " ".join(made.missing)
    assert "A notice to it fits better." in " ".join(made.missing)


def test_a_preservation_request_asks_for_no_disclosure_and_gives_a_window() -> None:
    said = text("preservation-request", case("maya"))

    assert "No\ndisclosure is asked." in said or "No disclosure is asked." in said
    assert "- From: 2026-10-03 20:59:09Z (UTC)\n- To: 2026-10-05 18:15:10Z (UTC)" in said


def test_a_message_to_a_trusted_person_has_one_to_three_sentences() -> None:
    ticked = replace(ASKED, shares=frozenset({"what-happened"}))

    assert text("trusted-person", case("maya")).count(".") == 2
    said = " ".join(text("trusted-person", case("maya"), ticked).split())
    assert "My ex-partner writes to me again and again." in said
    assert "spare key" not in said


def test_the_general_letter_for_a_receiver_without_a_form_is_marked() -> None:
    assert form(GENERIC).write(ReportFacts(), ASKED).generic


def test_a_form_that_does_not_exist_is_not_found() -> None:
    with pytest.raises(NotFound):
        form("no-such-form")


def test_the_first_question_is_for_the_police_alone() -> None:
    police = [each.text for each in seven_questions(case("maya"), police=True)]
    others = [each.text for each in seven_questions(case("maya"), police=False)]

    assert police[0] == "1. Who is at risk, and where now?"
    assert others[0] == "1. What happened?"
    assert len([each for each in police if each[:1].isdigit() and each[1:2] == "."]) == 7


def test_a_case_is_summed_up_from_what_was_told_once() -> None:
    (listed,) = case_summary(case("george"))

    assert listed.items[0] == "Case: GW-2026-11-17"
    assert "1 exhibit kept" in listed.items


def test_a_case_is_summed_up_with_days_in_words_where_the_person_is() -> None:
    late = datetime(2026, 10, 4, 23, 30, tzinfo=UTC)
    facts = ReportFacts(incidents=(Incident("", "hi", utc=late),), zone="Europe/London")

    (listed,) = case_summary(facts)

    assert "First: 5 October 2026. Listed here: 1 incident." in listed.items


def test_an_unsure_time_is_never_given_in_utc() -> None:
    facts = ReportFacts(incidents=(Incident("03/04/26", "hi"),))

    assert "03/04/26 (UTC not known; time not sure)" in text("generic-letter", facts)


def test_what_does_not_fit_on_a_large_page_is_said() -> None:
    made = list(one_page(heading(f"Line {number}") for number in range(100)))

    assert made[-1].text == MORE
    assert len(made) <= LINES


def test_the_emergency_sheet_says_the_place_first() -> None:
    said = text("police-999", case("maya"))

    assert said.index("7 Mill Lane") < said.index("on my way to yours")
    assert said.startswith("In danger now? Call 999.")


FIRST = Incident("x", "One", utc=datetime(2026, 10, 3, 22, 30, tzinfo=UTC))
LAST = Incident("x", "Two", utc=datetime(2026, 10, 5, 12, 0, tzinfo=UTC))
UNTOLD = {
    "nothing": (ReportFacts(), "I want to report abuse by phone or internet."),
    "kinds": (ReportFacts(kinds=("stalking",)), "I want to report this: Stalking and control."),
    "things": (
        ReportFacts(incidents=(FIRST, LAST), zone="Europe/London"),
        "I want to report 2 incidents between 3 October 2026 and 5 October 2026.",
    ),
    "both": (
        ReportFacts(kinds=("stalking",), incidents=(FIRST,)),
        "I want to report this: Stalking and control. It is about 1 incident of 3 October 2026.",
    ),
    "undated": (
        ReportFacts(incidents=(replace(FIRST, utc=None),)), "I want to report 1 incident."
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(UNTOLD))
def test_a_report_with_nothing_told_counts_what_is_there_and_makes_up_nothing(name: str) -> None:
    facts, sentence = UNTOLD[name]

    assert in_short(facts).startswith(sentence)


def test_records_are_not_asked_for_of_a_time_that_a_forged_line_names() -> None:
    facts = case("amari")
    ahead = replace(facts.leads[0], at=datetime(2033, 1, 1, tzinfo=UTC))

    said = text("preservation-request", replace(facts, leads=(ahead,)))

    window = said[said.index("- From:") : said.index("What to keep")]
    assert "2026-11-12" in window and "2033" not in window
