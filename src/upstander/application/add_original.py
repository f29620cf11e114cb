"""Take in originals: byte for byte, encrypted as they arrive, recorded before it is said."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import BinaryIO

from upstander.application.ports import Progress, StoredBlob, silent
from upstander.application.record import data, record
from upstander.application.services import Services
from upstander.model.actor import Actor
from upstander.model.entry import Act, EntryDraft, Json
from upstander.model.errors import MustNotCopy, UpstanderError
from upstander.model.evidence import EvidenceItem, Grade, ItemKind, ItemState, Origin
from upstander.model.ids import CaseId, ItemId

CHUNK = 1 << 20
_GROUP_FILES = 64
_GROUP_BYTES = 64 << 20

_GRADE_BY_METHOD = {"sent-file": Grade.B, "capture": Grade.C, "typed": Grade.E}
"""What a person says of the way here; reading may raise an unsaid one to A (see read_original)."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as handed in: its own name, its bytes, and what the person says of its origin."""

    name: str
    stream: BinaryIO
    origin: Origin = field(default_factory=Origin)
    media_type: str = ""


@dataclass(frozen=True, slots=True)
class Added:
    """What was kept; ``same_as`` names an earlier item of the case with the same bytes."""

    item: EvidenceItem
    same_as: ItemId | None


def add_original(
    services: Services,
    *,
    actor: Actor,
    case: CaseId,
    upload: Upload,
    progress: Progress = silent,
) -> Added:
    """Keep one file. When this returns it is on disk, encrypted and in the ledger.

    Raises MustNotCopy when the under-18 question is not answered with "no", and AdapterError
    when the disk cannot take it (nothing half-kept is ever shown as kept).
    """
    refuse_unless_may_copy(services, case)
    blob = _receive(services, upload, progress, durable=True)
    return _recorded(services, actor, case, ((upload, blob),))[0]


def add_originals(
    services: Services,
    *,
    actor: Actor,
    case: CaseId,
    uploads: Iterable[Upload],
    progress: Progress = silent,
) -> Iterator[Added | UpstanderError]:
    """Keep many files with one group of fsyncs for many; a bad one is told, the rest goes on."""
    refuse_unless_may_copy(services, case)
    group: list[tuple[Upload, StoredBlob]] = []
    for upload in uploads:
        try:
            group.append((upload, _receive(services, upload, progress, durable=False)))
        except UpstanderError as wrong:
            yield wrong
        if len(group) >= _GROUP_FILES or sum(b.size for _, b in group) >= _GROUP_BYTES:
            yield from _flush(services, actor, case, group)
            group = []
    yield from _flush(services, actor, case, group)


def add_captured(
    services: Services,
    *,
    actor: Actor,
    case: CaseId,
    ref: str,
    origin: Origin | None = None,
    also: tuple[EntryDraft, ...] = (),
) -> Added:
    """Keep a capture of the inbox. Its ref becomes the item's id, so twice is once.

    ``origin`` is what the person said in the same form, after the file's own bytes had come.
    ``also`` is written in the same breath, before the capture is let go.
    """
    refuse_unless_may_copy(services, case)
    known = next((i for i in services.index.items(case) if i.id == ref), None)
    if known is None:
        capture = next(each for each in services.inbox.pending() if each.ref == ref)
        blob = services.inbox.adopt(ref)
        upload = _described_upload(capture.meta)
        if origin is not None:
            upload = replace(upload, origin=origin)
        kept = ((upload, blob),)
        added = _recorded(services, actor, case, kept, ids=(ItemId(ref),), also=also)[0]
    else:
        added = Added(known, None)
    services.inbox.discard(ref)
    return added


def refuse_unless_may_copy(services: Services, case: CaseId) -> None:
    """Raise MustNotCopy unless the person said that no such picture can be among the files."""
    answer = services.index.case(case).under18
    if not answer:
        raise MustNotCopy(
            "Answer first: could any of this be a sexual picture or video of someone under 18?",
            next_step="Answer yes, no or not sure. Then go on.",
        )
    if answer != "no":
        raise MustNotCopy()


def origin_data(origin: Origin) -> dict[str, Json]:
    """The filled fields of an origin, for an entry body."""
    names = Origin.__dataclass_fields__
    return {name: getattr(origin, name) for name in names if getattr(origin, name)}


def origin_from(fields: Json) -> Origin:
    """Read an origin back from an entry body or inbox meta."""
    if not isinstance(fields, dict):
        return Origin()
    known = {k: str(v) for k, v in fields.items() if k in Origin.__dataclass_fields__}
    return Origin(**known)


def _flush(
    services: Services, actor: Actor, case: CaseId, group: list[tuple[Upload, StoredBlob]]
) -> Iterator[Added]:
    if group:
        services.blobs.sync()
        yield from _recorded(services, actor, case, tuple(group))


def _receive(
    services: Services, upload: Upload, progress: Progress, *, durable: bool
) -> StoredBlob:
    sink = services.blobs.receive()
    done = 0
    try:
        while chunk := upload.stream.read(CHUNK):
            sink.write(chunk)
            done += len(chunk)
            progress(upload.name, done, None)
        return sink.finish(durable=durable)
    except BaseException:
        sink.abandon()
        raise


def _recorded(
    services: Services,
    actor: Actor,
    case: CaseId,
    kept: tuple[tuple[Upload, StoredBlob], ...],
    *,
    ids: tuple[ItemId, ...] = (),
    also: tuple[EntryDraft, ...] = (),
) -> list[Added]:
    earlier = {
        item.digest: item.id
        for item in services.index.items(case)
        if item.digest and item.state is not ItemState.ERASED
    }
    items = ids or tuple(ItemId(services.ids.new()) for _ in kept)
    drafts = [
        _import(actor, case, item, upload, blob)
        for item, (upload, blob) in zip(items, kept, strict=True)
    ]
    record(services, *drafts, *also)
    return [
        Added(services.index.item(item), earlier.get(blob.digest))
        for item, (_, blob) in zip(items, kept, strict=True)
    ]


def _import(
    actor: Actor, case: CaseId, item: ItemId, upload: Upload, blob: StoredBlob
) -> EntryDraft:
    media_type = upload.media_type or mimetypes.guess_type(upload.name)[0] or ""
    return EntryDraft(
        Act.IMPORT,
        actor,
        case=case,
        item=item,
        data=data(
            name=upload.name,
            size=blob.size,
            sha256=blob.digest.hex,
            media_type=media_type or "application/octet-stream",
            grade=_GRADE_BY_METHOD.get(upload.origin.method, Grade.D).value,
            kind=ItemKind.ORIGINAL.value,
            origin=origin_data(upload.origin),
        ),
    )


def _described_upload(meta: object) -> Upload:
    """An upload whose bytes are in the inbox already; only its description is used."""
    import io
    from collections.abc import Mapping

    fields = meta if isinstance(meta, Mapping) else {}
    return Upload(
        name=str(fields.get("name", "")),
        stream=io.BytesIO(),
        origin=origin_from(fields.get("origin")),
        media_type=str(fields.get("media_type", "")),
    )
