"""Making the files of a new vault, and of a change of keys, before any is written."""

from __future__ import annotations

from upstander.adapters.agent.guard import keep_in_memory
from upstander.adapters.file_vault import disk, key_changes
from upstander.adapters.file_vault.layout import Layout
from upstander.adapters.file_vault.open_keys import OpenKeys
from upstander.adapters.file_vault.room import Outside
from upstander.adapters.ids import entropy_of
from upstander.application.ports import Clock, Ids
from upstander.model.ids import ActorId, DeviceId, VaultId
from upstander.preserve import slots
from upstander.preserve.recovery_code import write_code
from upstander.preserve.slots import Argon2id
from upstander.preserve.vault_format import Keyring, VaultCard


class Rotation:
    """All files of a change of keys, made before any is written."""

    def __init__(self, outside: Outside, keys: OpenKeys, passphrase: str, kdf: Argon2id) -> None:
        entropy = outside.entropy
        old = keys.keyring()
        fresh = Keyring.make(entropy, old.actor, old.device)
        self.keyring = Keyring(
            [fresh.identities[0], *old.identities],
            old.private,
            old.signing,
            old.actor,
            old.device,
            [keys.retire_name(), *old.retired_names],
        )
        self.master = bytearray(entropy(32))
        secret = entropy(20)
        self.code = write_code(secret)
        vault, master = outside.card.id, self.master
        self.files = {
            "vault.json": card_of(vault, outside.card.birthday, self.keyring).write(),
            "keyring.bin": self.keyring.seal(vault, master, entropy),
            key_changes.staged_name(slots.PASSPHRASE): slots.passphrase_slot(
                vault, master, passphrase, kdf, entropy
            ),
            key_changes.staged_name(slots.RECOVERY): slots.recovery_slot(
                vault, master, secret, entropy
            ),
        }
        if outside.layout.slot(slots.PAPER).exists():
            stale = slots.stale_paper_slot(vault, old.identities[0].recipient())
            self.files[key_changes.staged_name(slots.PAPER)] = stale


def build(
    layout: Layout, passphrase: str, kdf: Argon2id, clock: Clock, ids: Ids
) -> tuple[bytearray, Keyring, str]:
    """Write all files of a new vault at a temporary place."""
    entropy = entropy_of(ids)
    vault = VaultId(ids.new())
    keyring = Keyring.make(entropy, ActorId(ids.new()), DeviceId(ids.new()))
    card = card_of(vault, clock.now().utc.date().isoformat(), keyring)
    birthday = Outside(layout, card, clock, ids).birthday
    master, secret = bytearray(entropy(32)), entropy(20)
    keep_in_memory(master)
    files = {
        layout.slot(slots.PASSPHRASE): slots.passphrase_slot(
            vault, master, passphrase, kdf, entropy
        ),
        layout.slot(slots.RECOVERY): slots.recovery_slot(vault, master, secret, entropy),
        layout.keyring: keyring.seal(vault, master, entropy),
        layout.chain: b"",
        layout.card: card.write(),
    }
    with disk.translated():
        layout.root.parent.mkdir(mode=disk.FOLDER_MODE, parents=True, exist_ok=True)
        for folder in layout.folders():
            disk.make_folder(folder)
        for path, data in files.items():
            disk.write_new(path, data, birthday=birthday)
        layout.chain.chmod(disk.WRITABLE_MODE)
        for folder in reversed(layout.folders()):
            disk.set_time(folder, birthday)
            disk.flush_folder(folder)
    return master, keyring, write_code(secret)


def card_of(vault: VaultId, birthday: str, keyring: Keyring) -> VaultCard:
    """Make ``vault.json`` from the public halves of the keys."""
    return VaultCard(
        vault,
        birthday,
        keyring.identities[0].recipient(),
        keyring.signing.p256_public_pem().decode(),
        keyring.signing.ssh_public_line(),
    )
