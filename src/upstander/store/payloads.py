"""What the data of ledger entries means, in one place for every index.

Conventions of ``Entry.data`` (a use case writes them, an index reads them; a field that is
missing is empty): ``case.open`` {title}; ``case.answer`` {under18, zone, initials, self_name,
about[], blocked[{account, at}], told{}}, where a list that is there but empty takes the answer
back, and ``told`` holds only the fields that were told this time; ``statement`` {nature, text, by,
about}; ``step`` {step, mark}; ``sheet.row`` {sheet,
row, fields{}}; ``report`` {form, to, receiver, title, sha256, size, left_out[]}; ``report.follow``
{sent_at, sent_how, reference, officer, next_date, closed, answer{at, text, by, item}};
``look.up`` {kind, value, asked, at, outcome, why, pasted, digest, answer, texts[]};
``import`` {name, size, sha256, media_type, grade, kind, origin{}, parent, note}; ``describe``
{where, account, seen_at, what, who_told, platform, url}; ``note`` and ``correct`` {note{}};
``witness`` {note, name, contact, saw, may_be_named}; ``exhibit.assign`` {exhibit}; ``derive``
{source, importer_version, status, counts{}, settings{}, grade}; ``answer`` {slug, value};
``sign.answer`` {about, rule, start, end, reply, note}; ``export`` {name, sha256, size, tag_sha256,
fingerprint, head, items[]}.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from upstander.application.add_original import origin_from
from upstander.application.fill_sheet import with_row
from upstander.application.look_up_record import look_up_from
from upstander.application.make_report import answered_from, submission_from
from upstander.application.tell_case import statement_from, told_from
from upstander.application.write_note import note_from
from upstander.model.digest import Digest
from upstander.model.entry import Act, Entry
from upstander.model.evidence import (
    Block,
    Case,
    DiaryNote,
    EvidenceItem,
    Grade,
    ItemKind,
    ItemState,
    Origin,
    PackRecord,
    Witness,
)
from upstander.model.finding import Reply, SignAnswer
from upstander.model.ids import CaseId, ExhibitNumber, ItemId
from upstander.model.reading import ReadSettings

ADDING = frozenset({Act.IMPORT, Act.CAPTURE, Act.DESCRIBE, Act.NOTE})
"""Acts that make an evidence item."""

MOVING = {
    Act.WITHDRAW: ItemState.WITHDRAWN,
    Act.RESTORE_VIEW: ItemState.KEPT,
    Act.SEAL: ItemState.SEALED,
    Act.ERASE_TOMBSTONE: ItemState.ERASED,
}
"""Acts that change where an item stands."""

GONE = frozenset({ItemState.SEALED, ItemState.ERASED})
"""States that nothing brings back and of whose words the index keeps nothing."""


def text(entry: Entry, name: str) -> str:
    """Give a field of the entry's data as text; empty when it is missing."""
    value = entry.data.get(name)
    return "" if value is None else str(value)


def opened_case(entry: Entry) -> Case:
    """Read ``case.open``."""
    return Case(CaseId(entry.case or ""), text(entry, "title"), entry.at)


def answered_case(case: Case, entry: Entry) -> Case:
    """Give the case with the answers of ``case.answer``; an unsaid one stays as it was."""
    return replace(
        case,
        under18=text(entry, "under18") or case.under18,
        zone=text(entry, "zone") or case.zone,
        initials=text(entry, "initials") or case.initials,
        about=_about(entry, case.about),
        blocked=_blocked(entry, case.blocked),
        told=told_from(entry.data.get("told"), case.told),
    )


def _about(entry: Entry, before: tuple[str, ...]) -> tuple[str, ...]:
    told = entry.data.get("about")
    return tuple(map(str, told)) if isinstance(told, list) else before


