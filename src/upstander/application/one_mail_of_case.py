"""One mail of a case for a report to its network: networks take one mail in one report."""

from __future__ import annotations

from dataclasses import dataclass, replace

from upstander.application.gather_facts import Gathered
from upstander.application.services import Services
from upstander.application.trace_case import Traced, mail_bytes
from upstander.model.errors import NotFound
from upstander.model.report import ReportFacts

FORMS = ("isp-abuse", "isp-abuse-letter")
"""The forms that are about one mail."""


@dataclass(frozen=True, slots=True)
class MailToChoose:
    """A mail as a person tells it from others."""

    message: str
    subject: str
    sender: str
    when: str


def mails_to_choose(gathered: Gathered) -> tuple[MailToChoose, ...]:
    """The mails of a case that were traced: those with signs come first."""
    return tuple(
        MailToChoose(
            each.message.id,
            each.message.subject or "",
            each.message.sender.as_written if each.message.sender else "",
            each.message.sent.raw if each.message.sent else "",
        )
        for each in gathered.trace.traced
        if each.is_mail
    )


def about_mail(services: Services, gathered: Gathered, wanted: str) -> ReportFacts:
    """The facts with this one mail: its own leads and words. Raises NotFound for none such.

    ``wanted`` is the id of its message, or the exhibit number or file name of what holds it.
    """
    found = next((each for each in gathered.trace.traced if _is(services, each, wanted)), None)
    if found is None:
        raise NotFound("No e-mail of this case is called so.")
    item = services.index.item(found.item)
    return replace(
        gathered.facts,
        raw_mail=mail_bytes(services, item, found.message),
        leads=tuple(each for each in found.sheet.leads if not each.asked_only),
        incidents=tuple(
            replace(each, about=True)  # the person chose it
            for each in gathered.facts.incidents
            if each.message == found.message.id
        ),
        sources=(),
    )


def _is(services: Services, traced: Traced, wanted: str) -> bool:
    if not traced.is_mail:
        return False
    item = services.index.item(traced.item)
    return wanted in (traced.message.id, item.exhibit, item.name)
