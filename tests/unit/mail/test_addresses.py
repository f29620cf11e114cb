"""Addresses: a name cannot smuggle in a second address."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upstander.mail.addresses import parse_addresses


@pytest.mark.parametrize(
    ("written", "addresses", "names"),
    [
        ('"Priya Shah" <priya.shah@example.org>', ["priya.shah@example.org"], ["Priya Shah"]),
        ("kit@example.org (Kit)", ["kit@example.org"], ["Kit"]),
        ("Lee, Sam <sam@example.org>, kit@example.org", ["", "sam@example.org",
                                                         "kit@example.org"], ["", "Sam", ""]),
        ('"Lee, Sam" <sam@example.org>', ["sam@example.org"], ["Lee, Sam"]),
        ("friends: a@example.org, b@example.org;", ["a@example.org", "b@example.org"], ["", ""]),
        ("undisclosed-recipients:;", [], []),
        ("=?utf-8?q?a=40b=2Cc=3Cevil=40example=2Enet=3E?= <x@example.org>", ["x@example.org"],
         ["a@b,c<evil@example.net>"]),
        ("Tara <@a.example,@b.example:tara@example.org>", None, None),
        ("nobody", [""], [""]),
        (r'"Bot\"><img src=x onerror=alert(1)>" <a@example.net>', ["a@example.net"],
         [r'Bot\"><img src=x onerror=alert(1)>']),
        (r'"The \"Boss\"" <a@example.net>', ["a@example.net"], [r'The \"Boss\"']),
        ('"Kit (away)" (at work) <kit@example.org>', ["kit@example.org"], ["Kit (away)"]),
        ('Kit (at "work") <kit@example.org>', ["kit@example.org"], ["Kit"]),
        ('"kit(1)"@example.org (Kit)', ['"kit(1)"@example.org'], ["Kit"]),
    ],
)  # fmt: skip
def test_address_lists_are_cut_before_words_are_decoded(
    written: str, addresses: list[str] | None, names: list[str] | None
) -> None:
    found = parse_addresses(written)

    if addresses is None:
        assert found[-1].address == "tara@example.org"
    else:
        assert [box.address for box in found] == addresses
        assert [box.name for box in found] == names


@given(st.text(alphabet='ab@.,<>()":;\\ =?', max_size=200))
def test_no_address_list_breaks_the_reader(text: str) -> None:
    for box in parse_addresses(text):
        assert box.as_written
