"""Ways to win a young person's trust and silence, each quoted and explained.

Gift, secrecy, asking for the age, moving to another app, a chat that nobody watches, praise above
others, setting against parents, a meeting alone (needs.md S22). One cue alone is ordinary among
relatives, friends and coaches; each therefore explains and asks, and none accuses. A surprise for
the family has secrecy too: it is asked about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from upstander.language.normalise import Normalised
from upstander.model.finding import Said, Sign
from upstander.recognise._interface import Recogniser
from upstander.recognise.recognisers._signs import original_span, sign

SOURCE = "SafeChild guide and CEOP Education pages on grooming (as rule U3)"
_FOLK = (
    r"(?:mum|mam|mom|mummy|mammy|da|dad|daddy|parents?|folks|nan|gran|granny|grandma|foster"
    r" \w{2,8}|carers?|guardian|teachers?|sister|brother|family|social worker|rents|ma|pa|mother"
    r"|father|mates|friends|anyone|anybody|no ?one|nobody|any1|no1|people|them)"
)
_APP = (
    r"(?:snap(?:chat)?|insta(?:gram)?|whats ?app|telegram|discord|kik|signal|wickr|session"
    r"|skype|face ?time|tik ?tok|dms?|pms?|vc|number|other app|another app|private chat|my other"
    r" (?:page|account|acc))"
)


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue: its pattern, what it can mean, and the question it puts."""

    slug: str
    pattern: re.Pattern[str]
    why: str
    asks: str


