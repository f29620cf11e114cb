"""The shared scenarios A03 to A08, as far as trace, plan and reports owe them."""

from __future__ import annotations

import pytest

from tests.fakes.cast import TARA, House
from tests.support.reporting import Matter
from upstander.application.tell_case import say
from upstander.application.write_note import write_note
from upstander.model.evidence import Case, DiaryNote
from upstander.model.lead import Strength
from upstander.model.report import (
    AgeBand,
    HelperRole,
    Helping,
    Nature,
    Statement,
)


@pytest.fixture
def matter(home: House, case: Case) -> Matter:
    return Matter(home, case)


# --- A03 our secret -----------------------------------------------------------------------------

A03 = b"""[19/11/2026, 17:42:00] Coach_Ray: you play way better than the others, more mature
[19/11/2026, 17:50:00] Coach_Ray: sent 1,000 coins :) dont tell your mum or theyll stop us playing
[19/11/2026, 18:03:00] Coach_Ray: how old are you really? got snap? game chat is watched
[20/11/2026, 20:11:00] Coach_Ray: your parents dont get you like i do
[20/11/2026, 20:15:00] Coach_Ray: sat 2pm by the clock at Redhill Road station, come alone. our secret
"""  # noqa: E501  the words as the scenario prints them
NISHA = Helping(HelperRole.PARENT, relation="her mother", age=AgeBand.UNDER_13)


def test_a03_police_now_then_the_child_protection_centre_then_the_school(matter: Matter) -> None:
    matter.tell(helping=NISHA, place="GB-ENG", kinds=("grooming",), school="Northfield Primary")
    matter.add("_chat.txt", A03, zone="Europe/London")

    steps = matter.steps()

    assert steps[0] == "uk.999"
    assert steps.index("uk.ceop") < steps.index("uk.role.school")
    assert not {"int.stopncii", "uk.rph"} & set(steps)


# --- A04 the camera bluff -----------------------------------------------------------------------

A04 = b"""\
Return-Path: <bounce@mail.example.net>
Authentication-Results: inbox.example.org; spf=fail smtp.mailfrom=mail.example.net; dkim=none; dmarc=fail header.from=example.org
Received: from mx.example.org (mx.example.org [192.0.2.25]) by inbox.example.org with ESMTPS id 77; Wed, 18 Nov 2026 03:12:44 +0000
Received: from unknown (HELO maya-pc) (203.0.113.77) by mx.example.org with SMTP; Wed, 18 Nov 2026 03:12:41 +0000
Received: from bank.example.com ([198.51.100.9]) by maya-pc; Wed, 18 Nov 2026 09:00:00 +0900
From: "Priya Shah" <priya.shah@example.org>
To: priya.shah@example.org
Subject: priya.shah : Sunflower7
Date: Wed, 18 Nov 2026 03:12:40 +0000
Message-ID: <a1b2@maya-pc>

I recorded you through your camera. Pay 0.05 BTC within 48 hours or everyone in your contacts gets it. bc1qexampleexampleexample
"""  # noqa: E501  the file exactly as the scenario prints it


def test_a04_the_hand_over_is_what_the_own_server_wrote(matter: Matter) -> None:
    matter.add("mail.eml", A04)

    sheet = matter.gathered().trace.traced[0].sheet

    assert sheet.handover is not None
    assert (sheet.handover.ip, sheet.handover.strength) == ("203.0.113.77", Strength.PROVEN)
    claim = sheet.hops[-1]
    assert claim.strength is Strength.CLAIMED and "do not rely on it" in claim.note
    assert "00:00:00 UTC" in claim.note and "out of step" in claim.note


def test_a04_the_own_address_looks_forged_with_the_results_quoted(matter: Matter) -> None:
    matter.add("mail.eml", A04)

    sheet = matter.gathered().trace.traced[0].sheet

    assert sheet.authentication.forged_looking
    assert "spf=fail" in sheet.authentication.why and "dmarc=fail" in sheet.authentication.why
    assert any("your own address" in note for each in sheet.froms for note in each.notes)


def test_a04_do_not_pay_or_reply_report_and_talk_to_someone(matter: Matter) -> None:
    matter.tell(place="GB-ENG", helping=Helping(age=AgeBand.ADULT), kinds=("blackmail", "fraud"))
    matter.add("mail.eml", A04)

    plan = matter.plan().whole

    ids = [step.id for step in plan.steps]
    assert {"act.stop-contact", "act.secure-accounts", "act.keep-evidence"} <= set(ids)
    assert not {"uk.999", "uk.ceop", "uk.bank159"} & set(ids)
    assert any(each.slug == "picture-exists" for each in plan.questions)
    assert any(step.has_human for step in plan.steps)


