"""The directory as the program uses it: all families of records, the last good version kept."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from upstander.directory.body import Body
from upstander.directory.body_old import OldBody
from upstander.directory.deadlines import DeadlineRecord
from upstander.directory.form_facts import FormFacts
from upstander.directory.kinds import Kind, Label
from upstander.directory.law import Provision
from upstander.directory.lead_kinds import LeadKind, read_lead_kinds
from upstander.directory.read import DATA, read_folder
from upstander.directory.records import WORLDWIDE, Emergency, place_code
from upstander.directory.routes import Routes
from upstander.directory.taxonomy import Taxonomy, read_taxonomy
from upstander.directory.told import ToldKind
from upstander.directory.urgency import UrgencyRule, UrgencyWords
from upstander.model.errors import DirectoryError


class Directory:
    """Bodies and emergency facts, by slug. ``problems`` says which files were refused and why.

    ``local`` is a folder of records of one's own; kinds in its ``kinds`` are added to ours.
    """

    def __init__(self, root: Path = DATA, local: Path | None = None) -> None:
        self._root = root
        self._local = local
        self.taxonomy = Taxonomy()
        self._bodies: dict[str, Body] = {}
        self._old: dict[str, OldBody] = {}
        self._emergency: dict[str, Emergency] = {}
        self._leads: dict[str, LeadKind] = {}
        self._rules: dict[str, UrgencyRule] = {}
        self._rule_words: dict[str, UrgencyWords] = {}
        self._routes: dict[str, Routes] = {}
        self._law: dict[str, Provision] = {}
        self._deadlines: dict[str, DeadlineRecord] = {}
        self._forms: dict[str, FormFacts] = {}
        self._told: dict[str, ToldKind] = {}
        self._told_words: dict[str, UrgencyWords] = {}
        self.problems: tuple[DirectoryError, ...] = ()
        self.reload()

    def reload(self) -> tuple[DirectoryError, ...]:
        """Read everything again; a record that is refused keeps its last good version."""
        bodies, first = read_folder(self._root / "bodies", Body, last_good=self._bodies)
        places, second = read_folder(self._root / "emergency", Emergency, last_good=self._emergency)
        rules, third = read_folder(self._root / "urgency", UrgencyRule, last_good=self._rules)
        words, fourth = read_folder(
            self._root / "urgency-words", UrgencyWords, last_good=self._rule_words
        )
        self._bodies, self._emergency = bodies, places
        self._rules, self._rule_words = rules, words
        self.taxonomy, fifth = read_taxonomy(self._root, self.taxonomy, self._local)
        self._old, sixth = read_folder(self._root / "obsolete", OldBody, last_good=self._old)
        self._leads, seventh = read_lead_kinds(self._root, last_good=self._leads)
        self._routes, eighth = read_folder(self._root / "routes", Routes, last_good=self._routes)
        self._law, ninth = read_folder(self._root / "law", Provision, last_good=self._law)
        dates, tenth = read_folder(
            self._held("deadlines"), DeadlineRecord, last_good=self._deadlines
        )
        forms, eleventh = read_folder(self._held("form-facts"), FormFacts, last_good=self._forms)
        self._deadlines, self._forms = dates, forms
        told, twelfth = read_folder(self._held("told"), ToldKind, last_good=self._told)
        shared, thirteenth = read_folder(
            self._held("told-words"), UrgencyWords, last_good=self._told_words
        )
        self._told, self._told_words = told, shared
        self.problems = (
            *(*first, *second, *third, *fourth, *fifth, *sixth, *seventh, *eighth, *ninth),
            *(*tenth, *eleventh, *twelfth, *thirteenth),
        )
        return self.problems

    def _held(self, family: str) -> Path:
        """Where a family lies that a list may leave out: then the one that ships is used."""
        own = self._root / family
        return own if own.is_dir() else DATA / family

    def body(self, slug: str) -> Body:
        """One body; raises :class:`DirectoryError` when there is no good record of it."""
        try:
            return self._bodies[slug]
        except KeyError:
            raise DirectoryError(f"There is no good record called '{slug}'.") from None

    def bodies(self) -> tuple[Body, ...]:
        """All bodies, by slug."""
        return tuple(self._bodies.values())

    def old_bodies(self) -> tuple[OldBody, ...]:
        """The bodies of years ago, by slug, each with whoever does its work now."""
        return tuple(self._old.values())

    def routes(self) -> tuple[Routes, ...]:
        """The topics of the router, by slug."""
        return tuple(topic for _, topic in sorted(self._routes.items()))

    def law(self) -> tuple[Provision, ...]:
        """The law that may be pointed to, by id."""
        return tuple(self._law.values())

    def deadlines(self) -> tuple[DeadlineRecord, ...]:
        """The dates that matter, by slug."""
        return tuple(self._deadlines.values())

    def form_facts(self, slug: str) -> FormFacts:
        """What one form rests on; raises :class:`DirectoryError` when there is no good record."""
        try:
            return self._forms[slug]
        except KeyError:
            raise DirectoryError(f"There is no good record of the form '{slug[:80]}'.") from None

    def rules(self) -> tuple[UrgencyRule, ...]:
        """The urgency rules, U1 first."""
        return tuple(sorted(self._rules.values(), key=lambda rule: int(rule.slug[1:])))

    def rule_words(self) -> UrgencyWords:
        """The words that the urgency rules share; raises :class:`DirectoryError` without them."""
        try:
            return self._rule_words["urgency-words"]
        except KeyError:
            raise DirectoryError("There is no good record of the words of the rules.") from None

    def told(self) -> tuple[ToldKind, ...]:
        """What people say first, by word of the directory."""
        return tuple(self._told.values())

    def told_words(self) -> UrgencyWords:
        """The words that these share; raises :class:`DirectoryError` without them."""
        try:
            return self._told_words["told-words"]
        except KeyError:
            raise DirectoryError("There is no good record of the words of what is told.") from None

    def rules_digest(self) -> str:
        """Eight hex digits that change with the files of the urgency rules and of their words."""
        held = hashlib.sha256()
        for family in ("urgency", "urgency-words"):
            for path in sorted((self._root / family).rglob("*.toml")):
                held.update(hashlib.sha256(path.read_bytes()).digest())
        return held.hexdigest()[:8]

    def kinds(self) -> tuple[Kind, ...]:
        """The kinds of eCRIME, K1 first and "other" last."""
        return tuple(self.taxonomy.kinds.values())

    def kind(self, slug: str) -> Kind:
        """One kind; raises :class:`DirectoryError` when there is no good record of it."""
        try:
            return self.taxonomy.kinds[slug]
        except KeyError:
            raise DirectoryError(f"There is no good record of the kind '{slug[:80]}'.") from None

    def lead_kind(self, slug: str) -> LeadKind:
        """One sort of lead; raises :class:`DirectoryError` when there is no good record of it."""
        try:
            return self._leads[slug]
        except KeyError:
            raise DirectoryError(f"There is no good record of the lead '{slug[:80]}'.") from None

    def labels(self) -> tuple[Label, ...]:
        """The message labels, by slug."""
        return tuple(self.taxonomy.labels.values())

    def bodies_for(self, place: str) -> tuple[Body, ...]:
        """The bodies that serve an ISO 3166 place; ``GB`` gives those of all its nations.

        A service for the whole world serves every place.

        Raises ``ValueError`` for what is no place.
        """
        return tuple(body for body in self._bodies.values() if _serves(body, place))

    def emergency(self, place: str | None) -> Emergency:
        """The emergency facts of a place; the record for "not known" when there is none.

        Raises :class:`DirectoryError` when even that one is missing or refused.
        """
        country = _country(place)
        for record in self._emergency.values():
            if country in record.jurisdictions:
                return record
        try:
            return self._emergency["unknown"]
        except KeyError:
            raise DirectoryError("There is no good record of the emergency numbers.") from None


def _country(place: str | None) -> str:
    """Give the country of a place; ``ZZ`` for none, or for words that are no place."""
    try:
        return place_code((place or "ZZ").strip().upper())[:2]
    except ValueError:
        return "ZZ"


def _serves(body: Body, place: str) -> bool:
    wanted = place_code(place.upper())
    return any(
        held in (wanted, WORLDWIDE)
        or held.startswith(wanted + "-")
        or wanted.startswith(held + "-")
        for held in body.jurisdictions
    )


_read_from: list[Path] = [DATA]


@cache
def shipped() -> Directory:
    """The directory of this process, read once: the one that ships, or a release that was checked.

    See :func:`take_up`.
    """
    return Directory(_read_from[-1])


def take_up(root: Path = DATA) -> None:
    """Let :func:`shipped` read another folder from now on: a release whose seal was checked.

    For the front doors, before anything is read. Raises :class:`DirectoryError`, and keeps what
    was in use, when a record of the folder is refused.
    """
    taken = Directory(root)
    if taken.problems:
        raise taken.problems[0]
    _read_from[:] = [root]
    shipped.cache_clear()
