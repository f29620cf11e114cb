"""The report of a mail to the abuse desk of a network, in the form that programs read (ARF)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from email.utils import format_datetime

from upstander import __version__
from upstander.directory.form_facts import FormFacts, Line
from upstander.directory.shelf import shipped
from upstander.mail.addresses import parse_addresses
from upstander.model.lead import Strength
from upstander.model.report import Block, Document, FilePart, ReportFacts
from upstander.report._arf import Draft, arf
from upstander.report._interface import Asked
from upstander.report._mail_along import Along, along
from upstander.report._one_mail import OneMail
from upstander.report.as_text import plain_text
from upstander.report.blocks import listing, section
from upstander.report.form import Copy
from upstander.report.formats.isp_abuse_letter import IspAbuseLetter
from upstander.report.redact import seen_text

_TYPES = frozenset({"abuse", "fraud", "virus", "other"})  # RFC 5965 7.3
_DKIM = "dkim-domain"


class IspAbuse(IspAbuseLetter):
    """The letter, the fields for machines, and the mail itself, in one draft."""

    slug = "isp-abuse"
    title = "Abuse report about one mail"
    about = "For a mail from a network. The mail itself goes along."
    group, rank = "network", 1
    shares = frozenset()
    subject = "Abuse report: harassment from your network"

    def write(self, facts: ReportFacts, asked: Asked) -> Document:
        """Write the letter about the one mail that is at hand, then put all into one draft."""
        shares = self.shares_with(facts, asked)
        one = OneMail(facts)
        goes = along(one, shares)
        letter = super().write(one.only(), asked)
        document = replace(
            letter,
            blocks=(*letter.blocks, *_attached(one, goes)),
            name="letter",
            missing=(*letter.missing, *goes.missing, *_several(facts)),
            who_learns=(*letter.who_learns, *goes.learns),
        )
        if not facts.raw_mail:
            return document  # RFC 5965 wants the mail itself: without one there is only the letter
        draft = Draft(plain_text(document), document.subject, document.to)
        made = arf(draft, _feedback(one, goes, shares), goes.mail)
        return replace(
            document,
            files=(*document.files, FilePart("report.eml", "application/octet-stream", made)),
        )

    def blocks(self, copy: Copy) -> Iterable[Block]:
        """The letter, with the class that fits the kind."""
        chosen = _for_kind(copy.record, "class", copy.facts.kinds)
        lines = tuple(each for each in copy.record.lines if each.name != "class")
        record = copy.record.model_copy(update={"lines": (*lines, Line(name="class", text=chosen))})
        return super().blocks(replace(copy, record=record))


def _attached(one: OneMail, goes: Along) -> Iterator[Block]:
    """What goes along, with hashes, so that the desk can check what came."""
    if goes.mail is None:
        return
    if not goes.whole:
        lines = ["Only the header lines of the mail. Parts that are private are left out."]
    else:
        lines = [
            "The mail as it came, not changed.",
            f"SHA-256 of the mail: {goes.mail.digest.hex}",
            f"Size: {len(goes.mail.data):,} bytes",
        ]
        if goes.mail.needs_copy:
            lines.append(
                "Mail computers may change it on the way. So it is also here as the file"
                " original.eml, which keeps every byte."
            )
    yield from section("What is attached", listing(lines))


def _several(facts: ReportFacts) -> Iterator[str]:
    if facts.raw_mail and len(facts.incidents) > 1:
        yield "This is about one mail only. Make one report for each mail."


def _feedback(one: OneMail, goes: Along, shares: frozenset[str]) -> Iterator[tuple[str, str]]:
    """The fields of RFC 5965 3: those that we know, exactly as the mail has them."""
    record = shipped().form_facts(IspAbuse.slug)
    kind = _for_kind(record, "feedback", one.facts.kinds)
    yield "Feedback-Type", kind if kind in _TYPES else "other"
    yield "User-Agent", f"Upstander/{__version__}"
    yield "Version", "1"
    if goes.mail is None:
        return
    if one.source:
        yield "Source-IP", one.source
    if one.arrived is not None:
        yield "Arrival-Date", format_datetime(one.arrived)
    for sender in _envelope_sender(one):
        yield "Original-Mail-From", f"<{seen_text(one.facts, shares, sender, exact=True)}>"
    for domain in dict.fromkeys(_signed(one)):
        yield "Reported-Domain", domain


def _envelope_sender(one: OneMail) -> Iterator[str]:
    """The address in Return-Path: what the sender's side gave, which may be borrowed."""
    field = one.letter.headers.first("return-path")
    for box in parse_addresses(field.plain)[:1] if field else ():
        yield box.address


def _signed(one: OneMail) -> Iterator[str]:
    """Domains whose own keys signed it; one that is only written there may be borrowed."""
    for each in one.only().leads:
        if each.kind == _DKIM and each.strength is Strength.SIGNED:
            yield each.value


def _for_kind(record: FormFacts, name: str, kinds: tuple[str, ...]) -> str:
    """The line of the first kind that has one of its own, else the general one."""
    own = (record.line(f"{name}-{each}") for each in kinds)
    return next((each for each in own if each), record.line(name))


PLUGIN = IspAbuse()