_CUES = (
    Cue("secrecy", re.compile(
        rf"\b(?:don't|dont|do not|never|no need to|can't|cant|mustn't|not to) (?:\w{{1,8}}"
        rf" )?(?:tell|telling|show|say (?:anything )?to|mention (?:it |this )?to|speak to|snitch"
        rf" to) (?:your |ur |yer |yo |my |the )?(?:\w{{1,10}} or (?:your |ur )?)?{_FOLK}\b(?!"
        rf" (?:to\b|she|he|they|isn|that (?:you|they)))"
        r"|\b(?:our|wor|yours and mine|my and your|me and you'?s) (?:little |wee |big |own"
        r" )?secret\b|\bkeep (?:a|the|our|my) secret\b"
        r"|\b(?:need not|needn'?t|no need|not need to|don't need to|doesn't need to|dont need to"
        r"|should not|shouldn'?t) (?:to )?(?:tell|know|mention)\b(?= (?:them|anyone|your|ur"
        r"|everything|it|about)|$|[ ]?[.,!])|\b(?:nobody|no ?one) (?:need|needs|has to|have to"
        r"|can|must|else) (?:to )?(?:know|find out)\b"
        r"|\b(?:don't|dont|do not|please don't|not|never|no|without) (?:\w{1,8}"
        r" )?(?:mention(?:ing)?|repeat(?:ing)?|telling) (?:it|this|us|me|our \w{3,10}|your"
        r" \w{2,8}|anyone)(?: (?:at home|to (?:your|anyone|ur)))?\b|\b(?:kept|keep) (?:our|the"
        r"|my|these|this) (?:\w{1,10} )?(?:to yourself|chats?|friendship|gift|talks?|thing)"
        r" ?(?:to yourself|private|quiet|secret|between us)?\b"
        r"|\bif (?:you|u) (?:tell|blab|grass|snitch)(?: (?:your|anyone|them|people|on me|about"
        r" me))?\b|\btell (?:anyone|them|your \w{2,8}) about (?:me|us) and\b|\bhide (?:it|them"
        r"|this|that) (?:from|at|so|under|before)\b|\b(?:haud|hold) (?:ye?r|your) tongue\b"
        r"|\b(?:say|tell them|tell her|tell him|say that) (?:you're|youre|you are|ur|it's) (?:at"
        r"|staying|going to|with|won|sleeping)\b|\b(?:it'?s |thats |that's |this is |keep (?:it"
        r"|this) |stays? )?(?:just )?between (?:us|you and me|me and you|u and me)(?: two)?\b"
        r"|\bkeep (?:it|this|us) (?:quiet|secret|private|hush|a secret|on the low|low ?key)\b"
        r"|\b(?:delete|wipe|clear) (?:these|this|the|all|our|your) (?:\w{1,8} )?(?:messages?"
        r"|chats?|history|texts|convo)\b|\bdelete (?:this|these|it) (?:after|when|once)\b"
        r"|\b(?:keep (?:man's|my) name out|say nothing|say nowt|tell (?:no ?one|nobody)|no ?one"
        r" (?:can|needs to|has to|must|should) (?:find out|know))\b|\btell your (?:mum|mam|mom"
        r"|dad|nan|parents|folks) (?:that )?(?:you're|youre|you are|ur|it's|a friend|it was"
        r"|you)\b"),
        "It asks to keep something"
        " secret.", "Is it a surprise for someone, such as a party or a gift?"),
    Cue("gift", re.compile(
        r"\b(?:sent|send|sending|gave|give|giving|buy|bought|buying|get|got|getting|gift|gifted"
        r"|put|top up|drop|sort) (?:you |u |ya |it |to you )?(?:\w{1,10} ){0,3}?(?:[\d,]{1,9}"
        r"|an?|some|the|that|more|new|twenty|fifty|ten) ?(?:\w{1,10} ){0,3}?"
        r"(?:coins|robux|v-?bucks|gems|skins?|credits?|gift ?cards?|vouchers?|diamonds|points"
        r"|phone|iphone|trainers|creps|boots|game pass|pass|battle pass|console|headset|airpods"
        r"|earbuds|vapes?|weed|food|quid|nitro|tokens)\b"
        r"|\bsent [\d,]{2,9} (?:coins|robux|v-?bucks|gems|credits|diamonds|points)\b|\b(?:more"
        r" where that came from|keep the gifts coming|i'?ll (?:buy|get) you (?:anything|whatever"
        r"|one|it|that|them|a|new|some)|no more (?:presents|gifts)|i can (?:buy|get) you|present"
        r" for you|got you a (?:present|gift|little something)|spoil you)\b"),
        "It offers or mentions a gift.", "Does a grown-up at home know about the gift?"),
    Cue("age_question", re.compile(
        r"\bhow old (?:are|r|is) (?:you|u|ya|yous|yis)\b|\bhow old (?:you|u) (?:are|really|then"
        r"|anyway)\b|\b(?:what|wot|which) (?:year|grade|class) (?:are |r )?(?:you|u) (?:in|at)\b"
        r"|\b(?:you're|ur|youre|you|u) in (?:what|which) (?:year|grade)\b"
        r"|\b(?:what'?s|whats|wats) (?:your|ur) (?:real )?age\b|\b(?:your|ur) age\?|\bage\?"
        r"|\basl\b|\b(?:are|r) (?:you|u) (?:really |actually |even )?(?:\d{1,2}|over \d{2}|under"
        r" \d{2}|old enough|still (?:in|at) school)\b|\byou (?:seem|look|sound) (?:older|way"
        r" older|mature)\b"),
        "It asks about age.", "Is there a plain reason to ask, such as a club or a game limit?"),
    Cue("other_app", re.compile(
        rf"\b(?:got|have|use|on|u on|you on|whats your|what's your|wats ur|what is your|gimme"
        rf" your|give me your|drop (?:your|me your)|add me on|add (?:my|me)|message me on|msg me"
        rf" on|hmu on|text me on|talk (?:to me )?on|chat on|come (?:on|to|over to)|move to"
        rf"|switch to|go (?:on|to)|hop on|join me on|over on)"
        rf" (?:a |the |to |your |ur |my |me on |you got )?{_APP}\b|\b(?:my|your|ur) (?:snap"
        rf"|insta|kik|discord|telegram|whatsapp|number) (?:is|\?)|\b(?:snap|insta|kik|discord"
        rf"|telegram|whatsapp) ?\?"),
        "It asks to go to another app or chat.", "Did someone you know in real life ask that?"),
    Cue("unwatched", re.compile(
        r"\b(?:game |this |the |that |group )?(?:chat|server|app|lobby|channel) (?:is|are|gets?"
        r"|s|be) (?:being )?(?:watched|monitored|read|checked|moderated|public|logged|not"
        r" private|recorded)\b|\bmods? (?:are|can|will|might) (?:watching|see|read|ban)\b"
        r"|\b(?:somewhere|where) (?:more )?(?:private|no ?one can see|nobody can see|they can't"
        r" see|without (?:mods|parents))\b"
        r"|\b(?:so|where|somewhere) (?:it's|its|that's|thats|is)? ?(?:more )?private\b"
        r"|\b(?:checks|reads|goes through|looks at) (?:your|ur) (?:phone|messages|chats?)\b"
        r"|\b(?:vanish|disappearing|timer) (?:mode|messages|on)\b|\bin"
        r" private\b(?=.{0,20}\b(?:talk|chat|message))"),
        "It says that others can read the chat, or wants one where nobody"
        " can.", "Who would not be able to see the new chat?"),
    Cue("flattery", re.compile(
        r"\b(?:you|u|ya|you're|youre|ur|you are|you ain't|you aint|you're not|you seem|you play"
        r"|you act|you look) (?:\w{1,8} ){0,4}(?:better than|more mature|so mature|very mature"
        r"|mature for|older than|not like|nothing like|different (?:from|to|than)|special|the"
        r" only one|smarter than|cooler than|not a kid|like other)(?: \w{1,10}){0,4}"
        r"|\b(?:most|other) (?:kids|girls|boys|yutes|teens|people your age|\w{3,10} year"
        r" olds)\b(?= (?:aren't|arent|couldn't|couldnt|are|don't|dont|can't|wouldn't)\b)|\bmore"
        r" mature\b|\bmature for (?:your|ur) age\b|\b(?:grown ?up|clever|smart|old) for (?:a "
        r"|your |ur )?(?:year \d{1,2}|p\d|age|\d{1,2})\b|\b(?:act|talk|think|sound) (?:my age"
        r"|like an adult|like a grown)|\bold head on young\b|\bso much more grown ?up\b"),
        "It praises above others.", "Does the praise come with asks or secrets?"),
    Cue("isolation", re.compile(
        r"\b(?:your|ur|yer) (?:mum|mam|mom|dad|parents|folks|family|lot|friends|mates|boys|girls"
        r"|nan|teachers?|sister) (?:and \w{1,8} )?(?:don't|dont|doesn't|doesnt|do not|won't|wont"
        r"|will never|never|can't|just don't|just dont) (?:\w{1,8} )?(?:get|understand|care|love"
        r"|listen|like|know|want|trust|appreciate|see|deserve)(?: \w{1,8})?(?: (?:you|u|ya"
        r"|us))?(?: like (?:i|me) (?:do)?)?"
        r"|\b(?:no ?one|nobody|they|they'll|theyll) (?:else )?(?:at home |there )?(?:gets?"
        r"|understands?|cares? about|listens? to|loves?|asks?) (?:you|u|ya|us|how your)\b(?:"
        r" like (?:i|me) do)?|\bonly (?:i|me|one who) (?:\w{1,8} )?(?:gets?|understands?|cares?"
        r"|here for) (?:you|u|me)?\b"
        r"|\bthey(?:'ll|ll| will| would|'d)? (?:only |just )?(?:stop|ruin|spoil|split) (?:us|it"
        r"|this)\b|\b(?:your|ur) (?:boys|friends|mates|girls) (?:are|r) (?:\w{1,6} )?(?:jealous"
        r"|fake|using you|not your)\b|\bcut them off\b|\bleave (?:them|your \w{2,8}) out of"
        r" (?:it|this)\b|\bstop playing with (?:those|them|your)\b|\bpeople like (?:us|me and"
        r" you)\b|\b(?:you'?d|you would|you'll|you will) be back to\b|\b(?:home|house) (?:alone"
        r"|on (?:your|ur|ya|yer) own)(?: again| after)?\b|\bwho (?:is|'s) in the house with"
        r" you\b|\bwhat time (?:are |do |r )?(?:they|your (?:mum|parents|dad)) (?:be )?(?:back"
        r"|get (?:back|home))\b|\b(?:i'?m|im) the only one (?:you|who|that)\b|\bi'?d look after"
        r" you\b"),
        "It sets someone against family or"
        " friends.", "Would you say this in front of that family?"),
    Cue("lone_meeting", re.compile(
        r"\b(?:come|meet|get|take|bus|train|saturday|sunday|there) (?:\w{1,10}"
        r" ){0,8}?(?:alone|by (?:yourself|urself|yo ?self)|yersel|on your (?:own|ones|tod|jack"
        r"|lonesome)|solo)\b|\bslip (?:away|out)\b|\bleave (?:your|the|ur) (?:phone|telephone"
        r"|mobile)\b|\bget off (?:the bus |at )(?:a stop |early)?\b|\bjust (?:us|you)(?=$|[.,!])"
        r"|\bjust (?:the two of us|you and me|me and you|us two)\b(?!,? right\b)|\b(?:don't|dont"
        r"|do not|without) (?:bring|bringing) (?:your |ur |any ?|a )?(?:mates?|friends?|mum|dad"
        r"|anyone|nobody|no ?one|body|sister|brother|parents?|phone)\b"
        r"|\b(?:meet|link|see) (?:me|you|u|up)?(?: \w{1,10}){0,8}? (?:alone|on your (?:own|ones)"
        r"|in (?:real life|person|secret)|irl|for real)\b|\bget off the bus (?:a stop|early"
        r"|before)\b|\bwear (?:the|your|that|something) (?:\w{1,10} ){0,2}(?:hoodie|hat|cap"
        r"|jacket|coat|top|dress|skirt|so i|shirt)\b|\bi'?(?:ll| will|m gonna| can) (?:pick"
        r"|collect) (?:you|u) up\b(?= (?:from|round|outside|at|after|by|behind) )"),
        "It asks to meet alone.", "Does a grown-up you trust know of the meeting?"),
)  # fmt: skip
_SURPRISE = re.compile(
    r"\b(?:surprise|party|birthday|bday|anniversary|wedding|cake|present for|fiftieth|fortieth"
    r"|sixtieth|retirement|christmas|xmas|santa|tooth fairy|leaving do|baby shower|proposal"
    r"|propos(?:e|ing)|hen do|stag do|eid|diwali|mother'?s day|father'?s day|secret santa)\b"
)
_OPEN = re.compile(
    r"\b(?:parents? (?:to |must |can |please |welcome|sign|consent|know|asked|said|are)|(?:your"
    r"|ur) (?:mum|mam|mom|dad|nan) (?:says|said|knows|asked|has asked|is fine|will|she'll|and i"
    r" (?:talked|agreed))|permission|consent form|under \d{1,2}s?|for the (?:gym|form|team|club)"
    r"|age limit|years? old to)\b"
)
# Weak where it stands alone: then it counts only in these plain forms, else beside another cue.
_NEVER = re.compile(r"(?!)")
_ALONE = {
    "gift": _NEVER, "age_question": _NEVER, "other_app": _NEVER,
    "flattery": re.compile(r"\bmature\b|year olds"),
    "isolation": re.compile(r"\blike (?:i|me)\b|\bonly (?:i|me|one)\b|jealous|look after you"),
    "unwatched": re.compile(r"watched|monitored|private|checks|moderated"),
}  # fmt: skip
_GAME_WORDS = re.compile(
    r"\b(?:axe|shield|sword|trade|raid|round|boss|healer|castle|dragon|level|team|map|thriller"
    r"|film|book)\b"
)
_MOST_OF_ONE = 3
_LONGEST = 20_000


