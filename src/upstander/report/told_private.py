"""What is private in a case, by sort: what was told, and what its own fields give away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from upstander.model.report import ReportFacts
from upstander.report._masked import ENDS_IN
from upstander.report.private_words import details, same_key

_WHOSE = ("phone", "email", "address", "postcode", "school")
"""Details that each person has of their own, so that it matters whose one is."""
_SORT_OF_EXPOSED = {
    "card": "card", "bank-account": "bank-account", "passport": "identity-number",
    "identity-number": "identity-number", "phone": "phone", "email": "email",
    "birth-date": "birth-date",
}  # fmt: skip


def told_words(facts: ReportFacts) -> Iterator[tuple[str, str]]:
    """All private words of a case, by sort: those listed, and those with a field of their own."""
    own = {each.casefold() for each in (facts.target_name, facts.reporter.name) if each}
    subjects = {same_key(each.name) for each in facts.accounts}
    for sort, word in facts.private:  # a name that is neither of them is somebody else's
        other = sort == "name" and word.strip().casefold() not in own
        sort = "other-person" if other else sort
        if sort != "other-person" or same_key(word) not in subjects:
            yield sort, word
    person = "child" if facts.helping.youngest.is_child else "name"
    reporter = facts.reporter
    yield from (
        (person, facts.target_name),
        ("name", reporter.name),
        ("email", reporter.email),
        ("phone", reporter.phone),
        ("phone", facts.own_number),
        ("school", facts.school),
        ("police-reference", facts.police_reference),
    )
    yield from (("witness", each) for each in facts.witnesses)
    yield from (("unnamed-witness", each) for each in facts.hidden_names)
    yield from _exposed(facts)
    for written in (facts.address, reporter.address):
        yield "address", written
        yield from _address_parts(written)


def _address_parts(written: str) -> Iterator[tuple[str, str]]:
    """A street or a postcode counts alone; the name of a town does not."""
    for line in written.replace("\n", ",").split(","):
        if any(map(str.isdigit, line)):
            yield "address", line
    for found in details(written):
        yield found.sort, written[found.start : found.end]


def of_the_other_side(facts: ReportFacts) -> Iterator[str]:
    """Identifiers that the report is about: they are not the details of the person targeted."""
    for account in facts.accounts:
        yield from (account.name, account.id, account.address, account.number)
    yield from (call.number for call in facts.calls)
    yield from facts.addresses


def shown_as_others(facts: ReportFacts) -> Iterator[str]:
    """How accounts call themselves that are no subject accounts yet."""
    yield from facts.about
    yield from (each.fake.account for each in facts.profiles)
    yield from (each.account for each in facts.incidents)


def authors(facts: ReportFacts) -> Iterator[tuple[str, str]]:
    """Who said what somebody else wrote down, where they are neither of the two who are named."""
    own = {same_key(each) for each in (facts.target_name, facts.reporter.name)}
    yield from (
        ("other-person", each.by)
        for each in facts.statements
        if each.by.lower() != each.by and same_key(each.by) not in own  # "a colleague" is no name
    )


def _exposed(facts: ReportFacts) -> Iterator[tuple[str, str]]:
    """Numbers that got out: each is as private in every other text as on its own sheet."""
    for each in facts.exposed:
        sort = _SORT_OF_EXPOSED.get(each.what, "")
        if sort and any(map(str.isdigit, each.number)) and not each.number.startswith(ENDS_IN):
            yield sort, each.number


def own_details(words: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """The person's own details by sort: what else has their form belongs to somebody else.

    A receiver that gets the person's own phone number does not get their sister's. Of a sort of
    which nothing of one's own was told, everything goes.
    """
    own: dict[str, set[str]] = {sort: set() for sort in _WHOSE}
    for sort, word in words:
        if sort in own:
            own[sort].add(same_key(word))
    return {sort: keys - {""} for sort, keys in own.items()}
