"""Read a kept original into messages. Derived: it can always be done again from the bytes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from upstander.application.ports import Progress, silent
from upstander.application.record import data, record
from upstander.application.services import Services
from upstander.application.someone_elses import LOCKED, is_locked, locked_report
from upstander.model.actor import Actor
from upstander.model.entry import Act, EntryDraft, Json
from upstander.model.errors import ImporterFailed, IntakeError, Interrupted, NotFound
from upstander.model.evidence import EvidenceItem, Grade, ItemKind, ItemState
from upstander.model.ids import ItemId
from upstander.model.message import Message
from upstander.model.reading import ReadReport, ReadSettings

_BATCH = 2000
_READABLE = (ItemState.KEPT, ItemState.WITHDRAWN)
_OWN_EXPORT = frozenset({"read", "partly"})


def read_original(
    services: Services,
    *,
    actor: Actor,
    item: ItemId,
    progress: Progress = silent,
    stop: Callable[[], bool] = lambda: False,
) -> ReadReport:
    """Read an item through the limited child and put its messages into the index.

    Interrupted work is simply done again: known messages are left alone, so nothing is lost and
    nothing doubles. Raises Interrupted when ``stop`` says so, NotFound for a thing without bytes.
    An importer that fails gives a report with the status ``refused``, never an error. What is
    someone else's and stays locked gets the status ``locked`` and is not looked into.
    """
    kept = services.index.item(item)
    if not kept.has_bytes or kept.state not in _READABLE:
        raise NotFound()
    if is_locked(services, kept):
        locked = locked_report(services, kept)
        services.index.put_report(item, locked)
        return locked
    settings = settings_for(services, kept)
    report = fill(services, kept, settings, progress=progress, stop=stop)
    record(services, _derived(actor, kept, settings, report))
    services.index.put_report(item, report)  # last: without it the item still counts as unread
    return report


def unread(services: Services, *, actor: Actor) -> tuple[ItemId, ...]:
    """Originals that were kept but not read to the end, oldest first; to resume after unlock."""
    return tuple(
        item.id
        for case in services.index.cases()
        for item in services.index.items(case.id)
        if item.has_bytes and item.state in _READABLE and _waits(services, item)
    )


def _waits(services: Services, item: EvidenceItem) -> bool:
    """Whether an item was not read, or was locked and need not be any more."""
    report = services.index.report(item.id)
    return report is None or (report.status == LOCKED and not is_locked(services, item))


def settings_for(services: Services, item: EvidenceItem) -> ReadSettings:
    """The person's answers for this item, with the case's time zone where none was given."""
    answers = services.index.settings(item.id)
    zone = answers.zone or services.index.case(item.case).zone
    return replace(answers, zone=zone)


def fill(
    services: Services,
    item: EvidenceItem,
    settings: ReadSettings,
    *,
    progress: Progress = silent,
    stop: Callable[[], bool] = lambda: False,
) -> ReadReport:
    """Read the bytes and put the messages into the index; gives the report, writes no entry."""
    try:
        return _read_all(services, item, settings, progress, stop)
    except IntakeError as wrong:
        return _refused(item, wrong)


def _read_all(
    services: Services,
    item: EvidenceItem,
    settings: ReadSettings,
    progress: Progress,
    stop: Callable[[], bool],
) -> ReadReport:
    if item.digest is None:
        raise NotFound()
    batch: list[Message] = []
    done = 0
    with services.blobs.open(item.digest) as stream:
        for event in services.isolation.read(
            stream, name=item.name, sha256=item.digest.hex, settings=settings
        ):
            if isinstance(event, ReadReport):
                services.index.put_messages(item.id, batch)
                progress(item.name, done + len(batch), done + len(batch))
                return event
            batch.append(event)
            if len(batch) >= _BATCH:
                services.index.put_messages(item.id, batch)
                done += len(batch)
                batch = []
                progress(item.name, done, None)
                if stop():
                    raise Interrupted(f"{done} messages are in.")
    raise ImporterFailed()


def _refused(item: EvidenceItem, wrong: IntakeError) -> ReadReport:
    return ReadReport(
        source="unknown",
        importer_version="",
        sha256=item.digest.hex if item.digest else "",
        status="refused",
        why=wrong.explain(),
        bytes_total=item.size,
        bytes_covered=0,
        bytes_leftover=item.size,
    )


def _derived(
    actor: Actor, item: EvidenceItem, settings: ReadSettings, report: ReadReport
) -> EntryDraft:
    counts: dict[str, Json] = dict(report.counts)
    recorded: dict[str, Json] = dict(settings.recorded())
    return EntryDraft(
        Act.DERIVE,
        actor,
        case=item.case,
        item=item.id,
        parents=(item.digest.hex,) if item.digest else (),
        data=data(
            source=report.source,
            importer_version=report.importer_version,
            status=report.status,
            counts=counts,
            settings=recorded,
            covered=report.bytes_covered,
            leftover=report.bytes_leftover,
            grade=_grade(item, report),
        ),
    )


def _grade(item: EvidenceItem, report: ReadReport) -> str:
    """A service's own export or raw mail is A, unless the person said another way here."""
    own = report.status in _OWN_EXPORT and item.origin.method in ("", "export")
    copied = item.kind is ItemKind.PARTIAL_COPY
    return Grade.A.value if own and not copied else item.grade.value
