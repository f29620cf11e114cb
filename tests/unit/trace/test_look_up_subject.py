"""Only the smallest thing that can be asked about is taken out of a lead."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upstander.model.errors import InvalidAnswer
from upstander.trace.look_up_subject import Subject, subject_of


@pytest.mark.parametrize(
    ("kind", "value", "wanted"),
    [
        ("ip", "198.41.0.4", ("ip", "198.41.0.4")),
        ("ip", "198[.]41[.]0[.]4", ("ip", "198.41.0.4")),
        ("ip", "::ffff:198.41.0.4", ("ip", "198.41.0.4")),
        ("ip", "2002:c629:4::1", ("ip", "198.41.0.4")),
        ("ip", "2001:07FD::1", ("ip", "2001:7fd::1")),
        ("asn", "AS25152", ("asn", "25152")),
        ("asn", "as 25152", ("asn", "25152")),
        ("domain", "WWW.Example.CO.UK.", ("domain", "example.co.uk")),
        ("domain", "tara.blogspot.com", ("domain", "blogspot.com")),
        ("domain", "b\u00fccher.example.net", ("domain", "example.net")),
        ("dkim-domain", "mail.example.org", ("domain", "example.org")),
        ("address", "Tara@mail.example.org", ("domain", "example.org")),
        ("message-id", "<abc.1@host.example.org>", ("domain", "example.org")),
        ("link", "hxxps://a.example[.]org/tara?x=1", ("domain", "example.org")),
        ("link", "http://example.com\\@example.net/", ("domain", "example.com")),
        ("link", "http://0xC6290004/", ("ip", "198.41.0.4")),
        ("txt", "S1._DomainKey.Example.org.", ("txt", "s1._domainkey.example.org")),
    ],
)
def test_takes_only_what_is_asked_about(kind: str, value: str, wanted: tuple[str, str]) -> None:
    assert subject_of(kind, value) == Subject(*wanted)


@pytest.mark.parametrize("value", ["192.0.2.7", "fd00::1", "240.0.0.1", "010.1.1.1"])
def test_says_why_nobody_outside_can_be_asked(value: str) -> None:
    assert subject_of("ip", value).no_holder.endswith(".")


@given(kind=st.sampled_from(["ip", "asn", "domain", "link", "address", "txt"]), value=st.text())
def test_any_text_is_a_subject_or_is_calmly_refused(kind: str, value: str) -> None:
    try:
        subject = subject_of(kind, value)
    except InvalidAnswer as wrong:
        assert wrong.explain().endswith(".")
    else:
        assert subject.no_holder or (
            subject.value.isascii() and not set(subject.value) & set(" /?#@\r\n%\\")
        )
