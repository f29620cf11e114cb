"""A real PostgreSQL of this test run's own: a fresh cluster on a unix socket, gone afterwards."""

from __future__ import annotations

import glob
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

_USER = "upstander"
_OPTIONS = ("listen_addresses=", "fsync=off", "full_page_writes=off", "shared_buffers=16MB")
"""Nothing outlives the run, so the cluster itself need not survive a power cut."""


@contextmanager
def private_cluster() -> Iterator[Path]:
    """Start a cluster; gives its folder, which is also the host to connect to."""
    folder = Path(tempfile.mkdtemp(prefix="upg"))  # short: a socket path has about 100 letters
    who = _somebody()
    if who is not None:
        os.chown(folder, who.pw_uid, who.pw_gid)
    server = None
    try:
        server = _start(folder, who)
        _wait(folder, server)
        yield folder
    finally:
        if server is not None:
            server.send_signal(signal.SIGINT)  # fast shutdown
            server.wait(timeout=30)
        shutil.rmtree(folder, ignore_errors=True)


def fresh_database(folder: Path, name: str) -> str:
    """Make an empty database and give its address."""
    with psycopg.connect(address(folder, "postgres"), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
    return address(folder, name)


def address(folder: Path, name: str) -> str:
    return f"host={folder} user={_USER} dbname={name}"


def _start(folder: Path, who: pwd.struct_passwd | None) -> subprocess.Popen[bytes]:
    data = folder / "data"
    as_whom: dict[str, Any] = (
        {"user": who.pw_uid, "group": who.pw_gid, "extra_groups": []} if who else {}
    )
    init = [_program("initdb"), "-D", str(data), "-U", _USER, "-A", "trust", "-E", "UTF8"]
    quiet: dict[str, Any] = {
        "cwd": folder,
        "stdout": subprocess.DEVNULL,
        "stderr": subprocess.DEVNULL,
    }
    subprocess.run([*init, "--locale=C", "--no-sync"], check=True, timeout=120, **quiet, **as_whom)
    serve = [_program("postgres"), "-D", str(data), "-k", str(folder)]
    options = [part for option in _OPTIONS for part in ("-c", option)]
    return subprocess.Popen([*serve, *options], **quiet, **as_whom)


def _wait(folder: Path, server: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        try:
            psycopg.connect(address(folder, "postgres")).close()
        except psycopg.OperationalError:
            if server.poll() is not None:
                raise
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("PostgreSQL did not start")


def _somebody() -> pwd.struct_passwd | None:
    """PostgreSQL refuses to run as root; somebody else runs it then."""
    if os.getuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise LookupError("there is no user but root")


def _program(name: str) -> str:
    found = shutil.which(name) or next(iter(glob.glob(f"/usr/lib/postgresql/*/bin/{name}")), "")
    return os.path.realpath(found)
