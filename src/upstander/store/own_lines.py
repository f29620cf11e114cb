"""What a note, a described thing or an unread original shows in the timeline."""

from __future__ import annotations

from datetime import datetime

from upstander.model.evidence import DiaryNote, EvidenceItem, ItemKind
from upstander.model.timeline import Certainty, When
from upstander.store.lines import OwnLine
from upstander.store.times import LATE, place, typed_time

_CERTAINTY = {"exact": Certainty.EXACT, "about": Certainty.ABOUT}


def own_line(item: EvidenceItem, note: DiaryNote | None, zone: str) -> OwnLine:
    """Give place, names and searchable words of an item that stands for itself."""
    utc, local = _event(item, note, zone)
    placed = place(utc, local, zone)
    if note is None:
        words = "\n".join((item.name, item.note, item.origin.account, item.origin.url))
        return OwnLine(placed, "", item.origin.platform, words)
    return OwnLine(placed, note.who_shown, note.service, _all_words(note))


def own_when(item: EvidenceItem, note: DiaryNote | None, zone: str) -> When:
    """Show when the thing happened, as the person said it."""
    utc, local = _event(item, note, zone)
    raw = note.event_at if note is not None else item.origin.captured_at
    if utc is None and local is None:
        return When(raw, Certainty.UNSURE, why="No time is known for this.")
    said = note.certainty if note is not None else "about"
    sure = _CERTAINTY.get(said, Certainty.UNSURE) if utc is not None else Certainty.UNSURE
    shown = note.zone if note is not None and note.zone else zone
    why = "" if utc is not None else "The time zone is not known."
    return When(raw, sure, utc, local, shown, why)


def own_text(item: EvidenceItem, note: DiaryNote | None) -> str:
    """The words shown for it: exact words first, then the summary; never the opinion."""
    if note is None:
        return item.name if item.kind is not ItemKind.DESCRIBED else item.note or item.name
    return "\n\n".join(part for part in (note.exact_words, note.summary) if part)


def written_late(item: EvidenceItem, note: DiaryNote | None, zone: str) -> bool:
    """Whether it was written down well after the event."""
    if note is None:
        return False
    utc, _ = _event(item, note, zone)
    return utc is not None and item.added_at - utc > LATE


def _event(
    item: EvidenceItem, note: DiaryNote | None, zone: str
) -> tuple[datetime | None, datetime | None]:
    if note is None:
        return typed_time(item.origin.captured_at, "")
    utc, local = typed_time(note.event_at, note.zone)
    return (typed_time(note.event_utc, "")[0] or utc), local


def _all_words(note: DiaryNote) -> str:
    return "\n".join(
        value
        for name in note.__dataclass_fields__
        if isinstance(value := getattr(note, name), str) and name not in ("certainty", "zone")
    )
