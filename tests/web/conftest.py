"""A vault of Tara's with one case, the pages over it, and a browser."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from upstander.store.configure import prepare
from upstander.web import failsafe
from upstander.web.access import COOKIE, Gate, gate
from upstander.web.reading import reader

prepare()

PASSPHRASE = "copper lantern sixty brave otter"
CHAT = (
    b"[03/10/2026, 22:14:09] Dan: where are you\r\n"
    b"[03/10/2026, 22:14:41] Dan: WHERE ARE YOU\r\n"
    b"[03/10/2026, 22:20:00] Maya R: Please stop contacting me.\r\n"
    b"[04/10/2026, 01:02:55] Dan: saw your car at Brook Lane. nice of him to stay over\r\n"
    b"[04/10/2026, 01:03:20] Dan: \xe2\x80\x8e"
    b"<attached: 00000012-PHOTO-2026-10-04-01-03-20.jpg>\r\n"
    b"[05/10/2026, 18:59:58] Dan: <script>alert(1)</script> on my way \xe2\x80\xae to yours\r\n"
)


@pytest.fixture(autouse=True)
def databases_open(django_db_blocker: Any) -> Iterator[None]:
    """The index manages its own connections; no transaction is put around a test."""
    with ExitStack() as stack:
        if django_db_blocker is not None:
            stack.enter_context(django_db_blocker.unblock())
        yield


@pytest.fixture(autouse=True)
def fresh_gate() -> Iterator[Gate]:
    """Each test starts with nobody admitted and nothing open."""
    _reset()
    yield gate
    _reset()


def _reset() -> None:
    gate.on_token = lambda token: None
    gate.leave()
    end = time.monotonic() + 20
    while reader.working() and time.monotonic() < end:
        time.sleep(0.02)  # a reader of the last test must not meet the next test's index
    for name, value in vars(Gate()).items():
        if name != "_guard":
            setattr(gate, name, value)


@pytest.fixture(autouse=True)
def no_hidden_faults(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Exception]]:
    """A fault behind the help page fails the test, unless the test takes it out of the list."""
    faults: list[Exception] = []
    monkeypatch.setattr(failsafe, "on_fault", faults.append)
    yield faults
    if faults:
        raise faults[0]


@dataclass
class Tara:
    """Tara at her own browser: she was admitted and knows her passphrase."""

    client: Client
    path: Path
    case: str = ""
    code: str = ""
    seen: dict[str, str] = field(default_factory=dict)

    def get(self, address: str, **kwargs: Any) -> Any:
        return self.client.get(address, headers={"host": "127.0.0.1"}, **kwargs)

    def post(self, address: str, **fields: Any) -> Any:
        return self.client.post(address, fields, headers={"host": "127.0.0.1"})

    def at(self, address: str) -> str:
        """The case's own address."""
        return f"/c/{self.case}{address}"

    def add(self, *files: tuple[str, bytes], **fields: str) -> Any:
        sent = [_named(name, data) for name, data in files]
        return self.post(self.at("/add"), files=sent, **fields)

    def unlock(self) -> Any:
        return self.post("/unlock", secret=PASSPHRASE)


def _named(name: str, data: bytes) -> BytesIO:
    stream = BytesIO(data)
    stream.name = name
    return stream


def admit(client: Client) -> Client:
    key = gate.exchange(gate.issue_token())
    assert key is not None
    client.cookies[COOKIE] = key
    return client


def words_in(response: Any) -> str:
    """What a person reads on a page."""
    text = re.sub(r"<(script|style).*?</\1>", " ", response.content.decode(), flags=re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


@pytest.fixture
def stranger() -> Client:
    """Kit, who has no token."""
    return Client(headers={"host": "127.0.0.1"})


@pytest.fixture
def newcomer(tmp_path: Path) -> Tara:
    """Tara before she has a vault."""
    gate.path = tmp_path / "papers"
    return Tara(admit(Client()), gate.path)


@pytest.fixture
def tara(newcomer: Tara) -> Tara:
    """Tara with an open vault and one case that may hold files."""
    newcomer.post("/device", shared="no")
    newcomer.post("/create", do="make", passphrase=PASSPHRASE, again=PASSPHRASE)
    newcomer.code, gate.recovery_code = gate.recovery_code, ""
    made = newcomer.post("/new", title="The spare key")
    newcomer.case = made.headers["Location"].rsplit("/", 1)[1]
    newcomer.post(newcomer.at("/question"), under18="no")
    return newcomer


@pytest.fixture
def hand_made(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Let the pages of signs show a triage made by hand."""
    from upstander.web.pages.signs import views

    def show(made: Any) -> None:
        monkeypatch.setattr(views, "triage", lambda *_, **__: made)
        monkeypatch.setattr(reader, "look", lambda *_: None)

    return show
