"""Names and details of others are left out though nobody listed them; threats stay readable."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest

from upstander.model.report import (
    AgeBand,
    Contact,
    HelperRole,
    Helping,
    Incident,
    Nature,
    ReportFacts,
    Statement,
    SubjectAccount,
)
from upstander.model.worksheets import Exposed
from upstander.report.named_people import named_in
from upstander.report.redact import OTHERS_DETAILS, TO_THE_POLICE, Seen, seen_by

GONE = "[left out: another person]"


def seen(text: str, *names: str, shares: tuple[str, ...] = (), **more: object) -> str:
    """What stands in the words of the evidence for a receiver that gets ``shares``."""
    facts = ReportFacts(
        incidents=(Incident(when="", what=text, account="Marlow", message="m"),),
        seen_names=tuple(("other-person", name) for name in names),
    )
    facts = replace(facts, **more)  # type: ignore[arg-type]  # any field
    return seen_by(facts, shares).facts.incidents[0].what


# --- names out of the evidence --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("jo marsh", "ask jo marsh"),
        ("dafydd hart", "ask Dafydd"),
        ("محمد", "ask محمد now"),
        ("李小龙", "ask 李小龙 now"),
        ("Jo", "ask Jo now"),
        ("Ellen", "Ellens house"),
        ("Ellen", "ellen's house"),
        ("Zoë", "ask Zoe"),
        ("Łucja", "ask Lucja"),
        ("Ellen Hart", "EllenHart.txt"),
        ("Ellen Hart", "@EllenHart1 knows"),
        ("Siân Price-Jones", "ask siân"),
        ("Ellen 🌸", "ask Ellen"),
    ],
)
def test_a_name_of_the_chat_goes_in_each_way_of_writing(name: str, text: str) -> None:
    assert GONE in seen(text, name)


def test_a_name_goes_where_its_accent_stands_apart() -> None:
    text = unicodedata.normalize("NFD", "Chat with Zoë today")

    assert seen(text, "Zoë").startswith(f"Chat with {GONE}")


@pytest.mark.parametrize(
    "name",
    ["You Are Dead", "i will kill you", "Mum", "Kill", "burn the house", "Me", "no", "17", ""],
)
def test_nobody_blanks_a_threat_by_a_name(name: str) -> None:
    threat = "I will kill you and burn the house, you are dead, mum. No one helps me."

    assert seen(threat, name) == threat


def test_a_name_that_is_a_word_goes_with_a_capital_only() -> None:
    assert seen("He will hurt Will, I will see", "Will") == f"He will hurt {GONE}, I will see"


def test_the_account_of_the_case_keeps_its_name_whole_and_in_part() -> None:
    text = "Marlow Reed wrote it, Reed said so"
    accounts = (SubjectAccount("Marlow Reed"),)

    assert seen(text, "Marlow Reed", "Ann Reed", accounts=accounts) == text


def test_whom_the_case_is_about_is_never_masked() -> None:
    assert seen("Dave Carter was here", "Dave Carter", about=("Dave Carter",)) == (
        "Dave Carter was here"
    )


# --- names beside a relation ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("my 9-year-old daughter Mia", ["Mia"]),
        ("my eldest son Leo", ["Leo"]),
        ("he wrote to my late husband Tom", ["Tom"]),
        ("my step-daughter Mia", ["Mia"]),
        ("my sister-in-law Ellen", ["Ellen"]),
        ("my daughters Mia and Zoe", ["Mia", "Zoe"]),
        ("my daughter (Mia)", ["Mia"]),
        ("my son's name is Leo", ["Leo"]),
        ("my nana Ellen", ["Ellen"]),
        ("my twins Leo and Mia", ["Leo", "Mia"]),
        ("my friend's daughter Mia", ["Mia"]),
        ("my daughter Łucja", ["Łucja"]),
        ("my friend Øystein Berg said", ["Øystein Berg"]),
        ("My husband Dave Carter tracks my phone", []),
        ("My neighbour Rob Hill posted my photo", []),
        ("he told my neighbour Rob Hill", ["Rob Hill"]),
        ("My best friend and flatmate Jonah Reed", ["Jonah Reed"]),
        ("Then Ellen, my sister, saw it", ["Ellen"]),
        ("He rang again, my sister saw it", []),
        ("my daughter was at home", []),
        ("my colleague Steve wrote it", []),
    ],
)
def test_a_name_is_known_by_the_relation_before_it(text: str, names: list[str]) -> None:
    assert [name for _, name in named_in(text)] == names


def test_the_child_of_another_family_does_not_go_to_the_school() -> None:
    told = "My daughter Mia was hit by a boy Kyle. My niece Ava saw it."
    parent = Helping(HelperRole.PARENT, age=AgeBand.UNDER_13)

    facts = seen_by(ReportFacts(what_happened=told, helping=parent), {"child", "school"}).facts

    assert facts.what_happened == (
        f"My daughter Mia was hit by a boy {GONE}. My niece {GONE} saw it."
    )


# --- other people's details, statements, witnesses ------------------------------------------------

OWN = Contact(name="Tara Bell", email="tara@example.org", phone="07700 900455")
WORDS = "Ellen has 07700 900111 and ellen@example.com, Tara has 07700900455 and tara@example.org"


def test_a_receiver_of_the_own_number_does_not_get_that_of_a_sister() -> None:
    text = seen(WORDS, shares=("phone", "email", "name"), reporter=OWN)

    assert "900111" not in text and "ellen@example.com" not in text
    assert "07700900455" in text and "tara@example.org" in text


@pytest.mark.parametrize("shares", [TO_THE_POLICE, {"phone", "email", OTHERS_DETAILS}])
def test_the_police_and_the_fraud_line_get_all_numbers(shares: frozenset[str]) -> None:
    assert "07700 900111" in seen(WORDS, shares=tuple(shares), reporter=OWN)


def test_numbers_that_the_person_tells_of_the_other_side_stay() -> None:
    told = ReportFacts(what_happened="It came from 07700 900222.", reporter=OWN)

    assert "07700 900222" in seen_by(told, {"phone"}).facts.what_happened


def test_who_said_something_is_named_to_whoever_gets_names_of_others() -> None:
    said = (Statement(Nature.FACT, "I saw it.", by="Rhian Evans"),
            Statement(Nature.FACT, "I was there.", by="Tara Bell"))  # fmt: skip
    facts = ReportFacts(statements=said, reporter=OWN)

    def names(*shares: str) -> list[str]:
        return [each.by for each in seen_by(facts, shares).facts.statements]

    assert names("name") == [GONE, "Tara Bell"]
    assert names("name", "other-person") == ["Rhian Evans", "Tara Bell"]


@pytest.mark.parametrize("shares", [(), ("witness", "name"), tuple(TO_THE_POLICE)])
def test_a_witness_who_did_not_agree_is_named_to_nobody(shares: tuple[str, ...]) -> None:
    text = seen("Priya Shah saw it, ask priya", shares=shares, hidden_names=("Priya Shah",))

    assert text == "[left out: witness] saw it, ask [left out: witness]"


# --- what the person takes out, and secrets -------------------------------------------------------


def test_words_taken_out_win_over_the_own_address_that_is_shared() -> None:
    facts = ReportFacts(reporter=OWN, private=(("private", "tara@example.org"),))

    found: Seen = seen_by(facts, {"name", "email"})

    assert found.facts.reporter.email == "[left out: private]"


@pytest.mark.parametrize("text", ["Ellen Hart", "ellen", "Ellens", "EllenHart", "Hart's"])
def test_a_name_that_is_taken_out_goes_in_its_parts(text: str) -> None:
    assert seen(f"ask {text} now", private=(("private", "Ellen Hart"),)) == (
        "ask [left out: private] now"
    )


def test_an_exposed_number_is_private_in_every_text() -> None:
    exposed = (Exposed("bank-account", number="98765432"),)

    assert "98765432" not in seen("my account 9876 5432", exposed=exposed)


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("my password is sunshine", "sunshine"),
        ("Password: correcthorse", "correcthorse"),
        ("passcode - letmein", "letmein"),
        ("login tara / Hunter2x", "Hunter2x"),
        ("2FA code 449221", "449221"),
        ("Security answer: Fluffy", "Fluffy"),
        ("wifi key Blue7House", "Blue7House"),
        ("recovery phrase: able about above across after again air alone", "able about"),
    ],
)
def test_a_secret_that_is_said_to_be_one_goes_to_nobody(text: str, secret: str) -> None:
    assert secret not in seen(text, shares=tuple(TO_THE_POLICE))


@pytest.mark.parametrize(
    "text", ["my password is wrong", "the password was changed by him", "he reset my password then"]
)
def test_words_about_a_password_stay(text: str) -> None:
    assert seen(text) == text


def test_what_was_left_out_once_is_not_left_out_again() -> None:
    text = "my password is [left out: password]. Security answer: [left out: password]."

    assert seen(text) == text
