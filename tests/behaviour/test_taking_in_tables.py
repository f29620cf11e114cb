"""Promise: a table is read as what it is, and a person can put it right."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from tests.fakes.cast import TARA, House
from upstander.application.add_original import Upload, add_original
from upstander.application.answer_question import answer_question
from upstander.application.read_original import read_original
from upstander.application.rebuild_index import rebuild_index
from upstander.application.table_rows import calls_of, losses_of
from upstander.model.errors import InvalidAnswer
from upstander.model.evidence import Case
from upstander.model.ids import ItemId
from upstander.model.reading import ReadReport
from upstander.model.report import CallRecord, LossRow

DATA = Path(__file__).resolve().parents[1] / "data" / "sources" / "table"
CALLS = (DATA / "a10-calls" / "input.csv").read_bytes()
PAYMENTS = (DATA / "a10-payments" / "input.csv").read_bytes()
SWAPPED = b"text,when,number\n17/11/2026,Ring me now,07700 900888\n"


def take_in(home: House, case: Case, body: bytes, name: str = "x.csv") -> ItemId:
    kept = Upload(name, io.BytesIO(body))
    added = add_original(home.services, actor=TARA, case=case.id, upload=kept)
    look(home, added.item.id)
    return added.item.id


def look(home: House, item: ItemId) -> ReadReport:
    return read_original(home.services, actor=TARA, item=item)


def tell(home: House, item: ItemId, slug: str, value: str) -> ReadReport:
    answer_question(home.services, actor=TARA, item=item, slug=slug, value=value)
    return look(home, item)


def losses(home: House, case: Case) -> tuple[LossRow, ...]:
    return losses_of(message for _, message in home.services.index.messages(case.id))


def calls(home: House, case: Case) -> tuple[CallRecord, ...]:
    return calls_of(message for _, message in home.services.index.messages(case.id))


def test_the_call_log_gives_every_call_with_its_number_as_written(home: House, case: Case) -> None:
    item = take_in(home, case, CALLS)
    tell(home, item, "zone", "Europe/London")

    found = calls(home, case)
    assert [row.number for row in found].count("withheld") == 1
    assert sum(row.duration_s or 0 for row in found) == 1260 + 2105 + 300 + 410
    assert all(row.utc is not None for row in found)


def test_nothing_repeated_is_summed_until_it_is_confirmed(home: House, case: Case) -> None:
    item = take_in(home, case, PAYMENTS)
    before = sum(row.pence for row in losses(home, case) if row.counted)
    tell(home, item, "repeats", "yes")
    after = sum(row.pence for row in losses(home, case) if row.counted)

    assert (before, after) == (434_999, 634_998)


def test_the_confirmation_is_in_the_record_and_survives_a_rebuild(home: House, case: Case) -> None:
    item = take_in(home, case, PAYMENTS)
    tell(home, item, "repeats", "no")
    lived = losses(home, case)
    rebuild_index(home.services, actor=TARA)

    assert losses(home, case) == lived
    assert home.services.index.settings(item).repeats == "no"


def test_a_wrong_column_is_put_right_and_the_kept_file_stays_as_it_was(
    home: House, case: Case
) -> None:
    item = take_in(home, case, SWAPPED)
    tell(home, item, "columns", "when=A,text=B,number=C;kind=messages")

    ((_, message),) = home.services.index.messages(case.id)
    digest = home.services.index.item(item).digest
    assert message.text == "Ring me now"
    assert digest is not None and home.services.blobs.open(digest).read() == SWAPPED


def test_a_column_that_cannot_be_is_refused_and_the_reading_stays(home: House, case: Case) -> None:
    item = take_in(home, case, CALLS)

    with pytest.raises(InvalidAnswer, match="A column cannot mean this: shoe size"):
        tell(home, item, "columns", "shoe size=0")
    assert len(calls(home, case)) == 4


def test_the_columns_are_asked_about_only_where_they_are_in_doubt(home: House, case: Case) -> None:
    clear = look(home, take_in(home, case, CALLS))
    unclear = look(home, take_in(home, case, b"house,tutor\nred,Ms Hale\nblue,Mr Lee\n"))

    assert "columns" not in [question.slug for question in clear.questions]
    assert [question.slug for question in unclear.questions] == ["columns"]


def test_the_order_of_day_and_month_is_asked_once(home: House, case: Case) -> None:
    item = take_in(home, case, b"date,payee,amount\n03/04/2026,Carl,\xc2\xa35\n")
    told = tell(home, item, "date_order", "mdy")

    assert told.questions == ()
    assert [str(row.day) for row in losses(home, case)] == ["2026-03-04"]
