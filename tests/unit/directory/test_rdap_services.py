"""Which register is asked, which is not known, and what is no contact."""

from __future__ import annotations

import tomllib
from collections import Counter
from ipaddress import IPv4Network, ip_address
from itertools import pairwise
from pathlib import Path

import pytest

from upstander.directory.rdap_services import (
    contact_words,
    read_registers,
    registers,
)
from upstander.directory.read import DATA
from upstander.directory.records import Quality

RECORD = """
slug = "{slug}"
name = "A register"
jurisdictions = ["ZZ"]
verified_on = 2026-11-22
review_by = 2027-02-22
quality = "imported"

[[sources]]
title = "A page"
address = "https://example.org/"

[[services]]
base = "{base}"
operator = "A register"
quality = "imported"
{more}
"""


def keep(folder: Path, slug: str, more: str, base: str = "https://rdap.example.org/") -> None:
    place = folder / "rdap" / f"{slug}.toml"
    place.parent.mkdir(exist_ok=True)
    place.write_text(RECORD.format(slug=slug, base=base, more=more))


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("198.41.0.4", "rdap.arin.net"),
        ("193.0.14.129", "rdap.db.ripe.net"),
        ("202.12.27.33", "rdap.apnic.net"),
        ("200.7.86.1", "rdap.lacnic.net"),
        ("196.1.0.1", "rdap.afrinic.net"),
        ("2001:7fd::1", "rdap.db.ripe.net"),
        ("2001:dc3::35", "rdap.apnic.net"),
        ("2001:503:ba3e::2:30", "rdap.arin.net"),
    ],
)
def test_finds_the_register_of_an_address(address: str, host: str) -> None:
    found = registers().for_ip(ip_address(address))

    assert found is not None
    assert found.host == host


@pytest.mark.parametrize("address", ["10.0.0.1", "127.0.0.1", "0.1.2.3", "240.0.0.1", "fe80::1"])
def test_knows_no_register_of_what_nobody_holds(address: str) -> None:
    assert registers().for_ip(ip_address(address)) is None


@pytest.mark.parametrize(
    ("name", "base"),
    [
        ("example.com", "https://rdap.verisign.com/com/v1/"),
        ("example.net", "https://rdap.verisign.com/net/v1/"),
        ("example.org", "https://rdap.publicinterestregistry.org/rdap/"),
        ("example.co.uk", "https://rdap.nominet.uk/uk/"),
        ("example.app", "https://pubapi.registry.google/rdap/"),
        ("EXAMPLE.FR.", "https://rdap.nic.fr/"),
    ],
)
def test_finds_the_register_of_a_name(name: str, base: str) -> None:
    found = registers().for_name(name)

    assert found is not None
    assert found.base == base


@pytest.mark.parametrize("name", ["example.zz", "com", "", "example.it"])
def test_guesses_no_register(name: str) -> None:
    assert registers().for_name(name) is None


def test_says_which_rows_were_not_confirmed() -> None:
    weak = registers().for_name("example.io")

    assert weak is not None
    assert weak.quality is Quality.UNCONFIRMED


def test_every_number_of_the_old_net_has_one_register() -> None:
    """All of 1 to 223 but 10 (private) and 127 (the computer itself)."""
    held = Counter[int]()
    for path in (DATA / "rdap").glob("*.toml"):
        for service in tomllib.loads(path.read_text())["services"]:
            blocks = map(IPv4Network, service.get("ipv4", ()))
            held.update(each.network_address.packed[0] for each in blocks)

    assert sorted(held) == [each for each in range(1, 224) if each not in (10, 127)]
    assert set(held.values()) == {1}


def test_no_ending_and_no_number_of_a_network_has_two_registers() -> None:
    endings, numbers = Counter[str](), list[tuple[int, int]]()
    for path in (DATA / "rdap").glob("*.toml"):
        for service in tomllib.loads(path.read_text())["services"]:
            endings.update(service.get("tlds", ()))
            pairs = (each.split("-") for each in service.get("asn", ()))
            numbers += [(int(first), int(last)) for first, last in pairs]

    numbers.sort()
    assert [each for each, times in endings.items() if times > 1] == []
    assert all(before[1] < after[0] for before, after in pairwise(numbers))


def test_finds_the_register_of_a_network_number() -> None:
    found = registers().for_asn(25152)

    assert found is not None
    assert found.operator == "RIPE NCC"
    assert registers().for_asn(64512) is None


def test_a_redirect_may_lead_to_national_registers_of_a_region() -> None:
    assert {"jpnic.rdap.apnic.net", "rdap.registro.br"} <= registers().hosts()


def test_the_longest_ending_wins(tmp_path: Path) -> None:
    keep(tmp_path, "broad", 'tlds = ["uk"]')
    keep(tmp_path, "narrow", 'tlds = ["co.uk"]', "https://{tld}.example.net/{tld}/")

    found = read_registers(tmp_path)[0].for_name("example.co.uk")

    assert found is not None
    assert found.base == "https://co.uk.example.net/co.uk/"


def test_the_narrowest_block_wins(tmp_path: Path) -> None:
    keep(tmp_path, "broad", 'ipv4 = ["198.0.0.0/8"]')
    keep(tmp_path, "narrow", 'ipv4 = ["198.41.0.0/22"]', "https://narrow.example.net/")

    found = read_registers(tmp_path)[0].for_ip(ip_address("198.41.0.4"))

    assert found is not None
    assert found.host == "narrow.example.net"


@pytest.mark.parametrize(
    ("base", "more"),
    [
        ("http://rdap.example.org/", ""),
        ("https://rdap.example.org", ""),
        ("https://user@rdap.example.org/", ""),
        ("https://rdap.example.org/", 'ipv4 = ["198.41.0.4/8"]'),
        ("https://rdap.example.org/", 'asn = ["AS1"]'),
        ("https://rdap.example.org/", 'tlds = ["Two Words"]'),
    ],
)
def test_refuses_a_record_that_could_lead_astray(tmp_path: Path, base: str, more: str) -> None:
    keep(tmp_path, "wrong", more, base)

    known, problems = read_registers(tmp_path)

    assert known.hosts() == frozenset()
    assert len(problems) == 1


@pytest.mark.parametrize(
    "address",
    ["removed@lacnic.net", "HelpDesk@apnic.net", "noreply@host.test", "x@a.example.com",
     "redacted@host.test", "nobody@host.test", "please query@host.test"],
)  # fmt: skip
def test_knows_what_is_no_contact(address: str) -> None:
    assert contact_words().is_no_contact(address)


@pytest.mark.parametrize("address", ["abuse@host.test", "abuse@example.host.test"])
def test_takes_a_contact_for_a_contact(address: str) -> None:
    assert not contact_words().is_no_contact(address)
