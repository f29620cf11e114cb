"""Bring the tables of an index up to date; quick when there is nothing to do."""

from __future__ import annotations

import pkgutil
import zlib

from django.db import connections

from upstander.application.looks import Overview
from upstander.model.errors import IndexStale
from upstander.model.evidence import Case, DiaryNote, EvidenceItem, PackRecord, Witness
from upstander.model.finding import Finding, SignAnswer
from upstander.model.message import Message
from upstander.model.reading import ReadReport
from upstander.store import migrations, models
from upstander.store.codec import fields_of

_STORED = (
    Case,
    DiaryNote,
    EvidenceItem,
    Finding,
    Message,
    Overview,
    PackRecord,
    ReadReport,
    SignAnswer,
    Witness,
)
FORM = zlib.crc32(" ".join(name for noun in _STORED for name in fields_of(noun)).encode())
"""A number for the form in which nouns are stored; another one means: make the index again."""


def bring_up_to_date(using: str) -> None:
    """Run the migrations that the database has not seen yet.

    Raises :class:`IndexStale` when the nouns were stored in another form than today's.
    """
    wanted = {module.name for module in pkgutil.iter_modules(migrations.__path__)}
    if not wanted <= _applied(using):
        _migrate(using)
    state, _ = models.State.objects.using(using).get_or_create(
        name="form", defaults={"value": FORM}
    )
    if state.value != FORM:
        raise IndexStale()


def _applied(using: str) -> set[str]:
    connection = connections[using]
    if "django_migrations" not in connection.introspection.table_names():
        return set()
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM django_migrations WHERE app = %s", ["store"])
        return {row[0] for row in cursor.fetchall()}


def _migrate(using: str) -> None:
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connections[using])
    executor.migrate([key for key in executor.loader.graph.leaf_nodes() if key[0] == "store"])
