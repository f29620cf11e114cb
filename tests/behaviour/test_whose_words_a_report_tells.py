"""A report tells of those whom the case is about: not of relatives, nor of the person's retorts."""

from __future__ import annotations

from typing import Any

import pytest

from tests.fakes.cast import TARA, House
from tests.support.reporting import Matter
from upstander.application.answer_case import answer_case
from upstander.application.gather_facts import MOST_INCIDENTS
from upstander.application.write_note import write_note
from upstander.model.evidence import Case, DiaryNote, Witness
from upstander.model.ids import ItemId
from upstander.model.report import Contact

CHAT = b"""[19/11/2026, 17:42:00] Marlow: I will find you and I will hurt you badly
[19/11/2026, 17:43:00] Uncle Dermot: I will kill him if he comes near you, ring 07700 900111
[19/11/2026, 17:44:00] Marlow: I will burn your house down tonight, Dermot knows it
[19/11/2026, 17:46:00] Tara Quill: I will kill you if you come near me
"""
TO_OTHERS = ("platform-notice", "employer-grievance", "generic-letter", "council-safeguarding",
             "isp-abuse-letter", "preservation-request", "school-letter",
             "fraud-report")  # fmt: skip


@pytest.fixture
def matter(home: House, case: Case) -> Matter:
    matter = Matter(home, case)
    matter.tell(place="GB-ENG", reporter=Contact(name="Tara Quill"))
    matter.add("_chat.txt", CHAT, zone="Europe/London")
    return matter


def is_about(matter: Matter, *names: str) -> None:
    answer_case(matter.home.services, actor=TARA, case=matter.case.id, about=names)


def note(matter: Matter, *witnesses: Witness, **fields: Any) -> ItemId:
    services = matter.home.services
    kept = write_note(
        services, actor=TARA, case=matter.case.id, note=DiaryNote(**fields), witnesses=witnesses
    )
    return kept.id


def chat_of(service: str, name: str, words: str) -> bytes:
    return f"when,from,text,service\n19/11/2026 17:42,{name},{words},{service}\n".encode()


# --- whose words ----------------------------------------------------------------------------------


@pytest.mark.parametrize("form", TO_OTHERS)
def test_what_a_relative_wrote_in_anger_goes_to_the_police_alone_when_it_is_told_who_it_is_about(
    matter: Matter, form: str
) -> None:
    is_about(matter, "Marlow")

    text = matter.text(form)

    assert "kill him" not in text and "Uncle Dermot" not in text and "900111" not in text
    assert "kill him" in matter.text("police-report")


def test_the_words_and_the_account_of_whom_it_is_about_go_to_a_site(matter: Matter) -> None:
    is_about(matter, "marlow")

    text = matter.text("platform-notice")

    assert "burn your house down tonight" in text and "Marlow" in text
    assert "[left out: another person] knows it" in text


def test_where_nobody_said_whom_it_is_about_all_accounts_with_a_sign_go(matter: Matter) -> None:
    text = matter.text("platform-notice")

    assert "kill him" in text and "Uncle Dermot" in text


def test_the_persons_own_retort_is_no_incident_though_nobody_said_which_name_is_theirs(
    matter: Matter,
) -> None:
    for form in ("police-report", "platform-notice"):
        assert "if you come near me" not in matter.text(form)
    facts = matter.gathered().facts
    assert {each.account for each in facts.incidents} == {"Marlow", "Uncle Dermot"}
    assert facts.worst is not None and facts.worst.account != "Tara Quill"


@pytest.mark.parametrize(
    "told", [{"target_name": "tara quill"}, {"own_accounts": ("Tara Quill",)}], ids=["name", "own"]
)
def test_an_own_name_is_known_by_the_facts_that_were_told(
    home: House, case: Case, told: dict[str, object]
) -> None:
    matter = Matter(home, case)
    matter.tell(**told)
    matter.add("_chat.txt", CHAT, zone="Europe/London")

    assert "Tara Quill" not in {each.account for each in matter.gathered().facts.incidents}


