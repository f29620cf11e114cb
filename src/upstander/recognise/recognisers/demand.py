"""Demands: what is wanted, how much, by when, to where, and what is threatened, each quoted.

A demand needs both an ask and a threat or a promise of silence beside it; a bill, a debt between
friends and a fundraiser have no such threat. Where the text resembles bulk blackmail mail, the
reasons are listed and the person is asked whether such a picture may exist (needs.md S17).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from upstander.language.normalise import Normalised
from upstander.model.finding import Said, Sign
from upstander.recognise._interface import Recogniser
from upstander.recognise.recognisers._bulk_mail import bulk_sign
from upstander.recognise.recognisers._demand_facts import Wanted, facts_of, wanted_in
from upstander.recognise.recognisers._signs import MOST, original_span, sign
from upstander.recognise.recognisers._surroundings import is_counter, is_reported, laughs

SOURCE = "Europol #SayNo campaign and Cleveland Police sextortion pages (as rule U14)"
_THING = (
    r"(?:it|this|that|them|these|those|everything|all of it|the ones|the (?:\w{1,12} )?(?:pics?"
    r"|photos?|pictures?|videos?|vids?|clips?|recordings?|screenshots?|messages|chats?|texts"
    r"|folder|files?|nudes?|lot)"
    r"|(?:your|ur|yr|the|those|them|all|all the|all your|some) (?:\w{1,12} )?(?:pics?|photos?"
    r"|pictures?|videos?|vids?|clips?|secrets?|messages|chats?|nudes?|screenshots?|browser"
    r" history|search history|dirty laundry|data|files))"
)
_WHO = (
    r"(?:everyone|everybody|every1|all your|all ur|your|ur|yr|the (?:whole )?(?:world|school"
    r"|internet|group|uni|office|town|street|police|taxman|gaffer|boss|papers|press|council"
    r"|benefits|home office|social)"
    r"|head office|hr|facebook|insta(?:gram)?|snap(?:chat)?|online|public|immigration|probation"
    r"|social services)"
)
_EXPOSE = re.compile(
    rf"\b(?:post(?:ed|ing|s)?|upload(?:ed|ing)?|leak(?:ed|ing|s)?|publish(?:ed|ing)?|shar(?:e|ed"
    rf"|ing)|send(?:ing)?|sent|show(?:ing|n|s)?|releas(?:e|ed|ing)|expos(?:e|ed|ing)"
    rf"|spread(?:ing)?|forward(?:ed|ing)?|drop(?:ping|s)?|air(?:ing)?)"
    rf" (?:{_THING}|you\b|them)"
    rf"|\b{_WHO}[^.!?\n]{{0,50}}\b(?:gets?|get to see|sees?|will see|seeing|find(?:s|ing)? out"
    rf"|will know|gon(?:na)? know|knows|hears?|receives?|receive|learn(?:s)?)\b"
    rf"|\b(?:tell(?:ing)?|email(?:ing)?|ring(?:ing)?|call(?:ing)?|contact(?:ing)?|messag(?:e"
    rf"|ing)|show(?:ing)?|inform(?:ing)?|let) {_WHO}"
    r"|\b(?:show(?:s|ing)?|tell(?:s|ing)?) (?:my|his|her|our) (?:wife|husband|mum|mam|mom|dad"
    r"|boss|work|girlfriend|boyfriend|partner|family|parents|school)\b"
    r"|\b(?:go(?:es|ing)?|make (?:it|them)|be|end up|everywhere) (?:public|viral|online"
    r"|everywhere|live|on (?:facebook|insta\w{0,5}|snap\w{0,4}|the internet))\b"
    r"|\b(?:pics?|photos?|pictures?|videos?|vids?|recording|footage) (?:(?:will|gets?|is|are"
    r"|going|gonna|to) ){1,3}(?:be )?(?:sent|posted|leaked|published|shared|released|uploaded"
    r"|everywhere|out|live)\b"
    r"|\b(?:the|ur|your|my) (?:whole |entire )?(?:of |year \d{1,2}|\w{2,14} ){0,3}?(?:is |are "
    r"|will |gonna |gon |shall |all |go |gets? |be )?(?:gets?|sees?|hears?|finds? out|knows?"
    r"|watch(?:es)?|reads?|told|learns?|receives?|enjoy)\b"
    r"|\b(?:pics?|photos?|pictures?|videos?|vids?|recording|tape|call|result|chats?|messages"
    r"|letters?) (?:go|goes|are going|will go|end up|ends up) (?:to|in|on|out|every)"
    r"|\b(?:i'?m|i am|i'?ll|ill|i will|ah'?m|i shall|we'?ll|we will|i) (?:going (?:straight )?to"
    r" |be )?(?:phon(?:e|ing)|ring(?:ing)?|call(?:ing)?|tell(?:ing)?|go(?:ing)? to"
    r"|report(?:ing)?|email(?:ing)?|writ(?:e|ing) to|speak(?:ing)? to|contact(?:ing)?) (?:the "
    r"|your |ur |yer |on )?(?:police|feds|home office|immigration|social\w*|tax\w*|council|boss"
    r"|work|manager|employer|landlord|school|head|wife|husband|mum|mam|mom|dad|parents|family"
    r"|church|pastor|bishop|dean|university|uni|coach|matron|probation|ice|benefits|licen\w*|hr)\b"
    r"|\b(?:press|hit) (?:send|post|upload|publish)\b|\bdelete (?:your|all your|the) (?:files"
    r"|data|server)\b"
    r"|\b(?:notice board|group chat|gc|works chat|your (?:inbox|contacts|followers|friends list"
    r"|family|boss|wife|husband|mum|dad|work|school))\b"
)
_HARM = re.compile(
    r"\b(?:or else|you(?:'ll| will)? regret|you(?:'ll| will) be sorry|hurt (?:you|your)|kill"
    r" (?:you|your)|beat (?:you|your)|break your|burn (?:your|you)|smash (?:your|you)"
    r"|come (?:for|after|round|to) (?:you|your)|find you|ruin (?:you|your)|destroy (?:you|your)"
    r"|finish(?:ed)? (?:you|your career)|your (?:life|career|marriage|job) (?:is|will be) over"
    r"|consequences|get (?:hurt|done)|we know where you|put (?:you|him|her) in|the (?:boys|lads"
    r"|mandem|men) (?:will )?(?:come|visit)|wipe (?:your|the)|encrypt|swat)\b"
)
_HUSH = re.compile(
    r"\b(?:(?:to )?(?:keep|stay|stays|staying|remain|keeping) (?:it |this |me |my mouth "
    r"|everything |that )?(?:quiet|silent|private|secret|shut|between us|in my drawer|a vault)"
    r"|(?:it|this|that|they|everything) (?:all )?(?:goes? away|disappears?|gets? deleted|stays?"
    r" (?:private|quiet|between us|secret|in my drawer))"
    r"|(?:and|then|once) (?:i|i'll|we|we'll|il|ill) (?:will )?(?:delete|destroy|forget|erase"
    r"|wipe|drop it|keep quiet)|for my silence|my silence|no (?:envelope|money|payment|cash),?"
    r" no secret|what's (?:that|it|my silence) worth|buy my silence|never hear from me again"
    r"|want(?:ed)? (?:it|this|that|them) (?:kept|to stay) (?:quiet|private)|secret(?:'s)?"
    r" (?:safe|keeps?))\b"
)
_LINK = re.compile(
    r"\b(?:or|otherwise|else|if (?:you|u|i|we) (?:don't|dont|do not|haven't|havent|refuse|fail"
    r"|ignore|want|pay|send)|if not|unless|until|till?|before|by|within|after that|then|and (?:i"
    r"|it|i'll|we)|to keep|for my|you(?:'ve| have)? got|have|not paid|no \w{2,9}, no|want)\b"
)
_BANTER = re.compile(
    r"\b(?:pint|biscuits?|crisps|brew|cake|bacon|sausage roll|chips|chocolate|pizza|kebab"
    r"|mcdonald'?s|nuggets|cookies?|sweets)\b"
)
_RECORDED = re.compile(
    r"\b(?:i|we)(?:'ve| have)? ?(?:recorded|filmed|hacked|videotaped|captured|infected|gained"
    r"|got (?:full )?access|installed)\b[^.!?\n]{0,60}\b(?:you|your|camera|webcam|device|screen)\b"
)
_CLAUSE = re.compile(r"(?: [\w'-]{1,20}){0,6}")
_OR = re.compile(
    r"\b(?:or(?: else)?|otherwise|else|unless|failing which|if (?:you|u) (?:don't|dont|do not|no"
    r"|won't|wont|refuse)|don'?t,|after that|saves me|and (?:nobody|no ?one|i never|i forget)"
    r"|then)\b[^.!?\n]{0,40}$"
)
_CHOICE = re.compile(r"\bor (?:just |maybe |you can )?$")
_BARE_VERB = re.compile(
    r"(?:post|send|share|upload|show|forward|drop|tell|call|ring|email|message|let|contact)\b"
)
_REACH = 320


class Demand(Recogniser):
    """Finds demands and what they hold."""

    slug = "demand"
    triggers = frozenset((
        "pay", "paying", "payment", "money", "cash", "btc", "bitcoin", "bitcoins", "crypto",
        "eth", "usdt", "ransom", "cashapp", "paypal", "$", "wallet", "send", "transfer",
        "wire", "deposit", "else", "otherwise", "unless", "tell", "telling", "show", "shows",
        "post", "posting", "leak", "leaking", "everyone", "whole", "drop", "withdraw", "drop",
        "forget", "contacts", "screenshots", "wife", "husband", "boss", "hr", "gift", "card",
        "cards", "quid", "grand", "silence", "hours", "pics", "nudes", "photos", "envelope",
        "secret", "secrets", "delete", "demand", "worth",
    ))  # fmt: skip

    def signs(self, said: Said, plain: Normalised) -> Iterator[Sign]:
        """Give the demands of a message, and whether it resembles bulk mail."""
        threats = _threats(plain.text)
        recorded = _RECORDED.search(plain.text)
        if not threats and not recorded:
            return
        wanted = wanted_in(said.text, plain, MOST)
        given = 0
        for each in wanted:
            threat = _beside(each, threats)
            if threat is not None and _is_demand(plain.text, each, threat):
                given += 1
                yield _demand(said, plain, each, threat)
                break
        if not given:
            ultimatum = _ultimatum(plain.text, threats)
            if ultimatum:
                yield _demand(said, plain, *ultimatum)
        if given or (recorded and wanted):
            yield from bulk_sign(said, plain, wanted)


def _threats(plain: str) -> list[tuple[int, int, str]]:
    found = [
        (*match.span(), sort)
        for pattern, sort in ((_EXPOSE, "expose"), (_HARM, "harm"), (_HUSH, "hush"))
        for _, match in zip(range(MOST), pattern.finditer(plain), strict=False)
    ]
    return sorted(found)


def _beside(wanted: Wanted, threats: list[tuple[int, int, str]]) -> tuple[int, int, str] | None:
    """The nearest threat that does not only repeat the ask itself."""
    fitting = [
        each
        for each in threats
        if max(each[0] - wanted.end, wanted.start - each[1]) <= _REACH
        and not (wanted.start <= each[0] and each[1] <= wanted.end)
    ]
    after = [each for each in fitting if each[0] >= wanted.start]
    return min(after or fitting, key=lambda each: abs(each[0] - wanted.end), default=None)


def _is_demand(plain: str, wanted: Wanted, threat: tuple[int, int, str]) -> bool:
    first, last = min(wanted.start, threat[0]), max(wanted.end, threat[1])
    between = plain[max(0, first - 30) : last]
    if not _LINK.search(between) and threat[2] != "hush":
        return False
    if _CHOICE.search(plain, max(0, threat[0] - 12), threat[0]) and _BARE_VERB.match(
        plain, threat[0]
    ):
        return False
    joking = laughs(plain[max(0, first - 40) : last + 60]) or _BANTER.search(between)
    return not (joking and not wanted.wallet) and not (is_counter(plain) and not wanted.wallet)


def _ultimatum(
    plain: str, threats: list[tuple[int, int, str]]
) -> tuple[Wanted, tuple[int, int, str]] | None:
    """Do this, or that comes out: what is wanted is an act, told in the same sentence or so."""
    for threat in threats:
        link = _OR.search(plain, max(0, threat[0] - 60), threat[0])
        if link is None or threat[2] != "expose":
            continue
        start = _sentence_start(plain, link.start())
        wanted = Wanted(start, link.start(), "an act")
        if link.start() - start >= 8 and _is_demand(plain, wanted, threat):
            return wanted, threat
    return None


def _sentence_start(plain: str, at: int) -> int:
    """Where the sentence begins that a place is in, 160 characters back at most."""
    low = max(0, at - 160)
    cuts = [match.end() for match in re.finditer(r"[.!?\n]+ *", plain[low : at - 2])]
    return low + (cuts[-1] if cuts else 0)


def _demand(said: Said, plain: Normalised, wanted: Wanted, threat: tuple[int, int, str]) -> Sign:
    last = _clause_end(plain.text, threat[1])
    start, end = original_span(plain, min(wanted.start, threat[0]), max(wanted.end, last))
    told = said.is_self is True or is_reported(plain.text)
    return sign(
        said.text, start, end, rule="demand", source=SOURCE,
        labels=() if told else ("blackmail",),
        why="This asks for something and says what will happen otherwise.",
        facts=(*facts_of(said, plain, wanted), ("threat", plain.quote(threat[0], last))),
    )  # fmt: skip


def _clause_end(plain: str, at: int) -> int:
    """Where the clause ends that goes on at a place; a few words further on at most."""
    rest = _CLAUSE.match(plain, at)
    return rest.end() if rest else at


PLUGIN = Demand()
