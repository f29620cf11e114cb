"""What holds for every test: no network, no vault of the person's, loud skips, repeatable fuzz."""

from __future__ import annotations

import glob
import os
import shutil
import socket
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parents[1]
SOAK = os.environ.get("UPSTANDER_SOAK") == "1"

PROGRAMS: dict[str, tuple[str, ...]] = {
    "chromium": ("chromium", "chromium-browser", "google-chrome"),
    "postgresql": ("initdb", "/usr/lib/postgresql/*/bin/initdb"),
    "pdffonts": ("pdffonts",),
}
"""Names whose program is called something else, or lies outside the path."""

# --- settings that must stand before anything is imported --------------------------------------

os.environ["PYTHONPATH"] = str(ROOT / "src")
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # the browser driver runs a loop in this thread
os.environ.pop("UPSTANDER_VAULT", None)
if find_spec("upstander.web") and find_spec("upstander.web.settings"):
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "upstander.web.settings")

settings.register_profile(
    "quick", max_examples=30, deadline=None, derandomize=True, print_blob=True
)
settings.register_profile(
    "soak",
    max_examples=5000,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("soak" if SOAK else "quick")


# --- no network ---------------------------------------------------------------------------------


class NetworkTried(AssertionError):
    """A test tried to leave this machine."""


def _is_local(address: Any) -> bool:
    if not isinstance(address, tuple):
        return True  # a path: a local socket
    return str(address[0]) in {"127.0.0.1", "::1", "localhost", "0.0.0.0", ""}  # noqa: S104


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """Refuse every connection and look-up that is not on this machine."""
    patch = pytest.MonkeyPatch()
    for name in ("connect", "connect_ex"):
        real = getattr(socket.socket, name)

        def guarded(self: socket.socket, address: Any, real: Any = real) -> Any:
            if not _is_local(address):
                raise NetworkTried(f"a test tried to reach {address[0]}")
            return real(self, address)

        patch.setattr(socket.socket, name, guarded)
    look_up = socket.getaddrinfo

    def guarded_look_up(host: Any, *rest: Any, **named: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        if name is not None and not _is_local((name,)):
            raise NetworkTried(f"a test tried to look up {name}")
        return look_up(host, *rest, **named)

    patch.setattr(socket, "getaddrinfo", guarded_look_up)
    yield
    patch.undo()


@pytest.fixture(autouse=True)
def own_runtime_folder(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Keep unlocked agents of a test apart from the person's own and from each other's."""
    folder = tmp_path_factory.getbasetemp() / "rt"
    folder.mkdir(mode=0o700, exist_ok=True)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))


# --- loud skips ---------------------------------------------------------------------------------


def program_is_here(name: str) -> bool:
    """Say whether a program or service of the machine is at hand."""
    looks = PROGRAMS.get(name, (name,))
    return any(glob.glob(look) if "/" in look else shutil.which(look) for look in looks)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what the machine cannot do and what only ``make soak`` does, by name."""
    shared = ROOT.parent / "shared"
    for item in items:
        for mark in item.iter_markers("needs"):
            for name in mark.args:
                if not program_is_here(name):
                    item.add_marker(pytest.mark.skip(reason=f"needs {name}, not on this machine"))
        if item.get_closest_marker("browser") and not program_is_here("chromium"):
            item.add_marker(pytest.mark.skip(reason="needs chromium, not on this machine"))
        if item.get_closest_marker("shared") and not shared.is_dir():
            item.add_marker(pytest.mark.skip(reason="needs ../shared, not beside this checkout"))
        if item.get_closest_marker("soak") and not SOAK:
            item.add_marker(pytest.mark.skip(reason="full counts run in make soak"))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Name every test that was skipped, and why, so that no gap stays unseen."""
    reports = terminalreporter.stats.get("skipped", [])
    if not reports:
        return
    terminalreporter.section("SKIPPED: these promises were not tested here")
    for report in sorted(reports, key=lambda each: str(each.nodeid)):
        why = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        terminalreporter.write_line(f"{report.nodeid}: {why.removeprefix('Skipped: ')}")
