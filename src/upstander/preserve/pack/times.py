"""How a time stands in a pack: local with offset, UTC, and how sure it is (check G6)."""

from __future__ import annotations

from dataclasses import dataclass

from upstander.language.shown_time import in_utc, in_zone
from upstander.model.message import DateOrder, Message, MessageTime, ZoneBasis
from upstander.model.timeline import Certainty

_KNOWN = (ZoneBasis.IN_SOURCE, ZoneBasis.UNIX_EPOCH, ZoneBasis.USER_SAID)


@dataclass(frozen=True, slots=True)
class Shown:
    """A time in words. ``local`` carries the offset; ``utc`` is empty where it is not known."""

    local: str
    utc: str
    certainty: Certainty
    why: str = ""


def shown_time(message: Message, zone: str) -> Shown:
    """Show when a message was sent, as far as its source tells."""
    time = message.sent
    if time is None:
        return Shown("no time in the source", "", Certainty.UNSURE, "no time in the source")
    if time.utc is None:
        return Shown(time.raw, "", Certainty.UNSURE, _doubt(time))
    return Shown(
        in_zone(time.utc, time.zone or zone), in_utc(time.utc), _certainty(time), _doubt(time)
    )


def _certainty(time: MessageTime) -> Certainty:
    if time.order is DateOrder.UNDECIDED or time.nonexistent:
        return Certainty.UNSURE
    sure = time.zone_basis in _KNOWN and time.precision in ("us", "ms", "s", "min")
    return Certainty.EXACT if sure else Certainty.ABOUT


def _doubt(time: MessageTime) -> str:
    reasons = []
    if time.order is DateOrder.UNDECIDED:
        reasons.append("day/month or month/day")
    if time.nonexistent:
        reasons.append("a time that the clock change left out")
    if time.zone_basis is ZoneBasis.ASSUMED:
        reasons.append("zone assumed")
    if time.utc is None and time.zone_basis is ZoneBasis.NONE:
        reasons.append("zone not known")
    if time.zone_basis is ZoneBasis.USER_SAID:
        reasons.append("zone as told")
    if time.precision in ("min", "day"):
        reasons.append("to the minute" if time.precision == "min" else "to the day")
    return ", ".join(reasons)
