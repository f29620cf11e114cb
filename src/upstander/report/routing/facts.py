"""From a situation to the plain facts that conditions are compared with.

The younger of two ages, the safer reading of an unknown one, and a refusal that is respected
unless life, a child or an adult who cannot protect themselves goes before it, are decided here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from upstander.directory.kinds import plain_phrase
from upstander.directory.records import place_code
from upstander.directory.urgency import UrgencyRule
from upstander.model.report import AgeBand, Consent, HelperRole
from upstander.report.routing.situation import NotedSign, Situation

_YOUNGEST_FIRST = (AgeBand.UNDER_13, AgeBand.TEEN, AgeBand.OLDER_TEEN, AgeBand.ADULT)
_CARE_FOR_CHILDREN = frozenset({"child", "parent_carer", "school"})
_GROWN_UP = frozenset({"adult", "older_person"})
_SPEAK_FOR_ADULTS = frozenset({"adult", "older_person", "employee", "employer"})
_OF_CHILDREN = frozenset({"grooming", "child_sexual_abuse_image"})
_AGE_DECIDES = frozenset({"image_abuse", "blackmail"})
_HELPERS = frozenset({"parent_carer", "school", "professional", "employer", "bystander"})
_AS_AUDIENCE = {
    HelperRole.PARENT: "parent_carer",
    HelperRole.TEACHER: "school",
    HelperRole.MANAGER: "employer",
    HelperRole.PROFESSIONAL: "professional",
    HelperRole.FRIEND: "bystander",
    HelperRole.BYSTANDER: "bystander",
    HelperRole.OTHER: "bystander",
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What conditions ask about, as plain sets of words."""

    place: str  # a code, or empty
    whereabouts: frozenset[str]
    audiences: frozenset[str]
    kinds: frozenset[str]
    signs: frozenset[str]  # "U4" and "U4:B"
    levels: frozenset[str]
    ages: frozenset[str]
    cared_by: frozenset[str]
    has: frozenset[str]
    consent: str
    protects_self: str
    platform: str
    phrase: str  # the text as it is compared, with a space at both ends

    @property
    def danger(self) -> bool:
        """Whether life may be in danger now."""
        return "danger" in self.has


def facts_of(
    situation: Situation, rules: Mapping[str, UrgencyRule], covered: Collection[str]
) -> Facts:
    """Read a situation. ``covered`` are the countries that records are made for. Never raises."""
    noted = _levels(situation.signs, rules, "danger" in situation.has)
    levels = frozenset(noted.values())
    audiences = _audiences(situation)
    ages, differ = _ages(situation, audiences)
    place, whereabouts = _place(situation.place, covered)
    has = set(situation.has)
    has |= {"danger"} if "A" in levels else set()
    has |= {"ages-differ"} if differ else set()
    has |= _told(situation)
    has |= _wish(situation, audiences, ages, noted, has)
    return Facts(
        place=place,
        whereabouts=whereabouts,
        audiences=audiences,
        kinds=frozenset(situation.kinds),
        signs=frozenset([*noted, *(f"{rule}:{level}" for rule, level in noted.items())]),
        levels=levels,
        ages=ages,
        cared_by=frozenset(situation.cared_by),
        has=frozenset(has),
        consent=situation.helping.consent.value,
        protects_self=situation.helping.protects_self or "not asked",
        platform=situation.platform,
        phrase=f" {plain_phrase(situation.text[:2000])} ",
    )


def _told(situation: Situation) -> set[str]:
    """What was told at all."""
    said = {
        "kind": situation.kinds,
        "sign": situation.signs,
        "platform": situation.platform,
        "text": situation.text.strip(),
    }
    return {word for word, value in said.items() if value}


def _levels(
    signs: Iterable[NotedSign], rules: Mapping[str, UrgencyRule], now: bool
) -> dict[str, str]:
    """Each sign with its level; the most urgent counts, and some signs raise others."""
    noted: dict[str, str] = {}
    for sign in signs:
        rule = rules.get(sign.rule.lower())
        level = sign.level or (rule.level.value if rule else "D")
        noted[sign.rule.upper()] = min(level, noted.get(sign.rule.upper(), "E"))
    return {number: _raised(number, level, noted, rules, now) for number, level in noted.items()}


