"""What a demand asks for, and until when, as facts for the demand card."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from upstander.language.coin_address import WALLET, Wallet, read_wallet
from upstander.language.figures import figures
from upstander.language.money import GIFT_CARD, Amount, find_amounts
from upstander.language.normalise import Normalised
from upstander.language.spoken_time import SpokenTime, find_times
from upstander.language.worked_out_time import local_of, shown, shown_utc, to_utc, work_out
from upstander.model.finding import Said

COUNTED = "if counted from the message's own date"
_ROUTES = (
    ("PayPal", "paypal"), ("Cash App", r"cash ?app|\$cashtag"), ("bank transfer",
        r"bank transfer|my account|sort code|transfer"),
    ("gift cards", GIFT_CARD.pattern), ("Western Union", "western union"), (
        "MoneyGram", "moneygram"), ("Revolut", "revolut"),
    ("Monzo", "monzo"), ("Venmo", "venmo"), ("Zelle", "zelle"), ("cash",
        r"cash|envelope|used notes"), ("Bitcoin", r"bitcoin|btc"),
)  # fmt: skip
_ASK = re.compile(
    r"\b(?:pay(?: me| us| up| what \w{1,10} \w{1,10})?|send(?: me| us| over)?|transfer|wire"
    r"|deposit|give me|hand over|bring|leave|drop|put|i (?:want|need)|we (?:want|need)|get me"
    r"|buy me|top up|owe me)\b"
    r"(?:[^.!?\n]{0,60}?\b(?P<what>money|cash|payment|bitcoins?|btc|crypto|p's|ps|bags|fee|fine"
    r"|ransom|(?:more |some |the |another |your )?(?:pics?|photos?|pictures?|videos?|vids?"
    r"|nudes?|selfies?)"
    r"|password|passcode|code|keys?|loan|account|robux|skins?|gift ?cards?|vouchers?|envelope)\b)?"
)
_PICTURES = re.compile(r"pic|photo|picture|vid|nude|selfie")
_BARE = re.compile(
    r"\b(?:pay|send|wants?|says|give me|need|transfer|asking for|demanding|or|for) (?:me |him "
    r"|her |them )?(?P<number>\d{2,3}|\d{1,3},\d{3}|\d{4,6})"
    r"(?= (?:by|or|before|until|till?|tonight|today|tomorrow|now|else|in cash|cash|on|and"
    r"|within)\b)"
)
_UNTIL = re.compile(
    r"\b(?:within|by|before|until|till?|have|got|gives?|you|in the next|deadline|have only|else"
    r"|tonight|today|tomorrow|midnight|noon|next|in)\b"
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thing asked for, with its place in the plain text."""

    start: int
    end: int
    what: str
    amount: Amount | None = None
    wallet: Wallet | None = None


def wanted_in(text: str, plain: Normalised, most: int) -> list[Wanted]:
    """Find amounts, gift cards and asks, those with an amount first."""
    form = figures(text)
    wallet = next(_wallets(form), None)
    to_plain = _places(plain)
    amounts = []
    for _, amount in zip(range(most), find_amounts(form.text), strict=False):
        first, last = form.span(amount.start, amount.end)
        start, end = to_plain(first), to_plain(last - 1) + 1
        amounts.append(Wanted(start, end, "money", amount, wallet))
    for _, match in zip(range(most), _BARE.finditer(plain.text), strict=False):
        bare = Amount(*match.span("number"), match["number"], "not said")
        amounts.append(Wanted(*match.span("number"), "money", bare, wallet))
    asks = [
        Wanted(*match.span(), _what(match), None, wallet)
        for _, match in zip(range(most), _ASK.finditer(plain.text), strict=False)
        if match["what"] or match[0].startswith("pay")
    ]
    return [_with_ask(each, plain.text) for each in amounts] + asks


def _with_ask(wanted: Wanted, plain: str) -> Wanted:
    """Let the place of an amount begin at the words that ask for it, in the same sentence."""
    ahead = plain[max(0, wanted.start - 60) : wanted.start]
    ahead = re.split(r"[!?\n]|\.(?=\s)", ahead)[-1]
    found = _ASK.search(ahead)
    if found is None:
        return wanted
    start = wanted.start - len(ahead) + found.start()
    return Wanted(start, wanted.end, wanted.what, wanted.amount, wanted.wallet)


def _what(match: re.Match[str]) -> str:
    named = match["what"] or "money"
    return "pictures" if _PICTURES.search(named) else named.strip()


def facts_of(said: Said, plain: Normalised, wanted: Wanted) -> tuple[tuple[str, str], ...]:
    """The facts of a demand card, those that are known."""
    amount = wanted.amount
    return (
        ("what", wanted.what),
        ("amount", amount.shown if amount else ""),
        ("currency", amount.currency if amount else ""),
        *_deadline(said, plain, wanted),
        *_route(plain.text, wanted.wallet),
    )


def _deadline(said: Said, plain: Normalised, wanted: Wanted) -> tuple[tuple[str, str], ...]:
    spoken = _nearest(plain.text, wanted)
    if spoken is None:
        return ()
    words = (("deadline", plain.quote(spoken.start, spoken.end)),)
    local = local_of(said.at, said.local, said.zone)
    worked = work_out(spoken, local, said.zone)
    if worked.after is not None and said.at is not None:
        try:
            moment = shown_utc(said.at + worked.after)
        except OverflowError:
            return words
        return (*words, ("deadline_utc", moment), ("deadline_note", COUNTED))
    if worked.day is None or worked.after is not None:
        return (
            *words,
            ("deadline_note", "The message has no sure date, so no day was worked out."),
        )
    return (*words, *_absolute(worked.local, shown(worked.day, worked.clock), said))


def _absolute(moment: datetime | None, day: str, said: Said) -> tuple[tuple[str, str], ...]:
    utc, note = to_utc(moment, said.zone) if moment is not None else (None, "")
    return (
        ("deadline_local", day),
        ("deadline_utc", shown_utc(utc) if utc else ""),
        ("deadline_note", COUNTED if not note else f"{COUNTED}. {note}"),
    )


def _nearest(plain: str, wanted: Wanted) -> SpokenTime | None:
    first, last = max(0, wanted.start - 160), min(len(plain), wanted.end + 240)
    window = plain[first:last]
    found = [
        SpokenTime(each.start + first, each.end + first, each.day, each.clock, each.part)
        for each in find_times(window)
        if not each.past and (each.day or each.clock)
        and _UNTIL.search(plain, max(0, each.start + first - 14), each.end + first)
    ]  # fmt: skip
    return min(found, key=lambda each: abs(each.start - wanted.end), default=None)


def _route(plain: str, wallet: Wallet | None) -> Iterator[tuple[str, str]]:
    """Where it is to go, as plain text that is never made a link."""
    if wallet is not None:
        yield "pay_to", wallet.address
        yield "route", f"{wallet.coin} address"
        check = {True: "adds up", False: "does not add up", None: "not checked"}[wallet.valid]
        example = ". It looks like an example" if wallet.looks_like_example else ""
        yield "address_check", check + example
        return
    for name, pattern in _ROUTES:
        if re.search(rf"\b(?:{pattern})\b", plain):
            yield "route", name
            return


def _wallets(form: Normalised) -> Iterator[Wallet]:
    for match in WALLET.finditer(form.text):
        wallet = read_wallet(match[0])
        if wallet is not None:
            yield wallet


def _places(plain: Normalised) -> Callable[[int], int]:
    """From places of the original to those of the plain text."""
    starts = plain.starts
    if starts is None:
        return lambda at: at
    return lambda at: max(0, bisect_right(starts, at) - 1)
