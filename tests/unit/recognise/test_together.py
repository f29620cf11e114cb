"""Signs that are graver together, whoever noticed them."""

from __future__ import annotations

import numpy as np

from tests.fakes.recognising import OddWords, with_classifier
from upstander.model.finding import Level, Said, Sign
from upstander.recognise.engine import Engine
from upstander.recognise.together import agreed, raised_together


def sign(rule: str, level: Level | None) -> Sign:
    return Sign(rule, "words", 0, 5, "why", "source", level)


def levels(signs: tuple[Sign, ...]) -> dict[str, Level | None]:
    return {each.rule: each.level for each in signs}


def test_a_threat_is_level_a_beside_harm_about_to_happen() -> None:
    found = raised_together([sign("U4", Level.B), sign("U1", Level.B)], "words")

    assert levels(found)["U4"] is Level.A


def test_a_threat_with_a_place_is_level_a_where_it_is_about_now() -> None:
    both = [sign("U4", Level.B), sign("U5", Level.B)]

    assert levels(raised_together(both, "by the lift tonight"))["U4"] is Level.A
    assert levels(raised_together(both, "by the lift"))["U4"] is Level.B


def test_urging_a_person_at_risk_is_level_a() -> None:
    found = raised_together([sign("U2", Level.B), sign("U13", Level.B)], "words")

    assert levels(found) == {"U2": Level.B, "U13": Level.A}


def test_nothing_is_lowered_and_a_sign_alone_stays_as_it_is() -> None:
    alone = (sign("U4", Level.B), sign("claim", None))

    assert raised_together(alone, "tonight") == alone
    assert levels(raised_together([sign("U4", Level.A), sign("U5", Level.B)], ""))["U4"] is Level.A


def test_what_only_a_wording_calls_level_a_is_b_where_the_classifier_reads_no_danger() -> None:
    (finding,) = doubting(0.2).full([Said("1", "the knife fell off the table")])

    assert finding.level is Level.B
    assert [each.quote for each in finding.signs] == ["knife"]


def test_a_little_agreement_of_the_classifier_leaves_level_a() -> None:
    (finding,) = doubting(0.05).full([Said("1", "the knife fell off the table")])

    assert finding.level is Level.A


def test_until_the_classifier_has_read_a_message_level_a_stands() -> None:
    (finding,) = doubting(0.2).quick([Said("1", "the knife fell off the table")])

    assert finding.level is Level.A


def test_level_a_stands_in_a_message_the_classifier_could_not_read_whole() -> None:
    engine = doubting(0.2, whole=False)
    (finding,) = engine.full([Said("1", "the knife fell off the table. " * 400)])

    assert finding.not_read
    assert finding.level is Level.A


def test_level_a_stands_where_three_urgency_rules_speak() -> None:
    card = OddWords().card
    card.thresholds["agrees"] = 0.5
    three = [sign("U1", Level.A), sign("U4", Level.B), sign("U5", Level.B)]
    row = np.zeros(len(card.heads))

    assert levels(agreed(three, row, card))["U1"] is Level.A
    assert levels(agreed(three[:2], row, card))["U1"] is Level.B


def doubting(agrees: float, *, whole: bool = True) -> Engine:
    """An engine whose classifier gives level A one in ten, and has to give ``agrees``."""
    classifier = OddWords()
    classifier.card.thresholds["agrees"] = agrees
    classifier.whole = whole
    return with_classifier(classifier)
