"""What a receiver does not get is taken out of the facts, before any text is made of them.

The facts of the case stay as they are; a form is written from a copy in which each private
piece became a visible mark such as ``[left out: address]``. So nothing can lie under the mark:
not in a text layer, not in metadata, not in a file's name. What was left out is listed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from upstander.model.lead import Lead, Span
from upstander.model.report import (
    AgeBand,
    CallRecord,
    Contact,
    Document,
    DoneBefore,
    Helping,
    Incident,
    KeptEvidence,
    LossRow,
    Nature,
    ReportFacts,
    SubjectAccount,
)
from upstander.model.worksheets import (
    Claim,
    Exposed,
    Intrusion,
    OfficialForm,
    Profile,
    Repost,
)
from upstander.report.named_people import named_people
from upstander.report.private_words import (
    SECRET,
    Found,
    PrivateWords,
    details,
    same_key,
)
from upstander.report.seen_names import SeenNames
from upstander.report.told_private import (
    authors,
    of_the_other_side,
    own_details,
    shown_as_others,
    told_words,
)

MOST_BY_FORM = 50_000
"""Letters of one text that :func:`held_in` looks through for what only its form gives away."""

_TYPED_IN_NOTES = frozenset({"where", "when"})
"""Fields of an incident that a person typed where it is a note of the diary."""

BY_CHOICE = "private"
"""The sort of words that the person takes out of one report, whoever gets it."""

OTHERS_DETAILS = "details-of-others"
"""In a form's ``shares``: numbers and addresses in the words of the evidence stay, whosever."""

OPINION = "opinion"
"""In a form's ``shares``: the receiver gets what people believe, in a place of its own."""

TO_THE_POLICE = frozenset(
    {"name", "address", "postcode", "phone", "email", "school", "child", "other-person"}
    | {"police-reference", "birth-date", "car", "workplace", "bank-account", OPINION}
)
"""What a police copy holds. Witnesses are a record of their own, ticked when they agree."""

