"""Several accounts and one person: mobbing (A02), pile-on, the same words from many."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from tests.fakes.threads import NOBODY, facts, finding, found, insult, line, pattern, sign, thread
from upstander.model.finding import Finding, Level, Said
from upstander.recognise._interface import Known
from upstander.recognise.course import course_of_conduct


def ignore_priya() -> tuple[list[Said], dict[str, Finding]]:
    """Scenario A02 with the signs of rules and classifier; Tom keeps it."""
    rows = (
        ("16:02", "~K", "everyone ignore Priya tmrw pass it on"),
        ("16:02", "Jayden 9B", "😂😂"),
        ("16:03", "Leo", "she stinks lol"),
        ("16:05", "~K", "poll: who is the biggest loser\nOPTION: Priya (7 votes)"),
        ("16:06", "Tom W", "leave her"),
        ("16:07", "Leo", "kys priya nobody would notice"),
        ("16:10", "Jayden 9B", "😂"),
        ("21:30", "~K", "same time tmrw"),
    )
    said = thread(*(line(f"2026-09-14T{at}", who, text, me="Tom W") for at, who, text in rows))
    findings = found(
        finding(said[0], sign(said[0], "model.exclusion", None, "exclusion"), severity=2),
        insult(said[1]),  # a classifier may say so of a reaction
        insult(said[2]),
        insult(said[3]),
        finding(said[5], sign(said[5], "U13", Level.B, "self_harm_goading"), severity=4),
    )
    return said, findings


def test_finds_the_target_who_sends_nothing() -> None:
    [shown] = pattern("mobbing", *ignore_priya())
    assert (shown.target, shown.actors) == ("Priya", ("~K", "Leo"))
    assert shown.why == (
        "2 accounts sent 4 messages with listed signs to or about Priya, within 1 hour. "
        "In what was kept, Priya sent nothing."
    )


def test_gives_each_account_its_count_and_first_and_last_time() -> None:
    [shown] = pattern("mobbing", *ignore_priya())
    told = facts(shown)
    assert (told["count:~K"], told["count:Leo"]) == ("2", "2")
    assert told["first:Leo"] == "2026-09-14T15:03:00+00:00"
    assert told["last:Leo"] == "2026-09-14T15:07:00+00:00"


def test_the_target_is_known_also_where_only_one_message_has_a_sign() -> None:
    said, findings = ignore_priya()
    [pair] = course_of_conduct(said, {"m5": findings["m5"]}, NOBODY)
    assert (pair.actor, pair.target) == ("Leo", "Priya")


def test_says_nothing_about_laughing_emoji() -> None:
    said, findings = ignore_priya()
    [shown] = pattern("mobbing", said, findings)
    assert "Jayden 9B" not in shown.actors
    assert not {"m1", "m6"} & set(shown.items)


def test_whoever_speaks_up_is_no_actor() -> None:
    [shown] = pattern("mobbing", *ignore_priya())
    assert "Tom W" not in shown.actors


def test_a_target_that_was_told_is_found_without_a_name() -> None:
    said = thread(
        *(line(f"2026-09-14T16:0{at}", f"acc{at}", "what a loser", me="") for at in range(4))
    )
    findings = found(*map(insult, said))
    [shown] = pattern("mobbing", said, findings, Known(target=["Priya"]))
    assert shown.target == "Priya"
    assert "4 of them say nearly the same" not in shown.why  # three words are too few to say so


def test_one_account_alone_is_no_mobbing() -> None:
    said = thread(*(line(f"2026-09-14T16:0{at}", "Leo", "hey you loser") for at in range(5)))
    assert pattern("mobbing", said, found(*map(insult, said)), Known(target=["Priya"])) == []


def pile_on(accounts: int, noticed: int) -> tuple[list[Said], dict[str, Finding]]:
    start = datetime(2026, 11, 6, 12, tzinfo=UTC)
    said = thread(
        *(
            line((start + timedelta(seconds=9 * at)).isoformat()[:19], f"acc{at}", "ratio")
            for at in range(accounts)
        ),
        line("2026-11-06T12:59:59", "okoro", "I will not answer this", me="okoro"),
    )
    return said, found(*map(insult, said[:noticed]))


def test_counts_a_pile_on_as_a_whole() -> None:
    [shown] = pattern("pile_on", *pile_on(300, 6))
    assert shown.why == (
        "300 messages from 300 accounts to or about you, within 24 hours. "
        "6 of them have listed signs. The others are folded away."
    )
    assert len(shown.items) == 6


def test_a_lively_group_is_no_pile_on() -> None:
    assert pattern("pile_on", *pile_on(300, 0)) == []
    assert pattern("pile_on", *pile_on(10, 6)) == []


RUMOUR = "heard mr okoro got sacked from his last school for hitting a boy"


def test_groups_reposts_of_nearly_the_same_text() -> None:
    said = thread(
        line("2026-11-06T12:00", "a", RUMOUR),
        line("2026-11-06T12:01", "b", f"{RUMOUR.upper()}!!!"),
        line("2026-11-06T12:02", "c", f"omg {RUMOUR} fr"),
        line("2026-11-06T12:03", "d", "what is for tea today then, anyone know"),
    )
    [shown] = pattern("near_duplicate", said, {})
    assert shown.items == ("m0", "m1", "m2")
    assert shown.why == (
        "3 accounts posted the same words, or nearly the same: 3 messages. "
        "We did not look at whether it is true."
    )


def test_short_words_that_everybody_says_are_no_repost() -> None:
    said = thread(*(line("2026-11-06T12:00", f"acc{at}", "ratio") for at in range(50)))
    assert pattern("near_duplicate", said, {}) == []


def test_the_same_account_twice_is_no_repost() -> None:
    said = thread(*(line("2026-11-06T12:00", "a", RUMOUR) for _ in range(5)))
    assert pattern("near_duplicate", said, {}) == []
