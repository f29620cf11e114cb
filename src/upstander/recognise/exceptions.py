"""The shared exceptions: when a wording stands for something else than what it says.

Each looks at the words before a match, at the match, or at the whole message. They only take a
single match away; they never lower what another wording or rule noticed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

REACH = 60
"""How many characters before a match can turn it round."""


@dataclass(frozen=True, slots=True)
class Place:
    """A match in a text: plain, without apostrophes. ``channel`` as in ``Said``."""

    text: str
    start: int
    end: int
    channel: str = ""

    @property
    def before(self) -> str:
        """The words of the same sentence just before the match."""
        cut = self.text[max(0, self.start - REACH) : self.start]
        return _SENTENCE.split(cut)[-1]


_SENTENCE = re.compile(r"[.!?;\n]")
_NEGATED = re.compile(
    r"\b(?:would ?n[eo]t|wouldnt|would never|will never|never (?:going to|gonna|gon|wanted to|"
    r"said|threatened)|not (?:going to|gonna|trying to|here to|coming to|threatening|saying)|"
    r"aint (?:going to|gonna|gon|trying|nobody|no one)|dont want to|didnt|did not|does not|"
    r"is not|was not|doesnt|isnt|arent|wasnt|"
    r"no ?one (?:is|s|will|would|has)|nobody (?:is|will|would|has|gone|gonna|gon)|without|"
    r"there (?:is|was) no|theres no|thank god|false alarm|stopped)\s+(?:\w+\s+){0,4}$"
)
_LYRIC = re.compile(
    r"\b(?:lyrics?|verse|chorus|bars|new hook|this hook|song|songs|track|album|hymn|sang|sings|"
    r"singing|"
    r"rapper|drill tune|mixtape|karaoke|playlist|concert|musical|poem|spotify|mosh)\b"
)
_QUOTED = re.compile(
    r"\b(?:proverb|saying goes|as they say|quote of the|slogan|motto|sign says|mug says|"
    r"is a threat|thats a threat|"
    r"is not ok|isnt ok|is not okay|not funny|aint funny|isnt funny|thats literally|"
    r"straight up blackmail|it is (?:blackmail|extortion)|"
    r"is extortion|is stalking|is not heartbreak|reported (?:you|u|ur)|getting that|"
    r"whoever (?:said|wrote|says)|"
    r"dont (?:ever|anyhow) (?:tell|say)|dont listen|do not (?:ever tell|listen)|nobody should|"
    r"should never|never a joke|never okay|"
    r"is never ok|advisory|is an offence|its an offence|not to pay|asks victims|who says|"
    r"who tells|gets people killed|"
    r"telling anyone|telling someone to|who is not|brother is not|leave that (?:clan|group)|"
    r"if you or someone you know|"
    r"are you thinking|may be thinking|are you having|can handle the answer|you write that|"
    r"you are not alone|is weird)\b"
)
_GAME = re.compile(
    r"^die(?:[ ,!]{1,3}die){1,5}[ ,!]{1,3}(?:lol|lmao|gg|ez)$|"
    r"\b(?:gg|ggs|ez|wp|respawn\w*|spawn\w*|boss (?:fight|comes|can)|the boss|healer|heals?|"
    r"tank|mid|bot ?lane|top lane|jungle|your lane|"
    r"one hp|\d+ hp|hp bar|xp|looting|loot box|loot(?= the)|loot\w{2,}\w*|raid\w*|next round|"
    r"this round|rounds|ranked|noob|nerf\w*|buff|camp(?:er|ing)|1 ?v ?1|"
    r"2 ?v ?2|one tap|\d stock|smash (?:bros|tonight)|fifa|cod|fortnite|minecraft|roblox|"
    r"valorant|league of|"
    r"dota|csgo|warzone|zombies?|creeper|level \d+|lvl|headshot|combo|ult|mana|dps|skin|skins|"
    r"this lobby|"
    r"clan war|guild raid|controller|joystick|playstation|xbox|nintendo|save file|dlc|npc|quest|"
    r"dungeon|dragon|d ?& ?d|dice|board game|monopoly|chess|uno|laser tag|paintball|airsoft|"
    r"in (?:the )?game|game time|the game|card game|murder mystery|escape room|water pistol|"
    r"nerf gun|snipers?|"
    r"water tower|your base|their base|our base|queen|rook|checkmate)\b"
)
_REAL = re.compile(
    r"\b(?:irl|in real life|for real|not (?:in )?(?:the )?game|not a game|no game|"
    r"the actual you|fr fr|"
    r"(?:your|ur|yer|yo|my) (?:shop|gate|hostel|college|jaw|face|teeth|bottle|window|windows|"
    r"bus|car|job|work|house|address|street|block|mum|mums|mom|moms|mam|maw|school|door|ip|"
    r"void deck|sister|brother|family|legs?)|screenshot|bus stop|void deck|hospital|icu|people|"
    r"muslims|jews|sikhs|hostel|convention|pm me|not playing|no kiddin\w*|dead serious|"
    r"loan ?shark|monday|tuesday|wednesday|thursday|friday|saturday|sunday|school|come your|"
    r"polis|police|"
    r"i know where|driving to|find you|come find|swat\w*|full name|"
    r"\d+ \w+ (?:close|street|road|lane|avenue|drive))\b"
)
_PLAY = re.compile(
    r"\b(?:kill\w*|die|dead|shoot|shot|stab\w*|murder\w*|end|finish|destroy\w*|smash\w*|beat)\b"
)
_PAST = re.compile(
    r"\b(?:(?:in|since|from|of|back in) (?:1[89]\d\d|20[012]\d)|years? ago|decades? ago|"
    r"months? ago|last (?:year|month|summer|"
    r"winter|christmas|decade|century)|when i was (?:a |wee|young|little|\d)|"
    r"when we were (?:kids|young)|used to|back in the|"
    r"in the (?:war|seventies|eighties|nineties|blitz|old days)|long ago|once upon|history|"
    r"historical|"
    r"anniversary|in those days|nights ago|weeks ago|my grand(?:father|dad|mother) (?:was|told))\b"
)
_FILM_NEWS = re.compile(
    r"\b(?:film|films|movie|movies|episode|series|season \d|season finale|documentary|novel|"
    r"book club|chapter|netflix|"
    r"podcast|thriller|horror|scene|plot|trailer|character|actor|actress|sequel|soap|eastenders|"
    r"corrie|telly|on tv|tv show|telenovela|drama club|rehearsal|script|sketch|cosplay|"
    r"headline\w*|gazette|newspaper|local paper|in the paper|on the news|the news|news (?:said|"
    r"says|report\w*)|reporter|bbc|"
    r"local rag|court (?:hears?|heard|told|grants?)|jailed|jail for|sentenced|remanded|convicted|"
    r"pleaded|police (?:say|said|are appealing|appeal)|according to|breaking news|coroner|"
    r"inquest|witnesses said|"
    r"museum|exhibition|reenactment|training day|fire drill|drill at|lockdown drill|"
    r"first aid course|"
    r"true crime|agatha|sherlock|shakespeare|macbeth|game of thrones|halloween|haunted|"
    r"pantomime|panto)\b"
)
_BANTER = re.compile(
    r"\b(?:lo+l|lmf?ao+|lmfaoo+|rofl|haha\w*|ha ha|hehe\w*|jk|just kidding|only joking|joking|"
    r"laughing|"
    r"tears of joy|rolling on the floor|skull|xd|muppet|love nan|with love|"
    r"face with tears|wink(?:ing)?)\b"
)
_TRIVIAL = re.compile(
    r"\b(?:cake|cakes|pizza|wings|jollof|suya|brisket|biscuits?|sandwich|chips|mac and cheese|"
    r"mac n cheese|"
    r"kebab|curry|pudding|dinner|lunch|breakfast|supper|pint|pints|beer|roast|chin chin|rolls|"
    r"ketchup|"
    r"cookout|bbq|barbecue|dishes|washing up|laundry|carpet|sofa|charger|netflix|fifa|"
    r"homework|exam|exams|essay|deadline|spreadsheet|dissertation|traffic|queue|gym|leg day|"
    r"workout|hangover|"
    r"haircut|hairline|barber|trainers|shoes|heels|outfit|fit|dress|selfie|spoilers?|spoil|"
    r"jumper|slime|dahlias|hoover|dishwasher|fridge|freezer|remote|leftovers|snacks?|crisps|"
    r"chocolate|"
    r"birthday|party|christening|wedding|karaoke|quiz|bingo|strimmer|plate|amala|"
    r"satnav|wifi|printer|laptop|phone battery|spellings?|netball|goalie|keeper|goals?|nil|"
    r"league of|season ticket)\b"
)
_FUTURE = re.compile(
    r"\b(?:if (?:someone|anyone|somebody|you ever|you feel|a stranger|you are ever|youre ever)|"
    r"in case|how (?:to|do) (?:prevent|spot)|leaflet|poster|"
    r"training|workshop|policy|advice for|tips for|what would you do if|imagine|hypothetical\w*|"
    r"risk assessment|"
    r"self.?defen[cs]e|guidance says|the guide says|remember to|always (?:call|ring|tell))\b"
)
_REPORTED = re.compile(
    r"\b(?:people (?:say|said)|rumou?r has it|they say that|apparently|someone told me that|"
    r"in the story|"
    r"my (?:gran|nan|grandad|granny) (?:always )?(?:says|said)|in my dream|i dreamt|i dreamed|"
    r"nightmare|dream(?:t|ed)?)\b"
)


def _negation(place: Place) -> bool:
    return _NEGATED.search(place.before) is not None


def _quotation(place: Place) -> bool:
    return _QUOTED.search(place.text) is not None


def _lyric(place: Place) -> bool:
    return _LYRIC.search(place.text) is not None


def game_talk(text: str, channel: str) -> bool:
    """Whether a message is talk about play: by its channel or its words, and nothing real in it."""
    return (channel == "game" or _GAME.search(text) is not None) and _REAL.search(text) is None


def _game(place: Place) -> bool:
    """In a game's own chat, the idioms of play are play; elsewhere its words have to be there."""
    idiom = _PLAY.search(place.text, place.start, place.end) is not None
    return game_talk(place.text, place.channel if idiom else "")


def _reported(place: Place) -> bool:
    return _REPORTED.search(place.text) is not None


def _future(place: Place) -> bool:
    return _FUTURE.search(place.text) is not None


def _past(place: Place) -> bool:
    return _PAST.search(place.text) is not None


def _film_news(place: Place) -> bool:
    return _FILM_NEWS.search(place.text) is not None


def _banter(place: Place) -> bool:
    return _BANTER.search(place.text) is not None


def _idiom(place: Place) -> bool:
    return _TRIVIAL.search(place.text) is not None


EXCEPTIONS: dict[str, Callable[[Place], bool]] = {
    "negation": _negation,
    "quotation": _quotation,
    "lyric": _lyric,
    "game": _game,
    "reported": _reported,
    "future": _future,
    "past": _past,
    "film_news": _film_news,
    "banter": _banter,
    "idiom": _idiom,
}
"""Each by the name that records use."""
