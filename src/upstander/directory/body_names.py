"""From a word to a body of the directory: its id, the end of its id, or its name."""

from __future__ import annotations

from difflib import get_close_matches

from upstander.directory.body import Body
from upstander.directory.kinds import plain_phrase
from upstander.directory.shelf import Directory

NEAR = 5
"""So many near ids are given at most for a word that names no body."""


def find_body(directory: Directory, word: str) -> str:
    """Give the id of the body that a word names; empty where none is called so.

    An id goes before the end of one (``instagram``), and that before a name.
    """
    said = plain_phrase(word)
    bodies = directory.bodies()
    for way in (_id, _short, _name):
        for body in bodies:
            if said and plain_phrase(way(body)) == said:
                return body.slug
    return ""


def near_bodies(directory: Directory, word: str, *, kind: str = "") -> tuple[str, ...]:
    """Give the ids whose end or name looks like a word, the nearest first; of one kind, if given.

    What stands before the first dot of an id is compared with nothing: many begin alike.
    """
    said = plain_phrase(word[:80].partition(".")[2] or word[:80])
    names: dict[str, str] = {}
    for body in directory.bodies():
        if not kind or body.kind == kind:
            for name in (_short(body), _name(body)):
                names.setdefault(plain_phrase(name), body.slug)
    close = get_close_matches(said, list(names), n=3 * NEAR, cutoff=0.6)
    return tuple(dict.fromkeys(names[each] for each in close))[:NEAR]


def _id(body: Body) -> str:
    return body.slug


def _short(body: Body) -> str:
    return body.slug.partition(".")[2]


def _name(body: Body) -> str:
    return body.name
