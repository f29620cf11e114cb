"""Internet addresses: what sort, what is carried inside, and what only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.growth import assert_in_proportion
from upstander.language.net_address import find_net_addresses, read_net_address


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("8.8.8.8", "public"),
        ("192.168.0.12", "private"),
        ("10.1.2.3", "private"),
        ("172.31.255.1", "private"),
        ("100.64.0.1", "shared"),
        ("127.0.0.1", "loopback"),
        ("169.254.9.9", "link-local"),
        ("203.0.113.77", "documentation"),
        ("198.51.100.9", "documentation"),
        ("192.0.2.25", "documentation"),
        ("224.0.0.1", "multicast"),
        ("0.0.0.0", "reserved"),  # noqa: S104  # an address to read, nothing listens
        ("255.255.255.255", "reserved"),
        ("2001:db8::1", "documentation"),
        ("3fff::1", "documentation"),
        ("fe80::1%eth0", "link-local"),
        ("fd00::1", "private"),
        ("::1", "loopback"),
        ("ff02::1", "multicast"),
        ("4000::1", "reserved"),
        ("2606:4700::1111", "public"),
        ("010.0.0.1", "ambiguous"),
        ("192[.]0[.]2[.]1", "documentation"),
        ("[2001:db8::2]", "documentation"),
    ],
)
def test_says_what_an_address_is_for(text: str, sort: str) -> None:
    found = read_net_address(text)
    assert found is not None
    assert found.sort == sort
    assert found.has_outside_holder is (sort == "public")


@pytest.mark.parametrize(
    ("text", "wrapping", "inner", "sort"),
    [
        ("::ffff:192.0.2.1", "mapped", "192.0.2.1", "documentation"),
        ("2002:c000:0201::1", "6to4", "192.0.2.1", "documentation"),
        ("2001:0:4136:e378:8000:63bf:3fff:fdd2", "teredo", "192.0.2.45", "documentation"),
        ("64:ff9b::808:808", "nat64", "8.8.8.8", "public"),
        ("::ffff:10.0.0.1", "mapped", "10.0.0.1", "private"),
    ],
)
def test_takes_out_the_address_that_is_carried_inside(
    text: str, wrapping: str, inner: str, sort: str
) -> None:
    found = read_net_address(text)
    assert found is not None
    assert (found.wrapping, found.to_ask_about, found.sort) == (wrapping, inner, sort)


def test_an_address_with_leading_zeros_gets_no_normal_form() -> None:
    found = read_net_address("192.000.002.010")
    assert found is not None
    assert found.plain == ""


@pytest.mark.parametrize(
    "text",
    ["version 1.2.3.4", "v1.2.3.4", "Chrome/120.0.0.0", "1.2.3.4.5", "12::30", "10:30:45",
     "1.11.2026", "300.1.1.1", "std::cout", "bad::fad", "build 10.0.22.1", "1.2.3"],
)  # fmt: skip
def test_takes_no_version_time_or_word_for_an_address(text: str) -> None:
    assert not list(find_net_addresses(text))


def test_finds_addresses_at_their_exact_places() -> None:
    text = "from 203.0.113.77 via [2001:db8::1], also 198[.]51[.]100[.]9."
    found = [text[start:end] for start, end, _ in find_net_addresses(text)]
    assert found == ["203.0.113.77", "198[.]51[.]100[.]9", "2001:db8::1"]


@given(st.text(alphabet="0123456789abcdef.:[]%/ vV\u200b１", max_size=80))
def test_every_place_holds_what_was_found(text: str) -> None:
    for start, end, found in find_net_addresses(text):
        held = read_net_address(text[start:end].replace("\u200b", "").replace("１", "1"))
        assert held is not None
        assert held.plain == found.plain


@pytest.mark.parametrize("unit", ["1.", "a:", ":", "1.2.3.4", "1.2.3.4 ", "::1 "])
def test_hostile_runs_take_no_longer_than_their_length(unit: str) -> None:
    assert_in_proportion(lambda size: list(find_net_addresses(unit * (size // len(unit)))), 100_000)