def _blocked(entry: Entry, before: tuple[Block, ...]) -> tuple[Block, ...]:
    told = entry.data.get("blocked")
    if not isinstance(told, list):
        return before
    return tuple(
        Block(str(each["account"]), datetime.fromisoformat(str(each["at"])))
        for each in told
        if isinstance(each, dict) and "account" in each and "at" in each
    )


def with_report(case: Case, entry: Entry) -> Case:
    """Give the case after an act of :data:`REPORTING`."""
    if entry.act is Act.LOOK_UP:
        return replace(case, lookups=(*case.lookups, look_up_from(entry)))
    if entry.act is Act.STATEMENT:
        return replace(case, statements=(*case.statements, statement_from(entry.data, entry.at)))
    if entry.act is Act.STEP:
        return replace(case, marks=_marked(case.marks, text(entry, "step"), text(entry, "mark")))
    if entry.act is Act.SHEET_ROW:
        return replace(case, rows=with_row(case.rows, entry.data, entry.at))
    if entry.act is Act.REPORT:
        made = submission_from(entry.item or "", entry.data, entry.at)
        return replace(case, submissions=(*case.submissions, made))
    followed = tuple(
        answered_from(each, entry.data) if each.id == entry.item else each
        for each in case.submissions
    )
    return replace(case, submissions=followed)


def _marked(
    before: tuple[tuple[str, str], ...], step: str, mark: str
) -> tuple[tuple[str, str], ...]:
    others = tuple(pair for pair in before if pair[0] != step)
    return others if mark == "open" else (*others, (step, mark))


REPORTING = frozenset(
    {Act.STATEMENT, Act.STEP, Act.SHEET_ROW, Act.REPORT, Act.REPORT_FOLLOW, Act.LOOK_UP}
)
"""Acts that add to what a case knows of statements, reports and look-ups."""


def added_item(entry: Entry) -> EvidenceItem:
    """Read an entry of :data:`ADDING`."""
    return _READERS.get(entry.act, _original)(entry)


def moved_item(item: EvidenceItem, entry: Entry) -> EvidenceItem:
    """Give the item as it stands after an entry of :data:`MOVING`.

    What is sealed or erased stays so; a sealed thing may still be erased.
    """
    state = MOVING[entry.act]
    if item.state in GONE and state is not ItemState.ERASED:
        return item
    reason = "" if state is ItemState.KEPT else entry.reason or text(entry, "reason")
    return replace(item, state=state, state_reason=reason)


def numbered_item(item: EvidenceItem, entry: Entry) -> EvidenceItem:
    """Give the item with its exhibit number."""
    return replace(item, exhibit=ExhibitNumber(text(entry, "exhibit")) or None)


def derived_item(item: EvidenceItem, entry: Entry) -> EvidenceItem:
    """Give the item with the grade that reading it showed."""
    return replace(item, grade=_grade(entry, item.grade))


def witness_of(entry: Entry) -> Witness:
    """Read ``witness``."""
    return Witness(
        note=ItemId(text(entry, "note") or (entry.item or "")),
        name=text(entry, "name"),
        contact=text(entry, "contact"),
        saw=text(entry, "saw"),
        may_be_named=text(entry, "may_be_named") or "not-asked",
    )


def note_of(entry: Entry) -> DiaryNote:
    """Read the words of ``note`` or ``correct``."""
    return note_from(entry.data.get("note"))


def pack_of(entry: Entry) -> PackRecord | None:
    """Read ``export``; ``None`` when the entry names no kept pack."""
    items = entry.data.get("items")
    if entry.item is None or not text(entry, "sha256"):
        return None
    return PackRecord(
        id=entry.item,
        case=CaseId(entry.case or ""),
        name=text(entry, "name"),
        digest=Digest.parse(text(entry, "sha256")),
        size=_size(entry),
        tag_sha256=text(entry, "tag_sha256"),
        fingerprint=text(entry, "fingerprint"),
        head=text(entry, "head"),
        made_at=entry.at,
        ledger_seq=entry.seq,
        items=tuple(ItemId(str(each)) for each in items) if isinstance(items, list) else (),
    )


