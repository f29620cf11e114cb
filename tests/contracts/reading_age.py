"""How hard a text is to read, and which words it must not use. Shared by the words tests.

Flesch-Kincaid grade (Kincaid and others, 1975) and the Automated Readability Index (Senter and
Smith, 1967), own versions: syllables are groups of vowels. A score is no more than a hint that a
page has grown hard; it says nothing about whether the words are kind or true.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

HARDEST_GRADE = 5.0
"""US school grade; grade 5 is about age 10 to 11."""
LONGEST_SENTENCE = 20

_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9'’.\-]*")
_END = re.compile(r"(?<=[.!?:])[\"”)]*\s+")
_VOWELS = re.compile(r"[aeiouy]+")

BANNED = (
    r"should have",
    r"should've",
    r"why didn'?t you",
    r"offenders?",
    r"guarante\w*",
    r"proof",
    r"certif\w*",
    r"safe now",
    r"(completely|totally|100 ?%|perfectly) (safe|secure|private)",
    r"low[- ]risk",
    r"stay strong",
    r"(just )?ignore it",
    r"don'?t worry",
    r"military[- ]grade",
    r"unbreakable",
    r"tamper[- ]proof",
    r"court[- ]ready",
    r"admissible",
    r"perpetrators?",
    r"your abuser",
)
_BANNED = re.compile(r"\b(" + "|".join(BANNED) + r")\b", re.IGNORECASE)
_AUTHENTIC = re.compile(r"\bauthentic\w*", re.IGNORECASE)
_NEGATED = re.compile(r"\b(not|never|cannot|no)\b[^.!?]*\bauthentic", re.IGNORECASE)

AMERICAN = re.compile(
    r"\b(\w*(?:ogniz|rganiz|ealiz|umma[r]iz|ecogniz|nalyz|uthoriz|inimiz|aximiz|ategoriz)"
    r"(?:e|es|ed|ing|ation|ations|er)|colors?|colored|behaviors?|favorites?|gray|centers?|"
    r"canceled|license[ds]? to|defense|labeled|catalog|mom|cellphones?|math)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Reading:
    """What was measured of a text."""

    words: int
    sentences: int
    flesch_kincaid: float
    ari: float
    longest: str


def sentences_of(text: str) -> list[str]:
    """Split into sentences; every line ends one, as a list item or heading does."""
    found = (part.strip() for line in text.splitlines() for part in _END.split(line))
    return [part for part in found if _WORD.search(part)]


def measure(text: str) -> Reading:
    """Measure a text of at least one word."""
    sentences = sentences_of(text)
    words = _WORD.findall(text)
    letters = sum(sum(c.isalnum() for c in word) for word in words)
    syllables = sum(_syllables(word) for word in words)
    per_sentence = len(words) / len(sentences)
    return Reading(
        words=len(words),
        sentences=len(sentences),
        flesch_kincaid=0.39 * per_sentence + 11.8 * syllables / len(words) - 15.59,
        ari=4.71 * letters / len(words) + 0.5 * per_sentence - 21.43,
        longest=max(sentences, key=lambda each: len(_WORD.findall(each))),
    )


def word_count(sentence: str) -> int:
    """Count the words of a sentence."""
    return len(_WORD.findall(sentence))


def banned_in(text: str) -> list[str]:
    """List words that no screen or page may use; "authentic" only in an honest "not"."""
    found = [match[0] for match in _BANNED.finditer(text)]
    claims = (each for each in sentences_of(text) if not _NEGATED.search(each))
    return found + [match[0] for claim in claims for match in _AUTHENTIC.finditer(claim)]


def american_in(text: str) -> list[str]:
    """List spellings that are not British."""
    return [match[0] for match in AMERICAN.finditer(text)]


def _syllables(word: str) -> int:
    plain = re.sub(r"[^a-z]", "", word.lower())
    if not plain:
        return max(1, len(word) // 2)  # digits are read out
    groups = len(_VOWELS.findall(plain))
    if plain.endswith("e") and not plain.endswith(("le", "ee", "ye")) and groups > 1:
        groups -= 1
    if plain.endswith("ed") and not plain.endswith(("ted", "ded")) and groups > 1:
        groups -= 1
    return max(1, groups)
