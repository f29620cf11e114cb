"""What all messages show together: patterns, pairs, first screen, what was not read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.fakes.threads import NOBODY, facts, finding, found, insult, line, sign, thread
from tests.support.growth import assert_in_proportion
from tests.unit.recognise.test_first_screen import long_log
from tests.unit.recognise.test_patterns_many import ignore_priya
from tests.unit.recognise.test_patterns_stop import SELF, spare_key
from upstander.directory import patterns as records
from upstander.model.errors import DirectoryError
from upstander.model.finding import Finding, Level
from upstander.recognise.course import course_of_conduct
from upstander.recognise.summary import summarise


def test_the_spare_key_puts_the_danger_first() -> None:
    shown = summarise(*spare_key(), SELF)
    assert shown.first_screen[0] == "m9"
    assert shown.counted == 11
    assert [each.slug for each in shown.patterns] == [
        "course_of_conduct", "repeated_contact", "after_stop", "night", "escalation",
    ]  # fmt: skip


def test_pairs_say_who_to_whom_how_often_on_how_many_days() -> None:
    dan, maya = course_of_conduct(*spare_key(), SELF)
    assert (dan.actor, dan.target, dan.count, dan.occasions) == ("Dan", "Maya R", 9, 3)
    assert (maya.actor, maya.target, maya.count, maya.flagged) == ("Maya R", "Dan", 2, 0)
    assert dan.flagged == 2
    assert dan.first is not None


def test_a_pair_counts_unsure_times_apart() -> None:
    said, findings = spare_key()
    said.append(line("", "Dan", "and another thing", me="Maya R"))
    dan = course_of_conduct(thread(*said), findings, SELF)[0]
    assert (dan.count, dan.unsure) == (9, 1)


def test_ignore_priya_lists_nobody_for_laughing() -> None:
    said, findings = ignore_priya()
    shown = summarise(said, findings, NOBODY)
    assert "Jayden 9B" not in {actor for each in shown.patterns for actor in each.actors}
    assert "Jayden 9B" not in {each.actor for each in shown.pairs}
    assert shown.first_screen[0] == "m5"


def test_accounts_that_look_alike_are_never_merged() -> None:
    said, findings = ignore_priya()
    said.append(line("2026-09-14T16:09", "+44 7700 900417", "Priya is a loser", me="Tom W"))
    said = thread(*said)
    findings["m8"] = insult(said[8])
    pairs = {(each.actor, each.target) for each in summarise(said, findings, NOBODY).pairs}
    assert {("~K", "Priya"), ("+44 7700 900417", "Priya")} <= pairs


def test_a_page_with_an_address_comes_first() -> None:
    """A06: one post names a home, and the replies are rude at most."""
    said = thread(
        line(
            "2026-11-06T20:00",
            "truthwave88",
            "Ellen Marsh lives 14 Example Street. Pay her a visit.",
        ),
        *(line(f"2026-11-06T21:{at:02}", f"r{at}", "shame") for at in range(31)),
    )
    post = said[0]
    signs = (sign(post, "detail.call_to_act", Level.C), sign(post, "U15", Level.B, "doxxing"))
    shown = summarise(said, found(finding(post, *signs, severity=3)), NOBODY)
    assert shown.first_screen == ("m0",)


def test_game_talk_without_dates_invents_none() -> None:
    """A09: only 20:15 leads to B; the log has no date, so nothing is counted over time."""
    said = thread(
        *(
            replace(line("", who, text), seq=at)
            for at, (who, text) in enumerate(
                (
                    ("xXrook", "gg ez im gonna kill u next round"),
                    ("xXrook", "die die die lol"),
                    ("Vex_31", "ur aim is trash uninstall"),
                    ("Vex_31", "27 Hartwell Close right? see you saturday"),
                    ("xXrook", "kill the healer first"),
                )
            )
        )
    )
    findings = found(finding(said[3], sign(said[3], "U5", Level.B, "stalking"), severity=3))
    shown = summarise(said, findings, NOBODY)
    assert (shown.first_screen, shown.patterns) == (("m3",), ())
    assert dict(shown.facts)["unsure_dates"] == "5"


def test_ratio_and_cope_lead_to_no_pattern() -> None:
    said, findings = long_log()
    summaries = {}

    def look(lines: int) -> None:
        summaries[lines] = summarise(said[:lines], findings, NOBODY)

    assert_in_proportion(look, len(said))
    shown = summaries[len(said)]
    assert (shown.first_screen, shown.patterns) == (("150320",), ())


def test_says_what_was_not_read_and_why() -> None:
    said = thread(*(line("", "a", text) for text in ("bonjour", "hola", "hi", "hey")))
    foreign = "This is in another language."
    findings = found(*(Finding(f"m{at}", not_read=foreign) for at in range(2)), Finding("m2"))
    shown = summarise(said, findings, NOBODY)
    assert [(each.why, each.count) for each in shown.not_read] == [
        (foreign, 2), ("This was not looked at yet.", 1),
    ]  # fmt: skip


def test_says_which_pattern_has_no_good_record(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused() -> dict[str, records.PatternRecord]:
        return {}

    monkeypatch.setattr(records, "_shipped", refused)
    shown = summarise(*spare_key(), SELF)
    assert shown.patterns == ()
    assert {"after_stop", "night"} <= {each.about for each in shown.not_read}


def test_a_name_is_shown_as_text_on_one_line() -> None:
    said, findings = spare_key()
    odd = "\u202e<script>{who}\nalert(1)</script>" + "x" * 200
    said = [replace(each, sender=odd) if each.sender == "Dan" else each for each in said]
    shown = summarise(said, findings, SELF)
    for each in shown.patterns:
        assert "\n" not in each.why
        assert "\u202e" not in each.why
        assert len(each.why) < 400
    assert any("<script>{who} alert(1)" in each.why for each in shown.patterns)


def test_no_number_looks_like_a_score() -> None:
    shown = summarise(*spare_key(), SELF)
    for each in shown.patterns:
        assert "%" not in each.why
        assert not any(name in facts(each) for name in ("score", "risk", "severity"))


def test_a_missing_record_is_an_error_with_its_name() -> None:
    with pytest.raises(DirectoryError, match="no_such"):
        records.pattern_record("no_such")
