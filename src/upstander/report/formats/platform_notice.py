"""A notice to a site or app, in the order of Article 16 of the Digital Services Act."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from upstander.model.report import Block, Incident, Nature
from upstander.report.blocks import listing, paragraph, quote, section
from upstander.report.claims import law_lines, not_claimed
from upstander.report.form import Copy, WrittenForm, asks, closing, contact, head
from upstander.report.happened import accounts, in_short, kind_name, statements, who_writes
from upstander.report.when import incident_time

_MOST_QUOTED = 20
_NAME_NOT_ASKED = frozenset({"child-exploitation", "grooming"})


class PlatformNotice(WrittenForm):
    """The notice: why, where exactly, who tells, in good faith."""

    slug = "platform-notice"
    title = "Notice about content and accounts"
    group, rank = "platform", 1
    about = "For posts, messages or profiles on a site or in an app."
    receivers = ("platform",)
    shares = frozenset({"name", "email"})
    needs = ("what", "link", "account", "account-id", "dates", "email", "evidence")
    subject = "Notice about content and accounts"

    def blocks(self, copy: Copy) -> Iterable[Block]:
        """Reasons, exact addresses, who tells, good faith; then what is asked."""
        facts = copy.facts
        yield from head(copy, self.title)
        yield from section("1. What it is, and why I report it", _reasons(copy))
        yield from section("2. Where exactly it is", _where(copy))
        yield from accounts(facts)
        yield from section("The words, as they stand there", _quoted(facts.incidents, facts.zone))
        yield from statements(facts, Nature.FACT)
        yield from section("3. Who tells you this", _teller(copy))
        yield from section("4. In good faith", paragraph(copy.line("good-faith")))
        yield from section("What I ask", asks(copy, copy.line("ask-look"), copy.line("ask-keep")))
        yield from law_lines(copy.law())
        yield from not_claimed()
        yield from closing(copy)


def _reasons(copy: Copy) -> Iterator[Block]:
    kinds = ", ".join(map(kind_name, copy.facts.kinds))
    yield from paragraph(in_short(copy.facts))
    yield from paragraph(f"Kind: {kinds}." if kinds and copy.facts.what_happened else "")
    yield from paragraph(
        f"Why it is against the law or your rules: {copy.asked.reason}" if copy.asked.reason else ""
    )


def _where(copy: Copy) -> Iterator[Block]:
    yield from listing(copy.facts.addresses, numbered=True)
    if not copy.facts.addresses:
        yield from paragraph(
            "I do not have a link. The accounts and the words are below."
            if copy.facts.accounts or copy.facts.incidents
            else "I do not have a link yet."
        )


def _quoted(incidents: tuple[Incident, ...], zone: str) -> Iterator[Block]:
    for each in incidents[:_MOST_QUOTED]:
        yield from paragraph(
            f"{incident_time(each, zone)}.",
            f"Account: {each.account}." if each.account else "",
            f"At: {each.where}." if each.where else "",
        )
        yield from quote(each.what)
    rest = len(incidents) - _MOST_QUOTED
    yield from paragraph(f"{rest:,} more of the same kind can follow." if rest > 0 else "")


def _teller(copy: Copy) -> Iterator[Block]:
    yield from paragraph(who_writes(copy.facts.helping))
    if _NAME_NOT_ASKED.intersection(copy.facts.kinds):
        yield from paragraph(copy.line("no-name-needed"))
    else:
        yield from contact(copy)


PLUGIN = PlatformNotice()
