"""Every page in a real browser: axe, phone and desk, with and without JavaScript."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image
from playwright.sync_api import Error, FilePayload

from tests.support.files_that_say import photo
from tests.web.browser import DESK, PHONE, browser, window
from tests.web.conftest import CHAT as SHORT
from tests.web.conftest import PASSPHRASE
from tests.web.every_page import MAIL, addresses
from upstander import bootstrap
from upstander.application.add_original import Upload, add_original
from upstander.application.answer_case import answer_case
from upstander.application.read_original import read_original
from upstander.application.start_case import start_case
from upstander.web.access import gate
from upstander.web.serve import Running, running

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

CHAT = SHORT + (
    b"[05/10/2026, 19:00:40] Dan: on my way to yours with my spare key. "
    b"if hes there i swear il put him in the ground\r\n"
    b"[05/10/2026, 19:01:10] Dan: i will find out where you sleep and hurt you\r\n"
)
_TALLEST = 1400
GALLERY = Path(__file__).resolve().parents[2] / "docs" / "reference" / "pages"
_TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa")
AXE = {"runOnly": {"type": "tag", "values": list(_TAGS)}}


@pytest.fixture(scope="module")
def started() -> Iterator[Browser]:
    with browser() as found:
        yield found


@pytest.fixture
def live(tmp_path: Path) -> Iterator[Running]:
    with running(tmp_path / "papers") as up:
        yield up


@dataclass
class Filled:
    """A live server over a case that was filled by the use cases."""

    live: Running
    case: str

    def enter(self, page: Page) -> str:
        page.goto(self.live.start_address)
        return f"{self.live.address}/c/{self.case}"


@pytest.fixture
def filled(tmp_path: Path) -> Iterator[Filled]:
    session = bootstrap.create_vault(tmp_path / "papers", passphrase=PASSPHRASE).session
    services, actor = session.services, session.actor
    case = start_case(services, actor=actor, title="The spare key").id
    answer_case(services, actor=actor, case=case, under18="no", zone="Europe/London")
    upload = Upload("chat.txt", BytesIO(CHAT))
    added = add_original(services, actor=actor, case=case, upload=upload)
    read_original(services, actor=actor, item=added.item.id)
    with running(None, session=session) as live:
        yield Filled(live, case)


def fill(page: Page, live: Running) -> str:
    """Go the whole way in by hand and fill a case; gives the case's address."""
    page.goto(live.start_address)
    page.get_by_role("button", name="Only I use it").click()
    make_vault(page)
    page.get_by_role("link", name="Go on without one").click()
    page.get_by_role("link", name="Start a case").click()
    page.get_by_label("A name for this case").fill("The spare key")
    page.get_by_role("button", name="Start", exact=True).click()
    case = page.url
    page.goto(case + "/facts")
    page.get_by_label("Time zone of the place").fill("Europe/London")
    page.get_by_role("main").get_by_role("button").click()
    page.goto(case + "/question")
    page.get_by_label("No", exact=True).check()
    page.get_by_role("button", name="Go on").click()
    files = [
        ("chat.txt", "text/plain", CHAT),
        ("mail.eml", "message/rfc822", MAIL),
        ("notes.bin", "application/octet-stream", b"\x00x"),
        ("photo.jpg", "image/jpeg", photo()),
    ]
    page.get_by_label("Choose files").set_input_files(
        [FilePayload(name=n, mimeType=m, buffer=b) for n, m, b in files]
    )
    page.get_by_role("button", name="Keep these files").click()
    wait_until_read(page)
    page.goto(case + "/write")
    page.get_by_label("What happened?").fill("He stood at the door and shouted.")
    page.get_by_label("When was it?").fill("2026-10-04 01:05")
    page.get_by_label("How sure is the time?").select_option("about")
    page.get_by_role("button", name="Keep this note").click()
    page.goto("/".join(case.split("/")[:3]) + "/private")
    page.get_by_label("Private note").fill("Staying with a friend.")
    page.get_by_role("button", name="Keep it private").click()
    return case


def make_vault(page: Page) -> None:
    page.get_by_label("Passphrase").fill(PASSPHRASE)
    page.get_by_label("The same once more").fill(PASSPHRASE)
    page.get_by_role("button", name="Make it").click()
    code = page.locator(".code").inner_text().split("-")
    page.get_by_label("Group 2").fill(code[1])
    page.get_by_label("Group 7").fill(code[6])
    page.get_by_role("button", name="Go on").click()


