"""The way in, and who gets nothing."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.web.conftest import PASSPHRASE, Tara, words_in
from upstander.web.access import gate

OF_NOBODY = {"services", "services/<str:slug>"}
"""Pages of the list of services: they hold nothing of the person's, and help also while locked."""
PUBLIC = {"help-now", "leave", "page", "about-this-page", "what-stays", "about", "read/<slug:slug>"}


def _patterns(found: list[Any]) -> list[str]:
    out: list[str] = []
    for each in found:
        if isinstance(each, URLResolver):
            out += _patterns(each.url_patterns)
        elif isinstance(each, URLPattern):
            out.append(str(each.pattern))
    return out


def _address(pattern: str, case: str) -> str:
    address = pattern.replace("<slug:case>", case)
    for part in ("<slug:item>", "<slug:pack>", "<slug:ref>", "<slug:note>", "<str:token>"):
        address = address.replace(part, "0" * 26)
    return "/" + address


def test_kit_the_stranger_gets_404_everywhere(tara: Tara, stranger: Client) -> None:
    patterns = [each for each in _patterns(get_resolver().url_patterns) if each not in PUBLIC]
    assert len(patterns) > 30
    for pattern in patterns:
        address = _address(pattern, tara.case)
        assert stranger.get(address).status_code == 404, address
        assert stranger.post(address).status_code == 404, address


def test_every_view_is_marked_with_who_may_see_it() -> None:
    def views(found: list[Any]) -> list[Any]:
        return [
            view
            for each in found
            for view in (
                views(each.url_patterns) if isinstance(each, URLResolver) else [each.callback]
            )
        ]

    marks = {getattr(view, "access", None) for view in views(get_resolver().url_patterns)}
    assert marks == {"everyone", "admitted", "unlocked"}


def test_locked_pages_show_only_the_way_to_unlock(tara: Tara) -> None:
    gate.lock()
    for pattern in _patterns(get_resolver().url_patterns):
        if pattern not in PUBLIC | OF_NOBODY and pattern != "unlock" and pattern[:2] != "s/":
            response = tara.get(_address(pattern, tara.case))
            assert response.status_code in (302, 403, 404, 405), pattern
            assert b"spare key" not in response.content


def test_the_start_token_works_once(stranger: Client) -> None:
    token = gate.issue_token()
    assert stranger.get(f"/s/{token}").headers["Location"] == "/"
    assert stranger.get("/").status_code == 200
    assert Client(headers={"host": "127.0.0.1"}).get(f"/s/{token}").status_code == 404


def test_the_token_is_not_in_the_address_after_the_exchange(stranger: Client) -> None:
    response = stranger.get(f"/s/{gate.issue_token()}", follow=True)
    assert response.redirect_chain[-1][0] == "/"


def test_a_foreign_host_name_is_refused(tara: Tara) -> None:
    response = tara.client.get("/", headers={"host": "evil.example"})
    assert response.status_code == 400


def test_a_post_from_another_site_is_refused(tara: Tara) -> None:
    headers = {"host": "127.0.0.1", "origin": "http://evil.example"}
    response = tara.client.post("/new", {"title": "planted"}, headers=headers)
    assert response.status_code == 404
    assert "planted" not in words_in(tara.get("/"))


def test_asks_about_the_device_before_anything_is_saved(newcomer: Tara) -> None:
    page = words_in(newcomer.get("/"))
    assert "Does someone else use this device?" in page
    assert "leave now" in page
    assert "another device" in page
    assert not newcomer.path.exists()


def test_refuses_an_easy_passphrase(newcomer: Tara) -> None:
    newcomer.post("/device", shared="no")
    page = newcomer.post("/create", do="make", passphrase="password1", again="password1")
    assert "too easy to guess" in words_in(page)
    assert not newcomer.path.exists()


def test_tells_how_strong_a_passphrase_is_without_keeping_it(newcomer: Tara) -> None:
    newcomer.post("/device", shared="no")
    page = newcomer.post("/create", do="check", passphrase=PASSPHRASE)
    assert "Very hard to guess" in words_in(page)
    assert PASSPHRASE.encode() not in page.content
    assert not newcomer.path.exists()


def test_recovery_code_has_to_be_typed_back_and_is_shown_once(newcomer: Tara) -> None:
    newcomer.post("/device", shared="yes")
    newcomer.post("/create", do="make", passphrase=PASSPHRASE, again=PASSPHRASE)
    code = gate.recovery_code
    assert code in words_in(newcomer.get("/recovery"))
    assert "not what the code says" in words_in(
        newcomer.post("/recovery", first="AAAA", second="BBBB")
    )
    groups = code.split("-")
    done = newcomer.post("/recovery", first=groups[1].lower(), second=groups[-2])
    assert done.headers["Location"] == "/"
    assert code not in words_in(newcomer.get("/recovery", follow=True))


@pytest.mark.parametrize(("shared", "onward"), [("no", "/paper-key"), ("yes", "/")])
def test_paper_key_is_not_suggested_where_the_device_is_shared(
    newcomer: Tara, shared: str, onward: str
) -> None:
    newcomer.post("/device", shared=shared)
    newcomer.post("/create", do="make", passphrase=PASSPHRASE, again=PASSPHRASE)
    groups = gate.recovery_code.split("-")
    done = newcomer.post("/recovery", first=groups[1], second=groups[-2])
    assert done.headers["Location"] == onward


def test_paper_key_is_shown_only_after_saying_who_keeps_it(tara: Tara) -> None:
    assert b"AGE-SECRET-KEY" not in tara.get("/paper-key").content
    assert b"AGE-SECRET-KEY" not in tara.post("/paper-key", keeper="none").content
    assert b"AGE-SECRET-KEY" in tara.post("/paper-key", keeper="other").content


def test_wrong_passphrase_is_told_calmly(tara: Tara) -> None:
    gate.lock()
    page = tara.post("/unlock", secret="not this one at all")
    assert "That does not open this vault." in words_in(page)


def test_recovery_code_unlocks(tara: Tara) -> None:
    gate.lock()
    assert tara.post("/unlock", secret=tara.code).headers["Location"] == "/"


def test_unlocking_goes_on_where_one_was_but_never_elsewhere(tara: Tara) -> None:
    gate.lock()
    assert tara.get(tara.at("/write")).headers["Location"] == f"/unlock?next={tara.at('/write')}"
    there = tara.post("/unlock", secret=PASSPHRASE, next="//evil.example/x")
    assert there.headers["Location"] == "/"


def test_every_page_forbids_caches_frames_and_foreign_content(tara: Tara) -> None:
    headers = tara.get("/").headers
    assert headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_every_page_says_that_nobody_is_told_and_has_help_and_exit(tara: Tara) -> None:
    for address in ("/", "/new", tara.at(""), tara.at("/write"), "/settings", "/nothing-here"):
        page = tara.get(address).content.decode()
        assert 'href="/help-now"' in page, address
    assert "This does not tell anyone" in words_in(tara.get("/"))
    assert 'href="/leave"' in tara.get("/").content.decode()
