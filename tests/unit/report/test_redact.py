"""What a receiver does not get is gone from the facts before any text is made of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.report_facts import case
from upstander.model.report import (
    AgeBand,
    Contact,
    HelperRole,
    Helping,
    Incident,
    KeptEvidence,
    Nature,
    ReportFacts,
    Statement,
    SubjectAccount,
)
from upstander.report.redact import OPINION, TO_THE_POLICE, seen_by, seen_text, youngest

NOBODY: frozenset[str] = frozenset()


def words(text: str, *shares: str, **more: object) -> str:
    facts = replace(ReportFacts(what_happened=text), **more)  # type: ignore[arg-type]  # any field
    return seen_by(facts, frozenset(shares)).facts.what_happened


def test_the_facts_themselves_stay_as_they_were_told() -> None:
    ellen = case("ellen")
    seen_by(ellen, NOBODY)

    assert ellen == case("ellen")


def test_a_platform_gets_no_address_phone_school_or_child() -> None:
    seen = seen_by(case("ellen"), {"name", "email"})

    quoted = seen.facts.incidents[0].what
    for private in ("Example Street", "AB1 2CD", "07700", "Northfield", "3.15"):
        assert private not in quoted
    assert quoted.startswith("Nurse Ellen Marsh lives [left out: address]")
    assert quoted.endswith("Pay her a visit.")


def test_the_police_copy_is_complete_but_for_witnesses() -> None:
    maya = case("maya")
    seen = seen_by(maya, TO_THE_POLICE)

    assert seen.facts == replace(maya, private=(), witnesses=("[left out: witness]",))
    assert seen.left_out == ("witness",)


def test_a_file_name_of_the_evidence_says_no_address() -> None:
    seen = seen_by(case("ellen"), {"name", "email"})

    assert seen.facts.evidence[0].name == "[left out: address] post.html"


@pytest.mark.parametrize(
    "written",
    [
        "0770 090 0122",
        "+44 7700 900122",
        "+447700900122",
        "0044 7700-900-122",
        "+44 (0)7700 900122",
        "07700900122",
        "07700%20900%20122",
        "０７７００ ９００１２２",
        "0770\u200b0 900122",
    ],
)
def test_a_phone_number_is_found_however_it_is_written(written: str) -> None:
    said = words(f"ring {written} now", own_number="07700 900122")

    assert said == "ring [left out: phone] now"


@pytest.mark.parametrize("written", ["ellen marsh", "ELLEN  MARSH", "Ellen.Marsh", "xEllenMarsh1"])
def test_a_name_is_found_in_any_case_and_inside_a_handle(written: str) -> None:
    assert "arsh" not in words(written, target_name="Ellen Marsh").lower()


def test_a_first_name_alone_is_found_in_what_people_wrote() -> None:
    assert words("is ellen home", target_name="Ellen Marsh") == "is [left out: name] home"


def test_a_name_that_is_a_word_is_only_found_with_a_capital() -> None:
    said = words("I will tell Will", target_name="Will Young")

    assert said == "I will tell [left out: name]"


def test_a_surname_that_the_receiver_may_see_stays() -> None:
    said = words("Ellen Marsh", "name", target_name="Ellen Marsh", private=(("child", "Jo Marsh"),))

    assert said == "Ellen Marsh"


def test_a_child_is_a_child_and_not_a_name() -> None:
    told = {"target_name": "Priya Nair", "helping": Helping(HelperRole.PARENT, age=AgeBand.TEEN)}

    assert words("Priya Nair", "name", **told) == "[left out: child's name]"
    assert words("Priya Nair", "child", **told) == "Priya Nair"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("My PIN is 4471.", "My PIN is [left out: PIN]."),
        ("my pin was 4471, I think", "my pin was [left out: PIN], I think"),
        ("password: Blue!Kettle9", "password: [left out: password]"),
        ("card 4111 1111 1111 1111 was used", "card [left out: card number] was used"),
        ("the gate code is 4471#", "the gate code is [left out: door code]"),
        ("NI number QQ123456C no, AB123456C", None),
    ],
)
def test_what_opens_something_goes_for_everybody(text: str, left: str | None) -> None:
    said = words(text, *TO_THE_POLICE, "password", "pin", "card", "gate-code", "identity-number")

    assert said == left if left else "AB123456C" not in said


def test_a_password_that_was_told_goes_for_everybody() -> None:
    said = words("he knows Sunflower7", "password", private=(("password", "Sunflower7"),))

    assert said == "he knows [left out: password]"


def test_a_detail_of_the_other_side_stays() -> None:
    other = SubjectAccount("Dan", number="07700 900888")

    assert words("from 07700900888", accounts=(other,)) == "from 07700900888"


def test_a_private_number_goes_even_where_it_is_called_one_of_the_other_side() -> None:
    other = SubjectAccount("Dan", number="07700 900122")
    seen = seen_by(
        ReportFacts(accounts=(other,), own_number="07700900122", what_happened="07700 900122"),
        NOBODY,
    )

    assert seen.facts.what_happened == "[left out: phone]"
    assert seen.facts.accounts[0].number == "[left out: phone]"


def test_identifiers_of_the_evidence_are_not_read_as_details() -> None:
    sha = "4111111111111111" * 4
    facts = ReportFacts(
        evidence=(KeptEvidence("E1", "a.txt", sha, 1),),
        incidents=(Incident("07700 900888", "hi", account="mail@example.org", message="m"),),
        addresses=("https://example.org/07700900888",),
    )

    assert seen_by(facts, NOBODY).facts == facts


def test_an_opinion_goes_only_to_a_receiver_of_opinions() -> None:
    said = (
        Statement(Nature.FACT, "I saw it.", "Sam"),
        Statement(Nature.OPINION, "It must be Kieran.", "Sam"),
    )
    facts = ReportFacts(statements=said)

    assert [each.text for each in seen_by(facts, NOBODY).facts.statements] == ["I saw it."]
    assert seen_by(facts, NOBODY).left_out == ("another person", "opinion")
    assert seen_by(facts, {OPINION, "other-person"}).facts.statements == said


def test_the_whole_mail_goes_along_only_where_a_form_says_so() -> None:
    facts = ReportFacts(raw_mail=b"From: x")

    assert seen_by(facts, TO_THE_POLICE).facts.raw_mail == b""
    assert seen_by(facts, NOBODY, original=True).facts.raw_mail == b"From: x"


def test_all_of_very_many_details_go() -> None:
    said = words("call 07700 900122, " * 700)

    assert "900122" not in said
    assert said.count("[left out: phone]") == 700


def test_where_the_person_is_now_goes_with_the_address() -> None:
    facts = ReportFacts(at_risk_now="At her sister's in Leeds")

    assert seen_by(facts, {"name"}).facts.at_risk_now == "[left out: address]"
    assert seen_by(facts, {"address"}).facts.at_risk_now == "At her sister's in Leeds"


def test_a_street_of_the_address_goes_without_its_town() -> None:
    told = {"address": "7 Mill Lane, Leeds LS1 4AB"}

    assert words("seen at 7 mill lane, in Leeds", **told) == "seen at [left out: address], in Leeds"


def test_an_attached_text_is_treated_alike() -> None:
    facts = ReportFacts(reporter=Contact(phone="07700 900455"))

    assert seen_text(facts, {"email"}, "My number is 07700900455.") == (
        "My number is [left out: phone]."
    )


def test_of_ages_that_contradict_each_other_the_younger_counts() -> None:
    told = Helping(age=AgeBand.ADULT, other_ages=(AgeBand.OLDER_TEEN, AgeBand.UNKNOWN))

    assert youngest(told) is AgeBand.OLDER_TEEN
    assert youngest(Helping()) is AgeBand.UNKNOWN


def test_a_mail_address_that_is_shared_stays_whole_although_a_name_stands_in_it() -> None:
    facts = ReportFacts(reporter=Contact(name="Tara Example", email="tara@example.org"))

    assert seen_by(facts, {"email"}).facts.reporter.email == "tara@example.org"
    assert "tara" not in seen_by(facts, set()).facts.reporter.email
