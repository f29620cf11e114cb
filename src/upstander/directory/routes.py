"""The records of the router: who comes next in which situation, who never, what to ask.

One file is one topic. A step, a refusal or a question speaks where one of its ``either`` holds
and none of its ``unless``; without ``either`` it always speaks. Inside one table of conditions
every named field has to hold, and of a list one entry is enough.

A step is the id of a body, or an act without a body such as ``act.keep-evidence``; every act is
explained once in ``acts``.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from upstander.directory.body import Audience, BodyKind
from upstander.directory.kinds import DirectoryKindSlug
from upstander.directory.records import Many, Place, Record, Slug, Words
from upstander.directory.urgency import Letter

Phase = Literal[
    "danger",  # life first
    "device",  # a device that nobody watches, before anything is written
    "bank",  # money that may still be stopped
    "child",  # sexual harm to a child: police and protection, never a copy
    "today",  # police or safeguarding the same day
    "keep",  # keep what is there, do not answer or pay
    "police",
    "care",  # school, employer, council, people to warn
    "accounts",
    "platform",
    "network",  # phone companies and networks
    "helpline",  # people to talk to
    "regulator",
    "follow-up",
]
"""In which order steps come. The order of this list is the order of a plan."""

AgeWord = Literal["child", "under-13", "13-15", "16-17", "adult", "unknown"]
AudienceWord = Audience | Literal["unknown"]
PlaceWord = Literal["known", "elsewhere", "unknown", "nation-unknown"]
"""``known``: a place that records are made for. ``nation-unknown``: the country, not its part."""

Fact = Literal[
    "danger",  # somebody is in danger now
    "money",  # money moved or is about to
    "ip",
    "phone",
    "mail",
    "platform",  # a service was named
    "text",  # something was said in one's own words
    "kind",  # a kind was told or found
    "sign",
    "picture-exists",
    "picture-under-18",  # the picture was taken before the person was 18
    "claim-about-children",  # a public claim that somebody is a danger to children
    "platform-answered",
    "week-passed",
    "bank-refused",
    "several-workers",
    "legal-action",
    "life-threatened",  # a threat (U4) whose words speak of killing or dying
    "sender-in-doubt",  # an urgent mail that may not come from the sender it shows
    "anonymous",  # whoever reports wants to stay unnamed
    "helper",  # somebody helps somebody else
    "ask-first",  # the person was not asked yet what they want
    "no-stands",  # the person said no, and that counts
    "no-overridden",  # the person said no, and life, a child or an adult at risk goes before it
    "ages-differ",
]
"""What can be known of a situation beside its kinds, signs, ages and places."""

CaredBy = Literal["school", "employer", "school-employer", "parent", "university"]
StepId = Annotated[str, Field(pattern=r"^[a-z]+(\.[a-z0-9_-]+)+$")]
SignWord = Annotated[str, Field(pattern=r"^U([1-9]|1\d|20)(:[A-E])?$")]
"""A sign, or a sign at one level: ``U16:A``."""


class _Part(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")


class Conditions(_Part):
    """What has to hold together; a field that is empty asks for nothing."""

    kinds: Many[DirectoryKindSlug] = ()
    signs: Many[SignWord] = ()
    levels: Many[Letter] = ()
    audiences: Many[AudienceWord] = ()
    ages: Many[AgeWord] = ()
    places: Many[Place] = ()
    whereabouts: Many[PlaceWord] = ()
    has: Many[Fact] = ()
    lacks: Many[Fact] = ()  # none of these may be known
    cared_by: Many[CaredBy] = ()
    consent: Many[Literal["yes", "refused", "unable", "not asked"]] = ()
    protects_self: Many[Literal["yes", "no", "unsure", "not asked"]] = ()
    text: Many[Words] = ()  # words in a row, as they are said

    @model_validator(mode="after")
    def _asks_for_something(self) -> Conditions:
        if not any(getattr(self, name) for name in type(self).model_fields):
            raise ValueError("a table of conditions asks for something")
        return self


class _Speaks(_Part):
    either: Many[Conditions] = ()
    unless: Many[Conditions] = ()


class Local(_Part):
    """In this place another body does the same."""

    place: Place
    step: StepId


class RouteStep(_Speaks):
    """One thing to do. ``rank`` sorts within a phase, the smallest first.

    ``local``: in some places another body stands in its place. ``or_named``: where the person
    named a body of such a kind, that body does. ``has_human``: a person answers there.
    ``private``: nobody learns of the person targeted through it, so that their "no" does not hold
    it back. ``needs`` and ``happens`` are empty where the record of the body says it.
    """

    step: StepId
    phase: Phase
    rank: Annotated[int, Field(ge=0, le=99)] = 50
    why: Words
    when: Words
    needs: Many[Words] = ()
    happens: str = ""
    has_human: bool = False
    private: bool = False
    local: Many[Local] = ()
    or_named: Many[BodyKind] = ()


class RouteRefusal(_Speaks):
    """Bodies that are not for this situation, and why: said, and never among the steps."""

    steps: Annotated[Many[StepId], Field(min_length=1)]
    why: Words


class RouteQuestion(_Speaks):
    """What is asked once because the answer changes the plan."""

    slug: Slug
    rank: Annotated[int, Field(ge=0, le=99)] = 50
    text: Words
    why: Words
    options: Many[Words] = ()


class ActWay(_Part):
    """A body that an act can mean in one place: its seen numbers are shown with ``where``."""

    body: Words
    where: Words


class RouteAct(_Part):
    """Something to do for which no body is needed, or a body that differs by place."""

    step: Annotated[str, Field(pattern=r"^act\.[a-z]+(-[a-z]+)*$")]
    name: Words
    does: Words
    ways: Many[ActWay] = ()


class Routes(Record):
    """One topic of the router. ``ZZ`` in ``jurisdictions``: everywhere, also where not known."""

    acts: Many[RouteAct] = ()
    steps: Many[RouteStep] = ()
    refusals: Many[RouteRefusal] = ()
    questions: Many[RouteQuestion] = ()

    @property
    def everywhere(self) -> bool:
        """Whether the topic holds also for a place that is not known."""
        return "ZZ" in self.jurisdictions
