"""From an export to an encrypted vault and a searchable index, beside a bare fill of its rows.

Run: ``PYTHONPATH=src python benchmarks/import_end_to_end.py [--messages 200000] [--runs 3]``

End to end: keep the original encrypted, ledger entries, parse in the limited child, normal form,
index, search words. Bare fill: the very same rows and words, ready in memory, put into a fresh
SQLCipher file with the same tables by ``executemany``, in the same batches. Pairs are run one
after the other, so that a busy machine is busy for both.
"""

from __future__ import annotations

import argparse
import gc
import os
import statistics
import tempfile
import time
from pathlib import Path

from filled_vault import Filled, filled_vault

BATCH = 2000
LINES = (
    "INSERT INTO store_line (no, case_no, item_no, mid, mid_start, sort_us, wall_us, floating, day,"
    " person, channel) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
)
BODIES = "INSERT INTO store_body (line_no, pressed) VALUES (%s, %s)"
WORDS = "INSERT INTO store_words (rowid, words) VALUES (%s, %s)"


def rows_of(filled: Filled) -> tuple[list, list, list]:
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


def bare_fill(folder: Path, lines: list, bodies: list, words: list) -> tuple[float, float]:
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
        rows = rows_of(filled)
        filled.session.lock()
        size = sum(each.stat().st_size for each in (folder / "vault").glob("index.db*"))
        gc.collect()
        bare, bare_cpu = bare_fill(folder, *rows)
        count = len(rows[0])
        return {
            "messages": count,
            "end to end, messages/s": count / filled.seconds,
            "bare fill, rows/s": count / bare,
            "ratio (wall)": filled.seconds / bare,
            "ratio (CPU of this process)": filled.cpu / bare_cpu,
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
