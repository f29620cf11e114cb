"""Typed words and JSON lines become messages, and nothing of them is lost."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from itertools import islice, repeat

from hypothesis import given
from hypothesis import strategies as st

from upstander.intake import typed
from upstander.intake.typed import Told, Typed, json_lines, looks_like_json_lines, typed_text
from upstander.model.finding import NotRead, Said

LONDON = Told(zone="Europe/London")
GAME = "[20:01] xXrook: gg ez\n[20:15] Vex_31: 27 Hartwell Close right?\nsee you saturday\n"
HOSTILE = st.text(alphabet=st.characters(exclude_categories=[]), max_size=300)
SHAPED = st.lists(
    st.sampled_from(
        ["[20:15] Vex_31: hi", "2026-11-20 20:15 Ray: come", "", "  ", "words here", "12:99 x: y"]
    )
    | HOSTILE
).map("\n".join)


def said(text: str, told: Told = LONDON) -> list[Said]:
    return [each.said for each in typed_text(text, told)]


def read(*lines: object) -> list[Typed | NotRead]:
    return list(json_lines(each if isinstance(each, str) else json.dumps(each) for each in lines))


def unread(*lines: object) -> list[tuple[str, str]]:
    return [(each.about, each.why) for each in read(*lines) if isinstance(each, NotRead)]


def one(**held: object) -> Typed:
    found = read({"id": "1", "text": "hi", **held})[0]
    assert isinstance(found, Typed)
    return found


# --- typed words --------------------------------------------------------------------------------


@given(HOSTILE | SHAPED)
def test_every_character_ends_in_some_message(text: str) -> None:
    found = "".join(
        f"{each.written}{each.said.sender}:{each.said.text}" if each.written else each.said.text
        for each in typed_text(text)
    )

    assert "".join(found.split()) == "".join(text.split())


@given(SHAPED)
def test_numbers_are_never_the_same(text: str) -> None:
    ids = [each.id for each in said(text)]

    assert len(set(ids)) == len(ids)


def test_a_line_with_a_time_and_a_sender_starts_a_message() -> None:
    assert [(each.sender, each.text) for each in said(GAME)] == [
        ("xXrook", "gg ez"),
        ("Vex_31", "27 Hartwell Close right?\nsee you saturday"),
    ]


def test_makes_up_no_date() -> None:
    first = next(typed_text(GAME, LONDON))

    assert (first.said.at, first.said.local, first.said.exact) == (None, None, False)
    assert first.written == "[20:01]"


def test_a_day_that_is_told_gives_the_date() -> None:
    first = said(GAME, Told(zone="Europe/London", day=date(2026, 11, 20)))[0]

    assert first.local == datetime(2026, 11, 20, 20, 1)
    assert first.exact


def test_after_midnight_the_day_is_the_next_and_no_longer_sure() -> None:
    late = said("[23:59] Ray: hi\n[00:05] Ray: still up?", Told(day=date(2026, 11, 20)))[1]

    assert late.local == datetime(2026, 11, 21, 0, 5)
    assert not late.exact


def test_reads_date_time_and_zone() -> None:
    summer = said("2026-07-01 20:15 Coach_Ray: come alone")[0]

    assert summer.at == datetime(2026, 7, 1, 19, 15, tzinfo=UTC)
    assert summer.local == datetime(2026, 7, 1, 20, 15)
    assert summer.exact


def test_reads_half_days_seconds_and_offsets() -> None:
    evening, other = said("2026-11-20 8:15:07 pm Ray: hi\n2026-11-20T20:15:00Z Ray: ho")

    assert evening.local == datetime(2026, 11, 20, 20, 15, 7)
    assert other.at == datetime(2026, 11, 20, 20, 15, tzinfo=UTC)


def test_a_time_that_cannot_be_stays_without() -> None:
    found = said("2026-13-40 99:99 Ray: hi\n2026-11-20 20:15 Ray: ho")

    assert [each.local for each in found] == [None, datetime(2026, 11, 20, 20, 15)]


def test_the_first_and_the_last_year_do_no_harm() -> None:
    found = said("0001-01-01 00:01 Ray: hi\n9999-12-31 23:59 Ray: ho", Told(zone="Asia/Tokyo"))

    assert [each.text for each in found] == ["hi", "ho"]


def test_words_before_the_first_sender_are_a_message_of_nobody() -> None:
    found = said("what I saw\n" + GAME)

    assert (found[0].sender, found[0].text) == ("", "what I saw")


def test_paragraphs_are_messages_where_blank_lines_stand() -> None:
    assert [each.text for each in said("one\ntwo\n\nthree\n")] == ["one\ntwo", "three"]


def test_each_line_is_a_message_where_no_blank_lines_stand() -> None:
    assert [each.text for each in said("one\r\ntwo\rthree\n")] == ["one", "two", "three"]


def test_one_line_that_looks_like_a_talk_leaves_paragraphs_alone() -> None:
    found = said("He came home.\n\n20:15 he said: where were you\n\nThen he left.")

    assert len(found) == 3


def test_whoever_keeps_the_case_is_known_by_the_name_they_tell() -> None:
    found = said(GAME, Told(selves=frozenset({"xXrook"})))

    assert [each.is_self for each in found] == [True, None]


def test_a_very_long_message_goes_on_as_the_next_and_loses_nothing() -> None:
    text = "a" * (typed.LONGEST_MESSAGE + 7)

    assert [len(each.text) for each in said(text)] == [typed.LONGEST_MESSAGE, 7]


def test_gives_the_first_messages_of_a_text_without_an_end() -> None:
    found = typed.typed_lines(repeat("[20:15] Vex_31: hi"))

    assert len(list(islice(found, 1000))) == 1000


# --- JSON lines ---------------------------------------------------------------------------------


@given(st.lists(HOSTILE))
def test_reads_any_lines_without_a_fault(texts: list[str]) -> None:
    found = read(*texts)

    assert len(found) == len([text for text in texts if text.strip("\ufeff \t\r\n")])


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | HOSTILE,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(HOSTILE, inner, max_size=3),
    max_leaves=5,
)
NAMES = ("id", "text", "sender", "time_utc", "conversation", "is_self")


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(NAMES, JSON)))
def test_any_values_give_a_message_that_can_be_written_again(held: dict[str, object]) -> None:
    for each in read(held):
        if isinstance(each, Typed):
            json.dumps(each.given, allow_nan=False)


def test_the_id_stays_what_it_was() -> None:
    given_ids = ["a", "", 5, 1.5, True, ["x"], {"y": [1]}]

    assert [each.given for each in read(*({"id": i, "text": "hi"} for i in given_ids))] == given_ids  # type: ignore[union-attr]


def test_names_the_line_that_is_no_json_and_goes_on() -> None:
    found = read({"id": 1, "text": "a"}, '{"id": 2, "te', "[1, 2]", {"id": 3, "text": "b"})

    assert [each.given for each in found if isinstance(each, Typed)] == [1, 3]
    assert [each.about for each in found if isinstance(each, NotRead)] == ["line 2", "line 3"]


def test_a_line_without_an_id_is_named() -> None:
    assert unread({"text": "a"}, {"id": None, "text": "a"}) == [
        ("line 1", typed.NO_ID),
        ("line 2", typed.NO_ID),
    ]


def test_an_id_without_words_still_gives_its_message() -> None:
    message, why = read({"id": "a", "text": None})

    assert isinstance(message, Typed) and message.said.text == ""
    assert isinstance(why, NotRead) and why.why == typed.NO_WORDS


def test_nan_is_nothing_and_a_number_too_large_stays_as_written() -> None:
    first, second = read('{"id":"a","text":"hi","sender":NaN}', '{"id":1e999,"text":"ho"}')

    assert isinstance(first, Typed) and first.said.sender == ""
    assert isinstance(second, Typed) and second.given == "1e999"


def test_a_very_long_number_does_no_harm() -> None:
    assert one(id=int("9" * 300)).given == int("9" * 300)
    assert read('{"id":' + "9" * 9000 + ',"text":"hi"}')[0].given == "9" * 9000  # type: ignore[union-attr]


def test_depth_does_no_harm() -> None:
    assert unread('{"id":' * 90_000) == [("line 1", typed.NO_JSON)]


def test_half_a_surrogate_and_controls_are_text() -> None:
    assert one(text="\ud83d \x00 \x1b").said.text == "\ud83d \x00 \x1b"


def test_a_megabyte_is_a_message_and_a_longer_line_is_named() -> None:
    assert len(one(text="\x01" * 1_000_000).said.text) == 1_000_000
    assert unread("{" + " " * typed.LONGEST_LINE + "}") == [("line 1", typed.TOO_LONG)]


def test_a_time_is_read_as_utc_where_it_names_no_zone() -> None:
    assert one(time_utc="2026-10-05T17:59:58").said.at == datetime(
        2026, 10, 5, 17, 59, 58, tzinfo=UTC
    )
    assert (
        one(time_utc="2026-10-05T18:59:58+01:00").said.at
        == one(time_utc="2026-10-05T17:59:58Z").said.at
    )


def test_a_time_that_is_not_understood_is_said_and_the_words_are_read() -> None:
    message, why = read({"id": "a", "text": "hi", "time_utc": "yesterday"})

    assert isinstance(message, Typed) and message.said.text == "hi"
    assert isinstance(why, NotRead) and why.why == typed.NO_TIME


def test_a_number_may_be_a_sender() -> None:
    assert one(sender=7).said.sender == "7"


def test_says_from_its_beginning_whether_a_text_is_json_lines() -> None:
    line = '{"id": 1, "text": "hi"}\n'

    assert looks_like_json_lines(line)
    assert looks_like_json_lines("not json\n" + line)
    assert looks_like_json_lines("\ufeff\n" + line + "odd\nodd\n")
    assert not looks_like_json_lines("he wrote\nthis to me:\n\n" + line)
    assert not looks_like_json_lines("")