def test_a_false_profile_under_the_persons_name_is_told_of_when_the_case_is_about_it(
    matter: Matter,
) -> None:
    is_about(matter, "Tara Quill")

    found = [each.what for each in matter.gathered().facts.incidents if each.about]

    assert found == ["I will kill you if you come near me"]


def test_what_others_wrote_takes_no_place_of_the_account_in_question(
    home: House, case: Case
) -> None:
    angry = "".join(
        f"[19/11/2026, 18:{minute:02}:00] Uncle Dermot: I will kill him tonight, number {minute}\n"
        for minute in range(MOST_INCIDENTS + 5)
    )
    matter = Matter(home, case)
    matter.add("_chat.txt", CHAT + angry.encode(), zone="Europe/London")
    is_about(matter, "Marlow")

    assert "burn your house down" in matter.text("platform-notice")


def test_a_diary_note_stays_in_a_letter_whomever_the_case_is_about(matter: Matter) -> None:
    is_about(matter, "Marlow")
    note(matter, event_at="20/11/2026 09:00", summary="A man stood outside and took photos.")

    assert "took photos" in matter.text("employer-grievance")


def test_one_whom_the_case_is_about_is_never_another_person_though_no_sign_was_seen(
    home: House, case: Case
) -> None:
    matter = Matter(home, case)
    matter.add("_chat.txt", b"[19/11/2026, 17:42:00] Corvin: hello\n", zone="Europe/London")
    is_about(matter, "Corvin")
    note(matter, summary="Corvin waited at the gate.")

    facts = matter.gathered().facts

    assert facts.about == ("Corvin",) and facts.seen_names == ()
    assert "Corvin waited" in matter.text("platform-notice")


# --- what was elsewhere ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "where",
    ["Facebook", "Messenger", "work Teams", "Xbox", "Gmail", "phone call", "Hinge", "a", "in",
     "text message", "Instagram and then by phone"],
)  # fmt: skip
def test_a_note_of_another_place_is_not_told_to_a_site(matter: Matter, where: str) -> None:
    note(matter, service=where, summary="He said that he has a knife.")

    for site in ("platform.instagram", "platform.x"):
        assert "knife" not in matter.text("platform-notice", to=site)
    assert "knife" in matter.text("police-report")


@pytest.mark.parametrize("where", ["", "Instagram", "insta", "on Instagram", "IG"])
def test_a_note_of_the_site_or_of_no_place_is_told_to_it(matter: Matter, where: str) -> None:
    note(matter, service=where, summary="He said that he has a knife.")

    assert "knife" in matter.text("platform-notice", to="platform.instagram")


def test_a_site_gets_no_message_number_or_count_of_another_one(home: House, case: Case) -> None:
    matter = Matter(home, case)
    matter.add("a.csv", chat_of("Instagram", "Marlow", "I will burn your house down tonight"))
    matter.add("b.csv", chat_of("Hinge", "Marlow", "I will hurt you badly with a knife"))

    text = matter.text("platform-notice", to="platform.instagram")

    assert "burn your house" in text and "knife" not in text
    assert "Hinge" not in text and "1 time" in text
    assert "b.csv" not in text


def test_a_site_gets_only_links_to_itself(matter: Matter) -> None:
    links = ("https://www.instagram.com/p/abc", "https://www.facebook.com/posts/9",
             "https://forum.example.com/t/1")  # fmt: skip
    matter.tell(addresses=links)

    for form in ("platform-notice", "preservation-request"):
        text = matter.text(form, to="platform.instagram")
        assert "instagram.com/p/abc" in text
        assert "facebook.com" not in text and "forum.example" not in text
    assert "forum.example" in matter.text("generic-letter")


def test_a_network_gets_no_account_of_a_chat_and_no_link(matter: Matter) -> None:
    matter.tell(addresses=("https://www.instagram.com/p/abc",))

    for to in ("uk.bt", "any.isp", "uk.ee"):
        text = matter.text("preservation-request", to=to)
        assert "Marlow" not in text and "instagram" not in text


