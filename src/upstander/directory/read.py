"""Reading records from TOML. A malformed record is refused whole, with file, line and reason."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from upstander.directory.records import Record
from upstander.model.errors import DirectoryError

R = TypeVar("R", bound=Record)

DATA = Path(__file__).resolve().parent.parent / "data"
"""The records that ship with the program."""

_FENCE = "+++"
_LIMIT = 256 * 1024
_LINE = re.compile(r"at line (\d+)")


def parse_record(text: str, kind: type[R], *, name: str, first_line: int = 1) -> R:
    """Make a record from TOML text.

    ``first_line`` is the line of ``name`` on which the text begins. Raises
    :class:`DirectoryError` that names the file, the line, the field and the reason.
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _LINE.search(str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        raise DirectoryError(f"{name}, line {line + first_line - 1}: {error}.") from None
    try:
        return kind.model_validate(table)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        path = tuple(first["loc"])
        line = _line_of(text, path) + first_line - 1
        field = ".".join(str(step) for step in path)
        raise DirectoryError(f"{name}, line {line}, {field}: {first['msg']}.") from None


def split_page(text: str, name: str) -> tuple[str, str, int]:
    """Part a page into its TOML head, its words, and the line on which the words begin.

    The head stands between two ``+++`` lines. Raises :class:`DirectoryError`.
    """
    lines = text.splitlines()
    if not lines or lines[0].strip() != _FENCE:
        raise DirectoryError(f"{name}, line 1: the page does not begin with {_FENCE}.")
    for at, line in enumerate(lines[1:], 1):
        if line.strip() == _FENCE:
            return "\n".join(lines[1:at]), "\n".join(lines[at + 1 :]), at + 2
    raise DirectoryError(f"{name}, line {len(lines)}: the head has no end.")


def read_text(path: Path) -> str:
    """Read a small UTF-8 file; raises :class:`DirectoryError` naming it."""
    try:
        if path.stat().st_size > _LIMIT:
            raise DirectoryError(f"{path.name}: larger than {_LIMIT} bytes.")
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DirectoryError(f"{path.name}: {type(error).__name__}.") from None


def read_record(path: Path, kind: type[R]) -> R:
    """Read one file; the file name has to be the slug. Raises :class:`DirectoryError`."""
    record = parse_record(read_text(path), kind, name=path.name)
    if record.slug != path.stem:
        raise DirectoryError(f"{path.name}, slug: '{record.slug}' is not the name of the file.")
    return record


def read_folder(
    folder: Path, kind: type[R], *, last_good: Mapping[str, R] | None = None
) -> tuple[dict[str, R], tuple[DirectoryError, ...]]:
    """Read all records under a folder, keyed by slug.

    A record that is refused does not take the others with it: its ``last_good`` version stays,
    and the error is given back beside the records.
    """
    good: dict[str, R] = {}
    refused: list[DirectoryError] = []
    for path in sorted(folder.rglob("*.toml")):
        try:
            record = read_record(path, kind)
            if record.slug in good:
                raise DirectoryError(f"{path.name}, slug: '{record.slug}' is used twice.")
            good[record.slug] = record
        except DirectoryError as error:
            refused.append(error)
            if last_good and path.stem in last_good:
                good.setdefault(path.stem, last_good[path.stem])
    return good, tuple(refused)


def _line_of(text: str, path: tuple[int | str, ...]) -> int:
    """Find the line that a field path points at; the nearest one above when it is missing."""
    if not path:
        return 1  # the whole record is at fault, not one field
    lines = text.splitlines()
    at = 0
    for step, following in zip(path, (*path[1:], None), strict=True):
        if isinstance(step, str):
            wanted = following if isinstance(following, int) else 0
            at = _find(lines, step, wanted, at)
    return at + 1


def _find(lines: list[str], key: str, wanted: int, start: int) -> int:
    """Find ``key = ...`` or the ``wanted``-th ``[[key]]`` from a line on."""
    header = re.compile(rf"\s*\[\[?\s*{re.escape(key)}\s*\]\]?\s*(#.*)?\Z")
    assignment = re.compile(rf'\s*"?{re.escape(key)}"?\s*=')
    seen = 0
    for number in range(start, len(lines)):
        if assignment.match(lines[number]):
            return number
        if header.match(lines[number]):
            if seen == wanted:
                return number
            seen += 1
    return start
