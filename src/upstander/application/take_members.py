"""A declared partial copy: only ticked text members of an archive, nothing else of it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

from upstander.application.add_original import Added, origin_data, origin_from
from upstander.application.record import data, record
from upstander.application.services import Services
from upstander.model.actor import Actor
from upstander.model.entry import Act, EntryDraft, Json
from upstander.model.errors import InvalidAnswer, NotFound
from upstander.model.evidence import Grade, ItemKind
from upstander.model.ids import CaseId, ItemId

TEXT_ENDINGS = (".txt", ".csv", ".json", ".xml", ".html", ".htm", ".eml")
_FIXED_TIME = (1980, 1, 1, 0, 0, 0)


def list_members(
    services: Services, *, actor: Actor, ref: str
) -> tuple[tuple[str, int, bool], ...]:
    """Name, size and "is text" of each member of a held archive; nothing is unpacked."""
    with services.inbox.open(ref) as stream:
        found = services.isolation.members(stream, name=_name(services, ref))
    return tuple((name, size, _is_text(name)) for name, size in found)


def take_members(
    services: Services, *, actor: Actor, case: CaseId, ref: str, members: Sequence[str]
) -> Added:
    """Keep only the ticked text members, in a new archive that says it is a partial copy.

    The held archive is then discarded without having been read further. Raises InvalidAnswer
    when nothing or something that is not text was ticked.
    """
    if not members or not all(_is_text(name) for name in members):
        raise InvalidAnswer("Tick at least one text file. Pictures and videos are not taken.")
    name = _name(services, ref)
    copy = io.BytesIO()
    with services.inbox.open(ref) as stream, zipfile.ZipFile(copy, "w") as archive:
        for member in members:
            body = services.isolation.member(stream, name=name, member=member)
            archive.writestr(zipfile.ZipInfo(member, _FIXED_TIME), body)
    added = _keep(services, actor, case, ref, copy.getvalue(), len(members))
    services.inbox.discard(ref)
    return added


def _keep(
    services: Services, actor: Actor, case: CaseId, ref: str, body: bytes, count: int
) -> Added:
    sink = services.blobs.receive()
    sink.write(body)
    blob = sink.finish()
    item = ItemId(services.ids.new())
    meta = _meta(services, ref)
    record(
        services,
        EntryDraft(
            Act.IMPORT,
            actor,
            case=case,
            item=item,
            data=data(
                name=_name(services, ref),
                size=blob.size,
                sha256=blob.digest.hex,
                media_type="application/zip",
                grade=Grade.D.value,
                kind=ItemKind.PARTIAL_COPY.value,
                origin=origin_data(origin_from(meta.get("origin"))),
                note=f"Partial copy: {count} text files were taken. Nothing else was kept.",
            ),
        ),
    )
    return Added(services.index.item(item), None)


def _meta(services: Services, ref: str) -> dict[str, Json]:
    for capture in services.inbox.pending():
        if capture.ref == ref:
            return dict(capture.meta)
    raise NotFound()


def _name(services: Services, ref: str) -> str:
    return str(_meta(services, ref).get("name", "archive.zip"))


def _is_text(name: str) -> bool:
    return name.lower().endswith(TEXT_ENDINGS)