def test_a_number_or_a_site_in_somebodys_words_is_not_put_to_a_receiver(matter: Matter) -> None:
    matter.add(
        "_chat2.txt",
        b"[20/11/2026, 17:43:00] Marlow: ring 07700 900111 or see https://my.example.com/x"
        b" or mail sam@example.net, I will kill you tonight\n",
        zone="Europe/London",
    )

    for to in ("platform.whatsapp", "uk.bt", ""):
        text = matter.text("preservation-request", to=to)
        assert "900111" not in text and "my.example.com" not in text and "sam@" not in text
    assert "900111" in matter.text("police-report")


def test_the_number_that_an_account_shows_as_its_own_is_asked_for(home: House, case: Case) -> None:
    matter = Matter(home, case)
    chat = b"[20/11/2026, 17:43:00] +44 7700 900888: I will kill you tonight\n"
    matter.add("_chat.txt", chat, zone="Europe/London")

    assert "7700 900888" in matter.text("preservation-request", to="platform.whatsapp")


# --- sheets, money, witnesses ---------------------------------------------------------------------


def test_a_row_of_a_sheet_names_no_file_to_a_letter_that_does_not_print_the_sheet(
    matter: Matter,
) -> None:
    matter.add("diary of my doctor.txt", b"Private.")
    matter.row("exposure-list", what="phone", exhibit="diary of my doctor.txt")

    assert "diary of my doctor" not in matter.text("employer-grievance")
    assert "diary of my doctor" not in matter.text("council-safeguarding")


def test_a_row_about_a_thing_that_was_taken_out_goes_with_it(matter: Matter) -> None:
    kept = matter.add("post.txt", b"A post.")
    matter.add("other.txt", b"Another.")
    matter.row("claim-log", text="He said I stole.", exhibit="Post.txt")
    matter.row("claim-log", text="He said I lied.", exhibit="other.txt")
    matter.row("claim-log", text="He said I left.")

    text = matter.text("claim-log", things=frozenset({kept}))

    assert "stole" in text and "I left" in text and "lied" not in text


def test_the_council_is_told_of_no_payment_and_nobody_says_that_all_were_taken(
    matter: Matter,
) -> None:
    rows = b"date,payee,amount,reference\n17/11/2026,Dr Amin,40.00,appointment\n"
    matter.add("payments.csv", rows, zone="Europe/London")

    council, fraud = matter.text("council-safeguarding"), matter.text("fraud-report")

    assert "Dr Amin" not in council and "Money that was taken" not in council
    assert "Dr Amin" in fraud and "Payments, as in the table" in fraud


def test_witnesses_who_did_not_agree_are_given_as_names_for_nobody(matter: Matter) -> None:
    here = ItemId("")
    note(
        matter,
        Witness(here, "Hanna Orr"),
        Witness(here, "Sol", may_be_named="no"),
        Witness(here, "Ines", may_be_named="yes"),
        Witness(here, "Tara Quill"),
        summary="He shouted at the door.",
    )
    note(matter, Witness(here, "sol", may_be_named="yes"), summary="He came again.")

    facts = matter.gathered().facts

    assert facts.hidden_names == ("Hanna Orr", "Sol")
    assert facts.witnesses == ("Ines",)


def test_names_of_witnesses_stay_hidden_when_other_things_were_chosen(matter: Matter) -> None:
    note(matter, Witness(ItemId(""), "Hanna Orr"), summary="He shouted at the door.")
    chat = matter.add("_chat2.txt", b"[20/11/2026, 17:43:00] Marlow: I will kill Hanna Orr\n")

    assert "Hanna" not in matter.text("police-report", things=frozenset({chat}))


def test_the_place_of_a_note_is_the_name_of_the_service_without_the_words_around_it(
    matter: Matter,
) -> None:
    note(matter, service="WhatsApp group of Ellen Hart", summary="He said it again.")
    note(matter, service="Ellen's kitchen", summary="He came in.")

    found = {each.what: each for each in matter.gathered().facts.incidents if not each.message}

    assert found["He said it again."].where == "WhatsApp"
    assert found["He came in."].where == "Ellen's kitchen"
