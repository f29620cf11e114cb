"""What a look-up tells whom, and what came of it, in plain words."""

from __future__ import annotations

from datetime import datetime, timedelta

from upstander.application.network_ports import Trouble
from upstander.directory.rdap_services import Register
from upstander.model.lead import LookOutcome
from upstander.trace.look_up_subject import ASN, DOMAIN, IP, TXT, Subject

_THING = {IP: "number", ASN: "network number", DOMAIN: "name", TXT: "name"}
_TROUBLES = {
    Trouble.NO_NETWORK: "The server could not be reached. This computer may be offline.",
    Trouble.SLOW: "The server did not answer in time.",
    Trouble.BUSY: "The server is busy. Try again in some hours.",
    Trouble.CLOSED: "The server does not answer this question for us.",
    Trouble.SERVER: "The server could not say.",
    Trouble.TOO_BIG: "The answer was too large to take.",
    Trouble.NOT_AN_ANSWER: "What came back was not the answer of a register.",
    Trouble.AWAY: "The server sent us on to one that we do not know, so we did not go there.",
    Trouble.LOOP: "The servers sent us round in a circle.",
    Trouble.NOT_SECURE: "The connection could not be trusted, so nothing was taken from it.",
    Trouble.OTHER: "The answer was about something else.",
}
_GO_ON = "Nothing is lost. You can ask on another device and paste the answer."


def tells(subject: Subject, register: Register | None) -> str:
    """Say what asking lets whom know, before anything is sent."""
    if subject.kind == TXT:
        return _tells_of_key(subject.value)
    thing = _THING[subject.kind]
    if register is None:
        return no_service(subject)
    return (
        f"Your internet address and this {thing} go to {register.operator} ({register.host}). "
        f"Your internet company can see that you asked there. The sender does not learn of it."
    )


def _tells_of_key(name: str) -> str:
    domain = name.rpartition("._domainkey.")[2]
    return (
        f"The name {name} goes to the name server that this computer uses, and on to the one of "
        f"{domain}. Whoever runs {domain} may see that somebody asked for this key. They do not "
        "see who you are."
    )


def no_service(subject: Subject) -> str:
    """Say that no register is known."""
    ending = f" for .{subject.value.rpartition('.')[2]}" if subject.kind == DOMAIN else ""
    return (
        f"No look-up service is known{ending}. If you or a helper can look it up on another "
        "device, paste the answer here."
    )


def no_holder(subject: Subject) -> str:
    """Say that nobody outside can be asked about it."""
    return f"This has no outside holder, so there is nobody to ask. {subject.no_holder}"


def outcome_words(subject: Subject, outcome: LookOutcome, trouble: Trouble | None) -> str:
    """Say what came of it, calmly."""
    if trouble is not None:
        return f"{_TROUBLES[trouble]} {_GO_ON}"
    if outcome is LookOutcome.FAILED:
        return f"No answer came. {_GO_ON}"
    if outcome is LookOutcome.ABSENT:
        thing = _THING[subject.kind]
        return f"Nothing is registered under this {thing} today. It may have been when it was used."
    return "An answer came."


def age_words(then: datetime, now: datetime, *, pasted: bool = False) -> str:
    """Say how long ago it was asked; a moment ahead of the clock counts as just now."""
    verb = "pasted" if pasted else "asked"
    passed = max(now - then, timedelta(0))
    if passed.days:
        return f"{verb} {_count(passed.days, 'day')} ago"
    hours, minutes = passed.seconds // 3600, passed.seconds // 60
    if hours:
        return f"{verb} {_count(hours, 'hour')} ago"
    return f"{verb} {_count(minutes, 'minute')} ago" if minutes else f"{verb} just now"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
