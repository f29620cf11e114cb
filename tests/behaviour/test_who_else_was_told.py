"""To whom else somebody turned, and what came back, is told to the police alone (needs S28, H5)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.fakes.cast import TARA, House
from tests.support.reporting import Matter
from upstander.application.make_report import Followed, follow_report
from upstander.application.tell_case import tell_case
from upstander.application.write_report import Order, make_report
from upstander.model.evidence import Case
from upstander.model.report import Answered, Consent, HelperRole, Helping, Told

SISTER, HR, POLICE = "Ring me tonight, love Anna.", "HR finds no case.", "No crime was recorded."
SITE = "No rule was broken."
LETTERS = ("generic-letter", "employer-grievance", "school-letter", "fraud-report", "bank-sheet",
           "exposure-list")  # fmt: skip


def reported(matter: Matter, form: str, answer: str, **order: Any) -> str:
    """Keep a report, say that it was sent, and write down the answer."""
    services, case = matter.home.services, matter.case.id
    made = make_report(services, actor=TARA, case=case, order=Order(form, **order))
    followed = Followed(sent_at="2026-11-10", reference=f"R-{form}", answer=Answered("", answer))
    follow_report(services, actor=TARA, case=case, report=made.id, followed=followed)
    return made.id


@pytest.fixture
def matter(home: House, case: Case) -> Matter:
    matter = Matter(home, case)
    matter.tell(place="GB-ENG", kinds=("threats",), what_happened="He writes every night.")
    return matter


@pytest.fixture
def told(matter: Matter) -> dict[str, str]:
    """Four reports to four receivers, all answered: by a short name their ids."""
    return {
        "sister": reported(matter, "trusted-person", SISTER, receiver="Anna Hale"),
        "work": reported(matter, "employer-grievance", HR, to="uk.role.employer"),
        "police": reported(matter, "police-report", POLICE, to="uk.police.101"),
        "site": reported(matter, "platform-notice", SITE, to="platform.instagram"),
    }


@pytest.mark.parametrize("form", LETTERS)
def test_a_receiver_hears_of_no_other_receiver_and_of_no_answer(
    matter: Matter, told: dict[str, str], form: str
) -> None:
    text = matter.text(form, receiver="Somebody else")

    for word in ("Anna", SISTER, HR, POLICE, SITE, "Instagram", "R-platform"):
        assert word not in text, word


def test_that_the_police_know_is_said_without_their_answer(
    matter: Matter, told: dict[str, str]
) -> None:
    plain = matter.text("generic-letter", receiver="Somebody else")
    shares = frozenset({"police-reference"})
    ticked = matter.text("generic-letter", receiver="Somebody else", shares=shares)

    assert "Reported to the police, 2026-11-10" in plain and "no answer yet" not in plain
    assert "Reported to the police, 2026-11-10; reference R-police-report" in ticked


def test_a_receiver_hears_of_its_own_earlier_report(matter: Matter, told: dict[str, str]) -> None:
    text = matter.text("employer-grievance", to="uk.role.employer")

    assert HR in text and SITE not in text and SISTER not in text


@pytest.mark.parametrize("form", ["police-report", "council-safeguarding"])
def test_the_police_and_the_council_hear_of_all(
    matter: Matter, told: dict[str, str], form: str
) -> None:
    text = matter.text(form)

    assert SITE in text and HR in text


# --- the complaint --------------------------------------------------------------------------------


def test_a_complaint_tells_of_the_report_that_it_follows_and_of_no_other(
    matter: Matter, told: dict[str, str]
) -> None:
    document = matter.document("complaint-after-silence", about=told["site"])
    text = matter.text("complaint-after-silence", about=told["site"])

    assert "To: Instagram" in text and SITE in text
    assert [part.name for part in document.files] == ["earlier-report.txt", "answer-1.txt"]
    for other in (SISTER, HR, POLICE, "Anna"):
        assert other not in text + str(document.files), other


def test_without_a_named_report_a_complaint_tells_of_those_to_the_same_receiver(
    matter: Matter, told: dict[str, str]
) -> None:
    text = matter.text("complaint-after-silence", to="platform.instagram")

    assert SITE in text
    assert POLICE not in text and HR not in text and SISTER not in text
    assert SITE not in matter.text("complaint-after-silence", to="platform.tiktok")


def test_a_report_to_the_police_is_attached_for_nobody_else(
    matter: Matter, told: dict[str, str]
) -> None:
    order = {"to": "platform.instagram", "about": told["police"]}

    document = matter.document("complaint-after-silence", **order)

    assert "earlier-report.txt" not in {part.name for part in document.files}
    assert any("went to somebody else" in line for line in document.missing)
    assert any("whom you reported it to before" in line for line in document.who_learns)


def test_what_a_receiver_has_already_is_said_to_be_whole(
    matter: Matter, told: dict[str, str]
) -> None:
    order = {"about": told["site"], "leave_out": ("every night",)}

    document = matter.document("complaint-after-silence", **order)

    earlier = next(part.data for part in document.files if part.name == "earlier-report.txt")
    assert b"every night" not in earlier and b"[left out: private]" in earlier
    assert any("as they have it already" in line for line in document.missing)


# --- who helps, and why ---------------------------------------------------------------------------


@pytest.fixture
def helped(matter: Matter) -> Matter:
    helping = Helping(
        HelperRole.FRIEND, relation="a neighbour", consent=Consent.YES,
        wants="She wants no fuss.", reason="Her phone was left with me.",
    )  # fmt: skip
    told = Told(helping=helping, place="GB-ENG", what_happened="He writes to her.")
    tell_case(matter.home.services, actor=TARA, case=matter.case.id, told=told)
    return matter


@pytest.mark.parametrize("form", [*LETTERS, "platform-notice", "police-report", "school-letter",
                                  "council-safeguarding"])  # fmt: skip
def test_why_somebody_keeps_the_messages_of_another_is_told_to_nobody(
    helped: Matter, form: str
) -> None:
    assert "left with me" not in helped.text(form)


@pytest.mark.parametrize(
    ("form", "goes"),
    [("police-report", True), ("council-safeguarding", True), ("school-letter", True),
     ("generic-letter", False), ("employer-grievance", False), ("platform-notice", False),
     ("fraud-report", False), ("complaint-after-silence", False)],
)  # fmt: skip
def test_what_the_person_wants_goes_to_those_who_decide_about_care(
    helped: Matter, form: str, goes: bool
) -> None:
    assert ("no fuss" in helped.text(form)) is goes


# --- own accounts ---------------------------------------------------------------------------------


def test_a_company_is_told_of_the_accounts_with_it_alone(matter: Matter) -> None:
    own = ("Instagram: tara.p", "https://www.tiktok.com/@tara", "tara.private@example.org")
    matter.tell(own_accounts=own)

    def asked(to: str) -> str:
        return matter.text("subject-access-request", to=to)

    assert "Instagram: tara.p" in asked("platform.instagram")
    assert "tiktok" not in asked("platform.instagram")
    assert "@tara" in asked("platform.tiktok")
    assert "My account" not in asked("uk.role.school")
    assert any(
        "Your own account there" in line
        for line in matter.document("subject-access-request", to="uk.role.school").missing
    )
