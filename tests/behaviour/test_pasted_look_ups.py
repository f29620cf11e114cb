"""Answers from another device, and the keys of signatures, in the record."""

from __future__ import annotations

import base64
import json

import pytest

from tests.fakes.cast import TARA, House
from tests.fakes.network import Network
from tests.support.looking_up import IP, KEY, entries, look, shape
from upstander.application.look_up import (
    paste_answer,
    recorded_keys,
)
from upstander.application.network_ports import TextRecords, Trouble
from upstander.application.start_case import start_case
from upstander.model.errors import InvalidAnswer
from upstander.model.ids import CaseId
from upstander.model.lead import LookOutcome
from upstander.trace.key_records import KeyState


@pytest.fixture
def case(home: House) -> CaseId:
    return start_case(home.services, actor=TARA, title="").id


def test_a_pasted_answer_is_kept_as_pasted_and_nobody_is_asked(home: House, case: CaseId) -> None:
    looked = paste_answer(
        home.services, actor=TARA, case=case, lead_kind="ip", value=IP,
        data=shape("abuse-nested-in-the-holder"),
    )  # fmt: skip

    (entry,) = entries(home)
    assert entry.data["pasted"] is True
    assert "asked" not in entry.data
    assert looked.contacts[0].source == "an answer that was pasted"


def test_an_earlier_pasted_answer_is_offered_as_pasted(
    home: House, case: CaseId, network: Network
) -> None:
    paste_answer(
        home.services, actor=TARA, case=case, lead_kind="ip", value=IP,
        data=shape("abuse-at-the-top"),
    )  # fmt: skip
    home.clock.advance(hours=5)

    looked = look(home, case, network)

    assert (looked.age, looked.pasted, network.asked) == ("pasted 5 hours ago", True, [])


@pytest.mark.parametrize(
    "data",
    [b"", b"hello", b"{}", shape("name-without-contacts"), shape("error-object"), b"[" * 9000],
    ids=["empty", "words", "nothing", "else", "error", "deep"],
)
def test_refuses_a_pasted_text_that_is_no_answer_about_it(
    home: House, case: CaseId, data: bytes
) -> None:
    with pytest.raises(InvalidAnswer):
        paste_answer(home.services, actor=TARA, case=case, lead_kind="ip", value=IP, data=data)

    assert entries(home) == []


def test_a_key_that_was_asked_for_can_check_a_signature_later(
    home: House, case: CaseId, network: Network
) -> None:
    network.resolver.answers[KEY] = TextRecords(LookOutcome.FOUND, (b"v=DKIM1; p=AAAA\xff",))
    looked = look(home, case, network, "txt", KEY)

    answer = recorded_keys(home.services, case).answer(KEY)

    assert (answer.state, answer.text) == (KeyState.FOUND, b"v=DKIM1; p=AAAA\xff")
    assert answer.seen_at == looked.at
    texts = entries(home)[0].data["texts"]
    assert isinstance(texts, list)
    assert base64.b64decode(str(texts[0])) == b"v=DKIM1; p=AAAA\xff"


def test_silence_is_never_recorded_as_a_missing_key(
    home: House, case: CaseId, network: Network
) -> None:
    slow = TextRecords(LookOutcome.FAILED, trouble=Trouble.SLOW)
    network.resolver.answers[KEY] = slow
    look(home, case, network, "txt", KEY)
    look(home, case, network, "txt", "gone._domainkey.example.org")

    keys = recorded_keys(home.services, case)

    assert keys.answer(KEY).state is KeyState.FAILED
    assert keys.answer("gone._domainkey.example.org").state is KeyState.ABSENT


def test_a_pasted_key_counts_like_one_that_was_asked_for(home: House, case: CaseId) -> None:
    pasted = f'{KEY}. 300 IN TXT "v=DKIM1; k=rsa; " "p=AAAA"'.encode()

    paste_answer(home.services, actor=TARA, case=case, lead_kind="txt", value=KEY, data=pasted)

    answer = recorded_keys(home.services, case).answer(KEY)
    assert (answer.state, answer.text) == (KeyState.FOUND, b"v=DKIM1; k=rsa; p=AAAA")


def test_no_word_of_a_case_can_become_a_contact(home: House, case: CaseId) -> None:
    words = json.dumps({"objectClassName": "ip network", "startAddress": "198.41.0.0",
                        "endAddress": "198.41.3.255", "remarks": [
                            {"description": ["Report to abuse@harbour.test"]}],
                        "notices": [{"title": "abuse@harbour.test"}],
                        "links": [{"href": "mailto:abuse@harbour.test"}]})  # fmt: skip

    looked = paste_answer(
        home.services, actor=TARA, case=case, lead_kind="ip", value=IP, data=words.encode()
    )

    assert looked.contacts == ()
