"""One account: again and again, at night, stronger, on other channels, lures and demands."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.fakes.threads import finding, found, insult, line, pattern, sign, thread
from tests.unit.recognise.test_patterns_stop import spare_key
from upstander.model.finding import Finding, Level, Said
from upstander.recognise._interface import Known


def test_counts_messages_and_days() -> None:
    [shown] = pattern("repeated_contact", *spare_key())
    assert shown.why == (
        "9 messages from the account Dan to you on 3 days. "
        "4 of them came in a row with no answer between."
    )
    assert (shown.actors, shown.target) == (("Dan",), "Maya R")


def test_a_lively_chat_of_friends_is_not_shown() -> None:
    lines = [
        line(f"2026-10-03T10:{at:02}", ("Zoe", "Me")[at % 2], "lol", me="Me") for at in range(60)
    ]
    assert pattern("repeated_contact", thread(*lines), {}) == []


def test_a_long_row_without_an_answer_is_shown_without_any_sign() -> None:
    lines = [line("2026-10-01T09:00", "Me", "bye", me="Me")]
    lines += [line(f"2026-10-{day:02}T09:00", "Zoe", "hi", me="Me") for day in range(2, 14)]
    [shown] = pattern("repeated_contact", thread(*lines), {})
    assert "12 of them came in a row" in shown.why


def test_counts_night_by_the_wall_clock() -> None:
    [shown] = pattern("night", *spare_key())
    assert shown.why == (
        "3 messages of 9 from the account Dan came at night, between 23:00 and 06:00."
    )
    assert shown.items == ("m4", "m5", "m6")


@pytest.mark.parametrize(
    ("wall", "at_night"),
    [("22:59:59", 0), ("23:00:00", 3), ("00:00:00", 3), ("05:59:59", 3), ("06:00:00", 0)],
)
def test_night_begins_at_eleven_and_ends_at_six(wall: str, at_night: int) -> None:
    said = thread(*(line(f"2026-10-0{day}T{wall}", "Dan", "you loser") for day in (1, 2, 3)))
    shown = pattern("night", said, found(*map(insult, said)))
    assert sum(len(each.items) for each in shown) == at_night


def test_a_time_without_its_zone_is_not_counted_as_night() -> None:
    said, findings = spare_key()
    said[4] = replace(said[4], local=None)
    assert pattern("night", said, findings) == []


def test_says_in_words_that_signs_grew_stronger() -> None:
    [shown] = pattern("escalation", *spare_key())
    assert shown.why == (
        "In 9 messages from the account Dan the signs grew stronger. "
        "At first: no listed sign. Later: words about danger now or soon."
    )
    assert shown.items == ("m4", "m9")


def test_signs_that_grow_weaker_are_no_escalation() -> None:
    said, findings = spare_key()
    back = [replace(each, at=said[-1 - at].at) for at, each in enumerate(said)]
    assert pattern("escalation", back, findings) == []


def test_the_same_name_on_two_channels_is_asked_about() -> None:
    said, findings = spare_key()
    said.append(line("2026-10-05T20:00", "Dan", "pick up", me="Maya R", channel="sms"))
    [shown] = pattern("channel_hop", thread(*said), findings)
    assert shown.actors == ("Dan (chat)", "Dan (sms)")
    assert shown.why.endswith("It may be one person, or not.")
    assert "chat, then sms" in shown.why


def test_a_friend_on_two_channels_is_left_alone() -> None:
    said = thread(
        line("2026-10-05T20:00", "Zoe", "hi"), line("2026-10-05T20:00", "Zoe", "hi", channel="sms")
    )
    assert pattern("channel_hop", said, {}) == []


CUES = {
    "sent 1,000 coins :) dont tell your mum": ("lure.gift", "lure.secrecy"),
    "how old are you really? got snap?": ("lure.age_question", "lure.other_app"),
    "sat 2pm by the clock, come alone": ("meeting", "lure.lone_meeting"),
}


def our_secret(sender: str = "Coach_Ray") -> tuple[list[Said], dict[str, Finding]]:
    """Scenario A03: one cue after another."""
    said = thread(*(line(f"2026-11-19T18:0{at}", sender, text) for at, text in enumerate(CUES)))
    rules = zip(said, CUES.values(), strict=True)
    return said, found(
        *(finding(each, *(sign(each, rule) for rule in some)) for each, some in rules)
    )


def test_lists_the_cues_in_the_order_they_came() -> None:
    [shown] = pattern("lure_sequence", *our_secret())
    assert shown.level is Level.B
    assert shown.why == (
        "The account Coach_Ray wrote 5 things that can come before a lone meeting: a gift, a "
        "request to keep it secret, a question about age, moving to another app, a request to "
        "meet alone. Each one alone can mean something else."
    )


def test_two_cues_are_too_few() -> None:
    said, findings = our_secret()
    assert pattern("lure_sequence", said[:1], findings) == []


def test_own_words_are_no_lure() -> None:
    assert pattern("lure_sequence", *our_secret(), Known(selves=["Coach_Ray"])) == []


def test_a_demand_after_a_picture() -> None:
    said = thread(
        line("2026-11-01T20:00", "kat_99", "send me a pic"),
        replace(line("2026-11-01T20:05", "Me", "", me="Me"), has_picture=True),
        line("2026-11-01T20:10", "kat_99", "now pay 200 or everyone sees"),
    )
    findings = found(finding(said[2], sign(said[2], "demand", Level.B, "blackmail")))
    [shown] = pattern("demand_after_image", said, findings)
    assert shown.why == (
        "The account kat_99 asked for something after a picture or a video was sent or spoken of."
    )
    assert shown.items == ("m1", "m2")


def test_a_demand_a_month_after_a_picture_is_not_joined_to_it() -> None:
    said = thread(
        line("2026-10-01T20:00", "kat_99", "nice photo"),
        line("2026-11-01T20:10", "kat_99", "you owe me 5 for lunch"),
    )
    findings = found(finding(said[1], sign(said[1], "demand")))
    assert pattern("demand_after_image", said, findings) == []


def test_the_mail_that_speaks_of_a_camera_and_asks_for_money() -> None:
    said = thread(line("2026-11-18T03:12:40", "Priya Shah", "I recorded you. Pay 0.05 BTC"))
    findings = found(finding(said[0], sign(said[0], "demand", Level.B, "blackmail")))
    [shown] = pattern("demand_after_image", said, findings)
    assert shown.why == (
        "The account Priya Shah asked for something and spoke of a picture or a video."
    )


def test_game_talk_twice_is_no_course_of_conduct() -> None:
    said = thread(
        line("2026-10-01T20:00", "xXrook", "die"), line("2026-10-02T20:00", "xXrook", "die")
    )
    findings = found(
        *(finding(each, sign(each, "model.gaming_abuse", None, "gaming_abuse")) for each in said)
    )
    assert pattern("course_of_conduct", said, findings, Known(target=["Ben"])) == []
