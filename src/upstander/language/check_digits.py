"""Check digits: whether a number could be what it looks like. None of them proves that it is.

Each function takes digits (or letters and digits) without spaces and never raises.
"""

from __future__ import annotations

_BRANDS = (
    ("Visa", ("4",), (13, 16, 19)),
    ("Mastercard", tuple(str(each) for each in (*range(51, 56), *range(2221, 2721))), (16,)),
    ("American Express", ("34", "37"), (15,)),
    ("Discover", ("6011", "65", "644", "645", "646", "647", "648", "649"), (16, 19)),
    ("Maestro", ("5018", "5020", "5038", "6304", "6759", "6761", "6763"), (13, 15, 16, 18, 19)),
    ("JCB", tuple(str(each) for each in range(3528, 3590)), (16, 19)),
    ("Diners Club", ("36", "38", "300", "301", "302", "303", "304", "305"), (14, 16)),
)
# The lengths of the countries whose IBANs are met most (ISO 13616 registry); others: 15 to 34.
_IBAN_LENGTHS = {
    "GB": 22, "IE": 22, "DE": 22, "FR": 27, "ES": 24, "IT": 27, "NL": 18, "BE": 16, "PT": 25,
    "PL": 28, "RO": 24, "LT": 20, "LV": 21, "EE": 20, "CH": 21, "AT": 20, "DK": 18, "SE": 24,
    "NO": 15, "FI": 18, "CY": 28, "MT": 31, "BG": 22, "HU": 28, "CZ": 24, "SK": 24, "GR": 27,
    "LU": 20, "HR": 21, "SI": 19, "TR": 26, "AE": 23, "SA": 24, "UA": 29, "GI": 23, "IS": 26,
}  # fmt: skip
_NI_LEFT_OUT = frozenset(("BG", "GB", "KN", "NK", "NT", "TN", "ZZ"))


def luhn(digits: str) -> bool:
    """The check of payment cards (ISO/IEC 7812-1, Annex B)."""
    if not digits.isascii() or not digits.isdigit():
        return False
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def card_brand(digits: str) -> str:
    """The brand whose first digits and length fit, or an empty string."""
    for brand, beginnings, lengths in _BRANDS:
        if len(digits) in lengths and digits.startswith(beginnings):
            return brand
    return ""


def iban(value: str) -> bool:
    """The check of bank account numbers (ISO 13616, modulo 97) and the country's length."""
    if not (15 <= len(value) <= 34 and value.isascii() and value.isalnum()):
        return False
    length = _IBAN_LENGTHS.get(value[:2].upper(), len(value))
    if length != len(value) or not value[:2].isalpha() or not value[2:4].isdigit():
        return False
    turned = value[4:] + value[:4]
    return int("".join(str(int(each, 36)) for each in turned)) % 97 == 1


def nhs_number(digits: str) -> bool:
    """The check of NHS numbers (NHS Data Dictionary, modulo 11)."""
    if len(digits) != 10 or not digits.isascii() or not digits.isdigit():
        return False
    rest = 11 - sum(int(each) * (10 - at) for at, each in enumerate(digits[:9])) % 11
    return rest != 10 and rest % 11 == int(digits[9])


def isbn(value: str) -> bool:
    """The check of book numbers of 10 or 13 places (ISO 2108)."""
    if len(value) == 13 and value.isascii() and value.isdigit():
        weighed = sum(int(each) * (3 if at % 2 else 1) for at, each in enumerate(value))
        return value.startswith(("978", "979")) and weighed % 10 == 0
    if len(value) != 10 or not value.isascii() or not value[:9].isdigit():
        return False
    last = 10 if value[9] in "xX" else int(value[9]) if value[9].isdigit() else -1
    if last < 0:
        return False
    return (sum(int(each) * (10 - at) for at, each in enumerate(value[:9])) + last) % 11 == 0


def ni_number(value: str) -> bool:
    """Whether the letters are ones HMRC gives out (NIM39110); the number has no check digit."""
    value = value.upper()
    if len(value) != 9 or not value.isascii() or not value[2:8].isdigit():
        return False
    first, second = value[0], value[1]
    return (
        first.isalpha() and first not in "DFIQUV"
        and second.isalpha() and second not in "DFIOQUV"
        and value[:2] not in _NI_LEFT_OUT
        and value[8] in "ABCD"
    )  # fmt: skip
