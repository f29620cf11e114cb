"""A live server over a filled vault and a browser on it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from tests import conftest as whole

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {"width": 320, "height": 640}
DESK = {"width": 1280, "height": 800}


def chromium() -> str:
    """Where the browser is."""
    names = whole.PROGRAMS["chromium"]
    return next(found for name in names if (found := shutil.which(name)))


@contextmanager
def browser() -> Iterator[Browser]:
    """Start one browser."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        try:
            yield started
        finally:
            started.close()


@contextmanager
def window(started: Browser, **options: Any) -> Iterator[Page]:
    """Open a window with a memory of its own; no page may ask for anything outside."""
    context: BrowserContext = started.new_context(**options)
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    try:
        yield page
    finally:
        context.close()
    outside = [url for url in asked if not url.startswith(("http://127.0.0.1:", "data:"))]
    assert not outside, outside
