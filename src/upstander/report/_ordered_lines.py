"""Sentences of a form's record that stand in an order, such as steps: the order of the record."""

from __future__ import annotations

from collections.abc import Iterator

from upstander.report.form import Copy


def lines_of(copy: Copy, prefix: str) -> Iterator[tuple[str, str]]:
    """Each line whose name begins with the prefix, for the place: the rest of its name, text."""
    names = dict.fromkeys(each.name for each in copy.record.lines)
    for name in names:
        if name.startswith(f"{prefix}-"):
            text = copy.line(name)
            if text:
                yield name.removeprefix(f"{prefix}-"), text
