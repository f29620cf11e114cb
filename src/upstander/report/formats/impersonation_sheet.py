"""A sheet for a profile that poses as somebody: both side by side, and what is the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from upstander.model.report import Block, Nature, ReportFacts
from upstander.model.worksheets import Profile, ProfilePair
from upstander.report.blocks import heading, listing, paragraph, section, table
from upstander.report.claims import law_lines, not_claimed
from upstander.report.form import Copy, WrittenForm, asks, contact, head
from upstander.report.happened import in_short, statements
from upstander.report.kept import evidence
from upstander.report.when import moment

_MOST = 20
_SAME = (
    ("shown_name", "the name as shown"),
    ("about", "the words about the person"),
    ("picture", "the picture, byte for byte"),
)


class ImpersonationSheet(WrittenForm):
    """Two profiles beside each other, with both ways to read it. No verdict."""

    slug = "impersonation-sheet"
    title = "Two profiles side by side"
    about = "For a profile that uses your name, your picture or your words."
    receivers = ("worksheet",)
    group, rank = "sheets", 2
    lists_files = True
    sheets = frozenset({"profiles"})
    shares = frozenset({"name", "email", "workplace"})
    needs = ("email", "evidence")
    subject = "A profile that poses as another person"

    def blocks(self, copy: Copy) -> Iterable[Block]:
        """What happened, the pairs, both readings, what is asked."""
        facts = copy.facts
        yield from head(copy, self.title)
        yield from paragraph(in_short(facts))
        if not facts.profiles:
            yield from paragraph("No profile is written down yet.")
        for number, pair in enumerate(facts.profiles[:_MOST], 1):
            yield heading(f"Profile {number}")
            yield from _pair(pair, facts.zone)
        rest = len(facts.profiles) - _MOST
        yield from paragraph(f"{rest:,} more profiles are not listed here." if rest > 0 else "")
        yield from section("Both ways to read it", listing(map(copy.line, ("copy", "other"))))
        yield from statements(facts, Nature.FACT)
        yield from evidence(facts)
        yield from section("What I ask", asks(copy, copy.line("ask-look"), copy.line("ask-keep")))
        yield from law_lines(copy.law())
        yield from not_claimed()
        yield from section("How to reach me", contact(copy))

    def missing(self, facts: ReportFacts, copy: Copy) -> Iterator[str]:
        """What a service asks for that a picture of a screen does not show."""
        yield from super().missing(facts, copy)
        fakes = [each.fake for each in facts.profiles]
        if not fakes:
            yield "The name of the profile, exactly, and the full link to it."
        if any(not (each.address or each.id) for each in fakes):
            yield "The full link to the profile, or its id. A name as shown can be changed."
        if any(each.seen_at is None for each in fakes):
            yield "The day and time you saw the profile."
        if any(not (each.real.account or each.real.shown_name) for each in facts.profiles):
            yield "Your own profile there, if you have one. If you have none, say so."
        if any(each.exhibit == "" for each in fakes):
            yield "A picture of the whole profile, kept before you ask to take it down."


def _pair(pair: ProfilePair, zone: str) -> Iterator[Block]:
    yield from table(("Item", "The profile that is reported", "The one it is like"),
                     _rows(pair, zone))  # fmt: skip
    yield from section("The same in both", listing((*_same(pair), *pair.copied)))
    yield from section("Not the same", listing(pair.different))


def _rows(pair: ProfilePair, zone: str) -> Iterator[tuple[str, str, str]]:
    for name, one, other in zip(_NAMES, _cells(pair.fake, zone), _cells(pair.real, zone),
                                strict=True):  # fmt: skip
        if one or other:
            yield name, one or "not seen", other or "not told"


_NAMES = ("Account, as shown", "Service", "Id", "Address", "Name as shown", "Words about itself",
          "Followers, as shown", "Started, as shown", "Picture, SHA-256", "Seen",
          "Exhibit")  # fmt: skip


def _cells(profile: Profile, zone: str) -> tuple[str, ...]:
    return (
        profile.account, profile.service, profile.id, profile.address, profile.shown_name,
        profile.about, profile.followers, profile.started, profile.picture,
        moment(profile.seen_at, zone), profile.exhibit,
    )  # fmt: skip


def _same(pair: ProfilePair) -> Iterator[str]:
    """What is the same by comparing what was written down, sign for sign."""
    for field, words in _SAME:
        one, other = getattr(pair.fake, field).strip(), getattr(pair.real, field).strip()
        if one and one == other:
            yield f"{words[0].upper()}{words[1:]}"


PLUGIN = ImpersonationSheet()
