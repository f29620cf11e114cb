"""Whole tables: what is in A06, A10 and A13, the shapes that people save, and what is hostile."""

from __future__ import annotations

import dataclasses
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.growth import assert_in_proportion
from tests.unit.intake.reading import read
from upstander.application.table_rows import calls_of, losses_of
from upstander.model.errors import InvalidAnswer
from upstander.model.message import Message, MessageKind, MessageState
from upstander.model.reading import ReadReport
from upstander.model.report import CallRecord, LossRow
from upstander.report.losses import reckon

DATA = Path(__file__).resolve().parents[3] / "data" / "sources" / "table"
ALSO = "18/11/2026 10:31,07700 900888,out,0:02:05\n"
CALLS = "when,number,direction,duration_s\n17/11/2026 10:02,020 7946 0991,in,1260\n"


def golden(example: str, **answers: str) -> tuple[list[Message], ReadReport]:
    path = next((DATA / example).glob("input.*"))
    return read(path.read_bytes(), path.name, zone="Europe/London", **answers)


def table(
    text: str | bytes, name: str = "x.csv", **answers: str
) -> tuple[list[Message], ReadReport]:
    return read(text, name, **answers)


def texts(messages: list[Message]) -> list[str]:
    return [message.text for message in messages]


@pytest.mark.parametrize(
    "example", sorted(each.parent.name for each in DATA.glob("*/expected.json"))
)
def test_reads_the_example_to_the_last_field(example: str) -> None:
    messages, _ = golden(example)
    rows: list[CallRecord | LossRow] = [*calls_of(messages), *losses_of(messages)]
    kept = json.loads((DATA / example / "expected.json").read_text(encoding="utf-8"))

    assert json.loads(json.dumps([dataclasses.asdict(row) for row in rows], default=str)) == kept


def test_the_repeated_payment_is_flagged_and_not_summed() -> None:
    losses = losses_of(golden("a10-payments")[0])

    assert sum(row.pence for row in losses if row.counted) == 434_999
    assert [(row.row, row.doubt) for row in losses if not row.counted] == [(4, "same as row 3")]


def test_the_repeated_payment_is_asked_about_and_summed_once_a_person_confirms_it() -> None:
    _, report = golden("a10-payments")
    confirmed = losses_of(golden("a10-payments", repeats="4")[0])

    assert [question.slug for question in report.questions] == ["repeats"]
    assert sum(row.pence for row in confirmed if row.counted) == 634_998


def test_a_payment_that_only_looks_the_same_waits_for_a_person_too() -> None:
    text = (
        "date,payee,amount,left\n17/11/2026,Carl,£50.00,£100\n17/11/2026,Carl,£50.00,£50\n"
        "17/11/2026,Lee,£50.00,£0\n"
    )
    losses = losses_of(table(text)[0])
    confirmed = losses_of(table(text, repeats="yes")[0])

    assert [row.doubt for row in losses] == ["", "looks the same as row 2", ""]
    assert [(row.counted, row.confirmed) for row in confirmed] == [
        (True, False), (True, True), (True, False),
    ]  # fmt: skip


def test_the_report_adds_up_what_the_table_counts() -> None:
    waiting, confirmed = golden("a10-payments")[0], golden("a10-payments", repeats="yes")[0]

    assert reckon(losses_of(waiting)).pence == 434_999
    assert reckon(losses_of(confirmed)).pence == 634_998


def test_the_answer_no_keeps_the_repeat_out_and_the_question_does_not_come_again() -> None:
    messages, report = golden("a10-payments", repeats="no")

    assert report.questions == ()
    assert [row.counted for row in losses_of(messages)] == [True, True, False]


def test_fourteen_messages_keep_their_words_and_the_hour_that_never_was_is_marked() -> None:
    messages, report = golden("a13-messages")

    assert (len(messages), report.status) == (14, "read")
    assert messages[7].text == "You will be first on the list.\nRemember that."
    assert messages[12].text == 'Still here? "Brave".'
    assert "did not exist" in messages[4].provenance.warnings[0]


def test_a_repeated_message_is_tied_to_the_first_and_both_stay() -> None:
    messages, _ = golden("a13-messages")

    assert messages[10].same_as == (messages[9].id,)
    assert messages[10].text == messages[9].text


def test_whoever_is_you_is_asked_once_and_gives_the_direction() -> None:
    _, asked = golden("a13-messages")
    messages, told = golden("a13-messages", self_name="Jo")

    assert [question.slug for question in asked.questions] == ["self_name"]
    assert told.questions == ()
    assert [message.direction for message in messages[:2]] == ["in", "out"]


