"""The plan of a case sees what is kept: payments, a mail in another's name, words about life."""

from __future__ import annotations

import pytest

from tests.behaviour.test_scenarios_money_and_work import PAYMENTS, RUTH
from tests.behaviour.test_scenarios_report import A05
from tests.fakes.cast import TARA, House
from tests.support.reporting import Matter
from upstander.application.plan_facts import facts_of_things
from upstander.application.recognise_case import recognise_quick
from upstander.application.write_note import write_note
from upstander.model.evidence import Case, DiaryNote
from upstander.model.report import AgeBand, Consent, HelperRole, Helping
from upstander.recognise.engine import Engine

FEE = "We are the recovery department. We get your money back for a fee of 250 pounds."
CAME_IN = b"date,payee,ref,amount,direction\n17/11/2026,WAGES,1,100.00,in\n"
AHEAD = b"date,payee,ref,amount\n17/11/2031,SAFE ACCT,1,100.00\n"
THREAT = b"when,sender,text\n2026-11-20 21:00,Lee,I will kill you\n"
SAYS_NO = Helping(HelperRole.FRIEND, age=AgeBand.ADULT, consent=Consent.REFUSED)


@pytest.fixture
def matter(home: House, case: Case) -> Matter:
    return Matter(home, case)


def facts(matter: Matter) -> set[str]:
    services = matter.home.services
    return set(facts_of_things(services.index, matter.case.id, services.clock.now().utc.date()))


def test_a_table_of_payments_brings_the_bank_first(matter: Matter) -> None:
    matter.tell(place="GB-ENG")
    matter.add("payments.csv", PAYMENTS)

    assert matter.steps()[:2] == ["uk.bank159", "uk.role.bank"]


def test_that_no_money_moved_is_believed(matter: Matter) -> None:
    matter.tell(place="GB-ENG", money_moved="no")
    matter.add("payments.csv", PAYMENTS)

    assert "uk.bank159" not in matter.steps()


def test_a_payment_of_the_future_is_no_money_that_moved(matter: Matter) -> None:
    matter.add("payments.csv", AHEAD)

    assert facts(matter) == set()


def test_a05_police_and_the_person_named_are_told(matter: Matter) -> None:
    matter.tell(place="GB-ENG", helping=Helping(age=AgeBand.ADULT), employer="A school")
    matter.add("mail.eml", A05)

    steps = {step.id: step for step in matter.plan().whole.steps}
    told = steps["act.tell-named-person"]

    assert steps["uk.police.101"].order < told.order <= 5
    assert "Ring a number you had before" in told.happens
    assert "Do not answer the mail" in told.happens


def test_a_mail_whose_lines_agree_is_in_nobody_elses_name(matter: Matter) -> None:
    agreed = A05.replace(b"ops@mailer.example.net", b"head@mail.school.example")
    agreed = agreed.replace(b"h3ad.teacher@example.com", b"head@school.example")
    matter.add("mail.eml", agreed.replace(b"dmarc=fail", b"dmarc=pass"))

    assert facts(matter) == {"mail"}


def test_a10_a_note_of_the_recovery_call_brings_the_warning_among_three(matter: Matter) -> None:
    matter.tell(place="GB-ENG", helping=RUTH, kinds=("fraud",), money_moved="yes")
    services = matter.home.services
    write_note(services, actor=TARA, case=matter.case.id, note=DiaryNote(exact_words=FEE))
    recognise_quick(services, Engine(), actor=TARA, case=matter.case.id)

    steps = matter.steps()

    assert steps[0] == "uk.bank159"
    assert "act.no-fee" in steps[:3]


def test_a10_a_caller_in_the_banks_name_is_no_watched_device(matter: Matter) -> None:
    matter.tell(place="GB-ENG", helping=RUTH, kinds=("fraud",), money_moved="yes")
    rows = b"when,sender,text\n2026-11-17 10:02,Ruth,A man said he was from my bank\n"
    matter.add("said.csv", rows, zone="Europe/London")

    plan = matter.plan().whole

    assert not {"act.safe-device", "eng.ndah"} & {step.id for step in plan.steps}
    assert "block-or-mute" not in [each.slug for each in plan.questions]


def test_a_no_gives_way_to_a_kept_threat_to_kill_and_says_why(matter: Matter) -> None:
    matter.tell(place="GB-ENG", helping=SAYS_NO)
    matter.add("said.csv", THREAT, zone="Europe/London")

    police = next(each for each in matter.plan().whole.steps if each.id == "uk.police.101")

    assert "life" in police.why and "They said no" in police.why


def test_a05_a_last_warning_without_a_demand_is_no_blackmail(matter: Matter) -> None:
    matter.tell(place="GB-ENG", helping=Helping(age=AgeBand.ADULT), employer="A school")
    matter.add("mail.eml", A05)

    assert "act.stop-contact" not in matter.steps()
