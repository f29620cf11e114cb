"""What to send to 7726: the raw text and then the number, or CALL and the number. Nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from upstander.model.report import Block, Incident, ReportFacts
from upstander.report.blocks import heading, paragraph, quote
from upstander.report.calls import withheld
from upstander.report.form import Copy, WrittenForm
from upstander.report.redact import TO_THE_POLICE

_MOST = 10
_FEWEST_DIGITS = 5


class Forward7726(WrittenForm):
    """Scam texts and calls, for the person's own phone network.

    The network carried the text already, so private details in it stay. Codes are masked, and
    the phone itself forwards the whole text.
    """

    slug = "forward-7726"
    title = "To send to 7726"
    group, rank = "network", 3
    about = "For scam texts and scam calls to your phone. Threats go to the police."
    receivers = ("uk.7726",)
    shares = TO_THE_POLICE - {"police-reference", "child", "other-person", "opinion"}
    needs = ()
    subject = "To send to 7726"

    def blocks(self, copy: Copy) -> Iterable[Block]:
        """Each text with its number, then each call; nothing of ours is to be sent."""
        made = [*_texts(copy.facts), *_calls(copy.facts)]
        return made or paragraph("There is no text and no call to send yet.")

    def missing(self, facts: ReportFacts, copy: Copy) -> Iterator[str]:
        """The text or call itself, and numbers that are not shown."""
        yield from super().missing(facts, copy)
        if not any(each.what for each in facts.incidents) and not facts.calls:
            yield "The text as it came, or the number that called."
        elif any(not _number(each, facts) for each in facts.incidents[:_MOST] if each.what):
            yield "The number that sent the text. Your network asks for it in a second text."


def _texts(facts: ReportFacts) -> Iterator[Block]:
    texts = [each for each in facts.incidents if each.what][:_MOST]
    for number, each in enumerate(texts, 1):
        yield heading(f"Text {number}: forward this")
        yield from quote(each.what)
        sender = _number(each, facts)
        yield from paragraph("Then send this number:" if sender else "")
        yield from quote(sender)


def _calls(facts: ReportFacts) -> Iterator[Block]:
    came = (each.number for each in facts.calls if each.direction != "out" and not withheld(each))
    numbers = list(dict.fromkeys(came))[:_MOST]
    if numbers:
        yield heading("For each call: send this")
        for number in numbers:
            yield from quote(f"CALL {number}")


def _number(incident: Incident, facts: ReportFacts) -> str:
    """The number a text came from: shown as the account, or known of that account."""
    if sum(map(str.isdigit, incident.account)) >= _FEWEST_DIGITS:
        return incident.account
    known = (each.number for each in facts.accounts if each.name == incident.account)
    return next((each for each in known if each), "")


PLUGIN = Forward7726()
