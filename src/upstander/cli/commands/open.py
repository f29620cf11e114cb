"""``upstander open``: the same in the browser, on this machine only."""

from __future__ import annotations

import argparse
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from upstander.cli._interface import Command
from upstander.cli.place import vault_path
from upstander.cli.terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path

    from upstander.bootstrap import Session


class Open(Command):
    """Serves the pages; the vault is made or unlocked there, or the agent's key is used."""

    slug = "open"
    summary = "Open the vault in your browser, on this machine only. Ctrl-C ends it."
    about = (
        "The address works once, in one browser, and answers only on this machine. Without a\n"
        "vault the page makes one. Ctrl-C, or Leave on any page, locks the vault.\n\n"
        "  upstander open\n  upstander open --no-browser --port 8123"
    )

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare port and browser."""
        parser.add_argument("--port", type=int, default=0, help="a port; 0 takes a free one")
        parser.add_argument("--no-browser", action="store_true", help="only print the address")

    def run(self, options: argparse.Namespace, terminal: Terminal) -> int:
        """Serve until Ctrl-C."""
        path = vault_path(options)
        session = from_agent(path)
        show_pages(
            path,
            session,
            terminal,
            port=options.port,
            open_browser=has_display() and not options.no_browser,
        )
        return 0


def from_agent(path: Path) -> Session | None:
    """Open with the agent's key, where there is an agent."""
    from upstander import bootstrap
    from upstander.adapters.agent import ask_key
    from upstander.model.errors import AccessDenied

    key = ask_key(path)
    if key is not None:
        with suppress(AccessDenied):
            return bootstrap.unlock_with_key(path, master_key=key)
    return None


def show_pages(
    path: Path,
    session: Session | None,
    terminal: Terminal,
    *,
    port: int = 0,
    open_browser: bool = False,
) -> None:
    """Serve the pages and print their address."""
    from upstander.web.serve import serve

    def ready(address: str) -> None:
        terminal.say(f"Open this address in your browser (it works once): {address}")
        terminal.note("Ctrl-C ends it and locks the vault.")

    serve(path, port=port, open_browser=open_browser, session=session, ready=ready)


def has_display() -> bool:
    """Say whether a browser window can be shown."""
    windows = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return bool(windows) or not sys.platform.startswith("linux")


PLUGIN = Open()
