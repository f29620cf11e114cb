"""The library that runs the classifier stays silent: it writes nothing and knows no collector."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import onnxruntime

LIBRARY = Path(onnxruntime.__file__).parent
TELEMETRY = (b"Microsoft12Applications6Events", b"events.data.microsoft.com")


def test_the_installed_runtime_holds_no_telemetry_client() -> None:
    parts = [each for each in LIBRARY.rglob("*") if ".so" in each.name]

    assert parts
    assert not [part.name for part in parts if any(mark in part.read_bytes() for mark in TELEMETRY)]


def test_loading_the_classifier_writes_no_file(tmp_path: Path) -> None:
    code = (
        "from upstander.recognise.engine import load_engine; assert not load_engine().without_model"
    )
    homes = dict.fromkeys(("HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"), str(tmp_path))
    subprocess.run([sys.executable, "-B", "-c", code], env=os.environ | homes, check=True)

    assert list(tmp_path.iterdir()) == []
