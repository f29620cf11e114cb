"""Make an evidence pack: preview every line, build it sealed, keep it encrypted, say so."""

from __future__ import annotations

import platform
from dataclasses import dataclass
from typing import BinaryIO, cast

from upstander import __version__
from upstander.application.choose_exhibits import (
    PackChoice,
    chosen_items,
    disclosed,
    exhibits,
    numbered,
    spans,
)
from upstander.application.ports import BlobSink, Progress, StoredBlob, silent
from upstander.application.possible_pictures import refuse_possible_pictures
from upstander.application.record import data, record
from upstander.application.services import Services
from upstander.language.shown_time import in_utc, in_zone
from upstander.model.actor import Actor
from upstander.model.entry import Act, EntryDraft, Head, Json, head_of
from upstander.model.errors import LedgerChanged
from upstander.model.evidence import EvidenceItem, PackRecord
from upstander.model.ids import ItemId
from upstander.preserve.pack.build import BuiltPack, build_pack
from upstander.preserve.pack.contents import (
    Exhibit,
    PackRequest,
    PageOne,
    ToolFacts,
)
from upstander.preserve.pack.method import receipt_text
from upstander.preserve.pack.papers import receipt_pdf
from upstander.preserve.pack.preview import PackPreview
from upstander.preserve.pack.preview import preview_pack as preview_request
from upstander.preserve.pack.zipped import write_zip


@dataclass(frozen=True, slots=True)
class MadePack:
    """What was made and what to write on paper: fingerprint, tag hash and ledger head."""

    item: ItemId
    pack_id: str
    name: str
    size: int
    tag_sha256: str
    fingerprint: str
    head: Head
    receipt_text: str
    receipt_pdf: bytes


@dataclass(frozen=True, slots=True)
class Receipt:
    """The paper that a pack is compared with, as text and as a page to print."""

    text: str
    pdf: bytes


def preview_pack(services: Services, *, actor: Actor, choice: PackChoice) -> PackPreview:
    """List in plain words every line that would go. Nothing is recorded or made."""
    items = numbered(services, services.index.case(choice.case), chosen_items(services, choice))
    return preview_request(_request(services, choice, items, pack_id="preview"))


def make_pack(
    services: Services, *, actor: Actor, choice: PackChoice, progress: Progress = silent
) -> MadePack:
    """Assign exhibit numbers, build and seal the pack, keep it encrypted, record the export.

    Originals are checked against their digests while they are copied; raises OriginalChanged
    when one is not as it was kept, NothingToKeep and NotFound for a choice that cannot be made.
    """
    case = services.index.case(choice.case)
    chosen = chosen_items(services, choice)
    items = numbered(services, case, chosen)
    _assign(services, actor, chosen, items)
    item = ItemId(services.ids.new())
    moment = services.clock.now()
    pack_id = f"{case.initials or 'X'}-{moment.utc:%Y-%m-%d}-{item[:6]}"
    request = _request(services, choice, items, pack_id=pack_id)
    blob, built = _build(services, request, progress)
    return _recorded(services, actor, choice, request, item, blob, built)


def open_pack(services: Services, *, actor: Actor, item: ItemId) -> BinaryIO:
    """Give the zip of a made pack, byte for byte as it was sealed.

    Raises NotFound, and MustNotCopy where it may hold a sexual picture of somebody under 18.
    """
    kept = services.index.pack(item)
    held = [services.index.item(each) for each in kept.items]
    refuse_possible_pictures(services, services.index.case(kept.case), held)
    return services.blobs.open(kept.digest)


def pack_receipt(services: Services, *, actor: Actor, item: ItemId) -> Receipt:
    """Make the paper receipt of a pack again. Raises NotFound."""
    kept = services.index.pack(item)
    case = services.index.case(kept.case)
    zone = case.zone or services.clock.now().zone
    head = _head_of(services, kept)
    pack_id = kept.name.removesuffix(".zip")
    made = f"{in_zone(kept.made_at, zone)} (UTC {in_utc(kept.made_at)})"
    return Receipt(
        receipt_text(pack_id, kept.tag_sha256, kept.fingerprint, head, made),
        receipt_pdf(pack_id, kept.tag_sha256, kept.fingerprint, head, kept.made_at, zone),
    )


