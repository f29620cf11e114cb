"""Every Received line of the shared samples: its address, its server and its time are found."""

from __future__ import annotations

import ipaddress
import re
from functools import lru_cache
from pathlib import Path

import pytest

from upstander.mail.headers import HeaderField, split_headers
from upstander.trace.received import read_received

ROOT = Path(__file__).resolve().parents[3]
SOURCES = ROOT / ".." / "shared" / "data" / "sources"
FOUR_NUMBERS = re.compile(r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w.]*\w)")
BY = re.compile(r"(?:\A|[\s)])by\s", re.IGNORECASE)

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(
        not SOURCES.is_dir(), reason="MISSING: ../shared/data/sources, the e-mail samples"
    ),
]


@lru_cache(maxsize=1)
def lines() -> tuple[HeaderField, ...]:
    found: dict[str, HeaderField] = {}
    for path in sorted(SOURCES.glob("email_*/**/*")):
        if path.is_file():
            for field in split_headers(path.read_bytes()).all("received"):
                found.setdefault(" ".join(field.plain.split()), field)
    return tuple(found.values())


def before_by(field: HeaderField) -> str:
    return BY.split(" ".join(field.plain.split()), maxsplit=1)[0]


def test_there_are_enough_lines_to_learn_from() -> None:
    assert len(lines()) >= 500


def test_an_address_in_the_first_half_of_a_line_is_never_missed() -> None:
    named = [field for field in lines() if FOUR_NUMBERS.search(before_by(field))]

    missed = [field.plain for field in named if not read_received(field).ip]

    assert len(named) >= 300
    assert missed == []


def test_every_address_that_is_given_is_one_and_stands_in_the_line() -> None:
    for field in lines():
        ip = read_received(field).ip

        assert not ip or (ipaddress.ip_address(ip) and ip in before_by(field))


def test_a_server_is_named_wherever_the_line_names_one() -> None:
    named = [field for field in lines() if BY.search(field.plain) and "(qmail" not in field.plain]

    assert [field.plain for field in named if not read_received(field).by] == []


def test_a_time_is_read_from_all_lines_but_those_that_were_made_up() -> None:
    unread = [field.plain for field in lines() if read_received(field).date.local is None]

    assert len(unread) <= 5, unread
