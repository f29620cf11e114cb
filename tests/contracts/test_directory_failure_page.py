"""The page of last resort, in a real browser: readable by everybody, on a phone, in the dark."""

from __future__ import annotations

import importlib
import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from upstander.learn.fallback import FAILURE_PAGE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    program = shutil.which("chromium") or shutil.which("chromium-browser")
    program = program or shutil.which("google-chrome")
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(params=[(320, "light"), (1280, "light"), (320, "dark"), (1280, "dark")], ids=str)
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    width, scheme = request.param
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, java_script_enabled=True
    )
    opened = context.new_page()
    opened.goto(FAILURE_PAGE.as_uri())
    yield opened
    context.close()


def test_the_failure_page_has_no_barrier_that_axe_knows(page: Page) -> None:
    axe = importlib.import_module("axe_playwright_python.sync_playwright").Axe()
    found = axe.run(page).response["violations"]
    assert [each["id"] for each in found] == []


def test_the_failure_page_fits_and_is_styled(page: Page) -> None:
    width = page.viewport_size["width"] if page.viewport_size else 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.lead')).borderTopWidth") == "2px"
    )


def test_print_leaves_the_button_out_and_keeps_the_numbers(page: Page) -> None:
    page.emulate_media(media="print")
    assert not page.locator(".screen").is_visible()
    assert page.locator(".lead").is_visible()
