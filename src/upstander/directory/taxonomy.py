"""The taxonomy as one thing: kinds, labels and directory kinds, which only make sense together.

It is read whole and refused whole. A file that is malformed, a label that leads nowhere or a
phrase that two kinds claim leaves the last good taxonomy in use, and says why.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from upstander.directory.checks import labels_map, quoted_slugs_exist, synonyms_unique
from upstander.directory.checks._interface import Known, Located
from upstander.directory.kinds import Kind, Label, Vocabulary
from upstander.directory.read import read_folder
from upstander.directory.records import Record
from upstander.model.errors import DirectoryError

_CHECKS = (quoted_slugs_exist.PLUGIN, labels_map.PLUGIN, synonyms_unique.PLUGIN)
"""The meaning checks without which the taxonomy would mislead a person."""


@dataclass(frozen=True, eq=False, slots=True, weakref_slot=True)
class Taxonomy:
    """Kinds and labels by slug, directory kinds with their words. Never changed once read."""

    version: str = ""
    kinds: Mapping[str, Kind] = field(default_factory=dict)
    labels: Mapping[str, Label] = field(default_factory=dict)
    directory_kinds: Mapping[str, str] = field(default_factory=dict)

    def kinds_of_label(self, label: str) -> tuple[str, ...]:
        """The kinds that cover a label, the main one first; empty for an unknown label."""
        record = self.labels.get(label)
        if record is None:
            return ()
        covering = [slug for slug, kind in self.kinds.items() if label in kind.labels]
        return (record.kind, *(slug for slug in covering if slug != record.kind))


def read_taxonomy(
    root: Path, last_good: Taxonomy, local: Path | None = None
) -> tuple[Taxonomy, tuple[DirectoryError, ...]]:
    """Read ``kinds``, ``labels`` and ``taxonomy`` under ``root``, and ``kinds`` under ``local``.

    Gives ``last_good`` and the reasons when anything is wrong. When nothing was good yet, local
    kinds that are wrong are left out as a whole.
    """
    if not (root / "kinds").is_dir() and not last_good.kinds:
        return last_good, ()
    taxonomy, problems = _read(root, local)
    if not problems:
        return taxonomy, ()
    if not last_good.kinds and local is not None:
        last_good = read_taxonomy(root, last_good)[0]
    return last_good, problems


def _read(root: Path, local: Path | None) -> tuple[Taxonomy, tuple[DirectoryError, ...]]:
    kinds, first = read_folder(root / "kinds", Kind)
    labels, second = read_folder(root / "labels", Label)
    heads, third = read_folder(root / "taxonomy", Vocabulary)
    ours, fourth = read_folder(local / "kinds", Kind) if local else ({}, ())
    refused = [*first, *second, *third, *fourth]
    refused += (
        DirectoryError(f"{slug}.toml, slug: '{slug}' is used twice.")
        for slug in ours
        if slug in kinds
    )
    head = heads.get("vocabulary")
    if head is None:
        return Taxonomy(), (*refused, DirectoryError("There is no good record 'vocabulary'."))
    records: list[Kind] = sorted((ours | kinds).values(), key=lambda kind: kind.place_in_list)
    taxonomy = Taxonomy(
        version=head.version,
        kinds={kind.slug: kind for kind in records},
        labels=labels,
        directory_kinds={each.slug: each.words for each in head.directory_kinds},
    )
    return taxonomy, (*refused, *_wrong(taxonomy, head, root))


def _wrong(taxonomy: Taxonomy, head: Vocabulary, root: Path) -> Iterator[DirectoryError]:
    """Say what the records mean wrongly, one error each."""
    families: dict[str, Mapping[str, Record]] = {
        "kinds": taxonomy.kinds,
        "labels": taxonomy.labels,
        "taxonomy": {head.slug: head},
    }
    slugs = {family: frozenset(records) for family, records in families.items()}
    pages = frozenset(path.stem for path in (root / "guidance" / "en").glob("*.md"))
    known = Known({**slugs, "guidance": pages}, families)
    for records in families.values():
        for slug, record in records.items():
            for check in _CHECKS:
                for problem in check.problems(Located(record, slug), known):
                    yield DirectoryError(f"{slug}.toml: {problem}.")
