"""ARC (RFC 8617): what forwarders and mailing lists sealed, with recorded keys."""

from __future__ import annotations

import re
from dataclasses import dataclass

from upstander.mail.headers import HeaderField
from upstander.model.lead import SignatureCheck, Span, Verdict
from upstander.trace._canonical import KeptMail, relaxed_line, without_signature
from upstander.trace._dkim import HONEST, Outcome, judge
from upstander.trace._public_key import Fit, fit_keys, too_small
from upstander.trace._signature import (
    Obstacle,
    Signature,
    broken,
    key_place,
    read_signature,
    read_tags,
    shown,
)
from upstander.trace.key_records import KeyRecords

MAX_SETS = 50
"""RFC 8617 4.2.1: more sets than this make a broken chain."""

RESULTS = "arc-authentication-results"
MESSAGE = "arc-message-signature"
SEAL = "arc-seal"
_MOST_COMMENTED = 200
_COMMENT = re.compile(rb"\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*+\))*+\)", re.DOTALL)
_GAP = rb"(?:[ \t\r\n]|" + _COMMENT.pattern + rb")*+"
_INSTANCE = re.compile(_GAP.join((b"", b"i", b"=", b"([0-9]{1,2})", b";")), re.DOTALL)
"""A number has one or two figures, and comments may stand around it (RFC 8617 3.9 and 4.1.1)."""


@dataclass(frozen=True, slots=True)
class ArcSet:
    """The three lines that one forwarder added. ``cv`` is its word on the chain before it."""

    instance: int
    results: HeaderField
    message: Signature
    seal: Signature
    cv: str


@dataclass(frozen=True, slots=True)
class Chain:
    """The chain of seals. ``status``: none, pass, fail, or unknown where a key is missing."""

    status: str
    why: str = ""
    sealer: str = ""  # domain of the topmost seal, as written
    sets: tuple[ArcSet, ...] = ()  # topmost first
    checks: tuple[SignatureCheck, ...] = ()  # topmost first


def instance_of(value: bytes) -> tuple[int, int]:
    """Give the number of the set that an ARC-Authentication-Results belongs to, and its end."""
    found = _INSTANCE.match(value)
    return (int(found.group(1)), found.end()) if found else (0, 0)


def check_chain(mail: KeptMail, keys: KeyRecords | None, source: str = "") -> Chain:
    """Check the ARC sets of a mail (RFC 8617 5.2). Never raises."""
    named = mail.headers.all(RESULTS) + mail.headers.all(MESSAGE) + mail.headers.all(SEAL)
    if not named:
        return Chain("none")
    try:
        sets = _read_sets(mail)
    except Obstacle as obstacle:
        return _broken_chain(mail, obstacle, source)
    outcomes = [_judge_set(mail, sets, index, keys) for index in range(len(sets))]
    checks = tuple(
        _as_check(each, outcome, source) for each, outcome in zip(sets, outcomes, strict=True)
    )
    status, why = _status(sets, outcomes)
    return Chain(status, why, checks[0].domain, sets, checks)


def _broken_chain(mail: KeptMail, obstacle: Obstacle, source: str) -> Chain:
    """Give one check for a chain that cannot be read as one."""
    field = mail.headers.first(SEAL) or mail.headers.first(MESSAGE)
    if field is None:
        field = mail.headers.all(RESULTS)[0]
    outcome = Outcome(obstacle.verdict, obstacle.why)
    check = _check_of(field, outcome, Span(source, field.start, field.end, where=field.name))
    return Chain("fail", obstacle.why, check.domain, (), (check,))


# --- reading ------------------------------------------------------------------------------------


def _read_sets(mail: KeptMail) -> tuple[ArcSet, ...]:
    """Put the lines together to sets; every number from 1 up has exactly one of each."""
    results, messages, seals = (_numbered(mail, name) for name in (RESULTS, MESSAGE, SEAL))
    wanted = set(range(1, len(seals) + 1))
    if len(seals) > MAX_SETS or not wanted == set(seals) == set(messages) == set(results):
        raise Obstacle(Verdict.CANNOT, "The seals of the forwarders are not complete.")
    return tuple(
        _read_set(number, results[number], messages[number], seals[number])
        for number in sorted(wanted, reverse=True)
    )


def _numbered(mail: KeptMail, name: str) -> dict[int, HeaderField]:
    found: dict[int, HeaderField] = {}
    for field in mail.headers.all(name)[: MAX_SETS + 1]:
        number = instance_of(field.value)[0] if name == RESULTS else _number(field)
        if not number:
            raise broken("it has no number")
        if number in found:
            raise Obstacle(Verdict.CANNOT, "Two seals of forwarders have the same number.")
        found[number] = field
    return found


def _number(field: HeaderField) -> int:
    raw = _bare(read_tags(field.value).get("i", b""))
    return int(raw) if raw.isdigit() and len(raw) < 3 else 0


