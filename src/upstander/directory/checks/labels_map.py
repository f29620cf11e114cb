"""Every message label and every word of the directory leads to a kind that knows of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from upstander.directory.checks._interface import DirectoryCheck, Known, Located
from upstander.directory.kinds import Kind, Label, Vocabulary


class LabelsMap(DirectoryCheck):
    """A label that leads nowhere would be noticed in a message and then lead to no help."""

    slug = "labels-map"
    title = "Labels and directory kinds lead to kinds"

    def problems(self, located: Located, known: Known) -> Iterator[str]:
        """Follow a label to its kind, and each word of the directory back to a kind."""
        record = located.record
        kinds = {slug: cast(Kind, each) for slug, each in known.records.get("kinds", {}).items()}
        if isinstance(record, Label):
            yield from _label_problems(record, kinds.get(record.kind))
        elif isinstance(record, Vocabulary):
            covered = {slug for kind in kinds.values() for slug in kind.directory_kinds}
            for each in record.directory_kinds:
                if each.slug not in covered:
                    yield f"no kind covers the directory kind '{each.slug}'"


def _label_problems(label: Label, kind: Kind | None) -> Iterator[str]:
    if kind is None:
        return  # quoted-slugs-exist says so
    if label.slug not in kind.labels:
        yield f"the kind '{kind.slug}' does not list the label '{label.slug}'"


PLUGIN = LabelsMap()
