"""Find words: FTS5 in SQLCipher, ``tsvector`` with GIN in PostgreSQL, one meaning.

Both get words that :mod:`upstander.store.words` has cut, so neither parses what a person typed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import connections
from django.db.backends.utils import CursorWrapper

from upstander.store.words import Term

_LAST_POSITION = 16383
"""PostgreSQL counts word positions no further; later words are found, but not in phrases."""
_VECTOR_WORDS = 60_000
"""A ``tsvector`` holds 1 MiB; the words of a longer text after these are not searchable."""

CREATE = {
    "sqlite": (
        "CREATE VIRTUAL TABLE store_words USING fts5(words, content='', contentless_delete=1, "
        "tokenize='ascii')",
    ),
    "postgresql": (
        "CREATE TABLE store_words (rowid integer PRIMARY KEY, words tsvector NOT NULL)",
        "CREATE INDEX store_words_gin ON store_words USING gin (words)",
    ),
}
DROP = "DROP TABLE store_words"


def add_words(cursor: CursorWrapper, rows: Iterable[tuple[int, list[str]]]) -> None:
    """Index the words of lines."""
    if cursor.db.vendor == "postgresql":
        vectors = [(line, _vector(words)) for line, words in rows]
        sql = "INSERT INTO store_words (rowid, words) VALUES (%s, %s::tsvector)"
        cursor.executemany(sql, vectors)
        return
    joined = [(line, " ".join(words)) for line, words in rows]
    cursor.executemany("INSERT INTO store_words (rowid, words) VALUES (%s, %s)", joined)


def drop_words(cursor: CursorWrapper, lines: Sequence[int]) -> None:
    """Forget the words of lines."""
    cursor.executemany("DELETE FROM store_words WHERE rowid = %s", [(line,) for line in lines])


def drop_all_words(using: str) -> None:
    """Forget everything."""
    with connections[using].cursor() as cursor:
        cursor.execute("DELETE FROM store_words")


def condition(using: str, terms: Sequence[Term]) -> tuple[str, str]:
    """Give SQL for "this line has all the terms" with one parameter, and the parameter."""
    matches, wanted = _matching(using, terms)
    return f"no IN (SELECT rowid FROM store_words WHERE {matches})", wanted  # noqa: S608  fixed


def count(using: str, terms: Sequence[Term]) -> int:
    """How many lines of the whole index have all the terms."""
    matches, wanted = _matching(using, terms)
    with connections[using].cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM store_words WHERE {matches}", [wanted])  # noqa: S608  fixed
        return int(cursor.fetchone()[0])


def _matching(using: str, terms: Sequence[Term]) -> tuple[str, str]:
    if connections[using].vendor == "postgresql":
        return "words @@ %s::tsquery", " & ".join(_tsquery(term) for term in terms)
    return "store_words MATCH %s", " AND ".join(_match(term) for term in terms)


def _match(term: Term) -> str:
    phrase = " + ".join(f'"{word}"' for word in term.words)
    return f"{phrase} *" if term.prefix else phrase


def _tsquery(term: Term) -> str:
    phrase = " <-> ".join(f"'{word}'" for word in term.words)
    return f"({phrase}:*)" if term.prefix else f"({phrase})"


def _vector(words: list[str]) -> str:
    return " ".join(
        f"'{word}':{min(position, _LAST_POSITION)}"
        for position, word in enumerate(words[:_VECTOR_WORDS], start=1)
    )
