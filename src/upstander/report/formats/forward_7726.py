"""What to send to 7726: the raw text and then the number, or CALL and the number. Nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from upstander.language.phone_number import read_caller
from upstander.model.report import Block, Incident, ReportFacts
from upstander.report.blocks import heading, paragraph, quote
from upstander.report.calls import real_number
from upstander.report.form import Copy, WrittenForm
from upstander.report.private_words import same_key
from upstander.report.texts import LOOK_FIRST, is_likely_text, is_text

_MOST = 10
_FEWEST_DIGITS = 5
_DANGER = "A"


class Forward7726(WrittenForm):
    """Scam texts and calls, for the person's own phone network.

    Only texts of the phone itself: a chat app or a mail was not carried by the network as one.
    A threat to life goes to the police. The sheet helps to find the text on the phone, and the
    phone forwards it whole, so that nothing private has to stand here.
    """

    slug = "forward-7726"
    title = "To send to 7726"
    group, rank = "network", 3
    about = "For scam texts and scam calls to your phone. Threats go to the police."
    receivers = ("uk.7726",)
    shares = frozenset()
    rows = frozenset({"calls", "texts"})
    needs = ()
    subject = "To send to 7726"

    def blocks(self, copy: Copy) -> Iterable[Block]:
        """Each text with its number, then each call; nothing of ours is to be sent."""
        made = [*_texts(copy.facts), *_calls(copy.facts)]
        return made or paragraph("There is no text and no call to send yet.")

    def missing(self, facts: ReportFacts, copy: Copy) -> Iterator[str]:
        """The text or call itself, and numbers that are not shown."""
        yield from super().missing(facts, copy)
        texts = _to_forward(facts)
        if not texts and not _numbers(facts):
            yield "The text as it came, or the number that called."
        elif not all(_number(each, facts) for each in texts):
            yield "The number that sent the text. Your network asks for it in a second text."
        if any(is_text(each) and each.level == _DANGER for each in facts.incidents):
            yield "A text that may mean danger is not in here. Take it to the police."


def _texts(facts: ReportFacts) -> Iterator[Block]:
    for number, each in enumerate(_to_forward(facts), 1):
        yield heading(f"Text {number}: forward this")
        yield from paragraph(LOOK_FIRST if is_likely_text(each) else "")
        yield from quote(each.what)
        sender = _number(each, facts)
        yield from paragraph(
            "Then send this number:" if sender else "Then send the number that your phone shows."
        )
        yield from quote(sender)


def _calls(facts: ReportFacts) -> Iterator[Block]:
    numbers = _numbers(facts)
    if numbers:
        yield heading("For each call: send this")
        for number in numbers:
            yield from quote(f"CALL {number}")


def _to_forward(facts: ReportFacts) -> Sequence[Incident]:
    """The phone's own texts that came from somebody else and name no danger."""
    own = _own(facts)
    return [
        each
        for each in facts.incidents
        if is_text(each) and each.level != _DANGER and same_key(each.account) not in own
    ][:_MOST]


def _numbers(facts: ReportFacts) -> Sequence[str]:
    """The numbers that called, each once: no hidden caller, no name, no number of one's own."""
    own = _own(facts)
    came = (each for each in facts.calls if each.direction != "out" and real_number(each))
    numbers = dict.fromkeys(each.number for each in came if same_key(each.number) not in own)
    return list(numbers)[:_MOST]


def _own(facts: ReportFacts) -> frozenset[str]:
    """The person's own numbers and accounts, to compare with."""
    written = (facts.own_number, facts.reporter.phone, *facts.own_accounts)
    return frozenset(map(same_key, written)) - {""}


def _number(incident: Incident, facts: ReportFacts) -> str:
    """The number a text came from: shown as the account, or known of that account."""
    known = (each.number for each in facts.accounts if each.name == incident.account)
    return next(filter(_is_number, (incident.account, *known)), "")


def _is_number(written: str) -> bool:
    digits = sum(map(str.isdigit, written))
    return digits >= _FEWEST_DIGITS and read_caller(written).sort in ("number", "short")


PLUGIN = Forward7726()
