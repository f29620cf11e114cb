"""The index opens only while unlocked, only with its key, and closes everywhere at once."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.indexes import sqlcipher_index
from tests.support.story import CASE, CHAT, TARA, message, small_case
from upstander.model.errors import DiskFull, IndexStale, VaultLocked, WrongSecret
from upstander.model.timeline import TimelineQuery
from upstander.store import connection, models, queries, schema
from upstander.store.configure import configure_embedded, databases
from upstander.store.index import DjangoIndex

pytestmark = pytest.mark.usefixtures("databases_open")
KEY = bytes(range(32))


def _key() -> bytes:
    return KEY


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "index.db"
    configure_embedded(place, _key)
    index = DjangoIndex(place)
    index.apply(small_case().entries)
    index.put_messages(CHAT, [message(n, f"ZEBRA-LANTERN {n}") for n in range(50)])
    yield place
    connection.detach()


def _ask() -> int:
    return queries.timeline(TARA, TimelineQuery(CASE)).total


def test_opens_again_with_the_same_key(place: Path) -> None:
    before = _ask()

    connection.detach()
    connection.attach(place, _key)

    assert _ask() == before == 53


def test_another_key_is_a_wrong_secret(place: Path) -> None:
    with pytest.raises(WrongSecret):
        connection.attach(place, lambda: os.urandom(32))
    with pytest.raises(VaultLocked):
        _ask()


def test_while_locked_every_question_is_refused(place: Path) -> None:
    connection.detach()

    with pytest.raises(VaultLocked):
        _ask()
    with pytest.raises(VaultLocked):
        DjangoIndex(place).applied()
    assert connection.attached() is None


def test_an_index_never_answers_for_another_vault(place: Path, tmp_path: Path) -> None:
    connection.attach(tmp_path / "other.db", lambda: os.urandom(32))

    with pytest.raises(VaultLocked):
        DjangoIndex(place).applied()


def test_no_words_lie_on_the_disk_in_plain_form(place: Path) -> None:
    files = list(place.parent.glob("index.db*"))

    assert len(files) >= 2  # the write-ahead log too
    assert not any(b"ZEBRA-LANTERN" in file.read_bytes() for file in files)


def test_the_key_is_in_no_setting(place: Path) -> None:
    shown = repr(databases())

    assert KEY.hex() not in shown
    assert repr(KEY) not in shown
    assert str(place) not in shown


@pytest.mark.parametrize("at", [100, 5000, -2000])
def test_a_damaged_file_asks_to_be_made_again(place: Path, at: int) -> None:
    connection.detach()
    raw = bytearray(place.read_bytes())
    for offset in range(64):
        raw[at + offset] ^= 0xFF
    place.write_bytes(raw)

    with pytest.raises(IndexStale) as told:
        connection.attach(place, _key)
        models.Line.objects.count()
        _read_everything()

    assert "rebuild" in told.value.explain()


def _read_everything() -> None:
    for table in (models.Body, models.Line, models.Label, models.LedgerEntry, models.Tally):
        list(table.objects.values_list())
    _ask()
    queries.timeline(TARA, TimelineQuery(CASE, text="zebra"))
    from django.db import connection as django_connection

    with django_connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        if cursor.fetchall() != [("ok",)]:
            raise IndexStale()


def test_a_file_cut_short_asks_to_be_made_again(place: Path) -> None:
    connection.detach()
    os.truncate(place, place.stat().st_size // 3)

    with pytest.raises(IndexStale):
        connection.attach(place, _key)
        _read_everything()


def test_a_damaged_index_can_be_thrown_away_and_made_again(place: Path) -> None:
    place.write_bytes(b"\0" * 8192)

    connection.discard(place)
    connection.attach(place, _key)

    assert DjangoIndex(place).applied() == 0


def test_another_form_of_the_nouns_asks_to_be_made_again(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schema, "FORM", schema.FORM + 1)

    with pytest.raises(IndexStale):
        connection.attach(place, _key)


def test_locking_ends_the_connections_of_all_threads_at_once(place: Path) -> None:
    asked, failed = threading.Event(), []

    def work() -> None:
        try:
            while True:
                _ask()
                asked.set()
        except VaultLocked as locked:
            failed.append(locked)

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    asked.wait(20)
    start = time.monotonic()
    connection.detach()
    took = time.monotonic() - start
    for thread in threads:
        thread.join(20)

    assert len(failed) == 3
    assert took < 1


def test_locking_interrupts_a_long_question(place: Path) -> None:
    from django.db import connection as django_connection

    failed: list[Exception] = []
    started = threading.Event()

    def work() -> None:
        forever = (
            "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM n"
        )
        with django_connection.cursor() as cursor:
            started.set()
            try:
                cursor.execute(forever)
            except VaultLocked as locked:
                failed.append(locked)

    thread = threading.Thread(target=work)
    thread.start()
    started.wait(20)
    time.sleep(0.2)
    connection.detach()
    thread.join(20)

    assert not thread.is_alive()
    assert len(failed) == 1


def test_what_was_cut_off_by_locking_leaves_nothing_half_done(place: Path) -> None:
    from django.db import transaction

    with pytest.raises(VaultLocked), transaction.atomic():
        models.State.objects.filter(name="applied").update(value=99)
        connection.detach()
        models.State.objects.get(name="applied")
    connection.attach(place, _key)

    assert DjangoIndex(place).applied() == 6


def test_a_full_disk_is_told_as_such(place: Path) -> None:
    from django.db import connection as django_connection

    with django_connection.cursor() as cursor:
        cursor.execute("PRAGMA max_page_count = 1")  # never under what is used already

    with pytest.raises(DiskFull):
        _fill(place)


def _fill(place: Path) -> None:
    for batch in range(100):
        numbers = range(1000 + batch * 500, 1500 + batch * 500)
        DjangoIndex(place).put_messages(CHAT, [message(n, f"word{n} " * 40) for n in numbers])


def test_opening_a_known_index_is_quick(place: Path) -> None:
    connection.detach()
    start = time.monotonic()

    connection.attach(place, _key)

    assert time.monotonic() - start < 1


@pytest.fixture
def fresh(tmp_path: Path) -> Callable[[], DjangoIndex]:
    return lambda: sqlcipher_index(tmp_path)


def test_the_models_and_the_migrations_agree(fresh: Callable[[], DjangoIndex]) -> None:
    from django.apps import apps
    from django.db import connection as django_connection
    from django.db.migrations.autodetector import MigrationAutodetector
    from django.db.migrations.loader import MigrationLoader
    from django.db.migrations.state import ProjectState

    fresh()
    loader = MigrationLoader(django_connection)
    detector = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps))

    assert detector.changes(graph=loader.graph).get("store", []) == []
    connection.detach()
