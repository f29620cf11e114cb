"""DKIM signatures (RFC 6376) with recorded keys: four verdicts, and what each leaves open.

The check is our own. The library that is the judge in the tests says "no" alike to a changed
text, a missing key and a silent name server, reads the clock, and takes a minute for a line of
200,000 blanks.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from upstander.mail.headers import HeaderField
from upstander.model.lead import SignatureCheck, Span, Verdict
from upstander.trace._alignment import is_aligned
from upstander.trace._canonical import KeptMail, relaxed_line, without_signature
from upstander.trace._public_key import Fit, Fitted, Key, fit_keys, too_small
from upstander.trace._signature import (
    Obstacle,
    Signature,
    key_place,
    read_signature,
    read_tags,
    shown,
)
from upstander.trace.key_records import KeyRecords

MAX_SIGNATURES = 20
"""More signatures than this in one mail are named but not checked."""
MAX_NAMED = 100
_SHOWN_LINES = ("From", "To", "Subject", "Date")
HONEST = (
    "This can happen honestly: mailing lists add lines, and mail programs change a mail when"
    " they pass it on or save it."
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A verdict with its reason."""

    verdict: Verdict
    why: str
    seen_at: datetime | None = None


def check_dkim(
    mail: KeptMail, keys: KeyRecords | None, from_domains: tuple[str, ...], source: str = ""
) -> tuple[SignatureCheck, ...]:
    """Check every DKIM-Signature of a mail, topmost first. Never raises."""
    fields = mail.headers.all("dkim-signature")[:MAX_NAMED]
    return tuple(
        _check(mail, each, keys, from_domains, Span(source, each.start, each.end, where=where))
        if number <= MAX_SIGNATURES
        else not_checked("dkim", each, Span(source, each.start, each.end, where=where))
        for number, each in enumerate(fields, 1)
        for where in (f"DKIM-Signature, line {number}",)
    )


def not_checked(method: str, field: HeaderField, span: Span) -> SignatureCheck:
    """Name a signature that was not checked because there are too many."""
    why = f"This mail carries more than {MAX_SIGNATURES} signatures, so this one was left."
    return _ended(method, field, span, Obstacle(Verdict.CANNOT, why))


def _check(
    mail: KeptMail,
    field: HeaderField,
    keys: KeyRecords | None,
    from_domains: tuple[str, ...],
    span: Span,
) -> SignatureCheck:
    try:
        signature = read_signature(field)
        outcome = judge(mail, signature, keys)
    except Obstacle as obstacle:
        return _ended("dkim", field, span, obstacle)
    limits = (*_uncovered(mail, signature), *_other_domain(signature, from_domains))
    return SignatureCheck(
        method="dkim",
        domain=signature.domain,
        selector=signature.selector,
        verdict=outcome.verdict,
        why=outcome.why,
        span=span,
        limits=limits,
        key_seen_at=outcome.seen_at,
        key_at=signature.key_name,
    )


def _ended(method: str, field: HeaderField, span: Span, obstacle: Obstacle) -> SignatureCheck:
    """Give the check of a signature line that could not be read, with what it does say."""
    try:
        tags = read_tags(field.value)
    except Obstacle:
        tags = {}
    domain, selector = shown(tags.get("d", b"")), shown(tags.get("s", b""))
    at = key_place(tags)
    return SignatureCheck(method, domain, selector, obstacle.verdict, obstacle.why, span, key_at=at)


# --- what checking shows ------------------------------------------------------------------------


def judge(mail: KeptMail, signature: Signature, keys: KeyRecords | None) -> Outcome:
    """Check one signature over lines and text. Raises Obstacle where the mail is too large."""
    if mail.too_large:
        raise Obstacle(Verdict.CANNOT, "This mail is larger than what is checked here.")
    hashed, _ = mail.body_hash(signature.body_form, signature.digest, signature.length)
    text_fits = hashed == signature.body_hash
    try:
        fitted, key = fit_keys(keys, signature, _once(lambda: signed_lines(mail, signature)))
    except Obstacle as obstacle:
        why = f"{obstacle.why} {_text_without_key(text_fits)}"
        return Outcome(obstacle.verdict, why, obstacle.seen_at)
    verdict, why = _with_key(mail, signature, fitted.fit, text_fits)
    weak = _weakness(signature, fitted, key)
    if weak:
        return Outcome(Verdict.CANNOT, f"{weak} What the check shows: {why}", fitted.seen_at)
    return Outcome(verdict, f"{why}{_made(signature)}", fitted.seen_at)


