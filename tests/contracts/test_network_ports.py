"""Promises of every way out to the network, real and fake: never raise, keep to the known hosts."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import get_type_hints

import pytest

from tests.fakes.network import FakeFetcher, FakeResolver
from tests.support.dns_server import dns_server
from tests.support.rdap_server import rdap_server
from upstander.adapters.dns_resolver import DnsResolver
from upstander.adapters.rdap_fetcher import RdapFetcher
from upstander.application.network_ports import (
    Fetched,
    Fetcher,
    Lookups,
    Resolver,
    TextRecords,
    Trouble,
)
from upstander.application.services import PrivateServices, Services
from upstander.model.lead import LookOutcome

SRC = Path(__file__).resolve().parents[2] / "src" / "upstander"
KNOWN = frozenset({"rdap.example.org"})
NAME = "s1._domainkey.example.org"
KEY = b"v=DKIM1; p=AA"


@pytest.fixture(params=["memory", "real"])
def fetcher(request: pytest.FixtureRequest) -> Fetcher:
    return FakeFetcher() if request.param == "memory" else RdapFetcher(limit_s=2, loopback=True)


@pytest.fixture(params=["memory", "real"])
def resolver(request: pytest.FixtureRequest) -> Iterator[Resolver]:
    if request.param == "memory":
        yield FakeResolver({NAME: TextRecords(LookOutcome.FOUND, (KEY,))})
        return
    with dns_server() as server:
        yield DnsResolver(servers=["127.0.0.1"], port=server.port, limit_s=2)


@pytest.mark.parametrize(
    ("address", "trouble"),
    [
        ("http://rdap.example.org/ip/198.41.0.4", Trouble.NOT_SECURE),
        ("ftp://rdap.example.org/", Trouble.NOT_SECURE),
        ("https://rdap.example.net/ip/198.41.0.4", Trouble.AWAY),
        ("https://rdap.example.org.example.net/", Trouble.AWAY),
        ("https://rdap.example.org:8443/", Trouble.AWAY),
        ("https://rdap.example.org@example.net/", Trouble.AWAY),
    ],
)
def test_refuses_every_other_place(fetcher: Fetcher, address: str, trouble: Trouble) -> None:
    got = fetcher.fetch(address, hosts=KNOWN)

    assert got == Fetched(LookOutcome.FAILED, trouble=trouble)


def test_gives_the_answer_and_names_who_gave_it() -> None:
    data = b'{"objectClassName": "domain"}'
    address = "https://rdap.example.org/domain/example.org"
    given = Fetched(LookOutcome.FOUND, data, hosts=("rdap.example.org",))

    with rdap_server() as server:
        real = RdapFetcher(loopback=True).fetch(
            server.address("nobody-at-all"), hosts=frozenset({server.place})
        )
    fake = FakeFetcher({address: given}).fetch(address, hosts=KNOWN)

    for got in (real, fake):
        assert got.outcome is LookOutcome.FOUND
        assert (got.trouble, len(got.hosts)) == (None, 1)
        assert got.data.startswith(b"{")


def test_gives_the_texts_under_a_name(resolver: Resolver) -> None:
    assert resolver.txt(NAME) == TextRecords(LookOutcome.FOUND, (KEY,))


def test_a_name_that_is_not_there_is_an_answer(resolver: Resolver) -> None:
    assert resolver.txt("nobody.example.org") == TextRecords(LookOutcome.ABSENT)


@pytest.mark.parametrize("held", [Services, PrivateServices])
def test_no_services_hold_a_way_to_the_network(held: type) -> None:
    kinds = get_type_hints(held).values()

    assert not {Fetcher, Resolver, Lookups} & set(kinds)
    assert not any(hasattr(kind, "fetch") or hasattr(kind, "txt") for kind in kinds)


def test_the_way_to_the_network_holds_nothing_of_a_case() -> None:
    assert [field.name for field in fields(Lookups)] == ["resolver", "fetcher"]


def test_making_the_ways_out_sends_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    from upstander.bootstrap import lookups

    def no(*_: object, **__: object) -> None:
        raise AssertionError("something was sent")

    for name in ("connect", "sendto", "send"):
        monkeypatch.setattr(socket.socket, name, no)

    assert isinstance(lookups(), Lookups)


def _imports(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = {n.module or "" for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
    return found | {
        each.name for n in ast.walk(tree) if isinstance(n, ast.Import) for each in n.names
    }


def _who_imports(*modules: str) -> set[str]:
    return {
        path.relative_to(SRC).as_posix()
        for path in SRC.rglob("*.py")
        if _imports(path) & {f"upstander.{module}" for module in modules}
    }


def test_only_bootstrap_knows_what_leads_out() -> None:
    assert _who_imports("adapters.rdap_fetcher", "adapters.dns_resolver") == {"bootstrap.py"}


def test_only_a_look_up_is_given_the_way_out() -> None:
    below = {each for each in _who_imports("application.network_ports") if "adapters" not in each}

    assert {each for each in below if not each.startswith(("cli/", "web/"))} == {
        "bootstrap.py",
        "application/look_up.py",
        "application/look_up_words.py",
    }
