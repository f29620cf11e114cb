"""Fetch the public suite of ARC verdicts, for the tests alone.

It comes with the source of a mail library that Debian carries, so it is taken from the site that
this machine's package manager uses. It is other people's file and no part of the project: it is
locked by its hash. Where it cannot be fetched, its test says so loudly and skips.
"""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from urllib.request import urlopen

ARC_SUITE = Path(
    os.environ.get("UPSTANDER_ARC_SUITE") or Path(sys.prefix, "samples", "arc-validation.yml")
)
_SHA256 = "1c3fc8183b4d60c093fa7cb33d10511a9a9800b15f68e231506b5defb0bc3d65"
_SOURCE = "pool/main/libm/libmail-dkim-perl/libmail-dkim-perl_1.20240923.orig.tar.gz"
_MEMBER = re.compile(r"[^/]+/t/arc_test_suite/arc-draft-validation-tests\.yml\Z")
_LARGEST = 4 << 20
_LATER = (
    "The public suite of ARC verdicts could not be fetched; its test skips.\n"
    "To try again: python -m tests.support.samples"
)


def fetch_arc_suite() -> None:
    """Put the suite into the environment; quick when it is there."""
    if os.environ.get("UPSTANDER_ARC_SUITE"):
        return  # somebody's own file: it is read, never written
    if ARC_SUITE.is_file() and _is_locked(ARC_SUITE.read_bytes()):
        return
    for site in _sites():
        suite = _suite_in(_downloaded(site + _SOURCE))
        if _is_locked(suite):
            ARC_SUITE.parent.mkdir(parents=True, exist_ok=True)
            ARC_SUITE.write_bytes(suite)
            return
    print(_LATER, file=sys.stderr)


def _is_locked(suite: bytes) -> bool:
    return hashlib.sha256(suite).hexdigest() == _SHA256


def _sites() -> Iterator[str]:
    """The sites that the package manager of this machine uses; none on other systems."""
    command = ["apt-get", "indextargets", "--format", "$(REPO_URI)"]
    try:
        done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=60)
    except OSError:
        return
    listed = dict.fromkeys(done.stdout.split())
    yield from (each for each in listed if each.startswith(("http://", "https://")))


def _downloaded(address: str) -> bytes:
    """At most so many bytes of what is there; none where nothing is. The hash is checked later."""
    try:
        with urlopen(address, timeout=30) as answer:  # noqa: S310  # http or https: see _sites
            return bytes(answer.read(_LARGEST))
    except OSError:
        return b""


def _suite_in(archive: bytes) -> bytes:
    try:
        with tarfile.open(fileobj=BytesIO(archive)) as held:
            for member in held:
                stream = held.extractfile(member) if _MEMBER.match(member.name) else None
                if stream is not None:
                    return stream.read(_LARGEST)
    except (tarfile.TarError, OSError, EOFError):
        pass
    return b""
