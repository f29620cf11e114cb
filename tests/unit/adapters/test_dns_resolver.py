"""The resolver against a real name server on this computer, over UDP and TCP."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from tests.support.dns_server import KEY, DnsServer, dns_server
from upstander.adapters.dns_resolver import MOST_TEXTS, DnsResolver
from upstander.application.network_ports import TextRecords, Trouble
from upstander.model.lead import LookOutcome


@pytest.fixture(scope="module")
def running() -> Iterator[DnsServer]:
    with dns_server() as server:
        yield server


@pytest.fixture
def server(running: DnsServer) -> DnsServer:
    running.asked.clear()
    return running


def ask(server: DnsServer, name: str, *, limit_s: float = 5.0) -> TextRecords:
    return DnsResolver(servers=["127.0.0.1"], port=server.port, limit_s=limit_s).txt(name)


def test_gives_the_text_under_a_name(server: DnsServer) -> None:
    got = ask(server, "s1._domainkey.example.org")

    assert got == TextRecords(LookOutcome.FOUND, (b"v=DKIM1; p=AA",))
    assert server.asked == [("udp", "s1._domainkey.example.org")]


def test_joins_a_long_text_from_its_parts(server: DnsServer) -> None:
    assert ask(server, "parts._domainkey.example.org").texts == (KEY.encode(),)


def test_asks_again_over_tcp_when_the_answer_was_cut_off(server: DnsServer) -> None:
    got = ask(server, "large._domainkey.example.org")

    assert [len(each) for each in got.texts] == [2000]
    assert [transport for transport, _ in server.asked] == ["udp", "tcp"]


@pytest.mark.parametrize("name", ["nobody.example.org", "other.example.org"])
def test_a_name_or_text_that_is_not_there_is_an_answer(server: DnsServer, name: str) -> None:
    assert ask(server, name) == TextRecords(LookOutcome.ABSENT)


def test_a_server_that_fails_is_not_taken_for_a_missing_key(server: DnsServer) -> None:
    got = ask(server, "broken.example.org")

    assert got == TextRecords(LookOutcome.FAILED, trouble=Trouble.SERVER)


def test_silence_is_not_taken_for_a_missing_key(server: DnsServer) -> None:
    started = time.monotonic()

    got = ask(server, "silent.example.org", limit_s=0.4)

    assert got == TextRecords(LookOutcome.FAILED, trouble=Trouble.SLOW)
    assert time.monotonic() - started < 3


def test_follows_a_name_that_stands_for_another(server: DnsServer) -> None:
    assert ask(server, "moved._domainkey.example.org").texts == (b"v=DKIM1; p=BBBB",)


def test_gives_any_bytes_as_they_are(server: DnsServer) -> None:
    assert ask(server, "odd.example.org").texts == (b"\x00\xff;<script>",)


def test_takes_only_so_many_texts(server: DnsServer) -> None:
    assert len(ask(server, "many.example.org").texts) == MOST_TEXTS


@pytest.mark.parametrize("name", ["a..b", "x" * 300, "b" * 64 + ".example.org"])
def test_an_impossible_name_breaks_nothing(server: DnsServer, name: str) -> None:
    assert ask(server, name, limit_s=1).outcome in (LookOutcome.FAILED, LookOutcome.FOUND)
