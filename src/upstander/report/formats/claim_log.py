"""A working sheet of what is said about somebody: each claim, where, how far, and its copies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from upstander.language.csv_table import table as csv_table
from upstander.language.shown_time import iso_utc
from upstander.model.report import Block, FilePart, ReportFacts
from upstander.model.worksheets import Claim
from upstander.report._repost_groups import repost_groups
from upstander.report.blocks import counted, heading, listing, paragraph, quote, section, table
from upstander.report.claims import not_claimed
from upstander.report.form import Copy, WrittenForm, head
from upstander.report.happened import MOST_ROWS
from upstander.report.kept import evidence
from upstander.report.redact import TO_THE_POLICE
from upstander.report.when import moment

_SAID = {"true": "true", "false": "not true", "partly": "partly true", "unsure": "not sure"}
_COLUMNS = ("group", "claim", "where", "address", "account", "reach", "seen_at", "said_of_it", "by",
            "exhibit")  # fmt: skip
_MOST_WORDINGS = 5


class ClaimLog(WrittenForm):
    """Claims in groups of what may be copies. Nothing here says what is true."""

    slug = "claim-log"
    title = "Log of claims"
    about = "For rumours and lies that spread. You can add to it as you find more."
    receivers = ("worksheet",)
    group, rank = "sheets", 1
    lists_files = True
    sheets = frozenset({"claims"})
    shares = TO_THE_POLICE - {"opinion"}
    all_files = True
    needs = ()
    subject = "Log of claims"

    def blocks(self, copy: Copy) -> Iterable[Block]:
        """Each group of copies, then every place."""
        claims = copy.facts.claims
        groups = repost_groups(claims)
        yield from head(copy, self.title)
        if not claims:
            yield from paragraph("No claim is written down yet.")
        else:
            yield from paragraph(
                f"{counted(len(claims), 'post')} with {counted(len(groups), 'claim')}."
            )
        for number, places in enumerate(groups[:MOST_ROWS], 1):
            yield heading(f"Claim {number}")
            yield from _group([claims[at] for at in places], copy.facts.zone)
        rest = len(groups) - MOST_ROWS
        yield from paragraph(f"{counted(rest, 'claim')} more in claims.csv." if rest > 0 else "")
        yield from evidence(copy.facts)
        yield from section("Why it does not say what is true", paragraph(copy.line("no-verdict")))
        yield from not_claimed()

    def files(self, copy: Copy) -> Iterable[FilePart]:
        """All claims as a table."""
        claims = copy.facts.claims
        if claims:
            rows = [
                _row(number, claims[at])
                for number, places in enumerate(repost_groups(claims), 1)
                for at in places
            ]
            yield FilePart("claims.csv", "text/csv", csv_table(_COLUMNS, rows))

    def missing(self, facts: ReportFacts, copy: Copy) -> Iterator[str]:
        """What each claim still needs."""
        yield from super().missing(facts, copy)
        if not facts.claims:
            yield "The claim, in its exact words, and where it stands."
        if any(not each.address for each in facts.claims):
            yield "The full link to each post. Copy it as text."
        if any(each.seen_at is None for each in facts.claims):
            yield "The day and time you saw each post."
        if any(not each.true_or_false for each in facts.claims):
            yield "What the person says of each claim: true, not true, partly, or not sure."


def _group(claims: list[Claim], zone: str) -> Iterator[Block]:
    wordings = list(dict.fromkeys(each.text for each in claims if each.text))
    for each in wordings[:_MOST_WORDINGS]:
        yield from quote(each)
    rest = len(wordings) - _MOST_WORDINGS
    yield from paragraph(f"{counted(rest, 'more wording')} in claims.csv." if rest > 0 else "")
    if len(claims) > 1:
        yield from paragraph(f"{len(claims):,} posts that may be copies of each other.")
    yield from listing(dict.fromkeys(map(_said, claims)))
    columns = ("Where", "Address", "Account, as shown", "Reach, as seen", "Seen", "Exhibit")
    rows = [
        (each.where, each.address, each.account, each.reach, moment(each.seen_at, zone),
         each.exhibit)
        for each in claims[:MOST_ROWS]
    ]  # fmt: skip
    yield from table(columns, rows)


def _said(claim: Claim) -> str:
    """What somebody says of a claim; never a verdict of this sheet."""
    if not claim.true_or_false:
        return "Nobody has said yet if it is true."
    who = claim.by or "A person who is not named"
    return f"{who} says: {_SAID.get(claim.true_or_false, claim.true_or_false)}."


def _row(number: int, claim: Claim) -> tuple[object, ...]:
    return (
        number, claim.text, claim.where, claim.address, claim.account, claim.reach,
        iso_utc(claim.seen_at), claim.true_or_false, claim.by, claim.exhibit,
    )  # fmt: skip


PLUGIN = ClaimLog()
