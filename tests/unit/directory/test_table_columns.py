"""The records of what columns can mean."""

from __future__ import annotations

from pathlib import Path

import pytest

from upstander.directory.read import DATA
from upstander.directory.table_columns import plain_header, read_table_columns, table_columns
from upstander.intake.table_columns import KINDS

MEANINGS = table_columns()


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("callType", "call type"), ("Amount (GBP)", "amount"), ("DURATION_S", "duration s"),
        ("\ufeffDate/Time", "date time"), ("  Phone   Number ", "phone number"),
        ("Amount £", "amount £"),
    ],
)  # fmt: skip
def test_names_of_columns_are_compared_by_their_words(written: str, plain: str) -> None:
    assert plain_header(written) == plain


@pytest.mark.parametrize("slug", MEANINGS)
def test_every_name_in_a_record_is_in_the_form_it_is_compared_in(slug: str) -> None:
    record = MEANINGS[slug]

    assert [name for name in (*record.headers, *record.parts) if plain_header(name) != name] == []


@pytest.mark.parametrize("slug", MEANINGS)
def test_no_word_of_a_cell_means_two_things(slug: str) -> None:
    words = [word.casefold() for value in MEANINGS[slug].values for word in value.words]

    assert len(set(words)) == len({(word, MEANINGS[slug].value_of(word)) for word in words})
    assert [
        (value.name, word)
        for value in MEANINGS[slug].values
        for word in value.words
        if MEANINGS[slug].value_of(word) != value.name
    ] == []


@pytest.mark.parametrize("kind", KINDS)
def test_within_a_kind_the_best_name_of_a_meaning_is_not_the_best_of_another(kind: str) -> None:
    first = [each.headers[0] for each in MEANINGS.values() if kind in each.kinds]

    assert len(first) == len(set(first))


def test_a_record_that_is_refused_leaves_the_others(tmp_path: Path) -> None:
    folder = tmp_path / "table-columns"
    folder.mkdir()
    for name in ("when.toml", "text.toml"):
        (folder / name).write_bytes((DATA / "table-columns" / name).read_bytes())
    (folder / "when.toml").write_text("slug = 3\n", encoding="utf-8")

    found, refused = read_table_columns(tmp_path)

    assert list(found) == ["text"]
    assert "when.toml" in refused[0].explain()