def test_replies_keep_their_ids_and_what_they_answer() -> None:
    messages, _ = golden("a06-replies")

    assert [(each.native_id, each.native_parent_id) for each in messages] == [
        ("10", "9"), ("11", "10"), ("12", "11"),
    ]  # fmt: skip
    assert messages[2].sent and messages[2].sent.utc == datetime(2026, 11, 6, 22, 15, tzinfo=UTC)


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_any_sign_between_cells_and_any_letters_are_read(sign: str, codec: str) -> None:
    rows = ["Duration,Who,Caller,Call date,Type", "0:05:00,Zoë,withheld,17/11/2026 10:02,Incoming"]
    text = "".join(f"{row}\r\n" for row in rows).replace(",", sign)
    messages, report = table(text.encode(codec), zone="Europe/London")

    (call,) = calls_of(messages)
    assert (call.number, call.direction, call.duration_s) == ("withheld", "in", 300)
    assert call.utc == datetime(2026, 11, 17, 10, 2, tzinfo=UTC)
    assert ("Who", "Zoë") in messages[0].extra
    assert report.bytes_covered + report.bytes_leftover == report.bytes_total


def test_the_order_of_the_columns_does_not_matter() -> None:
    turned = "duration_s,direction,number,when\n1260,in,020 7946 0991,17/11/2026 10:02\n"

    assert calls_of(table(turned)[0]) == calls_of(table(CALLS)[0])


def test_lines_of_title_empty_lines_and_totals_are_no_payments_and_are_named() -> None:
    messages, report = table(
        "Example Bank\nAccount of G. Hale\n\nDate,Payee,Amount (GBP),Balance\n"
        "17/11/2026,Carl,50.00,100.00\n,,,\n18/11/2026,Carl,25.50,74.50\nTotal,,75.50,\n"
    )

    assert [row.pence for row in losses_of(messages)] == [5000, 2550]
    assert [row.row for row in losses_of(messages)] == [5, 7]
    assert "Row 8 is a total of other rows. It is not counted." in [w.text for w in report.warnings]
    assert report.status == "read"


def test_a_table_without_names_of_columns_is_read_by_its_cells_and_asked_about() -> None:
    messages, report = table("17/11/2026 10:02,020 7946 0991,in,0:21:00\n" + ALSO)

    assert [call.duration_s for call in calls_of(messages)] == [1260, 125]
    assert [call.direction for call in calls_of(messages)] == ["in", "out"]
    assert "columns" in [question.slug for question in report.questions]


def test_a_wrong_guess_is_put_right_without_a_new_original() -> None:
    text = "amount,text,number\nhello,17/11/2026 10:02,Kit\n"
    wrong, _ = table(text)
    right, report = table(text, columns="text=0,when=1,sender=2;kind=messages")

    assert wrong[0].text != "hello"
    assert (right[0].text, right[0].sender and right[0].sender.as_written) == ("hello", "Kit")
    assert "columns" not in [question.slug for question in report.questions]
    assert right[0].id == wrong[0].id


def test_columns_that_cannot_be_are_refused_with_a_reason() -> None:
    with pytest.raises(InvalidAnswer, match="A column cannot mean this: mood"):
        table(CALLS, columns="mood=0")


def test_a_column_that_the_table_does_not_have_is_left_out_and_nothing_breaks() -> None:
    messages, _ = table(CALLS, columns="when=0,number=40;kind=calls")

    assert (len(messages), messages[0].sender) == (1, None)


def test_the_preview_shows_the_first_rows_and_the_column_of_each_meaning() -> None:
    preview = table(CALLS)[1].table

    assert preview is not None
    assert preview.names == ("when", "number", "direction", "duration_s")
    assert preview.rows == (("17/11/2026 10:02", "020 7946 0991", "in", "1260"),)
    assert preview.columns == "when=0,number=1,direction=2,duration=3;kind=calls"
    assert preview.unsure == ()


def test_dates_that_fit_both_orders_are_asked_about_and_not_decided() -> None:
    messages, report = table("date,payee,amount\n03/04/2026,Carl,£5\n05/04/2026,Carl,£6\n")

    assert "date_order" in [question.slug for question in report.questions]
    assert [row.day for row in losses_of(messages)] == [None, None]


def test_times_in_two_columns_and_a_zone_nobody_said_give_no_moment() -> None:
    messages, report = table("Date,Time,Phone,Secs\n17-Nov-26,10:02,07700 900888,5\n")

    assert messages[0].sent and messages[0].sent.local == datetime(2026, 11, 17, 10, 2)
    assert messages[0].sent.utc is None
    assert "zone" in [question.slug for question in report.questions]


@pytest.mark.parametrize(
    ("amount", "why"),
    [
        ("€50.00", "It is in another currency: EUR."),
        ("-£50.00", "The amount has a minus."),
        ("£50.00 CR", "This is money that came in."),
        ("50.00", "The currency is not written."),
        ("$50.00", "It is not written which dollar this is."),
        ("fifty", "The amount could not be read."),
        ("", "No amount is written."),
        ("£0.001", "The amount has parts smaller than a penny."),
    ],
)
def test_a_doubtful_amount_is_shown_with_its_reason_and_not_summed(amount: str, why: str) -> None:
    (row,) = losses_of(table(f"date;payee;amount\n17/11/2026;Carl;{amount}\n")[0])

    assert not row.counted
    assert row.doubt.startswith(why)


def test_a_person_can_say_the_currency_and_what_a_minus_means() -> None:
    text = "date,payee,amount\n17/11/2026,Carl,-50.00\n18/11/2026,Refund,20.00\n"
    said = "when=0,payee=1,amount=2;kind=payments;currency=GBP;out=negative"
    losses = losses_of(table(text, columns=said)[0])

    assert [(row.pence, row.currency, row.counted) for row in losses] == [
        (5000, "GBP", True), (2000, "GBP", False),
    ]  # fmt: skip


