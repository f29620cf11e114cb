"""Write a report for one receiver: a preview first, then kept as it was made. Never sent by us."""

from __future__ import annotations

from dataclasses import dataclass, replace

from upstander.application.gather_facts import calls_in, gather_facts, things_of
from upstander.application.looks_of_pictures import with_looks
from upstander.application.make_report import keep_report, kept_text, report_of
from upstander.application.one_mail_of_case import about_mail
from upstander.application.services import Services
from upstander.directory.shelf import shipped
from upstander.model.actor import Actor
from upstander.model.errors import DirectoryError
from upstander.model.evidence import EvidenceItem
from upstander.model.ids import CaseId, ItemId
from upstander.model.report import Document, FilePart, ReportFacts, Submission
from upstander.report._interface import Asked
from upstander.report.as_mail import mail_draft
from upstander.report.as_page import page_pdf
from upstander.report.as_text import plain_text
from upstander.report.callers import Caller, callers
from upstander.report.formats.trusted_person import WHAT_HAPPENED
from upstander.report.forms import form
from upstander.report.payees import Payee, payees
from upstander.report.redact import TO_THE_POLICE
from upstander.report.told_before import same_receiver

SHAREABLE = TO_THE_POLICE | {"witness", WHAT_HAPPENED}
"""The private sorts that a person can tick for one report. What opens something is never one."""
_SHOWS_COPIES = ("claim-log",)
"""Forms that put copies of a picture together."""


@dataclass(frozen=True, slots=True)
class Order:
    """Which form, for whom, and what goes along.

    ``shares`` are private things ticked on top of what the form shares. ``things`` are item ids of
    the only kept things that the receiver is told of, ``callers`` the only numbers whose calls go
    along, ``payees`` the only names payments to whom do; ``None``: what the form tells this
    receiver by itself. ``leave_out`` are words that go from this report, whoever gets it.
    """

    form: str
    to: str = ""  # directory id
    receiver: str = ""  # a name, where the directory has none
    shares: frozenset[str] = frozenset()
    large: bool = False
    about: str = ""  # an earlier report that this one follows up
    mail: str = ""  # which mail a report to a network is about: message id, exhibit or file name
    things: frozenset[ItemId] | None = None
    callers: frozenset[str] | None = None
    payees: frozenset[str] | None = None
    leave_out: tuple[str, ...] = ()


def preview_report(services: Services, *, actor: Actor, case: CaseId, order: Order) -> Document:
    """Write it without keeping anything. Raises NotFound for an unknown case or form."""
    order = addressed(services, case=case, order=order)
    gathered = gather_facts(services, actor=actor, case=case, things=order.things)
    facts = about_mail(services, gathered, order.mail) if order.mail else gathered.facts
    facts = _without_words(facts, order)
    if order.form in _SHOWS_COPIES:
        facts = with_looks(services, actor=actor, case=case, facts=facts)
    earlier = _earlier(services, actor=actor, case=case, order=order)
    return written(services, facts, order, earlier=earlier)


def addressed(services: Services, *, case: CaseId, order: Order) -> Order:
    """An order that names nobody goes to whom the report went that it follows up.

    Raises NotFound for a report that is not in the case.
    """
    if not order.about:
        return order
    before = report_of(services.index.case(case), order.about)
    if order.to or order.receiver:
        return order
    return replace(order, to=before.to, receiver=before.receiver)


def _earlier(services: Services, *, actor: Actor, case: CaseId, order: Order) -> str:
    """The text of the report that is followed up, only for the very receiver who got it."""
    if not order.about:
        return ""
    before = report_of(services.index.case(case), order.about)
    if not same_receiver(before.to, before.receiver, _asked(services, order)):
        return ""
    return kept_text(services, actor=actor, case=case, report=order.about)


def things_to_choose(services: Services, *, case: CaseId) -> tuple[EvidenceItem, ...]:
    """The kept things that a report can tell of, in the order they were added."""
    return tuple(things_of(services, case))


def callers_to_choose(services: Services, *, case: CaseId, order: Order) -> tuple[Caller, ...]:
    """The callers of all call logs that go with the order; none for a form without calls."""
    if "calls" not in form(order.form).rows:
        return ()
    return callers_of(services, case=case, things=order.things)


def callers_of(
    services: Services, *, case: CaseId, things: frozenset[ItemId] | None = None
) -> tuple[Caller, ...]:
    """The callers of all call logs of a case, or of these things."""
    return callers(calls_in(services, case, things))


def payees_to_choose(
    services: Services, *, actor: Actor, case: CaseId, order: Order
) -> tuple[Payee, ...]:
    """To whom the payments went that go with the order; none for a form without payments."""
    if "payments" not in form(order.form).rows:
        return ()
    return payees_of(services, actor=actor, case=case, things=order.things)


def payees_of(
    services: Services, *, actor: Actor, case: CaseId, things: frozenset[ItemId] | None = None
) -> tuple[Payee, ...]:
    """To whom the payments of a case went, or those of these things."""
    gathered = gather_facts(services, actor=actor, case=case, things=things)
    return payees(gathered.facts.losses)


def make_report(services: Services, *, actor: Actor, case: CaseId, order: Order) -> Submission:
    """Write it, and keep text, print, mail draft and files as they are for this receiver."""
    order = addressed(services, case=case, order=order)
    document = preview_report(services, actor=actor, case=case, order=order)
    return keep_report(
        services,
        actor=actor,
        case=case,
        document=document,
        parts=parts_of(document, large=order.large),
        to=order.to,
        receiver=receiver_name(order),
    )


def written(services: Services, facts: ReportFacts, order: Order, *, earlier: str = "") -> Document:
    """Fill one form with facts that were gathered. Raises NotFound for an unknown form."""
    return form(order.form).write(facts, _asked(services, order, earlier))


def _asked(services: Services, order: Order, earlier: str = "") -> Asked:
    return Asked(
        now=services.clock.now().utc,
        to=order.to,
        receiver=receiver_name(order),
        address=_address(order.to),
        shares=order.shares,
        large=order.large,
        chosen=order.things is not None,
        about=order.about,
        earlier=earlier,
        callers=order.callers,
        payees=order.payees,
    )


def _without_words(facts: ReportFacts, order: Order) -> ReportFacts:
    """The facts with the words that the person leaves out among what nobody gets."""
    words = (("private", word) for word in order.leave_out if word.strip())
    return replace(facts, private=(*facts.private, *words))


def parts_of(document: Document, *, large: bool = False) -> tuple[FilePart, ...]:
    """The files of a report: text, a page to print, a draft for the mail program, and its own."""
    return (
        FilePart(f"{document.name}.txt", "text/plain", plain_text(document).encode()),
        FilePart(f"{document.name}.pdf", "application/pdf", page_pdf(document, large=large)),
        FilePart(f"{document.name}.eml", "message/rfc822", mail_draft(document)),
        *document.files,
    )


def receiver_name(order: Order) -> str:
    """How the receiver is called: by the directory, else as the person wrote it."""
    try:
        return shipped().body(order.to).name if order.to else order.receiver
    except DirectoryError:
        return order.receiver


def _address(to: str) -> str:
    """A seen e-mail address of the directory; never one out of a case."""
    try:
        body = shipped().body(to) if to else None
    except DirectoryError:
        return ""
    seen = [each for each in body.contacts if each.way == "email"] if body else []
    return next((each.value for each in seen if each.quality.value != "unconfirmed"), "")
