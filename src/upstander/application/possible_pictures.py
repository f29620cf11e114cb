"""Which kept things may hold a picture, where one may be a sexual one of somebody under 18.

The question is asked before the first file. When the answer becomes "yes" or "not sure" later on,
what is kept already may hold such a picture too. Then nothing that can hold one is opened, copied
or packed: words go on as words, and the person is told what to do (needs S19, S20).
"""

from __future__ import annotations

from collections.abc import Iterable

from upstander.application.services import Services
from upstander.model.errors import MustNotCopy
from upstander.model.evidence import Case, EvidenceItem
from upstander.model.ids import ItemId

_ONLY_WORDS = ("text/plain", "text/csv", "text/tab-separated-values", "application/json")
_MAILS = ("eml", "mbox")
_NAMED = 3


def may_hold_picture(services: Services, item: EvidenceItem) -> bool:
    """Whether a kept thing can hold a picture or film: everything but words that were read can.

    A file that is only called a text is no text before it was read as one. An e-mail that was
    read and carries no file is words.
    """
    if not item.has_bytes:
        return False
    report = services.index.report(item.id)
    if report is None or report.status not in ("read", "partly"):
        return True
    if report.source in _MAILS:
        found = services.index.messages(item.case, items=[item.id])
        return report.status != "read" or any(message.attachments for _, message in found)
    return item.media_type not in _ONLY_WORDS


def must_stay(services: Services, case: Case, items: Iterable[EvidenceItem]) -> frozenset[ItemId]:
    """The things of a case that must not be opened, copied or packed; none where it is "no"."""
    if case.under18 == "no":
        return frozenset()
    return frozenset(each.id for each in items if may_hold_picture(services, each))


def refuse_possible_pictures(
    services: Services, case: Case, items: Iterable[EvidenceItem], next_step: str | None = None
) -> None:
    """Raise MustNotCopy, with the names, where something of it must not be copied."""
    found = tuple(items)
    stay = must_stay(services, case, found)
    if stay:
        names = [each.name[:60] for each in found if each.id in stay]
        more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
        raise MustNotCopy(f"({', '.join(names[:_NAMED])}{more})", next_step=next_step)
