"""``upstander verify``: check a pack or a vault, step by step."""

from __future__ import annotations

import argparse
from pathlib import Path

from upstander.cli._interface import Command
from upstander.cli.checking import check_pack
from upstander.cli.session import opened
from upstander.cli.shown_check import show_check
from upstander.cli.terminal import Terminal
from upstander.model.errors import FileMissing, IntegrityError, PackChanged
from upstander.model.verification import Verification


class Verify(Command):
    """Needs no vault for a pack, and the passphrase for a vault."""

    slug = "verify"
    summary = "Check a pack or a vault, step by step, with the exact reason."
    about = (
        "A pack (zip or folder) is checked without a vault. With a value from paper the check can\n"
        "also see a pack that was sealed again or rolled back; without one it says so openly.\n\n"
        "  upstander verify pack.zip --fingerprint F --head H --tag SHA\n"
        "  upstander verify ~/.local/share/papers --full\n\n"
        "Without this program: python3 verify.py, inside the pack."
    )

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare what to check and the values from paper."""
        parser.add_argument("path", metavar="PACK|VAULT", help="a pack (zip or folder) or a vault")
        parser.add_argument(
            "--full", action="store_true", help="vault: decrypt and hash every file"
        )
        parser.add_argument(
            "--fingerprint", default="", metavar="F", help="key fingerprint on paper"
        )
        parser.add_argument("--head", default="", metavar="H", help="record head on paper")
        parser.add_argument("--tag", default="", metavar="SHA", help="pack: tag SHA-256 on paper")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def run(self, options: argparse.Namespace, terminal: Terminal) -> int:
        """Check; raises PackChanged or IntegrityError when a step fails."""
        path = Path(options.path)
        if not path.exists():
            raise FileMissing(f"({path.name})")
        if (path / "vault.json").is_file():
            found = check_vault(path, options, terminal)
            wrong: type[IntegrityError] = IntegrityError
        else:
            found = check_pack(
                path,
                path.name,
                fingerprint=options.fingerprint,
                head=options.head,
                tag=options.tag,
            )
            wrong = PackChanged
        show_check(found, terminal, as_json=options.json)
        if not found.ok:
            raise wrong()
        return 0


def check_vault(path: Path, options: argparse.Namespace, terminal: Terminal) -> Verification:
    """Check the vault at a path; it is unlocked for that."""
    from upstander.application.verify_vault import verify_vault

    options.vault = str(path)
    with opened(options, terminal) as session:
        return verify_vault(
            session.services,
            session.vault,
            actor=session.actor,
            full=options.full,
            head=options.head or None,
        )


PLUGIN = Verify()
