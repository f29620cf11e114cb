"""Making signs: a quote that is exactly the text between its two places."""

from __future__ import annotations

from upstander.language.normalise import Normalised
from upstander.model.finding import Level, Sign

MOST = 100
"""No recogniser gives more signs of one rule in one message than this."""
OWN_RULE = "Upstander's own rule, first set on 25 Nov 2026"


def sign(
    text: str,
    start: int,
    end: int,
    *,
    rule: str,
    why: str,
    source: str = OWN_RULE,
    level: Level | None = None,
    labels: tuple[str, ...] = (),
    facts: tuple[tuple[str, str], ...] = (),
    asks: str = "",
) -> Sign:
    """Make a sign of ``text[start:end]``, without the spaces at its ends and empty facts."""
    quote = text[start:end]
    start += len(quote) - len(quote.lstrip())
    quote = quote.strip()
    kept = tuple((name, value) for name, value in facts if value)
    return Sign(
        rule=rule, quote=quote, start=start, end=start + len(quote), why=why, source=source,
        level=level, labels=labels, facts=kept, asks=asks,
    )  # fmt: skip


def original_span(plain: Normalised, start: int, end: int) -> tuple[int, int]:
    """A span of the plain form in the original, without spaces at the ends of the plain one."""
    words = plain.text[start:end]
    start += len(words) - len(words.lstrip())
    return plain.span(start, start + len(words.strip()))
