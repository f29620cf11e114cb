"""Where people live and what they drive: addresses, post codes, number plates, cars."""

from __future__ import annotations

import re
from collections.abc import Iterator

from upstander.language.details._detail import Detail, before, near

_STRONG = (
    r"street|st|road|rd|lane|ln|avenue|ave|crescent|cres|terrace|mews|boulevard|blvd|gardens|grove"
)
_WEAK = (
    r"close|drive|dr|way|court|ct|place|pl|hill|row|rise|walk|square|sq|park|green|view|house"
    r"|parade"
    r"|yard|heights|circle|trail|parkway|highway|tower|villas|cottages?|buildings|estate"
)
_NAMED = r"[A-Za-z][A-Za-z'.-]{1,24}"
_ADDRESS = re.compile(
    r"(?<![\w£$€.,:/-])(?P<flat>(?:flat|apt|apartment|unit|room) ?\d{1,4}[a-z]?,? )?"
    rf"(?:no\.? ?|number )?(?P<number>\d{{1,5}}[a-z]?),? (?P<name>{_NAMED}(?: {_NAMED}){{0,2}}?)"
    rf" (?P<sort>{_STRONG}|{_WEAK})\b\.?",
    re.IGNORECASE,
)
_FLAT = re.compile(
    r"\b(?:flat|apartment|apt|unit|number|no\.?) ?\d{1,4}[a-z]?,? "
    r"(?P<name>[A-Z][A-Za-z'.-]{1,24}(?: [A-Z][A-Za-z'.-]{1,24}){0,2})"
)
# Words that make "2 of my close friends" or "10 minute drive" no address.
_NO_NAME = frozenset((
    "a", "about", "after", "all", "am", "an", "and", "any", "are", "as", "at", "away", "bad",
    "bed", "bedroom", "before", "big", "block", "blocks", "by", "can", "car", "day", "days",
    "different", "dollars", "double", "each", "euros", "feet", "few", "floor", "foot", "for",
    "free", "from", "full", "games", "go", "good", "got", "great", "had", "has", "have",
    "hour", "hours", "house", "houses", "how", "i", "if", "in", "is", "it", "its", "just",
    "kids", "km", "later", "lovely", "man", "match", "men", "metre", "metres", "mile", "miles",
    "min", "mins", "minute", "minutes", "month", "months", "more", "most", "my", "near", "new",
    "nice", "not", "of", "off", "old", "on", "one", "or", "our", "other", "out", "past",
    "people", "per", "percent", "person", "pints", "pm", "pound", "pounds", "quid", "really",
    "rooms", "seat", "seconds", "short", "small", "so", "star", "stars", "steps", "stop",
    "storey", "than", "that", "the", "their", "them", "then", "there", "these", "they",
    "third", "this", "those", "time", "times", "to", "too", "top", "two", "up", "very", "was",
    "way", "we", "week", "weeks", "were", "when", "which", "who", "will", "with", "yards",
    "year", "years", "you", "your",
))  # fmt: skip
_LIVES = re.compile(
    r"\b(?:lives?|living|stays?|staying|address|moved|house|home|door|outside|round|flat|knock"
    r"|visit"
    r"|delivery|deliver|right)\b",
    re.IGNORECASE,
)
_HOME = re.compile(
    r"\b(?:lives?|living|stays|staying) (?:at|on|above|behind|opposite|next to|across from) "
    rf"(?P<where>(?:the |your |a )?{_NAMED}(?: {_NAMED}){{0,3}})",
    re.IGNORECASE,
)
_DWELLING = re.compile(
    rf"\b(?:{_STRONG}|{_WEAK}|flats?|shop|pub|chippy|corner|estate)\b", re.IGNORECASE
)
_AREAS = frozenset((
    "AB", "AL", "B", "BA", "BB", "BD", "BH", "BL", "BN", "BR", "BS", "BT", "CA", "CB", "CF",
    "CH", "CM", "CO", "CR", "CT", "CV", "CW", "DA", "DD", "DE", "DG", "DH", "DL", "DN", "DT",
    "DY", "E", "EC", "EH", "EN", "EX", "FK", "FY", "G", "GL", "GU", "GY", "HA", "HD", "HG",
    "HP", "HR", "HS", "HU", "HX", "IG", "IM", "IP", "IV", "JE", "KA", "KT", "KW", "KY", "L",
    "LA", "LD", "LE", "LL", "LN", "LS", "LU", "M", "ME", "MK", "ML", "N", "NE", "NG", "NN",
    "NP", "NR", "NW", "OL", "OX", "PA", "PE", "PH", "PL", "PO", "PR", "RG", "RH", "RM", "S",
    "SA", "SE", "SG", "SK", "SL", "SM", "SN", "SO", "SP", "SR", "SS", "ST", "SW", "SY", "TA",
    "TD", "TF", "TN", "TQ", "TR", "TS", "TW", "UB", "W", "WA", "WC", "WD", "WF", "WN", "WR",
    "WS", "WV", "YO", "ZE",
))  # fmt: skip
_POSTCODE = re.compile(
    r"(?<![\w£$#-])(?P<area>[A-Z]{1,2})\d(?:\d|[A-Z])?(?P<gap> ?)\d(?P<unit>[A-Z]{2})(?![\w])",
    re.IGNORECASE,
)
_ORDINALS = frozenset((
    "st", "nd", "rd", "th", "am", "pm", "hr", "mb", "gb", "kg", "km", "mm", "cm", "ml", "hz",
    "tb", "pp", "ft", "in", "ms", "to", "of", "on", "is",
))  # fmt: skip
_POST_WORD = re.compile(
    r"\b(?:post ?code|address|lives?|street|road|lane|close|avenue)\b", re.IGNORECASE
)
_STATES = (
    "AL|AK|AZ|AR|CA|CO|CT|DE|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ|NM"
    "|NY|NC|ND|OH|OK|OR|PA|RI|SC|SD|TN|TX|UT|VT|VA|WA|WV|WI|WY|DC"
)
_ZIP = re.compile(rf"\b(?:(?:{_STATES}),? |(?i:zip)(?: code)?:? ?)\d{{5}}(?:-\d{{4}})?(?![\w])")
_PLATE = re.compile(
    r"(?<![\w-])(?P<new>[A-HJ-PR-Y]{2}\d\d ?[A-HJ-PR-Z]{3})(?![\w-])", re.IGNORECASE
)
_OLD_PLATE = re.compile(
    r"\b(?:number ?plate|license plate|plates?|reg(?:istration)?)\b(?: no\b| number)?(?: is|'s|:)? "
    r"(?P<value>[A-Z0-9]{1,4}[ -]?[A-Z0-9]{2,4})(?![\w])",
    re.IGNORECASE,
)
_CAR_WORD = re.compile(
    r"\b(?:car|plate|plates|reg|van|drives?|driving|parked|motor|vehicle|cab|taxi|hatchback"
    r"|pulls? up|whip)\b",
    re.IGNORECASE,
)
_COLOUR = (
    r"(?:red|blue|black|white|silver|gr[ea]y|green|yellow|orange|purple|brown|gold|pink"
    r"|beige|dark|light|navy)"
)
_CAR = (
    r"(?:fiesta|focus|corsa|astra|golf|polo|clio|micra|yaris|civic|mini|bmw|audi|mercedes|merc"
    r"|volvo|tesla|kia"
    r"|nissan|qashqai|juke|toyota|honda|hyundai|skoda|seat|vauxhall|ford|peugeot|citroen|renault"
    r"|fiat|mazda"
    r"|jeep|range rover|land rover|jag(?:uar)?|lexus|porsche|transit|punto|ka|passat|jetta|camry"
    r"|corolla|accord"
    r"|altima|chevy|dodge|ram|tacoma|subaru|prius|car|van|truck|suv|hatchback|estate|saloon"
    r"|sedan|pickup"
    r"|motorbike|moped|scooter|4x4)"
)
_CAR_SEEN = re.compile(
    r"\b(?:(?P<whose>your|ur|yr|her|his|their|my|our|[a-z]{2,12}'?s)(?: [a-z]{2,10}'?s)? "
    rf"|in an? |drives? an? |driving an? |the ){_COLOUR}(?: {_COLOUR})? {_CAR}(?: {_CAR})?\b",
    re.IGNORECASE,
)

