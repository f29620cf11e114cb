"""Only checks that speak for the domain in From speak for the address in From."""

from __future__ import annotations

import pytest

from upstander.model.lead import AuthResult, SignatureCheck, Span, Verdict
from upstander.trace._alignment import against_from, aligned_passes, is_aligned, organisation

FROM = ("example.org",)
NOWHERE = Span("", 0, 0)


def said(method: str, result: str, trusted: bool = True, **properties: str) -> AuthResult:
    pairs = tuple((name.replace("_", "."), value) for name, value in properties.items())
    return AuthResult("mx.example.org", method, result, pairs, trusted, "", NOWHERE)


def signed(domain: str, verdict: Verdict = Verdict.VALID, method: str = "dkim") -> SignatureCheck:
    return SignatureCheck(method, domain, "key1", verdict, "", NOWHERE)


@pytest.mark.parametrize(
    ("domain", "registered"),
    [
        ("example.org", "example.org"),
        ("A.B.Example.ORG.", "example.org"),
        ("news.shop.co.uk", "shop.co.uk"),
        ("co.uk", ""),
        ("192.0.2.1", ""),
        ("2001:db8::1", ""),
        ("", ""),
        ("x" * 300, ""),
    ],
)
def test_a_domain_is_brought_to_what_somebody_registered(domain: str, registered: str) -> None:
    assert organisation(domain) == registered


def test_names_under_one_registered_domain_belong_together() -> None:
    assert is_aligned("mail.example.org", ("news.example.org",))
    assert not is_aligned("example.org.example.net", FROM)
    assert not is_aligned("a.co.uk", ("b.co.uk",))
    assert not is_aligned("co.uk", ("co.uk",))


def test_passing_checks_of_the_from_domain_are_named() -> None:
    results = (
        said("dkim", "pass", header_d="mail.example.org"),
        said("dkim", "pass", header_i="@example.net"),
        said("spf", "pass", smtp_mailfrom="bounce@example.org"),
        said("spf", "fail", smtp_mailfrom="example.org"),
    )

    assert aligned_passes(results, (), FROM) == ("dkim mail.example.org", "spf example.org")


def test_what_the_sender_may_have_written_aligns_nothing() -> None:
    result = said("dkim", "pass", trusted=False, header_d="example.org")

    assert aligned_passes((result,), (), FROM) == ()


def test_only_a_fitting_signature_of_the_domain_itself_aligns() -> None:
    checks = (
        signed("example.org"),
        signed("other.example.org", Verdict.ALTERED),
        signed("gone.example.org", Verdict.KEY_GONE),
        signed("list.example.org", method="arc"),
    )

    assert aligned_passes((), checks, FROM) == ("dkim example.org",)


@pytest.mark.parametrize("word", ["fail", "softfail", "SoftFail"])
def test_a_failed_spf_of_the_from_domain_stands_against_it(word: str) -> None:
    result = said("spf", word, smtp_mailfrom="example.org")

    assert against_from((result,), (), FROM) == (result,)


@pytest.mark.parametrize(
    "other",
    [
        said("dmarc", "pass", header_from="example.org"),
        said("dkim", "pass", header_d="example.org"),
    ],
)
def test_a_failed_spf_of_a_forwarded_mail_does_not(other: AuthResult) -> None:
    results = (said("spf", "fail", smtp_mailfrom="example.org"), other)

    assert against_from(results, aligned_passes(results, (), FROM), FROM) == ()


@pytest.mark.parametrize(
    "result",
    [
        said("spf", "fail", smtp_mailfrom="bounce@example.net"),
        said("dmarc", "fail", header_from="example.net"),
        said("dmarc", "fail", trusted=False, header_from="example.org"),
        said("dmarc", "none"),
        said("dmarc", "temperror"),
        said("spf", "neutral"),
    ],
)
def test_other_results_say_nothing_against_from(result: AuthResult) -> None:
    assert against_from((result,), (), FROM) == ()
