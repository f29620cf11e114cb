"""Check a vault and write down what the check found."""

from __future__ import annotations

from contextlib import suppress

from upstander.application.ports import Progress, VaultFiles, silent
from upstander.application.record import data, record
from upstander.application.services import Services
from upstander.model.actor import Actor
from upstander.model.entry import Act, EntryDraft
from upstander.model.errors import AdapterError, IntegrityError
from upstander.model.verification import Verification


def verify_vault(
    services: Services,
    vault: VaultFiles,
    *,
    actor: Actor,
    full: bool = False,
    head: str | None = None,
    progress: Progress = silent,
) -> Verification:
    """Check chain, presence and sizes; with ``full`` decrypt and hash everything.

    ``head`` is a ledger head from paper. The outcome is recorded where the vault can be written
    to; a damaged or read-only vault is still checked to the end and told.
    """
    found = vault.check(full=full, head=head, progress=progress)
    result = "unchanged" if found.ok else "changed"
    level = "full" if full else "quick"
    with suppress(AdapterError, IntegrityError):  # the finding matters more than its record
        record(services, EntryDraft(Act.VERIFY, actor, data=data(result=result, level=level)))
    return found
