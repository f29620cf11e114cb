"""A plain request to stop contact: "Please stop contacting me", "leave me alone".

It is a mark in time, not a sign of danger: patterns count what came after it. Requests for
somebody else ("leave her alone"), joking ones and ones for the moment ("don't call, in a
meeting") are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from upstander.language.normalise import Normalised
from upstander.model.finding import Said, Sign
from upstander.recognise._interface import Recogniser
from upstander.recognise.recognisers._signs import MOST, original_span, sign
from upstander.recognise.recognisers._surroundings import laughs

_ME = (
    r"(?:me|us|my (?:\w{1,12} )?(?:mum|mam|mom|dad|parents|family|kids?|son|daughter|sister"
    r"|brother|wife|husband|partner"
    r"|girlfriend|boyfriend|friends?|work|boss|phone|house|page|posts?|account))"
)
_DOING = (
    r"(?:contact(?:ing)?|messag(?:e|ing)|text(?:ing)?|txt(?:ing)?|phon(?:e|ing)|r(?:ing|inging)"
    r"|dm(?:ing|'ing)?|e-?mail(?:ing)?"
    r"|writ(?:e|ing) to|snap(?:ping)?|follow(?:ing)?|bother(?:ing)?|harass(?:ing)?"
    r"|pester(?:ing)?|approach(?:ing)?"
    r"|speak(?:ing)? to|talk(?:ing)? to|reply(?:ing)? to|tag(?:ging)?|add(?:ing)?|com(?:e|ing)"
    r" near|call(?:ing)?|msg(?:ing)?)"
)
_OVER = (
    r"(?=$|[ ]*[.!?,;\n)]|[ ]+(?:again|any ?more|ever|now|please|pls|at|on|from|through"
    r"|about|in|and|or|you|with|i|it|this|all|so|every|for good|ffs|ok|okay|thank|thanks"
    r"|constantly|around|everywhere|home)\b)"
)
_ASKS = re.compile(
    rf"(?:please |pls |plz |can you |could you |will you |would you |just |i need you to |i want"
    rf" you to |i(?:'m| am) asking you to"
    rf"|i(?:'ve| have)? (?:asked|told|begged) you (?:\w{{1,8}} ){{0,3}}to )?\b(?:stop|quit"
    rf"|cease) (?:(?:constantly|always|fucking|bloody"
    rf"|effing|even|all this|trying to|sending|keep|with the) )?{_DOING} {_ME}\b{_OVER}"
    rf"|\b(?:stop|quit) (?:sending|leaving) (?:{_ME} )?(?:these|messages|texts|voicemails"
    rf"|letters|flowers|gifts|presents|emails|voice notes|friend requests|pictures|pics|photos)\b"
    rf"|\b(?:do not|don't|dont|never|no longer|you(?:'re| are) not to|do you mind not) (?:you"
    rf" )?(?:ever |even |try to |you dare |keep |bother )?{_DOING} {_ME}"
    r"(?: or (?:my|our) \w{1,12}| ever)? (?:again|any ?more|ever|no more|from now on|please)\b"
    r"|\b(?:do not|don't|dont|never) (?:ever )?(?:contact|approach|harass|come near|follow"
    r"|message) (?:me|us|my \w{1,12})(?=$|[ ]*[.!?\n])"
    rf"|\bleave {_ME} (?:(?:the (?:hell|fuck|f)|tf) )?(?:alone|be|in peace)\b"
    r"|\b(?:i|we) (?:don't|dont|do not|no longer|never) (?:want|wish) (?:you to (?:contact"
    r"|message|text|call|ring|write to|speak to|talk to|come near) (?:me|us)"
    r"|(?:to (?:hear|see) (?:from )?you|to (?:talk|speak) to you|to be contacted(?: by you)?"
    r"|any(?: more| further)? contact"
    r"|any(?: more)? (?:messages|texts|calls)|anything to do with you)(?: again| any ?more| ever"
    r" again| ever)?)\b"
    r"|\bno (?:more|further) (?:contact|messages|texts|calls|emails)\b(?! (?:until|till|from|for"
    r"|on|in|at|left|per)\b)"
    r"|\b(?:i|we) want (?:you to )?(?:no contact|you (?:to )?(?:out of my life|gone)|stop)\b|\bi"
    r" said no contact\b"
    r"|\b(?:lose|delete|forget) my (?:number|address|details)\b|\bget out of my (?:dms?|inbox"
    r"|life|mentions|messages)\b"
    r"|\bstay (?:the (?:hell|fuck) )?(?:away from|out of) (?:me|us|my (?:life|house|home|work"
    r"|family|kids?|daughter|son|inbox|dms?))\b"
    r"|\bi(?:'ve| have)? (?:already |repeatedly )?(?:asked|told|begged|warned) you (?:\w{1,10}"
    r" ){0,4}to (?:stop|leave (?:me|us) alone)\b"
)
_REPORT = re.compile(
    r"\b(?:he|she|they|him|her|them|someone|somebody|who|anyone|people|police|i|we)(?:'s|'ve|"
    r" has| have| had| already)?"
    r" (?:said|says|told|tell|asked|ask|telling|asking|warned|begged|replied|wrote|texted|put|goes)"
    r" (?!you\b)(?:\w{1,12} ){0,3}(?:to |me |that )?[\"']?$"
)
_FOR_NOW = re.compile(
    r"^\W{0,3}(?:while|whilst|when|until|till?|before|after|in (?:the|a|my) (?:meeting|class"
    r"|lesson|morning|exam)|during|at work|on (?:this|my|that) (?:number|phone|line)|if|unless"
    r"|because|cos|cuz|about (?:it|that|work|dinner))\b"
)
_NOT = re.compile(r"\b(?:don't|dont|do not|never|won't|didn't|can't) (?:ever |just |you )?$")
_ILL = re.compile(
    r"\b(?:sick|ill|sneez\w{1,4}|cough\w{0,3}|limping|covid|flu|contagious|a cold|germs|bug|nits)\b"
)
_AUTOMATIC = re.compile(
    r"\b(?:unsubscribe|opt ?out|(?:text|reply|send|txt) stop|marketing|newsletter|do not reply"
    r"|noreply)\b"
)


class StopRequest(Recogniser):
    """Finds requests to stop contact."""

    slug = "stop_request"
    triggers = frozenset((
        "stop", "quit", "cease", "alone", "lose", "contact", "contacting", "messaging",
        "texting", "harass*", "pester*", "bother", "bothering", "unwanted", "anymore",
        "begged", "dms", "approach", "leave", "away", "peace", "hear", "again", "wish",
    ))  # fmt: skip

    def signs(self, said: Said, plain: Normalised) -> Iterator[Sign]:
        """Give each request; none where the whole is a joke or an automatic text."""
        if _AUTOMATIC.search(plain.text) or _ILL.search(plain.text):
            return
        for number, match in enumerate(_ASKS.finditer(plain.text)):
            if number >= MOST:
                return
            if _is_meant(plain.text, *match.span()):
                start, end = original_span(plain, *match.span())
                yield sign(
                    said.text, start, end, rule="stop",
                    why="This asks for contact to stop. What came after it can be counted.",
                    asks="Is this where you asked for it to stop?" if said.is_self else
                    "Did someone ask here for contact to stop?",
                )  # fmt: skip


def _is_meant(plain: str, start: int, end: int) -> bool:
    """Not told of somebody else's words, not for the moment only, not among laughter."""
    around = plain[max(0, start - 20) : end + 25]
    if laughs(around):
        return False
    asked_to_end = re.search(r"\b(?:stop|quit|cease)\b", plain[start:end])
    if not asked_to_end and _FOR_NOW.search(plain[end : end + 30]):
        return False
    ahead = plain[max(0, start - 60) : start]
    return not (_REPORT.search(ahead) or _NOT.search(ahead))


PLUGIN = StopRequest()
