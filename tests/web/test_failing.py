"""When things break, the person still gets emergency help from a file."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client

from tests.web.conftest import Tara, words_in
from upstander.directory.read import DATA
from upstander.web import access, failsafe, middleware
from upstander.web.access import COOKIE, gate

FAILURE = (DATA / "static" / "failure.html").read_bytes()


def ask(path: str, *, cookie: str = "") -> tuple[str, bytes]:
    """Go through the safety net as the server does."""
    environ: dict[str, Any] = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "1",
        "HTTP_HOST": "127.0.0.1:1",
        "HTTP_COOKIE": f"{COOKIE}={cookie}",
        "wsgi.input": BytesIO(),
        "wsgi.url_scheme": "http",
    }
    seen: list[str] = []
    body = failsafe.failsafe(WSGIHandler())(environ, lambda status, headers: seen.append(status))
    return seen[0], b"".join(body)


def boom(*args: object, **kwargs: object) -> Any:
    raise RuntimeError("broken on purpose")


def break_templates(patch: pytest.MonkeyPatch) -> None:
    patch.setattr("django.template.base.Template.render", boom)


def break_sessions(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(access.Gate, "knows", boom)


def break_database(patch: pytest.MonkeyPatch) -> None:
    patch.setattr("upstander.store.sqlcipher.base.DatabaseWrapper.ensure_connection", boom)
    patch.setattr("upstander.store.sqlcipher.base.DatabaseWrapper.cursor", boom)


def break_middleware(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(middleware.Guard, "__call__", boom)


@pytest.mark.parametrize(
    "break_it", [break_templates, break_sessions, break_database, break_middleware]
)
def test_emergency_help_is_there_when_a_part_is_broken(
    tara: Tara,
    break_it: Callable[[pytest.MonkeyPatch], None],
    monkeypatch: pytest.MonkeyPatch,
    no_hidden_faults: list[Exception],
) -> None:
    break_it(monkeypatch)
    status, body = ask("/", cookie=tara.client.cookies[COOKIE].value)
    assert status.startswith("500")
    assert body == FAILURE
    assert b"999" in body
    assert [str(each) for each in no_hidden_faults] == ["broken on purpose"]
    no_hidden_faults.clear()


def test_emergency_card_needs_no_vault_session_or_database(
    stranger: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_database(monkeypatch)
    page = words_in(stranger.get("/help-now"))
    assert "Call 999 in the UK, 112 elsewhere in Europe, or your local number" in page
    assert "What to read out" in page
    assert "has not told anyone" in page


def test_emergency_card_of_a_known_place_has_its_own_ways(stranger: Client) -> None:
    assert "press 55" in words_in(stranger.get("/help-now?place=gb"))


def test_about_says_what_it_is_not(stranger: Client) -> None:
    page = words_in(stranger.get("/about"))
    assert "not an emergency service" in page
    assert "tells nobody" in page
    assert "cannot promise" in page


def test_leaving_works_without_a_session(stranger: Client) -> None:
    response = stranger.get("/leave")
    assert response.headers["Location"] == "/page"
    assert '"cache"' in response.headers["Clear-Site-Data"]


def test_leaving_locks_and_forgets_the_browser(tara: Tara) -> None:
    session = gate.session
    tara.get("/leave")
    assert session is not None
    assert session.locked
    assert tara.get("/").status_code == 404


def test_the_plain_page_looks_like_nothing_of_ours(stranger: Client) -> None:
    page = stranger.get("/page")
    assert b"<title>Page</title>" in page.content
    for word in (b"Upstander", b"evidence", b"abuse", b"vault", b"case"):
        assert word not in page.content


def test_a_page_says_honestly_what_leaving_does_not_hide(stranger: Client) -> None:
    page = words_in(stranger.get("/about-this-page"))
    assert "does not hide everything" in page
    assert "Leaving does not clear it" in page


def test_exit_goes_outside_only_when_the_person_chose_so(tara: Tara) -> None:
    tara.post("/settings", idle="10", exit_address="https://weather.example.org/")
    assert tara.get("/leave").headers["Location"] == "https://weather.example.org/"
    assert gate.session is None


def test_an_odd_exit_address_is_refused(tara: Tara) -> None:
    page = words_in(tara.post("/settings", idle="10", exit_address="javascript:alert(1)"))
    assert "whole address" in page
    assert gate.exit_address == ""
