"""Fails when a model of the index changed without a migration. Opens no vault."""

from __future__ import annotations

import django
from django.conf import settings
from django.core.management import call_command


def main() -> None:
    """Compare models and migrations on an empty database in memory."""
    settings.configure(
        INSTALLED_APPS=["upstander.store"],
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
        USE_TZ=True,
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    )
    django.setup()
    call_command("makemigrations", "--check", "--dry-run")


if __name__ == "__main__":
    main()
