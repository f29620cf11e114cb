"""Whose words a message holds: the person's own, those of whom the case is about, or another's.

Only what was told decides: no account is taken for a person, and nobody is merged.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from upstander.application.mail_incidents import looks_forged
from upstander.application.names_seen import own_names
from upstander.application.ports import Index
from upstander.application.trace_case import Traced
from upstander.model.evidence import Case, EvidenceItem
from upstander.model.message import Message, MessageKind, Party
from upstander.report.private_words import same_key


@dataclass(frozen=True, slots=True)
class Whose:
    """Names in one form each: the person's ``own``, and those whom the case is ``about``."""

    own: frozenset[str]
    about: frozenset[str]

    def is_own(self, message: Message) -> bool:
        """Whether one of the person's own names wrote it.

        A mail never counts: anybody can write any sender into it. A name that the person told the
        case is about does not count either, for a false profile may bear the person's name.
        """
        shown = _shown(message.sender)
        return (
            message.kind is not MessageKind.MAIL
            and bool(shown & self.own)
            and not shown & self.about
        )

    def is_about(self, message: Message) -> bool:
        """Whether an account wrote it that the person said the case is about."""
        return bool(_shown(message.sender) & self.about)

    def is_told(self, name: str) -> bool:
        """Whether a name as shown is one that the person said the case is about."""
        return bool(self.about) and _key(name) in self.about

    def may_be_about(self, traced: Traced) -> bool:
        """Whether it is by such an account, or by one that nothing names, as in a forged mail."""
        message = traced.message
        nameless = not _shown(message.sender) or (traced.is_mail and looks_forged(traced, ()))
        return nameless or self.is_about(message)


def whose_words(index: Index, case: Case, items: Iterable[EvidenceItem]) -> Whose:
    """What the person said of one case about names."""
    return Whose(own_names(index, case, items), frozenset(map(_key, case.about)) - {""})


def _shown(party: Party | None) -> frozenset[str]:
    if party is None:
        return frozenset()
    return frozenset(map(_key, (party.as_written, party.handle, party.normalised))) - {""}


def _key(name: str) -> str:
    """One form of a name; one without a letter or figure, as of signs alone, stays as it is."""
    return same_key(name) or name.strip().casefold()
