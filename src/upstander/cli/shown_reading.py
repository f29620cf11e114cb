"""Say what was kept and read, and what was not, with reasons."""

from __future__ import annotations

from upstander.cli.shown_table import table_lines
from upstander.cli.terminal import Terminal
from upstander.model.evidence import EvidenceItem
from upstander.model.reading import ReadReport

STATUS = {
    "read": "read",
    "partly": "partly read",
    "kept-not-read": "kept, not read",
    "refused": "kept, not opened",
    "empty": "kept, empty",
    "locked": "kept, locked",
}


_ABOUT = {
    "date-order": "dates read as", "charset": "letters read as", "zone": "time zone",
    "table": "read as", "times": "times read as", "length": "lengths read as",
    "years": "years read as",
}  # fmt: skip
_PLURAL = {"mail": "mails", "system": "system lines"}


def size(count: int) -> str:
    """Say a number of bytes in plain words."""
    if count < 1000:
        return f"{count} bytes"
    for unit, scale in (("kB", 10**3), ("MB", 10**6), ("GB", 10**9)):
        if count < scale * 1000 or unit == "GB":
            return f"{count / scale:.1f} {unit}"
    raise AssertionError("every size has a unit")


def what_is_in(report: ReadReport) -> str:
    """Say the counts by kind: "20 messages, 1 system line"."""
    words = [f"{count:,} {plural(kind, count)}" for kind, count in report.counts]
    missing = len(report.attachments_missing)
    if missing:
        words.append(f"{missing} attachment{'s' * (missing > 1)} missing")
    return ", ".join(words)


def plural(kind: str, count: int) -> str:
    """Name a kind for one or for many."""
    name = kind.replace("_", " ")
    many = _PLURAL.get(kind, f"{name}s")
    return many if count != 1 else many.removesuffix("s")


def show_kept(terminal: Terminal, kept: list[tuple[EvidenceItem, ReadReport | None]]) -> None:
    """Print one row an item, then every gap and assumption below."""
    rows = [
        (
            item.name,
            size(item.size),
            STATUS.get(report.status, report.status) if report else "kept, not read yet",
            what_is_in(report) if report else "",
            item.digest.short if item.digest else "",
        )
        for item, report in kept
    ]
    terminal.table(("Name", "Size", "State", "What is in it", "SHA-256 begins"), rows)
    for item, report in kept:
        for line in remarks(report) if report else ():
            terminal.say(f"  {item.name}: {line}")


def remarks(report: ReadReport) -> list[str]:
    """List reasons, assumptions, gaps and left-over bytes in plain words."""
    lines = [report.why] if report.why and report.status != "read" else []
    lines += [
        f"{_ABOUT.get(each.about, each.about)}: {each.value} ({each.reason.rstrip('.')})"
        for each in report.assumptions
    ]
    lines += table_lines(report.table) if report.table else []
    lines += [f"missing: {name}" for name in report.attachments_missing]
    lines += [each.text for each in report.warnings]
    if report.bytes_leftover:
        lines.append(f"{report.bytes_leftover:,} of {report.bytes_total:,} bytes are no message")
    lines += [f"to answer: {each.prompt}" for each in report.questions]
    return lines
