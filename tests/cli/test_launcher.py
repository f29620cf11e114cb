"""``./upstander``: sets up from locked requirements, and says exactly what is missing."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import pytest

from tests.cli.conftest import ROOT

SETS = ("run", "server", "test")


@pytest.fixture
def launcher(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    spec = spec_from_loader("launcher", SourceFileLoader("launcher", str(ROOT / "upstander")))
    assert spec and spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "VENV", str(tmp_path / "venv"))
    monkeypatch.setattr(module, "STAMP", str(tmp_path / "installed.json"))
    return module


def test_names_the_package_that_is_missing_where_venv_is_absent(
    launcher: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(launcher, "answers", lambda python, code: False)

    with pytest.raises(launcher.Stop, match=r"apt-get install python3\.\d+-venv"):
        launcher.make_venv()


def test_says_what_to_get_where_python_is_too_old(
    launcher: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(launcher.sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(launcher.shutil, "which", lambda name: None)

    with pytest.raises(launcher.Stop, match=r"needs Python 3\.11 or newer; this computer has 3\.9"):
        launcher.use_good_python()


def test_a_set_is_ready_only_while_its_lock_is_the_installed_one(
    launcher: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(launcher, "venv_python", lambda: sys.executable)
    digest = launcher.lock_digest("run")

    (tmp_path / "installed.json").write_text(f'{{"run": "{digest}"}}')
    assert launcher.is_ready("run") and not launcher.is_ready("test")
    (tmp_path / "installed.json").write_text('{"run": "another"}')
    assert not launcher.is_ready("run")


def test_prints_the_one_command_where_it_cannot_install_programs(
    launcher: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(launcher, "is_here", lambda look: look == "qpdf")
    monkeypatch.setattr(launcher.shutil, "which", lambda name: None)

    launcher.ensure_programs()

    said = capsys.readouterr().err
    assert "sudo apt-get install -y age chromium" in said and "qpdf" not in said


@pytest.mark.parametrize("name", SETS)
def test_every_pinned_part_has_a_hash(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text()
    blocks = re.findall(r"^[A-Za-z0-9][^\n]*==(?:[^\n]*\\\n)*[^\n]*", text, re.M)

    assert len(blocks) > 20
    assert all("--hash=sha256:" in block for block in blocks)


@pytest.mark.parametrize("name", ("run", "server"))
def test_a_smaller_set_pins_what_the_larger_one_pins(launcher: ModuleType, name: str) -> None:
    assert launcher.pins(name) <= launcher.pins("test")


def test_set_up_fails_calmly_for_a_set_that_is_not_there() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "upstander"), "setup", "--for", "nonsense"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 57 and "Use: ./upstander setup" in done.stderr


def test_the_test_command_of_the_readme_is_what_ci_runs() -> None:
    assert "make test" in (ROOT / ".ci/run").read_text()
    assert "make test" in (ROOT / "README.md").read_text()
