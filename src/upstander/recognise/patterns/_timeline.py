"""What all patterns ask about a set of messages, counted once in one pass.

An account is a name on a channel, as written. Two accounts are never made one, also when they
bear the same name. A time counts only where it is sure; the rest is kept apart and listed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple, overload

from upstander.model.finding import Finding, Level, Said
from upstander.recognise._interface import Known

_NOT_SPOKEN = frozenset({"system", "reaction", "status", "payment"})
STOP = "stop"
"""The rule of a request to stop."""
YOU = "you"
"""How whoever keeps the case is shown."""
_FIRST_SYMBOL = "\u2190"  # from here on Unicode holds arrows, symbols and emoji


class Account(NamedTuple):
    """A name on a channel, as written."""

    name: str
    channel: str


class Placed(NamedTuple):
    """A message with its place in the order of time and its account."""

    place: int
    said: Said
    account: Account
    sure: bool  # whether its time is sure


@dataclass(slots=True)
class Line:
    """What one account said: messages with a sure time, and the others."""

    sure: list[Placed] = field(default_factory=list)
    unsure: list[Said] = field(default_factory=list)
    noticed: list[Placed] = field(default_factory=list)  # with a sure time
    noticed_unsure: int = 0


@dataclass(slots=True)
class Talk:
    """One conversation."""

    said: list[Placed] = field(default_factory=list)
    accounts: dict[Account, int] = field(default_factory=dict)
    members: tuple[str, ...] = ()


class Timeline(Sequence[Said]):
    """Messages in time order, undated last, with who said what where."""

    def __init__(self, said: Iterable[Said], findings: Mapping[str, Finding], known: Known) -> None:
        self.findings = findings
        self.known = known
        self.said = tuple(sorted(said, key=_order))
        self.lines: dict[Account, Line] = {}
        self.talks: dict[tuple[str, str], Talk] = {}
        self.unsure: list[Said] = []
        self.selves: dict[Account, None] = {}
        self._named = {name.casefold() for name in known.target}
        self._noticed = {about for about, finding in findings.items() if is_noticed(finding)}
        known_accounts: dict[tuple[str, str], Account] = {}
        for place, each in enumerate(self.said):
            if is_spoken(each):
                key = (each.sender, each.channel)
                account = known_accounts.get(key)
                if account is None:
                    account = known_accounts[key] = Account(*key)
                self._take(Placed(place, each, account, is_sure(each)))

    @overload
    def __getitem__(self, at: int) -> Said: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Said]: ...

    def __getitem__(self, at: int | slice) -> Said | Sequence[Said]:
        """One message, or some, in time order."""
        return self.said[at]

    def __len__(self) -> int:
        """How many messages there are, system lines among them."""
        return len(self.said)

    def _take(self, placed: Placed) -> None:
        _, said, account, sure = placed
        line = self.lines.get(account)
        if line is None:
            line = self.lines[account] = Line()
        noticed = said.id in self._noticed
        if sure:
            line.sure.append(placed)
            if noticed:
                line.noticed.append(placed)
        else:
            line.unsure.append(said)
            line.noticed_unsure += noticed
            self.unsure.append(said)
        if said.is_self is True or said.sender in self.known.selves:
            self.selves[account] = None
        key = (said.channel, said.conversation)
        talk = self.talks.get(key)
        if talk is None:
            talk = self.talks[key] = Talk(members=said.members)
        talk.said.append(placed)
        talk.accounts[account] = talk.accounts.get(account, 0) + 1

    def talk_of(self, said: Said) -> Talk:
        """The conversation a message belongs to; raises ``KeyError`` for what was not spoken."""
        return self.talks[(said.channel, said.conversation)]

    def noticed(self, said: Said) -> bool:
        """Whether a listed sign of abuse was noticed in a message of another person."""
        return said.id in self._noticed and not self.is_own(account_of(said))

    def labels(self, said: Said) -> frozenset[str]:
        """The message labels that the signs of a message speak for."""
        finding = self.findings.get(said.id)
        if finding is None:
            return frozenset()
        return frozenset(label for sign in finding.signs for label in sign.labels)

    def is_own(self, account: Account) -> bool:
        """Whether an account is that of whoever keeps the case, or of the target.

        Where nobody told, it is taken for that of whoever asked for contact to stop.
        """
        if account in self.selves or account.name.casefold() in self._named:
            return True
        return account in self._askers

    @property
    def is_told(self) -> bool:
        """Whether somebody told which account is theirs or whom it is about."""
        return bool(self.selves or self.known.selves or self.known.target)

    @cached_property
    def first_asked(self) -> list[Placed]:
        """The first request to stop of each conversation."""
        first: dict[tuple[str, str], Placed] = {}
        for placed, _ in self.signs_called(STOP):
            first.setdefault((placed.said.channel, placed.said.conversation), placed)
        return list(first.values())

    @cached_property
    def _askers(self) -> frozenset[Account]:
        """Who asked to stop first, unless their own words held more signs than others' words."""
        if self.is_told:
            return frozenset()
        return frozenset(each.account for each in self.first_asked if self._may_ask(each))

    def _may_ask(self, asked: Placed) -> bool:
        talk = self.talk_of(asked.said)
        noticed = {account: self._signs_of(account) for account in talk.accounts}
        others = (count for account, count in noticed.items() if account != asked.account)
        return noticed[asked.account] <= max(others, default=0)

    def _signs_of(self, account: Account) -> int:
        line = self.lines[account]
        return len(line.noticed) + line.noticed_unsure

    @cached_property
    def me(self) -> str:
        """The account of whoever keeps the case, as written; empty where nobody said which."""
        names = [account.name for account in self.selves if account.name]
        names += sorted(self.known.selves)
        return names[0] if names else YOU if self.selves else ""

    def shown(self, target: str) -> str:
        """A target as a sentence names it: ``you`` for whoever keeps the case."""
        return YOU if target and target == self.me else target

    @cached_property
    def others(self) -> dict[Account, Line]:
        """The accounts of everybody else; messages without a sender belong to nobody."""
        return {
            account: line
            for account, line in self.lines.items()
            if account.name and not self.is_own(account)
        }

    @cached_property
    def _channels(self) -> dict[str, int]:
        count: dict[str, int] = {}
        for account in self.lines:
            count[account.name] = count.get(account.name, 0) + 1
        return count

    @cached_property
    def _speakers(self) -> frozenset[str]:
        names = [account.name.casefold().lstrip("~@") for account in self.lines]
        return frozenset(names) | {name.split(" ")[0] for name in names}

    def speaks(self, name: str) -> bool:
        """Whether somebody of that name, or with it as a first name, said anything."""
        return name.casefold().lstrip("~@") in self._speakers

    def label(self, account: Account) -> str:
        """An account as it is shown: its name, with the channel where the name is on several."""
        if self._channels.get(account.name, 0) > 1 and account.channel:
            return f"{account.name} ({account.channel})"
        return account.name

    def signs_called(self, begins: str) -> list[tuple[Placed, tuple[str, ...]]]:
        """Messages with signs whose rule is, or begins with, a word; with those rules, in time.

        ``stop`` finds ``stop``, ``lure.`` finds ``lure.gift``.
        """
        wanted: dict[str, tuple[str, ...]] = {}
        for about, finding in self.findings.items():
            rules = [sign.rule for sign in finding.signs if sign.rule.startswith(begins)]
            rules = [rule for rule in rules if rule == begins or begins.endswith(".")]
            if rules:
                wanted[about] = tuple(dict.fromkeys(rules))
        if not wanted:
            return []
        return [
            (Placed(place, said, account_of(said), is_sure(said)), wanted[said.id])
            for place, said in enumerate(self.said)
            if said.id in wanted and is_spoken(said)
        ]


