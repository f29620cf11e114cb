"""Identifiers. All are opaque text made by the ``Ids`` port; none says anything about a person."""

from __future__ import annotations

from typing import NewType

VaultId = NewType("VaultId", str)
CaseId = NewType("CaseId", str)
ItemId = NewType("ItemId", str)
"""One evidence item: an original, a note, a described thing, a pack."""
MessageId = NewType("MessageId", str)
"""SHA-256 hex over importer slug, source digest and locator: stable across re-imports."""
ActorId = NewType("ActorId", str)
DeviceId = NewType("DeviceId", str)
ExhibitNumber = NewType("ExhibitNumber", str)
"""Initials of the producing person and a consecutive number, for example ``ABC-001``."""
