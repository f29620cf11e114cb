"""Promise: the private safety notes are out of reach of packs, search and export."""

from __future__ import annotations

from dataclasses import fields
from typing import get_type_hints

from upstander.application.ports import PrivateNotes
from upstander.application.services import PrivateServices, Services


def test_the_services_of_packs_and_search_hold_no_private_notes() -> None:
    held = get_type_hints(Services)

    assert PrivateNotes not in held.values()
    assert not any(hasattr(kind, "erase") and hasattr(kind, "all") for kind in held.values())


def test_private_services_hold_nothing_else() -> None:
    assert [field.name for field in fields(PrivateServices)] == ["notes"]
