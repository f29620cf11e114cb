"""XARF reports: only true types, judged by its own parser and by our stricter checks."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import xarf
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.report_facts import NOW
from upstander.directory.xarf_types import shipped_xarf_types
from upstander.model.lead import Lead, Span, Strength
from upstander.model.report import (
    AgeBand,
    CallRecord,
    Contact,
    Helping,
    Incident,
    ReportFacts,
    SubjectAccount,
)
from upstander.model.worksheets import Claim, Exposed, Intrusion, Repost
from upstander.report._interface import Asked
from upstander.report._xarf_checks import MAX_ITEM, faults
from upstander.report.as_text import plain_text
from upstander.report.formats.xarf_report import PLUGIN

ASKED = Asked(now=NOW)
DAY = timedelta(days=1)
TEXT = Incident("x", "Your parcel waits", "07700 900321", "SMS", NOW - DAY)
BASE = ReportFacts(
    reporter=Contact(name="Tara Example", email="tara@example.org"),
    kinds=("fraud",),
    what_happened="It looked like my bank.",
    incidents=(TEXT,),
)
MAIL = (
    b"Return-Path: <pay@mailer.example.net>\r\n"
    b"Received: from x ([203.0.113.7]) by y; Wed, 18 Nov 2026 03:12:41 +0000\r\n\r\nPay.\r\n"
)
SPAN = Span("TE-001", 0, 1)
IP = Lead("ip", "203.0.113.7", Strength.PROVEN, "h", "a", "g", "b", SPAN)
PORT = Lead("port", "50122", Strength.PROVEN, "h", "a", "g", "b", SPAN)
SIGN_IN = Intrusion(
    "a sign-in", "sign-in", utc=NOW - DAY, source="203.0.113.9", port=50122, protocol="TCP"
)
TRUE_TYPES = {
    "content/fraud": replace(BASE, addresses=("https://pay.example.com/x",)),
    "content/phishing": replace(
        BASE, exposed=(Exposed("password", address="https://in.example.com", seen_at=NOW - DAY),)
    ),
    "content/exposed_data": replace(
        BASE, kinds=("private-details",), addresses=("https://forum.example.com/t#p9",)
    ),
    "connection/login_attack": replace(BASE, kinds=("espionage",), intrusions=(SIGN_IN,)),
    "messaging/spam": BASE,
}


def report_in(facts: ReportFacts, asked: Asked = ASKED) -> dict[str, Any]:
    (part,) = PLUGIN.write(facts, asked).files
    held: dict[str, Any] = json.loads(part.data)
    return held


def said(facts: ReportFacts, asked: Asked = ASKED) -> str:
    document = PLUGIN.write(facts, asked)
    assert document.files == ()
    return " ".join(plain_text(document).split())


@pytest.mark.parametrize("name", sorted(TRUE_TYPES))
def test_a_true_type_is_taken_by_the_parser_and_by_our_checks(name: str) -> None:
    report = report_in(TRUE_TYPES[name])

    judged = xarf.parse(json.dumps(report))

    assert judged.errors == [] and judged.report is not None
    assert f"{report['category']}/{report['type']}" == name
    assert faults(report, NOW) == ()


def test_a_mail_of_a_fraud_is_reported_only_where_the_port_is_known() -> None:
    facts = replace(BASE, incidents=(), raw_mail=MAIL, leads=(IP,))

    assert "For a mail it needs the port" in said(facts)
    report = report_in(replace(facts, leads=(IP, PORT)))
    assert xarf.parse(json.dumps(report)).errors == []
    assert (report["source_identifier"], report["source_port"]) == ("203.0.113.7", 50122)


def test_the_whole_mail_is_evidence_with_the_hash_of_its_bytes() -> None:
    report = report_in(replace(BASE, incidents=(), raw_mail=MAIL, leads=(IP, PORT)))

    (item,) = report["evidence"]
    assert base64.b64decode(item["payload"]) == MAIL
    assert item["hash"] == f"sha256:{hashlib.sha256(MAIL).hexdigest()}"


@pytest.mark.parametrize("kind", ["harassment", "stalking", "threatening-messages", "bullying"])
def test_harassment_gets_no_file_and_no_bent_type(kind: str) -> None:
    facts = replace(BASE, kinds=(kind,), addresses=("https://a.example.com",))

    assert "This format has no type for harassment, threats or stalking." in said(facts)


@pytest.mark.parametrize("kinds", [("grooming",), ("child-exploitation", "fraud")])
def test_nothing_is_ever_made_about_sexual_harm_to_a_child(kinds: tuple[str, ...]) -> None:
    facts = replace(TRUE_TYPES["content/fraud"], kinds=kinds)

    assert "There is no file, and there will be none." in said(facts)


def test_pictures_of_a_child_are_never_reported_this_way() -> None:
    facts = replace(TRUE_TYPES["content/fraud"], kinds=("fraud", "image-abuse"))

    assert report_in(facts)
    child = replace(facts, helping=Helping(age=AgeBand.ADULT, other_ages=(AgeBand.TEEN,)))
    assert "there will be none" in said(child)


def test_no_record_is_of_a_type_about_pictures_of_children() -> None:
    assert {each.type for each in shipped_xarf_types()}.isdisjoint({"csam", "csem"})


@pytest.mark.parametrize("address", [
    "http://127.0.0.1/x", "http://192.168.0.1/", "http://localhost/", "javascript:alert(1)",
    "http://user:pw@example.com/", "", "\u202ehttp://x", "ftp://files.example.com/a",
])  # fmt: skip
def test_an_address_that_is_no_page_of_a_host_is_not_reported(address: str) -> None:
    facts = replace(BASE, addresses=(address,), incidents=())

    assert "There is no file" in said(facts)


@pytest.mark.parametrize("lacking", [
    {"port": 0}, {"protocol": ""}, {"utc": None}, {"source": "10.0.0.1"}, {"sort": "forwarding"},
])  # fmt: skip
def test_a_break_in_without_its_full_log_gets_no_file(lacking: dict[str, Any]) -> None:
    facts = replace(BASE, kinds=("espionage",), intrusions=(replace(SIGN_IN, **lacking),))

    assert "It needs" in said(facts)


def test_a_report_without_an_address_to_answer_to_is_not_made() -> None:
    facts = replace(TRUE_TYPES["content/fraud"], reporter=Contact())

    document = PLUGIN.write(facts, ASKED)

    assert document.files == ()
    assert "Your e-mail address." in document.missing


def test_a_time_ahead_of_the_day_of_writing_is_not_sent() -> None:
    ahead = replace(TEXT, utc=NOW + 2 * DAY)

    assert "missing or not right" in said(replace(BASE, incidents=(ahead,)))


# --- whose time it is -----------------------------------------------------------------------------

PAGE = "https://pay.example.com/x"
NO_INCIDENT = replace(BASE, addresses=(PAGE,), incidents=())
CALL = CallRecord("x", "020 7946 0991", "in", 60, NOW - 3 * DAY)
TIMES: dict[str, tuple[dict[str, Any], timedelta]] = {
    "as it is written in your sheet": (
        {"reposts": (Repost(PAGE, NOW - 2 * DAY),), "incidents": (TEXT,)}, 2 * DAY
    ),
    "of the last message that is kept": ({"last_seen": NOW - 4 * DAY, "calls": (CALL,)}, 4 * DAY),
    "at which the mail was taken in": (
        {"raw_mail": MAIL}, NOW - datetime(2026, 11, 18, 3, 12, 41, tzinfo=UTC)
    ),
    "of the last call that is kept": ({"calls": (CALL,)}, 3 * DAY),
}  # fmt: skip


@pytest.mark.parametrize("whose", sorted(TIMES))
def test_a_time_that_the_case_holds_is_taken_and_said_whose_it_is(whose: str) -> None:
    told, ago = TIMES[whose]
    facts = replace(NO_INCIDENT, **told)

    assert datetime.fromisoformat(report_in(facts)["timestamp"]) == NOW - ago
    text = " ".join(plain_text(PLUGIN.write(facts, ASKED)).split())
    assert f"({whose})" in text


def test_a_row_about_another_page_comes_after_what_happened() -> None:
    rows = (Claim("It is all there", address="https://other.example.org", seen_at=NOW - 2 * DAY),)

    assert report_in(replace(NO_INCIDENT, incidents=(TEXT,), claims=rows))["timestamp"] == (
        "2026-11-25T12:00:00Z"
    )


def test_a_page_that_asked_for_a_password_has_a_time_without_one_in_its_row() -> None:
    page = Exposed("password", address="https://in.example.com")

    report = report_in(replace(NO_INCIDENT, exposed=(page,), last_seen=NOW - DAY))

    assert (report["type"], report["timestamp"]) == ("phishing", "2026-11-25T12:00:00Z")


def test_no_time_is_made_up_and_it_is_said_what_to_tell() -> None:
    document = PLUGIN.write(NO_INCIDENT, ASKED)

    assert document.files == ()
    assert "No time is made up." in said(NO_INCIDENT)
    assert any("in a diary note" in each for each in document.missing)


def test_a_text_without_a_time_takes_that_at_which_its_number_was_last_seen() -> None:
    undated = replace(TEXT, utc=None)
    account = SubjectAccount(TEXT.account, last=NOW - 2 * DAY)

    report = report_in(replace(BASE, incidents=(undated,), accounts=(account,)))

    assert report["timestamp"] == "2026-11-24T12:00:00Z"
    assert "No time is made up." in said(replace(BASE, incidents=(undated,)))


def test_a_call_is_not_bent_into_a_text_and_its_time_is_no_text_s_time() -> None:
    only_calls = said(replace(BASE, incidents=(), calls=(CALL,)))
    undated = said(replace(BASE, incidents=(replace(TEXT, utc=None),), calls=(CALL,)))

    assert "This format has no type for calls" in only_calls
    assert "No time is made up." in undated


def test_private_words_are_out_of_every_field() -> None:
    facts = replace(
        TRUE_TYPES["content/exposed_data"],
        what_happened="Ottoline lives in 91 Zebulon Parade",
        private=(("child", "Ottoline"), ("address", "91 Zebulon Parade")),
        incidents=(replace(TEXT, what="Ottoline, 91 Zebulon Parade"),),
    )

    report = report_in(facts)

    words = base64.b64decode(report["evidence"][0]["payload"]).decode()
    assert "Zebulon" not in words + json.dumps(report)
    assert "Ottoline" not in words + json.dumps(report)


# --- faults that the published validator lets through ---------------------------------------------

GOOD = report_in(TRUE_TYPES["content/fraud"])
ITEM = GOOD["evidence"][0]


def _with_item(**changes: Any) -> dict[str, Any]:
    return {**GOOD, "evidence": [{**ITEM, **changes}]}


FAULTS = {
    "hash": (_with_item(hash=f"sha256:{'0' * 64}"), "its hash does not fit"),
    "weak-hash": (_with_item(hash="md5:" + "0" * 32), "its hash does not fit"),
    "payload": (_with_item(payload="not base64!"), "is not in base64"),
    "size": (_with_item(size=1), "its size is not the size"),
    "future": ({**GOOD, "timestamp": "2999-01-01T00:00:00Z"}, "is in the future"),
    "no-zone": ({**GOOD, "timestamp": "2026-11-20T10:00:00"}, "no full time with a zone"),
    "no-source": ({**GOOD, "source_identifier": "  "}, "where the abuse came from"),
    "internal": ({**GOOD, "_internal": {"ticket": "1"}}, "internal notes"),
}


@pytest.mark.parametrize("name", sorted(FAULTS))
def test_our_checks_find_what_the_validator_lets_through(name: str) -> None:
    report, expected = FAULTS[name]

    judged = xarf.parse(json.dumps(report))

    assert any(expected in each for each in faults(report, NOW)), faults(report, NOW)
    assert judged.report is not None  # the published parser still gives a report


def _item_of(data: bytes) -> dict[str, Any]:
    return {
        "content_type": "text/plain",
        "payload": base64.b64encode(data).decode(),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "size": len(data),
    }


def test_evidence_over_five_megabytes_or_fifteen_in_all_is_refused() -> None:
    one = faults({**GOOD, "evidence": [_item_of(b"x" * (MAX_ITEM + 1))]}, NOW)
    four = faults({**GOOD, "evidence": [_item_of(b"x" * (MAX_ITEM - 1))] * 4}, NOW)

    assert one == ("Evidence 1: it is more than 5 MB.",)
    assert four == ("The evidence is more than 15 MB in all.",)


def test_internal_notes_are_found_however_deep() -> None:
    assert faults({**GOOD, "x": [{"y": {"_internal": 1}}]}, NOW) == ("It holds internal notes.",)


def test_the_good_report_has_no_fault() -> None:
    assert faults(GOOD, NOW) == ()
    assert faults(GOOD, datetime(2026, 11, 25, 11, 58, tzinfo=UTC)) == ()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=12), inner),
    max_leaves=8,
)


@given(st.sampled_from(sorted(GOOD)), JSON)
@settings(max_examples=50)
def test_no_value_makes_the_checks_fail(field: str, value: Any) -> None:
    assert all(each.endswith(".") for each in faults({**GOOD, field: value}, NOW))


@given(st.text(max_size=80), st.text(max_size=40), st.sampled_from(["fraud", "private-details"]))
@settings(max_examples=50)
def test_any_words_give_a_report_that_is_taken_or_none(address: str, words: str, kind: str) -> None:
    facts = replace(
        BASE, addresses=(address, f"https://example.com/{address}"), kinds=(kind,),
        what_happened=words, incidents=(replace(TEXT, what=words),),
    )  # fmt: skip

    for part in PLUGIN.write(facts, ASKED).files:
        assert xarf.parse(part.data.decode("ascii")).errors == []