@pytest.mark.parametrize("form", ["police-report", "platform-notice", "isp-abuse-letter"])
def test_a04_the_password_is_in_no_shared_copy(matter: Matter, form: str) -> None:
    matter.tell(private=(("password", "Sunflower7"),), place="GB-ENG")
    matter.add("mail.eml", A04)

    document = matter.document(form)

    assert "Sunflower7" not in matter.text(form)
    assert all(b"Sunflower7" not in part.data for part in document.files)


@pytest.mark.parametrize(
    "form", ["isp-abuse", "isp-abuse-letter", "police-report", "generic-letter"]
)
def test_a04_the_password_is_masked_though_nobody_told_it(matter: Matter, form: str) -> None:
    matter.tell(place="GB-ENG", what_happened="He wrote my password hunter2 and my PIN is 4711.")
    matter.add("mail.eml", A04)

    document = matter.document(form)

    said = matter.text(form)
    assert not [word for word in ("Sunflower7", "hunter2", "4711") if word in said]
    assert all(b"Sunflower7" not in part.data for part in document.files)


def test_a04_neither_priya_nor_the_bank_is_said_to_have_sent_it(matter: Matter) -> None:
    matter.add("mail.eml", A04)

    sheet = matter.gathered().trace.traced[0].sheet

    said = [sheet.authentication.why, *sheet.warnings, *(hop.note for hop in sheet.hops)]
    said += [lead.why for lead in sheet.leads] + [n for each in sheet.froms for n in each.notes]
    assert not [line for line in said if "bank.example.com sent" in line or "Priya" in line]


# --- A05 not from the head ----------------------------------------------------------------------

A05 = b"""\
Return-Path: <ops@mailer.example.net>
Authentication-Results: mx.school.example; spf=softfail; dkim=none; dmarc=fail
Received: from relay.example.net (relay.example.net [198.51.100.23]) by mx.school.example with ESMTP id 9; Thu, 12 Nov 2026 21:47:03 +0000
From: Head Teacher <head@school.example>
Reply-To: h3ad.teacher@example.com
To: amari@school.example
Subject: last warning
Date: Thu, 12 Nov 2026 21:46:58 +0000
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

I know you told. Watch your back=20Friday after period 6, you won=E2=80=99t m=
ake it to your car.
"""  # noqa: E501  the file exactly as the scenario prints it


def test_a05_who_to_ask_to_keep_what(matter: Matter) -> None:
    matter.add("mail.eml", A05)

    leads = {lead.kind: lead for lead in matter.gathered().facts.leads}

    assert leads["mail-handover"].value == "198.51.100.23"
    assert leads["own-provider"].value == "mx.school.example"
    assert leads["reply-address"].value == "h3ad.teacher@example.com"
    text = matter.text("preservation-request")
    assert "198.51.100.23" in text and "2026-11-12 21:47:03" in text


NOT_SAID_WHO = (
    "The mail shows Head Teacher <head@school.example> as its sender."
    " That does not say who sent it."
)


def test_a05_nobody_says_that_the_head_sent_it(matter: Matter) -> None:
    matter.add("mail.eml", A05)

    sheet = matter.gathered().trace.traced[0].sheet

    reply = next(each for each in sheet.froms if each.field == "Reply-To")
    assert any("differs from the address in From" in note for note in reply.notes)
    assert "may not be who sent it" in sheet.authentication.why
    for form in ("police-report", "school-letter", "preservation-request", "isp-abuse"):
        text = matter.text(form)
        assert "head@school.example" not in text.replace(NOT_SAID_WHO, ""), form


# --- A06 pay her a visit ------------------------------------------------------------------------

POST = (
    "Nurse Ellen Marsh lives 14 Example Street AB1 2CD, mob 07700 900122, her boy goes to "
    "Northfield Primary finishes 3.15. Pay her a visit."
)
ADDRESS = "https://forum.example.com/t/5512#p9"


@pytest.fixture
def doxxed(matter: Matter) -> Matter:
    matter.tell(
        place="GB-ENG",
        helping=Helping(age=AgeBand.ADULT),
        kinds=("private-details",),
        target_name="Ellen Marsh",
        address="14 Example Street AB1 2CD",
        own_number="07700 900122",
        school="Northfield Primary",
        employer="A hospital",
        addresses=(ADDRESS,),
    )
    note = DiaryNote(
        event_at="2026-11-06T23:58",
        zone="Europe/London",
        certainty="exact",
        exact_words=POST,
        who_shown="truthwave88",
        service="forum.example.com",
    )
    write_note(matter.home.services, actor=TARA, case=matter.case.id, note=note)
    return matter


