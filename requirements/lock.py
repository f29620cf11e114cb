"""Make the locked sets again from the ``.in`` files, without any registry's address."""

from __future__ import annotations

import shutil
import subprocess
import sys

# The smaller sets take the larger one's versions.
SETS = ("test", "server", "run", "evaluate", "train")
OPTIONS = ["--generate-hashes", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links"]


def compiler() -> list[str]:
    """Give the command of whichever tool is there."""
    if tool := shutil.which("uv"):
        return [tool, "pip", "compile", "--universal", "--python-version", "3.11"]
    if tool := shutil.which("pip-compile"):
        return [tool, "--strip-extras", "--no-emit-trusted-host"]
    raise SystemExit("This needs uv (pip install uv) or pip-tools on the path.")


def main(arguments: list[str]) -> int:
    """Compile each set in its turn."""
    for name in SETS:
        bound = [] if name == "test" else ["-c", "test.txt"]
        files = [f"{name}.in", "-o", f"{name}.txt"]
        done = subprocess.call(  # noqa: S603  a fixed tool
            [*compiler(), *OPTIONS, *arguments, *bound, *files]
        )
        if done:
            return done
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