def account_of(said: Said) -> Account:
    """The account that said it."""
    return Account(said.sender, said.channel)


def is_sure(said: Said) -> bool:
    """Whether the time is sure enough to count with: exact, and in UTC."""
    return said.exact and said.at is not None and said.at.tzinfo is not None


def is_spoken(said: Said) -> bool:
    """Whether somebody said something: no line of the system, no reaction, no lone emoji."""
    return said.kind not in _NOT_SPOKEN and not _only_symbols(said)


def is_noticed(finding: Finding) -> bool:
    """Whether a finding holds a listed sign of abuse: flagged, level A to C, or with a label."""
    if finding.flag or (finding.level is not None and finding.level.rank <= Level.C.rank):
        return True
    return any(sign.labels for sign in finding.signs)


def day_of(said: Said) -> date | None:
    """The day a message was sent, on the wall calendar where that is known, else in UTC."""
    when = said.local or said.at
    return when.date() if when else None


def _only_symbols(said: Said) -> bool:
    text = said.text
    if not text or said.has_picture or text.isascii():
        return False
    if any(map(str.isalnum, text)):
        return False
    return any(letter >= _FIRST_SYMBOL for letter in text)


def _order(said: Said) -> tuple[int, float, int]:
    if said.at is None or said.at.tzinfo is None:
        return 1, 0.0, said.seq
    return 0, said.at.timestamp(), said.seq