_COLOURED = re.compile(rf"\b{_COLOUR} (?:{_COLOUR} )?{_CAR}\b", re.IGNORECASE)
_LIVING = re.compile(r"\b(?:liv|stay)", re.IGNORECASE)
_FIGURE = re.compile(r"\d")
_TWO_FIGURES = re.compile(r"\d[^\d]{0,3}\d")


_WORD = re.compile(r"[a-z]+")
_DWELLINGS = frozenset(_WORD.findall(f"{_STRONG}|{_WEAK}")) | frozenset(
    ("cottage", "flat", "flats", "shop", "pub", "chippy", "corner", "estate")
)
_FLATS = frozenset(("flat", "apartment", "apt", "unit", "number", "no"))
_COLOURS = frozenset(_WORD.findall(_COLOUR)) | frozenset(("grey", "gray"))
_PLATES = frozenset(("plate", "plates", "numberplate", "numberplates", "reg", "registration"))
_AFTER_FIGURE = re.compile(r"\d[A-Za-z]{2}(?!\w)")
_PAIR = re.compile(r"\d\d ?[A-Za-z]{3}")
_FIVE = re.compile(r"\d{5}")


def places(text: str) -> Iterator[Detail]:
    """Find addresses, post codes, plates and described cars."""
    # A look at the words first: most texts hold none that a search could begin with.
    words = frozenset(_WORD.findall(text.lower()))
    if _FIGURE.search(text):
        yield from _numbered(text, words)
    if _LIVING.search(text):
        for match in _HOME.finditer(text):
            if _DWELLING.search(match[0]):
                yield Detail("home", *match.span(), match[0])
    if not words.isdisjoint(_COLOURS) and _COLOURED.search(text):
        for match in _CAR_SEEN.finditer(text):
            if match["whose"] or match[0].lower().startswith("driv"):
                yield Detail("car", *match.span(), match[0])


