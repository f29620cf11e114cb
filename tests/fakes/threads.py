"""Short threads of invented messages with hand-made signs, for the tests of patterns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from upstander.model.finding import Finding, Level, Pattern, Said, Sign
from upstander.recognise._interface import Known
from upstander.recognise.summary import pattern_rules

LONDON = ZoneInfo("Europe/London")
NOBODY = Known()


def line(
    wall: str, sender: str, text: str, *, me: str = "", kind: str = "message", channel: str = "chat"
) -> Said:
    """One message; ``wall`` is London wall time (empty: not known), ``me`` who keeps the case."""
    local = datetime.fromisoformat(wall) if wall else None
    return Said(
        id="",
        text=text,
        sender=sender,
        is_self=(sender == me) if me else None,
        at=local.replace(tzinfo=LONDON).astimezone(UTC) if local else None,
        local=local,
        zone="Europe/London",
        exact=bool(wall),
        conversation="c1",
        channel=channel,
        kind=kind,
    )


def thread(*lines: Said) -> list[Said]:
    """Number the messages ``m0``, ``m1`` ... in the order given."""
    return [replace(each, id=f"m{at}", seq=at) for at, each in enumerate(lines)]


def sign(said: Said, rule: str, level: Level | None = None, *labels: str) -> Sign:
    """A sign that quotes the whole message."""
    return Sign(rule, said.text, 0, len(said.text), "Why.", "Source, 2026", level, labels)


def finding(said: Said, *signs: Sign, severity: int = 0, individual: bool = False) -> Finding:
    """A finding as the engine would give it for these signs."""
    levels = [each.level for each in signs if each.level is not None]
    level = min(levels, key=lambda each: each.rank, default=None)
    flag = level in (Level.A, Level.B) or any(each.labels for each in signs)
    own = said.is_self is True
    return Finding(said.id, signs, flag and not own, level, individual, severity)


def found(*findings: Finding) -> dict[str, Finding]:
    """Findings by the id of their message."""
    return {each.about: each for each in findings}


def insult(said: Said, severity: int = 1) -> Finding:
    """What the classifier would say of an insult."""
    return finding(said, sign(said, "model.insult", None, "insult"), severity=severity)


def pattern(
    slug: str, said: Iterable[Said], findings: dict[str, Finding], known: Known = NOBODY
) -> list[Pattern]:
    """Ask one pattern of the family."""
    return list(pattern_rules()[slug].part.patterns(list(said), findings, known))


def facts(each: Pattern) -> dict[str, str]:
    """The facts of a pattern by name."""
    return dict(each.facts)
