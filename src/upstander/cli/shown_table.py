"""How a table was read, in plain words, and what a person can say about it on the command line."""

from __future__ import annotations

import argparse

from upstander.model.reading import TablePreview

_LONGEST = 40


def add_table_arguments(parser: argparse.ArgumentParser) -> None:
    """Add ``--columns`` and ``--repeats``."""
    parser.add_argument(
        "--columns",
        default="",
        metavar="MEANINGS",
        help="what the columns of a table mean, such as 'when=A,number=B;kind=calls'",
    )
    parser.add_argument(
        "--repeats",
        default="",
        metavar="ROWS",
        help="which repeated payments did happen: yes, no, or row numbers such as 4,7",
    )


def table_answers(options: argparse.Namespace) -> dict[str, str]:
    """What was said about tables, by the slug of its answer."""
    said = {"columns": options.columns, "repeats": options.repeats}
    return {slug: value for slug, value in said.items() if value}


def check_table_arguments(options: argparse.Namespace) -> None:
    """Raise :class:`InvalidAnswer` before anything is kept, where an answer cannot be."""
    from upstander.intake.table_columns import parse_columns, parse_repeats

    parse_columns(options.columns)
    parse_repeats(options.repeats)


def table_lines(table: TablePreview) -> list[str]:
    """One line for each column: its letter, its name, what it was taken for, and an example."""
    from upstander.directory.table_columns import table_columns
    from upstander.intake.table_columns import column_letter, parse_columns

    meaning_of = {place: meaning for meaning, place in table.places}
    lines = []
    for at, name in enumerate(table.names):
        meaning = meaning_of.get(at)
        taken = table_columns()[meaning].name if meaning else "kept beside it, not used"
        lines.append(f"column {column_letter(at)}, {name}: {taken}{_example(table, at)}")
    lines += [f"not sure: {why}" for why in table.unsure]
    return [*lines, f"to change that: --columns '{parse_columns(table.columns).lettered}'"]


def _example(table: TablePreview, at: int) -> str:
    cells = (row[at].strip() for row in table.rows if at < len(row))
    cell = " ".join(next(filter(None, cells), "").split())
    return f" ({cell[:_LONGEST]})" if cell else ""
