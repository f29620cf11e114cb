"""What files say about themselves: program, device, times. Only when the person asks for it.

A file is looked into in the limited child, and its pictures are not decoded. Where a picture in
the case may be a sexual one of somebody under 18, no file of the case is looked into at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from upstander.application.add_original import refuse_unless_may_copy
from upstander.application.isolation_port import Isolation
from upstander.application.open_item import open_attachment, open_item
from upstander.application.services import Services
from upstander.model.actor import Actor
from upstander.model.errors import UpstanderError
from upstander.model.evidence import EvidenceItem
from upstander.model.ids import ItemId, MessageId
from upstander.model.lead import Lead
from upstander.model.message import Attachment, AttachmentState, Message
from upstander.trace.leads.find import file_leads

MOST_FILES = 50
MOST_BYTES = 256 << 20
"""Larger parts of an archive or mail are left out: they would have to be unpacked in memory."""


def what_file_says(services: Services, *, actor: Actor, item: ItemId) -> tuple[Lead, ...]:
    """Give what a kept file says about itself, each as a lead that is shown only when asked.

    Raises:
        NotFound: no such file in sight.
        KeptLocked: it is someone else's, and stays locked.
        MustNotCopy: the case may hold a sexual picture of somebody under 18.
        IntakeError: the file could not be looked into.
    """
    refuse_unless_may_copy(services, services.index.item(item).case)
    with open_item(services, actor=actor, item=item) as stream:
        tags = services.isolation.tags(stream)
    return file_leads(tags, source=item)


def what_files_of_message_say(
    services: Services, *, actor: Actor, message: MessageId
) -> tuple[tuple[Lead, ...], tuple[str, ...]]:
    """Give what the files of one message say, and the names of those that could not be read.

    Raises NotFound, KeptLocked and MustNotCopy as :func:`what_file_says`.
    """
    item, found = services.index.message(message)
    kept: EvidenceItem = services.index.item(item)
    refuse_unless_may_copy(services, kept.case)
    leads: list[Lead] = []
    unread: list[str] = []
    for at, file in files_here(found):
        try:
            part = open_attachment(services, actor=actor, item=item, member=file.member or "")
            leads += part_leads(services.isolation, part, message=found, at=at)
        except UpstanderError:
            unread.append(file.native_name)
    return tuple(leads), tuple(unread)


def files_here(message: Message) -> Iterator[tuple[int, Attachment]]:
    """The files of a message whose bytes are here and not too many, with their numbers."""
    here = (
        (at, each)
        for at, each in enumerate(message.attachments[:MOST_FILES], 1)
        if each.state is AttachmentState.PRESENT and each.member
    )
    yield from ((at, each) for at, each in here if (each.size or 0) <= MOST_BYTES)


def part_leads(isolation: Isolation, part: bytes, *, message: Message, at: int) -> tuple[Lead, ...]:
    """What one unpacked file of a message says about itself. Raises IntakeError."""
    tags = isolation.tags(BytesIO(part))
    return file_leads(tags, source=message.id, where=f"file {at}")
