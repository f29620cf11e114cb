"""Look for signs in a whole case: rules and first stage at once, the classifier behind them.

What is found is derived. It carries the version of the engine; another engine, another reading
of a file or another answer that changes how it is read makes it anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING

from upstander.application.looks import Heard, LookedAt, LookState, Overview
from upstander.application.ports import Progress, silent
from upstander.application.said import DESCRIBED, NOTE
from upstander.application.services import Services
from upstander.model.actor import Actor, Role
from upstander.model.errors import IndexStale, Interrupted, NotFound
from upstander.model.evidence import Case, ItemState
from upstander.model.finding import Finding, Said, Summary
from upstander.model.ids import CaseId, ItemId

if TYPE_CHECKING:
    from upstander.recognise.engine import Engine, Looked

BATCH = 2000
DEEP_BATCH = 64
"""A lock waits for one batch: about a third of a second of the classifier."""
_TRIES = 5
_SIGNS_FIRST = 100.0
_LEVEL_STEP = 20.0
_QUICK, _DEEP = "Looking for signs", "Reading more closely"


def never() -> bool:
    """A ``stop`` that never says so."""
    return False


def require_sight(actor: Actor) -> None:
    """Raise NotFound for whoever may not see a case; so far only its owner may."""
    if actor.role is not Role.OWNER:
        raise NotFound()


def recognise_quick(
    services: Services,
    engine: Engine,
    *,
    actor: Actor,
    case: CaseId,
    items: Sequence[ItemId] | None = None,
    progress: Progress = silent,
    stop: Callable[[], bool] = never,
) -> LookState:
    """Look at everything that this engine has not looked at yet, with rules and first stage.

    Each batch is kept as it is done: what was interrupted goes on where it stopped, and a second
    run finds nothing to do. When all is through, the patterns of the case are worked out.

    Args:
        services: the ports.
        engine: what looks.
        actor: who asks.
        case: the case.
        items: only these items; all by default. Items out of sight are looked at too, so that
            nothing is missing when they come back.
        progress: told after each batch.
        stop: asked after each batch.

    Raises:
        NotFound: no such case, or not for this actor.
        Interrupted: ``stop`` said so; what was looked at is kept.
        IndexStale: another engine keeps taking over.
    """
    require_sight(actor)
    for _ in range(_TRIES):
        heard: list[Heard] = []
        if _look(services, engine, case, items, progress, stop, heard):
            sum_up(services, case, heard)
            return services.index.look_state(case)
    raise IndexStale("Another version of the program looks at the same case.")


def recognise_deep(
    services: Services,
    engine: Engine,
    *,
    actor: Actor,
    case: CaseId,
    progress: Progress = silent,
    stop: Callable[[], bool] = never,
) -> LookState:
    """Let the classifier read what waits, the most suspicious first.

    Without a classifier, or before :func:`recognise_quick`, nothing waits. Patterns are worked
    out again each time the rest has halved, and at the end.

    Raises:
        NotFound: no such case, or not for this actor.
        Interrupted: ``stop`` said so; what was read is kept.
    """
    require_sight(actor)
    state = services.index.look_state(case)
    if state.version != engine.version:
        return state
    done, summed = 0, state.waiting
    while batch := services.index.waiting(case, DEEP_BATCH):
        findings = engine.full([heard.said for heard in batch])
        looked = [_kept(*pair) for pair in zip(batch, findings, strict=True)]
        if not services.index.put_looked(case, engine.version, looked):
            break
        done += len(batch)
        progress(_DEEP, done, max(state.waiting, done))
        if state.waiting - done <= summed // 2:
            sum_up(services, case)
            summed = state.waiting - done
        if stop():
            raise Interrupted(f"{done} messages were read.")
    sum_up(services, case)
    return services.index.look_state(case)


def sum_up(services: Services, case: CaseId, heard: Sequence[Heard] = ()) -> Overview | None:
    """Work out what all lines together show, unless that is known; ``None`` until all is through.

    The outcome is kept in the index under a key of what it rests on, so that a page of a big
    case reads no message again. ``heard`` is what was just read, if that was everything.
    """
    state = services.index.look_state(case)
    if not state.through:
        return None
    key = overview_key(state, services.index.case(case))
    known = services.index.overview(case)
    if known is not None and (known.key, known.waiting) == (key, state.waiting):
        return known
    overview = Overview(key, state.waiting, _summary(services, case, state.total, heard))
    services.index.put_overview(case, overview)
    return overview


def overview_key(state: LookState, case: Case) -> str:
    """What an overview is kept under: the lines, what was told, and the code of the patterns."""
    told = sha256(repr((case.about, case.blocked)).encode("utf-8", "surrogatepass")).hexdigest()
    return f"{state.key}|{told[:16]}|{_patterns_version()}"


class _Through(dict[str, Finding]):
    """Findings where everything was looked at: what is not there was found to hold nothing."""

    def __missing__(self, about: str) -> Finding:
        return Finding(about)

    def get(self, about: str, _other: object = None) -> Finding:
        return self[about]


def _summary(services: Services, case: CaseId, total: int, heard: Sequence[Heard]) -> Summary:
    from upstander.recognise._interface import Known
    from upstander.recognise.summary import summarise

    items = services.index.items(case) if heard else ()
    visible = {item.id for item in items if item.state is ItemState.KEPT}
    said = [each.said for each in heard if each.item in visible]
    if len(said) != total:
        said = list(services.index.said(case))
    told = services.index.case(case)
    known = Known(
        target=told.about,
        selves={each.sender for each in said if each.is_self and each.sender},
        blocked={each.account: each.at for each in told.blocked},
    )
    return summarise(said, _Through(services.index.findings(case)), known)


@cache
def _patterns_version() -> str:
    from upstander.recognise.summary import pattern_rules

    return "+".join(f"{slug}.{each.part.version}" for slug, each in pattern_rules().items())


def _look(
    services: Services,
    engine: Engine,
    case: CaseId,
    items: Sequence[ItemId] | None,
    progress: Progress,
    stop: Callable[[], bool],
    heard: list[Heard],
) -> bool:
    """Look at what is new, and add it to what was heard; ``False``: to be begun again."""
    services.index.begin_look(case, engine.version, engine.without_model)
    state = services.index.look_state(case)
    done = state.looked
    for batch in _batches(services.index.unlooked(case, items=items)):
        quick = _quick(engine, [each.said for each in batch])
        looked = [_kept(each, *pair) for each, pair in zip(batch, quick, strict=True)]
        if not services.index.put_looked(case, engine.version, looked):
            return False
        heard += batch
        done += len(batch)
        progress(_QUICK, done, max(state.total, done))
        if stop():
            raise Interrupted(f"{done} messages were looked at.")
    return True


def _quick(engine: Engine, said: Sequence[Said]) -> Iterator[tuple[Finding, float | None]]:
    """Findings of rules and first stage, each with its place among those that wait."""
    for looked, finding in engine.looks(said):
        yield finding, _rank(engine, looked)


def _rank(engine: Engine, looked: Looked) -> float | None:
    if engine.cleared(looked) or not looked.plain.text.strip():
        return None
    levels = [5 - sign.level.rank for sign in looked.signs if sign.level is not None]
    first = _SIGNS_FIRST + _LEVEL_STEP * max(levels, default=0) if looked.signs else 0.0
    return first + float(looked.gate)


def _kept(heard: Heard, finding: Finding, rank: float | None = None) -> LookedAt:
    own = heard.said.is_self is True and heard.said.kind not in (NOTE, DESCRIBED)
    return LookedAt(heard.line, finding, own, rank)


def _batches(heard: Iterable[Heard]) -> Iterator[list[Heard]]:
    batch: list[Heard] = []
    for each in heard:
        batch.append(each)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