def _bare(raw: bytes) -> bytes:
    """Take comments off a value, where the grammar allows them (RFC 8617 3.9: i= and cv=).

    A long value is left as it is: it is no number, and looking for comments in it is slow.
    """
    if len(raw) > _MOST_COMMENTED:
        return raw
    return _COMMENT.sub(b"", raw).strip(b" \t\r\n")


def _read_set(
    number: int, results: HeaderField, message_line: HeaderField, seal_line: HeaderField
) -> ArcSet:
    message, seal = (
        read_signature(message_line, kind="ams"),
        read_signature(seal_line, kind="seal"),
    )
    tags = read_tags(seal_line.value)
    if SEAL in message.signed or "h" in tags:
        raise broken("it signs lines that it may not sign")
    cv = shown(_bare(tags["cv"])).lower()  # letters of either size (RFC 8617 3.9, RFC 5234 2.3)
    if cv not in ("fail", "none" if number == 1 else "pass"):
        raise broken("what it says of the seals before it cannot be right")
    return ArcSet(number, results, message, seal, cv)


# --- checking -----------------------------------------------------------------------------------


def _judge_set(
    mail: KeptMail, sets: tuple[ArcSet, ...], index: int, keys: KeyRecords | None
) -> Outcome:
    """Check one seal, and for the topmost set also the message signature beside it."""
    own = sets[index]
    try:
        outcome = _judge_seal(mail, sets, index, keys)
        if index or outcome.verdict is not Verdict.VALID:
            return outcome
        over = judge(mail, own.message, keys)
    except Obstacle as obstacle:
        return Outcome(obstacle.verdict, obstacle.why, obstacle.seen_at)
    if over.verdict is not Verdict.VALID:
        return over
    return Outcome(Verdict.VALID, over.why, outcome.seen_at)


def _judge_seal(
    mail: KeptMail, sets: tuple[ArcSet, ...], index: int, keys: KeyRecords | None
) -> Outcome:
    own = sets[index]
    sealed = sets[index : index + 1] if own.cv == "fail" else sets[index:]
    fitted, key = fit_keys(keys, own.seal, lambda: _sealed_lines(mail, sealed))
    if too_small(key):
        why = "The key is so small that others could have made this seal too."
        raise Obstacle(Verdict.CANNOT, why, fitted.seen_at)
    return Outcome(*_seal_words(own.seal.domain, fitted.fit), fitted.seen_at)


def _seal_words(domain: str, fit: Fit) -> tuple[Verdict, str]:
    if fit is Fit.FITS:
        return Verdict.VALID, f"The seal of {domain} fits its key."
    if fit is Fit.OTHER_KEY:
        return Verdict.CANNOT, (
            f"The key that was looked up did not make this seal. {domain} may have another key"
            " now, or the seal was damaged or not made there."
        )
    if fit is Fit.UNCLEAR:
        return Verdict.ALTERED, (
            f"The key that was looked up does not fit. A line under the seal was changed, or"
            f" {domain} has another key now. {HONEST}"
        )
    return Verdict.ALTERED, f"Lines under the seal of {domain} were changed. {HONEST}"


def _sealed_lines(mail: KeptMail, sealed: tuple[ArcSet, ...]) -> bytes:
    """Give the bytes a seal was made over (RFC 8617 5.1.1): all sets, the first one first."""
    lines = [
        relaxed_line(mail.raw(field))
        for each in reversed(sealed)
        for field in (each.results, each.message.field, each.seal.field)
    ]
    own = relaxed_line(without_signature(mail.raw(sealed[0].seal.field))).removesuffix(b"\r\n")
    return b"".join(lines[:-1]) + own


def _status(sets: tuple[ArcSet, ...], outcomes: list[Outcome]) -> tuple[str, str]:
    """Give the status of the chain (RFC 8617 4.4) and why."""
    if sets[0].cv == "fail":
        return "fail", "The topmost forwarder says that the seals before it were broken."
    for own, outcome in zip(sets, outcomes, strict=True):
        if own.cv == "fail":
            return "fail", "A forwarder says that the seals before it were broken."
        if outcome.verdict is not Verdict.VALID:
            return ("fail" if outcome.verdict is Verdict.ALTERED else "unknown"), outcome.why
    return "pass", "All seals fit their keys."


def _as_check(own: ArcSet, outcome: Outcome, source: str) -> SignatureCheck:
    line = own.seal.field
    span = Span(source, line.start, line.end, where=f"ARC-Seal, i={own.instance}")
    return _check_of(line, outcome, span, (f"It says cv={own.cv}.",))


def _check_of(
    field: HeaderField, outcome: Outcome, span: Span, limits: tuple[str, ...] = ()
) -> SignatureCheck:
    try:
        tags = read_tags(field.value)
    except Obstacle:
        tags = {}
    return SignatureCheck(
        method="arc",
        domain=shown(tags.get("d", b"")),
        selector=shown(tags.get("s", b"")),
        verdict=outcome.verdict,
        why=outcome.why,
        span=span,
        limits=(*limits, "A forwarder's seal says what the forwarder saw, not who wrote."),
        key_seen_at=outcome.seen_at,
        key_at=key_place(tags),
    )
