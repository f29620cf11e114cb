"""Specifics near each other: means, place, time, car or home of a person (needs.md U5).

A hostile or watching wording that also names where, when or with what is more serious than one
that does not. This gives the specifics; how urgent that makes it, the urgency rules say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from upstander.language.details import find_details
from upstander.language.normalise import Normalised
from upstander.language.spoken_time import find_times
from upstander.language.worked_out_time import local_of, shown, work_out
from upstander.model.finding import Said, Sign
from upstander.recognise._interface import Recogniser
from upstander.recognise.exceptions import game_talk
from upstander.recognise.recognisers._signs import original_span, sign
from upstander.recognise.recognisers._surroundings import is_news, negated

SOURCE = "IPI newsroom guide and TxSSC digital threat toolkit (as rule U5)"
_WEAPON = re.compile(
    r"\b(?:knife|knives|blade|machete|zombie knife|shank|gun|pistol|rifle|shotgun|strap|9mm"
    r"|glock|burner|hammer|bat|baseball bat|crowbar|axe|acid|ammonia|petrol|lighter fluid"
    r"|match(?:es)? through|firework"
    r"|bomb|brick|bottle|screwdriver|spare key|copy of (?:your|the) key|key to (?:your|yours)"
    r"|your keys|rope|zip ties|cable ties|fists?|boots?|the dogs?)\b"
)
_HARM = re.compile(
    r"\b(?:kill|stab|shank|shoot|shot|batter|beat|smash|burn|cut|slash|hurt|break|jump|bang|drop"
    r"|murder|splash|strangle|end|finish|put (?:him|her|you|them) in the (?:ground|hospital)"
    r"|bury|run (?:you|him|her) (?:over|down)"
    r"|in the ground|dead|watch (?:your|ur) back|(?:won't|wont|will not|never) (?:make it|get"
    r"|see)|get (?:you|him|her|u)|come for (?:you|him|her)|coming for|waiting for you|be waiting"
    r"|pay for)\b"
)
_WATCH = re.compile(
    r"\b(?:(?:i|we|they) (?:know|knows|kno|saw|seen|can see|see|watch(?:ed)?|followed) (?:where"
    r"|when|what time|which|who|you|ur|your|that you|exactly where|the way)|(?:saw|seen|see)"
    r" (?:you|your|ur) (?:\w{1,10} )?(?:at|in|outside|leaving|going|car|getting|park\w*)"
    r"|know(?:s)? where (?:you|u|she|he|they|your)|(?:outside|behind) (?:yours|your|ur)|on my"
    r" way to (?:yours|your)|is(?:n't)? that your|nice (?:house|car|bins|door)|right\?)"
)
_AIMED = re.compile(r"\b(?:you|u|ur|yr|your|yours|you're|youre|him|her|his|them|their|she|he)\b")
_AT = re.compile(
    r"\b(?:at|by|outside|behind|to|on|near|round|from|in) (?:your|ur|the|his|her|their|yours"
    r"|mine|hers) ?(?:\w{1,12} )?(?:house|home|door|gate|car|school|work|office|gym|station|bus"
    r" stop|stop|flat|street|road|nan's|mum's|park|place|yard|gaff|block|window|bed|church"
    r"|college|uni|pub|shop|lane|club)\b"
    r"|\b(?:to|at|outside|round) yours\b|\b[a-z]{2,16} (?:road|street|lane|close|avenue|drive)\b"
)
_REACH = 140
_HOBBY = re.compile(
    r"\b(?:cricket|rounders|kitchen|chop|onions?|recipe|diy|shelf|flat ?pack|nails?|butter|steak"
    r"|paint|glue gun|hot glue|spray|heat gun|nail gun|garden|gym|boxing|football boots)\b"
)


@dataclass(frozen=True, slots=True)
class Specific:
    """One specific with its sort and place in the plain text."""

    sort: str
    start: int
    end: int


class WeaponPlaceTime(Recogniser):
    """Finds hostile words with two or more specifics beside them."""

    slug = "weapon_place_time"
    triggers = frozenset((
        "knife", "knives", "blade", "machete", "shank", "gun", "strap", "hammer", "acid",
        "petrol", "bat", "brick", "kill", "stab", "shoot", "batter", "beat", "burn", "slash",
        "hurt", "jump", "murder", "ground", "dead", "waiting", "watch", "know", "knows", "saw",
        "seen", "outside", "yours", "right", "key", "keys", "splash", "smash", "bury",
    ))  # fmt: skip

    def signs(self, said: Said, plain: Normalised) -> Iterator[Sign]:
        """Give one sign with all specifics that stand near the hostile or watching words."""
        text = plain.text[:_LONGEST]
        core = _core(text)
        if core is None or game_talk(text, said.channel) or is_news(text) or _HOBBY.search(text):
            return
        near = [each for each in _specifics(said, plain, text) if _is_near(each, core)]
        sorts = {each.sort for each in near}
        if not _enough(sorts, core.sort):
            return
        first = min(core.start, *(each.start for each in near))
        last = max(core.end, *(each.end for each in near))
        yield _sign(said, plain, near, first, last)


_LONGEST = 4000


def _enough(sorts: set[str], core: str) -> bool:
    """Two specifics; one is enough beside words of harm where it is a weapon, or exact."""
    return len(sorts) >= 2 or (core == "harm" and bool(sorts & {"with", "where exactly"}))


def _core(text: str) -> Specific | None:
    for pattern, sort in ((_HARM, "harm"), (_WATCH, "watch")):
        for _, match in zip(range(30), pattern.finditer(text), strict=False):
            aimed = _AIMED.search(text, max(0, match.start() - 60), match.end() + 60)
            if aimed and not _negated_harm(text, match):
                return Specific(sort, *match.span())
    return None


def _negated_harm(text: str, match: re.Match[str]) -> bool:
    return "n't" not in match[0] and negated(text, match.start(), 14)


def _is_near(each: Specific, core: Specific) -> bool:
    return max(each.start - core.end, core.start - each.end) <= _REACH


def _specifics(said: Said, plain: Normalised, text: str) -> list[Specific]:
    found = [
        Specific(sort, *match.span())
        for pattern, sort in ((_WEAPON, "with"), (_AT, "where"))
        for _, match in zip(range(20), pattern.finditer(text), strict=False)
    ]
    found += [
        Specific("when", each.start, each.end)
        for each in find_times(text)
        if (each.day or each.clock) and not each.past and not each.habit
    ]
    exact = {
        "address": "where exactly",
        "car": "car",
        "plate": "car",
        "school": "school",
        "hours": "when",
    }
    if plain.starts is None:
        found += [
            Specific(exact[each.what], each.start, each.end)
            for each in find_details(said.text[:_LONGEST])
            if each.what in exact
        ]
    return sorted(found, key=lambda each: each.start)


def _sign(said: Said, plain: Normalised, near: list[Specific], first: int, last: int) -> Sign:
    start, end = original_span(plain, first, last)
    facts = tuple((each.sort, plain.quote(each.start, each.end)) for each in near[:12])
    named = sorted({each.sort.removesuffix(" exactly") for each in near})
    return sign(
        said.text, start, end, rule="weapon", source=SOURCE, labels=(),
        why=f"Hostile or watching words stand beside details: {', '.join(named)}.",
        facts=(*dict.fromkeys(facts), *_day(said, plain, near)),
        asks="Do these details fit your life?",
    )  # fmt: skip


def _day(said: Said, plain: Normalised, near: list[Specific]) -> tuple[tuple[str, str], ...]:
    """The day that was meant, if the message has a time."""
    local = local_of(said.at, said.local, said.zone)
    for spoken in find_times(plain.text[:_LONGEST]):
        if not any(each.sort == "when" and each.start == spoken.start for each in near):
            continue
        worked = work_out(spoken, local, said.zone)
        if worked.day:
            words = spoken.day or spoken.clock
            quote = plain.quote(words.start, words.end) if words else ""
            return (("day", shown(worked.day, worked.clock)), ("worked_out_from", quote))
    return ()


PLUGIN = WeaponPlaceTime()
