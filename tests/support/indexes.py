"""Indexes for tests: in memory, SQLCipher in a folder, PostgreSQL of this run's own."""

from __future__ import annotations

import os
from pathlib import Path

from tests.support.postgres import fresh_database
from upstander.store import connection
from upstander.store.configure import add_server, configure_embedded, prepare, server_database

prepare()
from upstander.store.index import DjangoIndex  # noqa: E402  models need Django to be ready

SERVER = "server"
_ready: set[Path] = set()


def sqlcipher_index(folder: Path) -> DjangoIndex:
    """A fresh index in a folder, with a key of its own."""
    place, key = folder / "index.db", os.urandom(32)
    configure_embedded(place, lambda: key)
    return DjangoIndex(place)


def postgres_index(cluster: Path) -> DjangoIndex:
    """The index of the private server, emptied."""
    if cluster not in _ready:
        fresh_database(cluster, "index")
        add_server(SERVER, server_database("index", str(cluster), "upstander"))
        _ready.add(cluster)
    index = DjangoIndex(using=SERVER)
    index.reset()
    return index


def close_all() -> None:
    """Forget the key; the server's connection stays for the next test."""
    connection.detach()
