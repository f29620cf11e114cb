"""Pages: tell it once, the plan of three, reports that are seen before they are kept."""

from __future__ import annotations

import re

import pytest

from tests.web.as_sent import as_sent
from tests.web.case_of_tara import MAIL, page, told
from tests.web.conftest import Tara
from tests.web.signs import looked_at
from upstander.application.tell_case import tell_case
from upstander.model.entry import Act
from upstander.model.report import AgeBand, Consent, HelperRole, Nature, Told
from upstander.web.access import gate

CHAT = "".join(
    f"[13/10/2026, 22:00:0{place}] Dan: {line}\n"
    for place, line in enumerate(("hello", "I will kill you", "answer me"))
)


def keep(tara: Tara, form: str, **given: str) -> str:
    """See a report, keep it as it was shown, and give its address."""
    address = tara.at(f"/reports/new/{form}")
    shown = tara.post(address, do="see", **given).content.decode()
    response = tara.post(address, **{**as_sent(shown), "do": "keep"})
    assert response.status_code == 302
    return str(response["Location"])


def test_who_helps_whom_is_asked_on_one_page_and_kept(tara: Tara) -> None:
    tara.post(
        tara.at("/who"),
        role="parent",
        age="13-15",
        relation="her father",
        consent="yes",
        wants="It stops.",
    )

    helping = told(tara).told.helping
    assert (helping.role, helping.age, helping.consent) == (
        HelperRole.PARENT,
        AgeBand.TEEN,
        Consent.YES,
    )
    assert 'value="her father"' in page(tara, "/who")


def test_a_second_age_is_kept_and_stays_when_the_page_is_kept_again(tara: Tara) -> None:
    tara.post(tara.at("/who"), role="friend", age="adult", other_age="13-15")

    assert told(tara).told.helping.other_ages == (AgeBand.TEEN,)
    shown = page(tara, "/who").split('name="other_age"')[1].partition("</select>")[0]
    assert '<option value="13-15" selected>' in shown


def test_what_is_told_once_is_shown_again_and_can_be_emptied(tara: Tara) -> None:
    given = {"what_happened": "He writes every night.", "place": "GB-ENG", "kinds": "stalking"}
    tara.post(tara.at("/tell"), passwords="Sunflower7", child="Priya\nTom", **given)

    shown = page(tara, "/tell")
    assert "He writes every night." in shown and "Priya\nTom" in shown
    tara.post(tara.at("/tell"), place="GB-ENG")
    assert told(tara).told.what_happened == "" and told(tara).told.private == ()


def test_an_opinion_is_kept_with_its_author_apart_from_facts(tara: Tara) -> None:
    words = "It must be Kieran, he was laughing."
    tara.post(tara.at("/says"), text=words, nature="opinion", by="A colleague")

    shown = page(tara, "/says")
    assert words in shown and "Opinion" in shown and "A colleague" in shown


def test_the_plan_works_on_an_empty_case(tara: Tara) -> None:
    shown = page(tara, "/plan")

    first = shown.split('<details class="card"><summary>Later')[0]
    assert 1 <= first.count('class="card step"') <= 3
    assert "These are suggestions" in shown


def test_a_threat_puts_the_police_into_the_first_three(tara: Tara) -> None:
    tara.post(tara.at("/tell"), place="GB-ENG")
    looked_at(tara, ("_chat.txt", CHAT.encode()))

    first = page(tara, "/plan").split("<summary>Later")[0]

    assert 'href="tel:101"' in first or 'href="tel:999"' in first


def test_a_step_can_be_put_aside_and_brought_back(tara: Tara) -> None:
    step = re.findall(r'name="step" value="([^"]+)"', page(tara, "/plan"))[0]

    tara.post(tara.at("/plan/mark"), step=step, mark="done")
    assert "Put aside (1)" in page(tara, "/plan")

    tara.post(tara.at("/plan/mark"), step=step, mark="")
    assert "Put aside" not in page(tara, "/plan")


def test_police_first_or_the_service_first_is_the_persons_choice(tara: Tara) -> None:
    tara.post(
        tara.at("/tell"), place="GB-ENG", kinds="false-profile", platform="platform.instagram"
    )
    assert "Who goes first" in page(tara, "/plan")

    tara.post(tara.at("/plan/order"), first="police")

    assert told(tara).told.police_first == "police"


def test_every_form_can_be_seen_on_an_empty_case(tara: Tara) -> None:
    forms = re.findall(r"/reports/new/([a-z0-9-]+)", page(tara, "/reports/new"))

    assert len(forms) >= 16
    for form in forms:
        shown = page(tara, f"/reports/new/{form}")
        assert "Nothing is sent" in shown


def test_a_preview_keeps_nothing(tara: Tara) -> None:
    page(tara, "/reports/new/police-report")

    assert told(tara).submissions == ()


