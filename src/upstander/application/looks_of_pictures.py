"""Say which pictures of a claim log look alike: worked out in the limited child, kept nowhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from upstander.application.open_item import open_item
from upstander.application.services import Services
from upstander.application.someone_elses import is_locked
from upstander.model.actor import Actor
from upstander.model.errors import IntakeError
from upstander.model.evidence import EvidenceItem, ItemState
from upstander.model.ids import CaseId
from upstander.model.report import ReportFacts
from upstander.model.worksheets import Claim
from upstander.picture.sniff import is_picture

_LARGEST = 64 << 20
MOST = 200
"""So many pictures are looked at for one log."""


def with_looks(
    services: Services, *, actor: Actor, case: CaseId, facts: ReportFacts
) -> ReportFacts:
    """Give the facts with digest and look of the picture that each claim names as its exhibit.

    Where the case may hold a sexual picture of somebody under 18, no picture is opened: then only
    what is the same byte for byte is put together. What cannot be opened is left as it is.
    """
    may_open = services.index.case(case).under18 == "no"
    named = _by_name(services.index.items(case))
    claims = tuple(
        _looked_at(services, actor, claim, named.get(claim.exhibit.strip()), may_open and at < MOST)
        for at, claim in enumerate(facts.claims)
    )
    return replace(facts, claims=claims)


def _by_name(items: Iterable[EvidenceItem]) -> dict[str, EvidenceItem]:
    """Kept files by exhibit number, and by file name where only one is called so."""
    kept = [each for each in items if each.has_bytes and each.state is ItemState.KEPT]
    names = Counter(each.name for each in kept)
    by_name = {each.name: each for each in kept if names[each.name] == 1}
    return {**by_name, **{each.exhibit: each for each in kept if each.exhibit}}


def _looked_at(
    services: Services, actor: Actor, claim: Claim, item: EvidenceItem | None, may_open: bool
) -> Claim:
    if item is None or item.digest is None or not is_picture(item.media_type):
        return claim
    same = replace(claim, picture=item.digest.hex)
    if not may_open or is_locked(services, item) or item.size > _LARGEST:
        return same
    try:
        with open_item(services, actor=actor, item=item.id) as stream:
            return replace(same, look=services.isolation.look(stream.read()))
    except IntakeError:
        return same
