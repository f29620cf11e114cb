"""Numbers of payments, orders and gift cards, named by the words before them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from upstander.directory.lead_notes import lead_note
from upstander.model.lead import Lead
from upstander.trace.leads._interface import LeadFinder, Page

_VALUE = r"(?P<value>[A-Za-z0-9](?:[A-Za-z0-9_/-]{0,38}[A-Za-z0-9])?)(?![\w-])"
_ID = r"(?:no\.?|number|num|id|code|ref\.?|reference|#|hash)"
_IS = r"(?: ?(?:is|was)| ?[:=#])? ?"
_NAMED = re.compile(
    rf"\b(?P<called>(?:pay(?:ment|ee)?|transfer|transaction|txn?|txid|trans|deposit|receipt"
    rf"|invoice|order|booking|mtcn|money ?gram|western union|remittance|donation)"
    rf"(?: ?{_ID}){{1,2}}|bank ref(?:erence)?|txid|mtcn){_IS}{_VALUE}",
    re.IGNORECASE,
)
_AS_REFERENCE = re.compile(
    rf"\b(?P<called>(?:use|put|with|quote|as)(?: the| this| your)? ref(?:erence)?){_IS}{_VALUE}",
    re.IGNORECASE,
)
_REFERENCE = re.compile(
    r"(?<!crime )(?<!police )(?<!case )(?<!log )(?<!incident )\b"
    rf"(?P<called>ref(?:erence)?(?: ?{_ID})?){_IS}{_VALUE}",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"\b(?:pay(?:ment)?|paid|transfer|bank|account|acc|acct|sort code|send|sent|money|iban|deposit"
    r"|quid|pounds?|gbp|eur|usd)\b|[£$€]",
    re.IGNORECASE,
)
_GIFT_CARD = re.compile(
    r"\b(?P<called>(?:gift|steam|itunes|apple|amazon|google(?: play)?|razer|paysafe|xbox|psn)"
    r" ?(?:gift ?)?(?:card|voucher)(?: (?:code|number|no\.?|pin))?)(?: ?(?:is|was)| ?[:=#])? ?"
    r"(?P<value>[A-Z0-9]{4,5}(?:[ -]?[A-Z0-9]{4,5}){1,5})(?![\w-])",
    re.IGNORECASE,
)


class Payments(LeadFinder):
    """The service that gave the number can find the payment by it."""

    slug = "payments"
    rank = 60
    figures = True

    def leads(self, page: Page) -> Iterable[Lead]:
        """One lead for each number; it holds at least one figure."""
        taken: set[int] = set()
        for pattern in (_GIFT_CARD, _NAMED, _AS_REFERENCE, _REFERENCE):
            for match in pattern.finditer(page.text):
                if match.start("value") not in taken and _is_payment(pattern, match, page.text):
                    taken.add(match.start("value"))
                    yield page.lead(
                        "payment-ref", *match.span("value"), notes=_notes(pattern, match["called"])
                    )


def _is_payment(pattern: re.Pattern[str], match: re.Match[str], text: str) -> bool:
    if not any(each.isdigit() for each in match["value"]):
        return False
    start, end = match.span()
    return pattern is not _REFERENCE or bool(
        _MONEY.search(text, max(0, start - 60), min(len(text), end + 20))
    )


def _notes(pattern: re.Pattern[str], called: str) -> Iterable[str]:
    yield lead_note("money", "reference", called=called.strip())
    if pattern is _GIFT_CARD:
        yield lead_note("money", "gift-card")


PLUGIN = Payments()
