"""What a call log shows when it is counted: by number, by hour, and what cannot be used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache

from upstander.language.phone_number import read_caller
from upstander.language.shown_time import zone_of
from upstander.model.report import CallRecord
from upstander.report.blocks import counted
from upstander.report.when import AHEAD, is_ahead, marked_ahead, moment

_HIDDEN_CODES = frozenset({"-1", "-2", "-3"})
"""What phones write into their logs where no number was shown."""
_NOT_YET = f"{AHEAD.capitalize()}."
_NO_ZONE = "The time zone is not known."
_DIRECTIONS = {"in": "came in", "out": "made from here", "missed": "missed"}
_MOST_NUMBERS = 50
_NIGHT = (23, 6)  # from 23:00 up to 06:00, as in the pattern records


def withheld(call: CallRecord) -> bool:
    """Whether the call shows no number: it cannot be used to say who called."""
    return _is_hidden(call.number.strip())


@lru_cache(maxsize=4096)
def _is_hidden(shown: str) -> bool:
    """Looked up once a number: a log has the same ones again and again."""
    if shown in _HIDDEN_CODES or not any(map(str.isalnum, shown)):
        return True
    return read_caller(shown).sort == "hidden"


def real_number(call: CallRecord) -> bool:
    """Whether the call shows a number that can be rung: no name, no code, nothing hidden."""
    return not withheld(call) and read_caller(call.number).sort in ("number", "short")


def with_doubts(calls: Sequence[CallRecord], today: date) -> tuple[CallRecord, ...]:
    """Mark calls whose time cannot be relied on: it lies ahead, or its time zone is not known."""
    return tuple(_with_doubt(call, today) for call in calls)


def _with_doubt(call: CallRecord, today: date) -> CallRecord:
    if call.utc is None:
        return call if call.doubt else replace(call, doubt=_NO_ZONE)
    return doubted(call) if is_ahead(call.utc.date(), today) else call


def doubted(call: CallRecord) -> CallRecord:
    """A call with the words that its date is in the future; said once."""
    if _is_ahead(call):
        return call
    return replace(call, doubt=f"{call.doubt} {_NOT_YET}".strip())


def shown_direction(call: CallRecord) -> str:
    """Which way a call went, in words."""
    return _DIRECTIONS.get(call.direction, "not known")


def shown_length(call: CallRecord) -> str:
    """``21 min 0 s``; empty where the log does not say."""
    if call.duration_s is None:
        return ""
    minutes, seconds = divmod(max(call.duration_s, 0), 60)
    return f"{minutes:,} min {seconds} s" if minutes else f"{seconds} s"


def by_number(calls: Sequence[CallRecord]) -> list[tuple[str, str, str, str]]:
    """Each number with its count, first and last row, the most frequent first."""
    seen: dict[str, list[CallRecord]] = {}
    for call in calls:
        if not withheld(call):
            seen.setdefault(call.number, []).append(call)
    often = sorted(seen.items(), key=lambda each: (-len(each[1]), each[0]))
    return [
        (number, f"{len(rows):,}", _shown_when(ends[0]), _shown_when(ends[1]))
        for number, rows in often[:_MOST_NUMBERS]
        for ends in [_ends(rows)]
    ]


def pattern(calls: Sequence[CallRecord], zone: str) -> Iterator[str]:
    """What the log shows as a whole: how many, which way, on how many days, how many at night."""
    if not calls:
        return
    ways = Counter(map(shown_direction, calls))
    yield f"{counted(len(calls), 'call')}: " + ", ".join(
        f"{ways[way]:,} {way}" for way in (*_DIRECTIONS.values(), "not known") if ways[way]
    )
    times = sorted(each.utc for each in calls if each.utc is not None and not _is_ahead(each))
    if times:
        yield f"First: {moment(times[0], zone)}. Last: {moment(times[-1], zone)}."
        local = [_local(each, zone) for each in times]
        night = sum(each.hour >= _NIGHT[0] or each.hour < _NIGHT[1] for each in local)
        yield (
            f"On {counted(len({each.date() for each in local}), 'day')}."
            f" Between 11 at night and 6 in the morning: {night:,}."
        )
    doubtful = sum(bool(each.doubt) or each.utc is None for each in calls)
    if doubtful:
        yield f"{counted(doubtful, 'call')} with a doubt about the time. They are marked."
    yield from _hidden(calls)


def _hidden(calls: Sequence[CallRecord]) -> Iterator[str]:
    hidden = sum(map(withheld, calls))
    if hidden:
        yield f"{counted(hidden, 'call')} with no number shown (withheld)."


def _ends(rows: list[CallRecord]) -> tuple[CallRecord, CallRecord]:
    sure = [each for each in rows if not _is_ahead(each)] or rows
    timed = sorted((each for each in sure if each.utc is not None), key=_utc)
    return (timed[0], timed[-1]) if timed else (sure[0], sure[-1])


def _shown_when(call: CallRecord) -> str:
    return marked_ahead(call.when) if _is_ahead(call) else call.when


def _is_ahead(call: CallRecord) -> bool:
    return call.doubt.endswith(_NOT_YET)


def _utc(call: CallRecord) -> datetime:
    assert call.utc is not None  # noqa: S101  # rows without a time were left out
    return call.utc


def _local(at: datetime, zone: str) -> datetime:
    try:
        return at.astimezone(zone_of(zone))
    except OverflowError:
        return at
