"""Nothing leaves this computer unless a person asks for just that, and every asking is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.fakes.cast import TARA, House
from tests.fakes.file_vault import new_vault
from tests.fakes.network import Network
from tests.support.looking_up import ASKED, IP, KEY, NAME, entries, look, shape
from tests.support.rdap_server import rdap_server
from upstander.adapters.rdap_fetcher import RdapFetcher
from upstander.application.look_up import (
    ask,
    looked_before,
    lookups_of,
    question_for,
)
from upstander.application.look_up_record import MOST_KEPT
from upstander.application.network_ports import Lookups, Trouble
from upstander.application.rebuild_index import rebuild_index
from upstander.application.start_case import start_case
from upstander.model.errors import InvalidAnswer, NobodyToAsk, NotFound
from upstander.model.ids import CaseId
from upstander.model.lead import LookOutcome


@pytest.fixture
def case(home: House) -> CaseId:
    return start_case(home.services, actor=TARA, title="").id


def test_gives_the_contact_with_who_said_so_and_when(
    home: House, case: CaseId, network: Network
) -> None:
    looked = look(home, case, network)

    contact = looked.contacts[0]
    assert (contact.address, contact.source) == ("abuse@harbour.test", "rdap.arin.net")
    assert contact.checked == looked.at
    assert network.asked == [ASKED]


def test_every_asking_is_one_entry_with_the_answer(
    home: House, case: CaseId, network: Network
) -> None:
    look(home, case, network)

    (entry,) = entries(home)
    assert (entry.actor, entry.case) == (TARA, case)
    assert (entry.data["kind"], entry.data["value"]) == ("ip", IP)
    assert (entry.data["asked"], entry.data["outcome"]) == ("rdap.arin.net", "found")
    assert str(entry.data["answer"]).encode() == shape("abuse-at-the-top")


@pytest.mark.parametrize("trouble", list(Trouble))
def test_a_failed_asking_is_kept_too_and_said_calmly(
    home: House, case: CaseId, network: Network, trouble: Trouble
) -> None:
    network.fail(ASKED, trouble)

    looked = look(home, case, network)

    assert (looked.outcome, looked.contacts) == (LookOutcome.FAILED, ())
    assert looked.words.endswith("paste the answer.")
    assert entries(home)[0].data["why"] == trouble.value


def test_a_page_in_place_of_an_answer_is_a_failure(
    home: House, case: CaseId, network: Network
) -> None:
    network.answer(ASKED, b"<html>log in</html>")

    assert look(home, case, network).trouble is Trouble.NOT_AN_ANSWER


def test_an_answer_about_something_else_gives_no_contact(
    home: House, case: CaseId, network: Network
) -> None:
    network.answer(ASKED, shape("name-without-contacts"))

    looked = look(home, case, network)

    assert (looked.trouble, looked.contacts) == (Trouble.OTHER, ())


def test_offers_the_earlier_answer_with_its_age_before_asking_again(
    home: House, case: CaseId, network: Network
) -> None:
    first = look(home, case, network)
    home.clock.advance(days=3, hours=2)

    second = look(home, case, network)

    assert second.age == "asked 3 days ago"
    assert (second.contacts, second.at, second.seq) == (first.contacts, first.at, first.seq)
    assert len(network.asked) == len(entries(home)) == 1


def test_asks_again_when_the_person_wants_it(home: House, case: CaseId, network: Network) -> None:
    look(home, case, network)

    assert look(home, case, network, again=True).age == ""
    assert len(network.asked) == len(entries(home)) == 2


def test_a_failure_is_not_offered_as_an_answer(home: House, case: CaseId, network: Network) -> None:
    network.fail(ASKED, Trouble.BUSY)
    look(home, case, network)
    network.answer(ASKED, shape("abuse-at-the-top"))

    assert look(home, case, network).outcome is LookOutcome.FOUND
    assert [each.outcome.value for each in lookups_of(home.services, case)] == ["failed", "found"]


def test_of_a_very_large_answer_only_the_digest_is_kept(
    home: House, case: CaseId, network: Network
) -> None:
    large = shape("abuse-at-the-top").rstrip()[:-1] + b" " * MOST_KEPT + b"}"
    network.answer(ASKED, large)

    assert look(home, case, network).contacts
    assert "answer" not in entries(home)[0].data
    assert look(home, case, network).age == ""  # nothing to offer, so it is asked again
    assert lookups_of(home.services, case)[0].digest


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("ip", "192.0.2.4"), ("ip", "198.51.100.9"), ("ip", "203.0.113.1"), ("ip", "127.0.0.1"),
        ("ip", "10.1.2.3"), ("ip", "192.168.0.1"), ("ip", "100.64.3.4"), ("ip", "169.254.1.1"),
        ("ip", "224.0.0.1"), ("ip", "::1"), ("ip", "2001:db8::1"), ("ip", "fe80::1%eth0"),
        ("ip", "::ffff:10.0.0.1"), ("asn", "AS64512"), ("asn", "64496"),
        ("domain", "server.local"), ("link", "http://127.0.0.1/x"), ("domain", "a.example"),
        ("txt", "s1._domainkey.mail.test"), ("domain", "abcdef.onion"),
    ],
)  # fmt: skip
def test_asks_nobody_about_what_has_no_outside_holder(
    home: House, case: CaseId, network: Network, kind: str, value: str
) -> None:
    with pytest.raises(NobodyToAsk, match="no outside holder"):
        look(home, case, network, kind, value)

    assert network.asked == []
    assert entries(home) == []


def test_says_so_where_no_register_is_known(home: House, case: CaseId, network: Network) -> None:
    with pytest.raises(NobodyToAsk, match=r"No look-up service is known for \.it"):
        look(home, case, network, "domain", "www.example.it")

    assert network.asked == []


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("ip", "999.1.1.1"), ("ip", "Carl"), ("asn", "AS0x1"), ("domain", "two words"),
        ("domain", "co.uk"), ("txt", "a b"), ("phone", "07700 900123"), ("wallet", "bc1q"),
        ("txt", "x" * 300), ("domain", ""), ("link", "https://"),
    ],
)  # fmt: skip
def test_asks_nobody_about_what_is_no_lead_of_that_kind(
    home: House, case: CaseId, network: Network, kind: str, value: str
) -> None:
    with pytest.raises(InvalidAnswer):
        look(home, case, network, kind, value)

    assert network.asked == []


@pytest.mark.parametrize(
    "value",
    [
        "https://tara.example.org/private/letter?for=Tara",
        "https://user:word@a.b.example.org:8443/#x",
    ],
)
def test_sends_only_the_name_that_somebody_registered(
    home: House, case: CaseId, network: Network, value: str
) -> None:
    look(home, case, network, "link", value)

    assert network.asked == [NAME]


def test_sends_nothing_of_a_mail_address_but_its_domain(
    home: House, case: CaseId, network: Network
) -> None:
    look(home, case, network, "address", "Some.One+tag@mail.example.org")

    assert network.asked == [NAME]


def test_asks_nobody_outside_of_an_unknown_case(home: House, network: Network) -> None:
    with pytest.raises(NotFound):
        look(home, CaseId("NONE"), network)

    assert network.asked == []


def test_says_before_asking_what_is_told_to_whom() -> None:
    said = question_for("ip", IP).tells

    assert "Your internet address and this number go to ARIN (rdap.arin.net)" in said
    assert "The sender does not learn of it." in said


def test_says_that_the_domain_of_a_key_may_notice() -> None:
    assert "Whoever runs example.org may see that somebody asked" in question_for("txt", KEY).tells


def test_says_calmly_what_cannot_be_looked_up() -> None:
    with pytest.raises(InvalidAnswer) as refused:
        question_for("phone", "07700 900123")

    assert "cannot be looked up" in refused.value.explain()


def test_a_row_that_is_not_confirmed_or_old_says_check_first() -> None:
    known, weak = question_for("ip", IP), question_for("domain", "example.de")
    today = datetime(2026, 11, 22, tzinfo=UTC).date()

    assert (known.needs_a_check(today), weak.needs_a_check(today)) == (False, True)
    assert known.needs_a_check(today.replace(year=2027))


def test_look_ups_come_back_when_the_index_is_made_again(
    home: House, case: CaseId, network: Network
) -> None:
    look(home, case, network)
    lived = lookups_of(home.services, case)

    rebuild_index(home.services, actor=TARA)

    assert lookups_of(home.services, case) == lived
    assert looked_before(home.services, lived[0]).contacts


def test_a_look_up_is_read_again_from_a_vault_on_disk(
    home: House, tmp_path: Path, network: Network
) -> None:
    vault = new_vault(tmp_path / "vault", home.clock)
    on_disk = replace(home, services=replace(home.services, ledger=vault.ledger))
    case = start_case(on_disk.services, actor=TARA, title="").id

    first = look(on_disk, case, network)

    again = look(on_disk, case, network)
    assert (again.contacts, again.seq) == (first.contacts, first.seq)
    assert len(network.asked) == 1


def test_asks_a_real_register_on_this_computer() -> None:
    with rdap_server() as server:
        question = question_for("ip", IP)
        question = replace(
            question, address=server.address("abuse-at-the-top"), server=server.place
        )
        out = Lookups(Network().resolver, RdapFetcher(loopback=True))

        looked = ask(out, question, at=datetime(2026, 11, 22, 9, tzinfo=UTC))

    assert looked.contacts[0].address == "abuse@harbour.test"
    assert looked.server == server.place


def test_a_real_register_that_sends_us_away_is_not_followed(home: House) -> None:
    with rdap_server() as stranger, rdap_server() as server:
        server.away = stranger.address("abuse-at-the-top")
        question = replace(
            question_for("ip", IP), address=server.address("away"), server=server.place
        )
        out = Lookups(Network().resolver, RdapFetcher(loopback=True))

        looked = ask(out, question, at=datetime(2026, 11, 22, 9, tzinfo=UTC))

    assert (looked.trouble, looked.contacts, stranger.asked) == (Trouble.AWAY, (), [])
    assert "we did not go there" in looked.words