def test_a_report_is_kept_as_it_was_seen_and_can_be_saved(tara: Tara) -> None:
    tara.post(tara.at("/tell"), what_happened="He writes every night.", place="GB-ENG")

    address = keep(tara, "police-report", to="uk.police.101")

    shown = tara.get(address).content.decode()
    assert "He writes every night." in shown
    files = re.findall(r'href="([^"]+/file/[^"]+)"', shown)
    assert {name.rsplit(".", 1)[1] for name in files} >= {"txt", "pdf", "eml"}
    for name in files:
        saved = tara.get(name)
        assert saved.status_code == 200
        assert saved["Content-Disposition"].startswith("attachment")


def test_what_became_of_a_report_is_written_down_and_followed(tara: Tara) -> None:
    address = keep(tara, "platform-notice", to="platform.instagram")
    assert "Written. Not sent yet." in page(tara, "/reports")

    tara.post(address + "/say", sent_at="2026-01-05 10:00", reference="R-77")
    assert "time to ask again on 12 January 2026" in page(tara, "/reports")
    tara.post(address + "/say", answer="No rule was broken.", answered_at="2026-01-09")

    assert "An answer came." in page(tara, "/reports")
    again = page(tara, f"/reports/new/complaint-after-silence?about={address.rsplit('/', 1)[1]}")
    assert "No rule was broken." in again


def test_a_bad_date_is_said_calmly(tara: Tara) -> None:
    address = keep(tara, "police-report")

    response = tara.post(address + "/say", next_date="soon")

    assert "A day is written as" in response.content.decode()


def test_an_opinion_is_not_in_what_a_service_gets(tara: Tara) -> None:
    words = "It must be Kieran, he was laughing."
    tara.post(tara.at("/says"), text=words, nature="opinion", by="A colleague")

    assert words not in page(tara, "/reports/new/platform-notice")


@pytest.mark.parametrize("address", ["/plan", "/reports", "/trace", "/who", "/tell", "/says"])
def test_kit_gets_nothing(tara: Tara, address: str) -> None:
    tara.client.cookies.clear()

    assert tara.get(tara.at(address)).status_code == 404


def test_an_unknown_form_report_or_file_is_not_found(tara: Tara) -> None:
    address = keep(tara, "police-report")

    assert tara.get(tara.at("/reports/new/nothing")).status_code == 404
    assert tara.get(tara.at("/reports/NOWHERE")).status_code == 404
    assert tara.get(address + "/file/other.txt").status_code == 404


def test_making_a_report_is_one_entry_of_the_record(tara: Tara) -> None:
    keep(tara, "trusted-person")
    session = gate.session
    assert session is not None

    acts = [entry.act for entry in session.services.ledger.entries()]

    assert acts.count(Act.REPORT) == 1


def test_a_service_is_found_by_an_old_name(tara: Tara) -> None:
    shown = tara.get("/services?text=action+fraud").content.decode()

    assert "/services/uk.reportfraud" in shown


def test_three_services_for_a_child_are_two_clicks_away(tara: Tara) -> None:
    shown = tara.get("/services?place=GB-ENG&who=child&kind=bullying").content.decode()

    assert shown.count('<li class="card"><h2>') >= 3
    assert "Childline" in shown


def test_a_service_says_what_happens_if_one_tells_it(tara: Tara) -> None:
    shown = tara.get("/services/uk.childline").content.decode()

    assert "What happens if I tell them?" in shown
    assert "Checked 22 November 2026" in shown
    assert tara.get("/services/uk.nowhere").status_code == 404


def test_an_address_that_nobody_saw_is_no_link(tara: Tara) -> None:
    shown = tara.get("/services/platform.snapchat").content.decode()

    assert "check first" in shown
    assert 'href="https://help.snapchat.com' not in shown


def test_a_report_that_waits_is_shown_beside_its_case(tara: Tara) -> None:
    address = keep(tara, "platform-notice", to="platform.instagram")
    tara.post(address + "/say", sent_at="2026-01-05")

    assert "1 report to ask about again" in tara.get("/").content.decode()


def test_page_one_of_a_pack_takes_what_was_told_and_reported(tara: Tara) -> None:
    tara.post(tara.at("/tell"), at_risk_now="Tara, at home", name="Tara")
    address = keep(tara, "police-report", to="uk.police.101")
    tara.post(address + "/say", sent_at="2026-01-05", reference="R-77")
    looked_at(tara, ("_chat.txt", CHAT.encode()))

    shown = page(tara, "/packs/new")

    assert "Tara, at home" in shown and "reference R-77" in shown


@pytest.mark.parametrize(
    ("age", "said"), [("adult", "That counts."), ("13-15", "can still be told")]
)
def test_a_no_of_the_person_is_said_before_a_report_about_them(
    tara: Tara, age: str, said: str
) -> None:
    tara.post(tara.at("/who"), role="friend", age=age, relation="a friend", consent="refused")

    assert said in page(tara, "/reports/new/police-report")


def test_the_reports_start_with_the_case_in_short(tara: Tara) -> None:
    tara.post(tara.at("/tell"), what_happened="He writes every night.")

    shown = page(tara, "/reports")

    assert "<h2>In short</h2>" in shown and "He writes every night." in shown


