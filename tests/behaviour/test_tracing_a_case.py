"""Promises of the trace of a case: own details are no lead, one message takes none along."""

from __future__ import annotations

import pytest

from tests.fakes.cast import TARA, House
from tests.support.reporting import Matter
from upstander.application.trace_case import trace_case
from upstander.model.evidence import Case

CHAT = (
    b"[03/10/2026, 22:14:09] Dan: I know your number is 07700 900122\n"
    b"[03/10/2026, 22:15:09] Dan: answer me on 07700 900123 or I will kill you\n"
)
MAIL = (
    b"Received: from relay.example.net (relay.example.net [198.51.100.23])\n"
    b" by mx.example.org with ESMTP id 9; Thu, 12 Nov 2026 21:47:03 +0000\n"
    b"From: k@example.net\nTo: tara@example.org\nSubject: x\n\nRing 07700 900123 now\n"
)


@pytest.fixture
def matter(home: House, case: Case) -> Matter:
    found = Matter(home, case)
    found.add("_chat.txt", CHAT)
    return found


def values(matter: Matter) -> list[str]:
    sheet = trace_case(matter.home.services, actor=TARA, case=matter.case.id)
    return [lead.value for lead in sheet.asked]


def test_the_persons_own_number_is_no_lead_once_it_is_told(matter: Matter) -> None:
    assert "07700 900122" in values(matter)

    matter.tell(own_number="+44 7700 900122")

    assert "07700 900122" not in values(matter)


def test_a_fault_in_one_message_leaves_the_others_traced(
    matter: Matter, monkeypatch: pytest.MonkeyPatch
) -> None:
    matter.add("a.eml", MAIL)

    def broken(*_: object) -> None:
        raise KeyError("words of a message")

    monkeypatch.setattr("upstander.application.trace_case.message_leads", broken)
    sheet = trace_case(matter.home.services, actor=TARA, case=matter.case.id)

    mails = [each for each in sheet.traced if each.is_mail]
    others = [each for each in sheet.traced if not each.is_mail]
    assert mails[0].sheet.handover is not None
    assert others and all("could not be traced" in each.sheet.warnings[0] for each in others)


def test_a_mail_that_the_child_cannot_read_keeps_the_leads_of_its_words(matter: Matter) -> None:
    matter.add("a.eml", MAIL)
    matter.home.isolation.fail = True

    sheet = trace_case(matter.home.services, actor=TARA, case=matter.case.id)

    [mail] = [each for each in sheet.traced if each.is_mail]
    assert "The way of this mail could not be read" in mail.sheet.warnings[0]
    assert "07700 900123" in [lead.value for lead in mail.sheet.leads]
