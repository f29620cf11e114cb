"""How fast a vault takes files in, beside hashing, copying and fsync of the same bytes.

Each figure is the median of paired runs: first the plain work, then the vault, in the same run.

    python benchmarks/vault_add.py                      # 500 MB and 2,500 photos
    python benchmarks/vault_add.py --large-mb 50 --photos 250 --runs 1
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import MappingProxyType

from upstander.adapters.file_vault import FileVault
from upstander.adapters.file_vault.disk import FlushCount
from upstander.model.entry import Act, EntryDraft, Json
from upstander.model.ids import ItemId

PASSPHRASE = "plum orbit cactus ladder wren"  # noqa: S105  # of vaults that are thrown away
PART = 1 << 20
GROUP = 100
MB = 1_000_000


def main() -> None:
    """Run everything asked for and print the figures."""
    options = _options()
    place = Path(tempfile.mkdtemp(prefix="vault-bench-", dir=options.dir))
    try:
        _keys(place, options.runs)
        _large(place, options.large_mb, options.file_mb, options.runs)
        _photos(place, options.photos, options.runs)
    finally:
        shutil.rmtree(place)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--large-mb", type=int, default=500, help="megabytes of large files")
    parser.add_argument("--file-mb", type=int, default=10, help="megabytes of each large file")
    parser.add_argument("--photos", type=int, default=2500, help="photos of 200 kB")
    parser.add_argument("--runs", type=int, default=3, help="paired runs")
    parser.add_argument("--dir", default=None, help="where to write; must be the disk meant")
    return parser.parse_args()


def _keys(place: Path, runs: int) -> None:
    unlocks, locks = [], []
    FileVault.create(place / "keys", passphrase=PASSPHRASE)[0].lock()
    for _ in range(runs):
        vault: list[FileVault] = []
        unlocks.append(
            _timed(lambda: vault.append(FileVault.unlock(place / "keys", PASSPHRASE)))  # noqa: B023
        )
        locks.append(_timed(vault[0].lock))
    print(f"unlock (Argon2id 256 MiB, t3, p1)  {statistics.median(unlocks):.2f} s")
    print(f"lock                               {statistics.median(locks):.4f} s")


def _large(place: Path, total: int, each: int, runs: int) -> None:
    files = _make_files(place / "large", total // each, each * MB)
    pairs = []
    for run in range(runs):
        plain = _timed(lambda: _plain(files, place / f"plain{run}"))  # noqa: B023
        vault = _vault(place / f"large-vault{run}")
        kept = _timed(lambda: _add(vault, files, group=1))  # noqa: B023
        pairs.append((plain, kept))
        shutil.rmtree(place / f"plain{run}")
        shutil.rmtree(vault.path)
    ratio = statistics.median(kept / plain for plain, kept in pairs)
    plain, kept = (statistics.median(column) for column in zip(*pairs, strict=True))
    print(f"{total} MB in files of {each} MB:")
    print(f"  hash + copy + fsync              {plain:.2f} s, {total / plain:.0f} MB/s")
    print(f"  into the vault, each durable     {kept:.2f} s, {total / kept:.0f} MB/s")
    print(f"  ratio (median of pairs)          {ratio:.2f}   (target: at most 3)")
    shutil.rmtree(place / "large")


def _photos(place: Path, count: int, runs: int) -> None:
    files = _make_files(place / "photos", count, 200_000)
    rates, cpu, flushes = [], [], ""
    for run in range(runs):
        vault = _vault(place / f"photo-vault{run}")
        FlushCount.files = FlushCount.folders = FlushCount.trees = 0
        used = time.process_time()
        took = _timed(lambda: _add(vault, files, group=GROUP))  # noqa: B023
        cpu.append((time.process_time() - used) / count * 1000)
        rates.append(count / took)
        calls = FlushCount.files + FlushCount.folders + FlushCount.trees
        flushes = f"{calls} ({calls / took:.0f}/s; {FlushCount.trees} of a whole file system)"
        shutil.rmtree(vault.path)
    print(f"{count} photos of 200 kB, groups of {GROUP}:")
    print(
        f"  into the vault, durable by group {statistics.median(rates):.0f} files/s"
        "   (target: at least 200)"
    )
    print(f"  processor time                   {statistics.median(cpu):.1f} ms a photo")
    print(f"  flushes asked for                {flushes}")
    print(f"  fsync of one line of 140 B       {_fsync_rate(place):.0f}/s on this disk")


def _add(vault: FileVault, files: list[Path], *, group: int) -> None:
    for start in range(0, len(files), group):
        drafts = []
        for path in files[start : start + group]:
            sink = vault.blobs.receive()
            with path.open("rb") as file:
                while part := file.read(PART):
                    sink.write(part)
            blob = sink.finish(durable=group == 1)
            fields: dict[str, Json] = {
                "sha256": blob.digest.hex,
                "size": blob.size,
                "name": path.name,
            }
            item = ItemId(path.name)
            drafts.append(
                EntryDraft(Act.IMPORT, vault.actor, item=item, data=MappingProxyType(fields))
            )
        vault.blobs.sync()
        vault.ledger.append(drafts)


def _plain(files: list[Path], target: Path) -> None:
    """What no program that keeps files can do without: read, hash, write, fsync."""
    target.mkdir()
    for path in files:
        found = hashlib.sha256()
        with path.open("rb") as file, (target / path.name).open("wb") as copy:
            while part := file.read(PART):
                found.update(part)
                copy.write(part)
            copy.flush()
            os.fsync(copy.fileno())


def _make_files(folder: Path, count: int, size: int) -> list[Path]:
    folder.mkdir()
    files = []
    for number in range(count):
        path = folder / f"{number:05d}.bin"
        path.write_bytes(os.urandom(size))
        files.append(path)
    os.sync()
    return files


def _vault(path: Path) -> FileVault:
    return FileVault.create(path, passphrase=PASSPHRASE, watch=False)[0]


def _fsync_rate(place: Path, count: int = 100) -> float:
    with (place / "line").open("wb", buffering=0) as file:
        start = time.perf_counter()
        for _ in range(count):
            file.write(b"x" * 140)
            os.fsync(file.fileno())
        return count / (time.perf_counter() - start)


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
