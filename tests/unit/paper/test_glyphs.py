"""Text always prints and nothing in it hides."""

from __future__ import annotations

import re
import sys
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from upstander.paper.fonts import coverage, families, folders
from upstander.paper.glyphs import MAY_BREAK, clusters, printable, right_to_left, visible

ANY = st.text(st.characters(exclude_categories=()), max_size=60)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain words\nin two lines", "plain words\nin two lines"),
        ("photo\u202egpj.exe", "photo[U+202E]gpj.exe"),
        ("a\u200bb\u2066c\ufeff", "a[U+200B]b[U+2066]c[U+FEFF]"),
        ("null\0 bell\7", "null[U+0000] bell[U+0007]"),
        ("\u3164\u2800", "[U+3164][U+2800]"),
        ("\ue000 \U000f0000", "[U+E000] [U+F0000]"),
        ("\ud800", "[U+D800]"),
        ("tag\U000e0041", "tag[U+E0041]"),
        ("one\rtwo\r\nthree", "one[U+000D]two\nthree"),
        ("\u0301alone", "[U+0301]alone"),
        ("e\u0301", "e\u0301"),
    ],
)
def test_hidden_characters_print_as_their_codes(text: str, shown: str) -> None:
    assert printable(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "😀 😡 ❤️ 👍🏽",
        "👩‍👩‍👧‍👦",
        "1️⃣",
        "مرحبا بالعالم",
        "می‌خواهم",
        "שלום עולם",
        "नमस्ते क्‍ष",
        "สวัสดีครับ",
        "你好，世界",
        "こんにちは",
        "안녕하세요",
        "Привет Ünïcödé ß",
    ],
)
def test_living_scripts_and_emoji_print_as_they_are(text: str) -> None:
    assert printable(text) == text
    assert visible(text) == text


def test_a_joiner_between_latin_letters_is_shown() -> None:
    assert printable("a\u200db") == "a[U+200D]b"


def test_a_heap_of_marks_cannot_run_over_other_lines() -> None:
    shown = printable("a" + "\u0301" * 30)
    assert sum(unicodedata.category(c) == "Mn" for c in shown) <= 4
    assert "[U+0301]" in shown


def test_a_script_without_a_font_shows_its_codes() -> None:
    assert printable("\U00012000") == "[U+12000]"


def test_a_long_run_may_break_and_loses_nothing() -> None:
    shown = printable("x" * 200)
    assert shown.replace(MAY_BREAK, "") == "x" * 200
    assert max(map(len, shown.split(MAY_BREAK))) <= 30


@given(ANY)
@settings(deadline=None)
def test_whatever_prints_has_a_glyph(text: str) -> None:
    joiners = set("\u200c\u200d\ufe0e\ufe0f\n") | {MAY_BREAK}
    assert all(ord(c) in coverage() for c in printable(text) if c not in joiners)


@given(ANY)
@settings(deadline=None)
def test_clusters_lose_nothing(text: str) -> None:
    assert "".join(clusters(text)) == text


@given(ANY)
@settings(deadline=None)
def test_no_control_or_bidi_character_stays_in_a_text_file(text: str) -> None:
    left = re.sub("[\n\u200c\u200d\ufe0e\ufe0f]", "", visible(text))
    assert not any(unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") for c in left)


def test_the_direction_of_a_line_is_that_of_its_first_strong_letter() -> None:
    assert right_to_left("12 مرحبا hello")
    assert not right_to_left("hello مرحبا")
    assert not right_to_left("12 !")


def test_only_fonts_of_the_wheels_are_used() -> None:
    assert all(sys.prefix in str(folder) for folder in folders())
    assert {"Noto Sans", "Noto Emoji", "Noto Sans Arabic", "Noto Sans CJK SC"} <= set(families())
