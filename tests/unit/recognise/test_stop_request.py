"""Requests to stop contact are found as such, and only as such."""

from __future__ import annotations

import pytest

from tests.unit.recognise.reading import look, rules
from upstander.recognise.recognisers.stop_request import PLUGIN

ASKS = """
Please stop contacting me.
Leave me alone or I will call the police you freak
don't text me again
pls stop msging me
I have told you to stop contacting me
I do not want to hear from you again
lose my number
Stop calling me at work
stay away from my kids
stop messaging my daughter
get out of my dms
STOP CONTACTING ME!!!
Please don’t contact me anymore
never contact me again
stop following me around
leave my family alone
i dont want any contact
no more texts
""".strip().splitlines()
OTHERS = """
stop it lol
dont call me babe
don't call me i'm in a meeting
leave her alone
I told him to stop contacting me
she said "leave me alone"
leave me alone haha
stop calling me names
Reply STOP to stop receiving messages
Stop sending me memes about cats, they're cruel.
Been sick since Sunday, don't come near me
please stop by the shop
I can't stop thinking about you
leave the door open
don't leave me alone with the kids tonight
""".strip().splitlines()


@pytest.mark.parametrize("text", ASKS)
def test_finds_a_request_to_stop(text: str) -> None:
    assert rules(PLUGIN, text) == {"stop"}


@pytest.mark.parametrize("text", OTHERS)
def test_leaves_alone_what_only_sounds_like_one(text: str) -> None:
    assert not look(PLUGIN, text)


def test_quotes_only_the_request_itself() -> None:
    (sign,) = look(PLUGIN, "ok. Please stop contacting me. Bye")
    assert sign.quote == "Please stop contacting me" and sign.level is None
