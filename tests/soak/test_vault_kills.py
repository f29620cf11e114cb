"""The full count of kills: 200 at moments of chance on one growing vault."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fakes.file_vault import new_vault
from tests.fakes.vault_kills import judge, kill_at_chance

KILLS = 200
WAYS = ("file", "files", "note", "capture", "private", "mixed")


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_nothing_promised_is_lost_in_two_hundred_kills(tmp_path: Path) -> None:
    promises = 0
    vault = new_vault(tmp_path / "vault0")
    for number in range(KILLS):
        if number % 20 == 0:  # a vault of its own for each score, so that checks stay quick
            vault = new_vault(tmp_path / f"vault-{number}")
        promised = kill_at_chance(vault, f"soak-{number}", WAYS[number % len(WAYS)])
        promises += len(promised)
        judge(vault, promised)
    print(f"{KILLS} kills, {promises} things promised, 0 lost")
