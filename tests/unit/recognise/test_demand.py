"""Demands: what, how much, by when, where to, and the threat in its own words."""

from __future__ import annotations

import pytest

from tests.unit.recognise.reading import facts, look, rules, said
from upstander.recognise.recognisers.demand import PLUGIN

BLUFF = (
    "priya.shah : Sunflower7\n\nI recorded you through your camera. Pay 0.05 BTC within 48 hours or"
    " everyone in your contacts gets it. bc1qexampleexampleexample"
)
AT = "2026-11-18T03:12:40"
DEMANDS = """
800 quid by friday dinner or your missus gets every message you sent that lass
send the two bags by midnight or man's dropping them pics on the whole of uni
£300 and it stays between us
Want me to keep quiet? £300 in amazon gift cards
send more pics or I'll post the ones I have
if you don't pay me $500 by tonight I'll send the video to all your friends
Drop the complaint by Friday, or the whole ward sees those photos
""".strip().splitlines()
ORDINARY = """
Your gas bill of £84.20 is due by Friday. If you can't pay, call us and we'll set up a plan
you owe me £20, pay me by friday
give us a bacon barm or I'm telling your mum you cried at that film haha
I paid 0.05 BTC for it and sent you the receipt
£800 deposit by friday then the rest when the kitchen's fitted
send me the pics from last night or post them on the group
asking a bloke for money to keep quiet is blackmail and you'll get nicked
can you send £5 to the leaving present for Jo by Friday
""".strip().splitlines()


@pytest.mark.parametrize("text", DEMANDS)
def test_finds_a_demand(text: str) -> None:
    assert "demand" in rules(PLUGIN, text)


@pytest.mark.parametrize("text", ORDINARY)
def test_leaves_bills_debts_and_banter_alone(text: str) -> None:
    assert not look(PLUGIN, text)


def test_reads_the_card_of_the_camera_bluff() -> None:
    card = facts(look(PLUGIN, said(BLUFF, AT, zone="UTC"))[0])
    assert card["amount"] == "0.05 BTC" and card["currency"] == "BTC"
    assert card["deadline_utc"] == "20 Nov 2026 03:12:40 UTC"
    assert card["deadline_note"] == "if counted from the message's own date"
    assert card["threat"] == "everyone in your contacts gets it"


def test_gives_the_wallet_as_text_and_says_that_it_was_not_checked() -> None:
    card = facts(look(PLUGIN, said(BLUFF, AT))[0])
    assert card["pay_to"] == "bc1qexampleexampleexample"
    assert card["address_check"].startswith("not checked")


def test_says_why_it_resembles_bulk_mail_and_asks() -> None:
    (sign,) = [each for each in look(PLUGIN, said(BLUFF, AT)) if each.rule == "demand.bulk"]
    assert sign.why.startswith("This resembles bulk blackmail mail, because it says a camera")
    assert "may such a picture of you exist?" in sign.asks
    assert "harmless" not in sign.why and "Sunflower7" not in str(sign.facts)


def test_counts_48_hours_across_a_change_of_clocks() -> None:
    text = "pay £200 within 48 hours or I post the video"
    card = facts(look(PLUGIN, said(text, "2026-10-24T12:00:00"))[0])
    assert card["deadline_utc"] == "26 Oct 2026 11:00:00 UTC"


def test_works_out_a_named_day() -> None:
    text = "£200 by noon on friday or I post the video"
    card = facts(look(PLUGIN, said(text, "2026-11-18T12:00:00"))[0])
    assert card["deadline_local"] == "Fri 20 Nov 2026 12:00"
    assert card["deadline_utc"] == "20 Nov 2026 12:00:00 UTC"


def test_makes_up_no_deadline_without_a_date() -> None:
    card = facts(look(PLUGIN, "pay £200 by friday or I post the video")[0])
    assert "deadline_utc" not in card and "no day was worked out" in card["deadline_note"]


def test_a_person_who_tells_of_a_demand_is_not_called_the_one_who_makes_it() -> None:
    text = "someone wants £800 by friday or he shows my wife some messages, what do i do"
    (sign,) = look(PLUGIN, text)
    assert sign.labels == ()
