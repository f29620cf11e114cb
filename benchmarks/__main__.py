"""Print all measurements, one after the other, on a machine that does nothing else.

    make bench                      all of them
    ./upstander bench pack_make     only those named

Each script prints its figure beside the target or the peer it is measured against, and explains
its own options with ``--help``. Timings belong here and never into tests.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
ALL = (
    "whatsapp_read",
    "mail_read",
    "trace_mailbox",
    "reports",
    "vault_add",
    "import_end_to_end",
    "timeline_search",
    "pack_make",
    "recognise",
    "recognise_case",
)


def main() -> int:
    """Run the named scripts, or all; the status is that of the worst."""
    wanted = sys.argv[1:] or list(ALL)
    unknown = [name for name in wanted if name not in ALL]
    if unknown:
        print(f"There is no benchmark called {unknown[0]}. There are: {', '.join(ALL)}.")
        return 2
    places = (FOLDER.parent / "src", FOLDER.parent, FOLDER)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, places))}
    worst = 0
    for name in wanted:
        print(f"\n{name}\n{'-' * len(name)}", flush=True)
        done = subprocess.run([sys.executable, FOLDER / f"{name}.py"], env=environment, check=False)
        worst = max(worst, done.returncode)
    return worst


if __name__ == "__main__":
    raise SystemExit(main())
