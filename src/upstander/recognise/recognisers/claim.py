"""Claims about a person that may be a rumour: "X is not safe to be around pupils".

It notes that something is said of a person as a fact. It cannot know whether it is true, so it
never says that it is false; the person is asked, and the log keeps their answer (needs.md S12).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from upstander.language.normalise import Normalised
from upstander.model.finding import Said, Sign
from upstander.recognise._interface import Recogniser
from upstander.recognise.recognisers._signs import MOST, original_span, sign
from upstander.recognise.recognisers._surroundings import is_counter, is_news, laughs

_HEARSAY = re.compile(
    r"\b(?:i(?:'ve)? heard|heard (?:that|from|he|she|they)|did (?:you|u|ya|anyone|yous) (?:know"
    r"|hear)|have you heard|apparently|allegedly|word (?:is|on the street)|rumou?r (?:has it|is)"
    r"|they say|people (?:are )?say(?:ing)?|everyone (?:knows|says|saw)"
    r"|(?:someone|somebody|her own \w+|his own \w+|my cousin|a mate|bare people|little bird)"
    r" (?:told|said|saw|works)|pass it on|spread (?:it|that|this)|tell (?:everyone|the whole)"
    r"|ask (?:her|him|them) (?:why|about|where)|there'?s a reason|not saying (?:owt|anything"
    r"|nothing)|watch (?:him|her|out for)"
    r"|don'?t trust|be careful (?:of|around|with)|turns out|the truth about|heads up about"
    r"|beware of|fyi)\b"
)
_DEED = re.compile(
    r"\b(?:(?:(?:is|are|was|were|'s|been|being|are you|you're|ur|r) (?:a |an |the |such a "
    r"|nothing but a |known |always |really |actually |not |never |such )*"
    r"(?:thief|cheat|cheater|liar|fraud|con ?man|con artist|scammer|crook|snitch|grass|rat|perv"
    r"|pervert|predator|paedo|pedo|nonce|creep|stalker|abuser|wife beater|addict|junkie"
    r"|alcoholic|drunk|drug dealer|dealer|homewrecker|bully|racist|criminal|fake|slag|prostitute"
    r"|escort"
    r"|safe (?:to be )?(?:around|near|with)|fit to|allowed (?:near|around)|under investigation"
    r"|on (?:the register|drugs|bail|tag|the sauce|benefits)|in (?:jail|prison|pen|rehab)"
    r"|drinking|dealing|stealing|sleeping with|seeing a married|having an affair|pregnant"
    r"|riddled|dirty|unsafe|dangerous (?:to|around|with)|sacked for|fired for|wanted by|knocking"
    r" off))"
    r"|(?:stole|steals?|stealin'?g?|nicked|robs|robbed|cheated|cheats|lied|lies about|faked"
    r"|fakes|fiddles?|fiddling|fiddled|slept with|sleeps with|sleepin'? with|got off with|got"
    r" (?:fired|sacked|expelled|arrested|nicked|done) for|was (?:fired|sacked|expelled|arrested"
    r"|suspended|struck off)|been (?:fired|sacked|arrested|suspended|struck off|done)"
    r"|hits (?:his|her|the|their)|beats (?:his|her|up)|abused|assaulted|harassed|groomed|touched"
    r"|attacked|drink[- ]?drives?|took (?:the )?(?:money|cash|bribes?)|takes (?:bribes|drugs"
    r"|cash)|sells? (?:drugs|weed)|has (?:an? )?(?:std|sti|nits|lice|criminal record|drug"
    r" problem|record|affair|disease|herpes|chlamydia)|had (?:an affair|an abortion)|burnt? half"
    r"|hacked|grassed|wore a wire|covered (?:it )?up|paid (?:off|to)|sleeps around"
    r"|plagiari[sz]ed))\b"
)
_PERSON = re.compile(
    r"(?<![\w@#])(?:(?:(?:Mr|Mrs|Ms|Miss|Dr|Nurse|Sir|Coach|Rev|Councillor|Cllr)\.?"
    r" )[A-Z][a-z'-]{1,18}|[A-Z][a-z'-]{1,18}(?: [A-Z][a-z'-]{1,18})?)(?![\w])"
)
_PRONOUN = re.compile(
    r"\b(?:he|she|they|him|her|his|hers|you|u|that (?:teacher|guy|man|woman|girl|boy|lad|nurse"
    r"|doctor|coach|bloke)|our (?:boss|manager|teacher|neighbour|coach))\b"
)
_SPREAD = re.compile(
    r"\b(?:pass (?:it|this) (?:on|down|along)|spread (?:it|that|this)|tell (?:everyone|every"
    r" ?body|the whole|all the|three teachers|people|who ye like|the (?:mandem|agency|street"
    r"|year))|share (?:this|it|before|and)|forward (?:to|this)|fwd (?:to|the)|copy paste this"
    r"|repost|put it on your story|feel free to forward"
    r"|ask (?:her|him|them|anyone|anybody|around|the ushers) ?(?:why|about|where|how|who)?"
    r"|there'?s a reason (?:no|why)|not saying (?:owt|anything|nothing|a word)|just (?:saying"
    r"|asking)|(?:didn'?t|never) (?:hear|get) it from me|don'?t say i said|say nothing (?:till"
    r"|until)|it'?s common knowledge|i have it from|got it from (?:his|her) own|everyone knows"
    r"|(?:it'?s|is) being said|don'?t (?:share|link|book|donate|eat there|trust) ?(?:with|him"
    r"|her)?|funny how|interesting how|far be it from me|not my place|heads up)\b"
)
_SPOKEN_OF = re.compile(
    r"\b(?:he|she|his|her|hes|shes|he's|she's|that (?:lad|girl|guy|teacher|man|woman|baby|family"
    r"|new \w+)|the new \w{3,12}|our new \w{3,12})(?:'s)? (?:\w{1,14} )?(?:is|was|has|had|got"
    r"|did|does|bought|left|came|went|pays?|gets?|took|been|moved|moving|failed|faked|never|not"
    r"|ain'?t|ears|faked|on|a|in|bag|baby|husband|wife|dad|mum|sick leave|ones|house|the|run"
    r"|start(?:s|ed)?|takes?|works?)\b"
)
_HARMLESS = re.compile(
    r"\b(?:party|card|surprise|birthday|congrat\w*|baby shower|free|match|practice|cancelled"
    r"|fixture|collection|well done|proud|engaged|leaving do|lost (?:cat|dog)|missing|birthday"
    r"|thank|please sign|ignore)\b"
)
_DENIED = re.compile(
    r"\b(?:not true|isn'?t true|never (?:said|did|stole|cheated|happened)|didn'?t (?:steal|cheat"
    r"|do|lie)|no way|rubbish|stop (?:saying|spreading)|lies about me|(?:a|total|complete) lie"
    r"|false|made up|who'?s saying|accused (?:me|of)|saying i|i (?:never|didn'?t)|if he|if she"
    r"|is it true)\b"
)
_FIRST = re.compile(r"\b(?:i|i'm|im|i've|me|my|mine|we)\b")
_SENTENCE = re.compile(r"[^.!?\n]{3,400}")
_NO_PERSON = frozenset((
    "I", "The", "This", "That", "It", "He", "She", "They", "We", "You", "My", "Your", "His",
    "Her", "Our", "Their", "There", "Here", "What", "When", "Where", "Why", "Who", "How", "If",
    "And", "But", "Or", "So", "Apparently", "Heard", "Everyone", "Everybody", "Someone",
    "Somebody", "Nobody", "People", "Did", "Do", "Does", "Is", "Are", "Was", "Were", "Has",
    "Have", "Had", "Not", "No", "Yes", "Yeah", "Ok", "Okay", "Just", "Now", "Then", "Today",
    "Tomorrow", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    "Word", "Rumour", "Rumor", "Dont", "Don't", "Please", "Watch", "Beware", "Lol", "Omg",
    "Wow", "Pass", "Tell", "Ask", "Mum", "Dad", "God", "Turns", "Fyi", "Be", "Police",
    "School", "Ragging", "Helpline", "Station", "Allegedly", "English", "Maths", "British",
    "American", "Netflix",
))  # fmt: skip
_LONGEST = 20_000
_NEAR = 24


class Claim(Recogniser):
    """Finds claims about a named or addressed person."""

    slug = "claim"
    triggers = frozenset((
        "heard", "apparently", "allegedly", "rumour", "rumor", "everyone", "everybody",
        "knows", "stole", "steals", "thief", "cheat", "cheater", "cheated", "liar", "snitch",
        "grass", "predator", "pervert", "perv", "paedo", "pedo", "nonce", "creep", "fired",
        "sacked", "arrested", "affair", "safe", "drugs", "dealer", "faked", "lied", "slept",
        "jail", "pass", "spread", "forward", "fwd", "share", "ask", "funny", "interesting",
        "told", "nits", "heads", "reason", "junkie", "addict", "scammer", "fiddles",
        "fiddling", "nits", "trust", "suspended", "expelled", "abuser", "investigation",
    ))  # fmt: skip

    def signs(self, said: Said, plain: Normalised) -> Iterator[Sign]:
        """Give the sentences that claim something harmful of a person."""
        text = plain.text[:_LONGEST]
        if is_counter(text) or _DENIED.search(text):
            return
        heard = _HEARSAY.search(text)
        spread = _passed_on(text)
        found = 0
        for match in _SENTENCE.finditer(text):
            deed = _DEED.search(match[0])
            if deed is None or laughs(match[0]):
                continue
            person = _person(said, plain, match, deed.start())
            if _is_claim(match[0], deed.start(), person, heard=heard is not None):
                found += 1
                yield _sign(said, plain, match, person)
            if found >= MOST:
                return
        if spread and not found:
            start, end = original_span(plain, *spread)
            yield _claimed(said, start, end, "")


def _person(said: Said, plain: Normalised, match: re.Match[str], deed: int) -> str:
    """The name before the deed, as written; or the word that stands for a person."""
    start, end = original_span(plain, match.start(), match.start() + deed)
    for named in _PERSON.finditer(said.text, start, end):
        if named[0].split(" ")[0] not in _NO_PERSON:
            return named[0]
    pronoun = _PRONOUN.search(match[0][: deed + 12])
    return pronoun[0] if pronoun else ""


def _is_claim(sentence: str, deed: int, person: str, *, heard: bool) -> bool:
    """A name with a deed; a "he" or "you" only with words of hearsay beside it."""
    if not person or is_news(sentence) or _FIRST.search(sentence, max(0, deed - 8), deed):
        return False
    if heard or " " in person:
        return True
    return person[0].isupper() and deed - sentence.find(person.lower()) - len(person) <= _NEAR


def _passed_on(text: str) -> tuple[int, int] | None:
    """Words that pass something on, with somebody spoken of beside them."""
    spread = _SPREAD.search(text)
    spoken = _SPOKEN_OF.search(text) if spread else None
    if spread is None or spoken is None or laughs(text) or is_news(text):
        return None
    if _HARMLESS.search(text) or abs(spread.start() - spoken.start()) > 200:
        return None
    return min(spread.start(), spoken.start()), max(spread.end(), spoken.end())


def _sign(said: Said, plain: Normalised, match: re.Match[str], person: str) -> Sign:
    start, end = original_span(plain, *match.span())
    return _claimed(said, start, end, person)


def _claimed(said: Said, start: int, end: int, person: str) -> Sign:
    return sign(
        said.text, start, end, rule="claim", labels=() if said.is_self else ("rumour",),
        why="This says something of a person as if it were a fact. A program cannot know if it"
            " is true.",
        facts=(("about", person),),
        asks="Is it true, untrue, or do you not know?",
    )  # fmt: skip


PLUGIN = Claim()
