"""The urgency recogniser: the must-pass lines, exact quotes, levels together, hostile text."""

from __future__ import annotations

import pytest

from tests.support.growth import assert_in_proportion
from upstander.language.normalise import normalise
from upstander.model.finding import Level, Said, Sign
from upstander.recognise.exceptions import game_talk
from upstander.recognise.recognisers.urgency import PLUGIN

A05 = "I know you told. Watch your back Friday after period 6, you won’t make it to your car."
A06 = (
    "Nurse Ellen Marsh lives 14 Example Street AB1 2CD, mob 07700 900122, "
    "her boy goes to Northfield Primary finishes 3.15. Pay her a visit."
)


def signs(text: str, channel: str = "text") -> dict[str, Sign]:
    said = Said(id="1", text=text, channel=channel)
    return {sign.rule: sign for sign in PLUGIN.signs(said, normalise(text))}


def level(text: str, channel: str = "text") -> str:
    levels = [sign.level for sign in signs(text, channel).values() if sign.level]
    return min(levels, default=Level.E).value


def test_the_spare_key_is_999_and_quotes_key_and_place() -> None:
    found = signs(
        "on my way to yours with my spare key. if hes there i swear il put him in the ground"
    )
    assert found["U1"].quote == "on my way to yours with my spare key"
    assert (found["U1"].level, found["U4"].level) == (Level.A, Level.A)


def test_goading_a_classmate_is_for_the_same_day() -> None:
    assert signs("kys priya nobody would notice")["U13"].level is Level.B


def test_a_lone_meeting_held_secret_is_999() -> None:
    text = (
        "sat 2pm by the clock at Redhill Road station, wear the blue hoodie, "
        "come alone. our secret ok"
    )
    assert signs(text)["U3"].level is Level.A


def test_a_demand_with_hours_is_for_the_same_day() -> None:
    text = (
        "I recorded you through your camera. Pay 0.05 BTC within 48 hours "
        "or everyone in your contacts gets it."
    )
    assert signs(text)["U14"].level is Level.B


def test_a_threat_with_day_and_place_is_at_least_for_the_same_day() -> None:
    found = signs(A05)
    assert {"U4", "U5"} <= set(found)
    assert "you won’t make it to your car" in found["U4"].quote


def test_a_call_to_visit_raises_a_published_address() -> None:
    found = signs(A06)["U15"]
    assert found.level is Level.B
    assert "Pay her a visit" in found.quote


@pytest.mark.parametrize(
    "text", ["gg ez im gonna kill u next round", "die die die lol", "kill the healer first"]
)
def test_game_talk_is_listed_and_not_urgent(text: str) -> None:
    found = signs(text, "game")
    assert list(found) == ["game_talk"]
    assert found["game_talk"].level is None


def test_an_address_in_a_game_is_not_game_talk() -> None:
    text = "27 Hartwell Close right? your mums red fiesta. see you saturday"
    found = signs(text, "game")["U5"]
    assert (found.level, found.quote) == (Level.B, text)


def test_rude_words_in_a_game_are_no_threat() -> None:
    assert signs("ur aim is trash uninstall", "game") == {}


def test_a_street_and_tonight_are_for_the_same_day() -> None:
    assert level("we know you park on Dale Road, tonight") == "B"


@pytest.mark.parametrize(
    "text",
    [
        "he's kicking the door in",
        "hes kickin the door in",
        "he's got a knife",
        "I'm parked outside yours, come out or i come in",
        "he is trying to get in through the kitchen window right now",
        "am ootside yer hoose the noo, get oot here or ah'm comin in",
        "I dey your gate now with my boys, you go see today",
        "yo theres a man dem outside with shanks call the feds",
        "i took too many tablets",
        "goodbye everyone, by tomorrow i wont be here",
        "there's a man at my door collecting my bank card, the police on the phone told me to",
        "he's 45 and he's been sending my 13 year old nudes and now he's driving down to meet her",
    ],
)
def test_danger_now_is_999_in_any_spelling(text: str) -> None:
    assert level(text) == "A"


@pytest.mark.parametrize(
    "text",
    [
        "on my way, bring the cake",
        "I'm outside, come down",
        "my phone is dying",
        "I'll murder that pizza",
        "he was stabbed in 1987",
        "Leave me alone or I will call the police you freak",
        "somebody call an ambulance for my bank account",
        "the burglar in the film climbs in through the window",
        "if anyone follows you, go into a shop",
        "ratio",
        "cope",
    ],
)
def test_idioms_plans_and_stories_are_not_999(text: str) -> None:
    assert level(text) not in ("A", "B")


@pytest.mark.parametrize(
    "text", [A05, A06, "h3's g0t a kn1fe", "HE’S KICKING THE DOOR IN \U0001f62d"]
)
def test_quotes_are_cut_from_the_message(text: str) -> None:
    for sign in signs(text).values():
        assert text[sign.start : sign.end] == sign.quote


def test_each_rule_speaks_once() -> None:
    text = "i will kill you. i will stab you. i will burn your house down"
    said = Said(id="1", text=text)
    rules = [sign.rule for sign in PLUGIN.signs(said, normalise(text))]
    assert len(rules) == len(set(rules))


def test_every_sign_names_its_source_and_when_it_was_checked() -> None:
    sign = signs("i will kill you")["U4"]
    assert "section 181" in sign.source
    assert "2026-11-22" in sign.source


@pytest.mark.parametrize("text", ["", " ", "\x00\x1b[2J", "\ud800", "‮ kill"])
def test_odd_text_is_text(text: str) -> None:
    assert isinstance(list(PLUGIN.signs(Said(id="1", text=text), normalise(text))), list)


def test_a_sign_at_the_end_of_a_huge_message_is_found_and_quoted() -> None:
    text = "bla " * 200_000 + "he's got a knife"
    assert signs(text)["U1"].quote.endswith("he's got a knife")


@pytest.mark.parametrize("piece", ["he ", "kill you ", "i will ", "outside the door ", "pay by "])
def test_repeated_words_do_not_hang_it(piece: str) -> None:
    assert_in_proportion(lambda size: signs((piece * size)[:size]), 16_000)


def test_words_of_play_inside_a_longer_message_to_a_person_are_no_play() -> None:
    assert not game_talk("go and die die die lol nobody likes you", "")
    assert game_talk("die die die lol", "")


def test_many_words_of_play_are_read_in_no_time() -> None:
    assert not game_talk("die " * 2000, "")