def sign_answer_of(entry: Entry) -> SignAnswer | None:
    """Read ``sign.answer``; ``None`` when it answers nothing."""
    start, end = entry.data.get("start"), entry.data.get("end")
    reply = text(entry, "reply")
    if not isinstance(start, int) or not isinstance(end, int) or reply not in list(Reply):
        return None
    return SignAnswer(
        about=text(entry, "about"),
        rule=text(entry, "rule"),
        start=start,
        end=end,
        reply=Reply(reply),
        note=text(entry, "note"),
        at=entry.at,
    )


def settings_from(answers: Mapping[str, str], case_answers: Mapping[str, str]) -> ReadSettings:
    """Give the answers for reading an item; "which name is you" may be said once for a case."""
    return ReadSettings(
        zone=answers.get("zone", ""),
        date_order=answers.get("date_order", ""),
        self_name=answers.get("self_name", "") or case_answers.get("self_name", ""),
        columns=answers.get("columns", ""),
        repeats=answers.get("repeats", ""),
    )


def _original(entry: Entry) -> EvidenceItem:
    sha256 = text(entry, "sha256")
    return EvidenceItem(
        id=ItemId(entry.item or ""),
        case=CaseId(entry.case or ""),
        kind=_kind(entry),
        name=text(entry, "name"),
        digest=Digest.parse(sha256) if sha256 else None,
        size=_size(entry),
        media_type=text(entry, "media_type"),
        grade=_grade(entry, Grade.D),
        added_at=entry.at,
        ledger_seq=entry.seq,
        origin=origin_from(entry.data.get("origin")),
        parent=ItemId(text(entry, "parent")) or None,
        note=text(entry, "note"),
    )


def _described(entry: Entry) -> EvidenceItem:
    return EvidenceItem(
        id=ItemId(entry.item or ""),
        case=CaseId(entry.case or ""),
        kind=ItemKind.DESCRIBED,
        name=text(entry, "where") or text(entry, "url") or text(entry, "what"),
        digest=None,
        size=0,
        media_type="",
        grade=Grade.E,
        added_at=entry.at,
        ledger_seq=entry.seq,
        origin=Origin(
            method="other",
            platform=text(entry, "platform"),
            account=text(entry, "account"),
            url=text(entry, "url"),
            captured_at=text(entry, "seen_at"),
        ),
        note=described_words(entry),
    )


def described_words(entry: Entry) -> str:
    """What a person said of a thing that was not copied, as one text."""
    parts = (text(entry, "what"), text(entry, "who_told"))
    return "\n".join(part for part in parts if part)


def _note(entry: Entry) -> EvidenceItem:
    """A note's digest is the commitment of its entry: the words are nowhere else."""
    return EvidenceItem(
        id=ItemId(entry.item or ""),
        case=CaseId(entry.case or ""),
        kind=ItemKind.NOTE,
        name=text(entry, "name") or "Diary note",
        digest=Digest(entry.commit),
        size=len(entry.body),
        media_type="text/plain",
        grade=Grade.E,
        added_at=entry.at,
        ledger_seq=entry.seq,
        origin=Origin(method="typed", platform=note_of(entry).service),
    )


_READERS: dict[Act, Callable[[Entry], EvidenceItem]] = {
    Act.DESCRIBE: _described,
    Act.NOTE: _note,
}


def _kind(entry: Entry) -> ItemKind:
    partial = text(entry, "kind") == ItemKind.PARTIAL_COPY.value
    return ItemKind.PARTIAL_COPY if partial else ItemKind.ORIGINAL


def _grade(entry: Entry, otherwise: Grade) -> Grade:
    said = text(entry, "grade")
    return Grade(said) if said in Grade.__members__ else otherwise


def _size(entry: Entry) -> int:
    size = entry.data.get("size")
    return size if isinstance(size, int) else 0
