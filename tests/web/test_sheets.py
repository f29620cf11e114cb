"""Pages: the working sheets are filled row by row, and shown whole."""

from __future__ import annotations

import re

import pytest

from tests.web.case_of_tara import page, told
from tests.web.conftest import Tara
from upstander.application.fill_sheet import SHEETS
from upstander.web.access import gate


def send(tara: Tara, address: str, fields: dict[str, str]) -> None:
    tara.client.post(tara.at(address), fields, headers={"host": "127.0.0.1"})


@pytest.mark.parametrize("sheet", sorted(SHEETS))
def test_every_sheet_can_be_filled_and_seen_whole(tara: Tara, sheet: str) -> None:
    asked = page(tara, f"/sheets/{sheet}").split('class="card"', 1)[1]
    names = re.findall(r'<(?:input|textarea)[^>]* name="([a-z_]+)"', asked)
    first = next(name for name in names if name != "csrfmiddlewaretoken")

    send(tara, f"/sheets/{sheet}", {first: "harbour words"})

    assert "harbour words" in page(tara, f"/sheets/{sheet}")
    assert "harbour words" in page(tara, f"/reports/new/{sheet}")


def test_a_row_is_changed_and_taken_out_but_stays_in_the_record(tara: Tara) -> None:
    send(tara, "/sheets/repost-list", {"address": "https://v.example.com/a1"})
    row = told(tara).rows[0].id

    changed = {"address": "https://v.example.com/b7", "report_ref": "R-1"}
    send(tara, f"/sheets/repost-list?row={row}", changed)
    assert dict(told(tara).rows[0].fields) == changed
    send(tara, f"/sheets/repost-list?row={row}", {"do": "take-out"})

    assert told(tara).rows == ()
    session = gate.session
    assert session is not None
    written = [e for e in session.services.ledger.entries() if e.act.value == "sheet.row"]
    assert len(written) == 3


def test_an_empty_row_is_not_kept_and_an_unknown_sheet_is_not_found(tara: Tara) -> None:
    shown = tara.post(tara.at("/sheets/claim-log")).content.decode()

    assert "There are no words to keep" in shown
    assert tara.get(tara.at("/sheets/police-report")).status_code == 404
    assert tara.get(tara.at("/sheets/claim-log?row=NOWHERE")).status_code == 404


def test_both_profiles_stand_side_by_side(tara: Tara) -> None:
    tara.post(
        tara.at("/sheets/impersonation-sheet"),
        fake_account="mr.okoro.real_",
        real_account="okoro_history",
        copied="the picture\nthe name",
    )

    shown = page(tara, "/reports/new/impersonation-sheet")

    assert "mr.okoro.real_" in shown and "okoro_history" in shown and "the picture" in shown


def test_the_fields_of_each_profile_stand_under_its_heading(tara: Tara) -> None:
    asked = page(tara, "/sheets/impersonation-sheet")

    first, second = asked.split("<legend>")[1:3]
    assert first.startswith("The one that poses") and 'name="fake_account"' in first
    assert second.startswith("The real one") and 'name="real_account"' in second


def test_few_answers_are_chosen_and_other_words_stay(tara: Tara) -> None:
    send(tara, "/sheets/claim-log", {"text": "He lies", "true_or_false": "hardly"})

    shown = page(tara, f"/sheets/claim-log?row={told(tara).rows[0].id}")

    assert '<option value="hardly" selected>' in shown
    assert '<option value="partly">Part of it is true</option>' in shown
