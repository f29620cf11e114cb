"""``upstander vault``: make, unlock and lock the vault, and change what opens it."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from upstander.cli._interface import Command
from upstander.cli.place import vault_path
from upstander.cli.secret import ask_line, ask_new_secret, given_descriptor, type_secret
from upstander.cli.session import opened, unlock
from upstander.cli.terminal import Terminal
from upstander.model.errors import InvalidAnswer, VaultExists, VaultMissing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from upstander.bootstrap import Session
    from upstander.preserve.slots import SlotInfo

DEVICE_QUESTION = (
    "Does someone else use this device, or know how to open it? (no / yes / not sure) "
)
DEVICE_CARD = """\
Then think first: they may see that this program is here, and find traces of it. Nothing has been
saved yet. You can
  - leave now (Ctrl-C),
  - use another device: one that only you use, or one of a person you trust,
  - go on. Then use a passphrase that they could not guess, and lock the vault each time.
If you think this device is watched, do not clean it or change everything at once: that can warn
the other person. Ask a domestic abuse or technology abuse adviser, from another device."""
CODE_CARD = """\
Your recovery code opens the vault when the passphrase is lost. It is shown this once.
Write it down on paper and keep it where only you, or someone you trust, can get at it.
If both are lost, nobody can open the vault, not even us."""
PAPER_CARD = """\
The paper key opens everything in this vault, without a passphrase and without this program.
Who keeps it decides who can read. A printer may keep a copy of what it printed.
After "vault slots rotate" an older paper key no longer opens what is added later."""


class Vault(Command):
    """The keys of the person's vault."""

    slug = "vault"
    summary = "Make a vault, unlock it for this session, lock it, change what opens it."
    about = (
        "The vault is one encrypted folder. What opens it is a passphrase, a recovery code, or a\n"
        "paper key. Unlocked, it stays open for ten idle minutes; lock ends that everywhere.\n\n"
        "  upstander vault create\n  upstander vault unlock\n  upstander vault lock\n"
        "  upstander vault slots passphrase"
    )

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare create, unlock, lock, slots."""
        inner = parser.add_subparsers(
            dest="what", required=True, metavar="create|unlock|lock|slots"
        )
        for name, text in (
            ("create", "Make a new, empty vault and show its recovery code once."),
            ("unlock", "Keep the vault open in the background, until ten idle minutes or lock."),
            ("lock", "End every open window and background key of this vault, within a second."),
        ):
            inner.add_parser(name, help=text.split(",")[0], description=text)
        slots = inner.add_parser(
            "slots",
            help="see or change what opens the vault",
            description="See or change what opens the vault. An old passphrase or code ends.",
        )
        slots.add_argument(
            "act",
            nargs="?",
            default="list",
            choices=("list", "passphrase", "recovery", "paper", "rotate"),
            help="list what opens it; new passphrase; new recovery code; paper key; new keys",
        )

    def run(self, options: argparse.Namespace, terminal: Terminal) -> int:
        """Do what was asked."""
        {"create": create, "unlock": keep_open, "lock": lock, "slots": slots}[options.what](
            options, terminal
        )
        return 0


def create(options: argparse.Namespace, terminal: Terminal) -> None:
    """Ask about the device first, then make the vault and show its recovery code once."""
    from upstander import bootstrap

    path = vault_path(options)
    if (path / "vault.json").exists():
        raise VaultExists()
    about_the_device(terminal)
    if given_descriptor(options) is None:
        terminal.note(f"Five unrelated words are easy to keep in mind, such as: {suggestion()}")
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    made = bootstrap.create_vault(
        path, passphrase=ask_new_secret(options, terminal, "New passphrase: ")
    )
    try:
        show_code(made.recovery_code, terminal)
        terminal.say(f"The vault is at {path}")
    finally:
        made.session.lock()


def about_the_device(terminal: Terminal) -> None:
    """Put the question that comes before anything is saved; say what traces remain."""
    answer = ask_line(terminal, DEVICE_QUESTION, default="") if sys.stdin.isatty() else ""
    if answer and answer.lower() not in ("no", "n"):
        terminal.note(DEVICE_CARD)
        ask_line(terminal, "Press Enter to go on, Ctrl-C to leave. ")


def suggestion() -> str:
    """Draw five words."""
    import secrets

    from upstander.learn.passphrase import suggest_words

    return " ".join(suggest_words(secrets.randbelow))


def show_code(code: str, terminal: Terminal) -> None:
    """Show a recovery code; at a terminal two of its groups are typed back."""
    terminal.note(CODE_CARD)
    terminal.say(code)
    groups = code.split("-")
    if not sys.stdin.isatty() or len(groups) < 2:
        return
    for place in (1, len(groups) - 2):
        while ask_line(terminal, f"Please type group {place + 1}: ").upper() != groups[place]:
            terminal.note("That is not the group. Please look again.")
    terminal.note("Good. Keep the paper.")


def keep_open(options: argparse.Namespace, terminal: Terminal) -> None:
    """Start the agent that holds the key, and read on what was interrupted."""
    from upstander.adapters.agent import start_agent

    path = vault_path(options)
    session = unlock(path, options, terminal)
    try:
        start_agent(path, session.vault.master_key())
        read_on(session, terminal)
    finally:
        session.lock()
    terminal.say("Unlocked. It locks itself after ten idle minutes, or with: upstander vault lock")


def read_on(session: Session, terminal: Terminal) -> None:
    """Go on with reading that a lock or a crash cut short."""
    from upstander.application.read_original import read_original, unread

    waiting = unread(session.services, actor=session.actor)
    if not waiting:
        return
    with terminal.progress("Reading on") as progress:
        for item in waiting:
            read_original(session.services, actor=session.actor, item=item, progress=progress)


def lock(options: argparse.Namespace, terminal: Terminal) -> None:
    """End every agent, window and running command of the vault."""
    from upstander import bootstrap
    from upstander.adapters.agent import end_agent

    path = vault_path(options)
    if not (path / "vault.json").exists():
        raise VaultMissing()
    ended = bootstrap.lock_everywhere(path)
    ended += end_agent(path)
    terminal.say(f"Locked. Ended: {ended}.")


def slots(options: argparse.Namespace, terminal: Terminal) -> None:
    """See or change what opens the vault."""
    with opened(options, terminal) as session:
        vault = session.vault
        if options.act == "list":
            show_slots(vault.slots(), terminal)
        elif options.act == "passphrase":
            vault.set_passphrase(new_passphrase(terminal))
            terminal.say("The new passphrase opens the vault. The old one no longer does.")
        elif options.act == "recovery":
            show_code(vault.new_recovery_code(), terminal)
        elif options.act == "paper":
            paper(session, terminal)
        else:
            rotate(session, terminal)


def show_slots(found: Sequence[SlotInfo], terminal: Terminal) -> None:
    """Print the ways to open the vault."""
    rows = [(str(each.number), each.kind, "out of date" if each.stale else "") for each in found]
    terminal.table(("Slot", "What opens the vault", ""), rows)


def rotate(session: Session, terminal: Terminal) -> None:
    """Give the vault new keys; every other window has to unlock again."""
    from upstander.adapters.agent import end_agent

    code = session.vault.rotate(type_secret(terminal, "Passphrase: "))
    end_agent(session.path)
    terminal.say("The vault has new keys. An older paper key does not open what is added later.")
    terminal.say("The list of what is kept is made again at the next unlocking.")
    show_code(code, terminal)


def new_passphrase(terminal: Terminal) -> str:
    """Ask for a new passphrase twice."""
    first = type_secret(terminal, "New passphrase: ")
    if first != type_secret(terminal, "Once more: "):
        raise InvalidAnswer("The two were not the same.")
    return first


def paper(session: Session, terminal: Terminal) -> None:
    """Show the paper key, after the questions; never where home or device is shared."""
    terminal.note(PAPER_CARD)
    shared = ask_line(terminal, "Does someone you fear live with you or use this device? (no/yes) ")
    if shared.lower() not in ("no", "n"):
        terminal.note(
            "Then better no paper key. Your recovery code can stay with someone you trust."
        )
        return
    if ask_line(terminal, "Who keeps the paper? "):
        terminal.say(session.vault.paper_key())


PLUGIN = Vault()
