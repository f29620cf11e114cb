"""The Django app of the index."""

from __future__ import annotations

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """All models of the project are here, and only ``store`` imports them."""

    name = "upstander.store"
    label = "store"
    default_auto_field = "django.db.models.BigAutoField"
