"""A request to keep records: accounts, links and addresses in a window of time; no more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from upstander.directory.lead_kinds import lead_kind_name
from upstander.language.shown_time import in_utc
from upstander.model.lead import Lead
from upstander.model.report import Block, ReportFacts
from upstander.report.blocks import listing, paragraph, section, table
from upstander.report.claims import law_lines, not_claimed
from upstander.report.form import Copy, WrittenForm, closing, contact, head
from upstander.report.private_words import same_key
from upstander.report.voice import my_words
from upstander.report.when import is_ahead, known_times

_KINDS = frozenset(
    {
        "ip",
        "mail-handover",
        "mail-submission",
        "reply-address",
        "return-path",
        "domain",
        "dkim-domain",
        "host",
        "message-id",
        "address",
        "handle",
        "profile-id",
    }
    | {"phone", "wallet"}
)
_AS_SENDER = "sender, as shown"
"""Where a lead stands that is what an app or a phone showed as the sender."""
_MOST = 100
_PAD = timedelta(minutes=15)  # clocks differ; the line of the hand-over may be a little later


class PreservationRequest(WrittenForm):
    """Please keep this; police may ask for it later."""

    slug = "preservation-request"
    title = "Request to keep records"
    group, rank = "keep", 1
    about = "To ask a site, an app or a network to keep records before they are deleted."
    receivers = ("platform", "isp", "any.isp", "mobile")
    shares = frozenset({"name", "email", "police-reference"})
    needs = ("account", "account-id", "link", "dates", "police-reference", "email")
    subject = "Please keep these records"

    def blocks(self, copy: Copy) -> Iterable[Block]:
        """What to keep, for which time, why, and what is not asked."""
        facts = copy.facts
        yield from head(copy, self.title)
        yield from paragraph(copy.line("please-keep"))
        yield from section("Accounts", table(*_accounts(facts)))
        yield from section("Links", listing(facts.addresses[:_MOST]))
        yield from section("Addresses and ids", table(*_ids(facts)))
        yield from section("Time", listing(_window(facts, copy.today)))
        yield from section("What to keep", listing(map(copy.line, ("logs", "content", "account"))))
        yield from section("What I do not ask", paragraph(copy.line("no-disclosure")))
        yield from section("Who writes", contact(copy))
        yield from law_lines(copy.law())
        yield from not_claimed()
        yield from closing(copy)


def _accounts(facts: ReportFacts) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    head = ("Account, as shown", "Service", "Id", "Address", "Number")
    return head, [
        (each.name, each.service, each.id, each.address, each.number)
        for each in facts.accounts[:_MOST]
    ]


def _ids(facts: ReportFacts) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    head = ("What", "Value", "Time", "How sure")
    return head, [
        (lead_kind_name(each.kind), each.value, _at(each), my_words(each.strength_words))
        for each in _leads(facts)[:_MOST]
    ]


def _leads(facts: ReportFacts) -> list[Lead]:
    """What names a sender, a line of a mail's head, a profile or a post.

    What stands in somebody's words can be anybody's: a friend's number, the person's own line. It
    goes only where it is shown as the account's own.
    """
    shown = {
        same_key(name)
        for each in facts.accounts
        for name in (each.name, each.id, each.address, each.number)
    } - {""}
    return [
        each
        for each in facts.leads
        if each.kind in _KINDS and (not _in_words(each) or _keys(each) & shown)
    ]


def _in_words(lead: Lead) -> bool:
    """Whether it stands in a text that somebody wrote, not in a head or in place of a sender."""
    return lead.span.unit == "char" and lead.span.where != _AS_SENDER and lead.kind != "wallet"


def _keys(lead: Lead) -> set[str]:
    return {same_key(lead.value), same_key(lead.plain or lead.value)}


def _at(lead: Lead) -> str:
    return in_utc(lead.at) if lead.at else ""


def _window(facts: ReportFacts, today: date) -> Iterator[str]:
    """From when to when; a time of the future, as a forged line can have it, does not widen it."""
    recorded = (each.at for each in _leads(facts) if each.at)
    found = (*known_times(facts.incidents), *_seen(facts), *recorded)
    times = sorted(each for each in found if not is_ahead(each.date(), today))
    if not times:
        yield "The time is not known yet. Please keep what you have now."
        return
    yield f"From: {in_utc(times[0] - _PAD)} (UTC)"
    yield f"To: {in_utc(times[-1] + _PAD)} (UTC)"


def _seen(facts: ReportFacts) -> Iterator[datetime]:
    for account in facts.accounts:
        yield from (each for each in (account.first, account.last) if each is not None)


PLUGIN = PreservationRequest()
