"""From a word to the vocabulary of the directory: every name by which a kind is known.

A body says what it helps with in directory kinds (``image_abuse``). A person, a form or another
program may say a kind's slug (``image-abuse``), its number (``K8``), its name, a message label
or a phrase of everyday ("revenge porn"). All lead to the same words. What a case keeps is the
kind itself, by its slug, or the directory kind where that says more: :meth:`KindNames.kept`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import lru_cache

from upstander.directory.kinds import Kind, plain_phrase
from upstander.directory.taxonomy import Taxonomy

NEAR = 5
"""So many near names are given at most for a word that is not known."""


class KindNames:
    """All names of the kinds of one taxonomy. A directory kind goes before a label, a kind last."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self._main: dict[str, str] = {}
        self._kinds: dict[str, str] = {}
        self._whole = {
            plain_phrase(name): tuple(dict.fromkeys((kind.directory_kinds[0], slug)))
            for slug, kind in taxonomy.kinds.items()
            if slug in taxonomy.directory_kinds
            for name in _own_names(kind)
        }
        self._slugs: list[str] = []
        for name, kind in _names(taxonomy):
            self._main.setdefault(plain_phrase(name), kind)
        for name, kind in _names_of_kinds(taxonomy):
            self._kinds.setdefault(plain_phrase(name), kind)
        for slug in (*taxonomy.directory_kinds, *taxonomy.kinds, *taxonomy.labels):
            if slug not in self._slugs:
                self._slugs.append(slug)

    def find(self, word: str) -> str:
        """Give the directory kind that a word names; empty for one that is not known."""
        return self._main.get(plain_phrase(word), "")

    def words(self, word: str) -> tuple[str, ...]:
        """Give the directory kinds by which a word steers a plan; none for one that is not known.

        Nearly always the one of :meth:`find`. A kind may also be called like a directory kind
        that is not its first, as ``espionage``, which mostly means accounts that were broken
        into: whoever says it may mean either, and so both steer.
        """
        found = self.find(word)
        return self._whole.get(plain_phrase(word), (found,)) if found else ()

    def kind(self, word: str) -> str:
        """Give the slug of the kind that a word names; empty for one that is not known.

        Every word that :meth:`find` knows leads to a kind. A word of the directory that is no
        kind of its own, such as ``nuisance_calls``, leads to the kind that covers it.
        """
        return self._kinds.get(plain_phrase(word), "")

    def kept(self, word: str) -> str:
        """Give what a case keeps of a word: the slug of its kind, or a narrower directory kind.

        The directory kind is kept where it steers a plan otherwise than the kind that covers it,
        so that ``hate`` is not planned as bullying. :meth:`kind` leads from both to the kind.
        """
        slug, said = self.kind(word), self.find(word)
        return slug if self.words(word) == self.words(slug) else said

    def near(self, word: str) -> tuple[str, ...]:
        """Give the slugs whose names look like a word, the nearest first; none where none does."""
        said = plain_phrase(word[:80])
        close = get_close_matches(said, list(self._main), n=4 * NEAR, cutoff=0.6)
        kinds = dict.fromkeys(self._main[each] for each in close)
        return tuple(kinds)[:NEAR]

    def slugs(self) -> tuple[str, ...]:
        """All slugs that are taken, the words of the directory first."""
        return tuple(self._slugs)


def kinds_kept(names: KindNames, told: Iterable[str]) -> tuple[str, ...]:
    """The slugs of the kinds that a case keeps, each once; a name that is not known stays."""
    return tuple(dict.fromkeys(names.kind(word) or word for word in told))


@lru_cache(maxsize=4)
def kind_names(taxonomy: Taxonomy) -> KindNames:
    """Give the names of a taxonomy, made once."""
    return KindNames(taxonomy)


def _own_names(kind: Kind) -> tuple[str, ...]:
    """The names that mean all of a kind, not only what one of its phrases says."""
    return (kind.slug, kind.number or kind.slug, kind.name)


def _names(taxonomy: Taxonomy) -> Iterator[tuple[str, str]]:
    """Every name with the directory kind it leads to; the first to claim a name has it."""
    for slug in taxonomy.directory_kinds:
        yield slug, slug
    for label in taxonomy.labels.values():
        yield label.slug, label.directory_kinds[0]
    for kind in taxonomy.kinds.values():
        for name in _own_names(kind):
            yield name, kind.directory_kinds[0]
    for kind in taxonomy.kinds.values():
        for phrase in kind.synonyms:
            yield phrase, kind.directory_kinds[0]


def _names_of_kinds(taxonomy: Taxonomy) -> Iterator[tuple[str, str]]:
    """Every name with the kind itself; the first to claim a name has it."""
    for kind in taxonomy.kinds.values():
        for name in _own_names(kind):
            yield name, kind.slug
    for label in taxonomy.labels.values():
        yield label.slug, label.kind
    for word in taxonomy.directory_kinds:
        if covering := _covering(taxonomy, word):
            yield word, covering
    for kind in taxonomy.kinds.values():
        for phrase in kind.synonyms:
            yield phrase, kind.slug


def _covering(taxonomy: Taxonomy, word: str) -> str:
    """The kind that speaks for a word of the directory; empty where none names it.

    A kind that names it first goes before one that names it later. Of those alike, first the one
    that a label with that word speaks for, then the one that is itself a word of the directory.
    """
    spoken_for = {each.kind for each in taxonomy.labels.values() if word in each.directory_kinds}
    naming = [kind for kind in taxonomy.kinds.values() if word in kind.directory_kinds]
    best = min(
        naming,
        default=None,
        key=lambda kind: (
            kind.directory_kinds.index(word),
            kind.slug not in spoken_for,
            kind.slug.replace("-", "_") not in taxonomy.directory_kinds,
        ),
    )
    return best.slug if best else ""