def test_a_service_gets_its_notice_and_no_complaint_before_the_first_report(tara: Tara) -> None:
    tara.post(tara.at("/tell"), place="GB-ENG", kinds="bullying", platform="platform.instagram")

    shown = page(tara, "/plan")

    assert "/reports/new/platform-notice?to=platform.instagram" in shown
    assert "/reports/new/complaint-after-silence?to=platform.instagram" not in shown


def test_the_plan_says_its_days_in_words(tara: Tara) -> None:
    shown = page(tara, "/plan")

    assert "<dd>22 November 2026" in shown and "2026-11-22" not in shown
    assert "<dd>hours not checked" not in shown


def test_what_is_said_without_a_choice_is_an_opinion(tara: Tara) -> None:
    first = re.findall(r'<option value="([^"]*)"', page(tara, "/says"))[0]
    assert first == ""

    tara.post(tara.at("/says"), text="He was laughing.", nature=first)

    assert told(tara).statements[0].nature is Nature.OPINION


def test_words_that_were_sent_are_announced_before_a_report_shows_them(tara: Tara) -> None:
    assert "Words that were sent may stand below" not in page(tara, "/reports/new/police-report")
    looked_at(tara, ("_chat.txt", CHAT.encode()))

    assert "Words that were sent may stand below" in page(tara, "/reports/new/police-report")


def test_a_kept_report_folds_its_words_until_they_are_asked_for(tara: Tara) -> None:
    shown = tara.get(keep(tara, "police-report")).content.decode()

    assert '<details class="card printed"><summary>The words</summary>' in shown


def test_an_answer_that_is_too_long_is_not_lost(tara: Tara) -> None:
    address = keep(tara, "police-report")

    response = tara.post(address + "/say", answer="a" * 20_001, reference="R-77")

    shown = response.content.decode()
    assert response.status_code == 200 and "Please look at this again" in shown
    assert 'value="R-77"' in shown


def test_each_cell_of_a_table_says_its_column_for_a_narrow_screen(tara: Tara) -> None:
    looked_at(tara, ("_chat.txt", CHAT.encode()))

    assert 'data-name="Account, as shown"' in page(tara, "/reports/new/police-report")


def test_a_report_says_leads_and_services_in_words(tara: Tara) -> None:
    looked_at(tara, ("last.eml", MAIL), ("_chat.txt", CHAT.encode()))

    asked = page(tara, "/reports/new/preservation-request")
    police = page(tara, "/reports/new/police-report")

    assert "The computer that handed the mail over" in asked and "mail-handover" not in asked
    assert "Dan, WhatsApp" in police and "whatsapp" not in police


def test_a_report_to_a_network_is_about_the_mail_that_was_chosen(tara: Tara) -> None:
    other = MAIL.replace(b"198.51.100.23", b"203.0.113.9").replace(b"last warning", b"the second")
    looked_at(tara, ("last.eml", MAIL), ("other.eml", other))

    shown = page(tara, "/reports/new/isp-abuse-letter")
    chosen = re.findall(r'<option value="([^"]+)">the second', shown)[0]
    about = page(tara, f"/reports/new/isp-abuse-letter?mail={chosen}")

    assert "Source address: 203.0.113.9" in about and "198.51.100.23" not in about


def test_a_date_that_is_none_is_said_and_nothing_typed_is_lost(tara: Tara) -> None:
    address = keep(tara, "police-report")

    shown = tara.post(address + "/say", sent_at="yesterday", answer="They rang me back.")

    said = shown.content.decode()
    assert "is no date" in said and "2026-11-20" in said
    assert "They rang me back." in said and 'value="yesterday"' in said


def test_a_narrower_word_of_a_kind_stays_when_the_page_is_kept_again(tara: Tara) -> None:
    session = gate.session
    assert session is not None
    case = told(tara)
    tell_case(session.services, actor=session.actor, case=case.id, told=Told(kinds=("hate",)))

    shown = page(tara, "/tell")
    assert re.search(r'value="bullying"[^>]* checked', shown)
    tara.post(tara.at("/tell"), place="GB-ENG", kinds=["bullying", "fraud"])

    assert told(tara).told.kinds == ("hate", "fraud")


def test_without_a_place_the_plan_gives_the_police_number_and_says_where_it_works(
    tara: Tara,
) -> None:
    tara.post(tara.at("/tell"), what_happened="My ex says he will kill me on Saturday")

    shown = page(tara, "/plan")

    assert 'href="tel:999"' in shown
    assert re.search(r'href="tel:101"[^>]*>101</a> <span class="quiet">In the UK\.</span>', shown)


def test_the_plan_says_what_it_took_the_words_for_until_the_person_chooses(tara: Tara) -> None:
    said = "strangers send me hateful mails because I am gay"
    tara.post(tara.at("/tell"), what_happened=said)
    shown = page(tara, "/plan")
    assert "this may be about: messages or calls that will not stop; attacks for who you" in shown
    assert "Choose what it is" in shown

    tara.post(tara.at("/tell"), what_happened=said, kinds="stalking")

    assert "this may be about" not in page(tara, "/plan")
