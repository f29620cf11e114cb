"""Numbers of papers and accounts: IBAN, sort code, National Insurance, NHS, passport, licence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from upstander.language.check_digits import iban, nhs_number, ni_number
from upstander.language.details._detail import Detail, before, near

_IBAN = re.compile(
    r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?![A-Za-z0-9])", re.IGNORECASE
)
_IBAN_WORD = re.compile(r"\biban\b", re.IGNORECASE)
_SORT_CODE = re.compile(r"(?<![\w/.-])\d\d(?P<gap>[- ]?)\d\d(?P=gap)\d\d(?![\w/]|[.-]\d)")
_SORT_WORD = re.compile(r"\b(?:sort(?: |-)?code|s/c|sc)\b", re.IGNORECASE)
_ACCOUNT = re.compile(r"(?<![\w+./-])\d{4} ?\d{4}(?![\w]|[-/.]\d)")
_ACCOUNT_WORD = re.compile(r"\b(?:acc(?:oun)?t?|a/c|bank)\b", re.IGNORECASE)
_NI = re.compile(r"\b[A-Z]{2}[ -]?\d\d[ -]?\d\d[ -]?\d\d[ -]?[A-D]\b", re.IGNORECASE)
_NHS = re.compile(r"(?<![\w+./-])\d{3}[ -]?\d{3}[ -]?\d{4}(?![\w]|[-/.]\d)")
_NHS_WORD = re.compile(r"\bnhs\b", re.IGNORECASE)
_SSN = re.compile(r"(?<![\w+./-])(?!000|666|9\d\d)\d{3}-(?!00)\d\d-(?!0000)\d{4}(?![\w]|[-/.]\d)")
_PASSPORT = re.compile(
    r"\bpassport(?: no| number| num)?\.?(?: is|:)? ?(?P<value>[A-Z0-9]{0,2}\d{7,9})(?!\w)",
    re.IGNORECASE,
)
_LICENCE = re.compile(r"\b[A-Z9]{5}\d[0156]\d(?:[0-2]\d|3[01])\d[A-Z9]{2}\d?[A-Z]{2}\b")


def papers(text: str) -> Iterator[Detail]:
    """Find numbers of papers and bank accounts; checked where they carry check digits."""
    for match in _IBAN.finditer(text):
        value = match[0].replace(" ", "").upper()
        valid = iban(value)
        if valid or before(text, match.start(), _IBAN_WORD, 20):
            yield Detail("iban", *match.span(), value, valid, secret=True)
    yield from _bank(text)
    yield from _health_and_insurance(text)
    for pattern, what in ((_SSN, "us_social_security"), (_LICENCE, "driving_licence")):
        for match in pattern.finditer(text):
            yield Detail(what, *match.span(), match[0], secret=True)
    for match in _PASSPORT.finditer(text):
        yield Detail("passport", *match.span("value"), match["value"].upper(), secret=True)


def _health_and_insurance(text: str) -> Iterator[Detail]:
    for match in _NI.finditer(text):
        value = re.sub("[ -]", "", match[0]).upper()
        if ni_number(value):
            yield Detail("ni_number", *match.span(), value, secret=True)
    for match in _NHS.finditer(text):
        if near(text, *match.span(), _NHS_WORD, 25):
            value = re.sub("[ -]", "", match[0])
            yield Detail("nhs_number", *match.span(), value, nhs_number(value), secret=True)


def _bank(text: str) -> Iterator[Detail]:
    """A sort code with its word or an account number beside it; six figures alone are a date."""
    for match in _SORT_CODE.finditer(text):
        start, end = match.span()
        account = _ACCOUNT.search(text, end, min(len(text), end + 40)) or _ACCOUNT.search(
            text, max(0, start - 40), start
        )
        named = before(text, start, _SORT_WORD, 20)
        if not named and not (account and (match["gap"] or near(text, start, end, _ACCOUNT_WORD))):
            continue
        digits = re.sub(r"\D", "", match[0])
        yield Detail("sort_code", start, end, f"{digits[:2]}-{digits[2:4]}-{digits[4:]}")
        if account:
            value = account[0].replace(" ", "")
            yield Detail("bank_account", *account.span(), value, secret=True)
