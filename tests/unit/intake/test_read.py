"""The runner: one account per original, every byte in it."""

from __future__ import annotations

import io
import zipfile
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.intake.reading import read
from upstander.model.errors import InvalidAnswer
from upstander.model.message import AttachmentState

LINE = st.sampled_from(
    [
        "[03/10/2026, 22:14:09] Dan: where are you\n",
        "\u200e[03/10/2026, 22:14:10] Dan: \u200eimage omitted\r\n",
        "14/09/2026, 15:58 - Leo: hi\n",
        "14/09/2026, 15:58 - Leo left\n",
        "words of the line before\n",
        "\n",
        "[99/99/9999, 99:99:99] X: y\n",
        "[03/10/2026, 22:14:09]",
        "é\u202f\0\n",
        "\r",
    ]
)


def export(**files: bytes) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "."), data)
    return kept.getvalue()


CHAT = "[13/04/2024, 09:19:00] Tröll: \u200e<attached: pic.jpg>\n".encode()


@given(st.lists(LINE, max_size=30), st.sampled_from(["utf-8", "utf-16", "utf-16-be"]))
def test_covered_and_left_over_bytes_add_up(lines: list[str], codec: str) -> None:
    raw = "".join(lines).encode(codec)
    messages, report = read(raw)
    assert report.bytes_covered + report.bytes_leftover == report.bytes_total == len(raw)
    assert sum(each.end - each.start for each in report.leftovers) == report.bytes_leftover
    spans = [(m.provenance.start, m.provenance.end) for m in messages]
    assert all(a[1] <= b[0] for a, b in pairwise(spans))  # type: ignore[operator]


@given(st.binary(max_size=600))
def test_random_bytes_end_in_a_report(raw: bytes) -> None:
    _, report = read(raw)
    assert report.bytes_covered + report.bytes_leftover == len(raw)
    assert report.status in {"read", "partly", "kept-not-read", "refused", "empty"}


def test_an_unknown_file_is_kept_and_called_not_read() -> None:
    messages, report = read(b"just a letter\nwith lines\n", "letter.txt")
    assert (messages, report.status, report.source) == ([], "kept-not-read", "unknown")
    assert report.leftovers[0].reason == "not understood"


def test_a_zone_that_does_not_exist_is_an_answer_to_correct() -> None:
    with pytest.raises(InvalidAnswer):
        read("18/3/22, 14:56 - Tara: hi\n", zone="Mars/Olympus")


def test_a_photo_in_the_zip_is_present_with_its_digest() -> None:
    messages, report = read(export(_chat__txt=CHAT, pic__jpg=b"\xff\xd8\xff\xd9"), "x.zip")
    photo = messages[0].attachments[0]
    assert photo.state is AttachmentState.PRESENT and photo.member == "pic.jpg"
    assert photo.sniffed_type == "image/jpeg" and photo.size == 4 and photo.sha256
    assert report.status == "read" and report.attachments_present == ("pic.jpg",)


def test_a_file_that_no_message_names_is_left_over() -> None:
    data = export(_chat__txt=CHAT, pic__jpg=b"\xff\xd8", other__jpg=b"123456")
    _, report = read(data, "x.zip")
    left = [(each.container, each.end, each.reason) for each in report.leftovers]
    assert left == [(("other.jpg",), 6, "no message names this file")]
    assert report.status == "partly"


def test_only_ticked_members_are_opened() -> None:
    data = export(_chat__txt=CHAT, pic__jpg=b"\xff\xd8\xff\xd9")
    messages, _ = read(data, "x.zip", members=("_chat.txt",))  # type: ignore[arg-type]
    photo = messages[0].attachments[0]
    assert photo.state is AttachmentState.REFUSED and photo.sha256 is None


def test_the_message_id_depends_on_source_bytes_and_place_only() -> None:
    first, _ = read(CHAT)
    again, _ = read(CHAT, "renamed.txt", zone="Europe/London", self_name="Tröll")
    assert first[0].id == again[0].id
    other, _ = read(CHAT + b"\n")
    assert first[0].id != other[0].id


def test_a_message_longer_than_is_read_leaves_the_rest_over() -> None:
    raw = b"[03/10/2026, 22:14:09] Dan: " + b"x" * (5 << 20) + b"\n"
    messages, report = read(raw)
    assert len(messages) == 1 and report.status == "partly"
    assert report.bytes_covered + report.bytes_leftover == len(raw)
    assert report.bytes_covered == 4 << 20
