"""Dates of mails: what is not known is not made up."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upstander.mail.dates import parse_mail_date


@pytest.mark.parametrize(
    ("raw", "utc"),
    [
        ("Wed, 18 Nov 2026 03:12:40 +0000", "2026-11-18T03:12:40"),
        ("Wed, 18 Nov 2026 09:00:00 +0900", "2026-11-18T00:00:00"),
        ("Mon, 6 Sep 2010 05:25:34 -0400 (EDT)", "2010-09-06T09:25:34"),
        ("6 Sep 10 05:25 EST", "2010-09-06T10:25:00"),
        ("Fri, 21 Nov 1997 09:55:06 GMT", "1997-11-21T09:55:06"),
        ("Fri, 21 Nov 1997 09:55:06 Z", "1997-11-21T09:55:06"),
    ],
)
def test_a_date_with_a_known_zone_is_an_instant(raw: str, utc: str) -> None:
    assert parse_mail_date(raw).utc == datetime.fromisoformat(utc).replace(tzinfo=UTC)


@pytest.mark.parametrize("zone", ["BST", "IST", "K", "", "+9900"])
def test_an_ambiguous_zone_gives_bounds_not_an_instant(zone: str) -> None:
    date = parse_mail_date(f"Fri, 21 Aug 2026 09:55:06 {zone}")

    assert date.utc is None
    assert date.local == datetime(2026, 8, 21, 9, 55, 6)
    assert date.earliest is not None and date.latest is not None
    assert date.earliest < datetime(2026, 8, 21, 9, 55, 6, tzinfo=UTC) < date.latest


def test_minus_zero_is_universal_time_of_an_unknown_place() -> None:
    date = parse_mail_date("Fri, 21 Aug 2026 09:55:06 -0000")

    assert date.assumed
    assert date.utc == datetime(2026, 8, 21, 9, 55, 6, tzinfo=UTC)


@pytest.mark.parametrize("raw", ["", "yesterday", "32 Foo 2026 99:99", "Fri, 31 Feb 2026 10:00:00"])
def test_an_unreadable_date_keeps_only_its_words(raw: str) -> None:
    date = parse_mail_date(raw)

    assert (date.raw, date.utc, date.local) == (raw, None, None)


@given(st.text(max_size=80))
def test_no_text_breaks_the_date_reader(raw: str) -> None:
    parse_mail_date(raw)
