"""Where commands speak: Rich in a terminal, plain lines everywhere else.

Names and words from evidence are hostile text: nothing is read as markup, and control characters
that could move the cursor or change the window's title are shown as visible marks.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from upstander.application.ports import Progress

_KEPT = {"\n", "\t"}
_HIDDEN = {"Cc", "Cf", "Co", "Cs"}


def shown(text: str) -> str:
    """Make text safe for a terminal: controls and unseen marks become ``[U+XXXX]``."""
    return "".join(
        char
        if char in _KEPT or unicodedata.category(char) not in _HIDDEN
        else f"[U+{ord(char):04X}]"
        for char in text
    )


class Terminal:
    """Standard output for results, standard error for progress and questions."""

    def __init__(self, out: TextIO | None = None, err: TextIO | None = None) -> None:
        self.out = out if out is not None else sys.stdout
        self.err = err if err is not None else sys.stderr
        for stream in (self.out, self.err):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="backslashreplace")

    @property
    def rich(self) -> bool:
        """Whether results go to a terminal that a person looks at."""
        return self.out.isatty()

    def say(self, text: str = "") -> None:
        """Print a line of a result."""
        print(shown(text), file=self.out, flush=True)

    def note(self, text: str) -> None:
        """Print a line about the work, apart from results."""
        print(shown(text), file=self.err, flush=True)

    def record(self, value: Mapping[str, object]) -> None:
        """Print one JSON object on a line."""
        print(json.dumps(value, ensure_ascii=False, sort_keys=False), file=self.out, flush=True)

    def heading(self, text: str) -> None:
        """Print a heading."""
        if self.rich:
            self._console().print(f"\n[bold]{text}[/bold]")
        else:
            self.say(f"\n{text}")

    def table(self, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Print a table: drawn in a terminal, tab-separated lines elsewhere."""
        if not self.rich:
            self.say("\t".join(columns))
            for row in rows:
                self.say(
                    "\t".join(shown(cell).replace("\t", " ").replace("\n", " ") for cell in row)
                )
            return
        from rich import box
        from rich.table import Table
        from rich.text import Text

        table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
        for column in columns:
            table.add_column(column, overflow="fold")
        for row in rows:
            table.add_row(*(Text(shown(cell)) for cell in row))
        self._console().print(table)

    @contextmanager
    def progress(self, what: str) -> Iterator[Progress]:
        """Give a :data:`Progress`: a bar in a terminal, a line a step elsewhere."""
        if self.err.isatty():
            with self._bar(what) as report:
                yield report
        else:
            yield self._lines(what)

    def _lines(self, what: str) -> Progress:
        said: set[str] = set()

        def report(step: str, _done: int, _total: int | None) -> None:
            if step not in said:
                said.add(step)
                self.note(f"{what}: {step}" if step else what)

        return report

    @contextmanager
    def _bar(self, what: str) -> Iterator[Progress]:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn
        from rich.text import Text

        columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn())
        with Progress(*columns, console=Console(file=self.err), transient=True) as bar:
            task = bar.add_task(str(Text(shown(what))), total=None)

            def report(step: str, done: int, total: int | None) -> None:
                said = f"{what}: {step}" if step else what
                bar.update(task, description=shown(said), completed=done, total=total)

            yield report

    def _console(self) -> Console:
        from rich.console import Console

        return Console(file=self.out, highlight=False)


if TYPE_CHECKING:
    from rich.console import Console
