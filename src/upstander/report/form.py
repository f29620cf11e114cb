"""How every form is written: first what the receiver does not get goes, then text is made.

A form says its blocks; this class takes private things out before it, and adds what the person
has to know: what is missing, who may learn of it, what happens next.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date

from upstander.directory.form_facts import FormFacts, LawPointer
from upstander.directory.records import Quality
from upstander.directory.review import checked_line, plain_date
from upstander.directory.shelf import shipped
from upstander.model.report import (
    Block,
    CallRecord,
    Consent,
    Document,
    DoneBefore,
    FilePart,
    ReportFacts,
)
from upstander.report._interface import Asked, ReportForm
from upstander.report.blocks import listing, paragraph
from upstander.report.callers import only_callers
from upstander.report.deadlines import answer_date
from upstander.report.happened import without_wishes
from upstander.report.missing import missing
from upstander.report.of_service import (
    left_out_of,
    of_accounts,
    of_service,
    told_things,
    with_its_own_files,
)
from upstander.report.payees import only_payees, payees
from upstander.report.private_words import SECRET, same_key
from upstander.report.redact import TO_THE_POLICE, held_in, seen_by, seen_text, youngest
from upstander.report.told_before import known_before
from upstander.report.voice import in_my_voice

_WEAK = Quality.UNCONFIRMED
_REFUSED = (
    "The person did not want a report. Send it only for a life in danger, for a child,"
    " or for an adult who cannot protect themselves."
)
_NO_FILE = "No kept file is named yet. You can choose which ones they are told of."
_OTHER_PAYMENTS = "Take out payments that are not part of it. You can choose which ones go along."
_TAKEN_OUT = "private"  # the sort of words that the person leaves out of one report
_SHORTEST_NUMBER = 3  # 999 and 159 are numbers of the directory


@dataclass(frozen=True, slots=True)
class Copy:
    """What a form writes from: the facts as the receiver gets them. ``today`` is the UTC day."""

    facts: ReportFacts
    asked: Asked
    record: FormFacts
    shares: frozenset[str]

    @property
    def today(self) -> date:
        """The day of writing."""
        return self.asked.now.astimezone(UTC).date()

    def gets(self, sort: str) -> bool:
        """Whether the receiver gets a private sort."""
        return sort in self.shares

    def line(self, name: str) -> str:
        """A dated sentence of the form's record, for the place of the case."""
        return self.record.line(name, self.facts.place)

    def law(self) -> tuple[str, ...]:
        """Pointers of the record that were read in a source, and those of the caller."""
        sure = (each.text for each in self._pointers() if each.quality is not _WEAK)
        return (*sure, *self.asked.law)

    def law_to_check(self) -> tuple[str, ...]:
        """Pointers of the record that nobody has confirmed yet."""
        return tuple(each.text for each in self._pointers() if each.quality is _WEAK)

    def _pointers(self) -> Iterator[LawPointer]:
        facts = self.facts
        child = youngest(facts.helping).is_child
        return (each for each in self.record.law if each.concerns(facts.place, facts.kinds, child))


