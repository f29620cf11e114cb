"""One loader for all families of interchangeable parts.

A family is a package folder in which every module without a leading underscore ends with
``PLUGIN = TheClass()``. The loader walks the folder, then the entry points that were enabled by
name, checks the type, refuses a slug that is used twice and records where each part came from.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import metadata
from types import ModuleType
from typing import Generic, Protocol, TypeVar

from upstander.model.errors import DirectoryError


class Part(Protocol):
    """Anything with a slug can be a part of a family."""

    @property
    def slug(self) -> str:
        """The stable name, unique in the family."""
        ...


P = TypeVar("P", bound=Part)


@dataclass(frozen=True, slots=True)
class Loaded(Generic[P]):
    """A part and its origin; the origin is written into every finding and item it makes."""

    part: P
    module: str
    distribution: str
    version: str


def load_family(
    package: ModuleType, kind: type[P], *, group: str = "", enabled: Iterable[str] = ()
) -> dict[str, Loaded[P]]:
    """Load all parts of a family, keyed by slug in module order.

    Raises :class:`DirectoryError` for a wrong type, a missing ``PLUGIN`` or a double slug.
    """
    found: dict[str, Loaded[P]] = {}
    for info in sorted(pkgutil.iter_modules(package.__path__), key=lambda each: each.name):
        if not info.name.startswith("_"):
            module = importlib.import_module(f"{package.__name__}.{info.name}")
            _add(found, getattr(module, "PLUGIN", None), kind, module.__name__, "upstander")
    wanted = set(enabled)
    for point in metadata.entry_points(group=group) if group and wanted else ():
        if point.name in wanted:
            distribution = point.dist.name if point.dist else "unknown"
            _add(found, point.load(), kind, point.value, distribution)
    return found


def _add(
    found: dict[str, Loaded[P]], part: object, kind: type[P], module: str, distribution: str
) -> None:
    if not isinstance(part, kind):
        raise DirectoryError(f"{module} has no PLUGIN of the type {kind.__name__}.")
    if part.slug in found:
        raise DirectoryError(f"Two parts are called {part.slug}.")
    found[part.slug] = Loaded(part, module, distribution, _version(distribution))


def _version(distribution: str) -> str:
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        from upstander import __version__

        return __version__
