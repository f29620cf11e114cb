"""Reads an mbox of 20,000 invented mails and prints mails per second and the peak of memory.

Run: ``PYTHONPATH=src python benchmarks/mail_read.py [--mails 20000] [--child]``. The generator is
seeded, so every run reads the same bytes. Promise: at least 1,000 mails/s under 150 MB.
"""

from __future__ import annotations

import argparse
import base64
import io
import random
import resource
import sys
import time
from collections.abc import Iterator
from typing import BinaryIO, cast

from upstander.intake.read import read_original
from upstander.model.message import Message
from upstander.model.reading import ReadReport, ReadSettings

WORDS = ("park", "saw", "you", "school", "today", "photo", "nobody", "believe", "bus", "Friday")


class Generated(io.RawIOBase):
    """An mbox that is made while it is read: no file, and nothing of it held in memory twice."""

    def __init__(self, mails: int, seed: int = 7) -> None:
        rng = random.Random(seed)  # noqa: S311 - the same bytes every time
        self._blocks = [b"".join(_mail(rng, n) for n in range(100)) for _ in range(10)]
        order = [rng.randrange(10) for _ in range(mails // 100)]
        self._starts: list[tuple[int, bytes]] = []
        at = 0
        for which in order:
            self._starts.append((at, self._blocks[which]))
            at += len(self._blocks[which])
        self.size, self._at, self._index = at, 0, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        self._at = (0, self._at, self.size)[whence] + offset
        self._index = max(0, min(self._index, len(self._starts) - 1))
        while self._starts[self._index][0] > self._at:
            self._index -= 1
        return self._at

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast(bytearray, buffer)).cast("B")
        if self._at >= self.size:
            return 0
        while self._at >= self._starts[self._index][0] + len(self._starts[self._index][1]):
            self._index += 1
        start, block = self._starts[self._index]
        piece = block[self._at - start : self._at - start + len(view)]
        view[: len(piece)] = piece
        self._at += len(piece)
        return len(piece)


def _mail(rng: random.Random, number: int) -> bytes:
    words = " ".join(rng.choice(WORDS) for _ in range(250))
    head = (
        f"From kit{number}@example.net Wed Nov 18 03:12:40 2026\n"
        f"Received: from mx.example.org (mx.example.org [192.0.2.25])\n"
        f"\tby inbox.example.org with ESMTPS id {number}; Wed, 18 Nov 2026 03:12:44 +0000\n"
        f"Received: from unknown (HELO kit-pc) (203.0.113.77) by mx.example.org with SMTP;\n"
        f"\tWed, 18 Nov 2026 03:12:41 +0000\n"
        f'From: =?utf-8?q?K=C3=AFt?= <kit{number % 40}@example.net>\n'
        f'To: "Tara" <tara@example.org>, sam@example.org\n'
        f"Subject: =?utf-8?q?I_saw_you_{number}?=\n"
        f"Date: Wed, 18 Nov 2026 0{number % 10}:12:40 +0000\n"
        f"Message-ID: <{number}.{rng.random()}@kit-pc>\nMIME-Version: 1.0\n"
    )  # fmt: skip
    html = "".join(f"<p>{line} <a href='https://example.net/{number}'>look</a></p>\n"
                   for line in words.split("park"))  # fmt: skip
    picture = base64.encodebytes(rng.randbytes(2400)).decode()
    body = (
        'Content-Type: multipart/mixed; boundary="out"\n\n--out\n'
        'Content-Type: multipart/alternative; boundary="in"\n\n--in\n'
        f"Content-Type: text/plain; charset=utf-8\n\n{words}\n--in\n"
        f"Content-Type: text/html; charset=utf-8\n\n<html><body>{html}</body></html>\n--in--\n"
        '--out\nContent-Type: image/jpeg; name="a.jpg"\n'
        f"Content-Transfer-Encoding: base64\n\n{picture}\n--out--\n\n"
    )
    return (head + body).encode()


def _events(stream: BinaryIO, *, child: bool) -> Iterator[Message | ReadReport]:
    settings = ReadSettings()
    if not child:
        return read_original(stream, name="all.mbox", sha256="0" * 64, settings=settings)
    from upstander.adapters.isolation import ChildIsolation

    isolation = ChildIsolation()
    isolation.warm()
    return isolation.read(stream, name="all.mbox", sha256="0" * 64, settings=settings)


def main() -> None:
    """Read once and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mails", type=int, default=20_000)
    parser.add_argument("--child", action="store_true", help="through the limited child")
    given = parser.parse_args()
    stream = cast(BinaryIO, io.BufferedReader(Generated(given.mails), 1 << 20))
    size = stream.seek(0, 2)
    events = _events(stream, child=given.child)
    started, worked = time.perf_counter(), time.process_time()
    count = sum(isinstance(event, Message) for event in events)
    seconds, cpu = time.perf_counter() - started, time.process_time() - worked
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    assert count == given.mails, f"{count} of {given.mails} mails were found"
    print(f"{count} mails, {size / 1e6:.0f} MB: {seconds:.1f} s, {count / seconds:,.0f} mails/s "
          f"({cpu:.1f} s of processor, {count / cpu:,.0f} mails a second of it), "
          f"peak {peak:.0f} MB{' (parent; child apart)' if given.child else ''}")  # fmt: skip
    if given.child:
        inner = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"child peak {inner:.0f} MB", file=sys.stderr)


if __name__ == "__main__":
    main()
