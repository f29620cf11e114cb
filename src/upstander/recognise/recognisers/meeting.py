"""Meetings: where and when, worked out from "sat 2pm" or "tomorrow after school".

A card for the time and place of a meeting that was arranged or announced. It fires where words
ask somebody to meet, or tell them that somebody will be there, together with a day or a time; a
plain plan among friends gives the same facts, and asks whether it is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from upstander.language.normalise import Normalised
from upstander.language.spoken_time import SpokenTime, find_times
from upstander.language.worked_out_time import (
    WorkedOut,
    local_of,
    shown,
    shown_utc,
    to_utc,
    work_out,
)
from upstander.model.finding import Said, Sign
from upstander.recognise._interface import Recogniser
from upstander.recognise.exceptions import game_talk
from upstander.recognise.recognisers._places import place_in
from upstander.recognise.recognisers._signs import original_span, sign

SOURCE = "SafeChild guide (as rule U3); Upstander's own rule, first set on 25 Nov 2026"
_MEET = re.compile(
    r"\b(?:meet(?:ing)? (?:me|us|you|him|her|up|at|by|outside|in|round|behind|near|irl|there)"
    r"|(?:lets|let's|wanna|want to|can we|shall we|gonna|should|could|to|we|i|will|i'll) meet"
    r"|come (?:see|meet|find|to mine|to my|to the|over|round|alone|link|out|by yourself|on your"
    r" own|down|outside)|link (?:me|up)|pull up|pick (?:you|u) up|collect you|wait(?:ing)? for you"
    r"|(?:be|i'm|im|i am|i'll be|ill be|we're|we'll be) (?:\w{1,8} )?(?:outside|there|waiting"
    r"|round|at yours|at your)|on (?:my|our) way|coming (?:for|to|round|over)"
    r"|get off the bus|get in the car|see (?:you|u|ya) (?:there|outside|on|at|in person|irl)?|c"
    r" u|square ?go|have (?:you|it out)|fight(?: me)?)\b"
)
_THREAT = re.compile(
    r"\b(?:watch (?:your|ur) back|(?:won't|wont|will not|never) make it|(?:i'll|ill|il|we'll|i"
    r" will|we will|gonna|going to|man'll|imma|finna) (?:get|find|have|hurt|kill|batter|jump|end"
    r"|stab|beat|come for|come to|come and find|visit) (?:you|u|ya|ur|your|yours|yous|him|her)"
    r"|(?:i'll|ill|we'll|i will) be waiting"
    r"|you(?:'re| are|r)? (?:dead|done|finished|getting (?:it|jumped|banged))|your? (?:dead"
    r"|done)|better (?:watch|not|run)|i know (?:where|when|you)|we know (?:where|when|you))\b"
)
_WORRY = re.compile(
    r"\b(?:(?:come|be|meet|there) (?:\w{1,8} )?(?:alone|by (?:yourself|urself)|on your (?:own"
    r"|ones|tod|jack))|by (?:yourself|urself) (?:on|at|this|tomorrow|tonight)|(?:our|a|keep it"
    r"|keep this) secret|(?:don't|dont|do not) (?:tell|bring) (?:your|ur|any|no ?one|nobody|the"
    r"|yer|anyone)|no one (?:else|needs|has) to know|nobody (?:else )?(?:needs|has) to know"
    r"|wear (?:the|your|that) \w{2,10}|tell your (?:mum|mam|mom|dad|nan|parents) you(?:'re| are)"
    r"|delete (?:this|the chat|these)|between us|just us|irl|in real life)\b"
)
_ADDRESS_BESIDE = re.compile(
    r"\b\d{1,4} [a-z]+(?: [a-z]+)? (?:close|street|road|lane|avenue|drive|way|court|house)\b"
)


class Meeting(Recogniser):
    """Finds meetings with their day, time and place."""

    slug = "meeting"
    triggers = frozenset((
        "meet", "meeting", "link", "alone", "secret", "waiting", "wait", "outside", "yours",
        "pull", "pick", "collect", "monday", "tuesday", "wednesday", "thursday", "friday",
        "saturday", "sunday", "sat", "fri", "thurs", "tonight", "tomorrow", "tmrw", "station",
        "back", "fight", "jump", "batter", "wear",
    ))  # fmt: skip

    def signs(self, said: Said, plain: Normalised) -> Iterator[Sign]:
        """Give the meeting of a message: the day or time nearest to the words that arrange it."""
        text = plain.text[:_LONGEST]
        arranged = _arranged(text)
        if arranged is None or game_talk(text, said.channel):
            return
        spoken = _when(text, arranged)
        worrying = _THREAT.search(text) or _WORRY.search(text) or _ADDRESS_BESIDE.search(text)
        place = place_in(said.text, plain, arranged.start(), _LONGEST)
        if spoken is None or not (worrying or (place and spoken.clock)):
            return
        yield _sign(said, plain, arranged, spoken, place, worrying=worrying is not None)


_LONGEST = 4000
_REACH = 120


def _arranged(text: str) -> re.Match[str] | None:
    """The words that arrange or announce it; a time to come alone is one too."""
    return _THREAT.search(text) or _MEET.search(text) or _WORRY.search(text)


def _when(text: str, arranged: re.Match[str]) -> SpokenTime | None:
    near = [
        each
        for each in find_times(text)
        if not each.past and not each.habit and (each.day or each.clock)
        and max(each.start - arranged.end(), arranged.start() - each.end) <= _REACH
    ]  # fmt: skip
    fuller = [each for each in near if each.day and (each.clock or each.part)]
    return min(
        fuller or [each for each in near if each.day] or near,
        key=lambda each: abs(each.start - arranged.start()), default=None,
    )  # fmt: skip


def _sign(
    said: Said, plain: Normalised, arranged: re.Match[str], spoken: SpokenTime,
    place: str, *, worrying: bool,
) -> Sign:  # fmt: skip
    first = min(arranged.start(), spoken.start)
    start, end = original_span(plain, first, max(arranged.end(), spoken.end))
    local = local_of(said.at, said.local, said.zone)
    worked = work_out(spoken, local, said.zone)
    words = _worked_from(plain, spoken, worked)
    day = shown(worked.day, worked.clock) if worked.day else ""
    why = f"A day or time is named{f': {day}, worked out from {words!r}' if day else ''}."
    if not day:
        why = (
            f"A day or time is named ({words!r}). The message has no date, so no day was"
            f" worked out."
        )
    return sign(
        said.text, start, end, rule="meeting", why=why, source=SOURCE,
        facts=(*_times(said, worked, day), ("worked_out_from", words), ("place", place)),
        asks="" if worrying else "Is this a meeting that you both want?",
    )  # fmt: skip


def _worked_from(plain: Normalised, spoken: SpokenTime, worked: WorkedOut) -> str:
    """The words of the day as written, or those of the time where no day was named."""
    if spoken.day is None:
        return plain.quote(spoken.start, spoken.end)
    cut = spoken.day.words.rfind(worked.from_words)
    return plain.quote(spoken.day.start + max(0, cut), spoken.day.end)


def _times(said: Said, worked: WorkedOut, day: str) -> tuple[tuple[str, str], ...]:
    utc, note = to_utc(worked.local, said.zone) if worked.local else (None, "")
    notes = " ".join((*worked.notes, note)).strip()
    if day and not said.exact:
        notes = f"The date of the message is not sure. {notes}".strip()
    other = worked.might_also_be
    return (
        ("meets_at_local", day),
        ("zone", said.zone if day else ""),
        ("meets_at_utc", shown_utc(utc) if utc else ""),
        ("part_of_day", worked.part),
        ("might_also_be", shown(other, worked.clock) if other else ""),
        ("note", notes),
    )


PLUGIN = Meeting()