class Lure(Recogniser):
    """Finds the cues of a lure."""

    slug = "lure"
    triggers = frozenset((
        "mummy", "yourself", "urself", "slip", "hide", "blab", "privately", "need", "mention",
        "repeat", "own", "rule", "grown", "secret", "between", "tell", "mum", "mam", "parents",
        "dad", "nobody", "coins", "robux", "vbucks", "skin", "skins", "gems", "gift", "gifts",
        "mature", "old", "age", "snap", "insta", "kik", "discord", "telegram", "watched",
        "monitored", "alone", "hoodie", "private", "delete", "special", "grade", "yourself",
        "quiet",
    ))  # fmt: skip

    def signs(self, said: Said, plain: Normalised) -> Iterator[Sign]:
        """Give each cue once; weak ones only together with others."""
        text = plain.text[:_LONGEST]
        found = [
            (cue, match)
            for cue in _CUES
            for _, match in zip(range(_MOST_OF_ONE), cue.pattern.finditer(text), strict=False)
        ]
        sorts = {cue.slug for cue, _ in found}
        if len(sorts) == 1 and _GAME_WORDS.search(text):
            return
        if not found or (len(sorts) == 1 and not _speaks_alone(*found[0], text)):
            return
        surprise = _SURPRISE.search(text) is not None
        if (surprise or _OPEN.search(text)) and len(sorts) < 3:
            found = [each for each in found if each[0].slug == "secrecy"] if surprise else []
        for cue, match in found:
            yield _sign(said, plain, cue, match, surprise=surprise)


def _speaks_alone(cue: Cue, match: re.Match[str], text: str) -> bool:
    plain_form = _ALONE.get(cue.slug)
    around = text[max(0, match.start() - 40) : match.end() + 40]
    return plain_form is None or bool(plain_form.search(around))


def _sign(said: Said, plain: Normalised, cue: Cue, match: re.Match[str], *, surprise: bool) -> Sign:
    start, end = original_span(plain, *match.span())
    why = f"{cue.why} Often it means nothing. Several such things together can be a lure."
    asks = cue.asks
    if cue.slug == "secrecy" and surprise:
        why = f"{cue.why} It may be for a surprise."
    return sign(
        said.text, start, end, rule=f"lure.{cue.slug}", why=why, asks=asks, source=SOURCE,
        facts=(("cue", cue.slug.replace("_", " ")),),
    )  # fmt: skip


PLUGIN = Lure()
