"""One person's vault: made, opened, used, changed, copied, locked, wiped."""

from __future__ import annotations

import platform
import resource
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType

from upstander import __version__
from upstander.adapters.clock import SystemClock
from upstander.adapters.file_vault import copies, disk, key_changes
from upstander.adapters.file_vault.blobs import FileBlobStore
from upstander.adapters.file_vault.contents import VaultContents
from upstander.adapters.file_vault.inbox import FileInbox, LockedInbox
from upstander.adapters.file_vault.layout import Layout
from upstander.adapters.file_vault.ledger import FileLedger
from upstander.adapters.file_vault.making import Rotation, build
from upstander.adapters.file_vault.open_keys import OpenKeys
from upstander.adapters.file_vault.private_notes import FilePrivateNotes
from upstander.adapters.file_vault.room import Outside, Room
from upstander.adapters.file_vault.write_lock import FileLock
from upstander.adapters.ids import SystemIds
from upstander.adapters.vault_sessions import LockWatch
from upstander.application.ports import Clock, Ids, Keys, Machine, Progress, silent
from upstander.model.actor import Actor, Role
from upstander.model.entry import Act, Entry, EntryDraft, Head, Json
from upstander.model.errors import UpstanderError, VaultExists, WrongSecret
from upstander.model.ids import VaultId
from upstander.model.verification import Verification
from upstander.preserve import slots
from upstander.preserve.ledger import Instrument
from upstander.preserve.recovery_code import write_code
from upstander.preserve.slots import Argon2id, SlotInfo
from upstander.preserve.vault_check import Originals, check_vault
from upstander.preserve.vault_format import Keyring

_DAY = 24 * 3600
_ID_LENGTH = 26


