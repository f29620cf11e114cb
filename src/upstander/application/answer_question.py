"""Keep a person's answer about one original, then it can be read again with it."""

from __future__ import annotations

from upstander.application.answer_case import check_zone
from upstander.application.record import data, record
from upstander.application.services import Services
from upstander.intake.table_columns import parse_columns, parse_repeats
from upstander.model.actor import Actor
from upstander.model.entry import Act, EntryDraft
from upstander.model.errors import InvalidAnswer
from upstander.model.evidence import EvidenceItem
from upstander.model.ids import ItemId

DATE_ORDERS = ("dmy", "mdy", "ymd")
SLUGS = ("zone", "date_order", "self_name", "columns", "repeats")


def answer_question(
    services: Services, *, actor: Actor, item: ItemId, slug: str, value: str
) -> EvidenceItem:
    """Record the answer and take the item's messages out, to be read again with it.

    The answer holds for every item of the case with the same bytes: their messages are the same.
    Raises InvalidAnswer for a question that was not asked or a value that cannot be. Passwords
    of archives are never recorded: they are not a slug here.
    """
    kept = services.index.item(item)
    _check(slug, value)
    _check_options(services, item, slug, value)
    for copy in copies_of(services, kept):
        answer = data(slug=slug, value=value)
        record(services, EntryDraft(Act.ANSWER, actor, case=kept.case, item=copy.id, data=answer))
        services.index.drop_messages(copy.id)
    return services.index.item(item)


def copies_of(services: Services, item: EvidenceItem) -> list[EvidenceItem]:
    """The item and the others of its case with the same bytes, in ledger order."""
    if not item.has_bytes:
        return [item]
    return [each for each in services.index.items(item.case) if each.digest == item.digest]


def _check_options(services: Services, item: ItemId, slug: str, value: str) -> None:
    """Where the reading gave answers to choose from, only those are answers."""
    report = services.index.report(item)
    for question in report.questions if report else ():
        if question.slug == slug and question.options and value not in question.options:
            raise InvalidAnswer("Choose one of the answers shown.")


def _check(slug: str, value: str) -> None:
    if slug not in SLUGS or not value:
        raise InvalidAnswer()
    if slug == "zone":
        check_zone(value)
    if slug == "date_order" and value not in DATE_ORDERS:
        raise InvalidAnswer("Choose day first, month first or year first.")
    if slug == "columns":
        parse_columns(value)
    if slug == "repeats":
        parse_repeats(value)
