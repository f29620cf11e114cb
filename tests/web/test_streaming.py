"""A large upload over a real socket: nothing in the clear on disk, and not gathered in memory."""

from __future__ import annotations

import http.client
import os
import resource
import tempfile
import threading
import time
from pathlib import Path

import pytest

from tests.web.conftest import PASSPHRASE
from tests.web.test_locking import ZEBRA, plain_anywhere
from upstander import bootstrap
from upstander.application.answer_case import answer_case
from upstander.application.start_case import start_case
from upstander.web.access import COOKIE, gate
from upstander.web.serve import Running, running

MEGABYTES = 96
PIECE = (ZEBRA.encode() + os.urandom(1024 - len(ZEBRA))) * 1024


def send(up: Running, case: str, megabytes: int, watch: list[Path]) -> int:
    """Post one large file by hand, piece by piece, looking at the disk on the way."""
    key = gate.exchange(gate.issue_token())
    host, port = up.server.bind_addr[:2]
    line = http.client.HTTPConnection(host, port, timeout=120)
    token = "a" * 32
    parts = (
        f'--b\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{token}\r\n'
        '--b\r\nContent-Disposition: form-data; name="files"; filename="big.bin"\r\n'
        "Content-Type: application/octet-stream\r\n\r\n"
    ).encode()
    end = b"\r\n--b--\r\n"
    line.putrequest("POST", f"/c/{case}/add")
    line.putheader("Cookie", f"{COOKIE}={key}; f={token}")
    line.putheader("Content-Type", "multipart/form-data; boundary=b")
    line.putheader("Content-Length", str(len(parts) + len(end) + megabytes * len(PIECE)))
    line.endheaders()
    line.send(parts)
    for number in range(megabytes):
        line.send(PIECE)
        if number == megabytes // 2:
            time.sleep(0.3)
            watch.extend(plain_anywhere(Path(tempfile.gettempdir()), ZEBRA))
    line.send(end)
    return line.getresponse().status


@pytest.fixture
def quiet_temp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "temp"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_a_large_upload_is_neither_spooled_nor_gathered(quiet_temp: Path, tmp_path: Path) -> None:
    made = bootstrap.create_vault(tmp_path / "papers", passphrase=PASSPHRASE)
    actor, services = made.session.actor, made.session.services
    case = start_case(services, actor=actor)
    answer_case(services, actor=actor, case=case.id, under18="no")
    with running(None, session=made.session) as up:
        seen: list[Path] = []
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        assert send(up, case.id, MEGABYTES, seen) == 302
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
        assert services.index.items(case.id)[0].size == MEGABYTES * len(PIECE)
    assert seen == []
    assert plain_anywhere(tmp_path, ZEBRA) == []
    assert grown < MEGABYTES / 2, f"memory grew by {grown:.0f} MiB"


def test_the_process_has_a_plain_name(tmp_path: Path) -> None:
    import setproctitle

    with running(tmp_path / "papers"):
        assert setproctitle.getproctitle() == "notes"


def test_serving_ends_cleanly_and_locks(tmp_path: Path) -> None:
    made = bootstrap.create_vault(tmp_path / "papers", passphrase=PASSPHRASE)
    with running(None, session=made.session) as up:
        assert up.alive()
    assert made.session.locked
    up.thread.join(3)
    assert not up.alive()
    assert not any(each.name == "web" for each in threading.enumerate())
