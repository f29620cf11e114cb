"""Levels that the classifier gives to a message as a whole, and kinds it names."""

from __future__ import annotations

from tests.fakes.recognising import OddWords, with_classifier
from upstander.model.finding import Finding, Level, Said


def look(text: str) -> Finding:
    (finding,) = with_classifier().full([Said("1", text)])
    return finding


def test_a_message_that_reads_urgent_as_a_whole_shows_its_likeliest_sign() -> None:
    finding = look("is this grave or what?")

    assert finding.level is Level.A
    assert [sign.rule for sign in finding.signs] == ["U3"]


def test_the_likeliest_sign_quotes_the_message_and_gives_a_reason() -> None:
    finding = look("is this grave or what?")
    (sign,) = finding.signs

    assert "is this grave or what?"[sign.start : sign.end] == sign.quote
    assert "I may be wrong" in sign.why


def test_a_level_that_a_rule_gave_already_is_not_given_twice() -> None:
    finding = look("is this grave knife talk?")

    assert [sign.rule for sign in finding.signs] == ["spot.knife"]


def test_a_message_that_is_abuse_as_a_whole_names_its_likeliest_kind() -> None:
    classifier = OddWords()
    classifier.card.thresholds["insult"] = 1.01  # the kind alone would not be said
    (finding,) = with_classifier(classifier).full([Said("1", "is this odd?")])

    assert finding.flag
    assert [sign.rule for sign in finding.signs] == ["model.insult"]


def test_level_a_needs_a_grave_sign_that_is_likely_at_all_else_it_is_b() -> None:
    finding = look("is this bleak?")

    assert finding.level is Level.B
    assert [sign.rule for sign in finding.signs] == ["U7"]


def test_less_is_needed_for_level_a_where_a_rule_noticed_something_already() -> None:
    classifier = OddWords()
    classifier.card.thresholds["level_a_noticed"] = 0.2
    engine = with_classifier(classifier)

    alone, beside = engine.full([Said("1", "is it dim?"), Said("2", "is it dim on the ground?")])

    assert alone.level is None
    assert beside.level is Level.A


def test_in_own_words_what_calls_for_help_now_counts_and_a_call_for_police_does_not() -> None:
    own = [Said("1", "is this grave?", is_self=True), Said("2", "is this bleak?", is_self=True)]

    levels = [finding.level for finding in with_classifier().full(own)]

    assert levels == [Level.A, None]
