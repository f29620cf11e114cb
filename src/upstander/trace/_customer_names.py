"""Whether a looked-up name is that of a customer's line, not of one of the provider's servers.

Networks name the lines of their customers by a scheme: the name carries the address, or a word
says what the line is ("generic rDNS"). Whoever sits at such a line can send mail from it and make
up a Received line by just that name. So the name makes nobody the provider's server.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address

from upstander.directory.providers import line_words, mail_words
from upstander.language.net_address import AddressSort, read_net_address

_NOT_IN_NAMES = re.compile(r"[^0-9a-z]+")
_BETWEEN = r"[-._]"
_CHAINS = re.compile(rf"\d+(?:{_BETWEEN}\d+)+")
_DIGITS = re.compile(r"\d+")
_LETTERS = re.compile(r"[a-z]+")
_MOST_OCTETS = 3
_LONG_RUN = 8
"""So many digits without a break are an address written as one number, not a server's number."""
_SHORTEST_GROUPS = 8
_FIRST_HOSTS = 1 << 32
"""Below it the second half of an IPv6 address is only a number that a person gave by hand."""


@lru_cache(maxsize=4096)
def is_customers_line(name: str, ip: str, ends: tuple[str, ...]) -> bool:
    """Whether a name under one of the provider's ends is of a customer's line.

    A name that is an end itself is of a server that is known by name, whatever it looks like. What
    the end says is the provider's own name and counts for nothing.
    """
    host = name.lower().rstrip(".")
    fronts = (each for end in ends if (each := _front(host, end)) is not None)
    front = min(fronts, key=len, default=host)
    return bool(front) and (carries_address(front, ip) or _has_line_word(front))


def _front(host: str, end: str) -> str | None:
    """What stands in front of an end; ``None`` where the name is not under it."""
    if host == end:
        return ""
    return host.removesuffix(f".{end}") if end and host.endswith(f".{end}") else None


def _has_line_word(front: str) -> bool:
    """Whether a part between dots has a word for a line, and none for a mail server beside it."""
    parts = (set(_LETTERS.findall(part)) for part in front.split("."))
    return any(words & line_words() and not words & mail_words() for words in parts)


def carries_address(name: str, ip: str) -> bool:
    """Whether a name is made of its address: in figures, in hex, backwards, with or without zeros.

    A provider's mail servers have other names, even where they stand under the same domain.
    """
    lowered = name.lower()
    return any(_carries(lowered, each) for each in _addresses(ip))


def _addresses(ip: str) -> Iterator[IPv4Address | IPv6Address]:
    """The address, and the one that it carries inside."""
    known = read_net_address(ip)
    if known is None:
        return
    if known.sort is AddressSort.AMBIGUOUS:  # with leading zeros; a name has decimal numbers
        yield IPv4Address(bytes(int(each) for each in ip.strip("[] ").split(".")))
        return
    yield ip_address(known.plain)
    if known.inner:
        yield ip_address(known.inner)


def _carries(name: str, address: IPv4Address | IPv6Address) -> bool:
    if isinstance(address, IPv6Address):
        return _carries_six(name, address)
    return _carries_four(name, address)


def _carries_four(name: str, address: IPv4Address) -> bool:
    octets = list(address.packed)
    both = (octets, octets[::-1])
    joined = _NOT_IN_NAMES.sub("", name)
    if any(_written(each, form) in joined for each in both for form in ("02x", "03d")):
        return True
    whole = {str(int(address)), *(_written(each, "d") for each in both)}
    if any(len(run) >= _LONG_RUN and run in whole for run in _DIGITS.findall(name)):
        return True
    return any(_in_hex(name, each) for each in both) or _numbers(name, octets)


def _written(octets: Iterable[int], form: str) -> str:
    return "".join(f"{each:{form}}" for each in octets)


def _in_hex(name: str, octets: Iterable[int]) -> bool:
    form = _BETWEEN.join(f"0?{each:x}" for each in octets)
    return re.search(rf"(?<![0-9a-f]){form}(?![0-9a-f])", name) is not None


def _numbers(name: str, octets: Iterable[int]) -> bool:
    """All four numbers anywhere, or three of them in a row with one mark between."""
    wanted = Counter(octets)
    if _shared(name, wanted) == wanted.total():
        return True
    return any(_shared(each[0], wanted) >= _MOST_OCTETS for each in _CHAINS.finditer(name))


def _shared(text: str, wanted: Counter[int]) -> int:
    numbers = Counter(int(each) for each in _DIGITS.findall(text) if len(each) <= _LONG_RUN)
    return (numbers & wanted).total()


def _carries_six(name: str, address: IPv6Address) -> bool:
    digits = address.packed.hex()
    joined = _NOT_IN_NAMES.sub("", name)
    if any(each in joined for each in (digits, digits[::-1], digits[:16])):
        return True
    if int(digits[16:], 16) >= _FIRST_HOSTS and digits[16:] in joined:
        return True
    marked = _NOT_IN_NAMES.sub("-", name)
    return any(len(each) >= _SHORTEST_GROUPS and each in marked for each in _groups(address))


def _groups(address: IPv6Address) -> Iterator[str]:
    """The groups without their zeros, whole, backwards, shortened, and the first half alone."""
    groups = [f"{int(each, 16):x}" for each in address.exploded.split(":")]
    yield "-".join(groups)
    yield "-".join(groups[::-1])
    yield "-".join(groups[:4])
    yield _NOT_IN_NAMES.sub("-", address.compressed).strip("-")
