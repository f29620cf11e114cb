"""Set Django up for the index, with or without the web.

``web/settings.py`` uses :func:`databases` too, so there is one definition.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from upstander.store import connection


def databases() -> dict[str, dict[str, Any]]:
    """``DATABASES`` for one person: place and key are asked for when a connection is made."""
    return {
        "default": {
            "ENGINE": "upstander.store.sqlcipher",
            "NAME": "index",
            "OPTIONS": {"key": connection.key_now, "transaction_mode": "IMMEDIATE"},
            "CONN_MAX_AGE": None,
            "ATOMIC_REQUESTS": False,
        }
    }


def server_database(name: str, host: str, user: str = "", password: str = "") -> dict[str, Any]:
    """One ``DATABASES`` entry for an organisation's PostgreSQL (a socket folder is a host)."""
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "HOST": host,
        "USER": user,
        "PASSWORD": password,
        "CONN_MAX_AGE": 60,
    }


def configure_embedded(db_path: Path, key: Callable[[], bytes]) -> None:
    """Make Django ready (once in a process) and attach the index; see ``connection.attach``."""
    prepare()
    connection.attach(db_path, key)


def prepare() -> None:
    """Make Django ready: with the settings module that is named, else with the store alone."""
    import django
    from django.apps import apps
    from django.conf import settings

    if apps.ready:
        return
    if not settings.configured and not os.environ.get("DJANGO_SETTINGS_MODULE"):
        settings.configure(
            DATABASES=databases(),
            INSTALLED_APPS=["upstander.store"],
            USE_TZ=True,
            TIME_ZONE="UTC",
            LOGGING_CONFIG=None,
        )
    django.setup()


def add_server(alias: str, entry: dict[str, Any]) -> None:
    """Add a database beside the default one and bring its tables up to date."""
    from django.db import connections

    from upstander.store.schema import bring_up_to_date

    full = connections.configure_settings({"default": databases()["default"], alias: entry})
    connections.settings[alias] = full[alias]
    bring_up_to_date(alias)
