"""Meetings: the day and time that was meant, and how it was worked out."""

from __future__ import annotations

import pytest

from tests.unit.recognise.reading import facts, look, said
from upstander.recognise.recognisers.meeting import PLUGIN

SECRET = (
    "sat 2pm by the clock at Redhill Road station, wear the blue hoodie, come alone. our secret ok"
)
HEAD = "I know you told. Watch your back Friday after period 6, you won’t make it to your car."


def test_works_out_the_meeting_of_the_console() -> None:
    (sign,) = look(PLUGIN, said(SECRET, "2026-11-20T20:15:00"))
    card = facts(sign)
    assert card["meets_at_local"] == "Sat 21 Nov 2026 14:00"
    assert card["meets_at_utc"] == "21 Nov 2026 14:00:00 UTC"
    assert "worked out from 'sat'" in sign.why and card["worked_out_from"] == "sat"
    assert card["place"] == "the clock at Redhill Road station"


def test_works_out_the_friday_of_the_false_head() -> None:
    (sign,) = look(PLUGIN, said(HEAD, "2026-11-12T21:46:58"))
    card = facts(sign)
    assert card["meets_at_local"] == "Fri 13 Nov 2026"
    assert card["part_of_day"] == "after period 6" and card["place"] == "your car"


def test_makes_up_no_date_for_a_log_without_dates() -> None:
    (sign,) = look(PLUGIN, "27 Hartwell Close right? your mums red fiesta. see you saturday")
    assert "meets_at_local" not in facts(sign) and "no date" in sign.why
    assert facts(sign)["worked_out_from"] == "saturday"


def test_a_summer_meeting_is_an_hour_earlier_in_utc() -> None:
    message = said("meet me at the park tomorrow 2pm, come alone", "2026-07-01T10:00:00")
    assert facts(look(PLUGIN, message)[0])["meets_at_utc"] == "2 Jul 2026 13:00:00 UTC"


def test_says_that_a_skipped_hour_does_not_exist() -> None:
    message = said("come alone to the station sunday 1:30am", "2026-03-27T10:00:00")
    assert "does not exist" in facts(look(PLUGIN, message)[0])["note"]


def test_asks_about_a_plan_that_may_be_welcome() -> None:
    (sign,) = look(PLUGIN, said("let's meet at the library tomorrow at 5pm", "2026-11-20T10:00:00"))
    assert sign.asks == "Is this a meeting that you both want?" and sign.level is None


@pytest.mark.parametrize(
    "text",
    [
        "we met at the station last saturday at 2pm",
        "what are you doing saturday",
        "dinner at 7",
        "gg, meet at the castle in 10 mins, bring the healer",
        "Your appointment is on Friday at 14:00",
        "every friday at 6 we play football",
        "I'll have it done on Monday",
    ],
)
def test_leaves_the_past_and_plain_talk_alone(text: str) -> None:
    assert not look(PLUGIN, said(text, "2026-11-20T10:00:00"))
