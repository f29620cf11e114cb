"""Private details: which ones, whose they seem to be, and whether others are called to act.

Finding them is :mod:`upstander.language.details`. Here it is said what they mean in a message:
details of somebody else are for the provider, school or employer (needs.md U15); one's own are
marked as one's own. Schools, cars and hours count only beside another detail or a call to act:
alone they are ordinary talk.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from upstander.language.details import Detail, find_details
from upstander.language.normalise import Normalised
from upstander.model.finding import Level, Said, Sign
from upstander.recognise._interface import Recogniser
from upstander.recognise.exceptions import game_talk
from upstander.recognise.recognisers._signs import MOST, original_span, sign

SOURCE = "OnlineSOS doxxing pages, 2020, and Online Violence Response Hub (as rule U15)"
WORDS = {
    "phone": "a phone number", "email": "an e-mail address", "address": "a street address",
    "postcode": "a post code", "home": "where someone lives", "plate": "a number plate",
    "car": "a car", "card": "a payment card number", "pin": "a PIN or security code",
    "password": "a password", "gate_code": "a code for a door or gate", "iban": "a bank account",
    "sort_code": "a sort code", "bank_account": "a bank account number",
    "ni_number": "a National Insurance number", "nhs_number": "an NHS number",
    "us_social_security": "a US social security number", "passport": "a passport number",
    "driving_licence": "a driving licence"
                       " number", "wallet": "a wallet address", "name": "a full name",
    "ip": "an internet address", "birth_date": "a date of birth", "school": "a school",
    "hours": "a time to leave or finish", "workplace": "a place of work",
}  # fmt: skip
_CHECK = {True: "yes", False: "no", None: "not checked"}
_ALONE_ORDINARY = frozenset(("school", "hours", "workplace", "car", "ip", "home", "wallet", "name"))
_OWN = re.compile(
    r"\b(?:my|mine|our|ours|i'm|im|i am|i live|we live|we're|we are at|i've got|me on|call me"
    r"|text me|ring me|reach me|me at|at mine|us on|"
    r"here's mine|it's me|its me|this is me|i'm on|am on|am at|i work|i go|me:|book me)\b",
    re.IGNORECASE,
)
_THEIRS = re.compile(
    r"\b(?:her|hers|his|their|your|ur|yr|yours|she|he|she's|he's|shes|hes|they|they're|man's"
    r"|this (?:girl|guy|lad|woman|man|boy|bloke)|mum's|mums|dad's|nan's|nurse|mr|mrs|ms|miss|dr"
    r"|lives|works|drives)\b"
    r"|\b(?-i:(?!New|My|Our|This|The|That|Call|Home|Work|Phone|Same|Your)[A-Z][a-z]{2,14})(?:'s|s)?"
    r" (?:lives|number|address|phone|mob|works|goes|drives|email|house)\b",
    re.IGNORECASE,
)
_MINE = re.compile(r"\b(?:my|mine|i'm|i live|me)\b", re.IGNORECASE)
_SERVICE = re.compile(
    r"\b(?:call us|contact us|ring us|text us|visit us|our (?:office|team|shop|store|branch"
    r"|helpline|website|clinic|surgery)|helpline|customer"
    r"|appointment|bookings?|booking|enquir\w{2,5}|reception|opening hours|open (?:mon|daily"
    r"|from)|tickets?|deliver(?:y|ed)|order|dear (?:customer|sir|madam)"
    r"|for sale|to rent|viewing|kind regards|best regards|ltd|plc|sincerely)\b",
    re.IGNORECASE,
)
_HER = (
    r"(?:her|him|them|it|this (?:girl|guy|lad|woman|man|person|one)|that (?:girl|guy|lad"
    r"|woman|man|wasteman))"
)
_CALL = re.compile(
    rf"\bpay {_HER} a (?:little |nice |wee )?visit\b"
    rf"|\b(?:go|someone|somebody|everyone|everybody|anyone|y'all|you lot|lads|boys|girls|guys"
    rf"|let's|lets|all of you|feel free to|please|pls)"
    rf" (?:just |should |can |wanna |go |and |to |all |might |need to |better )*(?:say (?:hi"
    rf"|hello) to|visit|knock (?:on|for|at)|ring|call|phone|text|spam|message"
    rf"|find|get|check|see|bang on|egg|report|follow|email|teach|show) {_HER}\b"
    rf"|\b(?:ring|call|spam|text|message|phone|visit|box|find) {_HER} (?:all|at once|in|now"
    rf"|tonight|all night|up|nonstop|every|til|until)\b"
    r"|\bdo (?:what|whatever) you (?:want|like|will) with (?:that|it|this)\b|\byou know what to"
    r" do\b|\bdo your thing\b"
    rf"|\blet {_HER} know (?:how|what) (?:we|you|u|people)\b|\bblow up (?:her|his|their)"
    rf" (?:phone|inbox|dms)\b"
    r"|\b(?:pull up|slide|show up|drop by|swing by|turn up|roll up|come through) (?:on (?:him"
    r"|her|them)|there|tonight|outside|at (?:his|her|their))\b"
    r"|\b(?:screenshot|share|repost|save) (?:this|it) (?:before|everywhere|and|so)\b|\bspread"
    r" (?:it|this|the word|that)\b|\bbring (?:people|the (?:boys|lads|mandem))\b"
)
_NAME = re.compile(
    r"\b(?:(?:Mr|Mrs|Ms|Miss|Dr|Nurse|PC|Sgt) )?[A-Z][a-z'-]{1,15} [A-Z][a-z'-]{1,18}\b(?="
    r" (?:lives|works|goes|is at|of|has)\b)"
)


class Details(Recogniser):
    """Finds private details and calls for others to act on them."""

    slug = "details"
    version = "1"
    triggers = frozenset((
        "#", "@", "lives", "works", "drives", "password", "passcode", "passwords", "double",
        "academy", "primary", "juniors", "infants", "secondary", "house", "flat", "plate",
        "plates",
    ))  # fmt: skip

    def signs(self, said: Said, plain: Normalised) -> Iterator[Sign]:
        """Give one sign a detail, and one a call to act where there are details."""
        details = find_details(said.text)
        call = _CALL.search(plain.text) if details else None
        kept = _worth_telling(details, called=call is not None)
        if not kept or (game_talk(plain.text, said.channel) and not _sure(kept)):
            return
        own = False
        for detail in [*_names(said.text), *kept][:MOST]:
            whose = _whose(said, detail)
            own = own or whose.startswith("own")
            yield _sign(said, detail, whose)
        if call and not own:
            yield _called(said, plain, call)


def _worth_telling(details: Sequence[Detail], *, called: bool) -> Sequence[Detail]:
    """Weak details need company, the whole kept in order."""
    strong = [each for each in details if each.what not in _ALONE_ORDINARY]
    together = len({each.what for each in details}) > 1
    return details if (strong and together) or called or together else strong


def _sure(details: Sequence[Detail]) -> bool:
    return any(each.what in ("address", "phone", "postcode", "email", "plate") for each in details)


def _names(text: str) -> list[Detail]:
    return [Detail("name", *match.span(), match[0]) for match in _NAME.finditer(text)][:5]


def _whose(said: Said, detail: Detail) -> str:
    """Whose it seems to be, by the nearest words that tell."""
    if said.is_self:
        return "own (the keeper of this case wrote it)"
    text = said.text
    before = text[max(0, detail.start - 60) : detail.start + 12]
    own, theirs = _last(_OWN, before), _last(_THEIRS, before)
    inside = text[detail.start : detail.end]
    if _THEIRS.search(inside) or theirs > own:
        return "someone else"
    around = text[max(0, detail.start - 160) : detail.end + 160]
    if _SERVICE.search(around) and not _MINE.search(before):
        return "a service or firm"
    if own >= 0:
        return "own (the words before it say so)"
    after = text[detail.end : detail.end + 40]
    return "someone else" if _THEIRS.search(after) else "not said"


def _last(pattern: re.Pattern[str], text: str) -> int:
    found = -1
    for match in pattern.finditer(text):
        found = match.start()
    return found


def _sign(said: Said, detail: Detail, whose: str) -> Sign:
    other = whose == "someone else"
    what = WORDS.get(detail.what, "a private detail")
    why = f"This gives {what} of someone else." if other else f"This gives {what}."
    return sign(
        said.text, detail.start, detail.end, rule=f"detail.{detail.what}", why=why, source=SOURCE,
        level=Level.C if other else None,
        asks="Did that person agree that this is given out?" if other else "",
        facts=(
            ("what", what), ("value", detail.shown), ("whose", whose),
            ("check_digit", _CHECK[detail.valid]), ("note", detail.note),
        ),
    )  # fmt: skip


def _called(said: Said, plain: Normalised, call: re.Match[str]) -> Sign:
    start, end = original_span(plain, *call.span())
    return sign(
        said.text, start, end, rule="detail.call_to_act", source=SOURCE, level=Level.C,
        labels=("doxxing",),
        why="This reads like a call for others to act, in a message with private details.",
        asks="Has anyone come, called or written because of it?",
    )  # fmt: skip


PLUGIN = Details()
