"""The first screen of a case: the few signs that matter, in their words; all the rest counted.

Everything is ordered and counted from glances, which hold no words; only what is shown is read.
Patterns come from what :func:`~upstander.application.recognise_case.sum_up` kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from upstander.application.looks import Glance, LookState, Mark
from upstander.application.recognise_case import overview_key, require_sight, sum_up
from upstander.application.services import Services
from upstander.model.actor import Actor
from upstander.model.finding import Finding, Level, NotRead, Reply, Sign
from upstander.model.ids import CaseId
from upstander.model.timeline import TimelineRow
from upstander.model.triage import ContextLine, KindCount, LookProgress, SignCard, Triage

SCREEN = 12
REACH = 3
_REFS = 5
_OF_ONE_RULE = 3
_URGENT = (Level.A, Level.B)
_UNDATED = 2**62


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which signs to list; empty fields mean all."""

    reply: Reply | None = None
    unanswered: bool = False
    level: Level | None = None
    rule: str = ""
    label: str = ""
    sender: str | None = None
    about: str = ""


@dataclass(frozen=True, slots=True)
class _Spot:
    """One sign without its words, and what the person answered."""

    glance: Glance
    mark: Mark
    reply: Reply | None

    @property
    def order(self) -> tuple[object, ...]:
        """Unanswered before "no", then level, severity, aim at a person, the latest first."""
        seen, level = self.glance, self.mark.level
        late = -seen.sort_us if seen.sort_us < _UNDATED else _UNDATED
        urgent = level.rank if level is not None else len(Level)
        away = self.reply is Reply.NO
        where = (late, seen.about, self.mark.start, self.mark.rule)
        return (away, urgent, -seen.severity, not seen.target_individual, *where)


@dataclass(frozen=True, slots=True)
class _Group:
    """The same rule from the same sender: the first of them, and how many messages more."""

    first: _Spot
    also: int


def triage(services: Services, *, actor: Actor, case: CaseId) -> Triage:
    """Give the first screen. Raises NotFound for a case the actor may not see.

    Patterns are there once rules and first stage are through; until then, and while the
    classifier reads, ``progress`` says that more may come.
    """
    require_sight(actor)
    state = services.index.look_state(case)
    glances = services.index.glances(case)
    spots = _spots(services, case, glances)
    shown = _first_screen(spots)
    overview = services.index.overview(case)
    if overview is None or not overview.fits(
        overview_key(state, services.index.case(case)), state.waiting
    ):
        overview = sum_up(services, case)
    noticed = sum(1 for each in glances if each.marks or each.flag)
    held = len(glances)
    return Triage(
        case=case,
        level=_most_urgent(spots),
        cards=_cards(services, case, shown),
        folded=noticed - len({group.first.glance.about for group in shown}),
        quiet=max(0, state.looked - held),
        kinds=_kinds(spots),
        patterns=overview.summary.patterns if overview is not None else (),
        pairs=overview.summary.pairs if overview is not None else (),
        progress=_progress(state),
        not_read=(*_not_read(glances), *state.not_read),
    )


