"""Fetch what others made and tests want: signed mails of the DKIM library, and the ARC suite.

They are other people's files, so they are not part of the project. The source archive of the
library is locked by hash like every other part. Run: ``python -m tests.support.samples``. Where
something cannot be fetched the tests that want it say so loudly and skip.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from tests.support.arc_suite import fetch_arc_suite

LOCKED = Path(__file__).resolve().parents[2] / "requirements" / "test.txt"
DKIM_SAMPLES = Path(os.environ.get("UPSTANDER_DKIM_SAMPLES") or Path(sys.prefix, "samples", "dkim"))
_MEMBER = re.compile(r"[^/]+/dkim/tests/data/([A-Za-z0-9._-]+)\Z")
_LARGEST = 1 << 20
_LATER = (
    "The samples of the DKIM library could not be fetched; their tests skip.\n"
    "To try again: python -m tests.support.samples"
)


def main() -> int:
    """Put all of it into the environment; quick when it is there."""
    fetch_dkim_samples()
    fetch_arc_suite()
    return 0


def fetch_dkim_samples() -> None:
    """Put the samples of the locked version into the environment; quick when they are there."""
    if os.environ.get("UPSTANDER_DKIM_SAMPLES"):
        return  # somebody's own folder: it is read, never written
    pin = _pin(LOCKED.read_text(encoding="utf-8"))
    stamp = DKIM_SAMPLES / "pin"
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == pin:
        return
    with tempfile.TemporaryDirectory() as folder:
        archive = _fetched(pin, Path(folder))
        if archive is None:
            print(_LATER, file=sys.stderr)
            return
        DKIM_SAMPLES.mkdir(parents=True, exist_ok=True)
        _take_out(archive)
    stamp.write_text(pin, encoding="utf-8")


def _pin(locked: str) -> str:
    """The lines of the locked set about the library, hashes and all."""
    found = re.search(r"^dkimpy==(?:.*\\\n)*.*\n", locked, re.MULTILINE)
    return found[0] if found else ""


def _fetched(pin: str, folder: Path) -> Path | None:
    wanted = folder / "wanted.txt"
    wanted.write_text(pin, encoding="utf-8")
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes"]
    command += ["--no-binary", "dkimpy", "--disable-pip-version-check", "--no-input"]
    done = subprocess.run(
        [*command, "-d", str(folder), "-r", str(wanted)],
        check=False,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    return None if done.returncode else next(folder.glob("*.tar.gz"), None)


def _take_out(archive: Path) -> None:
    """Write the plain small files of its folder of samples; nothing else of the archive."""
    with tarfile.open(archive) as held:
        for member in held:
            name = _MEMBER.match(member.name)
            stream = held.extractfile(member) if member.isfile() and name else None
            if stream is not None and name and member.size <= _LARGEST:
                (DKIM_SAMPLES / name[1]).write_bytes(stream.read())


if __name__ == "__main__":
    raise SystemExit(main())
