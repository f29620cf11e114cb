"""What files say about themselves: program, device, times. Only when the person asks for it.

A file is looked into in the limited child, and its pictures are not decoded. Where a picture in
the case may be a sexual one of somebody under 18, no file of the case is looked into at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from upstander.application.add_original import refuse_unless_may_copy
from upstander.application.open_item import open_attachment, open_item
from upstander.application.ports import Clock
from upstander.application.services import Services
from upstander.model.actor import Actor
from upstander.model.errors import IntakeError, LimitExceeded, MustNotCopy, NotFound
from upstander.model.file_says import LookedInto
from upstander.model.ids import CaseId, ItemId, MessageId
from upstander.model.lead import Lead
from upstander.model.message import Attachment, AttachmentState, Message
from upstander.trace.leads.find import file_leads

MOST_BYTES = 256 << 20
"""Larger parts of an archive or mail are left out: they would have to be unpacked in memory."""
_TIME_NS = 20 * 10**9
"""All files of one message get so much time together; a page waits for it."""


@dataclass(frozen=True, slots=True)
class Said:
    """What one file says, as leads that are shown only when asked, and how far it was read."""

    leads: tuple[Lead, ...]
    looked: LookedInto

    @property
    def words(self) -> str:
        """What a screen says where there are no leads, or not all."""
        if self.looked is LookedInto.UNKNOWN:
            return "The program does not know how to look into a file of this kind."
        if self.looked is LookedInto.BROKEN:
            return "The file is broken or cut, so not all of it could be looked into."
        if self.leads:
            return ""
        return (
            "It says nothing about a program, a device or a time. Many apps take that out when "
            "they send a picture."
        )


def what_file_says(services: Services, *, actor: Actor, item: ItemId) -> Said:
    """Give what a kept file says about itself.

    Raises:
        NotFound: no such file in sight.
        KeptLocked: it is someone else's, and stays locked.
        MustNotCopy: the case may hold a sexual picture of somebody under 18.
        OriginalChanged: it is not as it was kept.
        IntakeError: the file could not be looked into.
    """
    refuse_unless_may_copy(services, services.index.item(item).case)
    with open_item(services, actor=actor, item=item) as stream:
        says = services.isolation.tags(stream)
    return Said(file_leads(says.tags, source=item), says.looked)


def what_files_of_message_say(
    services: Services, *, actor: Actor, message: MessageId, case: CaseId | None = None
) -> tuple[tuple[Lead, ...], tuple[str, ...]]:
    """Give what the files of one message say, and the names of those that were not looked into.

    Raises NotFound, KeptLocked, MustNotCopy and OriginalChanged as :func:`what_file_says`.
    """
    item, found = services.index.message(message, case=case)
    refuse_unless_may_copy(services, services.index.item(item).case)
    until = services.clock.now().monotonic_ns + _TIME_NS
    leads: list[Lead] = []
    unread: list[str] = []
    for at, file in files_here(found):
        try:
            _still_time(services.clock, until, file)
            part = open_attachment(services, actor=actor, item=item, member=file.member or "")
            says = services.isolation.tags(BytesIO(part))
        except MustNotCopy:
            raise
        except (IntakeError, NotFound):
            unread.append(file.native_name)
            continue
        leads += file_leads(says.tags, source=message, where=place_of(at, file))
        if says.looked is LookedInto.BROKEN:
            unread.append(file.native_name)
    return tuple(leads), tuple(unread)


def _still_time(clock: Clock, until: int, file: Attachment) -> None:
    if (file.size or 0) > MOST_BYTES or clock.now().monotonic_ns > until:
        raise LimitExceeded()


def files_here(message: Message) -> Iterator[tuple[int, Attachment]]:
    """The files of a message whose bytes are here, with their numbers."""
    for at, each in enumerate(message.attachments, 1):
        if each.state is AttachmentState.PRESENT and each.member:
            yield at, each


def place_of(at: int, file: Attachment) -> str:
    """Where something stands that a file of a message says."""
    return f"file {at}, {file.native_name}" if file.native_name else f"file {at}"
