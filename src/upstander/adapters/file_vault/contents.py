"""What a check reads of a vault on disk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import ExitStack, suppress

from upstander.adapters.file_vault.blobs import FileBlobStore, size_on_disk
from upstander.adapters.file_vault.inbox import FileInbox
from upstander.adapters.file_vault.ledger import FileLedger
from upstander.adapters.file_vault.private_notes import FilePrivateNotes
from upstander.adapters.file_vault.room import Room
from upstander.model.digest import Digest
from upstander.model.entry import Head
from upstander.model.errors import AdapterError, IntegrityError, LedgerChanged, OriginalChanged
from upstander.model.ids import VaultId


class VaultContents:
    """Implements ``preserve.vault_check.Contents``."""

    def __init__(
        self,
        room: Room,
        ledger: FileLedger,
        blobs: FileBlobStore,
        inbox: FileInbox,
        private: FilePrivateNotes,
    ) -> None:
        self._room = room
        self._ledger = ledger
        self._blobs = blobs
        self._inbox = inbox
        self._private = private
        self._bodies: list[int] = []
        self._seen: Head | None = None

    @property
    def subject(self) -> str:
        """The vault by its id; a folder's name may say too much."""
        return f"Vault {self.vault}"

    @property
    def vault(self) -> VaultId:
        """The id every entry must carry."""
        return self._room.outside.card.id

    def chain(self) -> bytes:
        """All bytes of the chain file; bodies and last-seen head are noted at the same moment."""
        self._room.keys.check()
        with ExitStack() as stack:
            with suppress(AdapterError):  # a read-only medium cannot be locked, nor written to
                stack.enter_context(self._room.lock.hold())
            self._bodies = self._ledger.bodies_on_disk()
            self._seen = self._ledger.seen()
            try:
                return self._room.layout.chain.read_bytes()
            except OSError as error:
                raise LedgerChanged("The record itself, ledger.chain, is missing.") from error

    def body(self, seq: int) -> bytes:
        """One entry body."""
        return self._ledger.body(seq)

    def body_numbers(self) -> Sequence[int]:
        """Numbers of the bodies that lay there when the chain was read."""
        return self._bodies

    def seen(self) -> Head | None:
        """The last-seen head when the chain was read."""
        return self._seen

    def glance(self, digest: Digest, size: int) -> str:
        """Presence and size."""
        found = self._blobs.present_size(digest)
        if found is None:
            return "it is missing."
        wanted = size_on_disk(size)
        return "" if found == wanted else f"it has {found} bytes on the disk, not {wanted}."

    def study(self, digest: Digest, size: int) -> str:
        """Decrypt and hash."""
        try:
            found = self._blobs.full_check(digest)
        except OriginalChanged as error:
            return error.detail
        return "" if found == size else f"it has {found} bytes, not {size}."

    def unnamed(self, digests: Iterable[Digest]) -> int:
        """Blob files that belong to none of these."""
        known = {name for digest in digests for name in self._blobs.known_names(digest)}
        return sum(1 for path in self._room.layout.blobs.glob("*/*") if path.name not in known)

    def card_fault(self) -> str:
        """The public half must be that of the keys; else captures would go to a stranger."""
        card, keys = self._room.outside.card, self._room.keys
        same = (
            card.recipient == keys.identities()[0].recipient(),
            card.p256.encode() == keys.p256_public_pem(),
            card.ssh == keys.ssh_public_line(),
        )
        return "" if all(same) else "The file vault.json names other keys than the keyring holds."

    def inbox_faults(self) -> Sequence[str]:
        """Captures that cannot be read."""
        return [f"Capture {ref} is damaged." for ref in self._inbox.damaged()]

    def private_fault(self) -> str:
        """What is wrong with the private notes."""
        try:
            self._private.count()
        except IntegrityError as error:
            return error.detail
        return ""