def wait_until_read(page: Page) -> None:
    end = time.monotonic() + 60
    while "Being read" in page.content() and time.monotonic() < end:
        time.sleep(0.3)
        with suppress(Error):  # the page was just asking for itself
            page.goto(page.url.split("?")[0] + "?hold=1")
    assert "Read to the end" in page.content() or "Read in part" in page.content()


def wait_until_looked_at(page: Page, case: str) -> None:
    end = time.monotonic() + 60
    page.goto(case + "/signs")
    while "Still reading" in page.content() and time.monotonic() < end:
        time.sleep(0.3)
        page.goto(case + "/signs")


def make_pack(page: Page, case: str) -> str:
    page.goto(case + "/packs/new")
    page.get_by_role("button", name="See every line first").click()
    page.get_by_role("button", name="Make this pack").click()
    page.wait_for_url("**/p/*")
    return page.url


def axe_findings(page: Page) -> list[str]:
    """WCAG 2.0 to 2.2 A and AA, as axe sees them."""
    from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]

    found: Any = Axe().run(page, options=AXE).response
    return [
        f"{each['id']}: {node['html'][:160]}"
        for each in found["violations"]
        for node in each["nodes"]
    ]


def check_page(page: Page, name: str) -> list[str]:
    """Everything that must hold on each page; gives what does not."""
    wrong = axe_findings(page)
    if page.locator("h1").count() != 1:
        wrong.append("not one h1")
    if page.title() not in ("Notes", "Page"):
        wrong.append(f"title {page.title()}")
    sideways = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    if sideways > 0:
        wrong.append(f"scrolls sideways by {sideways}")
    return [f"{name}: {each}" for each in wrong]


@pytest.mark.parametrize("script", [True, False], ids=["js", "no-js"])
def test_axe_finds_nothing_on_any_page(started: Browser, live: Running, script: bool) -> None:
    # axe itself needs scripts: without JavaScript the way in is gone with scripts switched off,
    # then the pages are looked at in a window where none of the program's own scripts load.
    wrong: list[str] = []
    size = DESK if script else PHONE  # the way in is gone once at each size
    with window(started, viewport=size, java_script_enabled=script) as page:
        case = fill(page, live)
        wait_until_looked_at(page, case)
        pages = addresses(page, case)
        pages.append(("pack", made := make_pack(page, case)))
        pages.append(("receipt", made + "/receipt"))
        pages.append(("pack-lock", made + "/locked"))  # the last one: its button is pressed
        known = page.context.storage_state()
    with window(started, viewport=size, storage_state=known) as page:
        if not script:
            page.route("**/*.js", lambda route: route.abort())
        for name, address in pages:
            page.goto(address)
            wrong += at_both_sizes(page, name, script)
        # a click does not wait for the new page: axe would look before its style is there
        with page.expect_navigation():
            page.get_by_role("button", name="Show me the five words").click()
        wrong += at_both_sizes(page, "pack-words", script)
        gate.lock()
        page.goto(case)
        wrong += at_both_sizes(page, "unlock", script)
    assert wrong == []


def at_both_sizes(page: Page, name: str, script: bool) -> list[str]:
    """Look at a page as it lies on a desk and as it lies in a hand."""
    wrong: list[str] = []
    for where, size in (("desk", DESK), ("phone", PHONE)):
        page.set_viewport_size({"width": size["width"], "height": size["height"]})
        wrong += check_page(page, f"{name} ({where})")
        _picture(page, name, size, script)
    return wrong


def _picture(page: Page, name: str, size: dict[str, int], script: bool) -> None:
    """Keep the gallery of the docs, when it is asked for (``UPSTANDER_GALLERY=1``)."""
    if os.environ.get("UPSTANDER_GALLERY") == "1" and script:
        GALLERY.mkdir(parents=True, exist_ok=True)
        where = "phone" if size is PHONE else "desk"
        hide = "document.querySelectorAll('.place').forEach(e => e.textContent = '~/papers')"
        page.evaluate(hide)
        shot = Image.open(BytesIO(page.screenshot(full_page=size is PHONE))).convert("RGB")
        small = shot.crop((0, 0, shot.width, min(shot.height, _TALLEST))).quantize(48)
        small.save(GALLERY / f"{name}-{where}.png", optimize=True)


