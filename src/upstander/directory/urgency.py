"""The records of the urgency rules: which wordings are signs, what they ask for, and why.

A wording is a regular expression over the plain text of :mod:`upstander.language.normalise` with
its apostrophes left out (``he's`` and ``hes`` are one). ``{harm}`` stands for a named class of
words, which are kept once in ``data/urgency-words``. Every repetition is bounded.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from upstander.directory.records import Many, Record, Slug, Words
from upstander.model.finding import Level

RuleSlug = Annotated[str, Field(pattern=r"^u([1-9]|1\d|20)$")]
Trigger = Annotated[str, Field(pattern=r"^(#|@|\$|/|[a-z0-9]+\*?|\{[a-z_]+\})$")]
ClassName = Annotated[str, Field(pattern=r"^[a-z_]+$")]
Speaker = Literal["abuser", "target", "friend", "child", "anyone"]
ExceptionName = Literal[
    "negation",
    "quotation",
    "lyric",
    "game",
    "reported",
    "future",
    "past",
    "film_news",
    "banter",
    "idiom",
]
"""The shared exceptions of ``recognise/exceptions.py``."""


def _as_level(value: object) -> object:
    return Level(value) if isinstance(value, str) and value in "ABCDE" and value else value


Letter = Annotated[Level, BeforeValidator(_as_level)]
"""A to E, see :class:`upstander.model.finding.Level`."""


class _Part(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")


Lists = Annotated[
    Many[Annotated[Many[Trigger], Field(min_length=1)]], Field(min_length=1, max_length=3)
]


class Wording(_Part):
    """One family of wordings of a sign.

    ``match`` is what is quoted; one of ``also`` has to stand somewhere in the same message, none
    of ``unless`` may; with ``rules``, one of those has to speak on the message too. ``triggers``
    gives, for each ``match``, up to three lists of words: where it speaks, a word of each list is
    in the message. They are looked for first, because that is cheap.
    """

    says: Words
    speaker: Speaker = "anyone"
    triggers: Annotated[Many[Lists], Field(min_length=1)]
    match: Annotated[Many[Words], Field(min_length=1)]
    also: Many[Words] = ()
    rules: Many[RuleSlug] = ()
    unless: Many[Words] = ()
    level: Letter | None = None  # where this wording asks for more, or less, than its rule
    exceptions: Many[ExceptionName] | None = None  # instead of the rule's own
    asks: str = ""

    @model_validator(mode="after")
    def _triggers_fit(self) -> Wording:
        if len(self.triggers) != len(self.match):
            raise ValueError("triggers has to hold lists of words for each match")
        return self


class LevelWith(_Part):
    """A more urgent level where one of ``rules`` was noticed in the same message.

    With ``now`` the message also has to speak of now, today or tonight.
    """

    level: Letter
    rules: Annotated[Many[RuleSlug], Field(min_length=1)]
    now: bool = False


class UrgencyRule(Record):
    """One of U1 to U20. ``sentence`` is what a person reads beside the quoted words."""

    slug: RuleSlug
    sentence: Words
    level: Letter
    level_with: Many[LevelWith] = ()
    labels: Many[ClassName] = ()
    exceptions: Many[ExceptionName] = ()
    asks: str = ""
    reviewer: Words
    wordings: Many[Wording] = ()
    counted: str = ""  # for a rule that is counted over several messages: by what
    examples_for: Annotated[Many[Words], Field(min_length=12)]
    examples_against: Annotated[Many[Words], Field(min_length=12)]

    @property
    def number(self) -> str:
        """The rule as it is written on screens and in findings: ``U4``."""
        return self.slug.upper()


class WordClass(_Part):
    """A named class of words; each word is a regular expression without groups that count."""

    name: ClassName
    words: Annotated[Many[Words], Field(min_length=1)]


class UrgencyWords(Record):
    """The named classes of words that the wordings share."""

    slug: Slug
    classes: Annotated[Many[WordClass], Field(min_length=1)]
