"""The reference pages that are made from the code: commands and exit statuses.

``python -m upstander.cli.reference --write`` makes them, ``--check`` fails when they differ.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from upstander.cli.main import build_parser, family, inner_parsers
from upstander.model.errors import UpstanderError

ROOT = Path(__file__).resolve().parents[3]
FOLDER = ROOT / "docs" / "reference"
_MADE = "<!-- Made by `python -m upstander.cli.reference --write`; edit the code instead. -->"


def error_classes() -> list[type[UpstanderError]]:
    """List the family of errors, by exit status."""
    # Errors that live beside their one user have to be loaded first.
    import upstander.cli.secret
    import upstander.recognise.classifier  # noqa: F401

    found: list[type[UpstanderError]] = []
    waiting: list[type[UpstanderError]] = [UpstanderError]
    while waiting:
        each = waiting.pop()
        if each.__module__.startswith("upstander."):
            found.append(each)
        waiting.extend(each.__subclasses__())
    return sorted(found, key=lambda each: (each.exit_status, each.code))


def exit_statuses_page() -> str:
    """Give the page of exit statuses and messages."""
    lines = [
        "# Exit statuses and messages",
        "",
        _MADE,
        "",
        "The shell, the web pages and this page print the same text, from one place in the code.",
        "",
        "| Status | Code | What it says | What to do |",
        "|---|---|---|---|",
        "| 0 | | It was done. | |",
        "| 2 | | The command was not understood. | Look at `--help`. |",
        "| 130 | | Stopped with Ctrl-C. | Everything saved so far is kept. |",
    ]
    for each in error_classes():
        cells = (str(each.exit_status), f"`{each.code}`", each.sentence, each.next_step)
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(lines) + "\n"


def commands_page() -> str:
    """Give the page of all commands: exactly what ``--help`` prints."""
    os.environ["COLUMNS"] = "100"
    parser = build_parser(family())
    parts = ["# Commands", "", _MADE, "", "`upstander` alone lists them.", ""]
    for name, child in sorted(inner_parsers(parser).items()):
        parts += _section(f"upstander {name}", child, depth=2)
    return "\n".join(parts).rstrip() + "\n"


def _section(title: str, parser: argparse.ArgumentParser, *, depth: int) -> list[str]:
    parts = [f"{'#' * depth} `{title}`", "", "```text", parser.format_help().rstrip(), "```", ""]
    for name, child in inner_parsers(parser).items():
        parts += _section(f"{title} {name}", child, depth=depth + 1)
    return parts


def pages() -> dict[Path, str]:
    """Give every made page with its text."""
    return {
        FOLDER / "commands.md": commands_page(),
        FOLDER / "exit-statuses.md": exit_statuses_page(),
    }


def main(argv: list[str] | None = None) -> int:
    """Write or check the pages; gives 1 when a page on disk differs from the code."""
    wish = (argv if argv is not None else sys.argv[1:]) or ["--check"]
    stale = 0
    for path, text in pages().items():
        if wish == ["--write"]:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            stale += 1
            print(f"{path.relative_to(ROOT)} is not what the code says; use --write.")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