def test_quick_exit_survives_back_and_locks_within_a_second(
    started: Browser, filled: Filled
) -> None:
    with window(started, viewport=DESK) as page:
        case = filled.enter(page)
        page.goto(case)
        begun = time.monotonic()
        for _ in range(3):
            page.keyboard.press("Shift")
        page.wait_for_url("**/page")
        assert time.monotonic() - begun < 1
        assert gate.session is None
        for _ in range(3):
            page.go_back()
            assert "Brook Lane" not in page.content()
            assert "spare key" not in page.content()
        assert page.title() in ("Page", "")


def test_quick_exit_is_a_plain_link_without_javascript(started: Browser, filled: Filled) -> None:
    with window(started, viewport=PHONE, java_script_enabled=False) as page:
        case = filled.enter(page)
        page.goto(case)
        page.get_by_role("link", name="Leave now").click()
        assert page.url.endswith("/page")
        page.go_back()
        assert "Brook Lane" not in page.content()
        assert "There is nothing here" in page.content()


def test_the_keyboard_reaches_skip_help_and_exit_first(started: Browser, filled: Filled) -> None:
    with window(started, viewport=DESK) as page:
        page.goto(filled.live.start_address)
        reached = []
        for _ in range(4):
            page.keyboard.press("Tab")
            reached.append(page.evaluate("document.activeElement.innerText"))
        assert reached == ["Skip to the page", "Notes", "Emergency help", "Leave now"]


def test_a_note_can_be_kept_with_the_keyboard_alone(started: Browser, filled: Filled) -> None:
    with window(started, viewport=DESK) as page:
        case = filled.enter(page)
        page.goto(case + "/write")
        page.get_by_label("What happened?").focus()
        page.keyboard.type("He rang four times.")
        for _ in range(40):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.innerText") == "Keep this note":
                break
        page.keyboard.press("Enter")
        page.wait_for_url(case)
        assert page.get_by_text("He rang four times.").count() > 0


def test_words_stay_blurred_until_one_asks_item_by_item(started: Browser, filled: Filled) -> None:
    with window(started, viewport=DESK, java_script_enabled=False) as page:
        case = filled.enter(page)
        page.goto(case)
        words = page.locator(".said", has_text="Brook Lane")
        assert not words.is_visible()
        page.locator("details.veil", has_text="Brook Lane").locator("summary").click()
        assert words.is_visible()
        assert page.locator("details.veil[open]").count() == 1


def test_a_sign_is_answered_without_javascript_and_stays(started: Browser, filled: Filled) -> None:
    with window(started, viewport=PHONE, java_script_enabled=False) as page:
        case = filled.enter(page)
        wait_until_looked_at(page, case)
        sign = page.locator("article.sign").first
        mark = sign.get_attribute("id")
        sign.get_by_role("button", name="No to").click()
        assert page.get_by_text("You said no. It stays in the record.").first.is_visible()
        page.goto(case + "/signs")
        page.get_by_text("You said no to 1 sign").click()
        behind = page.locator(f"#{mark}")
        behind.get_by_text("Change your answer").click()
        behind.get_by_role("button", name="Yes to").click()
        assert page.locator(f"#{mark}").get_by_text("You said yes.").is_visible()


def test_words_of_a_sign_are_revealed_one_by_one(started: Browser, filled: Filled) -> None:
    with window(started, viewport=PHONE, java_script_enabled=False) as page:
        case = filled.enter(page)
        wait_until_looked_at(page, case)
        assert not any(each.is_visible() for each in page.locator(".veil .quote").all())
        page.locator(".sign .veil summary").first.click()
        assert page.locator(".sign .veil[open]").count() == 1


def test_signs_print_in_black_on_white_with_their_tables(started: Browser, filled: Filled) -> None:
    with window(started, viewport=DESK) as page:
        case = filled.enter(page)
        wait_until_looked_at(page, case)
        page.goto(case + "/signs/time")
        page.emulate_media(media="print")
        assert page.locator(".chart svg").first.is_visible()
        assert not page.locator(".tabs").is_visible()
        assert page.locator(".chart table").last.is_visible()


def test_the_first_page_is_there_in_under_three_seconds(tmp_path: Path, started: Browser) -> None:
    begun = time.monotonic()
    with running(tmp_path / "papers") as up, window(started) as page:
        page.goto(up.start_address)
        assert "someone else use this device" in page.content()
        assert time.monotonic() - begun < 3
