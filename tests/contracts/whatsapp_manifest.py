"""Compare what is read with the expected facts of the shared samples.

``PYTHONPATH=src python -m tests.contracts.whatsapp_manifest`` writes the page that lists every
difference with its reason; the test beside this file fails when page and reading differ.
"""

from __future__ import annotations

import ast
import csv
import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from upstander.intake.read import read_original
from upstander.model.message import AttachmentState, Message, MessageKind, MessageState
from upstander.model.reading import ReadReport, ReadSettings

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT.parent / "shared" / "data" / "sources"
PAGE = ROOT / "docs" / "reference" / "whatsapp-differences.md"
FACTS = re.compile(
    r"(?P<rows>\d+) headers \((?P<spoken>\d+) with sender, (?P<system>\d+) system\); "
    r"senders (?P<senders>\{.*?\}); first '(?P<first>.*?)' last '(?P<last>.*?)'.*"
    r"attached marks (?P<attached>\d+), omitted marks (?P<omitted>\d+)"
)
SEEN_BEFORE = (
    "A name seen before with a colon but no space (`John Doe:.`) is a message by that name."
)
OTHER_SHAPE = "One line has another header shape than all the others; it is words inside a message."
MORE_MARKS = "The expected count looked for the marks of fewer languages."
HEAD = """# WhatsApp samples: where reading differs from the expected facts

The sample set says for each file what a simple scan for headers found. This page lists every
fact that Upstander reads differently, with the reason.
`python -m tests.contracts.whatsapp_manifest`
writes it; `tests/contracts/test_whatsapp_samples.py` checks it.

| sample | fact | expected | read | why |
|---|---|---|---|---|
"""


@dataclass(frozen=True, slots=True)
class Sample:
    """One row of the manifest."""

    file: str
    facts: str

    @property
    def name(self) -> str:
        """The file without its folder."""
        return self.file.partition("/")[2]


def samples() -> list[Sample]:
    """All WhatsApp rows of the manifest."""
    with (SAMPLES / "MANIFEST.tsv").open(encoding="utf-8", newline="") as stream:
        rows = csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [
            Sample(row["file"], row["expected_facts"])
            for row in rows
            if row["file"].startswith("whatsapp/")
        ]


def read_sample(sample: Sample) -> tuple[list[Message], ReadReport]:
    """Read one sample without any answer."""
    data = (SAMPLES / sample.file).read_bytes()
    found = list(
        read_original(
            io.BytesIO(data),
            name=sample.name,
            sha256=hashlib.sha256(data).hexdigest(),
            settings=ReadSettings(),
        )
    )
    report = found.pop()
    assert isinstance(report, ReadReport)
    return [each for each in found if isinstance(each, Message)], report


def expected(sample: Sample) -> dict[str, object]:
    """Give the facts of a row in comparable form; the three kinds of sentence are all known."""
    match = FACTS.search(sample.facts)
    if match:
        senders = ast.literal_eval(match["senders"])
        senders.pop("<system>", None)
        numbers = ("rows", "spoken", "system", "attached", "omitted")
        return {
            **{name: int(match[name]) for name in numbers},
            **{"senders": senders, "first": match["first"], "last": match["last"]},
        }
    if sample.facts.startswith("2 messages, 1 attachment present"):
        return {"rows": 2, "present": 1}
    if sample.facts.startswith("7 headers: 1 system, 1 missed call, 1 deleted"):
        return {
            "rows": 7, "system rows": 1, "missed calls": 1, "deleted": 1, "omitted": 1,
            "attached": 1, "edited": 1, "senders": {"Tröll": 6, "Mia": 1}, "order": "day/month",
        }  # fmt: skip
    raise AssertionError(f"the facts of {sample.file} are in a form not known: {sample.facts}")


def read_facts(messages: list[Message], report: ReadReport) -> dict[str, object]:
    """Give the same facts as they were read."""
    states = [each.state for message in messages for each in message.attachments]
    omitted = states.count(AttachmentState.OMITTED_BY_EXPORT)
    order = next(each.value for each in report.assumptions if each.about == "date-order")
    return {
        "rows": len(messages),
        "spoken": sum(1 for each in messages if each.sender),
        "system": sum(1 for each in messages if not each.sender),
        "system rows": sum(1 for each in messages if each.kind is MessageKind.SYSTEM),
        "missed calls": sum(1 for each in messages if each.call and each.call.result == "missed"),
        "deleted": sum(1 for each in messages if each.state is MessageState.DELETED_BY_SENDER),
        "edited": sum(1 for each in messages if each.state is MessageState.EDITED),
        "senders": dict(report.senders),
        "first": messages[0].times[0].raw,
        "last": messages[-1].times[0].raw,
        "attached": len(states) - omitted,
        "omitted": omitted,
        "present": states.count(AttachmentState.PRESENT),
        "order": order,
    }


def differences() -> Iterator[tuple[str, str, object, object, str]]:
    """Give every fact that is read differently, with its reason."""
    for sample in samples():
        facts = read_facts(*read_sample(sample))
        for name, value in expected(sample).items():
            if facts[name] != value:
                yield sample.name, name, value, facts[name], reason(sample, name, value, facts)


def reason(sample: Sample, name: str, value: object, facts: dict[str, object]) -> str:
    """Give the reason of a difference; a difference without one is a fault."""
    if sample.name.startswith("joweich__") and name in ("spoken", "system", "senders"):
        return SEEN_BEFORE
    if sample.name == "masterscrat___chat.txt" and name in ("rows", "spoken", "senders"):
        return OTHER_SHAPE
    more = facts[name]
    counted = name in ("attached", "omitted")
    if counted and isinstance(value, int) and isinstance(more, int) and more > value:
        return MORE_MARKS
    raise AssertionError(f"{sample.name}: {name} is {facts[name]}, expected {value}")


def page() -> str:
    """Write the page."""
    rows = (f"| {' | '.join(str(cell) for cell in row)} |\n" for row in differences())
    return HEAD + "".join(rows)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
