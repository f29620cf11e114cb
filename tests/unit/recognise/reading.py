"""How the tests of the detectors ask one detector about one message."""

from __future__ import annotations

from datetime import UTC, datetime

from upstander.language.normalise import normalise
from upstander.language.wall_time import find_zone
from upstander.model.finding import Said, Sign
from upstander.recognise._interface import Recogniser

LONDON = "Europe/London"


def said(text: str, at: str = "", *, zone: str = LONDON, is_self: bool | None = None) -> Said:
    """A message; ``at`` is wall time in ``zone``."""
    local = datetime.fromisoformat(at) if at else None
    moment = local.replace(tzinfo=find_zone(zone)).astimezone(UTC) if local else None
    return Said("m1", text, at=moment, local=local, zone=zone, is_self=is_self)


def look(part: Recogniser, message: Said | str) -> list[Sign]:
    """The signs of one message, each checked to quote it exactly."""
    message = said(message) if isinstance(message, str) else message
    signs = list(part.signs(message, normalise(message.text)))
    for sign in signs:
        assert message.text[sign.start : sign.end] == sign.quote
    return signs


def rules(part: Recogniser, message: Said | str) -> set[str]:
    """The rules that noticed something."""
    return {sign.rule for sign in look(part, message)}


def facts(sign: Sign) -> dict[str, str]:
    """The facts of a sign by name."""
    return dict(sign.facts)
