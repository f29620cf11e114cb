"""Web addresses: where a browser would go, what is written oddly, and exact places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.growth import assert_in_proportion
from upstander.language.look_alikes import code_points, is_mixed, one_apart, skeleton
from upstander.language.web_address import (
    find_web_addresses,
    harmless,
    read_web_address,
    refang,
    registered_name,
    sharing_service,
)


@pytest.mark.parametrize(
    ("written", "host", "odd"),
    [
        ("http://example.com\\@evil.test/", "example.com", "backslash"),
        ("https://bank.example.com@evil.test/login", "evil.test", "user-part"),
        ("http://0x7f.1/", "127.0.0.1", "number-form"),
        ("http://2130706433/", "127.0.0.1", "number-form"),
        ("http://%61.example/", "a.example", "percent-host"),
        ("http://mail．example.org/", "mail.example.org", "odd-dot"),
        ("http://ex\tample.org/x", "example.org", "tab"),
        ("hxxps://evil[.]example[.]com/a", "evil.example.com", "harmless"),
        ("hxxp[:]//evil(dot)test", "evil.test", "harmless"),
        ("example.org/x", "example.org", "no-scheme"),
        ("http://аpple.example/", "xn--pple-43d.example", "mixed-letters"),
        ("http://xn--pple-43d.example/", "xn--pple-43d.example", "other-letters"),
    ],
)
def test_goes_where_a_browser_goes_and_says_what_is_odd(written: str, host: str, odd: str) -> None:
    address = read_web_address(written)
    assert address.host == host
    assert odd in address.odd


def test_an_ordinary_address_is_not_called_odd() -> None:
    address = read_web_address("https://forum.example.com/t/5512?utm_source=mail#p9")
    assert address.odd == ()
    assert address.registered == "example.com"
    assert address.query == (("utm_source", "mail"),)


@pytest.mark.parametrize(
    "written", ["http://[bad", "http://", "http://a b", "", "http://999.999.1"]
)
def test_what_a_browser_refuses_has_no_normal_form(written: str) -> None:
    assert read_web_address(written).plain == ""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("look (https://x.example.org/a_(b)).", ["https://x.example.org/a_(b)"]),
        ("go to bit.ly/abc! or discord.gg/x1", ["bit.ly/abc", "discord.gg/x1"]),
        ("see evil[.]example[.]com, ok", ["evil[.]example[.]com"]),
        ("www.example.org/x,y; next", ["www.example.org/x,y"]),
        ("jo.smith@example.org", []),
        ("photo.zip main.py stop it.no way v1.2.3.4", []),
        ("https://a.example/1 https://a.example/1", ["https://a.example/1"] * 2),
    ],
)
def test_finds_addresses_and_leaves_the_sentence(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end, _ in find_web_addresses(text)] == found


@pytest.mark.parametrize(
    ("host", "registered"),
    [("a.b.example.co.uk", "example.co.uk"), ("x.school.example", "school.example"),
     ("co.uk", ""), ("foo.github.io", "foo.github.io"), ("localhost", "")],
)  # fmt: skip
def test_knows_the_part_that_somebody_registered(host: str, registered: str) -> None:
    assert registered_name(host) == registered


def test_names_the_service_that_gives_names_away() -> None:
    assert sharing_service("foo.github.io") == "github.io"
    assert sharing_service("www.example.org") == ""


def test_what_is_made_harmless_is_no_link_and_can_be_put_back() -> None:
    shown = harmless("https://evil.example.com/a")
    assert "://evil.example" not in shown
    assert read_web_address(shown).host == "evil.example.com"


def test_a_path_is_left_alone_when_an_address_is_put_back() -> None:
    assert refang("hxxp://a[.]test/b[.]c") == "http://a.test/b[.]c"


def test_look_alikes_are_equal_only_as_skeletons() -> None:
    fake = "аррӏе"
    assert fake != "apple"
    assert skeleton(fake) == skeleton("apple")
    assert code_points(fake).startswith("U+0430 CYRILLIC SMALL LETTER A")
    assert not is_mixed(fake)
    assert is_mixed("pаypal")


@pytest.mark.parametrize("other", ["paypa", "paypall", "peypal", "pyapal"])
def test_one_letter_apart_is_noticed(other: str) -> None:
    assert one_apart("paypal", other)
    assert not one_apart("paypal", "paypal")


@given(st.text(max_size=200) | st.text(alphabet="htp:/.[]()@a\\%x?# \t.co", max_size=120))
def test_every_place_holds_exactly_what_was_found(text: str) -> None:
    for start, end, address in find_web_addresses(text):
        assert text[start:end] == address.written


@pytest.mark.parametrize(
    "unit", ["http://", "a.", "1.", "http://a" + ")" * 7990, "h", "a.b ", "[.]", "www.", "x@", "()"]
)
def test_hostile_runs_take_no_longer_than_their_length(unit: str) -> None:
    assert_in_proportion(lambda size: list(find_web_addresses((unit * 100_000)[:size])), 100_000)