def signed_lines(mail: KeptMail, signature: Signature) -> bytes:
    """Give the bytes that ``b=`` was made over (RFC 6376 3.7)."""
    own = without_signature(mail.raw(signature.field))
    if signature.header_form == "relaxed":
        own = relaxed_line(own).removesuffix(b"\r\n")
    return mail.lines(signature.signed, signature.header_form) + own


def _once(make: Callable[[], bytes]) -> Callable[[], bytes]:
    kept: list[bytes] = []

    def given() -> bytes:
        if not kept:
            kept.append(make())
        return kept[0]

    return given


def _text_without_key(text_fits: bool) -> str:
    if text_fits:
        return "The text does fit what the signature line says, but that alone shows little."
    return f"The text kept here is not the text that the signature line speaks of. {HONEST}"


def _with_key(
    mail: KeptMail, signature: Signature, fit: Fit, text_fits: bool
) -> tuple[Verdict, str]:
    domain = signature.domain
    if fit is Fit.OTHER_KEY:
        return Verdict.CANNOT, (
            f"The key that was looked up did not make this signature. {domain} may have another"
            " key now, or the signature line was damaged or not made there."
            f" {_text_without_key(text_fits)}"
        )
    if fit is Fit.UNCLEAR:
        return Verdict.ALTERED, (
            f"The key that was looked up does not fit. A signed line was changed, or {domain} has"
            f" another key now. {HONEST}"
        )
    if fit is Fit.OTHER_LINES:
        also = "" if text_fits else " The text is not as it was signed either."
        return Verdict.ALTERED, (
            f"The key of {domain} made this signature, but at least one signed line is not as it"
            f" was ({_named(signature)}).{also} {HONEST}"
        )
    if not text_fits:
        return Verdict.ALTERED, (
            f"The signed lines are as {domain} signed them, but the text is not. {HONEST}"
        )
    return _fits(mail, signature)


def _fits(mail: KeptMail, signature: Signature) -> tuple[Verdict, str]:
    domain = signature.domain
    if len(mail.headers.all("from")) > max(1, signature.signed.count("from")):
        return Verdict.ALTERED, f"A From line stands in this mail that {domain} did not sign."
    return Verdict.VALID, (
        f"The key of {domain} fits: the text and the signed lines are as {domain} signed them"
        f" ({_named(signature)}). It says which mail service signed, not which person wrote."
    )


def _named(signature: Signature) -> str:
    """Name the signed lines that a person knows; never more of a hostile list than that."""
    known = [name for name in _SHOWN_LINES if name.lower() in signature.signed]
    return ", ".join(known) or "no line that a reader sees"


def _weakness(signature: Signature, fitted: Fitted, key: Key) -> str:
    """Say why a signature does not count, whatever the key shows; empty where it does."""
    if "from" not in signature.signed:
        return "The signature does not cover From, so it says nothing about the sender's address."
    if signature.digest == "sha1":
        return "The signature was made in an old way (rsa-sha1) that does not count any more."
    if too_small(key):
        return "The key is so small that others could have made this signature too."
    if signature.expires and fitted.seen_at and signature.expires < fitted.seen_at:
        return (
            f"The signature ran out on {utc(signature.expires)}, before the key was looked up on"
            f" {utc(fitted.seen_at)}."
        )
    return ""


def _made(signature: Signature) -> str:
    return f" It says it was made on {utc(signature.made)}." if signature.made else ""


def utc(moment: datetime) -> str:
    """Give a moment in words, to the second."""
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"


# --- what a signature leaves open -----------------------------------------------------------


def _uncovered(mail: KeptMail, signature: Signature) -> tuple[str, ...]:
    limits = list(_after_length(mail, signature))
    for name in _SHOWN_LINES:
        there, signed = len(mail.headers.all(name)), signature.signed.count(name.lower())
        if there and not signed:
            limits.append(f"The signature does not cover {name}.")
        elif there > signed:
            limits.append(
                f"The signature does not cover the topmost {name} line: {there} stand in this"
                f" mail, and it covers {signed}."
            )
    if signature.expires:
        limits.append(f"The signature says it runs out on {utc(signature.expires)}.")
    return tuple(limits)


def _after_length(mail: KeptMail, signature: Signature) -> tuple[str, ...]:
    if signature.length is None:
        return ()
    _, size = mail.body_hash(signature.body_form, signature.digest, signature.length)
    more = size - signature.length
    after = f" {more} bytes come after them; others may have added those." if more > 0 else ""
    return (f"Only the first {signature.length} bytes of the text are signed.{after}",)


def _other_domain(signature: Signature, from_domains: tuple[str, ...]) -> tuple[str, ...]:
    if not from_domains or is_aligned(signature.domain, from_domains):
        return ()
    return (
        f"It is a signature of {signature.domain}, not of the domain of the From address"
        f" ({', '.join(from_domains[:3])}).",
    )
