"""From an export to an encrypted vault and a searchable index, beside a bare fill of its rows.

Run: ``PYTHONPATH=src python benchmarks/import_end_to_end.py [--messages 200000] [--runs 3]``

End to end: keep the original encrypted, ledger entries, parse in the limited child, normal form,
index, search words. Beside it two fills of a fresh SQLCipher file by ``executemany`` with what is
ready in memory, in the same batches. "Bare fill of the messages": one row a message with its
columns and its normal form as JSON, and FTS5 filled by a trigger. "Bare fill of our rows": the
very rows of the index, already pressed, and its search words, already cut. All are run one after
the other, so that a busy machine is busy for all.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from filled_vault import Filled, filled_vault

from upstander.model.plain_values import to_plain

BATCH = 2000
LINES = (
    "INSERT INTO store_line (no, case_no, item_no, mid, mid_start, sort_us, wall_us, floating, day,"
    " person, channel) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
)
BODIES = "INSERT INTO store_body (line_no, pressed) VALUES (%s, %s)"
PLAIN = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
CREATE TABLE message (no INTEGER PRIMARY KEY, id TEXT UNIQUE, item TEXT, utc TEXT, sender TEXT,
  platform TEXT, words TEXT, form TEXT);
CREATE INDEX by_time ON message (item, utc);
CREATE VIRTUAL TABLE message_words USING fts5(words, content='message', content_rowid='no');
CREATE TRIGGER fill AFTER INSERT ON message BEGIN
  INSERT INTO message_words (rowid, words) VALUES (new.no, new.words);
END;
"""
WORDS = "INSERT INTO store_words (rowid, words) VALUES (%s, %s)"


def rows_of(filled: Filled) -> tuple[list[Any], list[Any], list[Any]]:
    from django.db import connection

    from upstander.store.words import cut, searchable

    with connection.cursor() as cursor:
        columns = LINES.split("(")[1].split(")")[0]
        cursor.execute(f"SELECT {columns} FROM store_line WHERE mid IS NOT NULL ORDER BY no")  # noqa: S608
        lines = cursor.fetchall()
        cursor.execute("SELECT line_no, pressed FROM store_body ORDER BY line_no")
        bodies = cursor.fetchall()
    number = {bytes(row[3]).hex(): row[0] for row in lines}
    words = [
        (number[message.id], " ".join(cut(searchable(message))))
        for _, message in filled.session.services.index.messages(filled.case.id)
    ]
    return lines, bodies, sorted(words)


def message_fill(folder: Path, messages: list[tuple[Any, ...]]) -> tuple[float, float]:
    import sqlcipher3.dbapi2 as sqlcipher

    database = sqlcipher.connect(folder / "messages.db")
    database.execute(f"PRAGMA key = \"x'{os.urandom(32).hex()}'\"")
    database.executescript(PLAIN)
    start, cpu = time.perf_counter(), time.process_time()
    for first in range(0, len(messages), BATCH):
        marks = ", ".join("?" * len(messages[0]))
        database.executemany(
            f"INSERT INTO message VALUES ({marks})",  # noqa: S608
            messages[first : first + BATCH],
        )
        database.commit()
    took = time.perf_counter() - start, time.process_time() - cpu
    database.close()
    return took


def messages_of(filled: Filled) -> list[tuple[Any, ...]]:
    stream = filled.session.services.index.messages(filled.case.id)
    return [
        (
            number,
            message.id,
            item,
            message.sent.utc.isoformat() if message.sent and message.sent.utc else None,
            message.sender.as_written if message.sender else None,
            message.platform,
            message.text,
            json.dumps(to_plain(message), separators=(",", ":"), ensure_ascii=False),
        )
        for number, (item, message) in enumerate(stream, 1)
    ]


def bare_fill(
    folder: Path, lines: list[Any], bodies: list[Any], words: list[Any]
) -> tuple[float, float]:
    from django.db import connection, transaction

    from upstander.store import connection as holder

    key = os.urandom(32)
    holder.attach(folder / "bare.db", lambda: key)
    start, cpu = time.perf_counter(), time.process_time()
    for first in range(0, len(lines), BATCH):
        part = slice(first, first + BATCH)
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.executemany(LINES, lines[part])
            cursor.executemany(BODIES, bodies[part])
            cursor.executemany(WORDS, words[part])
    took = time.perf_counter() - start, time.process_time() - cpu
    holder.detach()
    return took


def once(messages: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        filled = filled_vault(folder, messages)
        rows, messages_in = rows_of(filled), messages_of(filled)
        filled.session.lock()
        size = sum(each.stat().st_size for each in (folder / "vault").glob("index.db*"))
        gc.collect()
        plain, plain_cpu = message_fill(folder, messages_in)
        bare, bare_cpu = bare_fill(folder, *rows)
        count = len(rows[0])
        return {
            "messages": count,
            "end to end, messages/s": count / filled.seconds,
            "bare fill of the messages, rows/s": count / plain,
            "bare fill of our rows, rows/s": count / bare,
            "ratio to the fill of the messages, wall": filled.seconds / plain,
            "ratio to the fill of the messages, CPU of this process": filled.cpu / plain_cpu,
            "ratio to the fill of our rows, wall": filled.seconds / bare,
            "ratio to the fill of our rows, CPU of this process": filled.cpu / bare_cpu,
            "index, bytes for each byte of the export": size / filled.text_bytes,
        }


def main() -> None:
    reader = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    reader.add_argument("--messages", type=int, default=200_000)
    reader.add_argument("--runs", type=int, default=3)
    options = reader.parse_args()
    runs = [once(options.messages) for _ in range(options.runs)]
    for name in runs[0]:
        values = [run[name] for run in runs]
        shown = f"{statistics.median(values):,.2f} ({min(values):,.2f} to {max(values):,.2f})"
        print(f"{name}: {shown}")


if __name__ == "__main__":
    main()
