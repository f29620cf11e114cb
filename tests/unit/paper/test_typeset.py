"""No text can make a paper fail; nothing touches the disk; the same input gives the same bytes."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from upstander.model.entry import Json
from upstander.paper.glyphs import printable
from upstander.paper.typeset import lines_of, typeset

WHEN = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


def paper(texts: list[str]) -> bytes:
    """A transcript page that holds the texts wherever a person's words can stand."""
    rows: list[Json] = [
        {
            "gap": "", "number": "ABC-001/1", "local": text[:20], "utc": "", "sure": "time exact",
            "who": lines_of(text), "text": lines_of(text), "remarks": lines_of(text),
        }
        for text in texts
    ]  # fmt: skip
    sheet: dict[str, Json] = {
        "title": texts[0][:200] or "x", "running": "r", "mark": "m", "foot": texts[0][:50],
        "facts": [], "note": [{"q": "q", "a": lines_of(texts[-1])}], "rows": rows,
        "more": "",
    }  # fmt: skip
    return typeset("exhibit", sheet, created=WHEN)


def note(text: str) -> bytes:
    """A page that holds the text once."""
    sheet: dict[str, Json] = {
        "title": "x", "running": "r", "mark": "m", "foot": "f", "facts": [], "rows": [], "more": "",
        "note": [{"q": "q", "a": lines_of(text)}],
    }  # fmt: skip
    return typeset("exhibit", sheet, created=WHEN)


def test_every_character_of_every_plane_can_be_printed() -> None:
    """Every sixteenth run of those with glyphs; what our fonts lack is a code, in plain letters."""
    whole = "".join(map(chr, range(0x20, 0x110000)))
    runs = [whole[at : at + 64] for at in range(0, len(whole), 64)]
    shown = [run for run in runs if not printable(run).replace("[U+", "").isascii()]

    assert len(shown) > 800
    assert note("\n".join(shown[::16] + runs[-3:])).startswith(b"%PDF-")


@pytest.mark.soak
def test_really_every_character_can_be_printed() -> None:
    assert note("".join(map(chr, range(0x110000)))).startswith(b"%PDF-")


@given(st.lists(st.text(st.characters(exclude_categories=()), max_size=80), min_size=1, max_size=8))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_message_text_can_make_a_paper_fail(texts: list[str]) -> None:
    assert paper(texts).startswith(b"%PDF-")


def test_markup_stays_text() -> None:
    hostile = (
        '#panic("x") = Heading *b* $x$ \\ #image("/etc/passwd") <script>alert(1)</script> @ref'
    )
    assert paper([hostile]).startswith(b"%PDF-")


def test_a_very_long_word_stays_on_the_sheet() -> None:
    with pikepdf.open(io.BytesIO(note("w" * 5000))) as pdf:
        assert 2 <= len(pdf.pages) < 6


def test_the_same_input_gives_the_same_bytes() -> None:
    assert paper(["same 😀"]) == paper(["same 😀"])
