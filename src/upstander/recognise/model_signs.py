"""The classifier's answers as signs: words quoted, reason and source said, no number shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from upstander.language.normalise import Normalised
from upstander.model.finding import Level, Said, Sign
from upstander.recognise.classifier import Card, Classifier, Scores
from upstander.recognise.model_words import (
    ANSWERING_BACK,
    GRAVE,
    GRAVER_WORDS,
    GRAVEST,
    NEEDS,
    SIGN_WORDS,
    SOURCE,
    WORDS,
)

_WORD = re.compile(r"[^\s]+")
_LONGEST_QUOTE = 30  # words
_MOST_OCCLUDED = 48
_LIKELY_AT_ALL = 0.05
_COUNTS = 0.3  # of the strongest word's effect
_GAME = "game_talk"


def labels_of(row: Scores, card: Card) -> tuple[tuple[str, float], ...]:
    """The message labels with their calibrated probabilities."""
    return tuple((label, float(row[card.at[label]])) for label in WORDS)


def severity_of(row: Scores, card: Card) -> int:
    """How severe, 0 to 4: how many of the cumulative answers are "yes"."""
    return sum(float(row[card.at[f"sev{step}"]]) >= 0.5 for step in (1, 2, 3, 4))


def model_signs(
    said: Said, plain: Normalised, row: Scores, model: Classifier, by_rule: Sequence[Sign]
) -> tuple[Sign, ...]:
    """Give the signs the classifier adds: kinds of abuse, and urgency signs no rule noticed.

    Whoever keeps the case gets urgency signs for their own words, never a kind of abuse.
    """
    card = model.card
    noticed = {sign.rule for sign in by_rule}
    abuse = _kinds(row, card) if said.is_self is not True else []
    own = ANSWERING_BACK if _is_own_message(said) else frozenset()
    left = noticed | own
    urgent = [sign for sign in _over(row, card, SIGN_WORDS) if sign not in left]
    if said.is_self is not True and not abuse:
        urgent = [sign for sign in urgent if sign not in NEEDS or NEEDS[sign] & noticed]
    open_to = [sign for sign in GRAVE if sign not in own]
    levels_so_far = frozenset(sign.level for sign in by_rule) | {
        SIGN_WORDS[sign][1] for sign in urgent
    }
    gravest = frozenset(GRAVEST) - own
    clear = float(row[card.at["U4"]]) >= card.thresholds["U4"] or "U4" in noticed
    if not clear:
        gravest -= {"U4"}  # a place and a day with half a threat is level B (scenarios A09, A14)
    graver = _by_level(row, card, levels_so_far, gravest, open_to)
    if own or _GAME in noticed:
        # In one's own words, and among words of play, what calls for help now counts; what only
        # reads serious does not.
        graver = {sign: level for sign, level in graver.items() if level is Level.A}
    levels = dict.fromkeys(urgent) | graver
    return tuple(_signs(said, plain, [*abuse, *levels], model, graver))


def _by_level(
    row: Scores,
    card: Card,
    levels: frozenset[Level | None],
    gravest: frozenset[str],
    open_to: Sequence[str],
) -> dict[str, Level]:
    """The sign that explains best why a message as a whole reads urgent, if none does yet.

    Two answers say whether a text shows any sign of level A, or of B; which of the signs it is may
    be less clear than that it is one. Level A needs one of the gravest signs to be likely at all;
    that a place or a habit is named (U5) makes a threat graver, and is none of those alone. Where a
    sign of a lower level was noticed already, less is needed to read A.
    """
    if Level.A in levels:
        return {}
    limit = "level_a_noticed" if levels - {None} else "level_a"
    reads_a = float(row[card.at["level_a"]]) >= card.thresholds[limit]
    if reads_a and gravest:
        likeliest = _likeliest(row, card, sorted(gravest))
        if row[card.at[likeliest]] >= _LIKELY_AT_ALL:
            return {likeliest: Level.A}
    reads_b = float(row[card.at["level_b"]]) >= card.thresholds["level_b"]
    if Level.B not in levels and (reads_a or reads_b):
        return {_likeliest(row, card, open_to): Level.B}
    return {}


def _likeliest(row: Scores, card: Card, signs: Sequence[str]) -> str:
    return max(signs, key=lambda sign: float(row[card.at[sign]]))


def _is_own_message(said: Said) -> bool:
    """Words sent by whoever keeps the case; in the diary they tell what others did."""
    return said.is_self is True and said.kind not in ("note", "described")


def _kinds(row: Scores, card: Card) -> list[str]:
    """The kinds over their limits; of a message that is abuse as a whole, also the likely ones."""
    over = _over(row, card, WORDS)
    if row[card.at["flag"]] < card.thresholds["flag"]:
        return over
    likely = sorted(WORDS, key=lambda label: -float(row[card.at[label]]))
    return over or [label for label in likely if row[card.at[label]] >= 0.5] or likely[:1]


def _over(row: Scores, card: Card, heads: Iterable[str]) -> list[str]:
    over = [head for head in heads if row[card.at[head]] >= card.thresholds[head]]
    return sorted(over, key=lambda head: -float(row[card.at[head]]))


def _signs(
    said: Said,
    plain: Normalised,
    heads: Sequence[str],
    model: Classifier,
    graver: Mapping[str, Level],
) -> Iterable[Sign]:
    if not heads:
        return
    effects = occlusion(plain, heads, model)
    by = f"upstander.recognise.classifier {model.card.version}"
    for head in heads:
        start, end = _quoted(plain, effects[head])
        why, level, label = _sentence(head, graver.get(head))
        yield Sign(
            rule=head if head in SIGN_WORDS else f"model.{head}",
            quote=said.text[start:end],
            start=start,
            end=end,
            why=why,
            source=SOURCE,
            level=level,
            labels=(label,) if label else (),
            by=by,
        )


def _sentence(head: str, graver: Level | None) -> tuple[str, Level | None, str]:
    if head in SIGN_WORDS:
        words, level = SIGN_WORDS[head]
        if graver is Level.A:
            words = GRAVER_WORDS.get(head, words)
        level = graver or level
        return f"These words read like {words}. I may be wrong.", level, ""
    return f"These words read like {WORDS[head]}. I may be wrong.", None, head


Effects = dict[str, list[tuple[int, int, float]]]


def occlusion(plain: Normalised, heads: Sequence[str], model: Classifier) -> Effects:
    """How much each head's answer falls when a word is left out (Zeiler and Fergus 2014).

    Gives, for each head, (start, end, fall) of the words of the plain text, at most 48 of them;
    in a longer text neighbouring words are left out together.
    """
    words = [match.span() for match in _WORD.finditer(plain.text)]
    step = max(1, -(-len(words) // _MOST_OCCLUDED))
    runs = [
        (words[at][0], words[min(at + step, len(words)) - 1][1])
        for at in range(0, len(words), step)
    ]
    texts = [plain.text, *(plain.text[:start] + plain.text[end:] for start, end in runs)]
    scores = model.answers(texts)
    at = model.card.at
    return {
        head: [
            (start, end, float(scores[0][at[head]] - scores[place][at[head]]))
            for place, (start, end) in enumerate(runs, 1)
        ]
        for head in heads
    }


def _quoted(plain: Normalised, effects: Sequence[tuple[int, int, float]]) -> tuple[int, int]:
    """The span of the original from the first to the last word that counts."""
    if not effects:
        return plain.span(0, len(plain.text))
    strongest = max(fall for _, _, fall in effects)
    if len(effects) <= 8 or strongest <= 0:
        first, last = effects[0][0], effects[min(len(effects), _LONGEST_QUOTE) - 1][1]
        return plain.span(first, last)
    counting = [at for at, (_, _, fall) in enumerate(effects) if fall >= _COUNTS * strongest]
    peak = max(range(len(effects)), key=lambda at: effects[at][2])
    near = [at for at in counting if abs(at - peak) <= _LONGEST_QUOTE // 2]
    low, high = max(0, min(near) - 1), min(len(effects) - 1, max(near) + 1)
    return plain.span(effects[low][0], effects[high][1])