def test_money_out_and_money_in_are_kept_apart_and_the_balance_is_no_payment() -> None:
    text = (
        "Date,Description,Paid out,Paid in,Balance\n17/11/2026,Carl,£50.00,,£950.00\n"
        "18/11/2026,Wages,,£900.00,£1850.00\n"
    )
    losses = losses_of(table(text)[0])

    assert [(row.pence, row.counted) for row in losses] == [(5000, True), (90000, False)]


def test_a_decimal_comma_is_seen_over_the_whole_column() -> None:
    text = "date;payee;amount;currency\n17/11/2026;C;1.999;EUR\n18/11/2026;C;12,50;EUR\n"

    assert [row.pence for row in losses_of(table(text)[0])] == [199_900, 1250]


def test_words_with_the_sign_between_cells_stay_whole_in_the_last_column() -> None:
    messages, _ = table('when,sender,text\n17/11/2026,Kit,well, well, "well"\n')

    assert texts(messages) == ['well, well, "well"']


@pytest.mark.parametrize("cell", ["=1+1", "+44", "-5", "@x", '=HYPERLINK("http://198.51.100.4")'])
def test_a_formula_is_words(cell: str) -> None:
    messages, _ = table(f"sender,text\nKit,{cell}\n")

    assert texts(messages) == [cell]


def test_a_table_that_says_nothing_known_is_read_row_by_row_and_asked_about() -> None:
    messages, report = table("house,tutor\nred,9B\nblue,9C come to the gate\n")

    assert "blue,9C come to the gate" in texts(messages)
    assert "columns" in [question.slug for question in report.questions]


@pytest.mark.parametrize(
    "text",
    ["Kim: hello, how are you\nTara: fine, thanks\n", "a, b\n", '{"a": 1, "b": 2}\n', "<a>,<b>\n"],
)
def test_a_text_that_happens_to_hold_commas_is_no_table(text: str) -> None:
    assert table(text, "notes.txt")[1].source == "unknown"


def test_a_spreadsheet_file_is_kept_and_the_way_to_have_it_read_is_said() -> None:
    report = table(b"PK\x03\x04" + bytes(60), "calls.xlsx")[1]

    assert report.status == "kept-not-read"
    assert "save a copy as CSV" in report.why


def test_a_last_row_that_may_be_cut_is_marked() -> None:
    _, report = table(CALLS + "18/11/2026 10:31,0770")

    assert "cut-last-line" in [warning.code for warning in report.warnings]


def test_a_later_change_of_a_message_is_kept_as_a_time_of_its_own() -> None:
    (message,), _ = table("sent,edited,from,text\n2026-11-06T22:10Z,2026-11-06T22:15Z,Kit,hi\n")

    assert message.state is MessageState.EDITED
    assert [each.role for each in message.times] == ["sent", "edited"]


def test_every_row_of_a_call_log_is_read_in_proportion_to_their_number() -> None:
    rows = [f"17/11/2026 {n // 60:02}:{n % 60:02},07700 900888,in,{n}\n" for n in range(1400)]

    def read(count: int) -> None:
        messages, _ = table("when,number,direction,duration_s\n" + "".join(rows[:count]))
        assert [call.row for call in calls_of(messages)] == list(range(2, count + 2))

    assert_in_proportion(read, len(rows))


CELL = st.text(st.sampled_from('a1 ,;"\n£-/:.\t|='), max_size=10)
HEADS = st.sampled_from([CALLS, "date,payee,amount\n", "sender;text\n", "a\tb\n", ""])


@given(HEADS, st.lists(st.lists(CELL, max_size=5), max_size=8), st.sampled_from(",;\t|"))
def test_every_byte_is_in_a_message_or_named_and_every_row_is_one_message(
    head: str, rows: list[list[str]], sign: str
) -> None:
    text = head + "".join(sign.join(row) + "\n" for row in rows)
    messages, report = table(text)

    assert report.bytes_covered + report.bytes_leftover == report.bytes_total
    spans = [(each.provenance.start, each.provenance.end) for each in messages]
    assert len(set(spans)) == len(spans)
    assert "not understood" not in [
        each.reason for each in report.leftovers if report.source != "unknown"
    ]


@given(st.lists(st.integers(0, 10**7), min_size=1, max_size=20, unique=True))
def test_the_sum_of_clear_payments_is_exact(pence: list[int]) -> None:
    rows = [f'17/11/2026,Carl,"£{each / 100:,.2f}"\n' for each in pence]
    losses = losses_of(table("date,payee,amount\n" + "".join(rows))[0])

    assert sum(row.pence for row in losses if row.counted) == sum(pence)


def test_payments_and_calls_are_counted_as_what_they_are() -> None:
    assert {each.kind for each in golden("a10-payments")[0]} == {MessageKind.PAYMENT}
    assert {each.kind for each in golden("a10-calls")[0]} == {MessageKind.CALL}
