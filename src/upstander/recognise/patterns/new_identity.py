"""A new account after a stop or a block that takes up the same words or details.

It asks and never says that two accounts are one person: many people share a phrase.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime

from upstander.directory.patterns import PatternRecord
from upstander.model.finding import Said
from upstander.recognise.patterns._reading import Reading
from upstander.recognise.patterns._rule import Counted, Told, ids, span
from upstander.recognise.patterns._texts import runs, words_of
from upstander.recognise.patterns._timeline import YOU, Account, Placed

_DIGITS = re.compile(r"\+?\d[\d ()-]{6,18}\d")
_LETTERS = re.compile(r"[^\W\d_]+")
_SHORTEST_STEM = 4
_LONGEST = 2000

Trace = tuple[str, str]
"""What was taken up: ``("words", ...)``, ``("detail", ...)`` or ``("name", ...)``."""


class NewIdentity(Counted):
    """Compares accounts that began after a stop or block with the account it was said to."""

    slug = "new_identity"

    def found(self, reading: Reading, record: PatternRecord) -> Iterable[Told]:
        """One pattern for each pair of accounts."""
        ends = dict(_ends(reading))
        first = min(ends.values(), default=len(reading))
        new = [each for each in reading.others if _began(reading, each) > first]
        if not new:
            return
        traces = _Traces(reading, record, ends, new)
        for account in new:
            for old, shared in traces.shared_with(account).items():
                if _began(reading, account) > ends[old]:
                    yield _told(reading, account, old, shared)


def _ends(reading: Reading) -> Iterator[tuple[Account, int]]:
    """Accounts that were told to stop or were blocked, with the place in time order."""
    for account in reading.others:
        stop = reading.told.get(account)
        if stop is not None and stop.placed.sure:
            yield account, stop.placed.place
        elif account.name in reading.known.blocked:
            yield account, _place_of(reading, reading.known.blocked[account.name])


def _place_of(reading: Reading, at: datetime) -> int:
    """The place of the last message up to a time; that of no message where it has no zone."""
    if at.tzinfo is None:
        return len(reading)
    last = -1
    for place, said in enumerate(reading.said):
        if said.at is None or said.at.tzinfo is None or said.at > at:
            break
        last = place
    return last


def _began(reading: Reading, account: Account) -> int:
    """The place of an account's first message with a sure time; -1 where it has none."""
    sure = reading.lines[account].sure
    return sure[0].place if sure else -1


class _Traces:
    """Who used which words and details of the stopped accounts: no two accounts are compared."""

    def __init__(
        self,
        reading: Reading,
        record: PatternRecord,
        stopped: Iterable[Account],
        new: Iterable[Account],
    ) -> None:
        self._run = record.number("words")
        self._rare = record.number("rare")
        self._common = frozenset(record.phrase("common_names").split())
        self._reading = reading
        self._users: dict[Trace, dict[Account, Placed]] = {}
        self._of: dict[Account, list[Trace]] = {}
        for account in stopped:
            for trace, placed in self._collect(account):
                self._users.setdefault(trace, {}).setdefault(account, placed)
        for account in new:
            for trace, placed in self._collect(account):
                users = self._users.get(trace)
                if users is not None and account not in users:
                    users[account] = placed
                    self._of.setdefault(account, []).append(trace)

    def _collect(self, account: Account) -> Iterator[tuple[Trace, Placed]]:
        line = self._reading.lines[account]
        texts: dict[str, Placed] = {}
        for placed in line.sure:
            texts.setdefault(placed.said.text, placed)
        for placed in texts.values():
            for run in runs(words_of(placed.said.text), self._run):
                yield ("words", " ".join(run)), placed
            for detail in self._details(placed.said):
                yield ("detail", detail), placed
        stem = "".join(_LETTERS.findall(account.name)).casefold()
        if len(stem) >= _SHORTEST_STEM and stem not in self._common and line.sure:
            yield ("name", stem), line.sure[0]

    def _details(self, said: Said) -> Iterator[str]:
        for match in _DIGITS.finditer(said.text[:_LONGEST]):
            yield re.sub(r"\D", "", match[0])[-9:]
        finding = self._reading.findings.get(said.id)
        for sign in finding.signs if finding else ():
            if sign.rule.startswith("detail."):
                yield " ".join(sign.quote.casefold().split())

    def shared_with(self, account: Account) -> dict[Account, dict[Trace, Placed]]:
        """The stopped accounts whose words this one took up, with the messages of this one."""
        shared: dict[Account, dict[Trace, Placed]] = {}
        for trace in self._of.get(account, ()):
            users = self._users[trace]
            if len(users) > self._rare:
                continue
            for other in users:
                if other.name != account.name and self._is_stopped(other, trace):
                    shared.setdefault(other, {})[trace] = users[account]
        return shared

    def _is_stopped(self, account: Account, trace: Trace) -> bool:
        return trace not in self._of.get(account, ())


def _told(reading: Reading, new: Account, old: Account, shared: dict[Trace, Placed]) -> Told:
    said = [each.said for each in sorted(shared.values(), key=lambda one: one.place)]
    stop = reading.told.get(old)
    kinds = dict.fromkeys(kind for kind, _ in shared)
    who = reading.who(stop) if stop else ""
    variant = ("you" if reading.shown(who) == YOU else "named") if stop else "blocked"
    return Told(
        variant,
        tuple(dict.fromkeys(ids(said))),
        (reading.label(old), reading.label(new)),
        target=reading.target_of(said),
        values={"old": reading.label(old), "new": reading.label(new), "who": who},
        facts=(*(("shared", kind) for kind in kinds), *span(said)),
        unsure=reading.lines[new].unsure,
        weight=len(shared),
    )


PLUGIN = NewIdentity()
