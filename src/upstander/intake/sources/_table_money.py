"""One cell of a table as an amount of money: exact, in whole hundredths, or a doubt.

``£2,350.00``, ``(1,999.99)``, ``-50``, ``1.999,99 EUR``, ``GBP 250``, ``50p``. Nothing is ever
rounded: what is no whole number of hundredths stays unread and is said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from upstander.directory.table_columns import ColumnMeaning
from upstander.language.digits import ascii_digits
from upstander.language.marks import plain

POINT, COMMA, OPEN = "point", "comma", "open"
"""Which sign stands before the pennies."""

UNREAD = "The amount could not be read."
NO_AMOUNT = "No amount is written."
TOO_FINE = "The amount has parts smaller than a penny."
UNCLEAR = "The amount could mean two things. It is not clear which sign stands before the pennies."
_LONGEST = 60
_MOST_DIGITS = 15
_SHAPE = re.compile(
    r"(?P<before>[^\d.,+()-]{0,24}?) ?(?P<minus>[-+]?) ?(?P<before2>[^\d.,+()-]{0,24}?) ?"
    r"(?P<number>[.,]?\d[\d.,' ]{0,30}) ?(?P<minus2>-?) ?(?P<after>[^\d.,+()-]{0,24})"
)
_SIGNS = dict.fromkeys(map(ord, "−–—﹣－"), "-") | {ord("’"): "'", ord("\u02bc"): "'"}
# Where nothing in the column decides, "1,999" is one thousand and more in these, else unclear.
_COMMA_PARTS = frozenset((
    "", "GBP", "USD", "$", "AUD", "CAD", "NZD", "INR", "NGN", "JPY", "HKD", "SGD", "GHS", "KES",
))  # fmt: skip
_DEBIT, _CREDIT = frozenset(("dr", "db", "debit")), frozenset(("cr", "credit"))


@dataclass(frozen=True, slots=True)
class Amount:
    """What a cell says. ``hundredths`` are those of ``currency``, always positive or zero."""

    hundredths: int | None
    currency: str = ""
    negative: bool = False
    credit: bool = False  # marked as money that came in
    doubt: str = ""


def decimal_sign(written: str) -> str:
    """Which decimal sign a cell speaks for: a vote over the column decides the unclear ones."""
    shape = _shape(written)
    return _sign_of(shape["number"].strip()) if shape else OPEN


def read_amount(written: str, currencies: ColumnMeaning, sign: str = OPEN) -> Amount:
    """Read a cell; ``sign`` is what the column as a whole speaks for. Never raises."""
    if not written.strip():
        return Amount(None, doubt=NO_AMOUNT)
    shape = _shape(written)
    if shape is None:
        return Amount(None, doubt=UNREAD)
    words = [shape["before"], shape["before2"], shape["after"]]
    currency, marks, pence = _words(words, currencies)
    if currency is None:
        return Amount(None, doubt=UNREAD)
    hundredths, doubt = _exact(shape["number"].strip(), sign, currency)
    if pence and hundredths is not None:
        hundredths, left = divmod(hundredths, 100)
        currency, doubt = "GBP", doubt or (TOO_FINE if left else "")
    return Amount(
        None if doubt else hundredths,
        currency,
        negative="-" in (shape["minus"], shape["minus2"]) or _bracketed(written),
        credit=bool(marks & _CREDIT),
        doubt=doubt,
    )


def _shape(written: str) -> re.Match[str] | None:
    if len(written) > _LONGEST:
        return None
    text = " ".join(ascii_digits(plain(written)).translate(_SIGNS).split())
    if _bracketed(text):
        text = text.replace("(", "", 1).replace(")", "", 1).strip()
    return _SHAPE.fullmatch(text)


def _bracketed(text: str) -> bool:
    text = text.strip()
    return text.count("(") == text.count(")") == 1 and text.endswith(")")


def _words(words: list[str], currencies: ColumnMeaning) -> tuple[str | None, frozenset[str], bool]:
    """The currency (``None``: strange words), the marks of debit and credit, and "in pence"."""
    currency, marks, pence = "", set[str](), False
    for word in (part for each in words for part in each.split() if part):
        known = currencies.value_of(word)
        low = word.casefold().strip(".")
        if low in _DEBIT or low in _CREDIT:
            marks.add(low)
        elif low in ("p", "pence"):
            pence = True
        elif known and currency in ("", known, "$"):
            currency = known
        elif re.fullmatch(r"[A-Z]{3}", word) and not currency:
            currency = word
        else:
            return None, frozenset(), False
    return currency, frozenset(marks), pence


def _sign_of(number: str) -> str:
    """``1,999.99`` and ``12.5`` speak for the point, ``1.999,99`` and ``12,5`` for the comma."""
    dot, comma = number.rfind("."), number.rfind(",")
    if dot < 0 and comma < 0:
        return OPEN
    if dot >= 0 and comma >= 0:
        return POINT if dot > comma else COMMA
    last, found, other = (dot, ".", POINT) if dot >= 0 else (comma, ",", COMMA)
    if number.count(found) > 1:
        return COMMA if other == POINT else POINT
    behind = len(number) - last - 1
    if behind == 3 and 1 <= last <= 3 and number[:last] != "0":
        return OPEN
    return other


def _exact(number: str, sign: str, currency: str) -> tuple[int | None, str]:
    """Whole hundredths, by counting digits and never by rounding."""
    own = _sign_of(number)
    use = own if own != OPEN else sign
    if use == OPEN:
        if "." in number or ("," in number and currency not in _COMMA_PARTS):
            return None, UNCLEAR
        use = POINT
    mark = "." if use == POINT else ","
    whole, _, rest = number.rpartition(mark) if mark in number else (number, "", "")
    if not rest.isdigit() and rest:
        return None, UNREAD
    digits = _ungrouped(whole)
    if digits is None or len(digits) > _MOST_DIGITS:
        return None, UNREAD
    if rest[2:].strip("0"):
        return None, TOO_FINE
    return int(digits or "0") * 100 + int(rest[:2].ljust(2, "0")), ""


def _ungrouped(whole: str) -> str | None:
    """The digits of a whole number whose groups, if any, are of two or three, the last of three."""
    parts = re.split("[,.' ]", whole)
    if len(parts) > 1:
        fits = 1 <= len(parts[0]) <= 3 and all(len(part) in (2, 3) for part in parts[1:])
        if not fits or len(parts[-1]) != 3 or len(set(re.findall("[,.' ]", whole))) > 1:
            return None
    return "".join(parts)
