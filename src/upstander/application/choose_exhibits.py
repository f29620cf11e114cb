"""What of a case goes into a pack: items, whole threads or chosen messages, with omissions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from upstander.application.possible_pictures import refuse_possible_pictures
from upstander.application.services import Services
from upstander.application.someone_elses import refuse_if_locked
from upstander.model.entry import DISCLOSED_BY_DEFAULT, Act, Entry
from upstander.model.errors import IntakeError, NotFound, NothingToKeep, UpstanderError
from upstander.model.evidence import Case, EvidenceItem, ItemKind, ItemState
from upstander.model.ids import CaseId, ExhibitNumber, ItemId, MessageId
from upstander.model.message import AttachmentState, Message
from upstander.preserve.pack.contents import Exhibit, Picture

_PICTURE_ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".heic")
_PICTURE_PX = 1000
_LEAVE_OUT = "Leave it out of the pack. Write down where it is, and tell the police on 101."


@dataclass(frozen=True, slots=True)
class PackChoice:
    """What the person chose. No messages named for an item means its whole thread."""

    case: CaseId
    items: tuple[ItemId, ...]
    messages: tuple[MessageId, ...] = ()
    worst: MessageId | None = None
    include_witnesses: bool = False
    extra_acts: frozenset[Act] = frozenset()
    pictures: bool = True
    producer: str = ""
    at_risk_now: str = ""
    what_happened: str = ""
    done_so_far: str = ""
    missing: str = ""


def chosen_items(services: Services, choice: PackChoice) -> list[EvidenceItem]:
    """The kept items of the choice in ledger order. Raises NothingToKeep when none is left.

    What is withdrawn, sealed or erased can not be chosen: it is NotFound. Someone else's that
    stays locked raises KeptLocked. Where a sexual picture of somebody under 18 may be among the
    files, one that can hold a picture raises MustNotCopy.
    """
    wanted = set(choice.items)
    found = [item for item in services.index.items(choice.case) if item.id in wanted]
    if len(found) != len(wanted) or any(item.state is not ItemState.KEPT for item in found):
        raise NotFound()
    for item in found:
        refuse_if_locked(services, item)
    case = services.index.case(choice.case)
    refuse_possible_pictures(services, case, found, next_step=_LEAVE_OUT)
    if not found:
        raise NothingToKeep(
            "Nothing is chosen for the pack.", next_step="Tick at least one thing and try again."
        )
    return found


def numbered(services: Services, case: Case, items: list[EvidenceItem]) -> list[EvidenceItem]:
    """Give each item without an exhibit number the next one of the case (not yet recorded)."""
    prefix = case.initials or "X"
    used = [
        int(item.exhibit.rsplit("-", 1)[1])
        for item in services.index.items(case.id)
        if item.exhibit and item.exhibit.rsplit("-", 1)[-1].isdecimal()
    ]
    following = max(used, default=0)
    result = []
    for item in items:
        if item.exhibit is None:
            following += 1
            item = replace(item, exhibit=ExhibitNumber(f"{prefix}-{following:03d}"))
        result.append(item)
    return result


def exhibits(
    services: Services, choice: PackChoice, items: list[EvidenceItem]
) -> tuple[Exhibit, ...]:
    """Gather messages, notes, witnesses and small pictures of each item."""
    threads = _threads(services, choice, items)
    return tuple(_exhibit(services, choice, item, threads.get(item.id, [])) for item in items)


def disclosed(services: Services, choice: PackChoice) -> tuple[Entry, ...]:
    """The ledger entries that go with the pack: about its own exhibits, by kind of act."""
    allowed = DISCLOSED_BY_DEFAULT | choice.extra_acts
    if choice.include_witnesses:
        allowed = allowed | {Act.WITNESS}
    wanted = set(choice.items)
    return tuple(
        entry
        for entry in services.ledger.entries()
        if entry.act in allowed and _is_about(entry, wanted)
    )


def spans(exhibit: Exhibit) -> list[str]:
    """References to the exact bytes of the messages that were chosen out of a thread."""
    return [
        f"{m.provenance.source_sha256}:{m.provenance.locator}:{m.provenance.raw_sha256}"
        for m in exhibit.messages
    ]


def _threads(
    services: Services, choice: PackChoice, items: list[EvidenceItem]
) -> dict[ItemId, list[Message]]:
    threads: dict[ItemId, list[Message]] = {}
    ids = [item.id for item in items]
    for item, message in services.index.messages(choice.case, items=ids):
        threads.setdefault(item, []).append(message)
    return threads


def _exhibit(
    services: Services, choice: PackChoice, item: EvidenceItem, thread: list[Message]
) -> Exhibit:
    ticked = set(choice.messages)
    chosen = [message for message in thread if message.id in ticked]
    going = chosen or thread
    is_note = item.kind is ItemKind.NOTE
    return Exhibit(
        item=item,
        messages=tuple(going),
        note=services.index.note(item.id) if is_note else None,
        witnesses=services.index.witnesses(item.id) if choice.include_witnesses else (),
        omitted=len(thread) - len(going),
        total=len(thread),
        report=services.index.report(item.id),
        pictures=tuple(_pictures(services, item, going)) if choice.pictures else (),
    )


def _pictures(services: Services, item: EvidenceItem, messages: list[Message]) -> Iterator[Picture]:
    """Small clean copies; a picture that cannot be decoded is left to its original."""
    if not item.has_bytes or item.digest is None:
        return
    with services.blobs.open(item.digest) as stream:
        if item.name.lower().endswith(_PICTURE_ENDINGS):
            picture = _picture(services, stream.read(), item.name, item.digest.hex)
            if picture:
                yield picture
        for member, digest, alt in _members(messages):
            stream.seek(0)
            try:
                raw = services.isolation.member(stream, name=item.name, member=member)
            except IntakeError:
                continue
            picture = _picture(services, raw, member, digest, alt)
            if picture:
                yield picture


def _members(messages: list[Message]) -> Iterator[tuple[str, str, str]]:
    for message in messages:
        sender = message.sender.as_written if message.sender else "not known"
        for each in message.attachments:
            here = each.state is AttachmentState.PRESENT and each.member
            if here and each.safe_name.lower().endswith(_PICTURE_ENDINGS):
                yield each.member or "", each.sha256 or "", f"Picture sent by {sender}"


def _picture(
    services: Services, raw: bytes, member: str, digest: str, alt: str = "Picture"
) -> Picture | None:
    try:
        jpeg = services.isolation.picture(raw, max_px=_PICTURE_PX)
    except UpstanderError:
        return None
    return Picture(member=member, digest=digest, jpeg=jpeg, alt=alt)


def _is_about(entry: Entry, wanted: set[ItemId]) -> bool:
    if entry.act is Act.EXPORT:
        items = entry.data.get("items")
        return isinstance(items, list) and bool(items) and all(each in wanted for each in items)
    return entry.item in wanted