def _request(
    services: Services, choice: PackChoice, items: list[EvidenceItem], *, pack_id: str
) -> PackRequest:
    moment = services.clock.now()
    gathered = exhibits(services, choice, items)
    case = services.index.case(choice.case)
    return PackRequest(
        pack_id=pack_id,
        case=case,
        exhibits=gathered,
        entries=disclosed(services, choice),
        chain=services.ledger.chain(),
        head=services.ledger.head(),
        created=moment.utc,
        zone=case.zone or moment.zone,
        producer=choice.producer,
        page_one=PageOne(
            at_risk_now=choice.at_risk_now,
            what_happened=choice.what_happened or case.told.what_happened,
            worst=_quote(gathered, choice),
            done_so_far=choice.done_so_far,
            missing=choice.missing,
        ),
        include_witnesses=choice.include_witnesses,
        tool=ToolFacts(
            name="Upstander",
            version=__version__,
            python=platform.python_version(),
            parsers=_parsers(gathered),
        ),
    )


def _quote(gathered: tuple[Exhibit, ...], choice: PackChoice) -> str:
    for exhibit in gathered:
        for message in exhibit.messages:
            if message.id == choice.worst:
                return message.text
    return ""


def _parsers(gathered: tuple[Exhibit, ...]) -> tuple[tuple[str, str], ...]:
    used = {(e.report.source, e.report.importer_version) for e in gathered if e.report}
    return tuple(sorted(used))


def _assign(
    services: Services, actor: Actor, before: list[EvidenceItem], after: list[EvidenceItem]
) -> None:
    drafts = [
        EntryDraft(
            Act.EXHIBIT_ASSIGN,
            actor,
            case=new.case,
            item=new.id,
            data=data(exhibit=new.exhibit),
        )
        for old, new in zip(before, after, strict=True)
        if old.exhibit is None
    ]
    if drafts:
        record(services, *drafts)


def _build(
    services: Services, request: PackRequest, progress: Progress
) -> tuple[StoredBlob, BuiltPack]:
    sink = services.blobs.receive()
    try:
        built = build_pack(request, services.keys, services.blobs.open, progress)
        write_zip(built, cast(BinaryIO, _IntoBlob(sink)), folder=request.pack_id)
        return sink.finish(), built
    except BaseException:
        sink.abandon()
        raise


def _recorded(
    services: Services,
    actor: Actor,
    choice: PackChoice,
    request: PackRequest,
    item: ItemId,
    blob: StoredBlob,
    built: BuiltPack,
) -> MadePack:
    name = f"{request.pack_id}.zip"
    items: list[Json] = list(choice.items)
    refs: list[Json] = [ref for e in request.exhibits if e.omitted for ref in spans(e)]
    record(
        services,
        EntryDraft(
            Act.EXPORT,
            actor,
            case=choice.case,
            item=item,
            data=data(
                name=name,
                sha256=blob.digest.hex,
                size=blob.size,
                tag_sha256=built.tag_sha256,
                fingerprint=built.fingerprint,
                head=request.head.digest,
                items=items,
                refs=refs,
            ),
        ),
    )
    return MadePack(
        item=item,
        pack_id=request.pack_id,
        name=name,
        size=blob.size,
        tag_sha256=built.tag_sha256,
        fingerprint=built.fingerprint,
        head=built.head,
        receipt_text=built.receipt_text,
        receipt_pdf=built.receipt_pdf,
    )


def _head_of(services: Services, record: PackRecord) -> Head:
    """The head a pack was made at: its digest is in the record, its length in the chain."""
    for length, line in enumerate(services.ledger.chain().splitlines(), 1):
        if head_of(length, line).digest == record.head:
            return Head(length, record.head)
    raise LedgerChanged("The head of this pack is not in the record.")


class _IntoBlob:
    """Lets a zip writer write into an encrypted blob; it can only go forward."""

    def __init__(self, sink: BlobSink) -> None:
        self._sink = sink

    def write(self, chunk: bytes) -> int:
        """Encrypt the next bytes."""
        self._sink.write(bytes(chunk))
        return len(chunk)

    def flush(self) -> None:
        """Nothing waits."""
