"""Each shape of a register's answer gives the right contact, or says that there is none."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upstander.model.errors import InvalidAnswer
from upstander.model.lead import ContactStrength
from upstander.trace.rdap import NETWORK, concerns, parse_rdap

SHAPES = Path(__file__).resolve().parents[2] / "data" / "rdap"


def bytes_of(shape: str) -> bytes:
    return (SHAPES / shape / "input.json").read_bytes()


def network(*entities: Any, **more: Any) -> bytes:
    held = {"objectClassName": "ip network", "startAddress": "198.41.0.0",
            "endAddress": "198.41.3.255", "entities": list(entities), **more}  # fmt: skip
    return json.dumps(held).encode()


def entity(*roles: str, email: str = "", entities: Any = ()) -> dict[str, Any]:
    card = ["vcard", [["kind", {}, "text", "org"], ["email", {}, "text", email]]]
    return {"roles": list(roles), "vcardArray": card, "entities": list(entities)}


@pytest.mark.parametrize("shape", sorted(each.name for each in SHAPES.iterdir()))
def test_gives_the_right_contacts_or_none(shape: str) -> None:
    expected = json.loads((SHAPES / shape / "expected.json").read_text(encoding="utf-8"))

    answer = parse_rdap(bytes_of(shape))

    assert expected == {
        "kind": answer.kind,
        "holder": answer.holder,
        "range": answer.range,
        "registrar": answer.registrar,
        "forwarder": answer.forwarder,
        "contacts": [
            {"address": each.address, "role": each.role,
             "strength": each.strength.value, "holder": each.holder}
            for each in answer.contacts
        ],
        "warnings": list(answer.warnings),
    }  # fmt: skip


def test_marks_each_contact_with_who_answered_and_when() -> None:
    from datetime import UTC, datetime

    then = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)

    (contact, _) = parse_rdap(
        bytes_of("abuse-at-the-top"), source="rdap.db.ripe.net", checked=then
    ).contacts

    assert (contact.source, contact.checked) == ("rdap.db.ripe.net", then)
    assert contact.phone == "+44.2079460123"
    assert contact.can == "can stop the computer or the line behind this number"


def test_says_that_a_company_in_front_passes_reports_on() -> None:
    answer = parse_rdap(bytes_of("in-front-of-the-host"))

    assert "Cloudflare stands in front of the real host" in answer.contacts[0].why


def test_warns_that_a_guessed_mailbox_may_be_the_senders_own() -> None:
    (guess,) = parse_rdap(bytes_of("name-without-contacts")).contacts

    assert guess.strength is ContactStrength.GUESS
    assert "may belong to the sender" in guess.why


def test_keeps_an_address_once_where_it_is_strongest() -> None:
    answer = parse_rdap(
        network(entity("technical", email="Desk@h.test"), entity("abuse", email="desk@h.test"))
    )

    assert [(each.address, each.strength.value) for each in answer.contacts] == [
        ("desk@h.test", "named")
    ]


def test_names_no_private_person_anywhere() -> None:
    for shape in ("person-at-the-abuse-desk", "only-a-person", "name-of-a-person-without-kind"):
        assert "Robin" not in repr(parse_rdap(bytes_of(shape)))


def test_reads_entities_only_so_deep() -> None:
    nested = entity("abuse", email="abuse@deep.test")
    for _ in range(20):
        nested = entity("registrant", entities=[nested])

    assert parse_rdap(network(nested)).contacts == ()


def test_survives_very_many_entities() -> None:
    many = [entity("abuse", email=f"abuse@h{number}.test") for number in range(5000)]

    assert 0 < len(parse_rdap(network(*many)).contacts) <= 500


@pytest.mark.parametrize(
    ("kind", "value", "shape", "about"),
    [
        ("ip", "198.41.0.4", "nobody-at-all", True),
        ("ip", "198.42.0.4", "nobody-at-all", False),
        ("ip", "2001:7fd::1", "nobody-at-all", False),
        ("domain", "example.org", "nobody-at-all", False),
        ("domain", "example.org", "name-without-contacts", True),
        ("domain", "example.net", "name-without-contacts", False),
        ("asn", "25152", "number-of-a-network", True),
        ("asn", "25153", "number-of-a-network", False),
    ],
)
def test_tells_an_answer_about_something_else(
    kind: str, value: str, shape: str, about: bool
) -> None:
    assert concerns(parse_rdap(bytes_of(shape)), kind, value) is about


@pytest.mark.parametrize(
    "data",
    [
        b"", b"null", b"7", b"[]", b"{}", b"<html></html>", b'{"a": 1', b"\xff\xfe{}",
        b"[" * 100_000, b'{"a":' * 100_000, b'"' + b"a" * 2_000_000 + b'"',
        b'{"startAutnum": ' + b"9" * 100_000 + b"}",
    ],
    ids=range(12),
)  # fmt: skip
def test_refuses_what_is_no_answer(data: bytes) -> None:
    with pytest.raises(InvalidAnswer):
        parse_rdap(data)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(
        st.sampled_from(
            ["entities", "roles", "vcardArray", "objectClassName", "startAddress", "endAddress",
             "ldhName", "events", "redacted", "nameservers", "name", "jscard", "emails"]
        )
        | st.text(max_size=5),
        inner,
        max_size=6,
    ),
    max_leaves=25,
)  # fmt: skip


@given(held=st.dictionaries(st.sampled_from(["entities", "name", "events", "country"]), JSON))
def test_reads_any_json_without_breaking(held: dict[str, Any]) -> None:
    answer = parse_rdap(json.dumps({"objectClassName": "ip network", **held}).encode())

    assert answer.kind == NETWORK
    assert all("@" in each.address and each.address.isascii() for each in answer.contacts)


@given(data=st.binary(max_size=300))
def test_any_bytes_are_read_or_calmly_refused(data: bytes) -> None:
    try:
        answer = parse_rdap(data)
    except InvalidAnswer as wrong:
        assert wrong.explain().endswith(".")
    else:
        assert answer.contacts == ()


@given(text=st.text(max_size=60))
def test_no_text_becomes_an_address_that_no_mail_program_would_take(text: str) -> None:
    answer = parse_rdap(network(entity("abuse", email=text)))

    for contact in answer.contacts:
        assert contact.address in text
        assert not set(contact.address) & set(' \r\n\t<>,;:"()[]')
