"""Telephone numbers of any country: which country, which sort, and to whom the range was given.

The numbering plans are those of libphonenumber. What it cannot say, and nobody here says: who
uses a number, where they are, which company runs a number today (numbers move from one company
to another), whether the number that a phone showed is the one that called, who sent a text whose
sender is a word, and what a short number of four to eight figures is. Its own search for numbers
leaves out those kept for drama, so this one is ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

import phonenumbers
from phonenumbers import PhoneNumberType, carrier, geocoder

from upstander.language.details.not_details import not_details
from upstander.language.details.phones import spoken_phones
from upstander.language.figures import figures
from upstander.language.invented_numbers import is_invented

LIKELY_REGION = "GB"
"""Numbers without a country's number are read as British, unless another region is given."""

# Groups of figures in a chain: one plain sign between them, or a bracket.
_RUN = re.compile(
    r"(?<![\w+])(?<!\d[-/.,:])(?>(?:\+ ?|\(\+?)?\d+(?:(?: - |\)[ -]?|[ -]?\(|[ .-])\d+)*+)(?![\w@])"
)
_GROUP = re.compile(r"\d+")
_NOT_A_BEGINNING = re.compile(r"0\D{0,2}0\D{0,3}0")
_MOST_DIGITS = 17  # 15 by E.164, and 00 before them
_LEAST_DIGITS = 7
_DATE = re.compile(r"\d{1,2}([-. ])\d{1,2}\1(?:19|20)\d\d(?!\d)|(?:19|20)\d\d([-. ])\d\d\2\d\d")
_AMERICAN = re.compile(r"\([2-9]\d\d\) ?[2-9]\d\d[ .-]\d{4}\Z")
_NAMED = re.compile(
    r"\b(?:phone|mob(?:ile)?|cell|tel|call(?:ed|er|s|ing)?|ring|rang|text(?:ed|s)?|txt|sms"
    r"|whats ?app|signal|number|digits|contact|dial|fax|reach)\b",
    re.IGNORECASE,
)
_SHORT = re.compile(
    r"\b(?:text(?:ed)?|txt|sms|reply|replied)(?: [^\s\d]{1,16}){0,4}?(?: to| from| short ?code) "
    r"(?P<number>[1-9]\d{4,7})(?![\w]|[-/.,:]\d)",
    re.IGNORECASE,
)
_FIVE_FIGURES = re.compile(r"\d{5}")
_HIDDEN = re.compile(
    r"\b(?:(?:withheld|private|unknown|hidden|anonymous|restricted)[ -](?:number|caller(?:[ -]id)?)"
    r"|number[ -]withheld|no[ -]caller[ -]id|caller[ -](?:id[ -])?(?:withheld|unknown))\b",
    re.IGNORECASE,
)
_HIDDEN_FIELD = frozenset((
    "withheld", "private", "unknown", "anonymous", "hidden", "restricted", "unavailable",
    "blocked", "nocallerid", "privatenumber", "withheldnumber", "numberwithheld", "unknownnumber",
    "hiddennumber", "unknowncaller", "privatecaller", "callerwithheld", "callerunknown",
    "notavailable", "outofarea", "anonymouscaller", "callidwithheld", "payphone", "idwithheld",
    "nonumber", "nonumbershown", "numbernotshown", "numbernotavailable", "numberunavailable",
    "numberhidden", "numberrestricted", "numberunknown", "numberprivate", "numberblocked",
    "restrictednumber", "anonymousnumber", "blockednumber", "unavailablenumber",
    "withheldcaller", "hiddencaller", "restrictedcaller", "blockedcaller", "callerhidden",
    "privatecallerid", "unknowncallerid", "hiddencallerid",
    "calleridwithheld", "calleridunknown", "calleridhidden", "calleridblocked",
    "calleridunavailable", "notshown", "none", "null",
    "inconnu", "masqué", "numéromasqué", "numéroprivé", "unterdrückt",
    "unbekanntenummer", "unbekannt", "anonym", "desconocido", "oculto", "privato", "nieznany",
    "prywatny", "неизвестный",
))  # fmt: skip
_LETTERS = re.compile(r"(?=[^A-Za-z]{0,10}[A-Za-z])[A-Za-z0-9][A-Za-z0-9 ._&+-]{1,10}\Z")
_SORTS = {
    PhoneNumberType.FIXED_LINE: "landline",
    PhoneNumberType.MOBILE: "mobile",
    PhoneNumberType.FIXED_LINE_OR_MOBILE: "landline or mobile",
    PhoneNumberType.TOLL_FREE: "free to call",
    PhoneNumberType.PREMIUM_RATE: "costs more to call",
    PhoneNumberType.SHARED_COST: "costs more to call",
    PhoneNumberType.VOIP: "internet phone",
    PhoneNumberType.PERSONAL_NUMBER: "follow-me number",
    PhoneNumberType.PAGER: "pager",
    PhoneNumberType.UAN: "company number",
    PhoneNumberType.VOICEMAIL: "voicemail",
}


