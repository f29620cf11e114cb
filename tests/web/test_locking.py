"""Idle lock, lock from elsewhere, and words that were typed just too late."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.web.conftest import PASSPHRASE, Tara, words_in
from upstander import bootstrap
from upstander.web.access import gate

ZEBRA = "ZEBRA-LANTERN"


def later(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    """Let time pass for the idle lock."""
    base = time.monotonic()
    monkeypatch.setattr(gate, "now", lambda: base + seconds)


def test_locks_after_idle_time(tara: Tara, monkeypatch: pytest.MonkeyPatch) -> None:
    session = gate.session
    later(monkeypatch, 601)
    assert "/unlock" in tara.get("/diary").headers["Location"]
    assert session is not None
    assert session.locked


def test_a_page_that_asks_for_itself_does_not_keep_it_open(
    tara: Tara, monkeypatch: pytest.MonkeyPatch
) -> None:
    later(monkeypatch, 400)
    tara.get(tara.at("/kept") + "?auto=1")
    later(monkeypatch, 650)
    assert tara.get("/diary").status_code == 302


def test_warns_before_the_idle_lock_and_lets_it_be_put_off(
    tara: Tara, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "/still-here" in tara.get("/").headers["Refresh"]
    later(monkeypatch, 500)
    warned = tara.get("/still-here?auto=1&next=/diary")
    assert "Are you still there?" in words_in(warned)
    assert tara.post("/still-here", next="/diary").headers["Location"] == "/diary"
    later(monkeypatch, 900)
    assert tara.get("/diary").status_code == 200


def test_a_page_with_a_form_does_not_go_away_under_the_typing(tara: Tara) -> None:
    assert "Refresh" not in tara.get(tara.at("/write")).headers


def test_a_note_posted_after_the_idle_lock_is_kept_and_found_after_unlocking(
    tara: Tara, monkeypatch: pytest.MonkeyPatch
) -> None:
    later(monkeypatch, 700)
    answer = tara.post(tara.at("/write"), summary=f"He came {ZEBRA}", case=tara.case)
    assert "Your words are kept." in words_in(answer)
    assert not plain_anywhere(tara.path, ZEBRA)
    tara.unlock()
    assert ZEBRA in words_in(tara.get(tara.at("?show=1")))


def test_a_private_note_posted_late_stays_private(
    tara: Tara, monkeypatch: pytest.MonkeyPatch
) -> None:
    later(monkeypatch, 700)
    tara.post("/private", private_text="staying at QUINCE-HARBOUR")
    tara.unlock()
    assert "QUINCE-HARBOUR" in words_in(tara.get("/private"))
    assert "QUINCE-HARBOUR" not in words_in(tara.get(tara.at("?show=1")))
    assert "QUINCE-HARBOUR" not in words_in(tara.get(tara.at("/kept")))


def test_files_posted_after_the_lock_wait_encrypted(tara: Tara) -> None:
    tara.get(tara.at("/add"))
    gate.lock()
    answer = tara.add(("late.txt", f"hello {ZEBRA}".encode()))
    assert "Your files are kept." in words_in(answer)
    assert not plain_anywhere(tara.path, ZEBRA)
    tara.unlock()
    assert "late.txt" in words_in(tara.get(tara.at("/kept")))


def test_lock_from_elsewhere_ends_the_web_session_within_a_second(tara: Tara) -> None:
    session = gate.session
    assert session is not None
    begun = time.monotonic()
    bootstrap.lock_everywhere(tara.path)
    while not session.locked and time.monotonic() - begun < 3:
        time.sleep(0.02)
    assert session.locked
    assert time.monotonic() - begun < 1
    assert tara.get("/diary").status_code == 302


def test_locking_by_hand_takes_under_a_second(tara: Tara) -> None:
    begun = time.monotonic()
    tara.post("/lock")
    assert time.monotonic() - begun < 1
    assert gate.session is None


def test_a_new_passphrase_opens_and_the_old_one_does_not(tara: Tara) -> None:
    fresh = "violet hammer quiet mountain seven"
    tara.post("/settings/passphrase", passphrase=fresh, again=fresh)
    gate.lock()
    assert "does not open" in words_in(tara.post("/unlock", secret=PASSPHRASE))
    assert tara.post("/unlock", secret=fresh).status_code == 302


def test_wipe_needs_the_words_and_then_nothing_is_left(tara: Tara) -> None:
    assert "evidence lost" in words_in(tara.post("/settings/wipe", words="yes"))
    assert (tara.path / "vault.json").exists()
    assert tara.post("/settings/wipe", words="Evidence lost").headers["Location"] == "/leave"
    assert not tara.path.exists()


def plain_anywhere(folder: Path, words: str) -> list[Path]:
    return [
        each for each in folder.rglob("*") if each.is_file() and words.encode() in each.read_bytes()
    ]
