"""The whole recipe, in steps that can be stopped and go on: rows, stages, network, gate, limits.

``make train`` leaves a candidate in ``training/checkpoints/candidate``; it ships only when
``python -m training.make --accept`` copies it after an evaluation was accepted.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Sequence

from training.fit import RECIPE, WORK
from upstander.recognise.classifier import FOLDER

CANDIDATE = WORK / "candidate"
FILES = (
    "recogniser.onnx",
    "vocabulary.txt",
    "first_stage.bin",
    "manifest.json",
)


def step(*arguments: str) -> None:
    """Run one step in a process of its own, so that its memory is given back."""
    print("->", " ".join(arguments), flush=True)
    subprocess.run([sys.executable, "-m", *arguments], check=True)  # noqa: S603  our own modules


def accept() -> None:
    """Copy the candidate to where the program ships it from."""
    FOLDER.mkdir(exist_ok=True)
    for name in FILES:
        shutil.copy(CANDIDATE / name, FOLDER / name)
    print(f"Accepted: {FOLDER.name}/ holds the candidate.")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run every step that is not done."""
    parser = argparse.ArgumentParser(prog="make train", description=__doc__)
    parser.add_argument("--accept", action="store_true", help="ship the candidate")
    given = parser.parse_args(arguments)
    if given.accept:
        accept()
        return 0
    recipe = tomllib.loads(RECIPE.read_text(encoding="utf-8"))
    step("training.expand")
    stages = list(recipe["stage"])
    for name in stages:
        step("training.fit", name)
    step("training.export", stages[-1], str(CANDIDATE))
    step("training.calibrate", str(CANDIDATE), recipe["version"])
    step("training.gate", str(CANDIDATE))
    step("training.develop", str(CANDIDATE))
    return 0


if __name__ == "__main__":
    sys.exit(main())
