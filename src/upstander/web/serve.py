"""Serve the web app on this machine for one person, until Ctrl-C.

Cheroot hands a request body to the application as it arrives, so that no body is gathered in
memory or spooled to a file (decision 0003).
"""

from __future__ import annotations

import contextlib
import os
import secrets
import tempfile
import threading
import time
import webbrowser
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cheroot.wsgi import Server

    from upstander.bootstrap import Session

NEUTRAL_NAME = "notes"
THREADS = 6


def serve(
    path: Path | None,
    *,
    host: str = "127.0.0.1",
    port: int = 0,
    open_browser: bool = False,
    session: Session | None = None,
    ready: Callable[[str], None] = print,
) -> None:
    """Serve until interrupted; ``ready`` gets the address with its single-use start token.

    ``ready`` is called again with a fresh address after each quick exit. ``port`` 0 takes a free
    one. Raises ``OSError`` when the port is taken.
    """
    with running(path, host=host, port=port, session=session, ready=ready) as server:
        if open_browser:
            _open_browser(server.start_address)
        with contextlib.suppress(KeyboardInterrupt):
            while server.alive():
                time.sleep(0.5)


class Running:
    """A server that is up: its address, and whether it still runs."""

    def __init__(self, server: Server, thread: threading.Thread) -> None:
        self.server = server
        self.thread = thread
        self.start_address = ""

    @property
    def address(self) -> str:
        """The loopback address without a token."""
        host, port = self.server.bind_addr[:2]
        return f"http://{host}:{port}"

    def alive(self) -> bool:
        """Say whether the server still answers."""
        return self.thread.is_alive()


@contextlib.contextmanager
def running(
    path: Path | None,
    *,
    host: str = "127.0.0.1",
    port: int = 0,
    session: Session | None = None,
    ready: Callable[[str], None] = lambda address: None,
) -> Iterator[Running]:
    """Start the server in threads and stop it, locking the vault, at the end."""
    _neutral_title()
    application = make_application()
    from upstander.web.access import apply_settings, gate

    apply_settings()
    gate.path = session.path if session is not None else path
    if session is not None:
        gate.hold(session)
    server = _server(host, port, application)
    thread = threading.Thread(target=server.serve, name="web", daemon=True)
    up = Running(server, thread)

    def tell(token: str) -> None:
        up.start_address = f"{up.address}/s/{token}"
        ready(up.start_address)

    thread.start()
    gate.on_token = tell
    gate.issue_token()
    stop = threading.Event()
    threading.Thread(target=_watch, args=(stop,), name="idle", daemon=True).start()
    try:
        yield up
    finally:
        stop.set()
        gate.on_token = lambda token: None
        gate.leave()
        server.stop()


def make_application() -> Callable[..., object]:
    """Set Django up and give the application with its safety net."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "upstander.web.settings")
    from django.core.wsgi import get_wsgi_application

    from upstander.web.failsafe import failsafe

    return failsafe(get_wsgi_application())


def _server(host: str, port: int, application: Callable[..., object]) -> Server:
    from cheroot.wsgi import Server as Cheroot

    class Quiet(Cheroot):  # type: ignore[misc,unused-ignore]  # cheroot has partial types
        """Writes no log: it could name what was open."""

        def error_log(self, msg: str = "", level: int = 20, traceback: bool = False) -> None:
            """Say nothing."""

    server = Quiet(
        (host, port), application, numthreads=THREADS, server_name="localhost", timeout=30
    )
    server.shutdown_timeout = 1
    server.prepare()
    return server


def _watch(stop: threading.Event) -> None:
    """Lock after idle time and when another window locked the vault."""
    from upstander.web.access import gate

    while not stop.wait(0.25):
        gate.opened()


def _neutral_title() -> None:
    """Give the process a plain name in the task list."""
    with contextlib.suppress(ImportError):
        import setproctitle

        setproctitle.setproctitle(NEUTRAL_NAME)


def _open_browser(address: str) -> None:
    """Open the browser through a private file, so that the token is on no command line."""
    folder = Path(tempfile.mkdtemp(prefix="n"))
    page = folder / f"{secrets.token_hex(4)}.html"
    handle = os.open(page, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(
            f'<!doctype html><meta charset="utf-8"><title>Page</title>'
            f'<meta http-equiv="refresh" content="0;url={address}"><a href="{address}">Open</a>'
        )
    webbrowser.open(page.as_uri())
    threading.Timer(20, _remove, args=(page,)).start()


def _remove(page: Path) -> None:
    page.unlink(missing_ok=True)
    with contextlib.suppress(OSError):
        page.parent.rmdir()
