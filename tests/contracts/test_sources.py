"""What every source promises: the same twice, no crash on empty, huge or hostile input."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upstander.intake._interface import ReadEvent, Source
from upstander.intake.read import choose, known_sources, read_original
from upstander.model.errors import IntakeError
from upstander.model.message import Message
from upstander.model.reading import ReadReport, ReadSettings

SOURCES = {slug: loaded.part for slug, loaded in known_sources().items()}
EXAMPLES = Path(__file__).resolve().parents[1] / "data" / "sources"
HEADS = [
    b"[03/10/2026, 22:14:09] Dan: hi\n",
    b"From kit@example.org Thu Nov 12 21:47:03 2026\nSubject: x\n\nhi\n",
    b"From: kit@example.org\nSubject: x\nDate: Thu, 12 Nov 2026 21:47:03 +0000\n\nhi\n",
    b"PK\x03\x04",
    b"\xff\xfe",
    b"{",
]


def zip_of(*names: str) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, HEADS[0] * 3)
    return kept.getvalue()


HOSTILE = {
    "empty": b"",
    "one byte": b"\n",
    "zeros": bytes(100_000),
    "one long line": b"[03/10/2026, 22:14:09] Dan: " + b"x" * 1_000_000,
    "no line end": b"From: a@example.org " * 10_000,
    "line ends only": b"\n" * 200_000,
    "carriage returns only": b"\r" * 200_000,
    "brackets": b"[[[[[[[[" * 20_000,
    "digits": b"1" * 200_000,
    "dates without end": b"01/01/2026, 10:00 " * 10_000,
    "colons": b"[03/10/2026, 22:14:09] " + b": " * 50_000 + b"\n",
    "many headers": b"18/3/22, 14:56 - a: b\n" * 20_000,
    "high bytes": bytes(range(128, 256)) * 500,
    "climbing archive": zip_of("../../_chat.txt", "/etc/_chat.txt"),
    "archive of a chat": zip_of("_chat.txt"),
    "cut archive": zip_of("_chat.txt")[:60],
    "half a utf-16 letter": "[03/10/2026, 22:14:09] Dan: hi\n".encode("utf-16")[:-1],
}


def events(source: Source, data: bytes) -> list[ReadEvent | str]:
    """All events, and the code of the error that ended them, if one did."""

    def flowing() -> Iterator[ReadEvent | str]:
        digest = hashlib.sha256(data).hexdigest()
        try:
            yield from source.read(
                io.BytesIO(data), name="x.txt", sha256=digest, settings=ReadSettings()
            )
        except IntakeError as error:
            yield error.code

    return list(flowing())


@pytest.mark.parametrize("slug", SOURCES)
def test_a_source_names_itself(slug: str) -> None:
    source = SOURCES[slug]
    assert source.slug == slug and source.title and source.version


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("slug", SOURCES)
def test_a_source_survives_hostile_input_and_says_the_same_twice(slug: str, name: str) -> None:
    data, source = HOSTILE[name], SOURCES[slug]
    probe = source.probe(data[:65536], "x.txt")
    assert 0 <= probe.confidence <= 100 and probe.reason
    assert events(source, data) == events(source, data)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_input_ends_in_a_report_in_which_the_bytes_add_up(name: str) -> None:
    data = HOSTILE[name]
    digest = hashlib.sha256(data).hexdigest()
    found = list(
        read_original(io.BytesIO(data), name="x.txt", sha256=digest, settings=ReadSettings())
    )
    report = found[-1]
    assert isinstance(report, ReadReport)
    assert report.bytes_covered + report.bytes_leftover == report.bytes_total
    assert all(isinstance(each, Message) for each in found[:-1])


@given(st.sampled_from(HEADS), st.binary(max_size=300))
def test_no_source_crashes_on_a_good_begin_and_a_bad_end(head: bytes, tail: bytes) -> None:
    for source in SOURCES.values():
        assert 0 <= source.probe(head + tail, "x").confidence <= 100
        events(source, head + tail)


@given(st.binary(max_size=300))
def test_no_source_claims_random_bytes_with_certainty(data: bytes) -> None:
    chosen, _ = choose(b"\x00\x01" + data, "x.bin")
    assert chosen is None


@pytest.mark.parametrize("slug", SOURCES)
def test_every_source_has_an_example_that_it_reads(slug: str) -> None:
    inputs = sorted((EXAMPLES / slug).glob("*/input.*"))
    assert inputs, f"no example under tests/data/sources/{slug}"
    for path in inputs:
        chosen, _ = choose(path.read_bytes()[:65536], path.name)
        assert chosen is not None and chosen.slug == slug
