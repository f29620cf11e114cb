"""The records of dates that matter: from which day they count, how long, and whom to ask.

A deadline is never advice by itself. It is shown with its source and with whom to check it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field

from upstander.directory.kinds import DirectoryKindSlug
from upstander.directory.records import Many, Record, Slug, Words


class Starts(StrEnum):
    """The day that a deadline counts from."""

    LAST_PAYMENT = "last-payment"
    LAST_INCIDENT = "last-incident"
    REPORT_SENT = "report-sent"
    REPORT_ANSWERED = "report-answered"


class Length(StrEnum):
    """What ``count`` counts."""

    DAYS = "days"
    WORKING_DAYS = "working-days"  # Monday to Friday; bank holidays are not known here
    WEEKS = "weeks"
    MONTHS = "months"


def _starts(value: object) -> object:
    return Starts(value) if isinstance(value, str) else value


def _length(value: object) -> object:
    return Length(value) if isinstance(value, str) else value


class DeadlineRecord(Record):
    """One date to know. ``name`` says it in words; ``why`` explains; ``check_with`` says whom."""

    starts: Annotated[Starts, BeforeValidator(_starts)]
    unit: Annotated[Length, BeforeValidator(_length)]
    count: Annotated[int, Field(ge=1, le=400)]
    less_days: Annotated[int, Field(ge=0, le=31)] = 0  # "three months less a day" takes one off
    why: Words
    check_with: Words
    only_if: str = ""  # a condition that a person has to check, said beside the date
    forms: Many[Slug] = ()  # reports it belongs to
    directory_kinds: Many[DirectoryKindSlug] = ()  # or: what the case is about
    then: str = ""  # what can be done on that day
