"""Every word a person sees: calm, plain, British, and without promises nobody can keep."""

from __future__ import annotations

import ast
import html
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contracts.reading_age import (
    HARDEST_GRADE,
    LONGEST_SENTENCE,
    american_in,
    banned_in,
    measure,
    sentences_of,
    word_count,
)
from upstander.directory.shelf import shipped
from upstander.learn.blocks import as_lines
from upstander.learn.emergency import card_lines, emergency_card
from upstander.learn.guidance import guidance, guidance_slugs
from upstander.model.errors import UpstanderError

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "upstander"
TEMPLATES = sorted((SOURCE / "web").rglob("*.html"))
PRINTED = sorted((SOURCE / "paper" / "templates").rglob("*.typ"))
SPEAKING = ("application", "cli", "directory", "intake", "learn", "model", "preserve", "web")
MODULES = sorted(
    path
    for part in SPEAKING
    for path in (SOURCE / part).rglob("*.py")
    if path.stem != "_banned_words"  # a list of words that are refused says them
)
DOCS = sorted(
    path
    for folder in ("tutorial", "how-to", "explanation")
    for path in (ROOT / "docs" / folder).rglob("*.md")
)


def family(kind: type[UpstanderError]) -> Iterator[type[UpstanderError]]:
    yield kind
    for child in kind.__subclasses__():
        yield from family(child)


ERRORS = sorted(
    (each for each in family(UpstanderError) if each.__module__.startswith("upstander.")),
    key=lambda each: each.code,
)


def page_text(slug: str) -> str:
    page = guidance(slug)
    return "\n".join([page.title, *as_lines(page.blocks)])


def record_texts() -> Iterator[tuple[str, str]]:
    for body in shipped().bodies():
        notes = [contact.note for contact in body.contacts]
        said = [body.does, body.privacy, *body.have_ready, *body.not_for, *notes]
        yield body.slug, "\n".join(line for line in said if line)
    for place in (None, "GB"):
        card = emergency_card(place, shipped().emergency(place).verified_on)
        yield f"card-{card.place}", "\n".join(card_lines(card))


def template_text(path: Path) -> str:
    """The words of a template: without tags, and with a full stop where a block ends."""
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"\{#.*?#\}|\{%\s*comment.*?endcomment\s*%\}|<!--.*?-->", " ", text, flags=re.S)
    text = re.sub(r"<(script|style)\b.*?</\1>", " ", text, flags=re.S)
    text = re.sub(r"\{%-?\s*(?:block)?trans\w*\s+\"([^\"]*)\".*?%\}", r"\1", text)
    text = re.sub(r"\{\{.*?\}\}|\{%.*?%\}", " ", text, flags=re.S)
    text = re.sub(r"</?(a|b|strong|em|span|code|abbr|time|bdi|kbd)\b[^>]*>", "", text, flags=re.S)
    text = re.sub(r"<[^>]*>", "\n", text, flags=re.S)
    lines = (" ".join(html.unescape(part).split()) for part in _blocks(text))
    return "\n".join(line for line in lines if line)


def _blocks(text: str) -> list[str]:
    """A template breaks lines where it likes; only a tag ends a block, and leaves a blank line."""
    return re.split(r"\n\s*\n", text)


_STYLE = re.compile(r"\{\s*[a-z-]+\s*:[^}]*[;}]")  # CSS spells colours its own way