@dataclass(frozen=True, slots=True)
class PhoneNumber:
    """One number.

    Attributes:
        written: as it stands in the text.
        e164: the form that every country can use (ITU-T E.164): ``+447700900122``.
        region: the country of the numbering plan (ISO 3166); empty where it is not known.
        country: that country's name.
        sort: landline, mobile, free to call ...; empty where the plan does not tell.
        valid: whether the plan has such numbers in use; those kept for drama are not.
        invented: whether it is one of the numbers kept for drama.
        range_holder: the company that the range was first given to; empty where not known.
        portable: whether mobile numbers of that country may move to another company.
        spoken: whether it was written in words.
    """

    written: str
    e164: str
    region: str = ""
    country: str = ""
    sort: str = ""
    valid: bool = False
    invented: bool = False
    range_holder: str = ""
    portable: bool = False
    spoken: bool = False


@dataclass(frozen=True, slots=True)
class Caller:
    """What a phone showed as caller or sender: a number, short, hidden, letters or nothing."""

    sort: str  # number | short | hidden | letters | nothing
    number: PhoneNumber | None = None


def read_phone_number(written: str, region: str = LIKELY_REGION) -> PhoneNumber | None:
    """Read one number; ``None`` for what cannot be one. Never raises."""
    plain = figures(written[:60]).text
    try:
        number = phonenumbers.parse(plain, region)
    except phonenumbers.NumberParseException:
        return None
    national = phonenumbers.national_significant_number(number)
    invented = number.country_code == 44 and len(national) == 10 and is_invented(national)
    if not (invented or phonenumbers.is_possible_number(number)):
        return None
    known = phonenumbers.region_code_for_number(number)  # None for a number not in use
    where = known or phonenumbers.region_code_for_country_code(number.country_code or 0)
    where = "" if where in ("ZZ", "001") else where
    kind = phonenumbers.number_type(number) if known else PhoneNumberType.UNKNOWN
    return PhoneNumber(
        written,
        phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164),
        region=where,
        country=country_name(where),
        sort=_SORTS.get(kind, "mobile" if invented and national[0] == "7" else ""),
        valid=bool(known) and not invented,
        invented=invented,
        range_holder="" if invented else carrier.name_for_number(number, "en"),
        portable=phonenumbers.is_mobile_number_portable_region(where) if where else False,
    )


def read_caller(written: str, region: str = LIKELY_REGION) -> Caller:
    """Read what a phone showed as the caller or sender, in a log or a message. Never raises."""
    plain = figures(written[:80]).text.strip()
    letters = re.sub(r"[\W_]", "", plain).casefold()
    if not letters:
        return Caller("nothing")
    if letters in _HIDDEN_FIELD:
        return Caller("hidden")
    if re.fullmatch(r"\d{3,8}", plain) and not plain.startswith("0"):
        return Caller("short")
    if not re.search(r"[^\d\s()+./-]", plain):
        number = read_phone_number(written.strip(), region)
        return Caller("number", number) if number else Caller("nothing")
    return Caller("letters" if _LETTERS.match(plain) else "nothing")


def find_phone_numbers(
    text: str, region: str = LIKELY_REGION
) -> Iterator[tuple[int, int, PhoneNumber]]:
    """Find numbers with their places in the text as given. Never raises; time grows with it.

    A date, an amount, the number of a book or an order is none. Numbers without a country's
    number or a leading 0 need a word such as "call" beside them.
    """
    form = figures(text)
    plain = form.text
    if not _GROUP.search(plain) and "oh" not in plain and "zero" not in plain.lower():
        return
    taken = bytearray(len(plain))
    for other in not_details(plain):
        taken[other.start : other.end] = b"\1" * (other.end - other.start)
    search = _Search(plain, region, taken)
    for run in _RUN.finditer(plain):
        for begin, stop, number in search.in_run(run):
            start, end = form.span(begin, stop)
            yield start, end, replace(number, written=text[start:end])
    for spoken in spoken_phones(plain):
        said = read_phone_number(spoken.value, region)
        if said:
            start, end = form.span(spoken.start, spoken.end)
            yield start, end, replace(said, written=text[start:end], spoken=True)


