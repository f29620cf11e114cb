"""The fetcher against a real server on this computer: what it takes, and what it never does."""

from __future__ import annotations

import json
import ssl
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.rdap_server import SHAPES, RdapServer, own_certificate, rdap_server
from upstander.adapters.rdap_fetcher import MOST_REDIRECTS, RdapFetcher
from upstander.application.network_ports import Fetched, Trouble
from upstander.model.lead import LookOutcome


@pytest.fixture(scope="module")
def running() -> Iterator[RdapServer]:
    with rdap_server() as server:
        yield server


@pytest.fixture
def server(running: RdapServer) -> RdapServer:
    running.asked.clear()
    return running


def fetch(server: RdapServer, path: str, *, limit_s: float = 5.0) -> Fetched:
    fetcher = RdapFetcher(loopback=True, limit_s=limit_s)
    return fetcher.fetch(server.address(path), hosts=frozenset({server.place}))


def test_gives_the_bytes_as_they_came(server: RdapServer) -> None:
    got = fetch(server, "abuse-at-the-top")

    assert got.outcome is LookOutcome.FOUND
    assert got.data == (SHAPES / "abuse-at-the-top" / "input.json").read_bytes()
    assert got.hosts == (server.place,)


def test_reads_an_answer_that_comes_in_chunks(server: RdapServer) -> None:
    assert json.loads(fetch(server, "chunked").data)["objectClassName"] == "ip network"


def test_not_found_is_an_answer_and_no_failure(server: RdapServer) -> None:
    got = fetch(server, "gone")

    assert (got.outcome, got.trouble) == (LookOutcome.ABSENT, None)


@pytest.mark.parametrize(
    ("path", "trouble"),
    [
        ("busy", Trouble.BUSY),
        ("later", Trouble.BUSY),
        ("closed", Trouble.CLOSED),
        ("broken", Trouble.SERVER),
        ("page", Trouble.NOT_AN_ANSWER),
        ("nowhere", Trouble.NOT_AN_ANSWER),
        ("no-http", Trouble.NOT_AN_ANSWER),
        ("cut-off", Trouble.NOT_AN_ANSWER),
        ("huge", Trouble.TOO_BIG),
        ("endless", Trouble.TOO_BIG),
        ("round", Trouble.LOOP),
        ("there", Trouble.LOOP),
    ],
)
def test_says_why_there_is_no_answer(server: RdapServer, path: str, trouble: Trouble) -> None:
    got = fetch(server, path)

    assert (got.outcome, got.trouble, got.data) == (LookOutcome.FAILED, trouble, b"")


@pytest.mark.parametrize("path", ["silent", "drip-headers", "drip-body"])
def test_stops_when_the_time_is_up(server: RdapServer, path: str) -> None:
    started = time.monotonic()

    got = fetch(server, path, limit_s=0.4)

    assert got.trouble is Trouble.SLOW
    assert time.monotonic() - started < 2


def test_follows_a_redirect_inside_the_known_servers(server: RdapServer) -> None:
    got = fetch(server, "inside")

    assert got.outcome is LookOutcome.FOUND
    assert got.hosts == (server.place, server.place)


def test_follows_three_redirects_and_no_fourth(server: RdapServer) -> None:
    assert fetch(server, f"steps/{MOST_REDIRECTS}").outcome is LookOutcome.FOUND
    assert fetch(server, f"steps/{MOST_REDIRECTS + 1}").trouble is Trouble.LOOP


def test_refuses_a_redirect_out_of_the_known_servers(server: RdapServer) -> None:
    with rdap_server() as stranger:
        server.away = stranger.address("nobody-at-all")

        got = fetch(server, "away")

        assert (got.outcome, got.trouble) == (LookOutcome.FAILED, Trouble.AWAY)
        assert stranger.asked == []


@pytest.mark.parametrize(
    ("where", "trouble"),
    [
        ("http://rdap.example.org/ip/1", Trouble.NOT_SECURE),
        ("file:///etc/hostname", Trouble.NOT_SECURE),
        ("https://rdap.example.org/ip/1", Trouble.AWAY),
        ("https://user@127.0.0.1/x", Trouble.AWAY),
        ("https://127.0.0.1.example.org/", Trouble.AWAY),
        ("//[broken/", Trouble.AWAY),
    ],
)
def test_goes_nowhere_that_it_was_not_told(
    server: RdapServer, where: str, trouble: Trouble
) -> None:
    server.away = where

    assert fetch(server, "away").trouble is trouble
    assert len(server.asked) == 1


def test_speaks_plain_http_to_nobody_outside_of_tests(server: RdapServer) -> None:
    got = RdapFetcher(limit_s=2).fetch(server.address("gone"), hosts=frozenset({server.place}))

    assert got.trouble is Trouble.NOT_SECURE
    assert server.asked == []


def test_takes_nothing_from_a_server_whose_certificate_nobody_signed(tmp_path: Path) -> None:
    with rdap_server(own_certificate(tmp_path)) as secret:
        address = f"https://{secret.place}/nobody-at-all"

        got = RdapFetcher(limit_s=5).fetch(address, hosts=frozenset({secret.place}))

        assert (got.trouble, got.data) == (Trouble.NOT_SECURE, b"")
        assert secret.asked == []


def test_reads_an_answer_over_a_connection_that_can_be_trusted(tmp_path: Path) -> None:
    certificate = own_certificate(tmp_path)
    context = ssl.create_default_context(cafile=str(certificate))
    with rdap_server(certificate) as secret:
        address = f"https://{secret.place}/nobody-at-all"

        got = RdapFetcher(limit_s=5, context=context).fetch(
            address, hosts=frozenset({secret.place})
        )

        assert got.outcome is LookOutcome.FOUND


def test_refuses_a_server_that_does_not_speak_https(server: RdapServer) -> None:
    address = server.address("gone").replace("http://", "https://")

    got = RdapFetcher(limit_s=5).fetch(address, hosts=frozenset({server.place}))

    assert got.trouble is Trouble.NOT_SECURE


def test_a_server_that_is_not_there_is_said_calmly(server: RdapServer) -> None:
    got = RdapFetcher(loopback=True, limit_s=2).fetch(
        "http://127.0.0.1:1/ip/x", hosts=frozenset({"127.0.0.1:1"})
    )

    assert (got.outcome, got.trouble) == (LookOutcome.FAILED, Trouble.NO_NETWORK)


def test_sends_no_cookie_and_nothing_that_names_this_program(server: RdapServer) -> None:
    fetch(server, "cookie")
    fetch(server, "cookie")

    path, headers = server.asked[-1]
    assert path == "/cookie"
    assert set(headers) == {"Host", "Accept", "Accept-Encoding", "User-Agent"}
    assert "upstander" not in str(headers).lower()


def test_uses_no_proxy_of_the_environment(
    server: RdapServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with rdap_server() as proxy:
        for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, f"http://{proxy.place}")

        assert fetch(server, "nobody-at-all").outcome is LookOutcome.FOUND
        assert proxy.asked == []


def test_follows_no_link_inside_an_answer(server: RdapServer) -> None:
    fetch(server, "redacted-name-with-registrar")

    assert len(server.asked) == 1
