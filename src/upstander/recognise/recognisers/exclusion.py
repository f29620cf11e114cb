"""Plans to shut a person out: "everyone ignore Priya", "new group without Sam", a vote on someone.

Organised shutting out needs somebody to organise it, and that shows in words: an order to many, a
person it is about, and what they are to be kept from. Each is quoted and asked about. A surprise
party, a full table, a game or a film has the same shape; those are left out where they say so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from upstander.language.normalise import Normalised
from upstander.model.finding import Said, Sign
from upstander.recognise._interface import Recogniser
from upstander.recognise.recognisers._signs import original_span, sign
from upstander.recognise.recognisers._surroundings import is_counter, is_news, negated
from upstander.recognise.targets import NO_NAME, targets

SOURCE = "Bullying information, Bath and North East Somerset Council (label: shutting out)"
_MANY = (
    r"(?:every(?:one|body|1)|all of (?:you|us|yous)|you all|y'?all|yous|guys|lads|girls|boys|ladies"
    r"|team|people|mandem|gyaldem|fam|folks|we(?:'re| are| should| all| will|'ll)?(?: all)?"
    r"|let'?s(?: all)?|(?:no ?one|no ?body|none of (?:us|you)|naebody)(?: else)?)"
)
_NONE = (
    r"(?:no ?one|no ?body|naebody|none of (?:us|you)|not one (?:of us|person)"
    r"|don'?t any(?:one|body))"
)
_DROP = (
    r"(?:ignor(?:e|ing)|blank(?:ing)?|air(?:ing)?|ghost(?:ing)?|avoid(?:ing)?|unfollow(?:ing)?"
    r"|unfriend(?:ing)?|boycott(?:ing)?|cut(?:ting)? off|freez(?:e|ing) out|ic(?:e|ing) out"
    r"|shun(?:ning)?|kick(?:ing)? out|vot(?:e|ing) out|mut(?:e|ing)|block(?:ing)?)"
)
_BESIDE = (
    r"(?:talk|speak|sit|play|hang(?: out)?|walk|work|eat|drink|go|queue|stand|chat|link|partner"
    r"|pair|answer|reply|listen|say (?:hi|hello|anything|a word|owt)|nod|wave|invite|add|hire|lend"
    r"|pick|follow|greet|text|ring|message|serve|help|let|tell)"
    r"(?:s|ing|in|in')? ?(?:to|with|wi|next to|beside|near|by|wiv)?"
)
_HER = r"(?:her|him|them)"
_GROUP = r"(?:group|chat|gc|server|guild|clan|team|class|club|list|squad|lobby|channel|crew|thread)"


@dataclass(frozen=True, slots=True)
class Way:
    """One way to shut out: its words, and whether a name must follow them to count."""

    pattern: re.Pattern[str]
    why: str = "It asks several people to shut somebody out."
    needs_person: bool = True
    slug: str = "plan"


_WAYS = (
    Way(re.compile(
        rf"\b{_MANY} (?:just |all |please |pls |to |must |should |gonna |going to |agreed to "
        rf"|need to )*{_DROP} (?:(?P<her>{_HER})\b|(?P<name>\w{{2,20}}))"
        rf"|\b(?:just |pls |please |still )?{_DROP} (?:(?P<her2>{_HER})\b|(?P<name2>\w{{2,20}}))"
        r"(?=[^.!?\n]{0,40}\b(?:pass it on|all of (?:you|us)|every(?:one|body)|tomorrow|tmrw|tmr"
        r"|from (?:now|today|monday)|at school|till|until)\b)")),
    Way(re.compile(
        rf"\b{_NONE} (?:is to |should |must |better |dare |to |else |gonna |in \w{{3,12}} |need "
        rf"|will )*{_BESIDE} "
        rf"(?:(?P<her>{_HER})\b|(?P<name>\w{{2,20}}))"
        rf"|\b(?:any ?one|any ?body|whoever|who ever) (?:that |who )?{_BESIDE} "
        rf"(?:(?P<her2>{_HER})\b|(?P<name2>\w{{2,20}}))"
        r"(?=[^.!?\n]{0,40}\b(?:is next|gets? (?:kicked|it|blocked|removed)|is out|is dead|kicked"
        r"|blocked|same)\b)")),
    Way(re.compile(
        rf"\b(?:new|made (?:a|this|another|the)|making (?:a|another)|another|other|separate|second"
        rf"|different|secret|house|real) (?:new )?(?:\w{{1,12}} )?{_GROUP},? (?:with ?out|no"
        rf"|but not|minus) (?:(?P<her>{_HER})\b|(?P<name>\w{{2,20}}))"),
        "It speaks of a group that was made so that somebody is not in it."),
    Way(re.compile(
        r"\b(?:don'?t|do not|dinnae|never|nobody|no ?one|stop) (?:any(?:one|body) )?(?:dare |ever "
        r"|even |you )*(?:invit(?:e|ing)|includ(?:e|ing)|add(?:ing)?|let) "
        rf"(?:(?P<her>{_HER})\b|(?P<name>[a-z]\w{{1,20}}))(?: (?:to|in|into|on|join|come|sit|play"
        r"|near|back)\b)?(?=[^.!?\n]{0,40}\b(?:chat|group|gc|party|sit|join|table|trip|team|game"
        r"|server|us|play|lunch|meeting|smell\w*|weird|annoying|ruins?|better|hate)\b)")),
    Way(re.compile(
        rf"\b(?:kick|kicking|remove|removing|vote|voting|votin'?|get|take|leave|leaving|keep"
        rf"|keeping) (?:(?P<her>{_HER})\b|(?P<name>\w{{2,20}})) (?:out|off|from|out of|off of) "
        rf"(?:of )?(?:the |this |our |every |all the )?(?:\w{{1,12}} )?(?:{_GROUP}|house|loop|rota"
        r"|photos?|invit\w+|card|plans?|lunch(?:es)?|trip|party|do)\b")),
    Way(re.compile(
        r"\b(?:tell|say to) (?:(?P<her>" + _HER + r")\b|(?P<name>\w{2,20})) (?:that )?(?:it'?s"
        r"|its|it"
        r" is|the \w{1,12} is|we'?re|there'?s)(?: been)? (?:cancelled|canceled|called off|full|off"
        r"|no (?:room|seats?|space)|fully booked|not on)\b"
        r"(?=[^.!?\n]{0,60}\b(?:it isn'?t|isn'?t|not really|hint|lol|haha|without|ruin|she'?ll"
        r"|he'?ll"
        r"|so (?:she|he|they))\b)"),
        "It plans to keep somebody away with an excuse that is not true."),
    Way(re.compile(
        r"\b(?:you|u|ya|ye|yous)(?:'re|re| are| r| were|'ve been)? (?:not|never|nae|weren'?t) "
        r"(?:invited|wanted|welcome)\b(?=[^.!?\n]{0,50}(?:$|[.!?\n]|\b(?:reason|so|here|because|cos"
        r"|cause|stay|none of us|any ?more)\b))"
        r"|\b(?:no ?one|no ?body|none of us|naebody)(?: here| in this \w{1,12})?(?: really| even"
        r"| actually)? wants? (?:you|u|ya|ye)(?: here| there| in| at| on| around| to come)?\b"
        r"|\b(?:you|u|ya) (?:can'?t|cannot|cant|don'?t get to) sit (?:with us|here|at this table)\b"
        r"|\b(?:group|chat|gc|team|lobby|server|trip|party)(?: is| was| were"
        r"|'s)? (?:\w{1,8} )?better"
        r" (?:with ?out (?:you|u|ya)|now (?:you|u) left)\b"),
        "It tells somebody that they are not wanted.", needs_person=False, slug="unwanted"),
    Way(re.compile(
        r"\b(?:poll|vote|voting|rank|rate)\b[^.!?\n]{0,30}\b(?:who(?:'s| is|s)?|which|for)\b"
        r"[^.!?\n]{0,12}\b(?:biggest (?:loser|freak|rat|clown|slag|mug|idiot|joke|liar)|ugliest"
        r"|fattest|most (?:hated|annoying|ugly|pathetic)"
        r"|smelliest|thickest|least (?:liked|fit|popular))\b"
        r"|\bwho(?:'s| is|s) the (?:biggest (?:loser|freak|rat|clown|slag|mug|idiot|joke)"
        r"|ugliest|fattest|smelliest|most hated)\b"
        r"|\b(?:vote|thumbs up|react)\b[^.!?\n]{0,40}\b(?:to (?:kick|remove)|(?:her|him) out)\b"),
        "It lets people vote on somebody.", needs_person=False, slug="vote"),
)  # fmt: skip
_NO_PERSON = NO_NAME | frozenset((
    "u", "an", "texts", "emails", "messages", "calls", "spam", "traffic", "town", "sugar",
    "spoilers", "strangers", "ads", "phones", "kids", "dogs", "left", "right", "first", "last",
    "next", "new", "old", "bad", "home", "themselves", "himself", "herself", "each", "being",
    "getting", "than", "over", "down", "by", "who", "these", "any", "anything", "everything",
))  # fmt: skip
_HARMLESS = re.compile(
    r"\b(?:surprise|birthday|bday|secret santa|spoil(?:er|t)?|gift|present|proposal|propos(?:e|ing)"
    r"|(?:is|are|'s) (?:ill|poorly|contagious|asleep|napping|on holiday)|covid|noro\w*|nits|puppy"
    r"|dog|cat|kitten|film|movie|episode|quest|boss|npc|healer|tank|referee|ref|striker|keeper"
    r"|celeb\w*|bake off|love island|strictly|traitors?|housemate|contestant|big brother|scammers?"
    r"|bots?|trolls?|spammers?|don'?t be mean|that'?s (?:mean|bullying|horrible|not ok)|be kind"
    r"|bullying|left out|feels? (?:sad|left))\b"
)
_HELPING = re.compile(
    r"\b(?:how do i|how can i|should i|can i|my (?:son|daughter|child|kid|sister|brother|friend)"
    r"|(?:they|she|he|everyone|the girls|the boys|the lads|people)(?:'ve| have| has|'re| are| is"
    r"| all| just| keep| kept| told| said| were)+ |i (?:was|got|have been|been|feel)|i'?m (?:being"
    r"|not)|told (?:me|everyone|us)|(?:girls|boys|lads|others|class|group|year|team|office) (?:told"
    r"|said|keep|kept|all|have|had|are|were)|saying|says|said)\b"
)
_LONGEST = 5_000
_MOST_OF_ONE = 3


class Exclusion(Recogniser):
    """Finds plans to shut somebody out."""

    slug = "exclusion"
    triggers = frozenset((
        "ignore", "ignoring", "blank", "blanking", "air", "airing", "ghost", "ghosting", "avoid",
        "unfollow", "unfollowing", "unfriend", "boycott", "freeze", "cut", "shun", "nobody",
        "noone", "naebody", "none", "anyone", "anybody", "whoever", "without", "invite", "inviting",
        "invited", "include", "add", "kick", "kicking", "remove", "removing", "vote", "voting",
        "votin", "cancelled", "canceled", "full", "poll", "rate", "rank", "wants", "welcome",
        "wanted", "group", "chat", "gc", "server", "ugliest", "biggest", "worst", "sit", "let",
    ))  # fmt: skip

    def signs(self, said: Said, plain: Normalised) -> Iterator[Sign]:
        """Give each plan once; none for a surprise, a game, news, or what the hurt one tells."""
        text = plain.text[:_LONGEST]
        if _HARMLESS.search(text) or is_counter(text) or is_news(text):
            return
        for way in _WAYS:
            for _, match in zip(range(_MOST_OF_ONE), way.pattern.finditer(text), strict=False):
                if _is_meant(said, plain, way, match):
                    yield _sign(said, plain, way, match)
                    return


def _is_meant(said: Said, plain: Normalised, way: Way, match: re.Match[str]) -> bool:
    """A person is kept out, and the words are not those of somebody who tells of it."""
    ahead = plain.text[max(0, match.start() - 60) : match.start()]
    if _HELPING.search(ahead) or negated(plain.text, match.start(), 10):
        return False
    return not way.needs_person or _names_somebody(said, plain, match)


def _names_somebody(said: Said, plain: Normalised, match: re.Match[str]) -> bool:
    """Whether the words are about "her" or "him", or about a word that is written as a name."""
    groups = match.groupdict()
    if groups.get("her") or groups.get("her2"):
        return True
    place = "name" if groups.get("name") else "name2"
    word = groups.get(place) or ""
    if not word or word in _NO_PERSON:
        return False
    start, end = plain.span(*match.span(place))
    written = said.text[start:end]
    members = {part.casefold() for name in said.members for part in name.lstrip("~@").split(" ")}
    return written[:1].isupper() or word in members


def _sign(said: Said, plain: Normalised, way: Way, match: re.Match[str]) -> Sign:
    start, end = original_span(plain, *match.span())
    about = next((each.name for each in targets(said.text, said.members, plain=plain)), "")
    return sign(
        said.text, start, end, rule=f"exclusion.{way.slug}", source=SOURCE,
        labels=() if said.is_self else ("exclusion",),
        why=f"{way.why} It may be a joke, or have a plain reason.",
        facts=(("about", about),),
        asks="Is somebody being left out on purpose here?",
    )  # fmt: skip


PLUGIN = Exclusion()
