"""HTML becomes words; nothing is run and nothing is slow."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.growth import assert_in_proportion
from upstander.mail.html_text import html_to_text


def test_scripts_styles_and_comments_leave_no_words() -> None:
    source = "<style>p{}</style><p>Hi<script>alert('x')</script><!-- no --> Tara</p>"

    assert html_to_text(source).text == "Hi Tara"


def test_a_script_with_angles_does_not_hide_what_follows() -> None:
    assert html_to_text("<script>if (a<b) c()</script>I know your road").text == "I know your road"


def test_words_after_an_unfinished_tag_are_shown() -> None:
    assert "I know your road" in html_to_text("<p>Hi</p> <b I know your road").text


def test_blocks_and_breaks_make_lines() -> None:
    assert html_to_text("<div>one</div><div>two<br>three</div>").text == "one\n\ntwo\nthree"


def test_a_link_keeps_what_it_showed_and_where_it_went() -> None:
    shown = html_to_text('<a href="http://198.51.100.7/x?a=1&amp;b=2">bank.example</a> now')

    assert shown.links == (("bank.example", "http://198.51.100.7/x?a=1&b=2"),)
    assert shown.text == "bank.example now"


def test_remote_pictures_are_counted_never_fetched() -> None:
    shown = html_to_text('<img src="https://example.net/pixel.gif" alt="us"> <img src="cid:1">')

    assert (shown.remote_pictures, shown.text) == (1, "[us]")


def test_a_lone_angle_is_a_letter() -> None:
    assert html_to_text("1 < 2 and I <3 you").text == "1 < 2 and I <3 you"


@pytest.mark.parametrize("piece", ["<!--", "<a href='", "<script>", "<div", "&#x", "< ", '<a b="'])
def test_a_megabyte_of_anything_is_quick(piece: str) -> None:
    assert_in_proportion(lambda size: html_to_text(piece * (size // len(piece))), 1_000_000)


@given(st.text(alphabet="<>/!-ab \"'=&;#\n", max_size=300))
def test_no_markup_breaks_the_reader(source: str) -> None:
    html_to_text(source)
