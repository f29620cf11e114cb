"""Kinds, patterns, who wrote to whom, and the small charts."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.web.conftest import Tara, words_in
from tests.web.signs import KEY, looked_at, triage_of
from upstander.model.finding import Pair, Pattern, Said
from upstander.model.triage import KindCount
from upstander.web.pages.signs import charts, counting


def test_kinds_are_counted_and_suggest_only(tara: Tara, hand_made: Any) -> None:
    hand_made(triage_of(kinds=(KindCount("threat", 12, 3), KindCount("made_up", 1, 1))))
    page = words_in(tara.get(tara.at("/signs/kinds")))
    assert "12 messages from 3 accounts." in page
    assert "These words may be a threat." in page
    assert "These words may be made up." in page


def test_addresses_hold_no_kind_and_no_name(tara: Tara, hand_made: Any) -> None:
    pair = Pair("Dan", "Maya", 9, 3, items=("1",))
    hand_made(triage_of(kinds=(KindCount("threat", 1, 1),), pairs=(pair,)))
    for address in ("/signs/kinds", "/signs/time"):
        links = re.findall(r'href="(/c/[^"]+)"', tara.get(tara.at(address)).content.decode())
        assert not re.search("threat|Dan|Maya", "".join(links))


def test_over_time_says_who_wrote_how_often_to_whom(tara: Tara, hand_made: Any) -> None:
    first = datetime(2026, 10, 3, 21, 14, tzinfo=UTC)
    pair = Pair("Dan", "Maya", 1009, 3, first, first, flagged=2)
    hand_made(triage_of(pairs=(pair,)))
    page = words_in(tara.get(tara.at("/signs/time")))
    assert "Dan Maya 1,009 3 03 Oct 2026, 21:14 UTC 2" in page


def test_a_pile_on_is_counted_by_actor_and_target(tara: Tara, hand_made: Any) -> None:
    pairs = tuple(Pair(f"user{n}", "Priya", 3, 1, flagged=1) for n in range(400))
    hand_made(triage_of(pairs=pairs))
    page = words_in(tara.get(tara.at("/signs/time")))
    assert "Priya 400 1,200 400" in page
    assert "200 more accounts are counted above, but not listed." in page


def test_patterns_are_sentences_and_many_alike_are_folded(tara: Tara, hand_made: Any) -> None:
    made = tuple(Pattern("night", f"Sentence {n}.", (str(n),), (f"a{n}",)) for n in range(20))
    hand_made(triage_of(patterns=made))
    page = words_in(tara.get(tara.at("/signs/time")))
    assert "Sentence 0." in page
    assert "18 more like this" in page


def test_the_messages_behind_a_pattern_can_be_seen(tara: Tara) -> None:
    looked_at(tara, ("chat.txt", KEY))
    page = tara.get(tara.at("/signs/time")).content.decode()
    link = re.search(r'href="([^"]+/signs/messages\?of=\w+)"', page)
    assert link is not None
    shown = words_in(tara.get(f"{link[1]}&show=1"))
    assert "Dan" in shown
    assert "Brook Lane" in shown


def test_a_mark_that_means_nothing_goes_back(tara: Tara) -> None:
    for mark in ("", "s0", "'", "\u202e"):
        sent = tara.client.get(
            tara.at("/signs/messages"), {"of": mark}, headers={"host": "127.0.0.1"}
        )
        assert sent.status_code == 302


def said(day: int, hour: int, **changes: Any) -> Said:
    local = datetime(2026, 10, day, hour, 5)
    return replace(Said(id=f"{day}-{hour}", text="x", sender="Dan", local=local), **changes)


def test_messages_are_counted_by_day_and_hour() -> None:
    lines = [said(3, 1), said(3, 2), said(4, 1), said(4, 1, exact=False), said(4, 1, sender="Mo")]
    found = counting.tally(lines, {"Dan"}, {"3-1"})
    assert found.days == ((date(2026, 10, 3), 2, 1), (date(2026, 10, 4), 1, 0))
    assert found.hours[1] == (2, 1)
    assert found.undated == 1


@pytest.mark.parametrize(
    ("last", "unit", "most"),
    [
        (date(2026, 1, 20), "day", 31),
        (date(2026, 9, 1), "week", 53),
        (date(2029, 1, 1), "month", 60),
    ],
)
def test_many_days_become_weeks_and_months(last: date, unit: str, most: int) -> None:
    hours = tuple((2 if hour == 1 else 0, 0) for hour in range(24))
    found = counting.Tally(hours, ((date(2026, 1, 1), 1, 0), (last, 1, 1)), 0)
    chart = charts.by_day(found)
    assert chart is not None
    assert chart.title == f"By {unit}"
    assert 1 < len(chart.bars) <= most
    assert sum(bar.total for bar in chart.bars) == 2


def test_a_chart_says_its_numbers_in_words_and_in_a_table(tara: Tara) -> None:
    looked_at(tara, ("chat.txt", KEY))
    page = tara.get(tara.at("/signs/time")).content.decode()
    assert page.count('<svg viewBox="0 0 320 150" role="img" aria-label="By ') == 2
    assert "At night, 23:00 to 06:00: 2 of 5." in page
    assert page.count("The same in numbers") == 2
    assert "style=" not in page
