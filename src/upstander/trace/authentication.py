"""Whether the address in From is what it looks like: who says so, and which signatures fit.

What the recipient's own provider wrote counts. Everything else is a claim: the sender's side may
have written it. Nothing here names a sender, and a missing key is never called a forgery.
"""

from __future__ import annotations

from typing import NamedTuple

from upstander.mail.headers import HeaderBlock, HeaderField
from upstander.model.lead import Authentication, AuthResult, Span, Verdict
from upstander.trace._alignment import against_from, aligned_passes, forged_words
from upstander.trace._arc import RESULTS, Chain, check_chain, instance_of
from upstander.trace._auth_results import Reported, read_received_spf, read_results
from upstander.trace._canonical import KeptMail
from upstander.trace._dkim import check_dkim
from upstander.trace.key_records import KeyRecords

MAX_FIELDS = 50
"""So many fields of a kind are read, the topmost ones: those below are claims in any case."""


def authenticate(
    data: bytes,
    headers: HeaderBlock,
    *,
    trusted: frozenset[str],
    from_domains: tuple[str, ...],
    keys: KeyRecords | None = None,
    border: int | None = None,
    source: str = "",
) -> Authentication:
    """Say what is known about the sender's address. Never raises, whatever the bytes.

    ``headers`` are those of ``data``. ``trusted`` names the servers of the recipient's provider;
    a name below one of them counts too. ``border`` is the offset in ``data`` where the Received
    line of the hand-over ends: only fields above it may be trusted, and there also one that names
    no server (Outlook writes it so), as nobody outside can write above that line. Without it, only
    named fields above the first Received line may. ``keys`` are recorded answers of DNS; nothing
    is looked up.
    ``source`` goes into the spans.
    """
    mail = KeptMail(data, headers)
    chain = check_chain(mail, keys, source)
    signatures = (*check_dkim(mail, keys, from_domains, source), *chain.checks)
    place = _trusted_end(headers, border)
    written = _written(headers, _Own(trusted, place, border is not None), source)
    aligned = aligned_passes(written, signatures, from_domains)
    against = against_from(written, aligned, from_domains)
    return Authentication(
        results=(*written, *_forwarded(headers, chain, source)),
        signatures=signatures,
        aligned=aligned,
        forged_looking=bool(against),
        why=forged_words(against, written, aligned),
    )


def _trusted_end(headers: HeaderBlock, border: int | None) -> int:
    """Give the offset that a field must start before, to be the provider's own."""
    if border is not None:
        return border
    received = headers.first("received")
    return received.start if received else headers.body_start


def _written(headers: HeaderBlock, provider: _Own, source: str) -> tuple[AuthResult, ...]:
    """Read Authentication-Results and Received-SPF, each in its order from the top."""
    found: list[AuthResult] = []
    for name, read in (("authentication-results", read_results), ("received-spf", _spf)):
        for number, field in enumerate(headers.all(name)[:MAX_FIELDS], 1):
            reported = read(field.value)
            own, why = provider.wrote(reported.server, field.start)
            where = f"{field.name}, line {number}"
            found += _as_results(reported, field, own, why, Span(source, 0, 0, where=where))
    return tuple(found)


def _spf(value: bytes) -> Reported:
    return read_received_spf(value) or Reported("", "", ())


class _Own(NamedTuple):
    """What is known of the provider's own fields: its names, and the offset they stand before."""

    names: frozenset[str]
    before: int
    sure_place: bool  # the offset is that of a known hand-over

    def wrote(self, server: str, start: int) -> tuple[bool, str]:
        """Say whether a field that names this server is the provider's own, and why."""
        if start >= self.before:
            return False, (
                "This stands below the line of the hand-over, so the sender's side may have"
                " written it."
            )
        if not server:
            return self._by_place()
        if self._knows(server):
            return True, f"Your own mail provider wrote this ({server})."
        return False, (
            "The server that this names is not known as your mail provider's, so the sender's side"
            " may have written it."
        )

    def _by_place(self) -> tuple[bool, str]:
        if self.sure_place and self.names:
            return True, (
                "This names no server, but it stands above the line of the hand-over, where only"
                " your own mail provider writes."
            )
        return False, "This names no server, so it cannot be said who wrote it."

    def _knows(self, server: str) -> bool:
        name = server.rstrip(".").lower()
        known = (each.rstrip(".").lower() for each in self.names)
        return any(each and (name == each or name.endswith(f".{each}")) for each in known)


def _as_results(
    reported: Reported, field: HeaderField, own: bool, why: str, at: Span, offset: int = 0
) -> list[AuthResult]:
    start = field.end - len(field.value) + offset
    return [
        AuthResult(
            server=reported.server,
            method=each.method,
            result=each.result,
            properties=each.properties,
            trusted=own,
            why=why,
            span=Span(at.source, start + each.start, start + each.end, where=at.where),
        )
        for each in reported.results
    ]


def _forwarded(headers: HeaderBlock, chain: Chain, source: str) -> tuple[AuthResult, ...]:
    """Read what forwarders wrote; it is never trusted as the provider's own word is."""
    found: list[AuthResult] = []
    for field in headers.all(RESULTS)[:MAX_FIELDS]:
        instance, end = instance_of(field.value)
        why = _forwarder_words(instance, chain)
        where = Span(source, 0, 0, where=f"{field.name}, i={instance}")
        found += _as_results(read_results(field.value[end:]), field, False, why, where, end)
    return tuple(found)


def _forwarder_words(instance: int, chain: Chain) -> str:
    if chain.status == "pass" and instance <= len(chain.sets):
        seal = next(
            c for s, c in zip(chain.sets, chain.checks, strict=True) if s.instance == instance
        )
        return f"A forwarder says this; its seal fits the key of {seal.domain}."
    if chain.checks and chain.checks[0].verdict is Verdict.ALTERED:
        return "A forwarder is said to say this, but its seal does not fit. It does not count."
    return "A forwarder is said to say this, but its seal has not been found to fit."
