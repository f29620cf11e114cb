"""The shared scenarios A01 to A09: which words, how urgent, why, and over time.

The texts stand here exactly as the scenarios print them. All of it holds with the rules alone;
what only the classifier can notice is marked, and skipped by name where it is not there.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fakes.cast import A01
from tests.support.recognising import (
    ACCUSING,
    Looked,
    every_sign_is_explained,
    lines,
    look,
    quotes,
    rules,
    says_nothing_it_must_not,
)

DATA = Path(__file__).resolve().parents[1] / "data" / "sources"
LONDON = ("--zone", "Europe/London")

A03 = """\
2026-11-19 17:42 Coach_Ray: you play way better than the others, more mature
2026-11-19 17:50 Coach_Ray: sent 1,000 coins :) dont tell your mum or theyll stop us playing
2026-11-19 18:03 Coach_Ray: how old are you really? got snap? game chat is watched
2026-11-20 20:11 Coach_Ray: your parents dont get you like i do
2026-11-20 20:15 Coach_Ray: sat 2pm by the clock at Redhill Road station, wear the blue hoodie, \
come alone. our secret ok
"""
A06 = (
    "Nurse Ellen Marsh lives 14 Example Street AB1 2CD, mob 07700 900122, her boy goes to "
    "Northfield Primary finishes 3.15. Pay her a visit."
)
A09 = """\
[20:01] xXrook: gg ez im gonna kill u next round
[20:03] xXrook: die die die lol
[20:09] Vex_31: ur aim is trash uninstall
[20:15] Vex_31: 27 Hartwell Close right? your mums red fiesta. see you saturday
[20:16] xXrook: kill the healer first
"""


# --- A01 the spare key, through the WhatsApp reader ---------------------------------------------


@pytest.fixture(scope="module")
def spare_key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("a01") / "_chat.txt"
    path.write_text(A01, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def a01(spare_key: Path) -> Looked:
    return look(spare_key, "--json", *LONDON, "--self-name", "Maya R")


@pytest.fixture(scope="module")
def a01_shown(spare_key: Path) -> str:
    return look(spare_key, *LONDON, "--self-name", "Maya R").out


def test_a01_the_spare_key_message_is_level_a_and_comes_first(a01: Looked) -> None:
    item = a01.items[9]

    assert (len(a01.items), item["urgency"]) == (11, "A")
    assert a01.summary["first_screen"][0] == item["id"]
    assert "on my way to yours with my spare key" in " ".join(quotes(item, "U1"))


def test_a01_shows_danger_before_anything_else_with_what_to_read_out(a01_shown: str) -> None:
    quoted = a01_shown.index("“on my way to yours with my spare key")

    assert a01_shown.startswith("In danger now? Call 999")
    assert a01_shown.index("What to read out:") < quoted < a01_shown.index("What it may be")
    assert "18:59:58 (17:59:58 UTC)" in a01_shown


def test_a01_counts_what_came_after_stop(a01: Looked) -> None:
    found = a01.patterns("after_stop")

    assert quotes(a01.items[2], "stop") == ["Please stop contacting me"]
    assert [each["actors"] for each in found] == [["Dan"]]
    assert "7 messages after you said stop" in found[0]["why"]


def test_a01_her_own_words_are_kept_and_never_called_abuse(a01: Looked) -> None:
    own = a01.items[7]

    assert own["flag"] is False and own["urgency"] is None
    assert own["id"] not in a01.summary["first_screen"]


def test_a01_names_the_missing_photo_and_the_deleted_message(a01: Looked) -> None:
    reasons = " ".join(each["why"] for each in a01.summary["not_read"])

    assert "files that are not here" in reasons
    assert "deleted" in reasons


def test_a01_accuses_nobody_and_promises_nothing(a01: Looked, a01_shown: str) -> None:
    every_sign_is_explained(a01)
    says_nothing_it_must_not(a01_shown)


# --- A02 ignore Priya, through the WhatsApp reader ----------------------------------------------

A02 = DATA / "whatsapp" / "a02-ignore-priya" / "input.txt"


@pytest.fixture(scope="module")
def a02() -> Looked:
    return look(A02, "--json", *LONDON)


def test_a02_urging_self_harm_is_level_b_on_the_first_screen(a02: Looked) -> None:
    item = next(each for each in a02.items if "U13" in rules(each))

    assert item["urgency"] == "B"
    assert "kys priya nobody would notice" in quotes(item, "U13")[0]
    assert a02.summary["first_screen"][0] == item["id"]


def test_a02_says_to_look_after_her_today() -> None:
    shown = look(A02, *LONDON).out

    assert "Please check on them today." in shown
    assert "the person who keeps children safe" in shown
    says_nothing_it_must_not(shown)


def test_a02_laughing_emoji_alone_is_no_finding(a02: Looked) -> None:
    emoji = [a02.items[place] for place in (2, 9)]

    assert [(each["signs"], each["flag"], each["urgency"]) for each in emoji] == [
        ([], False, None)
    ] * 2


def test_a02_merges_no_number_with_a_name_and_lists_nobody_for_laughing(a02: Looked) -> None:
    actors = [actor for each in a02.summary["patterns"] for actor in each["actors"]]

    assert not any("900417" in actor or actor.startswith("Jayden") for actor in actors)


def test_a02_the_one_who_spoke_up_is_not_flagged(a02: Looked) -> None:
    tom = next(place for place, each in enumerate(a02.items) if "U13" in rules(each)) - 1

    assert (a02.items[tom]["flag"], a02.items[tom]["urgency"]) == (False, None)


def test_a02_shutting_her_out_is_noticed(a02: Looked) -> None:
    assert "everyone ignore Priya" in quotes(a02.items[1], "exclusion.plan")[0]


def test_a02_shows_priya_as_the_one_it_is_aimed_at(a02: Looked) -> None:
    assert "Priya" in {each["target"] for each in a02.summary["patterns"]}


# --- A03 our secret, typed in -------------------------------------------------------------------


@pytest.fixture(scope="module")
def a03() -> Looked:
    return look("--json", *LONDON, given=A03)


def test_a03_the_lone_meeting_is_level_a(a03: Looked) -> None:
    assert [item["urgency"] for item in a03.items][4] == "A"
    assert a03.summary["first_screen"][0] == a03.items[4]["id"]


def test_a03_the_meeting_is_worked_out_and_says_from_what(a03: Looked) -> None:
    meeting = next(sign for sign in a03.items[4]["signs"] if sign["rule"] == "meeting")

    assert "Sat 21 Nov 2026 14:00" in meeting["why"]
    assert "worked out from 'sat'" in meeting["why"]


@pytest.mark.parametrize(
    ("place", "rule", "words"),
    [
        (1, "lure.gift", "1,000 coins"),
        (1, "lure.secrecy", "dont tell your mum"),
        (2, "lure.age_question", "how old are you"),
        (2, "lure.other_app", "got snap"),
        (2, "lure.unwatched", "game chat is watched"),
        (3, "lure.isolation", "your parents dont get you"),
        (4, "lure.lone_meeting", "come alone"),
        (4, "lure.secrecy", "our secret"),
    ],
)
def test_a03_each_cue_is_quoted(a03: Looked, place: int, rule: str, words: str) -> None:
    assert words in " ".join(quotes(a03.items[place], rule))


def test_a03_the_cues_together_are_a_pattern(a03: Looked) -> None:
    found = a03.patterns("lure_sequence")

    assert [each["actors"] for each in found] == [["Coach_Ray"]]
    assert set(found[0]["items"]) >= {item["id"] for item in a03.items[1:]}


def test_a03_calls_nobody_a_criminal(a03: Looked) -> None:
    every_sign_is_explained(a03)
    shown = look(*LONDON, given=A03).out.lower()

    assert [word for word in ACCUSING if word in shown] == []


# --- A04 the camera bluff and A05 not from the head, through the mail reader --------------------

A04 = DATA / "eml" / "camera-bluff" / "input.eml"
A05 = DATA / "eml" / "head-teacher" / "input.eml"


def test_a04_the_demand_has_amount_deadline_and_how_it_was_counted() -> None:
    item = look(A04, "--json", *LONDON).items[0]
    facts = next(sign["facts"] for sign in item["signs"] if sign["rule"] == "demand")

    assert (facts["amount"], facts["deadline_utc"]) == ("0.05 BTC", "20 Nov 2026 03:12:40 UTC")
    assert facts["deadline_note"].startswith("if counted from the m")


def test_a04_says_why_it_resembles_bulk_mail_and_calls_nothing_harmless() -> None:
    shown = look(A04, *LONDON).out

    assert "This resembles bulk blackmail mail, because" in shown
    assert "amount: 0.05 BTC" in shown
    assert "harmless" not in shown.lower()
    says_nothing_it_must_not(shown)


def test_a05_the_threat_is_at_least_b_with_its_day_and_its_apostrophe() -> None:
    done = look(A05, "--json", *LONDON)
    item = done.items[0]

    assert item["urgency"] in ("A", "B")
    assert "you won\u2019t make it to your car" in " ".join(quotes(item, "U4") + quotes(item, "U5"))
    assert any("Fri 13 Nov 2026" in sign["why"] for sign in item["signs"])
    every_sign_is_explained(done)


def test_a05_says_nowhere_that_the_head_did_it() -> None:
    shown = look(A05, *LONDON).out

    assert "head teacher sent" not in shown.lower()
    says_nothing_it_must_not(shown)


# --- A06 pay her a visit, as plain text and as JSON lines ---------------------------------------

A06_LINE = {
    "id": "p9",
    "text": A06,
    "sender": "truthwave88",
    "time_utc": "2026-11-06T23:58:00Z",
    "conversation": "https://forum.example.com/t/5512",
}


@pytest.mark.parametrize("given", [A06, lines(A06_LINE)], ids=["plain", "json"])
@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("detail.name", "Ellen Marsh"),
        ("detail.address", "14 Example Street"),
        ("detail.postcode", "AB1 2CD"),
        ("detail.phone", "07700 900122"),
        ("detail.school", "Northfield Primary"),
        ("detail.hours", "finishes 3.15"),
        ("detail.call_to_act", "Pay her a visit"),
    ],
)
def test_a06_each_detail_and_the_call_are_found(given: str, rule: str, words: str) -> None:
    item = look("--json", *LONDON, given=given).items[0]

    assert words in " ".join(quotes(item, rule))


def test_a06_is_level_b_and_keeps_the_details_out_of_notes() -> None:
    done = look("--json", *LONDON, given=lines(A06_LINE))

    assert done.items[0]["urgency"] == "B"
    assert done.summary["first_screen"] == ["p9"]
    assert not any(part in done.err for part in ("Ellen", "Example Street", "900122", "Northfield"))


# --- A09 27 Hartwell Close, typed in, without dates ---------------------------------------------


@pytest.fixture(scope="module")
def a09() -> Looked:
    return look("--json", *LONDON, given=A09)


def test_a09_only_the_address_leads_to_b_and_comes_first(a09: Looked) -> None:
    assert [item["urgency"] for item in a09.items] == [None, None, None, "B", None]
    assert a09.summary["first_screen"][0] == a09.items[3]["id"]


def test_a09_address_car_and_day_are_quoted(a09: Looked) -> None:
    words = " ".join(sign["quote"] for sign in a09.items[3]["signs"])

    assert all(part in words for part in ("27 Hartwell Close", "red fiesta", "saturday"))


@pytest.mark.parametrize("place", [0, 1, 4])
def test_a09_game_talk_is_listed_and_not_urgent(a09: Looked, place: int) -> None:
    assert "game_talk" in rules(a09.items[place])
    assert a09.items[place]["flag"] is False


@pytest.mark.parametrize("place", [0, 1, 2, 4])
def test_a09_game_talk_and_trash_talk_are_no_threat(a09: Looked, place: int) -> None:
    assert not rules(a09.items[place]) & {"U1", "U4", "U5", "model.threat"}


def test_a09_shows_the_lines_around_it_and_no_date() -> None:
    done = look(*LONDON, given=A09)

    assert "[20:15], date not known" in done.out
    assert "> Vex_31: 27 Hartwell Close right?" in done.out
    assert "  xXrook: die die die lol" in done.out and "  xXrook: kill the healer" in done.out
    assert "2026" not in done.out.split("Vex_31, [20:15]")[1].split("I noticed")[0]


def test_a09_the_date_is_asked_for_once() -> None:
    assert look(*LONDON, given=A09).err.count("--day,") == 1
