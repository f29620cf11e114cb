"""Which fields with results of checks the recipient's own provider wrote, by name and by place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from upstander.mail.headers import HeaderBlock
from upstander.model.lead import AuthResult

BELOW = "This stands below the line of the hand-over, so the sender's side may have written it."
FAIL_COUNTS = (
    "This stands below the line of the hand-over, so it is not sure who wrote it. It counts all the"
    " same, so that nobody is named who may know nothing of it."
)
"""Why a result that stands there is trusted; :func:`upstander.trace._alignment.forged_words` does
not say that the provider wrote it."""

_FAILS = frozenset({"fail", "softfail", "hardfail"})
_METHODS = frozenset({"spf", "dkim", "dmarc"})
_SORTS = frozenset({"authentication-results", "received-spf"})


class Own(NamedTuple):
    """What is known of the provider's own fields: its names, and the offset they stand before."""

    names: frozenset[str]
    before: int
    sure_place: bool  # the offset is that of a known hand-over
    below: frozenset[int] = frozenset()  # where the fields start that it wrote below its line

    def wrote(self, server: str, start: int) -> tuple[bool, str]:
        """Say whether a field that names this server is the provider's own, and why."""
        if start >= self.before:
            return self._wrote_below(server, start)
        if not server:
            return self._by_place()
        if self.knows(server):
            return True, f"Your own mail provider wrote this ({server})."
        return False, (
            "The server that this names is not known as your mail provider's, so the sender's side"
            " may have written it."
        )

    def sealed(self, server: str, start: int) -> bool:
        """Say whether the provider wrote a field under a seal: by its name, above the border."""
        return self.sure_place and start < self.before and self.knows(server)

    def knows(self, server: str) -> bool:
        """Whether a name is one of the provider's servers."""
        name = server.rstrip(".").lower()
        known = (each.rstrip(".").lower() for each in self.names)
        return bool(name) and any(
            each and (name == each or name.endswith(f".{each}")) for each in known
        )

    def _wrote_below(self, server: str, start: int) -> tuple[bool, str]:
        if start in self.below and self.knows(server):
            return True, (
                f"Your own mail provider wrote this ({server}). It writes its results right below"
                " its own line."
            )
        return False, BELOW

    def _by_place(self) -> tuple[bool, str]:
        if self.sure_place and self.names:
            return True, (
                "This names no server, but it stands above the line of the hand-over, where only"
                " your own mail provider writes."
            )
        return False, "This names no server, so it cannot be said who wrote it."


def own_fields(
    headers: HeaderBlock, names: frozenset[str], border: int | None, *, below: bool
) -> Own:
    """Find the places where the provider's own fields stand. ``below``: right below its line."""
    if border is None:
        received = headers.first("received")
        return Own(names, received.start if received else headers.body_start, False)
    places = frozenset(_right_below(headers, border)) if below else frozenset[int]()
    return Own(names, border, True, places)


def _right_below(headers: HeaderBlock, border: int) -> Iterator[int]:
    """The first field of each sort that stands there, with no line of another sort before it.

    The sender's side may have written one more below it, so only the first counts.
    """
    seen: set[str] = set()
    for field in headers.fields:
        if field.start < border:
            continue
        sort = field.name.lower()
        if sort not in _SORTS:
            return
        if sort not in seen:
            yield field.start
        seen.add(sort)


def with_fails(results: tuple[AuthResult, ...], provider: Own) -> tuple[AuthResult, ...]:
    """Trust also a fail in the provider's name that stands below, where nothing says otherwise.

    Where the provider surely wrote a result of that method, that result is the one that counts:
    else a sender could make the own mail look forged. What stands under a forwarder's seal is left
    as it is.
    """
    sure = {each.method.lower() for each in results if each.trusted}
    return tuple(
        replace(each, trusted=True, why=FAIL_COUNTS) if _counts(each, sure, provider) else each
        for each in results
    )


def _counts(each: AuthResult, sure: set[str], provider: Own) -> bool:
    method = each.method.lower()
    failed = method in _METHODS and method not in sure and each.result.lower() in _FAILS
    return failed and each.why == BELOW and provider.knows(each.server)
