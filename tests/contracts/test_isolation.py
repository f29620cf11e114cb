"""What the limited child promises: nothing it does harms the person, the case or the machine."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from upstander.adapters.isolation import ChildIsolation, ChildLimits
from upstander.model.errors import HostileFile, ImporterFailed, IntakeError, LimitExceeded
from upstander.model.reading import ReadSettings

CHILDREN = str(Path(__file__).parent / "isolation_children")
QUICK = ChildLimits(silence_s=1.0, wall_s=2.0, memory_bytes=512 << 20, result_bytes=8 << 20)


@pytest.fixture
def faulty() -> Iterator[ChildIsolation]:
    isolation = ChildIsolation(QUICK, module="faulty_child", folders=(CHILDREN,))
    yield isolation
    isolation.close()


def _ask(isolation: ChildIsolation, what: str, data: bytes = b"evidence") -> bytes:
    return isolation.member(io.BytesIO(data), name=what, member="")


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
    assert time.monotonic() - started < 10


@pytest.mark.parametrize("what", ["bad_json", "false_message"])
def test_messages_that_are_none_are_refused(faulty: ChildIsolation, what: str) -> None:
    with pytest.raises(HostileFile):
        _read(faulty, what)


def test_after_a_fault_the_next_request_is_served(faulty: ChildIsolation) -> None:
    with pytest.raises(ImporterFailed):
        _ask(faulty, "crash")

    assert json.loads(_ask(faulty, "facts"))["pid"]


def test_one_child_serves_many_requests(faulty: ChildIsolation) -> None:
    pids = {json.loads(_ask(faulty, "facts"))["pid"] for _ in range(5)}

    assert len(pids) == 1


def test_the_child_cannot_write_and_sees_no_environment(
    faulty: ChildIsolation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UPSTANDER_TEST_MARK", "secret")
    said = json.loads(_ask(faulty, "facts"))

    assert said["write"] == "refused"
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
    deadline = time.monotonic() + 5
    while _runs(pid) and time.monotonic() < deadline:
        time.sleep(0.02)
    return not _runs(pid)


def _runs(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"