def _numbered(text: str, words: frozenset[str]) -> Iterator[Detail]:
    two = _TWO_FIGURES.search(text)
    if two:
        yield from _plates(text, words)
    if not words.isdisjoint(_DWELLINGS) and _DWELLING.search(text):
        for match in _ADDRESS.finditer(text):
            if _is_address(text, match):
                yield Detail("address", *match.span(), match[0].strip())
    if not words.isdisjoint(_FLATS):
        for match in _FLAT.finditer(text):
            yield Detail("address", *match.span(), match[0])
    if two:
        yield from _postcodes(text)


def _postcodes(text: str) -> Iterator[Detail]:
    for match in _POSTCODE.finditer(text) if _AFTER_FIGURE.search(text) else ():
        if _is_postcode(text, match):
            sure = not set(match["unit"].upper()) & set("CIKMOV")
            note = "" if sure else "Its last letters are not ones in use."
            yield Detail("postcode", *match.span(), match[0].upper(), note=note)
    for match in _ZIP.finditer(text) if _FIVE.search(text) else ():
        yield Detail("postcode", *match.span(), match[0])


def _is_address(text: str, match: re.Match[str]) -> bool:
    words = match["name"].lower().split()
    if any(word.strip("'.-") in _NO_NAME for word in words):
        return False
    capitals = (
        all(word[0].isupper() for word in match["name"].split()) and match["sort"][0].isupper()
    )
    strong = re.fullmatch(_STRONG, match["sort"], re.IGNORECASE)
    if capitals or match["flat"]:
        return True
    if strong and len(match["sort"]) > 2:
        return True
    asked = text[match.end() : match.end() + 7].lower() == " right?"
    return asked or before(text, match.start(), _LIVES, 30)


def _is_postcode(text: str, match: re.Match[str]) -> bool:
    if match["area"].upper() not in _AREAS:
        return False
    if match[0].isupper():
        return True
    if match["unit"].lower() in _ORDINALS:
        return False
    return bool(match["gap"]) or before(text, match.start(), _POST_WORD, 50)


def _plates(text: str, words: frozenset[str]) -> Iterator[Detail]:
    for match in () if words.isdisjoint(_PLATES) else _OLD_PLATE.finditer(text):
        if not (re.search(r"\d", match["value"]) and re.search("[A-Z]", match["value"])):
            continue
        yield Detail("plate", *match.span("value"), match["value"].upper())
    for match in _PLATE.finditer(text) if _PAIR.search(text) else ():
        if match[0].isupper() or near(text, *match.span(), _CAR_WORD, 40):
            yield Detail("plate", *match.span(), match[0].upper())