def sign_cards(
    services: Services,
    *,
    actor: Actor,
    case: CaseId,
    wanted: Wanted = Wanted(),
    page: int = 1,
) -> tuple[tuple[SignCard, ...], int]:
    """Give one page of all signs that are wanted, none folded away, and how many there are.

    Raises:
        NotFound: no such case, or not for this actor.
    """
    require_sight(actor)
    spots = _spots(services, case, services.index.glances(case))
    chosen = [_Group(spot, 0) for spot in spots if _is_wanted(spot, wanted)]
    last = max(1, -(-len(chosen) // SCREEN))
    start = (min(max(page, 1), last) - 1) * SCREEN
    return _cards(services, case, chosen[start : start + SCREEN]), len(chosen)


def _is_wanted(spot: _Spot, wanted: Wanted) -> bool:
    asked = (
        (wanted.reply, spot.reply),
        (wanted.level, spot.mark.level),
        (wanted.rule or None, spot.mark.rule),
        (wanted.sender, spot.glance.sender),
        (wanted.about or None, spot.glance.about),
    )
    if any(want is not None and want != has for want, has in asked):
        return False
    labelled = not wanted.label or (wanted.label in spot.mark.labels and not spot.glance.own)
    return labelled and not (wanted.unanswered and spot.reply is not None)


def _spots(services: Services, case: CaseId, glances: Iterable[Glance]) -> list[_Spot]:
    answers = services.index.sign_answers(case)
    replies = {(each.about, each.rule, each.start, each.end): each.reply for each in answers}
    spots = [
        _Spot(seen, mark, replies.get((seen.about, mark.rule, mark.start, mark.end)))
        for seen in glances
        for mark in seen.marks
    ]
    return sorted(spots, key=lambda spot: spot.order)


def _first_screen(spots: Sequence[_Spot]) -> list[_Group]:
    """A screenful of groups in their order.

    Beside the urgent ones a message stands there once, and a rule a few times, while there is
    something else to show. Own words stand there only where they ask for help at once.
    """
    groups = _folded(spot for spot in spots if spot.mark.level in _URGENT or not spot.glance.own)
    shown: list[_Group] = []
    behind: list[_Group] = []
    messages: set[str] = set()
    rules: dict[str, int] = {}
    for group in groups:
        about, mark = group.first.glance.about, group.first.mark
        often = about in messages or rules.get(mark.rule, 0) >= _OF_ONE_RULE
        if often and mark.level not in _URGENT:
            behind.append(group)
            continue
        shown.append(group)
        messages.add(about)
        rules[mark.rule] = rules.get(mark.rule, 0) + 1
        if len(shown) == SCREEN:
            break
    return sorted((shown + behind)[:SCREEN], key=lambda group: group.first.order)


def _folded(spots: Iterable[_Spot]) -> list[_Group]:
    """One group for each rule and sender; what was answered "no" is a group of its own."""
    firsts: dict[tuple[str, str, bool], _Spot] = {}
    messages: dict[tuple[str, str, bool], set[str]] = {}
    for spot in spots:
        key = (spot.mark.rule, spot.glance.sender, spot.reply is Reply.NO)
        firsts.setdefault(key, spot)
        messages.setdefault(key, set()).add(spot.glance.about)
    return [_Group(spot, len(messages[key]) - 1) for key, spot in firsts.items()]


def _cards(services: Services, case: CaseId, groups: Sequence[_Group]) -> tuple[SignCard, ...]:
    found = services.index.findings(case, [group.first.glance.about for group in groups])
    cards = (_card(services, case, group, found) for group in groups)
    return tuple(card for card in cards if card is not None)


def _card(
    services: Services, case: CaseId, group: _Group, found: Mapping[str, Finding]
) -> SignCard | None:
    """The card; ``None`` where the sign was dropped in this very moment."""
    seen = group.first.glance
    sign = _sign(found.get(seen.about), group.first.mark)
    rows = services.index.around(case, seen.about, REACH)
    here = next((row for row in rows if seen.about in (row.message, row.item)), None)
    if sign is None or here is None:
        return None
    return SignCard(
        case=case,
        item=seen.item,
        about=seen.about,
        sign=sign,
        when=here.when,
        sender=here.sender,
        channel=here.channel,
        lines=tuple(_line(row, sign, is_this=row is here) for row in rows),
        reply=group.first.reply,
        also=group.also,
    )


def _sign(finding: Finding | None, mark: Mark) -> Sign | None:
    span = (mark.rule, mark.start, mark.end)
    signs = finding.signs if finding is not None else ()
    return next((each for each in signs if (each.rule, each.start, each.end) == span), None)


def _line(row: TimelineRow, sign: Sign, *, is_this: bool) -> ContextLine:
    """A line; the sign's own holds its words, also where the timeline does not show them."""
    text = row.text
    if is_this and text[sign.start : sign.end] != sign.quote:
        text = sign.quote
    return ContextLine(row.ref, row.when, row.sender, text, is_this)


def _most_urgent(spots: Iterable[_Spot]) -> Level | None:
    """The most urgent level among the signs that were not answered "no"."""
    levels = [spot.mark.level for spot in spots if spot.mark.level and spot.reply is not Reply.NO]
    return min(levels, key=lambda level: level.rank, default=None)


def _kinds(spots: Iterable[_Spot]) -> tuple[KindCount, ...]:
    """Message labels; own words and signs answered "no" are not counted."""
    refs: dict[str, dict[str, str]] = {}
    for spot in spots:
        if spot.reply is not Reply.NO and not spot.glance.own:
            for label in spot.mark.labels:
                refs.setdefault(label, {}).setdefault(spot.glance.about, spot.glance.sender)
    counts = (
        KindCount(label, len(told), len(set(told.values())), tuple(told)[:_REFS])
        for label, told in refs.items()
    )
    return tuple(sorted(counts, key=lambda each: (-each.count, each.label)))


def _progress(state: LookState) -> LookProgress:
    return LookProgress(
        total=state.total,
        by_rules=state.looked,
        waiting=state.waiting,
        finished=state.through and state.waiting == 0,
        without_model=state.without_model,
    )


def _not_read(glances: Iterable[Glance]) -> list[NotRead]:
    """What was not read, by why; the first of each stands for the others."""
    reasons: dict[str, NotRead] = {}
    for each in glances:
        if each.not_read:
            known = reasons.get(each.not_read, NotRead(each.about, each.not_read, 0))
            reasons[each.not_read] = replace(known, count=known.count + 1)
    return list(reasons.values())
