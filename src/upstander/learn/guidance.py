"""Guidance pages: Markdown with a TOML head, one file a page and language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from upstander.directory.body import Body
from upstander.directory.read import DATA, parse_record, read_text, split_page
from upstander.directory.records import GuidanceHead, Quality, Source
from upstander.directory.review import checked_line, needs_check
from upstander.directory.shelf import shipped
from upstander.learn.blocks import Block, parse_blocks
from upstander.model.errors import DirectoryError

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")


@dataclass(frozen=True, slots=True)
class Guidance:
    """One page: its words as blocks, whom to ask, and where it comes from."""

    slug: str
    title: str
    blocks: tuple[Block, ...]
    bodies: tuple[Body, ...]
    see_also: tuple[str, ...]
    sources: tuple[Source, ...]
    verified_on: date
    review_by: date
    quality: Quality
    head: GuidanceHead

    @property
    def related(self) -> tuple[tuple[str, str], ...]:
        """Slug and title of the pages that go with this one."""
        return tuple((slug, guidance(slug).title) for slug in self.see_also)

    def checked(self, today: date) -> str:
        """Give the words that stand under the page: ``Checked 22 November 2026``."""
        return checked_line(self.head, today)

    def check_first(self, today: date) -> bool:
        """Say whether the page is past its review date or unconfirmed."""
        return needs_check(self.head, today)


def parse_guidance(text: str, *, name: str) -> tuple[GuidanceHead, tuple[Block, ...]]:
    """Read a page: a TOML head between two ``+++`` lines, then Markdown.

    Raises :class:`DirectoryError` naming file, line and reason.
    """
    top, words, line = split_page(text, name)
    head = parse_record(top, GuidanceHead, name=name, first_line=2)
    blocks = parse_blocks(words)
    if not blocks:
        raise DirectoryError(f"{name}, line {line}: the page has no words.")
    return head, blocks


def read_guidance(path: Path) -> Guidance:
    """Read one file; its name has to be the slug. Raises :class:`DirectoryError`."""
    head, blocks = parse_guidance(read_text(path), name=path.name)
    if head.slug != path.stem:
        raise DirectoryError(f"{path.name}, slug: '{head.slug}' is not the name of the file.")
    return Guidance(
        slug=head.slug,
        title=head.name,
        blocks=blocks,
        bodies=tuple(shipped().body(slug) for slug in head.bodies),
        see_also=head.see_also,
        sources=head.sources,
        verified_on=head.verified_on,
        review_by=head.review_by,
        quality=head.quality,
        head=head,
    )


def guidance(slug: str, lang: str = "en") -> Guidance:
    """Give a page by slug, in English where the language is not there.

    Raises :class:`DirectoryError` for an unknown slug; a slug is never used as a path.
    """
    if slug in guidance_slugs(lang):
        return _shipped_page(slug, lang)
    if slug in guidance_slugs("en"):
        return _shipped_page(slug, "en")
    raise DirectoryError(f"There is no guidance page called '{slug[:80]}'.")


@cache
def guidance_slugs(lang: str = "en") -> tuple[str, ...]:
    """All pages of a language that ship with the program, by name."""
    if not _SLUG.match(lang):
        return ()
    return tuple(sorted(path.stem for path in (DATA / "guidance" / lang).glob("*.md")))


@cache
def _shipped_page(slug: str, lang: str) -> Guidance:
    return read_guidance(DATA / "guidance" / lang / f"{slug}.md")