class FileVault:
    """An unlocked vault. Every port in it raises :class:`VaultLocked` after :meth:`lock`."""

    def __init__(self, outside: Outside, keys: OpenKeys, *, watch: bool) -> None:
        keyring = keys.keyring()
        instrument = Instrument(
            keyring.device, platform.system().lower() or "unknown", "upstander", __version__
        )
        self._keys = keys
        self._room = Room(outside, keys, FileLock(outside.layout.lock), instrument)
        self.machine = Machine(keyring.actor, keyring.device)
        self.ledger = FileLedger(self._room)
        self.blobs = FileBlobStore(self._room)
        self.inbox = FileInbox(self._room, self.blobs)
        self.private_notes = FilePrivateNotes(self._room)
        self._on_lock: list[Callable[[], None]] = []
        self._watch = LockWatch(self.path, self.lock) if watch else None

    # --- opening --------------------------------------------------------------------------

    @classmethod
    def create(
        cls,
        path: Path,
        *,
        passphrase: str,
        kdf: Argon2id | None = None,
        clock: Clock | None = None,
        ids: Ids | None = None,
        watch: bool = True,
    ) -> tuple[FileVault, str]:
        """Make a vault; gives it open, with the recovery code to be shown once.

        Raises :class:`VaultExists` when something is at ``path``, :class:`WeakSecret`,
        :class:`DiskFull`, :class:`ReadOnlyMedium`.
        """
        clock, ids = clock or SystemClock(), ids or SystemIds()
        if path.exists() and (not path.is_dir() or any(path.iterdir())):
            raise VaultExists()
        fresh = path.with_name(f".{ids.new()}")
        try:
            master, keyring, code = build(Layout(fresh), passphrase, kdf or Argon2id(), clock, ids)
            with disk.translated():
                fresh.rename(path)
                disk.flush_folder(path.parent)
        except BaseException:
            shutil.rmtree(fresh, ignore_errors=True)
            raise
        layout = Layout(path)
        outside = Outside(layout, key_changes.read_card(layout), clock, ids)
        vault = cls._start(outside, OpenKeys(master, keyring), watch=watch)
        vault._note(Act.VAULT_CREATE, slots=["passphrase", "recovery-code"])
        return vault, code

    @classmethod
    def unlock(
        cls,
        path: Path,
        secret: str,
        *,
        clock: Clock | None = None,
        ids: Ids | None = None,
        watch: bool = True,
    ) -> FileVault:
        """Open by passphrase, recovery code or paper key (``AGE-SECRET-KEY-1...``).

        Raises :class:`VaultMissing`, :class:`WrongSecret`, :class:`IntegrityError`.
        """
        layout = Layout(path)
        key_changes.finish_rotation(layout)
        card = key_changes.read_card(layout)
        master = key_changes.open_master(layout, card, secret)
        return cls._open(
            Outside(layout, card, clock or SystemClock(), ids or SystemIds()), master, watch
        )

    @classmethod
    def unlock_with_master_key(
        cls,
        path: Path,
        master: bytes | bytearray,
        *,
        clock: Clock | None = None,
        ids: Ids | None = None,
        watch: bool = True,
    ) -> FileVault:
        """Open with the key that an agent holds; :class:`WrongSecret` after a rotation."""
        layout = Layout(path)
        key_changes.finish_rotation(layout)
        outside = Outside(
            layout, key_changes.read_card(layout), clock or SystemClock(), ids or SystemIds()
        )
        try:
            return cls._open(outside, bytearray(master), watch)
        except UpstanderError as error:
            raise WrongSecret("The keys were changed since.") from error

    @classmethod
    def _open(cls, outside: Outside, master: bytearray, watch: bool) -> FileVault:
        with disk.translated():
            sealed = outside.layout.keyring.read_bytes()
        keyring = Keyring.open(sealed, outside.card.id, master)
        vault = cls._start(outside, OpenKeys(master, keyring), watch=watch)
        with suppress(UpstanderError, OSError):  # a read-only medium can still be read
            vault._sweep()
            vault._note_restore()
        return vault

    @classmethod
    def _start(cls, outside: Outside, keys: OpenKeys, *, watch: bool) -> FileVault:
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        return cls(outside, keys, watch=watch)

    @staticmethod
    def locked_inbox(
        path: Path, *, clock: Clock | None = None, ids: Ids | None = None
    ) -> LockedInbox:
        """The inbox of a locked vault: takes in with the public key only."""
        layout = Layout(path)
        card = key_changes.read_card(layout)
        return LockedInbox(Outside(layout, card, clock or SystemClock(), ids or SystemIds()))

    # --- state ----------------------------------------------------------------------------

    @property
    def path(self) -> Path:
        """The vault's folder."""
        return self._room.layout.root

    @property
    def id(self) -> VaultId:
        """The vault's random id."""
        return self._room.outside.card.id

    @property
    def layout(self) -> Layout:
        """Paths inside the folder."""
        return self._room.layout

    @property
    def index_path(self) -> Path:
        """Where the index's database lies."""
        return self._room.layout.index

    @property
    def write_lock(self) -> FileLock:
        """The lock that every writer takes; implements ``WriteLock``."""
        return self._room.lock

    @property
    def actor(self) -> Actor:
        """The owner, under the vault's random id for them."""
        return Actor(self.machine.actor, Role.OWNER)

    @property
    def keys(self) -> Keys:
        """Implements ``Keys``."""
        return self._keys

    @property
    def locked(self) -> bool:
        """Whether the keys are gone."""
        return self._keys.locked

    def lock(self) -> None:
        """Overwrite the keys, tell whoever asked to know, stop watching. Waits for nobody."""
        if not self._keys.lock():
            return
        for call in self._on_lock:
            with suppress(Exception):  # one listener must not keep the others from hearing
                call()
        if self._watch is not None:
            self._watch.stop()

    def on_lock(self, call: Callable[[], None]) -> None:
        """Have ``call`` called once, after the keys are gone, by whichever thread locks."""
        self._on_lock.append(call)

    def master_key(self) -> bytes:
        """The master key, for the agent only."""
        return self._keys.master()

    # --- slots ----------------------------------------------------------------------------

    def slots(self) -> tuple[SlotInfo, ...]:
        """Ways to open the vault, with a stale paper key marked as such."""
        return key_changes.list_slots(self.layout)

    def set_passphrase(
        self, new: str, *, old: str | None = None, kdf: Argon2id | None = None
    ) -> None:
        """Rewrap slot 1; with ``old`` given it must be right first (:class:`WrongSecret`)."""
        if old is not None:
            self._check_passphrase(old)
        entropy = self._room.outside.entropy
        slot = slots.passphrase_slot(self.id, self._keys.master(), new, kdf or Argon2id(), entropy)
        self._change_slot(slots.PASSPHRASE, slot)

    def new_recovery_code(self) -> str:
        """Make a new recovery code; the old one stops working."""
        entropy = self._room.outside.entropy
        secret = entropy(20)
        slot = slots.recovery_slot(self.id, self._keys.master(), secret, entropy)
        self._change_slot(slots.RECOVERY, slot)
        return write_code(secret)

    def paper_key(self) -> str:
        """Give the paper key and make the slot that lets it open the vault."""
        identity = self._keys.identities()[0]
        entropy = self._room.outside.entropy
        slot = slots.paper_slot(self.id, self._keys.master(), identity.recipient(), entropy)
        self._change_slot(slots.PAPER, slot)
        return identity.text()

    def rotate(
        self, passphrase: str, *, new: str | None = None, kdf: Argon2id | None = None
    ) -> str:
        """Change master key and age identity; gives the new recovery code.

        Files so far stay readable by the old identity, kept in the keyring. The old paper key
        becomes stale. Every other process must unlock again, and the index has to be made again,
        because its key changed. Raises :class:`WrongSecret` when ``passphrase`` is not right.
        """
        self._check_passphrase(passphrase)
        outside = self._room.outside
        with self._room.lock.hold():
            change = Rotation(outside, self._keys, new or passphrase, kdf or Argon2id())
            key_changes.stage(outside, change.files)
            key_changes.finish_rotation(self.layout)
            self._keys.replace(change.master, change.keyring)
            outside.card = card = key_changes.read_card(self.layout)
            self._note(Act.KEY_ROTATE, recipient=card.recipient)
        return change.code

    def _check_passphrase(self, passphrase: str) -> None:
        slot = self.layout.slot(slots.PASSPHRASE).read_bytes()
        slots.open_passphrase(slot, self.id, passphrase)

    def _change_slot(self, number: int, slot: bytes) -> None:
        key_changes.write_slot(self._room.outside, number, slot)
        self._note(Act.KEY_SLOT, slot=number, kind=slots.KINDS[number])

    # --- checks and copies ----------------------------------------------------------------

    def contents(self) -> VaultContents:
        """What a check reads."""
        return VaultContents(self._room, self.ledger, self.blobs, self.inbox, self.private_notes)

    def check(
        self,
        *,
        full: bool = False,
        head: Head | str | None = None,
        progress: Progress = silent,
    ) -> Verification:
        """Check the vault; gives numbered steps and never repairs."""
        return check_vault(self.contents(), full=full, head=head, progress=progress)

    def accept_history(self, reason: str) -> Entry:
        """Go on with the record as it lies although an other or longer one was seen before."""
        return self.ledger.accept(self.actor, reason)

    def backup(self, dest: Path) -> None:
        """Copy to ``dest``, check the copy, and record it; see :meth:`copy_to`."""
        copied = self.copy_to(dest)
        self._note(Act.BACKUP, head=copied.head.digest, length=copied.head.length)

    def copy_to(self, dest: Path, *, progress: Progress = silent) -> copies.Copied:
        """Copy ciphertext to a folder, or bring an older backup there up to date.

        Originals of sealed items are left out. Raises :class:`Forked`, :class:`VaultExists`,
        :class:`OriginalChanged`, :class:`DiskFull`, :class:`ReadOnlyMedium`.
        """
        self.blobs.sync()
        withheld = self._originals().withheld()
        names = {name for digest in withheld for name in self._keys.blob_names(digest)}
        return copies.copy_vault(
            self.layout,
            Layout(dest),
            self.ledger.chain(),
            leave_out=names,
            birthday=self._room.outside.birthday,
            progress=progress,
        )

    @staticmethod
    def restore(source: Path, target: Path, *, progress: Progress = silent) -> Head:
        """Copy a backup to a new place, checking it; the next unlocking records it.

        Raises :class:`VaultMissing`, :class:`VaultExists`, :class:`Forked`,
        :class:`LedgerChanged`, :class:`OriginalChanged`.
        """
        old, new = Layout(source), Layout(target)
        outside = Outside(old, key_changes.read_card(old), SystemClock(), SystemIds())
        head = copies.check_copy(old)
        if new.card.exists():
            copies.refuse_existing(old, new)
        chain = copies.complete_chain(old)
        copies.copy_vault(old, new, chain, birthday=outside.birthday, progress=progress)
        with disk.translated():
            disk.write_new(new.restored, b"", birthday=outside.birthday)
        copies.check_copy(new)
        return head

    @staticmethod
    def wipe(path: Path) -> None:
        """Remove a vault for good, keys first: then the rest is unreadable even if it stays.

        The evidence is lost. What the disk itself keeps of removed files is out of reach.
        """
        layout = Layout(path)
        key_changes.read_card(layout)
        with disk.translated():
            for secret in (layout.keyring, *layout.slots.glob("*.json")):
                _overwrite_and_remove(secret)
            disk.flush_folder(layout.slots)
            disk.flush_folder(layout.root)
            shutil.rmtree(layout.root)

    def _originals(self) -> Originals:
        found = Originals()
        for entry in self.ledger.entries():
            found.note(entry)
        return found

    def _note(self, act: Act, **fields: Json) -> None:
        self.ledger.append([EntryDraft(act, self.actor, data=MappingProxyType(fields))])

    def _note_restore(self) -> None:
        if self.layout.restored.exists():
            head = self.ledger.head()
            self._note(Act.RESTORE, head=head.digest, length=head.length)
            disk.remove(self.layout.restored)

    def _sweep(self) -> None:
        """Remove unfinished files older than a day; what was set aside is never removed."""
        now = self._room.outside.clock.now().utc.timestamp()
        for path in self.layout.tmp.iterdir():
            unfinished = len(path.name) == _ID_LENGTH and path.name.isalnum()
            if unfinished and now - path.stat().st_ctime > _DAY:
                disk.remove(path)


def _overwrite_and_remove(path: Path) -> None:
    size = path.stat().st_size
    path.chmod(disk.WRITABLE_MODE)
    with path.open("r+b") as file:
        file.write(bytes(size))
        file.flush()
        disk.flush_file(file.fileno())
    path.unlink()
