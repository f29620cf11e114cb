"""A timeline with what several patterns ask of it, each worked out once and only when asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from upstander.model.finding import Finding, Said
from upstander.recognise._interface import Known
from upstander.recognise.patterns._aim import Aim
from upstander.recognise.patterns._stops import Stop, first_stops, unwanted
from upstander.recognise.patterns._timeline import (
    Account,
    Line,
    Placed,
    Timeline,
)


class Reading(Timeline):
    """What patterns read. It is itself the messages in time order, so that it can be passed on."""

    @classmethod
    def of(cls, said: Sequence[Said], findings: Mapping[str, Finding], known: Known) -> Reading:
        """Give ``said`` itself where it was counted already with the same findings."""
        if isinstance(said, Reading) and said.findings is findings and said.known is known:
            return said
        return cls(said, findings, known)

    @cached_property
    def aim(self) -> Aim:
        """Whom each message is aimed at."""
        return Aim(self)

    @cached_property
    def told(self) -> dict[Account, Stop]:
        """For each account that was told to stop, the first time."""
        return first_stops(self)

    @cached_property
    def unwanted(self) -> dict[Account, list[Placed]]:
        """For each other account, its messages after a stop or a block."""
        return unwanted(self, self.told)

    @cached_property
    def subjects(self) -> dict[Account, Line]:
        """Accounts whose conduct is looked at: a listed sign, or contact after stop or block."""
        return {
            account: line
            for account, line in self.others.items()
            if line.noticed or line.noticed_unsure or account in self.unwanted
        }

    def target_of(self, said: Sequence[Said]) -> str:
        """Whom most of some messages are aimed at; the first named where it is even."""
        count: dict[str, int] = {}
        for each in said:
            for target in self.aim.of(each):
                count[target] = count.get(target, 0) + 1
        return max(count, key=lambda target: count[target], default="")

    def heeds(self, said: Said, leaves_out: frozenset[str]) -> bool:
        """Whether a noticed message counts for a pattern that leaves some labels out.

        It does not where all its labels are left out and no level of A or B stands beside them.
        """
        if not self.noticed(said):
            return False
        labels = self.labels(said)
        level = self.findings[said.id].level
        urgent = level is not None and level.rank <= 1
        return urgent or not labels or bool(labels - leaves_out)

    def who(self, stop: Stop) -> str:
        """Who said stop, as written; one name for all accounts of whoever keeps the case."""
        account = stop.placed.account
        return self.me if account in self.selves else self.label(account)