_PEOPLE = frozenset({"child", "other-person", "unnamed-witness"})
_MAIL = re.compile(r"[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})+\Z")
_WORDS = {
    "birth-date": "date of birth",
    "card": "card number",
    "child": "child's name",
    "gate-code": "door code",
    "other-person": "another person",
    "pin": "PIN",
    "unnamed-witness": "witness",
}
_ORDER = (
    "name", "address", "postcode", "phone", "email", "school", "child", "witness", "other-person",
    "police-reference", "birth-date", "car", "workplace", "bank-account", OPINION, BY_CHOICE,
    "unnamed-witness",
    *sorted(SECRET),
)  # fmt: skip
# Fields that hold what stands in the evidence as an identifier: only whole private words go.
_IDENTIFIERS: dict[type, frozenset[str]] = {
    SubjectAccount: frozenset({"name", "id", "address", "number"}),
    Incident: frozenset(
        {"when", "account", "where", "certainty", "item", "level", "message", "thing"}
    ),
    KeptEvidence: frozenset({"exhibit", "sha256", "grade", "thing", "holds"}),
    CallRecord: frozenset({"when", "number", "direction"}),
    LossRow: frozenset({"when", "payee", "ref", "currency", "method"}),
    Lead: frozenset({"kind", "value", "signer", "plain", "holder"}),
    Span: frozenset({"source", "unit", "where"}),
    DoneBefore: frozenset({"to", "when", "channel", "reference"}),
    Contact: frozenset({"name", "email", "phone", "address"}),
    Claim: frozenset({"where", "address", "account", "picture", "look", "repost_group", "exhibit"}),
    Profile: frozenset({"account", "service", "id", "address", "picture", "followers", "exhibit"}),
    Repost: frozenset({"address", "account", "report_ref", "kind", "marks", "exhibit"}),
    Exposed: frozenset({"what", "address", "exhibit"}),
    Intrusion: frozenset({"sort", "when", "source", "protocol", "exhibit"}),
    OfficialForm: frozenset({"name", "exhibit", "sha256"}),
    Helping: frozenset({"protects_self"}),
    ReportFacts: frozenset(
        {"case_ref", "place", "platform", "zone", "kinds", "addresses", "own_accounts",
         "police_reference", "own_number", "target_name", "school", "employer", "bank", "address"}
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Seen:
    """The facts as one receiver gets them, and what was left out, by what it is.

    ``names`` are the names of people that went, for the eyes of whoever writes.
    """

    facts: ReportFacts
    left_out: tuple[str, ...]
    names: tuple[str, ...] = ()


def seen_by(facts: ReportFacts, shares: Iterable[str], *, original: bool = False) -> Seen:
    """Take out of the facts what the receiver does not get.

    Args:
        facts: everything that was told; not changed.
        shares: the private sorts that the receiver gets. Secrets never go to anybody.
        original: whether the raw mail goes along, whole.
    """
    curtain = _Curtain(facts, frozenset(shares) - SECRET)
    kept = replace(
        facts,
        raw_mail=facts.raw_mail if original else b"",
        private=(),
        seen_names=(),
        sources=(),
        statements=tuple(curtain.statements()),
    )
    return Seen(curtain.walked(kept), curtain.summary(), curtain.names())


def seen_text(facts: ReportFacts, shares: Iterable[str], text: str, *, exact: bool = False) -> str:
    """The same for a text from elsewhere, such as an earlier report that is attached.

    ``exact``: it is made of identifiers, so only whole private words go.
    """
    curtain = _Curtain(facts, frozenset(shares) - SECRET)
    return curtain.exact(text) if exact else curtain.prose(text)


def without_secrets(text: str) -> str:
    """A text in which what opens something is replaced by a mark; the rest stays as it is."""
    pieces, at = [], 0
    for each in sorted(details(text), key=lambda found: (found.start, -found.end)):
        if each.sort in SECRET and each.start >= at:
            pieces += [text[at : each.start], mark(each.sort)]
            at = each.end
    return "".join((*pieces, text[at:]))


def held_in(facts: ReportFacts, shares: Iterable[str], text: str) -> frozenset[str]:
    """Which told private sorts a text holds unshared, and which secrets by their form.

    Secrets are known by their form in the first :data:`MOST_BY_FORM` letters only.
    """
    curtain = _Curtain(facts, frozenset(shares) - SECRET)
    by_form = (each.sort for each in details(text[:MOST_BY_FORM]) if each.sort in SECRET)
    return frozenset((*curtain.told_in(text), *by_form))


def mark(sort: str) -> str:
    """What stands where something was left out: ``[left out: address]``."""
    return f"[left out: {sort_words(sort)}]"


def sort_words(sort: str) -> str:
    """A sort of private thing in words."""
    return _WORDS.get(sort, sort.replace("-", " "))


def youngest(helping: Helping) -> AgeBand:
    """The age that counts: of answers that contradict each other, the younger one."""
    return helping.youngest


def every_text(document: Document) -> Iterator[str]:
    """Every string of a document, its file names included: for checks."""
    yield from (document.title, document.name, document.subject, document.to)
    yield from (*document.missing, *document.who_learns, *document.left_out, *document.next_steps)
    for block in document.blocks:
        yield block.text
        yield from block.items
        yield from (cell for row in block.rows for cell in row)
    yield from (part.name for part in document.files)


class _Curtain:
    """What may pass to one receiver; keeps a list of what does not."""

    def __init__(self, facts: ReportFacts, shares: frozenset[str]) -> None:
        self._facts = facts
        self._shares = shares
        self._left: set[str] = set()
        self._names: dict[str, None] = {}
        words = tuple(told_words(facts))
        told = [(sort, word) for sort, word in words if sort not in shares]
        shown = tuple(word for sort, word in words if sort in shares)
        about = tuple(of_the_other_side(facts))
        self._words = PrivateWords(told, shown)
        taken = [pair for pair in told if pair[0] == BY_CHOICE]
        found = (*facts.seen_names, *named_people(facts), *authors(facts))
        seen = [pair for pair in found if pair[0] not in shares]
        others = (*about, *shown_as_others(facts))
        self._seen = (SeenNames(seen, shown, others), SeenNames(taken, (), ()))
        private = {same_key(word) for _, word in told}
        # A mail address that the receiver gets stays whole, also where a name stands in it.
        given = {word for sort, word in words if sort == "email" and sort in shares}
        self._shared = {each for each in given if _MAIL.match(each)}
        lenient = {"other-person", OTHERS_DETAILS} & shares
        self._own = {} if lenient else own_details(words)
        self._quoted = False  # whether it is about words of the evidence, not about what was told
        self._known = {same_key(each) for each in about} - private - {""}

    def statements(self) -> Iterator[Any]:
        """The statements without opinions, where the receiver gets none."""
        for each in self._facts.statements:
            if each.nature is Nature.OPINION and OPINION not in self._shares:
                self._left.add(OPINION)
            else:
                yield each

    def walked(self, facts: ReportFacts) -> ReportFacts:
        """Every text of the facts, each by what it holds."""
        if facts.at_risk_now and "address" not in self._shares:
            self._left.add("address")
            facts = replace(facts, at_risk_now=mark("address"))
        seen: ReportFacts = self._walk(facts, self.prose)
        return seen

    def exact(self, text: str) -> str:
        """An identifier: as it is, but for whole private words."""
        found = self._words.whole(text)
        if text in self._shared:  # only what the person took out of this report goes from it
            found = [each for each in found if each.sort == BY_CHOICE]
        return self._without(text, found)

    def prose(self, text: str) -> str:
        """Words that somebody wrote: private words, parts of names, and private details."""
        found = [*self._words.whole(text), *self._words.parts(text)]
        found += [each for names in self._seen for each in names.find(text)]
        found += [each for each in details(text) if self._goes(each, text)]
        return self._without(text, found)

    def told_in(self, text: str) -> Iterator[str]:
        """The sorts of whole private words in a text."""
        yield from (each.sort for each in self._words.whole(text))

    def summary(self) -> tuple[str, ...]:
        """What was left out, by what it is."""
        return tuple(sort_words(sort) for sort in sorted(self._left, key=_place))

    def names(self) -> tuple[str, ...]:
        """The names of people that were left out, as they stood there."""
        return tuple(self._names)

    def _goes(self, found: Found, text: str) -> bool:
        if found.sort in SECRET:
            return True
        key = same_key(text[found.start : found.end])
        if found.sort in self._shares:
            return self._quoted and found.sort in self._own and not self._is_own(found.sort, key)
        return key not in self._known

    def _is_own(self, sort: str, key: str) -> bool:
        """Whether a detail is the person's own or the other side's, so that it stays."""
        own = self._own[sort]
        part = sort in ("school", "address") and any(each in key or key in each for each in own)
        return part or key in own or key in self._known

    def _without(self, text: str, found: list[Found]) -> str:
        """Put marks where something was found; what overlaps becomes one mark."""
        if not found:
            return text
        pieces: list[str] = []
        at = 0
        for each in sorted(found, key=lambda each: (each.start, -each.end)):
            if each.end <= at:
                continue
            if each.start >= at:
                pieces += [text[at : each.start], mark(each.sort)]
                self._left.add(each.sort)
                if each.sort in _PEOPLE:
                    self._names[text[each.start : each.end]] = None
            at = each.end
        return "".join((*pieces, text[at:]))

    def _walk(self, value: Any, how: Callable[[str], str]) -> Any:
        if isinstance(value, Incident) and value.message and not self._quoted:
            self._quoted = True
            walked = self._walk(value, how)
            self._quoted = False
            return walked
        if type(value) is str:
            return how(value) if value else value
        if isinstance(value, tuple):
            return tuple(self._walk(each, how) for each in value)
        if is_dataclass(value) and not isinstance(value, type):
            exact = _IDENTIFIERS.get(type(value), frozenset())
            if isinstance(value, Incident) and not value.message:
                exact -= _TYPED_IN_NOTES
            changed = {
                each.name: self._walk(
                    getattr(value, each.name), self.exact if each.name in exact else self.prose
                )
                for each in fields(value)
            }
            return replace(value, **changed)
        return value


def _place(sort: str) -> tuple[int, str]:
    return (_ORDER.index(sort) if sort in _ORDER else len(_ORDER), sort)
