"""Bring the tables of an index up to date; quick when there is nothing to do."""

from __future__ import annotations

import pkgutil

from django.db import connections

from upstander.store import migrations


def bring_up_to_date(using: str) -> None:
    """Run the migrations that the database has not seen yet."""
    wanted = {module.name for module in pkgutil.iter_modules(migrations.__path__)}
    if not wanted <= _applied(using):
        _migrate(using)


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
