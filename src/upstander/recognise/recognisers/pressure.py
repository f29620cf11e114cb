"""Power used as a lever: "I decide who gets the good shifts", "remember who writes your review".

Somebody with a say over work, home, money, papers or marks puts that say beside an ask, a secret or
a refusal. Each such sentence is quoted and asked about; alone it may be clumsy and mean nothing.
Orders of the day ("the rota moved to Tuesday") carry no lever and are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from upstander.language.normalise import Normalised
from upstander.model.finding import Said, Sign
from upstander.recognise._interface import Recogniser
from upstander.recognise.recognisers._signs import original_span, sign
from upstander.recognise.recognisers._surroundings import is_news, laughs, negated

SOURCE = "Upstander's own rule, first set on 26 Nov 2026"
_HELD = (
    r"(?:job|shifts?|rota|hours|review|appraisal|promotion|contract|reference|bonus|pay|wages|rent"
    r"|room|flat|tenancy|visa|papers|passport|grades?|marks?|coursework|place|part|role|posting"
    r"|probation|custody|kids|children|allowance|career|degree|licen[cs]e)"
)


@dataclass(frozen=True, slots=True)
class Lever:
    """One lever: its words, its reason, and the labels it speaks for."""

    slug: str
    pattern: re.Pattern[str]
    why: str
    labels: tuple[str, ...]


_LEVERS = (
    Lever("silence", re.compile(
        r"\b(?:say|breathe|tell|speak|mention|repeat|report|whisper|utter) (?:a|one|another|any)?"
        r" ?(?:\w{1,8} ){0,3}(?:word|thing|this|it|hr|anyone|anybody|about (?:this|us|me|it))\b"
        r"[^.!?\n]{0,50}?\b(?:you'?(?:re|ll be)|you (?:are|will be)|ur|and that'?s"
        r"|consider yourself"
        r") (?:\w{1,8} )?(?:finished|done for|done|over|out|sacked|fired|gone|history|toast"
        r"|unemployed|on the street)\b"
        r"|\bif (?:this|that|it|any of this|a word of this) gets (?:out|back|about|round)[^.!?\n]"
        r"{0,40}\b(?:finished|done|sacked|fired|gone|your (?:job|career|fault))\b"
        r"|\bgo to (?:hr|the union|management|the head|the dean)[^.!?\n]{0,40}\b(?:finished|sorry"
        r"|regret|sacked|fired|see (?:what|how)|who they(?:'ll| will) believe)\b"),
        "It ties speaking about something to a loss.", ("threat", "coercive_control")),
    Lever("reminder", re.compile(
        r"\b(?:remember|don'?t forget|never forget|think about|bear in mind"
        r"|do you know) (?:it'?s me "
        r"|it is me )?who(?:'s| is| it is)?(?: the one)? (?:that )?(?:signs?|writes?|decides?|pays?"
        r"|does|makes?|gives?|gave|marks?|approves?|sets?|controls?|got you|runs?|puts?|renews?"
        rf"|sorts?|reads?|holds?)\b"
        rf"|\bi(?:'m the one who|'m the one that| am the one who| alone|'ll)? (?:also |still "
        rf"|can )?"
        r"(?:decide|choose|pick) (?:who|which of you|whether you|if you) (?:\w{1,8} ){0,2}(?:gets?|"
        r"keeps?|stays?|goes|works?|has|have|keep|stay)\b"
        rf"|\bi (?:sign|write|mark|approve|control|do) your (?:\w{{1,10}} )?{_HELD}\b"
        r"(?=[^\n]{0,60}\b(?:remember|so|nice|careful|think|know)\b)"),
        "It reminds somebody of power over them.", ("coercive_control",)),
    Lever("hard", re.compile(
        r"\bi (?:can|could|will|'ll|am going to|would) make (?:this|your|ur|life|things|it) "
        r"(?:\w{1,10} ){0,3}?(?:very |so |really |pretty |extremely )?(?:hard|difficult|hell"
        r"|miserable"
        r"|impossible|unbearable|uncomfortable)(?: for (?:you|u))?\b"
        r"|\bi can (?:end|finish|ruin|break|take away|stop) your "
        rf"(?:\w{{1,10}} )?{_HELD}\b"
        r"|\byou(?:'ll| will) never (?:work|teach|rent|study|get (?:a job|work|hired)) (?:here"
        r"|again"
        r"|in this (?:town|city|industry|trade|field))\b"),
        "It says that somebody can make things hard.", ("threat", "coercive_control")),
    Lever("last_chance", re.compile(
        r"\b(?:last|final|one more|only) chance to (?:be (?:nice|good|sensible|grateful|friendlier)"
        r"|make (?:it up to me|me happy)|change your mind|say yes|say sorry)\b"
        r"|\bbe (?:nice|nicer|good|sweet|friendlier|grateful|kind) to me (?:and|or|if|then)\b"
        r"|\b(?:if you(?:'re| are)|just be|unless you(?:'re| are)) (?:\w{1,6} )?(?:nice|nicer|good"
        r"|sweet|friendly|friendlier) to me\b"),
        "It asks somebody to be nice to a person, or else.", ("coercive_control",)),
    Lever("lone_drink", re.compile(
        r"\b(?:drinks?|dinner|supper|hotel|my (?:place|room|hotel|flat|office)|weekend|lunch)\b"
        r"[^\n]{0,30}\bjust (?:us two|the two of us|us|you and me|me and you)\b[^\n]{0,80}"
        rf"\b(?:{_HELD}|i decide|i choose|boss|manager|promot\w+)\b"
        rf"|\b(?:no|without|first) (?:\w{{1,10}} ){{0,2}}(?:dinner|drink|date|pic|picture|photo"
        rf"|kiss"
        rf"|weekend)s?,? no (?:\w{{1,10}} )?{_HELD}\b"
        rf"|\b{_HELD}\b[^\n]{{0,30}}\bfor (?:one|a|some) (?:little )?(?:kiss|night|dinner|date"
        rf"|cuddle"
        r"|favour)\b"),
        "It joins time alone to something that one of the two decides.",
        ("sexual_harassment", "coercive_control")),
    Lever("condition", re.compile(
        rf"\bif (?:you|u|ya|ye) (?:\w{{1,8}} ){{0,2}}?(?:want|need|like|value|love|care about|hope"
        rf" for|expect)(?: to (?:keep|get|have|see|stay in))? (?:your|the|that|this|a|any|those|ur)"
        rf" (?:\w{{1,10}} )?{_HELD}\b(?=[^\n]{{0,90}}\b(?:nice|nicer|kiss|date|dinner|drink|room"
        rf"|bed"
        r"|pic|picture|photo|smile|quiet|mouth|shut|drop|withdraw|forget|keep|say nothing|sign"
        r"|grateful"
        r"|friendly|alone|tonight)\b)"
        rf"|\b{_HELD}(?:'s|s| is| are| will be|'ll be)? (?:\w{{1,8}} ){{0,2}}?(?:yours|safe|gone"
        r"|cancelled|half|free|waiting|over|finished|next) (?:if|unless|once|when"
        r"|as soon as) (?:you|u"
        r"|ya)\b"
        r"|\b(?:you|u) (?:do|get|keep|have|don'?t get|won'?t get|lose) (?:your|the|any|those"
        r"|that|no)"
        rf" (?:\w{{1,10}} )?{_HELD} (?:back )?(?:if|unless|until|till) (?:you|u|i)\b"
        rf"|\bi(?:'ll| will|'m going to| can)? (?:take|report|send|cut|cancel|stop|pull|keep|hold"
        rf"|withdraw|get)(?:ing)? (?:\w{{1,8}} ){{0,2}}?(?:your|the|ur) (?:\w{{1,10}} )?{_HELD}"
        r"(?: \w{1,10}){0,3} (?:if|unless|until|till) (?:you|u)\b"),
        "It makes something that a person needs hang on what they do.", ("coercive_control",)),
    Lever("order", re.compile(
        r"\b(?:you(?:'re| are)|ur|yer|ye are) (?:not|nae) (?:to |allowed to |going to |gonna "
        r"|gan )?"
        r"(?:be )?(?:wear(?:ing)?|see(?:ing)?|ring(?:ing)?|talk(?:ing)? to|speak(?:ing)? to"
        r"|go(?:ing)? (?:out|to (?:that|your|work|her|his))|leav(?:e|ing) (?:this|the) house"
        r"|work(?:ing)?"
        r"|drive|driving|answer(?:ing)?) ?(?:that|those|him|her|them|your|out|anyone|any|there)?\b"
        r"(?=[^\n]{0,60}\b(?:i|me|my|mine|said|wife|husband|girlfriend|dressed|end of|married"
        r"|own)\b)"
        r"|\b(?:ask|text|ring|tell) me (?:first )?(?:before|every time|whenever) you (?:go|leave"
        r"|spend"
        r"|buy|ring|see|talk|eat|open|move|speak|invite)\b"
        r"|\b(?:i(?:'ve| have| had)?|i'll) (?:told|rung|rang|called|texted|messaged|tell"
        r"|ring) (?:your|ur)"
        r" (?:job|work|boss|manager|mates?|friends?|sister|brother|mum|mam|mother|school|college"
        r"|gym"
        r"|family|lot)[^\n]{0,40}\b(?:not (?:to )?(?:come|coming|ring|see)|you(?:'re| are|'d"
        r"| won'?t| don'?t"
        r")|rather not|no longer)\b"
        r"|\b(?:delete|block|unfollow|remove) (?:him|her|them|every (?:man|guy|boy|lad|girl)"
        r"|all (?:the"
        r"|your|of) (?:\w{1,8} )?(?:men|guys|boys|lads|girls|friends"
        r"|mates))[^\n]{0,50}\b(?:or (?:we|i|it"
        r"|that|else)|now|watch(?:ing)?|if you loved?|girlfriend|wife|prove|screenshot)\b"
        r"|\bif you(?:'d| had| really| ever)? loved? me,? (?:you|u)(?:'d|'ll| would| will"
        r"| wouldn'?t)\b"
        r"|\b(?:your|ur) (?:mates?|friends?|mum|mam|mother|sister|family) or me\b"
        r"|\bme or (?:them|your"
        r" (?:mates?|friends?|mum|mam|mother|family|sister)|her|him)\b(?=[^\n]{0,20}(?:$|[.,!?]"
        r"|choose"
        r"|pick))"
        r"|\b(?:location|tracker|live location|find my)\b[^\n]{0,12}\b(?:on|stays on"
        r"|back on)\b[^\n]"
        r"{0,40}\b(?:24/?7|always|all (?:day|the time)|or (?:else|we|i|don'?t)|now|at all times"
        r"|never off"
        r"|i mean it|why)\b"),
        "It orders whom somebody may see, or where, or what they may do.", ("coercive_control",)),
    Lever("rude_refusal", re.compile(
        r"\b(?:too good for me|think (?:you'?re|you are|ur) too good|that'?s? (?:is )?(?:no way"
        r"|rude)"
        r" to (?:treat |speak to |answer )?your (?:boss|manager)|you owe me (?:this|that|one|an"
        r" answer|a (?:drink|date|kiss|picture|pic|smile))|nobody (?:would|will|has to|needs to)"
        r" (?:ever )?(?:know|find out))\b"),
        "It presses after no answer, or after no.", ()),
)  # fmt: skip
_HARMLESS = re.compile(
    r"\b(?:game|level|boss fight|quest|lyrics?|song|film|movie|episode|cake|biscuits?|diet|surprise"
    r"|chocolate|gym|workout|jk|(?:he|she|they|boss|manager|husband|wife|ex|partner)(?:'s)?"
    r" (?:said|says|told|tells|keeps?|kept|wants?|made|makes|won'?t|threaten\w*|always|just)"
    r"|bedtime"
    r"|homework|antibiotics|doctor|nurse|crutches)\b"
)
_LONGEST = 5_000


class Pressure(Recogniser):
    """Finds levers of power."""

    slug = "pressure"
    triggers = frozenset((
        "want", "need", "job", "rent", "room", "visa", "passport", "reference", "shifts", "not",
        "loved", "love", "location", "tracker", "delete", "block", "unfollow", "told", "rung",
        "rang",
        "before", "mates", "mum", "mother", "friends", "me",
        "word", "finished", "sacked", "fired", "gets", "remember", "forget", "decide", "choose",
        "hard", "difficult", "hell", "miserable", "impossible", "chance", "nice", "nicer", "sweet",
        "good", "two", "just", "owe", "rude", "nobody", "ruin", "finish", "never", "sign", "write",
        "kiss", "night",
    ))  # fmt: skip

    def signs(self, said: Said, plain: Normalised) -> Iterator[Sign]:
        """Give each lever once."""
        text = plain.text[:_LONGEST]
        if is_news(text) or laughs(text) or _HARMLESS.search(text):
            return
        for lever in _LEVERS:
            match = lever.pattern.search(text)
            if match and not negated(text, match.start(), 8):
                yield _sign(said, plain, lever, match)


def _sign(said: Said, plain: Normalised, lever: Lever, match: re.Match[str]) -> Sign:
    start, end = original_span(plain, *match.span())
    return sign(
        said.text, start, end, rule=f"pressure.{lever.slug}", source=SOURCE,
        labels=() if said.is_self else lever.labels,
        why=f"{lever.why} It may be a clumsy word and mean nothing.",
        asks="Does this person have a say over your work, home, money or marks?",
    )  # fmt: skip


PLUGIN = Pressure()
