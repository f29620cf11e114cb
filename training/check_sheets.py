"""Check sheets and count what they hold: ``python3 training/check_sheets.py FILE ...``."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from training.expand import read_sheet, rows_of, sheets


def main(names: list[str]) -> int:
    """Print every error with its line, then counts for each file."""
    bad = 0
    for path in [Path(name) for name in names] or sheets():
        lines, errors = read_sheet(path)
        bad += len(errors)
        for error in errors:
            print(error)
        rows = [row for line in lines for row in rows_of(line)]
        labels = Counter(label for line in lines for label in line.block.labels or ("benign",))
        voices = {line.voice.slug for line in lines}
        signs = Counter(sign for line in lines for sign in line.block.urgency)
        print(f"{path.name}: {len(lines)} lines, {len(rows)} rows, {len(voices)} voices")
        print("   ", dict(labels.most_common()), dict(sorted(signs.items())))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
