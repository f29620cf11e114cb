"""Open the vault for one command: from the unlocked agent, else by asking for the passphrase."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from upstander.cli.place import vault_path
from upstander.cli.secret import ask_secret
from upstander.cli.terminal import Terminal
from upstander.model.errors import VaultMissing, WrongSecret

if TYPE_CHECKING:
    from pathlib import Path

    from upstander.bootstrap import Session


@contextmanager
def opened(options: argparse.Namespace, terminal: Terminal) -> Iterator[Session]:
    """Give the unlocked vault and lock it again at the end.

    Raises :class:`VaultMissing`, :class:`WrongSecret` and what the passphrase dialogue raises.
    """
    session = unlock(vault_path(options), options, terminal)
    try:
        if session.is_index_new:
            make_list_again(session, terminal)
        yield session
    finally:
        session.lock()


def make_list_again(session: Session, terminal: Terminal) -> None:
    """Read the originals again where the list is new, as after restoring a backup."""
    from upstander.application.rebuild_index import rebuild_index

    with terminal.progress("Making the list again") as progress:
        rebuild_index(session.services, actor=session.actor, progress=progress)


def unlock(path: Path, options: argparse.Namespace, terminal: Terminal) -> Session:
    """Unlock with the agent's key where there is one, else with a secret that is asked for."""
    from upstander import bootstrap
    from upstander.adapters.agent import ask_key

    if not (path / "vault.json").exists():
        raise VaultMissing(next_step="Check the place, or make one: upstander vault create.")
    key = ask_key(path)
    if key is not None:
        try:
            return bootstrap.unlock_with_key(path, master_key=key)
        except WrongSecret:
            terminal.note("The vault has new keys. Please unlock it again.")
    return bootstrap.unlock(path, secret=ask_secret(options, terminal, "Passphrase: "))
