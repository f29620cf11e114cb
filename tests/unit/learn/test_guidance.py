"""Guidance pages are found by name, whole, dated, and never by a path."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from upstander.learn.guidance import guidance, guidance_slugs, parse_guidance, read_guidance
from upstander.model.errors import DirectoryError

HEAD = """+++
slug = "page"
name = "A page"
jurisdictions = ["GB"]
verified_on = 2026-11-22
review_by = 2027-02-22
quality = "imported"
[[sources]]
title = "Source"
address = "https://source.example/"
+++
"""


def test_gives_title_words_bodies_and_date() -> None:
    page = guidance("stop-card")
    assert page.title.startswith("Stop here")
    assert {"uk.police.101", "uk.ceop", "uk.iwf"} <= {body.slug for body in page.bodies}
    assert page.checked(date(2026, 12, 1)) == "Checked 22 November 2026"


def test_says_check_first_after_the_review_date() -> None:
    page = guidance("stop-card")
    assert page.check_first(page.review_by + timedelta(days=1))
    assert not page.check_first(page.review_by)


def test_an_unknown_language_gets_the_english_page() -> None:
    assert guidance("about", lang="cy") == guidance("about")


@pytest.mark.parametrize(
    "slug", ["", "../../words/en", "ABOUT", "about\0", "/etc/passwd", "x" * 999]
)
def test_a_name_that_is_no_page_is_refused(slug: str) -> None:
    with pytest.raises(DirectoryError):
        guidance(slug)


def test_a_language_that_is_a_path_has_no_pages() -> None:
    assert guidance_slugs("../en") == ()


def test_names_the_line_of_a_fault_in_the_head() -> None:
    with pytest.raises(DirectoryError, match=r"page\.md, line 6, review_by"):
        parse_guidance(HEAD.replace("2027-02-22", '"soon"') + "Words.", name="page.md")


def test_refuses_a_page_without_words() -> None:
    with pytest.raises(DirectoryError, match="no words"):
        parse_guidance(HEAD + "\n\n", name="page.md")


def test_refuses_a_page_that_names_a_body_that_is_not_there(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_text(HEAD.replace("[[sources]]", 'bodies = ["uk.gone"]\n[[sources]]') + "Words.")
    with pytest.raises(DirectoryError, match="gone"):
        read_guidance(path)
