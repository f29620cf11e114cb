"""Header shapes, calendars, digits and the service's own words."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.unit.intake.reading import read
from upstander.model.message import AttachmentState, DateOrder, MessageKind, MessageState

DMY, MDY, YMD = DateOrder.DMY, DateOrder.MDY, DateOrder.YMD
AT = datetime(2022, 3, 18, 14, 56)

SHAPES = [
    ("[18/3/22, 14:56:00] Tara: hi", DMY, "gregorian"),
    ("18/03/2022, 14:56 - Tara: hi", DMY, "gregorian"),
    ("18.3.22, 14:56 - Tara: hi", DMY, "gregorian"),
    ("2022/3/18, 14:56 - Tara: hi", YMD, "gregorian"),
    ("2022-03-18 14:56 - Tara: hi", YMD, "gregorian"),
    ("3/18/22, 2:56\u202fPM - Tara: hi", MDY, "gregorian"),
    ("3/18/22, 2:56\u00a0pm - Tara: hi", MDY, "gregorian"),
    ("3/18/22, 2:56:00 PM – Tara: hi", MDY, "gregorian"),
    ("18/3/2022, 2:56 p. m. - Tara: hi", DMY, "gregorian"),
    ("[14:56:00, 3/18/22] Tara: hi", MDY, "gregorian"),
    ("14:56, 18/3/22 - Tara: hi", DMY, "gregorian"),
    ("[3/18/R4, 14:56:00] Tara: hi", MDY, "japanese"),
    ("[3/18/2565 BE 14:56:00] Tara: hi", MDY, "buddhist"),
    ("18/3/65 14:56 - Tara: hi", DMY, "buddhist"),
    ("๑๘/๓/๒๕๖๕ ๑๔:๕๖ - Tara: hi", DMY, "buddhist"),
    ("\u200f[١٨\u200f/٣\u200f/٢٠٢٢، ٢:٥٦:٠٠ م] Tara: hi", DMY, "gregorian"),
    ("18\u200f/3\u200f/2022, 2:56 م - Tara: hi", DMY, "gregorian"),
    ("2022. 3. 18. 오후 2:56 - Tara: hi", YMD, "gregorian"),
    ("[2022/3/18 下午2:56:00] Tara: hi", YMD, "gregorian"),
    ("18.3.2022 klo 14.56 - Tara: hi", DMY, "gregorian"),
    ("18.03.22 г., 14:56 ч. - Tara: hi", DMY, "gregorian"),
    ("18/03/2022 à 14:56 - Tara: hi", DMY, "gregorian"),
    ("2022-03-18 14 h 56 - Tara: hi", YMD, "gregorian"),
    ("18/03/2022, 14:56: Tara: hi", DMY, "gregorian"),
    ("\u200e[18.03.22, 14:56:00] Tara: hi", DMY, "gregorian"),
]


@pytest.mark.parametrize(("line", "order", "calendar"), SHAPES)
def test_every_header_shape_gives_the_same_moment(
    line: str, order: DateOrder, calendar: str
) -> None:
    messages, report = read(line + "\n")
    sent = messages[0].sent
    assert sent is not None and sent.local == AT
    assert (sent.order, sent.calendar) == (order, calendar)
    assert messages[0].sender and messages[0].sender.handle == "Tara"
    assert messages[0].text == "hi" and report.bytes_leftover == 0


@pytest.mark.parametrize(
    ("written", "hour"),
    [("12:05 AM", 0), ("12:05 PM", 12), ("1:05 am", 1), ("1:05 p.m.", 13), ("00:05 a. m.", 0)],
)
def test_twelve_hour_clocks_turn_at_noon_and_midnight(written: str, hour: int) -> None:
    messages, _ = read(f"18/3/22, {written} - Tara: hi\n")
    assert messages[0].sent and messages[0].sent.local
    assert messages[0].sent.local.hour == hour


def test_a_persian_or_islamic_year_is_left_as_written() -> None:
    messages, report = read("۱۴۰۱/۱۲/۲۷, ۱۴:۵۶ - Tara: hi\n")
    assert messages[0].sent and messages[0].sent.local is None
    assert messages[0].sent.raw == "۱۴۰۱/۱۲/۲۷, ۱۴:۵۶"
    assert "date-not-understood" in [each.code for each in report.warnings]
    assert "date_order" not in [each.slug for each in report.questions]


def test_dates_that_run_forward_only_one_way_decide_the_order() -> None:
    days = [f"0{day}/{month}/26" for month in ("09", "10", "11", "12") for day in (1, 2, 3)]
    text = "".join(f"{day}, 10:00 - Tara: hi\n" for day in days)
    _, report = read(text)
    order = next(each for each in report.assumptions if each.about == "date-order")
    assert order.value == "day/month" and "run forward" in order.reason


def test_dates_that_contradict_each_other_are_asked() -> None:
    _, report = read("13/04/26, 10:00 - Tara: a\n04/13/26, 10:00 - Tara: b\n")
    assert "date_order" in [each.slug for each in report.questions]


def test_the_hour_that_happened_twice_is_flagged() -> None:
    messages, _ = read("25/10/2026, 01:30 - Tara: hi\n", zone="Europe/London")
    sent = messages[0].sent
    assert sent and sent.fold == 0 and sent.earliest_utc and sent.latest_utc
    assert (sent.latest_utc - sent.earliest_utc).seconds == 3600
    assert messages[0].provenance.warnings


def test_the_hour_that_never_was_is_flagged() -> None:
    messages, _ = read("29/03/2026, 01:30 - Tara: hi\n", zone="Europe/London")
    assert messages[0].sent and messages[0].sent.nonexistent


def test_a_message_keeps_its_lines_and_blank_lines() -> None:
    messages, _ = read("18/3/22, 14:56 - Tara: one\n\nthree\n18/3/22, 14:57 - Sam: x\n")
    assert messages[0].text == "one\n\nthree"


def test_a_name_may_hold_a_colon_if_it_always_does() -> None:
    rows = [f"18/3/22, 14:5{n} - Dr: Who: message {n}\n" for n in range(4)]
    messages, report = read("".join(rows))
    assert {each.sender.handle for each in messages if each.sender} == {"Dr: Who"}
    assert "sender-name" in [each.about for each in report.assumptions]


def test_words_with_a_colon_do_not_become_part_of_a_name() -> None:
    messages, _ = read("18/3/22, 14:50 - Sam: note: a\n18/3/22, 14:51 - Sam: plain\n" * 3)
    assert {each.sender.handle for each in messages if each.sender} == {"Sam"}


def test_a_system_line_that_quotes_a_colon_has_no_sender() -> None:
    messages, _ = read('18/3/22, 14:56 - Sam changed the subject to "a: b"\n')
    assert messages[0].kind is MessageKind.SYSTEM and messages[0].sender is None
    assert messages[0].system and messages[0].system.new == "a: b"


def test_a_header_of_another_shape_is_words_and_is_noted_once() -> None:
    rows = "[18/3/22, 14:56:00] Tara: look\n" * 9 + "18.3.2022, 14:57 - Sam: I did it\n"
    messages, report = read(rows)
    assert len(messages) == 9 and "I did it" in messages[-1].text
    assert [each.code for each in report.warnings].count("line-like-header") == 1


def test_cr_only_lines_are_lines() -> None:
    messages, report = read(b"18/3/22, 14:56 - Tara: a\r18/3/22, 14:57 - Sam: b\r")
    assert [each.text for each in messages] == ["a", "b"]
    assert report.bytes_leftover == 0


def test_a_windows_1252_text_is_read_and_the_repair_recorded() -> None:
    messages, report = read("18/3/22, 14:56 - Tröll: café\n".encode("cp1252"))
    assert messages[0].sender and messages[0].sender.handle == "Tröll"
    assert messages[0].text == "café" and messages[0].content[0].charset_used == "cp1252"
    assert "letters-mended" in [each.code for each in report.warnings]


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-16"])
def test_utf16_is_read_with_and_without_a_mark(codec: str) -> None:
    text = "[18/3/22, 14:56:00] Tröll: hi 😂\n[18/3/22, 14:57:00] Sam: no\n"
    messages, report = read(text.encode(codec))
    assert [each.text for each in messages] == ["hi 😂", "no"]
    assert report.bytes_covered + report.bytes_leftover == len(text.encode(codec))


ROW = "\u200e[18/3/22, 14:56:00] Tara: "
MEANINGS = [
    ("\u200eimage omitted", MessageKind.MESSAGE, AttachmentState.OMITTED_BY_EXPORT),
    ("\u200eBild weggelassen", MessageKind.MESSAGE, AttachmentState.OMITTED_BY_EXPORT),
    ("A.txt \u200edocument omitted", MessageKind.MESSAGE, AttachmentState.OMITTED_BY_EXPORT),
    ("<Media omitted>", MessageKind.MESSAGE, AttachmentState.OMITTED_BY_EXPORT),
    ("\u200e<attached: 1-PHOTO.jpg>", MessageKind.MESSAGE, AttachmentState.MISSING),
    ("\u200eAlex.vcf (file attached)", MessageKind.MESSAGE, AttachmentState.MISSING),
    ("\u200eMissed voice call. \u200eTap to call back", MessageKind.CALL, None),
    ("\u200e\u200eYour security code with Sam changed. \u200eTap to learn more.",
     MessageKind.SYSTEM, None),
    ("You left", MessageKind.MESSAGE, None),
]  # fmt: skip


@pytest.mark.parametrize(("words", "kind", "state"), MEANINGS)
def test_the_services_own_words_are_understood(
    words: str, kind: MessageKind, state: AttachmentState | None
) -> None:
    messages, _ = read(ROW + words + "\n")
    assert messages[0].kind is kind
    assert [each.state for each in messages[0].attachments] == ([state] if state else [])


def test_an_edited_message_shows_its_words_and_its_state() -> None:
    messages, _ = read(ROW + "stop \u200e<This message was edited>\n")
    assert messages[0].text == "stop"
    assert messages[0].state is MessageState.EDITED


def test_a_caption_under_an_attachment_is_kept_with_it() -> None:
    messages, _ = read("18/3/22, 14:56 - Tara: VID-1.mp4 (file attached)\nlook at this\n")
    assert messages[0].attachments[0].caption == "look at this"
    assert messages[0].attachments[0].native_name == "VID-1.mp4"


def test_an_unknown_phrase_stays_text_and_is_counted() -> None:
    messages, report = read(ROW + "\u200ebeeld weggehaald\n")
    assert messages[0].text == "\u200ebeeld weggehaald"
    assert "unknown-phrase" in [each.code for each in report.warnings]


def test_the_phone_that_deleted_a_message_is_offered_first_as_you() -> None:
    rows = ROW + "hi\n" + ROW.replace("Tara", "Sam") + "\u200eYou deleted this message.\n"
    _, report = read(rows + ROW + "hello\n")
    asked = next(each for each in report.questions if each.slug == "self_name")
    assert asked.options == ("Sam", "Tara") and "Sam" in asked.why