def find_short_numbers(text: str) -> Iterator[tuple[int, int, str]]:
    """Find short numbers that a text names as a place to send texts to or as its sender."""
    form = figures(text)
    if not _FIVE_FIGURES.search(form.text):
        return
    for match in _SHORT.finditer(form.text):
        yield *form.span(*match.span("number")), match["number"]


def find_hidden_callers(text: str) -> Iterator[tuple[int, int]]:
    """Find words that say that a caller's number was not shown."""
    small = text.lower()
    if "number" not in small and "caller" not in small:
        return
    for match in _HIDDEN.finditer(text):
        yield match.span()


class _Search:
    """Finds numbers in chains of groups of figures; each text of figures is read once."""

    def __init__(self, plain: str, region: str, taken: bytearray) -> None:
        self._plain = plain
        self._region = region
        self._taken = taken
        self._own = _plan_pattern(region)
        self._read: dict[str, PhoneNumber | None] = {}

    def in_run(self, run: re.Match[str]) -> Iterator[tuple[int, int, PhoneNumber]]:
        """The numbers of a chain, from the left, the longest first."""
        groups = [match.span() for match in _GROUP.finditer(self._plain, *run.span())]
        at, fresh = 0, True
        while at < len(groups):
            found = self._from(groups, at, run.start() if not at else groups[at][0], fresh)
            fresh = found is not None
            if found is None:
                at += 1
                continue
            yield found[1]
            at = found[0]

    def _from(
        self, groups: list[tuple[int, int]], at: int, begin: int, fresh: bool
    ) -> tuple[int, tuple[int, int, PhoneNumber]] | None:
        start, end = groups[at]
        if not fresh and (end - start < 2 or self._plain[start - 1] not in " ()"):
            return None  # single figures are no beginning in the midst of others
        if _NOT_A_BEGINNING.match(self._plain, start):
            return None
        for last in self._ends(groups, at):
            stop = groups[last][1]
            number = None if any(self._taken[begin:stop]) else self._accepted(begin, stop)
            if number:
                return last + 1, (begin, stop, number)
        return None

    def _ends(self, groups: list[tuple[int, int]], at: int) -> Iterator[int]:
        """Where a number may end: before a gap, the longest first."""
        digits, ends = 0, []
        for last in range(at, len(groups)):
            digits += groups[last][1] - groups[last][0]
            if digits > _MOST_DIGITS:
                break
            following = self._plain[groups[last][1] : groups[last][1] + 2]
            tied = following[:1] in ("-", ".", "/", ":") and following[1:].isdigit()
            if digits >= _LEAST_DIGITS and not (following and tied):
                ends.append(last)
        return reversed(ends)

    def _accepted(self, start: int, end: int) -> PhoneNumber | None:
        piece = self._plain[start:end]
        digits = re.sub(r"\D", "", piece)
        abroad = "+" in piece[:2] or digits.startswith("00")
        american = bool(_AMERICAN.match(piece))
        trunk = digits.startswith("0") and not abroad
        if not abroad and not american and not self._own.fullmatch(digits.removeprefix("0")):
            return None
        if _DATE.match(piece):
            return None
        if not (abroad or american or trunk) and not self._named(start, end):
            return None
        number = self._once(f"+{digits}" if "+" in piece[:2] else digits, piece, american)
        if number is None or number.valid or number.invented or abroad:
            return number
        return number if trunk and self._named(start, end) else None

    def _once(self, key: str, piece: str, american: bool) -> PhoneNumber | None:
        if key not in self._read:
            self._read[key] = read_phone_number(piece, "US" if american else self._region)
        return self._read[key]

    def _named(self, start: int, end: int) -> bool:
        plain = self._plain
        return bool(_NAMED.search(plain, max(0, start - 25), min(len(plain), end + 25)))


def _plan_pattern(region: str) -> re.Pattern[str]:
    """The figures that a number of a region may have; without its 0 it is looked at first."""
    plan = phonenumbers.PhoneMetadata.metadata_for_region(region, None)
    pattern = plan.general_desc.national_number_pattern if plan and plan.general_desc else None
    return re.compile(pattern or r"\d{6,14}")


@cache
def country_name(region: str) -> str:
    """The name of a country (ISO 3166); empty for one without a numbering plan."""
    example = phonenumbers.example_number(region) if region else None
    return geocoder.country_name_for_number(example, "en") if example else ""
