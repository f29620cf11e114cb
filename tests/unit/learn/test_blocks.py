"""Guidance is read into blocks; nothing in it can become mark-up."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from upstander.learn.blocks import (
    Heading,
    Listing,
    Paragraph,
    Span,
    as_lines,
    parse_blocks,
    plain_text,
)


def test_reads_headings_paragraphs_and_both_kinds_of_list() -> None:
    text = "One line\nand more.\n\n## Then\n- a\n- b\n  goes on\n\n1. first\n2. second\n"
    assert parse_blocks(text) == (
        Paragraph((Span("One line and more."),)),
        Heading(2, (Span("Then"),)),
        Listing(((Span("a"),), (Span("b goes on"),))),
        Listing(((Span("first"),), (Span("second"),)), ordered=True),
    )


def test_bold_words_are_strong_and_a_single_star_is_a_star() -> None:
    (block,) = parse_blocks("Call **999** now, 2 * 2 ** 3.")
    assert isinstance(block, Paragraph)
    assert block.spans == (Span("Call "), Span("999", strong=True), Span(" now, 2 * 2 ** 3."))


def test_a_list_that_changes_its_kind_becomes_two_lists() -> None:
    kinds = [block.ordered for block in parse_blocks("- a\n1. b") if isinstance(block, Listing)]
    assert kinds == [False, True]


def test_html_and_links_stay_the_letters_they_are() -> None:
    text = "<script>alert(1)</script> [here](javascript:x) <b>bold</b>"
    (block,) = parse_blocks(text)
    assert plain_text(block) == text


def test_a_page_title_never_takes_the_place_of_the_real_one() -> None:
    (block,) = parse_blocks("# Loud")
    assert isinstance(block, Heading)
    assert block.level == 2


def test_gives_plain_lines_for_a_terminal() -> None:
    lines = list(as_lines(parse_blocks("## Do\n1. **Stop**\n2. Go")))
    assert lines == ["Do", "", "1. Stop", "2. Go", ""]


@given(st.text())
def test_never_fails_and_never_adds_letters(text: str) -> None:
    words = "".join("".join(plain_text(block).split()) for block in parse_blocks(text))
    left = iter("".join(text.split()))
    assert all(letter in left for letter in words)


@given(st.lists(st.from_regex(r"[a-z]{1,8}( [a-z]{1,8}){0,5}", fullmatch=True), min_size=1))
def test_keeps_every_word_of_plain_paragraphs(paragraphs: list[str]) -> None:
    blocks = parse_blocks("\n\n".join(paragraphs))
    assert [plain_text(block) for block in blocks] == paragraphs
