"""What a receiver will ask for and is not there yet: said to the person, never in the letter."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from upstander.model.report import Consent, HelperRole, ReportFacts
from upstander.report.calls import real_number

_Has = Callable[[ReportFacts], object]
_WHAT = (
    "Not told yet: what happened, in two or three of your own sentences."
    " The name of the case is in no report."
)
_NEEDS: dict[str, tuple[_Has, str]] = {
    "what": (lambda f: f.what_happened, _WHAT),
    "where": (lambda f: f.address or f.at_risk_now, "Where the person is now. Say this first."),
    "who": (lambda f: f.target_name or f.reporter.name, "Your name."),
    "reach": (
        lambda f: f.reporter.email or f.reporter.phone,
        "How they can reach you: an e-mail address or a phone number.",
    ),
    "email": (lambda f: f.reporter.email, "Your e-mail address."),
    "postal": (lambda f: f.reporter.address or f.address, "Your postal address."),
    "account": (
        lambda f: f.accounts or any(map(real_number, f.calls)),
        "The account or number it came from, as shown.",
    ),
    "account-id": (
        lambda f: any(each.id or each.address for each in f.accounts),
        "The link to the profile, or its id. A name as shown can be changed.",
    ),
    "link": (lambda f: f.addresses, "The full link to each post. Copy it as text."),
    "dates": (
        lambda f: (
            any(each.utc or each.certainty == "about" for each in f.incidents)
            or any(each.utc for each in f.calls)
            or any(each.day for each in f.losses)
        ),
        "The day and time of at least one thing that happened.",
    ),
    "two": (lambda f: len(f.incidents) >= 2, "A second time it happened, with its date, if any."),
    "worst": (lambda f: f.worst, "The worst words, as they were written."),
    "effect": (lambda f: f.effect or f.fear, "What it does to you, and what you fear."),
    "evidence": (lambda f: f.evidence, "A kept copy of what was sent."),
    "network": (
        lambda f: any(each.is_connection for each in f.leads),
        "The internet address it came from. Trace the mail first, if you have it.",
    ),
    "mail": (lambda f: f.raw_mail, "The whole mail with all its header lines."),
    "calls": (lambda f: f.calls, "The list of calls: day, time and number."),
    "three-calls": (
        lambda f: len(f.calls) >= 3,
        "At least three calls. Some phone companies ask for that.",
    ),
    "own-number": (lambda f: f.own_number, "Your own phone number, which was called."),
    "payments": (lambda f: f.losses, "Each payment: day, who it went to, reference and amount."),
    "police-reference": (lambda f: f.police_reference, "The police reference number, if any."),
    "wants": (lambda f: f.wants, "What you want them to do."),
    "school": (lambda f: f.school, "The name of the school."),
    "employer": (lambda f: f.employer, "The name of the employer."),
    "own-accounts": (lambda f: f.own_accounts, "The names of your own accounts there."),
    "before": (lambda f: f.before, "When you reported it before, and to whom."),
    "answer": (
        lambda f: any(each.answer or each.outcome for each in f.before),
        "The answer that you got. If none came, say so: that counts as well.",
    ),
    "consent": (
        lambda f: f.helping.role is HelperRole.SELF or f.helping.consent is not Consent.NOT_ASKED,
        "Whether the person agrees. Ask them, if that does not put anybody in danger.",
    ),
}


def missing(facts: ReportFacts, needs: Iterable[str]) -> Iterator[str]:
    """The sentences for what is not there, in the order in which the receiver asks."""
    for need in needs:
        has, sentence = _NEEDS[need]
        if not has(facts):
            yield sentence
