"""What the limited child promises: nothing it does harms the person, the case or the machine."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from upstander.adapters.isolation import ChildIsolation, ChildLimits
from upstander.adapters.isolation.worker import Worker
from upstander.intake.read import read_original
from upstander.model.errors import (
    HostileFile,
    ImporterFailed,
    IntakeError,
    InvalidAnswer,
    LimitExceeded,
    NotFound,
)
from upstander.model.message import Message
from upstander.model.reading import ReadReport, ReadSettings

CHILDREN = str(Path(__file__).parent / "isolation_children")
QUICK = ChildLimits(silence_s=4.0, wall_s=6.0, memory_bytes=512 << 20, result_bytes=8 << 20)


@pytest.fixture
def faulty() -> Iterator[ChildIsolation]:
    isolation = ChildIsolation(QUICK, module="faulty_child", folders=(CHILDREN,))
    yield isolation
    isolation.close()


def _ask(
    isolation: ChildIsolation, what: str, data: bytes = b"evidence", member: str = ""
) -> bytes:
    return isolation.member(io.BytesIO(data), name=what, member=member)


def _read(isolation: ChildIsolation, what: str) -> list[object]:
    stream = io.BytesIO(b"evidence")
    return list(isolation.read(stream, name=what, sha256="0" * 64, settings=ReadSettings()))


@pytest.mark.parametrize(
    ("what", "error"),
    [
        ("crash", ImporterFailed),
        ("exit_quietly", ImporterFailed),
        ("own_error", ImporterFailed),
        ("hog", LimitExceeded),
        ("deep", LimitExceeded),
        ("loop", LimitExceeded),
        ("chatter", LimitExceeded),
        ("deaf", LimitExceeded),
        ("flood", LimitExceeded),
        ("unknown_kind", HostileFile),
        ("long_frame", HostileFile),
        ("wrong_number", HostileFile),
        ("range_outside", HostileFile),
        ("long_range", HostileFile),
    ],
)
def test_a_fault_of_the_child_is_one_calm_error(
    faulty: ChildIsolation, what: str, error: type[IntakeError]
) -> None:
    started = time.monotonic()
    with pytest.raises(error) as caught:
        _ask(faulty, what, b"x" * (2 << 20) if what == "deaf" else b"evidence")

    assert type(caught.value) is error
    assert "words of a message" not in caught.value.explain()
    assert time.monotonic() - started < 60


@pytest.mark.parametrize("what", ["bad_json", "false_message"])
def test_messages_that_are_none_are_refused(faulty: ChildIsolation, what: str) -> None:
    with pytest.raises(HostileFile):
        _read(faulty, what)


@pytest.mark.parametrize("what", ["false_sheet", "no_sheet"])
def test_a_trace_that_is_none_is_refused_and_its_child_ended(
    faulty: ChildIsolation, what: str
) -> None:
    with pytest.raises(HostileFile):
        faulty.trace(io.BytesIO(b"evidence"), source=what)

    assert not faulty._all


def test_after_a_fault_the_next_request_is_served(faulty: ChildIsolation) -> None:
    with pytest.raises(ImporterFailed):
        _ask(faulty, "crash")

    assert json.loads(_ask(faulty, "facts"))["pid"]


def test_one_child_serves_many_requests(faulty: ChildIsolation) -> None:
    pids = {json.loads(_ask(faulty, "facts"))["pid"] for _ in range(5)}

    assert len(pids) == 1


def test_the_child_cannot_write_and_sees_no_environment(
    faulty: ChildIsolation, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("UPSTANDER_TEST_MARK", "secret")
    said = json.loads(_ask(faulty, "facts", member=str(tmp_path)))

    assert said["write"] == "refused"
    assert all(not each.stat().st_size for each in tmp_path.iterdir())
    assert set(said["environment"]) <= {"LANG", "TZ", "LC_CTYPE", "SYSTEMROOT"}


def test_the_child_reaches_no_network(faulty: ChildIsolation) -> None:
    said = json.loads(_ask(faulty, "facts"))

    if said["network"] == "ConnectionRefusedError":
        pytest.skip("this system does not allow a process to leave the network: no second wall")
    assert said["network"] == "OSError"  # unreachable: not even the machine itself


def test_a_child_killed_at_work_is_said_and_replaced(faulty: ChildIsolation) -> None:
    pid = json.loads(_ask(faulty, "facts"))["pid"]
    os.kill(pid, signal.SIGKILL)
    _wait_until_gone(pid)

    assert json.loads(_ask(faulty, "facts"))["pid"] != pid


def test_a_child_that_ended_unseen_while_it_waited_costs_no_file(
    faulty: ChildIsolation, monkeypatch: pytest.MonkeyPatch
) -> None:
    pid = json.loads(_ask(faulty, "facts"))["pid"]
    os.kill(pid, signal.SIGKILL)
    _wait_until_gone(pid)
    monkeypatch.setattr(Worker, "alive", True)  # it ends between the look and the request

    assert json.loads(_ask(faulty, "facts"))["pid"] != pid


def test_closing_ends_every_child(faulty: ChildIsolation) -> None:
    pid = json.loads(_ask(faulty, "facts"))["pid"]
    faulty.close()

    assert not _runs(pid)


def test_a_child_does_not_outlive_its_parent() -> None:
    code = (
        "import io,sys,os\n"
        "from upstander.adapters.isolation import ChildIsolation\n"
        f"i = ChildIsolation(module='faulty_child', folders=({CHILDREN!r},))\n"
        "print(i.member(io.BytesIO(b''), name='facts', member='').decode(), flush=True)\n"
        "i.member(io.BytesIO(b''), name='loop', member='')\n"
    )
    source = str(Path(__file__).resolve().parents[2] / "src")
    parent = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, env={"PYTHONPATH": source}
    )
    assert parent.stdout is not None
    pid = json.loads(parent.stdout.readline())["pid"]
    parent.kill()
    parent.wait()
    parent.stdout.close()

    assert _wait_until_gone(pid)


def _wait_until_gone(pid: int) -> bool:
    deadline = time.monotonic() + 20
    while _runs(pid) and time.monotonic() < deadline:
        time.sleep(0.02)
    return not _runs(pid)


def _runs(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


# --- the real child ------------------------------------------------------------------------


@pytest.fixture(scope="module")
def isolation() -> Iterator[ChildIsolation]:
    isolation = ChildIsolation()
    yield isolation
    isolation.close()


CHAT = "".join(
    f"18/11/2026, {n // 60 % 24:02d}:{n % 60:02d} - {'Tara' if n % 2 else 'Kit'}: line {n} 🙂\n"
    for n in range(1500)
).encode()


def _events(source: Any, data: bytes, name: str) -> list[object]:
    settings = ReadSettings(zone="Europe/London", self_name="Tara")
    return list(source(io.BytesIO(data), name=name, sha256="0" * 64, settings=settings))


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (CHAT, "WhatsApp Chat with Kit.txt"),
        (b"From: kit@example.org\nSubject: hi\n\nwords " + b"x" * 100_000, "x.eml"),
        (b"\xff\xd8\xff\xe0" + bytes(200_000), "photo.jpg"),
        (b"date,payee,amount\n17/11/2026,Carl,GBP 5\n" * 2, "payments.csv"),
        (b"", "empty.png"),
    ],
)
def test_the_child_reads_exactly_what_this_process_would(
    isolation: ChildIsolation, data: bytes, name: str
) -> None:
    assert _events(isolation.read, data, name) == _events(read_original, data, name)


def test_what_was_said_about_a_table_reaches_the_child(isolation: ChildIsolation) -> None:
    data = b"words,paid\n17/11/2026,-5.00\n17/11/2026,-5.00\n"
    said = "when=0,amount=1;kind=payments;currency=GBP;out=negative"
    settings = ReadSettings(columns=said, repeats="yes")
    events = isolation.read(io.BytesIO(data), name="x.csv", sha256="0" * 64, settings=settings)

    paid = [each.payment for each in events if isinstance(each, Message)]
    assert [each.counted for each in paid if each is not None] == [True, True]


class Counting(io.BytesIO):
    """Remembers how much was asked of it."""

    taken = 0
    largest = 0

    def read(self, size: int | None = -1, /) -> bytes:
        piece = super().read(size)
        self.taken += len(piece)
        self.largest = max(self.largest, len(piece))
        return piece


def test_an_unknown_large_file_is_not_pulled_through_the_pipe(isolation: ChildIsolation) -> None:
    stream = Counting(b"\xff\xd8\xff\xe0" + bytes(20 << 20))
    list(isolation.read(stream, name="a.jpg", sha256="0" * 64, settings=ReadSettings()))

    assert stream.taken <= 1 << 20
    assert stream.largest <= 1 << 20


def test_messages_given_before_stopping_stay_and_the_child_is_ended() -> None:
    isolation = ChildIsolation()
    reading = isolation.read(
        io.BytesIO(CHAT), name="chat.txt", sha256="0" * 64, settings=ReadSettings()
    )
    first = next(reading)
    reading.close()  # type: ignore[attr-defined]  # it is a generator

    assert isinstance(first, Message)
    assert not isolation._all
    isolation.close()


def test_whoever_stops_at_the_report_has_not_stopped_early() -> None:
    isolation = ChildIsolation()
    events = isolation.read(
        io.BytesIO(b"[03/10/2026, 22:14:09] Dan: hello\n"),
        name="chat.txt",
        sha256="0" * 64,
        settings=ReadSettings(),
    )

    next(event for event in events if isinstance(event, ReadReport))
    del events

    with isolation._lock:
        assert [worker.alive for worker in isolation._idle] == [True]
    isolation.close()


def test_an_archive_is_listed_and_one_member_taken(isolation: ChildIsolation) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a/_chat.txt", b"hello")
        archive.writestr("../../evil", b"x")

    assert isolation.members(out, name="a.zip") == (("_chat.txt", 5),)
    assert isolation.member(out, name="a.zip", member="_chat.txt") == b"hello"
    with pytest.raises(NotFound):
        isolation.member(out, name="a.zip", member="../../evil")


def test_a_file_in_a_mail_is_taken_by_its_pointer(isolation: ChildIsolation) -> None:
    data = b"From: a@example.org\nContent-Type: image/gif\nSubject: x\n\nGIF89a"
    (mail, _) = _events(isolation.read, data, "x.eml")

    assert isinstance(mail, Message)
    member = mail.attachments[0].member or ""
    assert isolation.member(io.BytesIO(data), name="x.eml", member=member) == b"GIF89a"


def test_a_picture_comes_back_small_and_clean(isolation: ChildIsolation) -> None:
    out = io.BytesIO()
    Image.new("RGB", (900, 300), (1, 2, 3)).save(out, "PNG")

    small = Image.open(io.BytesIO(isolation.picture(out.getvalue(), max_px=90, grey=True)))
    assert (small.size, small.mode, small.format) == ((90, 30), "L", "JPEG")


def test_what_is_no_picture_is_said_and_the_next_one_drawn(isolation: ChildIsolation) -> None:
    with pytest.raises(IntakeError, match="cannot be shown"):
        isolation.picture(b"no", max_px=90)

    test_a_picture_comes_back_small_and_clean(isolation)


def test_an_answer_that_cannot_be_understood_keeps_its_own_error(
    isolation: ChildIsolation,
) -> None:
    settings = ReadSettings(zone="Nowhere/Land")
    with pytest.raises(InvalidAnswer):
        list(isolation.read(io.BytesIO(CHAT), name="c.txt", sha256="0" * 64, settings=settings))
