"""The table of identifiers: exact, valid against its schema, harmless in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]  # it ships without types
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.report_facts import NOW, case
from upstander.model.lead import Lead, Span, Strength
from upstander.model.report import CallRecord, Incident, ReportFacts, SubjectAccount
from upstander.report._identifiers import COLUMNS
from upstander.report._interface import Asked
from upstander.report.as_text import plain_text
from upstander.report.formats.identifier_table import PLUGIN

ASKED = Asked(now=NOW)
ROOT = Path(__file__).resolve().parents[4]
SCHEMA = json.loads((ROOT / "docs/reference/schemas/identifier-table.json").read_text("utf-8"))


def held(facts: ReportFacts) -> tuple[list[dict[str, str]], dict[str, Any]]:
    table, objects = PLUGIN.write(facts, ASKED).files
    rows = list(csv.DictReader(io.StringIO(table.data.decode("utf-8"), newline="")))
    return rows, json.loads(objects.data)


def lead(value: str, kind: str = "handle") -> Lead:
    return Lead(kind, value, Strength.SIGNED, "the service", "a", "g", "b",
                Span("TE-001", 4, 9, "char", "line 2"), signer="example.net")  # fmt: skip


def test_both_files_hold_the_same_rows_and_the_schema_is_kept() -> None:
    rows, whole = held(case("amari"))

    jsonschema.validate(whole, SCHEMA)
    assert [row["value"] for row in rows] == [each["value"] for each in whole["identifiers"]]
    assert tuple(rows[0]) == COLUMNS
    assert whole["identifiers"][0]["span"] == "Received, line 1; byte 180-193 of LA-001"


def test_no_identifier_is_said_plainly_in_the_letter_and_in_the_file() -> None:
    rows, whole = held(ReportFacts())

    jsonschema.validate(whole, SCHEMA)
    assert rows == [] and whole["note"] == "No identifier was found in what was kept."
    assert "No identifier was found" in plain_text(PLUGIN.write(ReportFacts(), ASKED))


def test_a_number_with_a_plus_is_exact_in_json_and_harmless_in_the_table() -> None:
    rows, whole = held(ReportFacts(calls=(CallRecord("x", "+447700900123", "in", utc=NOW),)))

    assert whole["identifiers"][0]["value"] == "+447700900123"
    assert rows[0]["value"] == "'+447700900123"


def test_a_withheld_number_is_no_identifier() -> None:
    _, whole = held(ReportFacts(calls=(CallRecord("x", "withheld", "in", utc=NOW),)))

    assert whole["identifiers"] == []


def test_one_value_stands_once_with_its_first_and_last_time() -> None:
    early = NOW - timedelta(days=3)
    facts = ReportFacts(
        leads=(lead("vex_31"),),
        accounts=(SubjectAccount("vex_31", "game", first=early, last=NOW),),
        incidents=(Incident("x", "words", utc=NOW, item="TE-001"),),
    )

    _, whole = held(facts)

    (row,) = whole["identifiers"]
    assert (row["strength"], row["holder"]) == ("signed", "the service")
    assert (row["first_seen"], row["last_seen"]) == (
        "2026-11-23T12:00:00Z", "2026-11-26T12:00:00Z",
    )  # fmt: skip
    assert row["exhibit"] == "TE-001" and row["notes"] == ["Signed by example.net."]


def test_look_alikes_stay_apart() -> None:
    _, whole = held(ReportFacts(leads=(lead("vex_31"), lead("v\u0435x_31"), lead("Vex_31"))))

    assert len(whole["identifiers"]) == 3


def test_a_private_number_is_left_out_where_the_receiver_does_not_get_it() -> None:
    facts = replace(ReportFacts(leads=(lead("Barnaby"),)), witnesses=("Barnaby",))

    _, whole = held(facts)

    assert whole["identifiers"][0]["value"] == "[left out: witness]"


@given(st.lists(st.text(max_size=30), max_size=8))
@settings(max_examples=50)
def test_any_text_is_valid_json_exact_and_no_formula(values: list[str]) -> None:
    table, objects = PLUGIN.write(ReportFacts(leads=tuple(map(lead, values))), ASKED).files

    whole = json.loads(objects.data)
    jsonschema.validate(whole, SCHEMA)
    assert objects.data.isascii()
    for row in csv.reader(io.StringIO(table.data.decode("utf-8"), newline="")):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)
    plain = [each for each in values if each.isascii() and each.isalpha()]
    assert {each["value"] for each in whole["identifiers"]} >= set(plain)
