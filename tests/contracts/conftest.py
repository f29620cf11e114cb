"""Real databases for the contract tests: a private PostgreSQL, and Django let in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.support.postgres import private_cluster


@pytest.fixture(scope="session")
def postgres_cluster() -> Iterator[Path]:
    """The folder of a running private cluster, one for each worker of the run."""
    with private_cluster() as folder:
        yield folder


@pytest.fixture
def databases_open(django_db_blocker: Any) -> Iterator[None]:
    """The index manages its own connections; no transaction is put around a test."""
    with ExitStack() as stack:
        if django_db_blocker is not None:
            stack.enter_context(django_db_blocker.unblock())
        yield
