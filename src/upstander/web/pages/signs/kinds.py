"""Message labels under the kinds of eCRIME that they speak for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from upstander.directory.kinds import Kind
from upstander.directory.shelf import shipped
from upstander.learn.guidance import guidance_slugs
from upstander.model.triage import KindCount
from upstander.recognise.kinds import kind_for_label
from upstander.web.pages.signs.marks import mark
from upstander.web.pages.signs.wording import LabelWords, label_words


@dataclass(frozen=True, slots=True)
class ShownLabel:
    """One label with its count."""

    counted: KindCount
    words: LabelWords

    @property
    def mark(self) -> str:
        """Its mark for addresses."""
        return mark("kind", self.counted.label)


@dataclass(frozen=True, slots=True)
class ShownKind:
    """One kind of eCRIME with the labels that speak for it."""

    name: str
    kind: Kind | None
    labels: tuple[ShownLabel, ...]

    @property
    def guide(self) -> str:
        """The page about it, where there is one."""
        slug = self.kind.guidance if self.kind is not None else ""
        return slug if slug in guidance_slugs() else ""


def in_kinds(counts: Iterable[KindCount]) -> tuple[ShownKind, ...]:
    """Labels under their main kind; the kind with the most messages comes first."""
    known = {kind.slug: kind for kind in shipped().kinds()}
    under: dict[str, list[ShownLabel]] = {}
    for each in counts:
        shown = ShownLabel(each, label_words(each.label))
        under.setdefault(kind_for_label(each.label), []).append(shown)
    ordered = sorted(under.items(), key=lambda pair: -sum(one.counted.count for one in pair[1]))
    return tuple(
        ShownKind(
            known[slug].name if slug in known else "Something else", known.get(slug), tuple(labels)
        )
        for slug, labels in ordered
    )
