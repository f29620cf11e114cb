"""Which service a few words name: whole words only, in all the names that a service goes by.

A place that a person wrote down ("work Teams", "phone call") is of a service only where nothing
else is named in it. What nobody can tell is of none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from upstander.directory.body import Body
from upstander.directory.link_facts import link_facts
from upstander.directory.shelf import Directory, shipped
from upstander.language.web_address import WebAddress, find_web_addresses, read_web_address
from upstander.model.errors import DirectoryError

_Names = Mapping[tuple[str, ...], str]

_SITE = "platform"
_NETWORKS = frozenset({"isp", "mobile"})
_SPLIT_NAME = re.compile(r"[(),/&+]|\band\b")
_SPLIT_PLACE = re.compile(r"[,;/&+|\n]|\b(?:and|then|or)\b")
_WORD = re.compile(r"[^\W_]+")
_HAS_A_DOT = re.compile(r"[^\s.]\.[^\s.]{2}")
_ALSO_WORDS = frozenset({("search",), ("drive",)})
"""Names of services that people seldom use without the name of whose they are."""
_SHORTEST = 3  # "x", "sc" and the like count only where nothing else is said
_BESIDE = frozenset((
    "on", "in", "the", "my", "a", "an", "at", "app", "site", "account", "chat", "chats", "group",
    "dm", "dms", "direct", "message", "messages", "comment", "comments", "post", "posts", "story",
    "stories", "profile", "page",
))  # fmt: skip
_NO_SITE = frozenset((
    "phone", "telephone", "landline", "sms", "mms", "email", "emails", "mail", "mails", "letter",
    "letters", "person", "door", "doorstep", "street",
))  # fmt: skip
_MAIL = frozenset({"email", "emails", "mail", "mails"})
_CALLS = frozenset({"call", "calls", "phone", "telephone", "landline", "voicemail"})
_TEXTS = frozenset({"sms", "mms", "text", "texts", "rcs"})
_ANY_NETWORK = "any.isp"


def is_site(to: str) -> bool:
    """Whether a receiver is a site or app of the directory."""
    body = _body(to)
    return body is not None and body.kind == _SITE


def is_network(to: str) -> bool:
    """Whether a receiver is a network, a mail provider or a phone company; a kind counts too."""
    body = _body(to)
    return to in _NETWORKS or (body is not None and body.kind in _NETWORKS)


def place_is_of(where: str, to: str) -> bool:
    """Whether a place is one of the receiver's; words that name no place at all are."""
    if not where.strip():
        return True
    links = list(_links(where))
    if links:
        return all(link_is_of(each, to) for each in links)
    return _is_of_network(where, to) if is_network(to) else _is_of_site(where, to)


def link_is_of(link: WebAddress | str, to: str) -> bool:
    """Whether a link goes to the receiver, by the name in it; one that nobody knows does not."""
    address = read_web_address(link) if isinstance(link, str) else link
    host = address.host.casefold()
    if not host:
        return False
    if is_network(to):
        return any(host == own or host.endswith(f".{own}") for own in _own_hosts(to))
    known = link_facts().platform(host)
    return known is not None and known.platform == to != ""


def named_service(where: str) -> str:
    """The name of the one site or app that a place names; empty for none, several or a doubt."""
    found = _found(_words(where), exact=False) | _found(_words(where), exact=True)
    slug = next(iter(found), "")
    body = _body(slug) if len(found) == 1 else None
    return body.name if body is not None and place_is_of(where, slug) else ""


def _is_of_site(where: str, to: str) -> bool:
    body = _body(to)
    if body is not None and _words(where) == _words(body.name):
        return True
    parts = [words for part in _SPLIT_PLACE.split(where.casefold()) if (words := _words(part))]
    return bool(parts) and all(_names_only(words, to) for words in parts)


def _names_only(words: tuple[str, ...], to: str) -> bool:
    """Whether one part of a place names this service, no other, and no way without one."""
    if _NO_SITE.intersection(words):
        return False
    return (_found(words, exact=False) or _found(words, exact=True)) == {to}


def _is_of_network(where: str, to: str) -> bool:
    """Whether it is the sort of thing that a network carries itself: a mail, a call, a text."""
    words = _words(where)
    if _found(words, exact=False) or _found(words, exact=True):
        return False
    return bool(_carried(to).intersection(words)) or _words(_name(to)) == words


def _carried(to: str) -> frozenset[str]:
    body = _body(to)
    kind = body.kind if body is not None else to
    if kind == "mobile":
        return _CALLS | _TEXTS
    return _MAIL if to in (_ANY_NETWORK, "isp") else _MAIL | _CALLS


def _found(words: tuple[str, ...], *, exact: bool) -> set[str]:
    """The services that words name: anywhere among them, or as all that they say (``exact``)."""
    names = _names(shipped())
    if exact:
        said = tuple(each for each in words if each not in _BESIDE)
        return {names[said]} if said in names else set()
    runs = (words[at:end] for at in range(len(words)) for end in range(at + 1, at + 5))
    return {names[run] for run in runs if run in names and not _stands_alone(run)}


def _stands_alone(name: tuple[str, ...]) -> bool:
    return len(name) == 1 and len(name[0]) < _SHORTEST


@lru_cache(maxsize=2)
def _names(directory: Directory) -> _Names:
    """Every name of every service, in words, with its id; of one without a body the record's."""
    bodies = (each for each in directory.bodies() if each.kind == _SITE)
    named = [(name, body.slug) for body in bodies for name in _names_of(body)]
    for each in link_facts().services:
        slug = each.platform or each.slug
        named += [(name, slug) for name in (*each.words, *each.sources_called, each.slug)]
    pairs = ((_words(name), slug) for name, slug in named)
    return {words: slug for words, slug in pairs if words and words not in _ALSO_WORDS}


def _names_of(body: Body) -> Iterator[str]:
    yield body.name
    yield body.slug.partition(".")[2]
    for name in (body.name, *body.formerly):
        yield from _SPLIT_NAME.split(name.casefold())


def _words(text: str) -> tuple[str, ...]:
    joined = text.casefold().replace("e-mail", "email").replace("_", " ")
    return tuple(_WORD.findall(joined))


def _links(text: str) -> Iterator[WebAddress]:
    if _HAS_A_DOT.search(text):
        yield from (address for _, _, address in find_web_addresses(text))


def _own_hosts(to: str) -> Iterable[str]:
    """The registered names of a network's own pages and addresses in the directory."""
    body = _body(to)
    for contact in body.contacts if body is not None else ():
        if contact.way in ("web", "email"):
            host = contact.value.rpartition("@")[2]
            found = read_web_address(host if "://" in host else f"https://{host}").registered
            if found:
                yield found.casefold()


def _name(to: str) -> str:
    body = _body(to)
    return body.name if body is not None else ""


def _body(to: str) -> Body | None:
    try:
        return shipped().body(to) if to else None
    except DirectoryError:
        return None
