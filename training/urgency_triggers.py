"""Work out the ``triggers`` of the urgency wordings: looking for words first misses nothing.

For each ``match``, sets of words are read off its parsed form: wherever it matches, one word of
each set is in the message. Of those, up to three are kept that the ordinary talk of
``training/authored`` holds least often. ``python -m training.urgency_triggers u4`` prints them.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from functools import cache
from re import _constants as op  # type: ignore[attr-defined]  # the only parser there is
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from training.expand import read_sheet, rows_of, sheets
from upstander.directory.shelf import shipped
from upstander.directory.urgency import Wording
from upstander.language.normalise import normalise
from upstander.recognise.rules import LISTS, Vocabulary

Node = Sequence[tuple[Any, Any]]
Begun = set[str] | None
"""The word begun so far, in each of its forms; ``None`` where its beginning is not known."""
Sets = list[frozenset[str]]
_MOST = 600
_WORD = re.compile(r"[^\W_]+")


def _closed(begun: Begun, *, whole: bool) -> Sets:
    """The set that a word gives when it ends, or is no longer known."""
    if begun is None or "" in begun or (not whole and min(map(len, begun)) < 3):
        return []
    return [frozenset(begun if whole else (f"{word}*" for word in begun))]


def _literals(node: Node) -> set[str] | None:
    """All strings a node can be, where it is letters and choices only."""
    out = {""}
    for kind, value in node:
        part = _literal(kind, value)
        if part is None or len(out) * len(part) > _MOST:
            return None
        out = {before + after for before in out for after in part}
    return out


def _literal(kind: Any, value: Any) -> set[str] | None:
    if kind is op.LITERAL:
        return {chr(value)} if chr(value).isalnum() else None
    if kind is op.SUBPATTERN:
        return _literals(value[3])
    if kind is op.BRANCH:
        parts = [_literals(each) for each in value[1]]
        return None if None in parts else set().union(*(part or set() for part in parts))
    if kind is op.IN:
        return _one_of(value)
    if kind is op.MAX_REPEAT and value[:2] == (0, 1):
        part = _literals(value[2])
        return None if part is None else part | {""}
    return None


def _one_of(value: Node) -> set[str] | None:
    out: set[str] = set()
    for kind, item in value:
        if kind is op.LITERAL and chr(item).isalnum():
            out.add(chr(item))
        elif kind is op.RANGE and item[1] - item[0] < 10:
            out.update(map(chr, range(item[0], item[1] + 1)))
        else:
            return None
    return out


def _apart(node: Node, after: bool = False) -> bool:
    """Whether a node begins with what parts words; ``after`` for an empty one."""
    for at, (kind, value) in enumerate(node):
        rest = node[at + 1 :]
        if kind in (op.ASSERT, op.ASSERT_NOT):
            continue
        if kind is op.LITERAL:
            return not chr(value).isalnum()
        if kind is op.SUBPATTERN:
            return _apart(value[3], _apart(rest, after))
        if kind is op.BRANCH:
            return all(_apart(each, _apart(rest, after)) for each in value[1])
        if kind in (op.MAX_REPEAT, op.MIN_REPEAT):
            return _apart(value[2]) and (value[0] > 0 or _apart(rest, after))
        return kind is op.AT or (kind is op.IN and _spaces(value))
    return after


def _spaces(value: Node) -> bool:
    return all(
        (kind is op.LITERAL and not chr(item).isalnum())
        or (kind is op.CATEGORY and item is op.CATEGORY_SPACE)
        for kind, item in value
    )


def needed(node: Node, begun: Begun = None, *, after: bool = True) -> tuple[Sets, Begun]:
    """The sets of which a word is in every match, and the word that is begun at the end."""
    sets: Sets = []
    for at, (kind, value) in enumerate(node):
        follows = _apart(node[at + 1 :], after)
        part = _literal(kind, value)
        if part is not None and begun is not None and len(part) * len(begun) <= _MOST:
            begun = {before + now for before in begun for now in part}
            continue
        found, begun = _step(kind, value, begun, follows)
        sets += found
    return sets, begun


def _step(kind: Any, value: Any, begun: Begun, follows: bool) -> tuple[Sets, Begun]:
    if kind is op.ASSERT_NOT:
        return [], begun
    if kind is op.ASSERT:
        return (needed(value[1])[0] if value[0] == 1 else []), begun
    if kind is op.SUBPATTERN:
        return needed(value[3], begun, after=follows)
    if kind is op.BRANCH:
        return _branch(value[1], begun, follows), None
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT):
        return _repeat(value, begun, follows)
    if _apart([(kind, value)]):
        return _closed(begun, whole=True), {""}
    digit = kind is op.IN and all(item in (op.CATEGORY_DIGIT, (48, 57)) for _, item in value)
    return [*_closed(begun, whole=False), *([frozenset("#")] if digit else [])], None


def _repeat(value: Any, begun: Begun, follows: bool) -> tuple[Sets, Begun]:
    least, most, inside = value
    sets, end = needed(inside, begun, after=follows)
    if least == 0:
        stays = begun == {""} and end == {""}
        return _closed(begun, whole=_apart(inside) and follows), begun if stays else None
    return sets, end if most == 1 or end == {""} else None


def _branch(choices: Sequence[Node], begun: Begun, follows: bool) -> Sets:
    best: Sets = []
    for choice in choices:
        sets, end = needed(choice, begun, after=follows)
        sets = sets + _closed(end, whole=follows)
        if not sets:
            return []
        best.append(min(sets, key=lambda each: (_share(each), len(each))))
    return [frozenset().union(*best)]


@cache
def _talk() -> tuple[frozenset[str], ...]:
    """The words of every third row of authored talk without an urgency sign."""
    lines = [line for path in sheets() for line in read_sheet(path)[0] if not line.block.urgency]
    texts = (str(row["text"]) for line in lines[::3] for row in rows_of(line))
    return tuple(frozenset(_WORD.findall(normalise(text).text.replace("'", ""))) for text in texts)


@cache
def _holders(words: frozenset[str]) -> frozenset[int]:
    """The places of the texts in which one of the words occurs."""
    stems = tuple(word[:-1] for word in words if word.endswith("*"))
    return frozenset(
        at
        for at, held in enumerate(_talk())
        if held & words
        or (stems and any(each.startswith(stems) for each in held))
        or ("#" in words and any(map(str.isdigit, "".join(held))))
    )


def _share(words: frozenset[str]) -> int:
    return len(_holders(words))


def _tidy(words: frozenset[str]) -> frozenset[str]:
    """Leave out what the beginning of a word in the set already covers."""
    stems = tuple(word[:-1] for word in words if word.endswith("*"))
    return frozenset(
        word
        for word in words
        if not any(word != f"{stem}*" and word.startswith(stem) for stem in stems)
    )


def all_sets(pattern: str) -> Sets:
    """Every set that a compiled wording gives."""
    sets, end = needed(parser.parse(pattern))
    return [_tidy(each) for each in sets + _closed(end, whole=True)]


def lists_for(wording: Wording, vocabulary: Vocabulary) -> list[list[frozenset[str]]]:
    """The ``triggers`` of a wording: for each match, up to three sets, the rarest first."""
    each = [all_sets(vocabulary.pattern(pattern)) for pattern in wording.also]
    also: Sets = []
    if each and all(each):
        also = [_tidy(frozenset().union(*map(_rarest, each)))]
        also += frozenset(each[0]).intersection(*each[1:])
    return [_chosen(all_sets(vocabulary.pattern(pattern)) + also) for pattern in wording.match]


def _rarest(sets: Sets) -> frozenset[str]:
    return min(sets, key=lambda each: (_share(each), len(each)))


def _chosen(sets: Iterable[frozenset[str]]) -> list[frozenset[str]]:
    left, chosen, waiting = frozenset(range(len(_talk()))), list[frozenset[str]](), list(sets)
    while waiting and len(chosen) < LISTS:
        best = min(waiting, key=lambda each: (len(left & _holders(each)), sorted(each)))
        still = left & _holders(best)
        if chosen and len(still) > 0.9 * len(left):
            break
        chosen.append(best)
        left = still
    return chosen


def main() -> int:
    """Print the triggers of the wordings of a rule, as TOML."""
    vocabulary = Vocabulary(shipped().rule_words())
    for rule in shipped().rules():
        if rule.slug not in sys.argv[1:]:
            continue
        for wording in rule.wordings:
            print(f"# {wording.says}")
            lists = [[sorted(each) for each in match] for match in lists_for(wording, vocabulary)]
            print(f"triggers = {lists}".replace("'", '"'))
    return 0


if __name__ == "__main__":
    sys.exit(main())
