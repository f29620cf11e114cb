"""What a person says is not theirs stays locked until they say who they are to the other (H7).

The program helps a person who is targeted, and those who help them. It does not help to watch
somebody. A file that is marked as someone else's is kept, byte for byte, but neither read nor
shown nor packed until role, relation and reason are told; "no, they do not agree" keeps it
locked, except for a child or an adult who cannot protect themselves.
"""

from __future__ import annotations

from upstander.application.services import Services
from upstander.model.errors import KeptLocked
from upstander.model.evidence import EvidenceItem
from upstander.model.ids import CaseId, ItemId
from upstander.model.reading import ReadReport
from upstander.model.report import Consent, HelperRole, Helping

SOMEONE_ELSES = "other"
LOCKED = "locked"
"""The status of what is someone else's and was not looked into."""
WHY_LOCKED = (
    "You said that these are someone else's messages. This program does not help to watch "
    "another person. The file is kept, but it is not read. Say whom you help, who you are to "
    "them, and why you keep it. Then it can be read."
)
REFUSED = (
    "The person does not agree. So this stays locked. If they are in danger, call 999. You do "
    "not need the file for that."
)


NO_STANDS = (
    "The person said no to being helped in this way. That counts. You can keep this for them, "
    "and ask again another day. If there is danger to life, call 999 all the same."
)
NO_IS_OVERRIDDEN = (
    "The person said no. They may not be able to keep themselves from harm, so those who have to "
    "protect them can still be told. Tell the person that you do this, and why, if that is safe."
)


def wish_words(helping: Helping) -> str:
    """What a "no" of the person means for a report about them; empty without one."""
    if helping.role is HelperRole.SELF or helping.consent is not Consent.REFUSED:
        return ""
    protected = helping.age.is_child or helping.protects_self == "no"
    return NO_IS_OVERRIDDEN if protected else NO_STANDS


def is_locked(services: Services, item: EvidenceItem) -> bool:
    """Whether an item is someone else's and nobody said yet why it may be looked at."""
    return item.origin.whose == SOMEONE_ELSES and bool(
        why_locked(services.index.case(item.case).told.helping)
    )


def why_locked(helping: Helping) -> str:
    """Why someone else's things stay locked, in words; empty when they need not."""
    told = helping.relation.strip() and helping.reason.strip()
    if helping.role is HelperRole.SELF or not told:
        return WHY_LOCKED
    protected = helping.age.is_child or helping.protects_self == "no"
    return REFUSED if helping.consent is Consent.REFUSED and not protected else ""


def lock_again(services: Services, case: CaseId) -> tuple[ItemId, ...]:
    """Put out of sight what may not be looked at any more: its words leave index and search.

    The kept bytes stay as they are. Gives the items that were locked again.
    """
    locked: list[ItemId] = []
    for item in services.index.items(case):
        report = services.index.report(item.id) if item.has_bytes else None
        if report is not None and report.status != LOCKED and is_locked(services, item):
            services.index.drop_messages(item.id)
            services.index.put_report(item.id, locked_report(services, item))
            locked.append(item.id)
    return tuple(locked)


def locked_report(services: Services, item: EvidenceItem) -> ReadReport:
    """What reading gives for an item that stays locked: why, and nothing of its words."""
    return ReadReport(
        source="unknown",
        importer_version="",
        sha256=item.digest.hex if item.digest else "",
        status=LOCKED,
        why=why_locked(services.index.case(item.case).told.helping),
        bytes_total=item.size,
        bytes_covered=0,
        bytes_leftover=item.size,
    )


def refuse_if_locked(services: Services, item: EvidenceItem) -> None:
    """Raise :class:`KeptLocked` for an item that stays locked."""
    if is_locked(services, item):
        raise KeptLocked(why_locked(services.index.case(item.case).told.helping))
