"""How long a pack of 1,000 messages and 100 photos takes, and what checking one costs.

    python benchmarks/pack_make.py [--photos 100] [--messages 1000] [--megabytes 500] [--pairs 5]

Promises: the pack in under 10 s; checking at most 1.5 times hashlib over the same bytes (medians
of paired runs, warm cache). Everything is invented; nothing is left behind.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PIL import Image

from tests.fakes.pack import Bench, message, photo, unpack
from upstander.model.digest import Digest
from upstander.preserve.pack.contents import Picture
from upstander.preserve.pack.zipped import write_zip
from upstander.preserve.verify_pack import verify_pack

WORDS = "You said you would come. مرحبا 😀 你好 Привет. " * 2


def main() -> int:
    """Measure and print; 1 when a promise is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=1000)
    parser.add_argument("--photos", type=int, default=100)
    parser.add_argument("--megabytes", type=int, default=500)
    parser.add_argument("--pairs", type=int, default=5)
    asked = parser.parse_args()
    made = make(asked.messages, asked.photos)
    ratio = check(asked.megabytes, asked.pairs)
    return 0 if made < 10 and ratio <= 1.5 else 1


def make(messages: int, photos: int) -> float:
    """Time one pack from request to finished zip (the fonts are read for the first time)."""
    bench = _bench(messages, photos)
    started, spent = time.perf_counter(), time.process_time()
    pack = bench.build()
    out = io.BytesIO()
    write_zip(pack, out, folder=pack.pack_id)
    wall, cpu = time.perf_counter() - started, time.process_time() - spent
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    size = len(out.getvalue()) / 1e6
    print(f"pack of {messages:,} messages and {photos} photos: {wall:.2f} s wall, {cpu:.2f} s CPU")
    print(
        f"  zip {size:.1f} MB, {len(pack.files)} files, peak memory {peak:.0f} MiB (promise < 10 s)"
    )
    outcome = verify_pack(out, fingerprint=pack.fingerprint, tag=pack.tag_sha256)
    print(f"  checked: {outcome.verdict[:60]}...")
    return wall


def check(megabytes: int, pairs: int) -> float:
    """Time checking against hashing the same bytes with hashlib, as folder and as zip."""
    with tempfile.TemporaryDirectory() as place:
        bench = Bench()
        for number in range(10):
            block = hashlib.shake_256(f"{number}".encode()).digest(1 << 20)
            bench.original(f"{number}.jpg", block * (megabytes // 10))
        pack = bench.build()
        root = unpack(pack, Path(place))
        zipped = Path(place) / "pack.zip"
        with zipped.open("wb") as out:
            write_zip(pack, out, folder=pack.pack_id)
        bench.blobs.clear()
        worst = 0.0
        for name, target in (("folder", root), ("zip", zipped)):
            ratio = _paired(partial(_hash, root), partial(verify_pack, target), pairs)
            print(f"checking {megabytes} MB as {name}: {ratio:.2f} x hashlib (promise <= 1.5)")
            worst = max(worst, ratio)
    return worst


def _paired(base: Callable[[], object], ours: Callable[[], object], pairs: int) -> float:
    ratios = []
    for _ in range(pairs):
        times = []
        for each in (base, ours):
            start = time.process_time()
            each()
            times.append(time.process_time() - start)
        ratios.append(times[1] / times[0])
    return statistics.median(ratios)


def _hash(root: Path) -> None:
    for path in root.rglob("*"):
        if path.is_file():
            with path.open("rb") as stream:
                hashlib.file_digest(stream, "sha256")


def _bench(messages: int, photos: int) -> Bench:
    bench = Bench()
    chat = [message(n, "Dan" if n % 3 else "Maya R", f"{n} {WORDS}") for n in range(messages)]
    bench.original("chat.txt", b"chat\n" * messages, messages=chat)
    for number in range(photos):
        raw = photo(number, (1600, 1200))
        small = io.BytesIO()
        noise = Image.effect_noise((800, 600), 60)
        noise.save(small, "JPEG", quality=70)
        shown = Picture("", Digest.of(raw).hex, small.getvalue(), f"Photo {number}")
        bench.original(f"{number}.jpg", raw, pictures=[shown])
    return bench


if __name__ == "__main__":
    sys.exit(main())
