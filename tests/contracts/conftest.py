"""Real databases for the contract tests: a private PostgreSQL, and Django let in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.fakes.index import FakeIndex
from tests.support.indexes import close_all, postgres_index, sqlcipher_index
from tests.support.postgres import private_cluster
from tests.support.story import Story, small_case
from upstander.application.ports import Index


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


@pytest.fixture(
    params=[
        "memory",
        "sqlcipher",
        pytest.param("postgresql", marks=pytest.mark.needs("postgresql")),
    ]
)
def index(request: pytest.FixtureRequest, tmp_path: Path, databases_open: None) -> Iterator[Index]:
    if request.param == "memory":
        yield FakeIndex()
    elif request.param == "sqlcipher":
        yield sqlcipher_index(tmp_path)
        close_all()
    else:
        yield postgres_index(request.getfixturevalue("postgres_cluster"))


@pytest.fixture
def story() -> Story:
    return small_case()


@pytest.fixture
def told(index: Index, story: Story) -> Index:
    """The index after the story so far."""
    index.apply(story.entries)
    return index