def _raised(
    number: str, level: str, noted: Mapping[str, str], rules: Mapping[str, UrgencyRule], now: bool
) -> str:
    rule = rules.get(number.lower())
    for each in rule.level_with if rule else ():
        if any(slug.upper() in noted for slug in each.rules) and (now or not each.now):
            level = min(level, each.level.value)
    return level


def _audiences(situation: Situation) -> frozenset[str]:
    """Who asks; where nobody said so, as far as role and age show it."""
    if situation.audiences:
        return frozenset(situation.audiences)
    role = situation.helping.role
    if role is not HelperRole.SELF:
        return frozenset({_AS_AUDIENCE[role]})
    told = [band for band in _YOUNGEST_FIRST if band in _told_ages(situation)]
    if not told:
        return frozenset({"unknown"})
    return frozenset({"child" if told[0].is_child else "adult"})


def _told_ages(situation: Situation) -> frozenset[AgeBand]:
    """The ages that were told, without "unknown"."""
    told = (*situation.ages, situation.helping.age, *situation.helping.other_ages)
    return frozenset(told) - {AgeBand.UNKNOWN}


def _ages(situation: Situation, audiences: frozenset[str]) -> tuple[frozenset[str], bool]:
    """Of whom it is about: the younger of two ages; and whether the answers differ."""
    told = [band for band in _YOUNGEST_FIRST if band in _told_ages(situation)]
    if "child" in audiences and (not told or told[0] is AgeBand.ADULT):
        return frozenset({"child"}), bool(told)
    if told and told[0].is_child:
        alone = situation.helping.role is HelperRole.SELF
        says_adult = alone and bool(audiences & _SPEAK_FOR_ADULTS)
        return frozenset({"child", told[0].value}), says_adult or len(told) > 1
    if told:
        return frozenset({"adult"}), False
    return frozenset({_age_of_audience(situation, audiences)}), False


def _age_of_audience(situation: Situation, audiences: frozenset[str]) -> str:
    """Of whom it is about, as far as who asks shows it; the younger where several ask."""
    if audiences & _CARE_FOR_CHILDREN:
        return "child"
    if not audiences <= _SPEAK_FOR_ADULTS or _OF_CHILDREN & set(situation.kinds):
        return "unknown"
    of_oneself = situation.helping.role is HelperRole.SELF and audiences <= _GROWN_UP
    return "adult" if of_oneself or not _age_decides(situation) else "unknown"


def _age_decides(situation: Situation) -> bool:
    """Whether who may help depends on the age: private pictures, shown or threatened."""
    pictures = any(sign.rule.upper() == "U11" for sign in situation.signs)
    return pictures or bool(_AGE_DECIDES & set(situation.kinds))


def _place(written: str, covered: Collection[str]) -> tuple[str, frozenset[str]]:
    """Give the code of a place, and how well it is known; words that are no place are none."""
    try:
        code = place_code(written.strip().upper())
    except ValueError:
        code = ""
    if not code or code in ("ZZ", "INT"):
        return "", frozenset({"unknown"})
    if code[:2] not in covered:
        return code, frozenset({"elsewhere"})
    return code, frozenset({"known"} | ({"nation-unknown"} if len(code) == 2 else set()))


def _wish(
    situation: Situation,
    audiences: frozenset[str],
    ages: frozenset[str],
    noted: Mapping[str, str],
    has: Collection[str],
) -> set[str]:
    """What the person's own wish means for the plan, where somebody else asks."""
    helping = situation.helping
    helps = helping.role is not HelperRole.SELF or bool(audiences & _HELPERS)
    if not helps and helping.consent is Consent.NOT_ASKED:
        return set()
    life = "danger" in has or ("U4" in noted and "life-threatened" in has)
    before = life or "child" in ages or "U17" in noted or helping.protects_self == "no"
    found = {"helper"}
    if helping.consent is Consent.REFUSED:
        found.add("no-overridden" if before else "no-stands")
    elif helping.consent is Consent.NOT_ASKED and not before and _is_among_friends(situation):
        found.add("ask-first")
    return found


def _is_among_friends(situation: Situation) -> bool:
    """Whether the one who helps does so as a friend or bystander, not by duty."""
    friends = (HelperRole.FRIEND, HelperRole.BYSTANDER, HelperRole.OTHER)
    return situation.helping.role in friends or "bystander" in situation.audiences
