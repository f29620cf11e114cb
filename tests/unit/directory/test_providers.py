"""Mail providers and mail services as records."""

from __future__ import annotations

from ipaddress import ip_address
from pathlib import Path

import pytest

from upstander.directory.providers import (
    provider_of,
    read_providers,
    shipped_mail_services,
    shipped_providers,
)
from upstander.directory.records import Quality

RECORD = """
slug = "{slug}"
name = "A provider"
jurisdictions = ["INT"]
verified_on = 2026-11-22
review_by = 2027-02-22
quality = "unconfirmed"
{more}

[[sources]]
title = "A page"
address = "https://example.org/"
"""


def keep(folder: Path, slug: str, more: str) -> None:
    place = folder / "providers" / f"{slug}.toml"
    place.parent.mkdir(exist_ok=True)
    place.write_text(RECORD.format(slug=slug, more=more))


@pytest.mark.parametrize(
    ("domain", "slug"),
    [
        ("gmail.com", "google"),
        ("Outlook.com", "microsoft"),
        ("icloud.com", "icloud"),
        ("yahoo.co.uk", "yahoo"),
        ("btinternet.com", "bt"),
        ("sky.com", "sky"),
        ("ntlworld.com", "virgin-media"),
        ("talktalk.net", "talktalk"),
        ("proton.me", "proton"),
        ("fastmail.com.", "fastmail"),
    ],
)
def test_the_provider_of_an_address_is_known_by_its_domain(domain: str, slug: str) -> None:
    found = provider_of(domain)

    assert found is not None
    assert found.slug == slug


@pytest.mark.parametrize("domain", ["example.org", "", "notgmail.com", "gmail.com.example.org"])
def test_a_domain_that_only_looks_like_one_has_no_profile(domain: str) -> None:
    assert provider_of(domain) is None


def test_a_profile_says_where_its_provider_writes_results(tmp_path: Path) -> None:
    for slug, more in (("one", 'results = "below"'), ("two", ""), ("three", 'results = "left"')):
        keep(tmp_path, slug, more)

    profiles, problems = read_providers(tmp_path)

    assert {slug: each.results for slug, each in profiles.items()} == {
        "one": "below",
        "two": "above",
    }
    assert "three.toml" in problems[0].detail
    assert shipped_providers()["google"].results == "below"


def test_no_address_belongs_to_two_providers() -> None:
    domains = [each for profile in shipped_providers().values() for each in profile.domains]

    assert len(domains) == len(set(domains))


def test_no_profile_claims_an_address_that_anybody_could_have() -> None:
    outside = [ip_address(each) for each in ("203.0.113.77", "8.8.8.8", "2001:db8::1", "1.1.1.1")]

    for profile in shipped_providers().values():
        blocks = profile.blocks()
        assert not [
            (each, block)
            for each in outside
            for block in blocks
            if each.version == block.version and each in block
        ]


def test_a_name_of_a_customers_line_is_never_the_whole_of_a_servers_name() -> None:
    for profile in shipped_providers().values():
        assert not set(profile.customers) & set(profile.servers)


def test_nothing_unseen_is_called_checked() -> None:
    records = (*shipped_providers().values(), *shipped_mail_services())

    assert {each.quality for each in records} == {Quality.UNCONFIRMED}


def test_a_refused_profile_does_not_take_the_others_with_it(tmp_path: Path) -> None:
    keep(tmp_path, "good", 'domains = ["example.org"]')
    keep(tmp_path, "bad", 'networks = ["300.0.0.0/8"]')

    profiles, problems = read_providers(tmp_path)

    assert list(profiles) == ["good"]
    assert "bad.toml" in problems[0].detail


@pytest.mark.parametrize(
    ("header", "slug"),
    [
        ("X-SES-Outgoing", "amazon-ses"),
        ("X-SG-EID", "sendgrid"),
        ("X-Mailgun-Sid", "mailgun"),
        ("Feedback-ID", "feedback-id"),
    ],
)
def test_a_line_is_known_as_that_of_the_service_which_can_read_it(header: str, slug: str) -> None:
    assert [each.slug for each in shipped_mail_services() if each.wrote(header)] == [slug]


@pytest.mark.parametrize("header", ["From", "X-Mailer", "X-SES", "Received", "X-Note"])
def test_an_ordinary_line_is_no_services(header: str) -> None:
    assert not [each.slug for each in shipped_mail_services() if each.wrote(header)]
