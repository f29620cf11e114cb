"""Write a diary note: event time apart from entry time, facts apart from opinion."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from upstander.application.answer_case import check_zone
from upstander.application.record import data, record
from upstander.application.services import Services
from upstander.model.actor import Actor
from upstander.model.entry import Act, EntryDraft, Json
from upstander.model.errors import InvalidAnswer, NothingToKeep
from upstander.model.evidence import DiaryNote, EvidenceItem, Witness
from upstander.model.ids import CaseId, ItemId

CERTAINTIES = ("exact", "about", "unknown")


def write_note(
    services: Services,
    *,
    actor: Actor,
    case: CaseId,
    note: DiaryNote,
    witnesses: Sequence[Witness] = (),
    item: ItemId | None = None,
    also: tuple[EntryDraft, ...] = (),
) -> EvidenceItem:
    """Keep a note and, in records of their own, its witnesses.

    Raises NothingToKeep for an empty note, InvalidAnswer for an impossible score or zone. A date
    that cannot be understood is kept as typed and the time is unsure. ``item`` and ``also``,
    which is written in the same breath, are given only when a captured note is folded in.
    """
    services.index.case(case)
    kept = ready(note)
    number = item or ItemId(services.ids.new())
    drafts = [EntryDraft(Act.NOTE, actor, case=case, item=number, data=data(note=as_data(kept)))]
    drafts += [_witness(actor, case, number, each) for each in witnesses if each.name.strip()]
    record(services, *drafts, *also)
    return services.index.item(number)


def ready(note: DiaryNote) -> DiaryNote:
    """Check a note and work out its time in UTC where date, time and zone allow."""
    if note.is_empty():
        raise NothingToKeep()
    if note.certainty not in CERTAINTIES:
        raise InvalidAnswer("Say how sure the time is: exact, about or unknown.")
    check_zone(note.zone)
    score = note.impact_score.strip()
    if score and (not score.isdecimal() or int(score) > 10):
        raise InvalidAnswer("The number goes from 0 to 10. You can leave it empty.")
    return replace(note, event_utc=_utc(note))


def as_data(note: DiaryNote) -> dict[str, Json]:
    """The filled fields of a note, for an entry body."""
    fields: dict[str, Json] = {}
    for name, value in asdict(note).items():
        if value:
            fields[name] = list(value) if isinstance(value, tuple) else value
    return fields


def note_from(fields: object) -> DiaryNote:
    """Read a note back from an entry body or a capture; unknown fields are left out."""
    if not isinstance(fields, dict):
        return DiaryNote()
    known = {k: v for k, v in fields.items() if k in DiaryNote.__dataclass_fields__}
    attachments = tuple(ItemId(str(each)) for each in known.pop("attachments", ()))
    return DiaryNote(attachments=attachments, **{k: str(v) for k, v in known.items()})


def _utc(note: DiaryNote) -> str:
    """ISO time in UTC, or empty when the typed time is not a full date and time with a zone."""
    if not note.zone or note.certainty == "unknown":
        return ""
    try:
        local = datetime.fromisoformat(note.event_at.strip())
    except ValueError:
        return ""
    if local.tzinfo is None:
        if "T" not in note.event_at and ":" not in note.event_at:
            return ""
        local = local.replace(tzinfo=ZoneInfo(note.zone))
    return local.astimezone(UTC).isoformat()


def _witness(actor: Actor, case: CaseId, note: ItemId, witness: Witness) -> EntryDraft:
    return EntryDraft(
        Act.WITNESS,
        actor,
        case=case,
        item=note,
        data=data(
            note=note,
            name=witness.name.strip(),
            contact=witness.contact.strip(),
            saw=witness.saw.strip(),
            may_be_named=witness.may_be_named,
        ),
    )
