"""Joins ports to adapters; the only place that names them."""

from __future__ import annotations

import contextlib
import os
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from upstander.adapters.clock import SystemClock
from upstander.adapters.file_vault import FileVault
from upstander.adapters.ids import SystemIds
from upstander.adapters.isolation import ChildIsolation
from upstander.adapters.vault_sessions import LockWatch
from upstander.adapters.vault_sessions import lock_everywhere as _lock_everywhere
from upstander.application.fold_inbox import fold_inbox
from upstander.application.ports import Inbox, Progress, silent
from upstander.application.record import catch_up
from upstander.application.services import PrivateServices, Services
from upstander.model.actor import Actor, Role
from upstander.model.entry import Head
from upstander.model.errors import AdapterError, DependencyMissing, IndexStale
from upstander.preserve.slots import Argon2id

if TYPE_CHECKING:
    from upstander.application.network_ports import Lookups
    from upstander.recognise.engine import Engine

_SETTINGS = "upstander.web.settings"
_loading = threading.Lock()
_engine: Engine | None = None


@dataclass
class Session:
    """One unlocked vault in this process: what an actor may use until it is locked."""

    path: Path
    vault: FileVault
    services: Services
    private: PrivateServices
    actor: Actor
    _isolation: ChildIsolation
    _watch: LockWatch | None = None
    is_index_new: bool = False
    """The index was made anew (a restored backup, a damaged file): originals want reading."""
    _guard: threading.Lock = field(default_factory=threading.Lock)
    _locked: bool = False

    @property
    def locked(self) -> bool:
        """Whether the keys are gone."""
        return self._locked

    def lock(self) -> None:
        """Drop the keys, close the index, end the child; under a second, safe to call twice."""
        from upstander.store import connection

        with self._guard:
            if self._locked:
                return
            self._locked = True
        connection.detach()
        self.vault.lock()
        self._isolation.close()
        if self._watch is not None:
            self._watch.stop()


@dataclass(frozen=True, slots=True)
class Created:
    """A new vault: its recovery code, to be shown once, and the open session."""

    recovery_code: str
    session: Session


def create_vault(path: Path, *, passphrase: str, kdf: Argon2id | None = None) -> Created:
    """Make a vault and open it. Raises VaultExists, WeakSecret, DiskFull, ReadOnlyMedium.

    ``kdf`` sets the cost of guessing the passphrase (the default is for people, not for tests).
    """
    vault, code = FileVault.create(
        path, passphrase=passphrase, kdf=kdf, clock=SystemClock(), ids=SystemIds()
    )
    return Created(code, _session(path, vault))


def unlock(path: Path, *, secret: str) -> Session:
    """Open a vault with its passphrase, recovery code or paper key.

    Raises VaultMissing, WrongSecret. Captures made while it was locked are folded in.
    """
    vault = FileVault.unlock(path, secret, clock=SystemClock(), ids=SystemIds())
    return _session(path, vault)


def unlock_with_key(path: Path, *, master_key: bytes) -> Session:
    """Open a vault with the key that an agent of the same user holds. Raises WrongSecret."""
    vault = FileVault.unlock_with_master_key(path, master_key, clock=SystemClock(), ids=SystemIds())
    return _session(path, vault)


def capture_locked(path: Path) -> Inbox:
    """The inbox of a locked vault: it takes in with the public key only."""
    return FileVault.locked_inbox(path, clock=SystemClock(), ids=SystemIds())


def lock_everywhere(path: Path) -> int:
    """End every agent and web session on this vault within a second; gives how many."""
    return _lock_everywhere(path)


def restore_vault(source: Path, target: Path, *, progress: Progress = silent) -> Head:
    """Copy a backup to a new place and check it; gives the head of its record.

    Raises VaultMissing, VaultExists, IntegrityError. The next unlocking records it.
    """
    return FileVault.restore(source, target, progress=progress)


def wipe_vault(path: Path) -> None:
    """Remove a vault and everything in it for good: the evidence is lost."""
    FileVault.wipe(path)


def engine() -> Engine:
    """What looks for signs: loaded at the first call and then kept.

    Where the classifier is missing or changed the rules work alone, and ``without_model`` says
    why in the error's own words.
    """
    global _engine
    with _loading:
        if _engine is None:
            _engine = _load_engine()
        return _engine


def _load_engine() -> Engine:
    from upstander.recognise.classifier import Classifier, ModelChanged, ModelMissing
    from upstander.recognise.engine import Engine

    try:
        return Engine(classifier=Classifier())
    except (ModelMissing, ModelChanged) as wrong:
        return Engine(without_model=wrong.explain())
    except ImportError as wrong:
        return Engine(without_model=DependencyMissing(wrong.name or "").explain())


def lookups() -> Lookups:
    """The way out to registers and name servers, for a look-up that a person asked for.

    Nothing is sent by making it. Raises DependencyMissing where the part for DNS is not there.
    """
    from upstander.adapters.rdap_fetcher import RdapFetcher
    from upstander.application.network_ports import Lookups

    try:
        from upstander.adapters.dns_resolver import DnsResolver
    except ImportError as wrong:
        raise DependencyMissing(wrong.name or "") from wrong
    return Lookups(DnsResolver(), RdapFetcher())


def _session(path: Path, vault: FileVault) -> Session:
    isolation = ChildIsolation()
    try:
        services = _services(vault, isolation)
        actor = Actor(vault.machine.actor, Role.OWNER)
        session = Session(
            path, vault, services, PrivateServices(vault.private_notes), actor, isolation
        )
        session._watch = LockWatch(path, session.lock)
        with contextlib.suppress(AdapterError):  # a read-only medium can still be read
            session.is_index_new = services.index.applied() == 0 and bool(catch_up(services))
            catch_up(services)
            fold_inbox(services, actor=actor)
    except BaseException:
        isolation.close()
        vault.lock()
        raise
    return session


def _services(vault: FileVault, isolation: ChildIsolation) -> Services:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", _SETTINGS)
    from upstander.store.configure import configure_embedded

    try:
        configure_embedded(vault.index_path, vault.keys.database_key)
    except IndexStale:
        from upstander.store import connection

        connection.discard(vault.index_path)
        configure_embedded(vault.index_path, vault.keys.database_key)
    from upstander.store.index import DjangoIndex

    return Services(
        clock=SystemClock(),
        ids=SystemIds(),
        ledger=vault.ledger,
        blobs=vault.blobs,
        inbox=vault.inbox,
        index=DjangoIndex(vault.index_path),
        keys=vault.keys,
        isolation=isolation,
    )
