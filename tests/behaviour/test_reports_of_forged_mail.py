"""No report names a forged party, and no network gets a time that the sender chose."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.behaviour.test_scenarios_report import A04, A05
from tests.fakes.cast import TARA, House, house
from tests.support.reporting import Matter
from upstander.application.answer_case import answer_case
from upstander.application.start_case import start_case
from upstander.model.errors import NotFound
from upstander.model.evidence import Case
from upstander.model.report import AgeBand, Helping
from upstander.report.forms import known_forms

THREAT = b"I know where you live. I will kill you on Friday."
LATE = (
    b"Received: from relay.example.net (relay.example.net [203.0.113.5])\n"
    b" by mx.example.org with ESMTP id 9; Fri, 20 Nov 2026 10:00:05 +0000\n"
    b"From: Kit <kit@example.net>\nTo: tara@example.org\nSubject: x\n"
    b"Date: Mon, 1 Jan 2024 01:00:00 +0000\nMessage-ID: <1@example.net>\n\n" + THREAT + b"\n"
)
NAMES = st.from_regex(r"[A-Z][a-z]{3,8}", fullmatch=True)
TO_A_NETWORK = ["isp-abuse", "isp-abuse-letter", "preservation-request", "police-report"]


def matter_of(home: House, case: Case, **told: object) -> Matter:
    found = Matter(home, case)
    found.tell(
        place="GB-ENG", helping=Helping(age=AgeBand.ADULT), kinds=("threats-violence",), **told
    )
    return found


@pytest.fixture
def matter(home: House, case: Case) -> Matter:
    return matter_of(home, case)


def everything(matter: Matter, form: str) -> str:
    """A form as its receiver reads it, without the mail itself that goes along."""
    text = matter.text(form)
    files = matter.document(form).files
    return text + "".join(
        part.data.decode("utf-8", "replace")
        for part in files
        if part.name.endswith((".csv", ".json"))
    )


@pytest.mark.parametrize("form", known_forms())
def test_a05_no_form_names_the_head_as_a_source(matter: Matter, form: str) -> None:
    matter.add("mail.eml", A05)
    assert matter.gathered().facts.incidents

    said = everything(matter, form)

    for words in (
        "number: Head",
        "Account: Head",
        "Teacher, e-mail",
        "written: Head",
        "shown? Head",
    ):
        assert words not in said
    assert not [each for each in matter.gathered().facts.accounts if "head" in each.name.lower()]


def test_a05_the_police_read_what_the_provider_recorded(matter: Matter) -> None:
    matter.add("mail.eml", A05)

    said = matter.text("police-report")

    assert "That does not say who sent it." in said
    assert "spf=softfail; dkim=none; dmarc=fail" in said
    assert "It was handed over by 198.51.100.23 at 2026-11-12 21:47:03" in said


@pytest.mark.parametrize("form", known_forms())
def test_a04_no_form_names_the_person_as_the_sender(home: House, case: Case, form: str) -> None:
    matter = matter_of(
        home, case, target_name="Priya Shah", own_accounts=("priya.shah@example.org",)
    )
    matter.add("mail.eml", A04 + THREAT)
    assert matter.gathered().facts.incidents

    assert not matter.gathered().facts.accounts
    assert "priya.shah@example.org" not in everything(matter, "preservation-request")
    for words in ("number: Priya", "Account: Priya", "From, as written: Priya", "shown? Priya"):
        assert words not in everything(matter, form).replace('"', "")


@settings(max_examples=15)
@given(local=st.from_regex(r"[a-z]{3,8}", fullmatch=True), name=NAMES)
def test_whoever_is_forged_is_named_by_no_form(local: str, name: str) -> None:
    home = house()
    case = start_case(home.services, actor=TARA, title="x")
    answer_case(home.services, actor=TARA, case=case.id, under18="no")
    matter = matter_of(home, case)
    mail = A05.replace(b"Head Teacher <head@", f"{name} Qzx <{local}@".encode())
    matter.add("mail.eml", mail)

    facts = matter.gathered().facts

    assert facts.incidents and not facts.accounts
    assert not [each for each in facts.incidents if each.account]
    assert f"{local}@school.example" not in everything(matter, "preservation-request")


@pytest.mark.parametrize("form", [*TO_A_NETWORK, "identifier-table"])
def test_the_time_of_a_connection_is_that_of_the_line_that_recorded_it(
    matter: Matter, form: str
) -> None:
    matter.add("late.eml", LATE)

    said = everything(matter, form)

    assert "2026-11-20" in said
    assert "2024-01-01 01:00:00 (UTC" not in said and "2024-01-01T01:00" not in said
    assert "From: 2024" not in said and "Time: 2024" not in said


def test_the_date_that_the_sender_wrote_stands_beside_as_such(matter: Matter) -> None:
    matter.add("late.eml", LATE)

    said = matter.text("police-report")

    assert "The date in the mail is another one: 2024-01-01" in said
    assert "The sender's side wrote it." in said


def test_a_letter_to_a_network_is_about_one_mail_and_no_chat(matter: Matter) -> None:
    matter.add("late.eml", LATE)
    matter.add("_chat.txt", b"[04/10/2026, 22:14:09] Dan: I will kill you tonight\n")

    said = matter.text("isp-abuse-letter")

    assert "203.0.113.5" in said and "2026-11-20" in said
    assert "tonight" not in said and "2026-10-04" not in said


def test_a_mail_without_a_hand_over_has_a_time_that_is_not_sure(matter: Matter) -> None:
    matter.add("bare.eml", LATE.split(b"\n", 2)[2])

    said = matter.text("police-report")

    assert "which the sender's side wrote" in said and "time not sure" in said


@pytest.mark.parametrize("form", ["police-999", *TO_A_NETWORK])
def test_the_same_file_in_two_cases_is_reported_in_each(home: House, case: Case, form: str) -> None:
    second = start_case(home.services, actor=TARA, title="The other")
    second = answer_case(home.services, actor=TARA, case=second.id, under18="no")
    for each in (case, second):
        matter = matter_of(home, each)
        matter.add("late.eml", LATE)
        matter.add("_chat.txt", b"[04/10/2026, 22:14:09] Dan: I will kill you tonight\n")

    assert len(matter.gathered().facts.incidents) == 2
    assert matter.text(form)


@pytest.mark.parametrize("form", ["platform-notice", "preservation-request"])
def test_a_site_is_told_of_nothing_that_was_elsewhere(matter: Matter, form: str) -> None:
    matter.add("late.eml", LATE)
    matter.add("_chat.txt", b"[04/10/2026, 22:14:09] Dan: I will kill you tonight\n")

    said = matter.text(form, to="platform.instagram")

    assert "Dan" not in said and "tonight" not in said
    assert "203.0.113.5" not in said and "kit@example.net" not in said
    assert "late.eml" not in said


def test_the_service_itself_is_told_of_what_was_there(matter: Matter) -> None:
    matter.add("late.eml", LATE)
    matter.add("_chat.txt", b"[04/10/2026, 22:14:09] Dan: I will kill you tonight\n")

    said = matter.text("platform-notice", to="platform.whatsapp")

    assert "I will kill you tonight" in said and "kit@example.net" not in said


@pytest.mark.parametrize("form", ["isp-abuse", "isp-abuse-letter"])
def test_each_mail_of_a_case_can_be_reported_to_its_own_network(matter: Matter, form: str) -> None:
    second = LATE.replace(b"203.0.113.5", b"198.51.100.77").replace(b"20 Nov", b"19 Nov")
    matter.add("late.eml", LATE)
    matter.add("other.eml", second)

    first, other = (matter.text(form, mail=name) for name in ("late.eml", "other.eml"))

    assert "203.0.113.5" in first and "198.51.100.77" not in first and "2026-11-20" in first
    assert "198.51.100.77" in other and "203.0.113.5" not in other and "2026-11-19" in other


def test_a_mail_that_is_not_there_is_said(matter: Matter) -> None:
    matter.add("late.eml", LATE)

    with pytest.raises(NotFound):
        matter.text("isp-abuse", mail="nothing.eml")


@pytest.mark.parametrize("form", ["isp-abuse-letter", "isp-abuse", "school-letter"])
def test_a_receiver_is_not_told_of_files_that_are_none_of_theirs(matter: Matter, form: str) -> None:
    matter.add("late.eml", LATE)
    matter.add("bank-payments.txt", b"17/11/2026 Carl 5 pounds")

    said = matter.text(form)

    assert "late.eml" in said and "bank-payments" not in said


def test_an_address_that_the_senders_side_wrote_may_be_made_up(matter: Matter) -> None:
    matter.add("mail.eml", A04)

    said = matter.text("police-report")

    assert "Value: 198.51.100.9 How sure: the sender's side says." in said
    assert "It may be made up." in said
