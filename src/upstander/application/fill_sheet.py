"""Fill the working sheets, row by row: claims, copies, profiles, exposed data, people to warn.

A row is what the person saw, in their words. A changed row is a new entry; one that is emptied is
taken out of the sheet and stays in the record.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import MISSING, fields, replace
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any, TypeVar, get_type_hints
from zoneinfo import ZoneInfo

from upstander.application.record import record
from upstander.application.services import Services
from upstander.model.actor import Actor
from upstander.model.entry import Act, EntryDraft, Json
from upstander.model.errors import InvalidAnswer, NotFound, NothingToKeep
from upstander.model.evidence import Case, EvidenceItem
from upstander.model.ids import CaseId
from upstander.model.report import ReportFacts
from upstander.model.worksheets import (
    Claim,
    Exposed,
    Intrusion,
    OfficialForm,
    Profile,
    ProfilePair,
    Repost,
    SheetRow,
    ToWarn,
)

N = TypeVar("N")

SHEETS: Mapping[str, type[Any]] = MappingProxyType(
    {
        "claim-log": Claim,
        "impersonation-sheet": ProfilePair,
        "repost-list": Repost,
        "exposure-list": Exposed,
        "people-to-warn": ToWarn,
        "intrusion-sheet": Intrusion,
        "official-form": OfficialForm,
    }
)
"""The sheets that are filled row by row, by the slug of their form."""

_WORKED_OUT = frozenset({"picture", "look", "sha256", "repost_group", "utc", "port", "protocol"})
"""Fields that a person is not asked for."""
_BETWEEN = re.compile(r"[,;\s]+")
"""What stands between the numbers of several exhibits."""


def fields_of(sheet: str) -> tuple[str, ...]:
    """The fields that a row of a sheet has, in their order. Raises NotFound."""
    noun = SHEETS.get(sheet)
    if noun is None:
        raise NotFound()
    if noun is ProfilePair:
        own = [f"{side}_{name}" for side in ("fake", "real") for name in _asked(Profile)]
        return (*own, "copied", "different")
    return tuple(_asked(noun))


def write_row(
    services: Services,
    *,
    actor: Actor,
    case: CaseId,
    sheet: str,
    given: Mapping[str, str],
    row: str = "",
) -> Case:
    """Record a new row, or a change of one; a row without words is taken out.

    Raises:
        NothingToKeep: a new row without words.
        InvalidAnswer: a field that the sheet does not have.
        NotFound: no such case, sheet or row.
    """
    found = services.index.case(case)
    known = fields_of(sheet)
    if unknown := given.keys() - set(known):
        raise InvalidAnswer(f"This sheet has no field {', '.join(sorted(unknown))[:80]}.")
    kept: dict[str, Json] = {name: text.strip() for name, text in given.items() if text.strip()}
    if row and not any((each.id, each.sheet) == (row, sheet) for each in found.rows):
        raise NotFound()
    if not row and not kept:
        raise NothingToKeep("There are no words to keep.", next_step="Fill in one of the lines.")
    body: dict[str, Json] = {"sheet": sheet, "row": row or services.ids.new(), "fields": kept}
    draft = EntryDraft(Act.SHEET_ROW, actor, case=case, data=MappingProxyType(body))
    record(services, draft)
    return services.index.case(case)


def with_row(
    before: tuple[SheetRow, ...], given: Mapping[str, Json], at: datetime
) -> tuple[SheetRow, ...]:
    """Read the data of ``sheet.row`` onto the rows of a case."""
    written = given.get("fields")
    pairs = written if isinstance(written, dict) else {}
    row = SheetRow(
        sheet=str(given.get("sheet", "")),
        id=str(given.get("row", "")),
        fields=tuple((name, str(text)) for name, text in pairs.items()),
        at=at,
    )
    if not row.fields:
        return tuple(each for each in before if each.id != row.id)
    if any(each.id == row.id for each in before):
        return tuple(row if each.id == row.id else each for each in before)
    return (*before, row)


def with_sheets(
    facts: ReportFacts, case: Case, things: Iterable[EvidenceItem] | None = None
) -> ReportFacts:
    """Give the facts with the rows of the case, for the forms that show them.

    ``things``: without the rows that name a kept thing which is not among these; ``None``: all.
    """
    rows = list(_rows(case))
    if things is not None:
        among = {_plain(name) for each in things for name in (each.exhibit, each.name, each.id)}
        rows = [(sheet, kept) for sheet, row in rows if (kept := _within(row, among))]
    return replace(
        facts,
        claims=tuple(_nouns(Claim, rows, "claim-log")),
        profiles=tuple(_pair(row) for sheet, row in rows if sheet == "impersonation-sheet"),
        reposts=tuple(_nouns(Repost, rows, "repost-list")),
        exposed=tuple(_nouns(Exposed, rows, "exposure-list")),
        to_warn=tuple(_nouns(ToWarn, rows, "people-to-warn")),
        intrusions=tuple(_nouns(Intrusion, rows, "intrusion-sheet")),
        official_forms=tuple(_nouns(OfficialForm, rows, "official-form")),
    )


def _asked(noun: type[Any]) -> Iterator[str]:
    return (each.name for each in fields(noun) if each.name not in _WORKED_OUT)


def _rows(case: Case) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each row with the name of its sheet."""
    for row in case.rows:
        yield row.sheet, {**dict(row.fields), "": case.zone}


def _within(row: dict[str, Any], among: Container[str]) -> dict[str, Any]:
    """A row without what stands in a thing that was not chosen; empty where that is all of it."""
    if not (_is_among(row.get("exhibit"), among) and _is_among(row.get("fake_exhibit"), among)):
        return {}
    if _is_among(row.get("real_exhibit"), among):
        return row
    return {name: text for name, text in row.items() if not name.startswith("real_")}


def _is_among(exhibit: str | None, among: Container[str]) -> bool:
    """Whether a row names no thing, or only chosen ones."""
    if not exhibit or _plain(exhibit) in among:
        return True
    return all(_plain(each) in among for each in _BETWEEN.split(exhibit) if each)


def _plain(name: str | None) -> str:
    return " ".join((name or "").casefold().split())


def _nouns(noun: type[N], rows: Iterable[tuple[str, dict[str, Any]]], name: str) -> Iterator[N]:
    for sheet, row in rows:
        if sheet == name:
            yield _noun(noun, row, "")


def _pair(row: dict[str, Any]) -> ProfilePair:
    return ProfilePair(
        fake=_noun(Profile, row, "fake_"),
        real=_noun(Profile, row, "real_"),
        copied=_lines(row.get("copied", "")),
        different=_lines(row.get("different", "")),
    )


def _noun(noun: type[N], row: Mapping[str, str], prefix: str) -> N:
    """Make a noun of the texts of a row; a time that cannot be read is left out."""
    kind: Any = noun
    hints = get_type_hints(kind)
    given: dict[str, Any] = {}
    for each in fields(kind):
        text = row.get(prefix + each.name, "")
        if "datetime" in str(hints[each.name]):
            given[each.name] = _time(text, row.get("", ""))
        elif text or each.default is MISSING:
            given[each.name] = text
    made: N = kind(**given)
    return made


def _time(text: str, zone: str) -> datetime | None:
    """A typed time; without an offset it is that of the place of the case, if that is known."""
    try:
        read = datetime.fromisoformat(text.strip()) if text.strip() else None
    except ValueError:
        return None
    if read is None or (read.tzinfo is None and not zone):
        return None
    aware = read if read.tzinfo is not None else read.replace(tzinfo=ZoneInfo(zone))
    return aware.astimezone(UTC)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
