"""Whether the address in From is what it looks like: who says so, and which signatures fit.

What the recipient's own provider wrote counts. Everything else is a claim: the sender's side may
have written it. Nothing here names a sender, and a missing key is never called a forgery.
"""

from __future__ import annotations

from upstander.mail.headers import HeaderBlock, HeaderField
from upstander.model.lead import Authentication, AuthResult, Span, Verdict
from upstander.trace._alignment import against_from, aligned_passes, forged_words
from upstander.trace._arc import RESULTS, Chain, check_chain, instance_of
from upstander.trace._auth_results import Reported, read_received_spf, read_results
from upstander.trace._canonical import KeptMail
from upstander.trace._dkim import check_dkim
from upstander.trace._own_fields import Own, own_fields, with_fails
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
    below: bool = False,
    source: str = "",
) -> Authentication:
    """Say what is known about the sender's address. Never raises, whatever the bytes.

    ``headers`` are those of ``data``. ``trusted`` names the servers of the recipient's provider;
    a name below one of them counts too. ``border`` is the offset in ``data`` where the Received
    line of the hand-over ends: only fields above it may be trusted, and there also one that names
    no server (Outlook writes it so), as nobody outside can write above that line. Without it, only
    named fields above the first Received line may. With ``below``, the provider writes its results
    right below the border line, and the first of each sort there counts too. A fail in the
    provider's name counts wherever it stands, unless the provider is known to say otherwise, so
    that nobody is named by mistake; its words say that it is not sure who wrote it. ``keys`` are
    recorded answers of DNS; nothing is looked up.
    ``source`` goes into the spans.
    """
    mail = KeptMail(data, headers)
    chain = check_chain(mail, keys, source)
    signatures = (*check_dkim(mail, keys, from_domains, source), *chain.checks)
    provider = own_fields(headers, trusted, border, below=below)
    written = _written(headers, provider, source)
    forwarded = _forwarded(headers, chain, provider, source)
    results = with_fails((*written, *forwarded), provider)
    aligned = aligned_passes(results, signatures, from_domains)
    against = against_from(results, aligned, from_domains)
    return Authentication(
        results=results,
        signatures=signatures,
        aligned=aligned,
        forged_looking=bool(against),
        why=forged_words(against, results, aligned),
    )


def _written(headers: HeaderBlock, provider: Own, source: str) -> tuple[AuthResult, ...]:
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


def _forwarded(
    headers: HeaderBlock, chain: Chain, provider: Own, source: str
) -> tuple[AuthResult, ...]:
    """Read what was written under seals; only the provider's own topmost one may be trusted."""
    found: list[AuthResult] = []
    own_seen = False
    for field in headers.all(RESULTS)[:MAX_FIELDS]:
        instance, end = instance_of(field.value)
        reported = read_results(field.value[end:])
        why = _forwarder_words(instance, chain)
        own = not own_seen and provider.sealed(reported.server, field.start)
        own_seen = own_seen or own
        why = f"Your own mail provider wrote this ({reported.server})." if own else why
        where = Span(source, 0, 0, where=f"{field.name}, i={instance}")
        found += _as_results(reported, field, own, why, where, end)
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
