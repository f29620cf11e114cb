"""Where things lie inside a vault folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

SHARD = 1000
"""Entries in one folder."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Paths under one root; the only place that spells them."""

    root: Path

    @property
    def card(self) -> Path:
        """``vault.json``."""
        return self.root / "vault.json"

    @property
    def slots(self) -> Path:
        """The folder of key slots."""
        return self.root / "slots"

    @property
    def keyring(self) -> Path:
        """``keyring.bin``."""
        return self.root / "keyring.bin"

    @property
    def chain(self) -> Path:
        """``ledger.chain``."""
        return self.root / "ledger.chain"

    @property
    def seen(self) -> Path:
        """The last-seen record."""
        return self.root / "ledger.seen"

    @property
    def entries(self) -> Path:
        """The folder of entry bodies."""
        return self.root / "entries"

    @property
    def blobs(self) -> Path:
        """The folder of originals."""
        return self.root / "blobs"

    @property
    def inbox(self) -> Path:
        """The folder of captures not yet folded in."""
        return self.root / "inbox"

    @property
    def private(self) -> Path:
        """The folder of private safety notes."""
        return self.root / "private"

    @property
    def tmp(self) -> Path:
        """Unfinished and set-aside files, all ciphertext."""
        return self.root / "tmp"

    @property
    def sessions(self) -> Path:
        """Who holds keys, and the request to lock."""
        return self.root / "sessions"

    @property
    def lock(self) -> Path:
        """The write lock."""
        return self.root / "LOCK"

    @property
    def index(self) -> Path:
        """The index's database; made and read by ``store``."""
        return self.root / "index.db"

    @property
    def staged(self) -> Path:
        """A change of keys being prepared."""
        return self.root / "rotation"

    @property
    def decided(self) -> Path:
        """A change of keys that is decided and only has to be moved into place."""
        return self.root / "rotation.ready"

    @property
    def restored(self) -> Path:
        """Marks a vault that came out of a backup, until the ledger says so."""
        return self.root / "restored"

    def slot(self, number: int) -> Path:
        """One key slot."""
        return self.slots / f"{number}.json"

    def entry(self, seq: int) -> Path:
        """One entry body."""
        return self.entries / f"{seq // SHARD:03d}" / f"{seq:08d}.age"

    def blob(self, name: str) -> Path:
        """One original, by its HMAC name."""
        return self.blobs / name[:2] / name

    def folders(self) -> tuple[Path, ...]:
        """All folders of a new vault, parents first."""
        return (
            self.root,
            self.slots,
            self.entries,
            self.blobs,
            self.inbox,
            self.private,
            self.private / "notes",
            self.tmp,
            self.sessions,
        )
