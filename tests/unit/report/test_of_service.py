"""What of the facts belongs to one receiver (needs H5)."""

from __future__ import annotations

import pytest

from upstander.model.lead import Lead, LeadSource, Span, Strength
from upstander.model.report import (
    Incident,
    KeptEvidence,
    ReportFacts,
    SubjectAccount,
)
from upstander.model.worksheets import Claim
from upstander.report.of_service import left_out_of, of_accounts, of_service, with_its_own_files
from upstander.report.service_names import link_is_of, named_service, place_is_of

HERE = Incident("day", "one", account="Marlow", where="Instagram", message="m1", about=True)
THERE = Incident("day", "two", account="Marlow", where="WhatsApp", message="m2", about=True)
OTHER = Incident("day", "three", account="Dermot", where="Instagram", message="m3", level="A")
NOTE = Incident("day", "four", account="Dermot", where="")
MARLOW = SubjectAccount("Marlow", service="WhatsApp", number="07700 900888", count=12)


def lead(kind: str, value: str, source: str) -> Lead:
    return Lead(kind, value, Strength.CLAIMED, "", "", "", "", Span(source, 0, 1, "char", "text"))


def kept(exhibit: str) -> KeptEvidence:
    return KeptEvidence(exhibit, f"{exhibit}.txt", "", 1)


@pytest.mark.parametrize(
    ("where", "to", "is_its"),
    [
        ("Facebook and Messenger", "platform.facebook", True),
        ("Messenger", "platform.facebook", True),
        ("work Teams", "platform.microsoft", True),
        ("WhatsApp call", "platform.whatsapp", True),
        ("Facebook Messenger, Instagram", "platform.instagram", False),
        ("on X", "platform.x", True),
        ("Twitter", "platform.x", True),
        ("text message", "platform.x", False),
        ("https://x.com.evil.example/p", "platform.x", False),
        ("https://x.com/a/status/1", "platform.x", True),
        ("on the drive", "platform.google", False),
        ("e-mail", "any.isp", True),
        ("text message", "uk.ee", True),
        ("WhatsApp call", "uk.ee", False),
        ("school", "platform.instagram", False),
        ("", "platform.instagram", True),
    ],
)
def test_a_place_is_of_a_receiver_only_where_nothing_else_is_named(
    where: str, to: str, is_its: bool
) -> None:
    assert place_is_of(where, to) is is_its


def test_a_link_is_of_a_service_by_the_host_that_it_goes_to() -> None:
    assert link_is_of("https://www.instagram.com/p/1", "platform.instagram")
    for other in ("https://instagram.com@evil.example/", "https://evil.example/instagram.com",
                  "@marlow", "https://bit.ly/3"):  # fmt: skip
        assert not link_is_of(other, "platform.instagram")


def test_two_services_in_one_place_are_neither() -> None:
    assert named_service("insta") == "Instagram"
    assert named_service("Instagram and WhatsApp") == named_service("phone call") == ""


def test_an_account_that_was_seen_elsewhere_too_says_only_what_was_seen_here() -> None:
    facts = ReportFacts(incidents=(HERE, THERE), accounts=(MARLOW,))

    (account,) = of_service(facts, "platform.instagram").accounts

    assert account == SubjectAccount("Marlow", service="Instagram", count=1)


def test_a_lead_goes_only_where_its_message_was_seen() -> None:
    leads = (lead("handle", "a", "m8"), lead("handle", "b", "m9"), lead("domain", "c", "m8"))
    sources = (LeadSource("m8", "Instagram", about=True), LeadSource("m9", "WhatsApp"))
    facts = ReportFacts(leads=leads, sources=sources, about=("Marlow",))

    assert [each.value for each in of_service(facts, "platform.instagram").leads] == ["a"]
    assert [each.value for each in of_accounts(facts).leads] == ["a", "c"]


def test_the_worst_is_chosen_again_from_what_stays() -> None:
    second = Incident("day", "five", account="Marlow", message="m5", level="C", about=True)
    facts = ReportFacts(incidents=(OTHER, second), worst=OTHER, about=("Marlow",))

    assert of_accounts(facts).worst == second


def test_notes_and_mails_that_name_nobody_stay_whomever_the_case_is_about() -> None:
    forged = Incident("day", "mail", message="m7", where="e-mail")
    facts = ReportFacts(incidents=(HERE, OTHER, NOTE, forged), about=("Marlow",))

    assert of_accounts(facts).incidents == (HERE, NOTE, forged)


def test_other_receivers_get_the_facts_whole() -> None:
    facts = ReportFacts(incidents=(HERE, THERE), addresses=("https://example.org/1",))

    assert of_service(facts, "uk.police.101") is facts and of_service(facts, "") is facts


def test_a_file_in_a_row_counts_only_for_a_form_that_prints_the_sheet() -> None:
    facts = ReportFacts(claims=(Claim("said", exhibit="A-1"),), evidence=(kept("A-1"), kept("A-2")))

    assert with_its_own_files(facts).evidence == ()
    assert with_its_own_files(facts, sheets=frozenset({"claims"})).evidence == (kept("A-1"),)


def test_the_person_is_told_how_much_a_receiver_is_not_told() -> None:
    facts = ReportFacts(incidents=(HERE, THERE), addresses=("https://example.org/1",))

    lines = list(left_out_of(facts, of_service(facts, "platform.instagram")))

    assert len(lines) == 2 and "one thing" in lines[0] and "one link" in lines[1]
    assert list(left_out_of(facts, facts)) == []
