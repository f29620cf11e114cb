"""The few that matter come first, the rest is folded and counted."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from tests.fakes.threads import NOBODY, finding, found, insult, line, sign, thread
from tests.support.growth import assert_in_proportion
from upstander.model.finding import Finding, Level, Said
from upstander.recognise._interface import Known
from upstander.recognise.first_screen import first_screen

START = datetime(2026, 11, 6, tzinfo=UTC)


def test_level_comes_before_severity() -> None:
    said = thread(*(line("2026-11-06T12:00", f"a{at}", f"words {at}") for at in range(3)))
    findings = found(
        insult(said[0], severity=4),
        finding(said[1], sign(said[1], "U15", Level.C)),
        finding(said[2], sign(said[2], "U1", Level.A)),
    )
    assert first_screen(said, findings, NOBODY).ids == ("m2", "m1", "m0")


def test_within_a_level_severity_then_one_person_then_specifics_then_the_latest() -> None:
    said = thread(*(line(f"2026-11-06T12:0{at}", f"a{at}", f"words {at}") for at in range(5)))
    weapon = sign(said[2], "weapon")
    findings = found(
        finding(said[0], sign(said[0], "U4", Level.B)),
        finding(said[1], sign(said[1], "U4", Level.B)),
        finding(said[2], sign(said[2], "U4", Level.B), weapon),
        finding(said[3], sign(said[3], "U4", Level.B), individual=True),
        finding(said[4], sign(said[4], "U4", Level.B), severity=3),
    )
    assert first_screen(said, findings, NOBODY).ids == ("m4", "m3", "m2", "m1", "m0")


def three_thousand() -> tuple[list[Said], dict[str, Finding]]:
    """A pile-on with twelve planted threats."""
    lines = [
        line((START + timedelta(seconds=at)).isoformat()[:19], f"acc{at % 900}", f"clown {at}")
        for at in range(3000)
    ]
    said = thread(*lines)
    findings = {each.id: insult(each, severity=2) for each in said[::3]}
    for at in range(100, 3000, 250):
        findings[f"m{at}"] = finding(said[at], sign(said[at], "U4", Level.B, "threat"), severity=3)
    return said, findings


def test_all_planted_threats_of_a_pile_on_come_first() -> None:
    said, findings = three_thousand()
    screen = first_screen(said, findings, NOBODY)
    planted = {f"m{at}" for at in range(100, 3000, 250)}
    assert set(screen.ids[: len(planted)]) == planted
    assert screen.folded == len(findings) - len(screen.ids)


def test_copies_of_the_same_words_stand_for_one() -> None:
    said = thread(*(line("2026-11-06T12:00", f"a{at}", "watch your back!") for at in range(40)))
    findings = found(*(finding(each, sign(each, "U4", Level.B)) for each in said))
    screen = first_screen(said, findings, NOBODY)
    assert (len(screen.ids), screen.folded) == (1, 39)


def test_one_account_does_not_push_the_others_off() -> None:
    said = thread(
        *(line("2026-11-06T12:00", "loud", f"threat {at}") for at in range(50)),
        line("2026-11-01T12:00", "quiet", "and I know your school"),
    )
    findings = found(*(finding(each, sign(each, "U4", Level.B)) for each in said))
    assert "m50" in first_screen(said, findings, NOBODY).ids


def test_own_words_come_only_where_they_ask_for_help() -> None:
    said = thread(
        line("2026-11-06T12:00", "Me", "you are all idiots", me="Me"),
        line("2026-11-06T12:01", "Me", "I cannot go on", me="Me"),
    )
    findings = found(insult(said[0]), finding(said[1], sign(said[1], "U2", Level.A)))
    assert first_screen(said, findings, Known(selves=["Me"])).ids == ("m1",)


def long_log() -> tuple[list[Said], dict[str, Finding]]:
    """Scenario A14, file 9: 200,000 lines, one of them a threat."""
    texts = ("ratio", "cope")
    said = [
        Said(str(at), texts[at % 2], sender=f"acc{at % 4000}", at=START, seq=at)
        for at in range(200_000)
    ]
    park = replace(said[150_320], text="we know you park on Dale Road, tonight")
    said[150_320] = park
    return said, found(finding(park, sign(park, "U5", Level.B, "stalking")))


def test_one_line_in_two_hundred_thousand_is_on_the_first_screen() -> None:
    said, findings = long_log()
    screens = {}

    def look(lines: int) -> None:
        screens[lines] = first_screen(said[:lines], findings, NOBODY)

    assert_in_proportion(look, len(said))
    assert screens[len(said)].ids == ("150320",)


def test_what_was_not_looked_at_is_not_counted_as_quiet() -> None:
    said = thread(line("", "a", "x"), line("", "a", "y"))
    assert first_screen(said, found(Finding("m0")), NOBODY).quiet == 1
