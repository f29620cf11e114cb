"""The plan of a case changes with what became of its reports, and with what a claim says."""

from __future__ import annotations

import pytest

from tests.fakes.cast import TARA, House
from tests.support.reporting import Matter
from upstander.application.make_report import Followed, follow_report, keep_report
from upstander.model.errors import InvalidAnswer
from upstander.model.evidence import Case
from upstander.model.report import (
    AgeBand,
    Answered,
    Block,
    Document,
    FilePart,
    HelperRole,
    Helping,
)

NOTICE = Document(
    "platform-notice",
    title="Report to the service",
    blocks=(Block("paragraph", text="Please look."),),
)
PARTS = (FilePart("report.txt", "text/plain", b"Please look."),)
BANK = Document("bank-sheet", title="To the bank", blocks=NOTICE.blocks)
HELPLINE, OMBUDSMAN = "uk.rhc", "uk.fos"
NO = Answered("2026-11-22", "", outcome="no")


@pytest.fixture
def matter(home: House, case: Case) -> Matter:
    found = Matter(home, case)
    found.tell(
        place="GB-ENG",
        helping=Helping(age=AgeBand.ADULT),
        kinds=("harassment",),
        platform="platform.instagram",
    )
    return found


@pytest.fixture
def cheated(home: House, case: Case) -> Matter:
    found = Matter(home, case)
    found.tell(
        place="GB-ENG",
        helping=Helping(age=AgeBand.ADULT),
        kinds=("payment-fraud",),
        bank="Harbour Bank",
        money_moved="yes",
    )
    return found


def notice(matter: Matter, followed: Followed, document: Document = NOTICE) -> str:
    services, case = matter.home.services, matter.case.id
    made = keep_report(services, actor=TARA, case=case, document=document, parts=PARTS)
    follow_report(services, actor=TARA, case=case, report=made.id, followed=followed)
    return made.id


@pytest.mark.parametrize(
    ("sent_at", "offered"),
    [
        ("2026-11-21", False),
        ("2026-11-16", False),
        ("2026-11-15", True),
        ("2026-10-01 09:00", True),
    ],
)
def test_a_service_that_is_silent_for_a_week_brings_in_the_helpline(
    matter: Matter, sent_at: str, offered: bool
) -> None:
    notice(matter, Followed(sent_at=sent_at))

    assert (HELPLINE in matter.steps()) is offered


def test_a_notice_that_was_not_sent_is_not_waited_for(matter: Matter) -> None:
    notice(matter, Followed(reference="a draft"))

    assert HELPLINE not in matter.steps()


def test_a_notice_that_is_closed_is_not_waited_for(matter: Matter) -> None:
    notice(matter, Followed(sent_at="2026-10-01", closed="They took it down."))

    assert HELPLINE not in matter.steps()


def test_an_answer_of_the_service_brings_in_the_helpline_at_once(matter: Matter) -> None:
    report = notice(matter, Followed(sent_at="2026-11-21"))
    answer = Followed(answer=Answered("2026-11-22", "No rule was broken."))

    follow_report(
        matter.home.services, actor=TARA, case=matter.case.id, report=report, followed=answer
    )

    assert HELPLINE in matter.steps()


def test_a_service_that_does_what_was_asked_needs_no_helpline(matter: Matter) -> None:
    answer = Answered("2026-11-22", "It is down.", outcome="yes")
    notice(matter, Followed(sent_at="2026-11-21", answer=answer))

    assert HELPLINE not in matter.steps()


@pytest.mark.parametrize(
    ("outcome", "offered"), [("yes", False), ("", True), ("partly", True), ("no", True)]
)
def test_a_bank_that_does_not_pay_all_back_brings_in_the_ombudsman(
    cheated: Matter, outcome: str, offered: bool
) -> None:
    answer = Answered("2026-11-22", "We looked at it.", outcome=outcome)
    notice(cheated, Followed(sent_at="2026-11-20", answer=answer), BANK)

    assert (OMBUDSMAN in cheated.steps()) is offered


@pytest.mark.parametrize(("sent_at", "offered"), [("2026-09-28", False), ("2026-09-27", True)])
def test_a_bank_that_is_silent_for_eight_weeks_brings_in_the_ombudsman(
    cheated: Matter, sent_at: str, offered: bool
) -> None:
    notice(cheated, Followed(sent_at=sent_at), BANK)

    assert (OMBUDSMAN in cheated.steps()) is offered


def test_an_outcome_that_is_none_is_refused(cheated: Matter) -> None:
    with pytest.raises(InvalidAnswer):
        notice(cheated, Followed(answer=Answered("", "", outcome="perhaps")), BANK)


@pytest.mark.parametrize(
    ("words", "goes"),
    [
        ("A post says he is a danger to children.", True),
        ("It says she is not safe with pupils.", True),
        ("It says he should not work with children.", True),
        ("I work with children and they laugh at me.", False),
        ("A post says he is lazy.", False),
    ],
)
def test_a_claim_about_harm_to_children_goes_to_the_right_officer(
    home: House, case: Case, words: str, goes: bool
) -> None:
    school = Matter(home, case)
    school.tell(
        place="GB-ENG",
        helping=Helping(HelperRole.MANAGER, age=AgeBand.ADULT),
        kinds=("false-profile",),
        what_happened=words,
        employer="A school",
    )

    assert ("uk.role.childrens_services" in school.steps()) is goes


def test_an_answer_without_words_is_not_written_down_as_none(cheated: Matter) -> None:
    report = notice(cheated, Followed(sent_at="2026-11-20", answer=NO), BANK)

    text = cheated.text("complaint-after-silence", about=report)

    assert "They will not do what was asked." in text
    assert "No answer came" not in text


def test_our_words_on_an_answer_stand_in_no_quotation_of_it(cheated: Matter) -> None:
    said = Answered("2026-11-21", "We found no violation.", outcome="no")
    report = notice(cheated, Followed(sent_at="2026-11-20", answer=said), BANK)

    document = cheated.document("complaint-after-silence", about=report, to=BANK)

    quoted = [block.text for block in document.blocks if block.kind == "quote"]
    attached = [part.data for part in document.files if part.name.startswith("answer")]
    assert quoted == ["We found no violation."]
    assert [data.rstrip().endswith(b"We found no violation.") for data in attached] == [True]
    assert "They will not do what was asked." in cheated.text(
        "complaint-after-silence", about=report, to=BANK
    )
