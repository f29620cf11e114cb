"""Whether a name on the net looks like a well-known one; it never says that it is the same."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from upstander.directory.link_facts import link_facts
from upstander.language.look_alikes import one_apart, skeleton
from upstander.language.web_address import WebAddress, host_span, sharing_service

_LEAST = 5
"""Shorter names differ from many others by one letter."""


@dataclass(frozen=True, slots=True)
class _Known:
    """A well-known name, taken apart once."""

    name: str
    form: str  # its skeleton
    own: str  # its first label
    own_form: str
    ending: str


def looks_like(address: WebAddress) -> str:
    """The well-known name that a host looks like, or an empty string."""
    registered = address.registered
    if not registered or _is_known(address.host):
        return ""
    count = registered.count(".") + 1
    first, last = host_span(address.written)
    shown = _last_labels(address.shown, count)
    forms = {skeleton(shown), skeleton(_last_labels(address.written[first:last], count))}
    label, _, ending = shown.partition(".")
    form = skeleton(label)
    for known in _all_known():
        if known.form in forms:
            return known.name
        if len(known.own) >= _LEAST and label != known.own:
            near = ending == known.ending and one_apart(known.own, label)
            if near or form == known.own_form:
                return known.name
    return ""


def holds_known_name(address: WebAddress) -> str:
    """The well-known name that stands inside a host which belongs to another, or nothing."""
    if not address.registered or _is_known(address.host):
        return ""
    host = address.host.removesuffix(sharing_service(address.host))
    words = set(re.split(r"[.-]", host))
    for known in _all_known():
        inside = f".{known.name}." in f".{host}."
        if inside or (len(known.own) >= _LEAST and known.own in words):
            return known.name
    return ""


def _last_labels(name: str, count: int) -> str:
    return ".".join(name.split(".")[-count:])


def _is_known(host: str) -> bool:
    """Names under a known one are its own, also where it is an ending (``gov.uk``)."""
    known = link_facts().known
    labels = host.split(".")
    return any(".".join(labels[at:]) in known for at in range(len(labels)))


@cache
def _all_known() -> tuple[_Known, ...]:
    return tuple(_taken_apart(name) for name in link_facts().known)


def _taken_apart(name: str) -> _Known:
    own, _, ending = name.partition(".")
    return _Known(name, skeleton(name), own, skeleton(own), ending)
