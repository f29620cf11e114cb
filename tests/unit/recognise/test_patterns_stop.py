"""A01: what came after "stop", after a block, and from a new account."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.fakes.threads import facts, finding, found, line, pattern, sign, thread
from upstander.model.finding import Finding, Level, Said
from upstander.recognise._interface import Known

SELF = Known(selves=["Maya R"])


def spare_key(*, me: str = "Maya R") -> tuple[list[Said], dict[str, Finding]]:
    """The eleven entries of scenario A01 with the signs that matter here."""
    said = thread(
        line("2026-10-03T22:14:09", "Dan", "where are you", me=me),
        line("2026-10-03T22:14:41", "Dan", "WHERE ARE YOU", me=me),
        line("2026-10-03T22:20:00", "Maya R", "Please stop contacting me.", me=me),
        line("2026-10-03T22:20:31", "Dan", "you dont get to decide that", me=me),
        line("2026-10-04T01:02:55", "Dan", "saw your car at Brook Lane. nice of him", me=me),
        line("2026-10-04T01:03:20", "Dan", "", me=me),
        line("2026-10-04T01:05:02", "Dan", "This message was deleted.", me=me),
        line("2026-10-04T07:40:11", "Maya R", "Leave me alone you freak", me=me),
        line("2026-10-05T18:31:47", "Dan", "sorry. love you. can we talk", me=me),
        line("2026-10-05T18:59:58", "Dan", "on my way to yours with my spare key", me=me),
        line("2026-10-05T19:00:10", "Dan", "dont bother calling anyone", me=me),
    )
    findings = found(
        finding(said[2], sign(said[2], "stop")),
        finding(said[4], sign(said[4], "model.stalking", None, "stalking"), severity=2),
        finding(said[7], sign(said[7], "stop"), sign(said[7], "model.insult", None, "insult")),
        finding(said[9], sign(said[9], "U1", Level.A, "threat"), severity=4, individual=True),
    )
    return said, findings


def test_counts_seven_entries_after_you_said_stop() -> None:
    [shown] = pattern("after_stop", *spare_key())
    assert shown.why == "7 messages after you said stop, 3 of them at night, from 1 account."
    assert shown.items == ("m2", "m3", "m4", "m5", "m6", "m8", "m9", "m10")
    assert facts(shown)["before"] == "2"
    assert facts(shown)["stop_at"] == "2026-10-03T21:20:00+00:00"


def test_names_who_said_stop_where_nobody_told_whose_account_is_whose() -> None:
    [shown] = pattern("after_stop", *spare_key(me=""))
    assert shown.why == "7 messages after Maya R said stop, 3 of them at night, from 1 account."
    assert shown.target == "Maya R"


def test_words_of_whoever_asked_to_stop_are_no_course_of_conduct() -> None:
    said, findings = spare_key(me="")
    assert {each.actors for each in pattern("course_of_conduct", said, findings)} == {("Dan",)}


def test_two_occasions_offer_the_police() -> None:
    [shown] = pattern("course_of_conduct", *spare_key())
    assert (shown.rule, shown.level, shown.actors) == ("U8", Level.B, ("Dan",))
    assert "2 times: 7 messages in all" in shown.why
    assert facts(shown)["asks"].endswith("You choose.")


def test_says_one_message_and_one_account_in_the_singular() -> None:
    said, findings = spare_key()
    [shown] = pattern("after_stop", said[:4], findings)
    assert shown.why == "1 message after you said stop, from 1 account."


def test_leaves_a_time_that_is_not_sure_out_of_the_count_and_lists_it() -> None:
    said, findings = spare_key()
    said.append(line("", "Dan", "when was this", me="Maya R"))
    [shown] = pattern("after_stop", thread(*said), findings)
    assert shown.why.startswith("7 messages")
    assert (facts(shown)["unsure"], facts(shown)["unsure_id"]) == ("1", "m11")


def test_says_so_where_no_date_is_sure() -> None:
    said = thread(line("", "Maya R", "stop", me="Maya R"), line("", "Dan", "no", me="Maya R"))
    [shown] = pattern("after_stop", said, found(finding(said[0], sign(said[0], "stop"))))
    assert shown.why.endswith("The dates are not sure, so we left out 1 message.")


def test_counts_in_order_within_one_minute() -> None:
    said = thread(
        line("2026-10-03T22:20", "Dan", "hey", me="Maya R"),
        line("2026-10-03T22:20", "Maya R", "stop messaging me", me="Maya R"),
        line("2026-10-03T22:20", "Dan", "no", me="Maya R"),
    )
    [shown] = pattern("after_stop", said, found(finding(said[1], sign(said[1], "stop"))))
    assert shown.items == ("m1", "m2")


def test_in_a_group_counts_only_those_it_was_said_to() -> None:
    said = thread(
        line("2026-10-03T10:00", "Mum", "tea at six", me="Maya R"),
        line("2026-10-03T10:01", "Dan", "you are pathetic", me="Maya R"),
        line("2026-10-03T10:02", "Maya R", "stop messaging me", me="Maya R"),
        line("2026-10-03T10:03", "Mum", "are you all right", me="Maya R"),
        line("2026-10-03T10:04", "Dan", "never", me="Maya R"),
    )
    findings = found(
        finding(said[1], sign(said[1], "model.insult", None, "insult")),
        finding(said[2], sign(said[2], "stop")),
    )
    [shown] = pattern("after_stop", said, findings)
    assert shown.actors == ("Dan",)


def test_counts_what_came_after_a_block() -> None:
    said, findings = spare_key()
    known = Known(selves=["Maya R"], blocked={"Dan": datetime(2026, 10, 5, tzinfo=UTC)})
    [shown] = pattern("after_block", said, findings, known)
    assert shown.why == "3 messages from the account Dan after it was blocked."


def test_a_block_without_a_zone_counts_nothing() -> None:
    said, findings = spare_key()
    known = Known(blocked={"Dan": datetime(2026, 10, 5)})
    assert pattern("after_block", said, findings, known) == []


def again(text: str, sender: str) -> list[Said]:
    said, _ = spare_key()
    later = line("2026-10-06T09:00", sender, text, me="Maya R")
    return thread(*said, later)


def test_asks_about_a_new_account_with_the_same_words() -> None:
    said = again("i said you dont get to decide that maya", "blue_77")
    said[3] = line("2026-10-03T22:20:31", "Dan", "i said you dont get to decide that", me="Maya R")
    said = thread(*said)
    [shown] = pattern("new_identity", said, spare_key()[1])
    assert shown.actors == ("Dan", "blue_77")
    assert shown.why.endswith("It may be the same person, or not.")
    assert "asks" in facts(shown)


def test_a_new_account_with_its_own_words_is_left_alone() -> None:
    said = again("hello, this is the dentist about your visit", "Smile Dental")
    assert pattern("new_identity", said, spare_key()[1]) == []


def test_a_shared_number_is_a_trace() -> None:
    said, findings = spare_key()
    said[3] = line("2026-10-03T22:20:31", "Dan", "ring me on 07700 900417", me="Maya R")
    said.append(line("2026-10-06T09:00", "blue_77", "my number: +447700900417", me="Maya R"))
    [shown] = pattern("new_identity", thread(*said), findings)
    assert facts(shown)["shared"] == "detail"