def test_a06_the_platform_copy_has_neither_address_nor_phone_nor_school(doxxed: Matter) -> None:
    text = doxxed.text("platform-notice", receiver="The forum")

    assert ADDRESS in text and "truthwave88" in text and "Pay her a visit" in text
    for private in ("14 Example Street", "AB1 2CD", "07700 900122", "Northfield"):
        assert private not in text


def test_a06_the_police_copy_is_complete(doxxed: Matter) -> None:
    text = doxxed.text("police-report", to="uk.police.101")

    for told in ("14 Example Street AB1 2CD", "07700 900122", "Northfield Primary"):
        assert told in text


def test_a06_people_first_then_police_family_work_locks_and_removal(doxxed: Matter) -> None:
    plan = doxxed.plan()

    ids = [step.id for step in plan.whole.steps]
    order = ["uk.police.101", "act.warn-people", "uk.role.employer", "act.secure-accounts"]
    assert [ids.index(each) for each in order] == sorted(ids.index(each) for each in order)
    assert "act.platform" in ids and ids.index("act.secure-accounts") < ids.index("act.platform")


def test_a06_names_of_files_say_nothing_private(doxxed: Matter) -> None:
    names = [part.name for part in doxxed.document("platform-notice").files]
    names.append(doxxed.document("police-report").name)

    assert not [name for name in names if "ellen" in name.lower() or "example" in name.lower()]


# --- A07 Mr Okoro's double ----------------------------------------------------------------------

KIERAN = "It must be Kieran in 10C, he was laughing."


@pytest.fixture
def double(matter: Matter) -> Matter:
    matter.tell(
        place="GB-ENG",
        helping=Helping(HelperRole.MANAGER, age=AgeBand.ADULT),
        kinds=("false-profile",),
        what_happened="A fake account says he is not safe to be around pupils.",
        platform="platform.instagram",
        employer="A school",
    )
    said = Statement(Nature.OPINION, KIERAN, by="The reporter", about="who")
    say(matter.home.services, actor=TARA, case=matter.case.id, statement=said)
    return matter


def test_a07_the_remark_is_an_opinion_and_not_in_the_platform_copy(double: Matter) -> None:
    assert double.gathered().facts.statements[0].nature is Nature.OPINION
    assert "Kieran" not in double.text("platform-notice", to="platform.instagram")

    before, found, _ = double.text("employer-grievance").partition(KIERAN)
    assert found and "Opinions: what people believe, not checked" in before


def test_a07_the_claim_goes_to_the_right_officer_and_capture_comes_first(double: Matter) -> None:
    plan = double.plan().whole

    ids = [step.id for step in plan.steps]
    assert "uk.role.childrens_services" in ids and "uk.role.employer" in ids
    assert ids.index("act.keep-evidence") < ids.index("platform.instagram")
    assert any(each.slug == "police-or-platform" for each in plan.questions)


# --- A08 the bus stop film ----------------------------------------------------------------------


def test_a08_the_attack_and_the_posting_have_their_own_steps(matter: Matter) -> None:
    matter.tell(
        place="GB-ENG",
        helping=Helping(age=AgeBand.OLDER_TEEN),
        kinds=("happy-slapping",),
        addresses=("https://v.example.com/a1", "https://v.example.com/b7"),
        school="A school",
    )

    plan = matter.plan().whole

    ids = [step.id for step in plan.steps]
    assert ids.index("uk.police.101") < ids.index("act.platform")
    assert "uk.role.school" in ids and "uk.childline" in ids
    assert any(each.slug == "hurt" for each in plan.questions)
    assert not {"uk.ceop", "int.stopncii", "uk.rph"} & set(ids)


def test_a08_a_film_that_cannot_be_played_is_kept_and_said_so(matter: Matter) -> None:
    item = matter.add("clip.mp4", bytes(range(256)) * 4096)

    report = matter.home.index.report(item)
    assert report is not None and report.status == "kept-not-read"
    assert matter.gathered().facts.evidence[0].sha256


def test_a08_three_copies_of_the_film_stand_in_their_list(matter: Matter) -> None:
    copies = ("https://v.example.com/a1", "https://v.example.com/b7", "https://clips.example.net/z")
    for at, address in enumerate(copies):
        row = {"address": address, "found_at": f"2026-10-30T18:0{at}+00:00", "report_ref": f"R{at}"}
        matter.row("repost-list", **row)
    matter.row("repost-list", kind="attack", marks="00:07-00:19")

    text = matter.text("repost-list")

    assert all(address in text for address in copies)
    assert all(f"R{at}" in text for at in range(3))
    assert "00:07-00:19" in text
