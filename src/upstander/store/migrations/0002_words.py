"""The search table, which each database makes in its own way, and the first counters."""

from typing import Any

from django.db import migrations

from upstander.store import search


def create(apps: Any, editor: Any) -> None:
    for statement in search.CREATE[editor.connection.vendor]:
        editor.execute(statement)
    state = apps.get_model("store", "State").objects.using(editor.connection.alias)
    state.create(name="applied", value=0)
    state.create(name="line", value=1)


def drop(apps: Any, editor: Any) -> None:
    editor.execute(search.DROP)


class Migration(migrations.Migration):
    dependencies = [("store", "0001_tables")]
    operations = [migrations.RunPython(create, drop)]
