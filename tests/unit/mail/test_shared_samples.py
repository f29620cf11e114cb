"""Every e-mail row of the shared samples gives its facts, or the difference is written down."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest

from upstander.intake.read import read_original
from upstander.mail.addresses import parse_addresses
from upstander.mail.letter import read_letter
from upstander.model.message import Message
from upstander.model.reading import ReadReport, ReadSettings

ROOT = Path(__file__).resolve().parents[3]
SOURCES = ROOT / ".." / "shared" / "data" / "sources"
PAGE = ROOT / "docs" / "reference" / "mail-differences.md"
FACTS = re.compile(
    r"1 mail; from (?P<sender>.*?); date (?P<date>.*?); subject (?P<subject>.*); "
    r"parts (?P<parts>\d+); named/attachment parts (?P<named>\d+); defects \d+ "
    r"\[stdlib email\.policy\.default\]"
    r"(?: \| expected: parts \d+, text \d+, html \d+, attachments (?P<attachments>\d+))?",
    re.DOTALL,
)
FOLDER = re.compile(r"(?P<mails>\d+) mails by stdlib mailbox")
ROW = re.compile(r"^\| `(.+?)` \| (\w+) \| (.*?) \| (.*?) \| (.+?) \|$", re.MULTILINE)
Difference = tuple[str, str, str]

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(
        not SOURCES.is_dir(), reason="MISSING: ../shared/data/sources, the e-mail samples"
    ),
]


@lru_cache(maxsize=1)
def rows() -> tuple[tuple[str, str], ...]:
    with (SOURCES / "MANIFEST.tsv").open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        found = tuple((line[0], line[8]) for line in lines)
    return tuple(row for row in found if row[0].startswith("email_") and row[0].split("/")[0] in (
        "email_eml", "email_mbox", "email_maildir"))  # fmt: skip


def read(data: bytes, name: str) -> tuple[list[Message], ReadReport]:
    digest = hashlib.sha256(data).hexdigest()
    events = list(
        read_original(io.BytesIO(data), name=name, sha256=digest, settings=ReadSettings())
    )
    report = events.pop()
    assert isinstance(report, ReadReport)
    return [event for event in events if isinstance(event, Message)], report


def plain(text: str) -> str:
    """Differences in white space and cut ends are not differences of fact."""
    return " ".join(text.replace("|", "/").split())[:80]


def who(text: str) -> str:
    boxes = parse_addresses(text)
    return boxes[0].address or plain(text.replace('"', "")) if boxes else "None"


def when(mail: Message) -> str:
    sent = next((time for time in mail.times if time.role == "sent"), None)
    if sent is None:
        return "None"
    if sent.local is None:
        return "unparsable"
    known = sent.zone if sent.zone and sent.zone_basis.value == "in_source" else ""
    return sent.local.isoformat() + known


def facts_of(name: str, data: bytes) -> dict[str, str]:
    mails, _ = read(data, name)
    if len(mails) != 1:
        return {"sender": "None", "date": "None", "subject": "None", "parts": str(len(mails)),
                "named": "0", "attachments": "0"}  # fmt: skip
    mail = mails[0]
    letter = read_letter(data[mail.provenance.start : mail.provenance.end])
    named = [part for part in letter.root.walk() if part.filename or part.disposition == _ATTACHED]
    return {
        "sender": who(mail.sender.as_written) if mail.sender else "None",
        "date": when(mail),
        "subject": plain(mail.subject) if mail.subject is not None else "None",
        "parts": dict(mail.extra)["parts"],
        "named": str(len(named)),
        "attachments": str(len(mail.attachments)),
    }


_ATTACHED = "attachment"


def differences() -> Iterator[tuple[str, str, str, str]]:
    for path, facts in rows():
        data = (SOURCES / path).read_bytes()
        listed = FACTS.match(facts)
        folder = FOLDER.match(facts)
        if listed:
            yield from _single(path, data, listed)
        elif folder:
            mails, _ = read(data, Path(path).name)
            if len(mails) != int(folder["mails"]):
                yield path, "mails", folder["mails"], str(len(mails))
        else:
            yield path, "other", plain(facts), read(data, Path(path).name)[1].status


def _single(path: str, data: bytes, listed: re.Match[str]) -> Iterator[tuple[str, str, str, str]]:
    got = facts_of(Path(path).name, data)
    for fact, wanted in listed.groupdict().items():
        if wanted is None:
            continue
        expected = who(wanted) if fact == "sender" else plain(wanted)
        if expected != got[fact]:
            yield path, fact, expected, got[fact]


def test_every_difference_is_written_down_with_its_reason() -> None:
    page = {(path, fact, listed, here) for path, fact, listed, here, _ in
            ROW.findall(PAGE.read_text(encoding="utf-8"))}  # fmt: skip

    assert set(differences()) == page


def test_every_byte_of_every_sample_is_accounted_for() -> None:
    for path, _ in rows():
        data = (SOURCES / path).read_bytes()
        _, report = read(data, Path(path).name)

        assert report.bytes_covered + report.bytes_leftover == len(data), path
