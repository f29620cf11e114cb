"""Whole journeys by keyboard: Tab, Shift+Tab, Space, Enter, arrows and typing, nothing else."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import FilePayload

from tests.web.browser import DESK, PHONE, browser, window
from tests.web.conftest import CHAT, PASSPHRASE
from upstander import bootstrap
from upstander.application.add_original import Upload, add_original
from upstander.application.answer_case import answer_case
from upstander.application.read_original import read_original
from upstander.application.start_case import start_case
from upstander.web.reading import reader
from upstander.web.serve import Running, running

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

_MOST_STOPS = 150
_FOCUSED = """() => {
  const it = document.activeElement;
  if (!it || it === document.body || it === document.documentElement) return null;
  const ring = (style) => style.boxShadow !== "none"
    || (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0);
  const box = it.getBoundingClientRect();
  const bar = document.querySelector("header.top");
  const top = bar && !bar.contains(it) && !it.classList.contains("skip")
    ? bar.getBoundingClientRect().bottom : 0;
  const said = it.labels && it.labels.length ? it.labels[0].innerText : it.innerText;
  return {
    name: (said || it.getAttribute("aria-label") || "").replace(/\\s+/g, " ").trim(),
    ring: ring(getComputedStyle(it)),
    seen: box.width > 0 && box.bottom > top && box.top < innerHeight,
    number: [...document.querySelectorAll(
      "a,button,input,select,textarea,summary,[tabindex='0']")].indexOf(it),
  };
}"""
_TO_REACH = """() => [...document.querySelectorAll(
    "a,button,input,select,textarea,summary,[tabindex='0']")]
  .map((it, number) => [it, number])
  .filter(([it]) => it.checkVisibility() && it.type !== "radio")
  .map(([it, number]) => number)"""


@dataclass(frozen=True)
class Stop:
    """Where the focus is: its name, its place in the page, and whether a person can see it."""

    name: str
    ring: bool
    seen: bool
    number: int


@dataclass
class Hands:
    """Somebody who has a keyboard and no mouse."""

    page: Page

    def focused(self) -> Stop | None:
        """What has the focus; None for the page itself."""
        found = self.page.evaluate(_FOCUSED)
        return Stop(**found) if found else None

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, words: str) -> None:
        self.page.keyboard.type(words)

    def reach(self, name: str, key: str = "Tab", whole: bool = False) -> None:
        """Press Tab until something has the focus with this in its name, and see that it shows.

        ``whole`` takes nothing but the very name.
        """
        stops = []
        for _ in range(_MOST_STOPS):
            self.press(key)
            stop = self.focused()
            stops.append(stop.name if stop else "the page")
            if stop and (stop.name == name if whole else name in stop.name):
                assert stop.ring and stop.seen, f"the focus on {stop.name} cannot be seen"
                return
        pytest.fail(f"no way to {name}: {stops}")

    def write(self, name: str, words: str) -> None:
        self.reach(name)
        self.type(words)

    def choose(self, first: str, wanted: str) -> None:
        """Come to a group of choices at its first one, then go on with the arrows."""
        self.reach(first, whole=True)
        self.press("Space")
        for _ in range(20):
            if (stop := self.focused()) and stop.name == wanted:
                break
            self.press("ArrowDown")
        assert self.page.locator(":focus").is_checked()

    def use(self, name: str, heading: str, key: str = "Tab") -> None:
        """Press Enter on it, come to the next page and go once round that page."""
        self.reach(name, key)
        self.press("Enter")
        self.arrive(heading)

    def arrive(self, heading: str) -> None:
        self.page.get_by_role("heading", level=1, name=heading).wait_for()
        self.page.wait_for_load_state()
        self.go_round()

    def go_round(self) -> None:
        """Tab from the top to the end: help and exit come first, all show, nothing holds on."""
        stops = self._round()
        assert {"Emergency help", "Leave now"} <= {stop.name for stop in stops[:4]}
        hidden = [stop.name for stop in stops if not (stop.ring and stop.seen)]
        assert hidden == [], f"the focus cannot be seen on {hidden} at {self.page.url}"
        order = [stop.number for stop in stops]
        assert order == sorted(order), f"the focus jumps about at {self.page.url}"
        missed = set(self.page.evaluate(_TO_REACH)) - set(order)
        assert not missed, f"Tab does not come to numbers {missed} at {self.page.url}"

    def _round(self) -> list[Stop]:
        stops: list[Stop] = []
        for _ in range(_MOST_STOPS):
            self.press("Tab")
            stop = self.focused()
            if stop is None or (stops and stop.number == stops[0].number):
                return stops  # past the last one: the focus is free again, or back at the top
            stops.append(stop)
        pytest.fail(f"the keyboard is held at {self.page.url}: {[s.name for s in stops[-4:]]}")


@pytest.fixture(scope="module")
def started() -> Iterator[Browser]:
    with browser() as found:
        yield found


@pytest.fixture
def newly(tmp_path: Path) -> Iterator[Running]:
    """A server over an open vault with nothing in it."""
    session = bootstrap.create_vault(tmp_path / "papers", passphrase=PASSPHRASE).session
    with running(None, session=session) as live:
        yield live


@pytest.fixture
def filled(tmp_path: Path) -> Iterator[Running]:
    """A server over a vault with one case and a chat in it, which can be locked and unlocked."""
    session = bootstrap.create_vault(tmp_path / "papers", passphrase=PASSPHRASE).session
    services, actor = session.services, session.actor
    case = start_case(services, actor=actor, title="The spare key").id
    answer_case(services, actor=actor, case=case, under18="no", zone="Europe/London")
    added = add_original(services, actor=actor, case=case, upload=Upload("chat.txt", BytesIO(CHAT)))
    read_original(services, actor=actor, item=added.item.id)
    with running(tmp_path / "papers", session=session) as live:
        yield live


def test_a_vault_is_made_by_keyboard_on_a_phone_without_scripts(
    started: Browser, tmp_path: Path
) -> None:
    with (
        running(tmp_path / "papers") as live,
        window(started, viewport=PHONE, java_script_enabled=False) as page,
    ):
        hands = Hands(page)
        page.goto(live.start_address)
        hands.go_round()
        hands.use("Only I use it. Carry on", "Make a private place")
        hands.write("Passphrase", PASSPHRASE)
        hands.write("The same once more", PASSPHRASE)
        hands.reach("Make it")
        hands.press("Space")
        page.locator(".code").wait_for()
        code = page.locator(".code").inner_text().split("-")
        hands.go_round()
        hands.write("Group 2", code[1])
        hands.write("Group 7", code[6])
        hands.reach("Go on")
        hands.press("Enter")
        page.get_by_role("link", name="Go on without one").wait_for()
        hands.go_round()
        hands.use("Go on without one", "Your cases")


def test_a_case_is_kept_and_looked_through_by_keyboard(started: Browser, newly: Running) -> None:
    with window(started, viewport=PHONE) as page:
        hands = Hands(page)
        page.goto(newly.start_address)
        hands.use("Start a case", "Start a case")
        hands.write("A name for this case", "The spare key")
        hands.press("Enter")
        hands.arrive("The spare key")
        hands.use("Add files", "sexual picture or video of someone under 18")
        hands.choose("No", "No")
        hands.use("Go on", "Add files")
        hand_in_the_chat(hands)
        hands.choose("Dan", "Maya R")
        hands.use("Keep this answer", "What is kept")
        hands.use("See the timeline", "The spare key")
        reveal_one(hands)
        hands.reach("Search and choose", key="Shift+Tab")
        hands.press("Enter")
        hands.write("Words", "Brook")
        hands.press("Enter")
        page.wait_for_url("**?text=Brook*")
        hands.go_round()
        assert page.locator(".moment").count() == 1
        hands.use("Write a note", "Write a note")
        hands.write("What happened?", "He stood at the door.")
        hands.reach("How sure is the time?")
        hands.press("ArrowDown")
        hands.use("Keep this note", "The spare key")
        assert page.locator(".said", has_text="He stood at the door.").count() == 1


def test_signs_are_answered_by_keyboard_on_a_phone_without_scripts(
    started: Browser, filled: Running
) -> None:
    with window(started, viewport=PHONE, java_script_enabled=False) as page:
        hands = Hands(page)
        page.goto(filled.start_address)
        hands.use("The spare key", "The spare key")
        hands.use("First look", "First look")
        end = time.monotonic() + 60
        while reader.working() and time.monotonic() < end:
            time.sleep(0.1)
        hands.use("Look again", "First look")
        hands.reach("Show the words")
        hands.press("Enter")
        assert page.locator(".sign .veil[open]").count() == 1
        hands.reach("Not sure")
        hands.press("Enter")
        page.get_by_text("You are not sure. That is fine.").wait_for()
        hands.use("Kinds", "What kinds this may be")
        hands.use("Over time", "What shows over time")
        hands.reach("Why this is shown")
        hands.press("Enter")
        hands.use("See ", "The messages behind it")
        hands.use("Back to what shows over time", "What shows over time")
        hands.use("All signs", "All signs", key="Shift+Tab")


def hand_in_the_chat(hands: Hands) -> None:
    hands.reach("Choose files")
    chat = FilePayload(name="chat.txt", mimeType="text/plain", buffer=CHAT)
    hands.page.locator(":focus").set_input_files([chat])
    hands.reach("Keep these files")
    hands.press("Enter")
    hands.page.get_by_text("Read to the end").wait_for()
    hands.page.get_by_text("looks again").wait_for(state="detached")
    hands.arrive("What is kept")


def reveal_one(hands: Hands) -> None:
    words = hands.page.locator(".said", has_text="Brook Lane")
    assert not words.is_visible()
    hands.reach("Brook Lane")
    hands.press("Enter")
    words.wait_for()
    assert hands.page.locator("details.veil[open]").count() == 1


def test_a_pack_is_made_saved_and_locked_away_by_keyboard(
    started: Browser, filled: Running, tmp_path: Path
) -> None:
    with window(started, viewport=DESK) as page:
        hands = Hands(page)
        page.goto(filled.start_address)
        hands.use("The spare key", "The spare key")
        hands.use("Packs", "Packs")
        hands.use("Make a pack", "What goes into the pack?")
        hands.reach("chat.txt")
        hands.press("Space", "Space")
        assert page.locator(":focus").is_checked()
        hands.use("See every line first", "Every line that goes")
        hands.reach("Words (")
        hands.press("Enter")
        assert page.get_by_text("Brook Lane").first.is_visible()
        hands.use("Make this pack", "Your pack is ready")
        with page.expect_download() as saved:
            hands.reach("Save the pack")
            hands.press("Enter")
        saved.value.save_as(tmp_path / "got.zip")
        assert (tmp_path / "got.zip").read_bytes().startswith(b"PK")
        hands.use("Receipt for paper", "Receipt")
        hands.reach("Lock", key="Shift+Tab")
        hands.press("Enter")
        hands.arrive("Unlock")
        hands.write("Passphrase", PASSPHRASE)
        hands.press("Enter")
        hands.page.get_by_role("link", name="The spare key").wait_for()
        hands.arrive("Your cases")


def test_a_report_is_made_and_followed_by_keyboard_without_scripts(
    started: Browser, filled: Running
) -> None:
    with window(started, viewport=PHONE, java_script_enabled=False) as page:
        hands = Hands(page)
        page.goto(filled.start_address)
        hands.use("The spare key", "The spare key")
        hands.use("Reports", "Reports")
        hands.use("Write a report", "Who is it for?")
        hands.use("Report to the police", "Report to the police")
        hands.reach("Keep this report")
        hands.press("Enter")
        page.wait_for_url("**/reports/*")
        hands.arrive("Report to the police")
        assert not page.locator("pre.letter").is_visible()
        hands.reach("The words")
        hands.press("Enter")
        assert page.locator("pre.letter").is_visible()
        hands.write("Reference", "R-77")
        hands.reach("Keep this", whole=True)
        hands.press("Enter")
        page.get_by_text("What became of it", exact=True).wait_for()
        hands.reach("More", "Shift+Tab")
        hands.press("Enter")
        hands.use("Who holds the answer", "Who holds the answer")