class WrittenForm(ReportForm):
    """A form that writes from a copy without what the receiver does not get."""

    needs: tuple[str, ...] = ("what",)
    """What the receiver asks for, by the words of :mod:`upstander.report.missing`."""
    subject: str = "A report"
    generic: bool = False
    all_files: bool = False
    """Whether the receiver is told of every kept file, not only of those that hold what is told."""
    lists_files: bool = False
    """Whether it lists kept files, so that the person has to know where none is named."""
    sheets: frozenset[str] = frozenset()
    """Fields of the facts whose rows it prints: files that are named there count as told of."""
    original: bool = False
    """Whether the raw mail goes along, whole, with all that it holds."""
    wishes: bool = False
    """Whether it says what the person who is helped wants; the police and the council always do."""

    @property
    def gets_all(self) -> bool:
        """Whether the receiver gets all that was told, as the police and the council do."""
        return self.shares >= TO_THE_POLICE

    def shares_with(self, facts: ReportFacts, asked: Asked) -> frozenset[str]:
        """The private sorts that the receiver gets. An address that was taken out is not one."""
        shares = (self.shares | asked.shares) - SECRET
        taken_out = _TAKEN_OUT in held_in(facts, shares, facts.reporter.email)
        return shares - {"email"} if taken_out else shares

    def write(self, facts: ReportFacts, asked: Asked) -> Document:
        """Write the form; see :class:`ReportForm`."""
        shares = self.shares_with(facts, asked)
        kept, facts = facts, in_my_voice(self.told_of(facts, asked))
        seen = seen_by(facts, shares, original=self.original)
        asked = _passed(kept, asked, shares)
        copy = Copy(seen.facts, asked, shipped().form_facts(self.slug), shares)
        there = bool(kept.evidence) or asked.chosen
        lists = self.lists_files and self.of_things
        unnamed = (_NO_FILE,) if lists and there and not facts.evidence else ()
        return Document(
            form=self.slug,
            title=self.title,
            blocks=tuple(self.blocks(copy)),
            files=tuple(self.files(copy)),
            subject=self.subject,
            to=asked.address,
            missing=(
                *self.missing(replace(facts, evidence=kept.evidence), copy),
                *unnamed,
                *left_out_of(kept, facts),
            ),
            who_learns=copy.record.who_learns,
            left_out=seen.left_out,
            names_left_out=seen.names,
            things=tuple(told_things(facts)) if self.of_things else (),
            next_steps=tuple(each for each in self.next_steps(copy) if each),
            generic=self.generic,
            made_at=asked.now,
        )

    def told_of(self, facts: ReportFacts, asked: Asked) -> ReportFacts:
        """The facts out of what the receiver is told of: what the person chose, or its own part."""
        there = self._own_part(of_service(facts, asked.to), asked)
        if asked.chosen:
            there = there if self.all_files else of_accounts(there)
            return replace(there, evidence=facts.evidence)
        return there if self.all_files else with_its_own_files(there, self.rows, self.sheets)

    def before_of(self, facts: ReportFacts, asked: Asked) -> tuple[DoneBefore, ...]:
        """Which earlier reports the receiver hears of."""
        if self.gets_all:
            return facts.before
        shares = self.shares_with(facts, asked)
        return known_before(facts, asked, reference="police-reference" in shares)

    def _own_part(self, facts: ReportFacts, asked: Asked) -> ReportFacts:
        """The facts without rows, reports and wishes that are not for this receiver."""
        wished = self.gets_all or self.wishes
        facts = facts if wished else without_wishes(facts)
        return replace(
            facts,
            before=self.before_of(facts, asked),
            calls=self._calls(facts, asked),
            losses=only_payees(facts.losses, asked.payees) if "payments" in self.rows else (),
        )

    def _calls(self, facts: ReportFacts, asked: Asked) -> tuple[CallRecord, ...]:
        """The police get the whole log until callers are chosen; most others get none of it."""
        whole = self.gets_all and self.all_files
        if "calls" not in self.rows and not whole:
            return ()
        if whole and asked.callers is None:
            return facts.calls
        return only_callers(facts.calls, asked.callers)

    @abstractmethod
    def blocks(self, copy: Copy) -> Iterable[Block]:
        """The text of the form, for its receiver."""

    def files(self, copy: Copy) -> Iterable[FilePart]:
        """Files that go along; none unless a form says so."""
        return ()

    def missing(self, facts: ReportFacts, copy: Copy) -> Iterator[str]:
        """What is not there yet; and law that a person has to check before it is named."""
        yield from missing(facts, self.needs)
        if copy.asked.payees is None and len(payees(facts.losses)) > 1:
            yield _OTHER_PAYMENTS
        if facts.helping.consent is Consent.REFUSED:
            yield _REFUSED
        for pointer in copy.law_to_check():
            yield f"You may add this, but check first: {pointer}"

    def next_steps(self, copy: Copy) -> Iterator[str]:
        """What happens next, when to ask again, and when the form's facts were checked."""
        yield from copy.record.happens_next
        due = answer_date(
            self.slug, copy.today, shipped().deadlines(), today=copy.today, place=copy.facts.place
        )
        if due is not None:
            yield f"If you send it today, ask again on {plain_date(due.day)}. {due.why}"
            yield due.then
        yield f"{checked_line(copy.record, copy.today)}."


def head(copy: Copy, title: str = "") -> Iterator[Block]:
    """To whom, when, and on whose behalf: the top of a letter."""
    facts = copy.facts
    lines = [
        f"To: {copy.asked.receiver}" if copy.asked.receiver else "",
        f"Date: {plain_date(copy.today)}",
        f"Case: {facts.case_ref}" if facts.case_ref else "",
    ]
    yield from listing(lines)
    if title:
        yield Block("heading", title)


def contact(copy: Copy) -> Iterator[Block]:
    """Who writes and how to reach them: only what the receiver gets."""
    facts, reporter = copy.facts, copy.facts.reporter
    lines = [
        f"Name: {reporter.name}" if reporter.name and copy.gets("name") else "",
        f"E-mail: {reporter.email}" if reporter.email and copy.gets("email") else "",
        f"Phone: {reporter.phone}" if reporter.phone and copy.gets("phone") else "",
        f"Address: {reporter.address}" if reporter.address and copy.gets("address") else "",
        f"Please reach me only like this: {reporter.safe}" if reporter.safe else "",
        f"Police reference: {facts.police_reference}"
        if facts.police_reference and copy.gets("police-reference")
        else "",
    ]
    yield from listing(lines)


def asks(copy: Copy, *lines: str) -> Iterator[Block]:
    """What is asked of the receiver; the person's own wish comes first."""
    yield from listing((copy.facts.wants, *lines))


def closing(copy: Copy) -> Iterator[Block]:
    """The end of a letter: an answer is asked for."""
    yield from paragraph("Please tell me that you got this, and give me a reference number.")


def _passed(facts: ReportFacts, asked: Asked, shares: frozenset[str]) -> Asked:
    """What the caller gave, as the receiver may see it. An address out of the case goes."""
    return Asked(
        now=asked.now,
        to=asked.to,
        receiver=asked.receiver,
        address="" if _from_the_case(facts, asked.address) else asked.address,
        shares=asked.shares,
        large=asked.large,
        chosen=asked.chosen,
        about=asked.about,
        callers=asked.callers,
        payees=asked.payees,
        law=asked.law,
        reason=seen_text(facts, shares, asked.reason),
        earlier=seen_text(facts, shares, asked.earlier),
    )


def _from_the_case(facts: ReportFacts, address: str) -> bool:
    """Whether an address stands among those that the case is about (needs H14)."""
    key = same_key(address)
    if len(key) <= _SHORTEST_NUMBER:
        return False
    seen = [call.number for call in facts.calls]
    for account in facts.accounts:
        seen += [account.address, account.number, account.name, account.id]
    return key in {same_key(each) for each in (*seen, *facts.addresses)}
