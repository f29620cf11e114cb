"""Signs that are graver together, whoever noticed them."""

from __future__ import annotations

from upstander.model.finding import Level, Sign
from upstander.recognise.together import raised_together


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
