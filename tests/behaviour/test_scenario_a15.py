"""A15, he knew about the clinic: asked before anything is saved, away at once, all encrypted.

With the program as it is started in the shell, its real pages and a real vault. The tests of this
file go through one visit, in order.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes.plain_words import files_below, plain_files
from tests.fakes.processes import below
from tests.fakes.visitor import Answer, Visitor

ROOT = Path(__file__).resolve().parents[2]
ZEBRA = "ZEBRA-LANTERN"
PASSPHRASE = "orchid lantern gravel monday tin"
LINUX = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="reads /proc of Linux")


class Visit:
    """Sam at the laptop that they share, from the first page to quick exit."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.begun = folder, time.time()
        self.home = folder / "home"
        for name in ("home", "tmp", "runtime"):
            (folder / name).mkdir(mode=0o700)
        self.process = self._start()
        self.pages: list[Answer] = []
        self.sam = Visitor(self._address())
        self.question = self._get("/")
        self.saved_before = files_below(folder)
        self.carried_on = self.sam.post("/device", shared="yes")
        self.saved_after_the_answer = files_below(folder)
        self._make_vault()
        self._write()
        self._wait_until_read()
        self.processes = self._process_list()
        self._leave()

    def end(self) -> None:
        """Ctrl-C."""
        self.process.terminate()
        self.process.wait(timeout=30)

    def _start(self) -> subprocess.Popen[str]:
        kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
        return subprocess.Popen(
            [sys.executable, "-m", "upstander.cli.main", "open", "--no-browser"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=self.home,
            env={
                **kept,
                "PYTHONPATH": str(ROOT / "src"),
                "HOME": str(self.home),
                "TMPDIR": str(self.folder / "tmp"),
                "XDG_RUNTIME_DIR": str(self.folder / "runtime"),
            },
        )

    def _address(self) -> str:
        assert self.process.stdout
        for line in self.process.stdout:
            if found := re.search(r"http://\S+/s/\S+", line):
                return found[0]
        raise AssertionError("no address was told")

    def _get(self, address: str) -> Answer:
        answer = self.sam.get(address)
        self.pages.append(answer)
        return answer

    def _make_vault(self) -> None:
        self._get("/create")
        self.sam.post("/create", do="make", passphrase=PASSPHRASE, again=PASSPHRASE)
        page = self._get("/recovery").words
        code = next((each for each in page.split() if each.count("-") > 4), page)
        groups = code.split("-")
        self.sam.post("/recovery", first=groups[1], second=groups[-2])

    def _write(self) -> None:
        self.case = self.sam.post("/new", title=f"What he knew {ZEBRA}").location
        self._get(f"{self.case}/write")
        noted = {"summary": f"He knew: clinic on 3 Nov at 2. {ZEBRA}", "event_at": "2026-11-03"}
        self.written = self.sam.post(f"{self.case}/write", technology="a bank code", **noted)
        self.sam.post("/private", private_text=f"staying elsewhere, {ZEBRA}")
        chat = f"[03/10/2026, 22:14:09] Dan: {ZEBRA}\r\n".encode()
        self.sam.post(f"{self.case}/question", under18="no")
        self.sam.upload(f"{self.case}/add", {f"{ZEBRA}.txt": chat})
        for address in ("/", f"{self.case}?show=1", f"{self.case}/kept", "/private", "/help-now"):
            self._get(address)

    def _wait_until_read(self) -> None:
        end = time.monotonic() + 60
        while "Read to the end" not in self.sam.get(f"{self.case}/kept").words:
            assert time.monotonic() < end
            time.sleep(0.2)

    def _process_list(self) -> list[tuple[str, str]]:
        """Each process of ours: the short name and the words, as a task list shows them."""
        mine = [str(self.process.pid), *(each.split("@")[0] for each in below(self.process.pid))]
        return [(_read(pid, "comm").strip(), _read(pid, "cmdline").strip()) for pid in mine]

    def _leave(self) -> None:
        begun = time.monotonic()
        self.exit = self.sam.get("/leave")
        self.neutral = self.sam.get(self.exit.location)
        self.exit_seconds = time.monotonic() - begun
        self.back = self.sam.get(self.case)


@pytest.fixture(scope="module")
def visit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visit]:
    made = Visit(tmp_path_factory.mktemp("a15"))
    yield made
    made.end()


def test_asks_about_the_device_before_anything_is_saved(visit: Visit) -> None:
    asked = visit.question.words

    assert "Does someone else use this device?" in asked
    assert "leave now" in asked
    assert "use another device" in asked
    assert "Carry on" in asked
    assert "Files you save or print leave traces" in asked
    assert visit.saved_before == []
    assert visit.saved_after_the_answer == []


def test_says_that_cleaning_up_can_warn_the_other_person(visit: Visit) -> None:
    asked = visit.question.words

    assert "Write down what they knew and when. Write down who else could know it." in asked
    assert "That can warn the other person." in asked
    assert "Talk to an adviser first, from a device they cannot see." in asked
    assert "This program cannot tell you if a device is watched." in asked


def test_the_note_was_kept_and_could_be_read_before_leaving(visit: Visit) -> None:
    assert visit.written.status == 302
    assert sum(ZEBRA in page.body for page in visit.pages) >= 3


def test_leaving_takes_less_than_a_second_and_ends_on_a_plain_page(visit: Visit) -> None:
    assert visit.exit_seconds < 1
    assert visit.neutral.status == 200
    assert visit.neutral.words.startswith("Page Page This page is empty.")
    assert ZEBRA not in visit.exit.body + visit.neutral.body


def test_the_way_back_is_closed_and_the_browser_is_told_to_forget(visit: Visit) -> None:
    assert visit.back.status == 404
    assert visit.exit.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert visit.exit.headers["Cache-Control"] == "no-store"
    assert visit.sam.cookies == {}


def test_every_title_and_address_is_neutral(visit: Visit) -> None:
    seen = [visit.question, *visit.pages, visit.neutral, visit.back]

    assert {page.title for page in seen} <= {"Notes", "Page"}
    assert not re.search("upstander|abuse|evidence", visit.case)


def test_after_leaving_the_words_are_nowhere_in_plain_form(visit: Visit) -> None:
    assert len(files_below(visit.folder)) > 5  # there is something to be searched
    assert plain_files([visit.folder], ZEBRA) == []


def test_nothing_was_written_outside_the_one_folder_with_a_plain_name(visit: Visit) -> None:
    vault = visit.home / ".local" / "share" / "papers"
    outside = [each for each in files_below(visit.folder) if vault not in each.parents]

    assert (vault / "vault.json").exists()
    assert outside == []  # no icon, no list of recent files, no thumbnail, no cache


@LINUX
def test_the_task_list_shows_plain_names(visit: Visit) -> None:
    assert visit.processes == [("notes", "notes"), ("notes", "notes")]  # and the one that reads


def _read(pid: str, what: str) -> str:
    path = Path("/proc") / pid / what
    return path.read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
