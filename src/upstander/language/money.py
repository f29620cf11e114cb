"""Amounts of money, coins and gift cards as people write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_SIGNS = {"£": "GBP", "€": "EUR", "¥": "JPY", "₦": "NGN", "₹": "INR", "₿": "BTC", "$": "$"}
_UNITS = {
    "btc": "BTC", "bitcoin": "BTC", "bitcoins": "BTC", "eth": "ETH", "ethereum": "ETH",
    "usdt": "USDT", "tether": "USDT", "xmr": "XMR", "monero": "XMR",
        "ltc": "LTC", "litecoin": "LTC",
    "sats": "BTC (sats)", "quid": "GBP", "pound": "GBP", "pounds":
        "GBP", "gbp": "GBP", "p's": "money",
    "ps": "money", "bags": "bags", "racks": "racks", "grand": "grand", "bucks": "$",
    "dollars": "$", "dollar": "$", "usd": "USD", "euro": "EUR", "euros": "EUR", "eur": "EUR",
    "naira": "NGN", "rupees": "INR", "robux": "Robux", "v-bucks": "V-Bucks", "vbucks": "V-Bucks",
    "coins": "coins", "gems": "gems", "cash": "money", "aud": "AUD", "cad": "CAD", "inr": "INR",
}  # fmt: skip
_WORD_NUMBERS = (
    r"(?:(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty"
    r"|thirty|forty|fifty|sixty"
    r"|seventy|eighty|ninety|couple of|few|half an?) ?){1,2}(?:hundred|thousand|million)?"
)
_NUMBER = r"\d{1,12}(?:[,.]\d{1,8}){0,3}(?: ?(?:k|m|million|thousand|hundred)\b)?"
_UNIT = "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True))
_AMOUNT = re.compile(
    rf"(?<![\w.,])(?:us|au|ca)?(?P<sign>[£$€¥₦₹₿]) ?(?P<signed>{_NUMBER})(?![\w])"
    rf"|(?<![\w.,])(?P<number>{_NUMBER}) ?(?P<unit>{_UNIT})(?![\w])"
    rf"|(?<![\w])(?P<words>{_WORD_NUMBERS}) ?(?P<wordunit>quid|pounds?|grand|bucks|dollars|euros"
    rf"|bitcoins?|btc|bags|racks)(?![\w])"
    rf"|(?<![\w])(?P<before>gbp|usd|eur|btc|eth|usdt|inr|ngn|aud|cad)"
    rf" ?(?P<after>{_NUMBER})(?![\w])",
    re.IGNORECASE,
)
GIFT_CARD = re.compile(
    r"\b(?:(?:i-?tunes|apple|steam|google play|amazon|razer(?: gold)?|roblox|xbox|psn|vanilla"
    r"|visa|love2shop|target|walmart|tesco)"
    r" (?:gift )?(?:cards?|vouchers?)|gift ?cards?|gift vouchers?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount as written. ``currency`` is a code, a sign whose country is not said, or a word."""

    start: int
    end: int
    amount: str
    currency: str

    @property
    def shown(self) -> str:
        """``0.05 BTC``, ``1,400 GBP``; a bare ``$`` stays before its number."""
        if self.currency == "$":
            return f"${self.amount}"
        return self.amount if self.currency == "not said" else f"{self.amount} {self.currency}"


def find_amounts(text: str) -> Iterator[Amount]:
    """Find amounts in the figures form of a text (see :mod:`upstander.language.figures`)."""
    for match in _AMOUNT.finditer(text):
        number = match["signed"] or match["number"] or match["words"] or match["after"]
        unit = (match["unit"] or match["wordunit"] or match["before"] or "").lower()
        currency = _SIGNS[match["sign"]] if match["sign"] else _UNITS.get(unit, unit.upper())
        yield Amount(*match.span(), " ".join(number.split()), currency)
