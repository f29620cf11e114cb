"""How static files are served."""

from __future__ import annotations

from typing import Any


def static_headers(headers: Any, path: str, url: str) -> None:
    """Keep static files out of the browser's cache: their names would say what was open."""
    headers["Cache-Control"] = "no-store"
