"""What a recogniser and a pattern promise."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from upstander.language.normalise import Normalised
from upstander.model.finding import Finding, Pattern, Said, Sign

ALWAYS: frozenset[str] = frozenset()


class Recogniser(ABC):
    """Notices one sort of sign in one message, without learning and without memory.

    The same message gives the same signs. It never raises: odd, empty, huge or hostile text is
    text. It works in time that grows with the length of the text and not faster.
    """

    slug: str
    version: str = "1"
    triggers: frozenset[str] = ALWAYS
    """It is asked only where one of these is in the plain text: a whole word (``knife``), the
    beginning of a word (``threat*``, three letters or more), ``#`` a digit, ``@``, ``$`` a sign
    of a currency, ``/`` a link. Empty means that it is asked always."""

    @abstractmethod
    def signs(self, said: Said, plain: Normalised) -> Iterable[Sign]:
        """Give the signs; each quotes ``said.text[start:end]`` exactly."""


class PatternRule(ABC):
    """Notices something over several messages of one case. Transparent counting, no learning."""

    slug: str
    version: str = "1"

    @abstractmethod
    def patterns(
        self, said: Sequence[Said], findings: Mapping[str, Finding], known: Known
    ) -> Iterable[Pattern]:
        """Give the patterns; ``said`` is in time order, undated last."""


class Known:
    """What a person told about the case, which patterns may use; empty means not told.

    Attributes:
        target: names or accounts of the person it is about.
        selves: accounts of whoever keeps this case.
        blocked: accounts that were blocked, with the time (aware UTC).
    """

    def __init__(
        self,
        *,
        target: Iterable[str] = (),
        selves: Iterable[str] = (),
        blocked: Mapping[str, datetime] | None = None,
    ) -> None:
        self.target = tuple(target)
        self.selves = frozenset(selves)
        self.blocked = dict(blocked or {})
