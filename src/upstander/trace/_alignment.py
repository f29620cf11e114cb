"""Which passing checks speak for the domain in From (alignment, RFC 7489 3.1, relaxed)."""

from __future__ import annotations

from functools import cache, lru_cache

from publicsuffixlist import PublicSuffixList

from upstander.model.lead import AuthResult, SignatureCheck, Verdict
from upstander.trace._own_fields import FAIL_COUNTS


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()


@lru_cache(maxsize=4096)
def organisation(domain: str) -> str:
    """Give the domain that an organisation registered: ``example.org`` for ``a.b.example.org``.

    Empty for a name that nobody registers (``co.uk``), an address of numbers, or no name at all.
    """
    name = domain.strip().rstrip(".").lower()
    if not name or len(name) > 253 or name.replace(".", "").isdigit() or ":" in name:
        return ""
    return str(_suffixes().privatesuffix(name) or "")


def is_aligned(domain: str, from_domains: tuple[str, ...]) -> bool:
    """Say whether two names belong to one organisation (relaxed mode of RFC 7489 3.1)."""
    own = organisation(domain)
    return bool(own) and own in {organisation(each) for each in from_domains}


def domain_of(result: AuthResult) -> str:
    """Give the domain that a result speaks about, as written; empty where it names none."""
    wanted = {
        "dkim": ("header.d", "header.i"),
        "spf": ("smtp.mailfrom", "smtp.mail", "smtp.mfrom", "envelope-from"),
        "dmarc": ("header.from",),
    }.get(result.method.lower(), ())
    given = {name.lower(): value for name, value in reversed(result.properties)}
    for name in wanted:
        if given.get(name):
            return given[name].rpartition("@")[2].strip('<>" ')
    return ""


def aligned_passes(
    results: tuple[AuthResult, ...],
    signatures: tuple[SignatureCheck, ...],
    from_domains: tuple[str, ...],
) -> tuple[str, ...]:
    """Name the passing checks that speak for From: ``dkim example.org``, ``spf example.org``.

    Only what the recipient's own provider wrote counts, and signatures that fit their key.
    """
    passed = [("dkim", s.domain) for s in signatures if _valid(s)]
    passed += [(r.method.lower(), domain_of(r)) for r in results if _passed(r)]
    named = (f"{method} {domain}" for method, domain in passed if is_aligned(domain, from_domains))
    return tuple(dict.fromkeys(named))


def _valid(check: SignatureCheck) -> bool:
    return check.method == "dkim" and check.verdict is Verdict.VALID


def _passed(result: AuthResult) -> bool:
    known = result.method.lower() in ("dkim", "spf")
    return result.trusted and known and result.result.lower() == "pass"


def against_from(
    results: tuple[AuthResult, ...], aligned: tuple[str, ...], from_domains: tuple[str, ...]
) -> tuple[AuthResult, ...]:
    """Give the trusted results that say the From address may not be the sender's."""
    trusted = tuple(each for each in results if each.trusted)
    dmarc = _about_from(trusted, "dmarc", from_domains)
    failed = tuple(each for each in dmarc if each.result.lower() == "fail")
    if failed or any(each.result.lower() == "pass" for each in dmarc) or aligned:
        return failed
    spf = _about_from(trusted, "spf", from_domains)
    return tuple(each for each in spf if each.result.lower() in ("fail", "softfail", "hardfail"))


def _about_from(
    results: tuple[AuthResult, ...], method: str, from_domains: tuple[str, ...]
) -> tuple[AuthResult, ...]:
    """Leave out results that speak about another domain; one that names none speaks for From."""
    return tuple(
        each
        for each in results
        if each.method.lower() == method
        and (
            not (domain := domain_of(each)) or not from_domains or is_aligned(domain, from_domains)
        )
    )


def _only_by_name(result: AuthResult) -> bool:
    """Whether a fail counts though it is not sure that the provider wrote it."""
    return result.why == FAIL_COUNTS


def forged_words(
    against: tuple[AuthResult, ...], results: tuple[AuthResult, ...], aligned: tuple[str, ...]
) -> str:
    """Quote what the provider wrote, as written, and say what follows. It names no sender."""
    if not against:
        return ""
    parts = ["The address in From may not be who sent it."]
    for server, by_name in dict.fromkeys((each.server, _only_by_name(each)) for each in against):
        quoted = (
            f"{each.method}={each.result}"
            for each in results
            if each.trusted
            and (each.server, _only_by_name(each)) == (server, by_name)
            and each.method.lower() in ("spf", "dkim", "dmarc")
        )
        wrote = f"{server or 'Your own mail provider'} wrote"
        if by_name:
            wrote = f"A line further down, in the name of {server}, says"
        parts.append(f"{wrote}: {'; '.join(dict.fromkeys(quoted))}.")
    fitting = ", ".join(each.partition(" ")[2] for each in aligned if each.startswith("dkim "))
    if fitting:
        parts.append(f"A signature of {fitting} was found to fit all the same.")
    return " ".join(parts)