def said_in(path: Path) -> Iterator[str]:
    """Sentences in the code that a person may see: literals of three words, no docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    hidden = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    literals = (each for each in ast.walk(tree) if isinstance(each, ast.Constant))
    for literal in literals:
        text = literal.value if id(literal) not in hidden else ""
        if isinstance(text, str) and word_count(text) >= 3 and not _STYLE.search(text):
            yield text


def doc_text(path: Path) -> str:
    """The prose of a docs page: without code, tables and addresses."""
    text = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.S)
    text = re.sub(r"`[^`]*`|https?://\S+", "it", text)
    text = re.sub(r"^\|.*$", "", text, flags=re.M)
    return re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)


def too_long(text: str, limit: int = LONGEST_SENTENCE) -> list[str]:
    return [each for each in sentences_of(text) if word_count(each) > limit]


# --- guidance ------------------------------------------------------------------------------


@pytest.mark.parametrize("slug", guidance_slugs())
def test_a_page_is_easy_to_read(slug: str) -> None:
    read = measure(page_text(slug))
    assert max(read.flesch_kincaid, read.ari) <= HARDEST_GRADE, read


@pytest.mark.parametrize("slug", guidance_slugs())
def test_a_page_has_short_sentences(slug: str) -> None:
    assert too_long(page_text(slug)) == []


@pytest.mark.parametrize("slug", guidance_slugs())
def test_a_page_blames_nobody_and_promises_nothing(slug: str) -> None:
    assert banned_in(page_text(slug)) == []


@pytest.mark.parametrize("slug", guidance_slugs())
def test_a_page_is_spelt_the_british_way(slug: str) -> None:
    assert american_in(page_text(slug)) == []


def test_blocking_is_never_the_default_for_somebody_who_will_not_let_go() -> None:
    text = page_text("block-or-mute")
    assert text.index("Keep a copy first") < text.index("Blocking is often fine")
    assert "You do not have to choose today." in text


def test_leaving_is_never_said_to_hide_the_history() -> None:
    assert "Leaving does not clear it." in page_text("traces")


def test_the_wipe_says_what_is_lost_first() -> None:
    assert page_text("wipe").splitlines()[1].startswith("After a wipe, the evidence is lost.")


def test_the_shared_device_page_does_not_claim_to_find_spyware() -> None:
    assert "cannot tell you if a device is watched" in page_text("shared-device")


def test_the_project_is_reached_without_the_name_of_a_person() -> None:
    assert not re.search(r"@|\d{5}|\bMr\b|\bMs\b|\bMrs\b", page_text("about"))


# --- records, errors, screens --------------------------------------------------------------


@pytest.mark.parametrize(("slug", "text"), list(record_texts()), ids=lambda each: each[:30])
def test_a_record_is_plain_and_promises_nothing(slug: str, text: str) -> None:
    assert banned_in(text) == []
    assert american_in(text) == []
    assert too_long(text) == [], slug


@pytest.mark.parametrize("error", ERRORS, ids=lambda each: each.code)
def test_an_error_is_calm_and_says_what_to_do(error: type[UpstanderError]) -> None:
    text = f"{error.sentence}\n{error.next_step}"
    assert banned_in(text) == []
    assert too_long(text) == []
    assert not re.search(r"!|\b(fatal|illegal|invalid|denied|abort\w*)\b", text, re.IGNORECASE)


def test_the_errors_together_are_easy_to_read() -> None:
    read = measure("\n".join(f"{each.sentence}\n{each.next_step}" for each in ERRORS))
    assert max(read.flesch_kincaid, read.ari) <= HARDEST_GRADE, read


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_screen_blames_nobody_and_promises_nothing(path: Path) -> None:
    text = template_text(path)
    assert banned_in(text) == []
    assert american_in(text) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_screen_has_short_sentences(path: Path) -> None:
    assert too_long(template_text(path)) == []


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_the_docs_promise_nothing_that_nobody_can_keep(path: Path) -> None:
    assert banned_in(doc_text(path)) == []
    assert american_in(doc_text(path)) == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_the_code_says_nothing_that_nobody_can_keep(path: Path) -> None:
    text = "\n".join(said_in(path))
    assert banned_in(text) == []
    assert american_in(text) == []


@pytest.mark.parametrize("path", PRINTED, ids=lambda path: path.name)
def test_print_says_nothing_that_nobody_can_keep(path: Path) -> None:
    assert banned_in(path.read_text(encoding="utf-8")) == []


# --- the instrument itself -----------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "You should have told us.",
        "This is guaranteed.",
        "Court-ready proof.",
        "It is authentic.",
        "You are safe now.",
        "The offender wrote this.",
        "Just ignore it.",
    ],
)
def test_the_list_of_banned_words_bites(text: str) -> None:
    assert banned_in(text)


def test_an_honest_not_authentic_may_be_said() -> None:
    assert banned_in("It does not show that it is authentic.") == []


def test_hard_text_is_measured_as_hard() -> None:
    hard = (
        "Notwithstanding the aforementioned considerations, the organisation undertakes "
        "appropriate precautionary safeguarding measures regarding vulnerable individuals."
    )
    read = measure(hard)
    assert min(read.flesch_kincaid, read.ari) > 15


def test_easy_text_is_measured_as_easy() -> None:
    read = measure("You are not alone. Tell one person. Keep what was sent.")
    assert max(read.flesch_kincaid, read.ari) < 3


def test_american_spelling_is_noticed() -> None:
    assert american_in("We recognized the color.") == ["recognized", "color"]


def test_the_heads_of_pages_are_toml() -> None:
    heads = (SOURCE / "data" / "guidance").rglob("*.md")
    assert all(tomllib.loads(path.read_text().split("+++")[1])["slug"] for path in heads)
