"""The ``Index`` port over the tables, on SQLCipher and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from django.db import connections, transaction
from django.db.models import Model, QuerySet

from upstander.application.looks import Glance, Heard, LookedAt, LookState, Overview
from upstander.model.entry import Entry
from upstander.model.errors import NotFound
from upstander.model.evidence import (
    Case,
    DiaryNote,
    EvidenceItem,
    ItemState,
    PackRecord,
    Witness,
)
from upstander.model.finding import Finding, Said, SignAnswer
from upstander.model.ids import CaseId, ItemId, MessageId
from upstander.model.message import Message
from upstander.model.reading import ReadReport, ReadSettings
from upstander.model.timeline import TimelineRow
from upstander.store import connection, found, lines, looks, models, payloads, projection, search
from upstander.store.codec import from_text, to_text
from upstander.store.snapshot import snapshot_of

_TABLES: tuple[type[Model], ...] = (
    models.Case,
    models.Item,
    models.Answer,
    models.NoteVersion,
    models.Witness,
    models.Pack,
    models.Reading,
    models.LedgerEntry,
    models.Line,
    models.Body,
    models.Label,
    models.Tally,
    models.Look,
    models.LookedItem,
    models.Finding,
    models.SignAnswer,
)
_PAGE = 1000


class DjangoIndex:
    """An index in one database.

    ``place`` is the SQLCipher file it belongs to: while another vault is attached, or none, all
    calls raise :class:`VaultLocked`. A server's index has no place.
    """

    def __init__(self, place: Path | None = None, *, using: str = "default") -> None:
        self._place = place
        self._using = using

    def applied(self) -> int:
        """How many entries have been projected."""
        return models.State.objects.using(self._open()).get(name="applied").value

    def apply(self, entries: Sequence[Entry]) -> None:
        """Project entries in one transaction."""
        with transaction.atomic(using=self._open()):
            projection.project(self._using, entries)

    def reset(self) -> None:
        """Empty everything."""
        with transaction.atomic(using=self._open()):
            search.drop_all_words(self._using)
            for table in _TABLES:
                with connections[self._using].cursor() as cursor:
                    cursor.execute(f"DELETE FROM {table._meta.db_table}")  # noqa: S608
            models.State.objects.using(self._using).filter(name="applied").update(value=0)
            models.State.objects.using(self._using).filter(name="line").update(value=1)

    def put_messages(self, item: ItemId, messages: Sequence[Message]) -> int:
        """Add messages in one transaction; ids that the case has already are left alone."""
        with transaction.atomic(using=self._open()):
            row = self._item(item)
            if ItemState(row.state) in payloads.GONE:
                return 0
            return lines.put_messages(self._using, projection.owner_of(self._using, row), messages)

    def drop_messages(self, item: ItemId) -> None:
        """Remove an item's messages and reading report."""
        with transaction.atomic(using=self._open()):
            projection.drop_reading(self._using, self._item(item))

    def put_report(self, item: ItemId, report: ReadReport) -> None:
        """Keep the reading report."""
        with transaction.atomic(using=self._open()):
            row = self._item(item)
            if ItemState(row.state) not in payloads.GONE:
                models.Reading.objects.using(self._using).update_or_create(
                    item_no=row.no, defaults={"report": to_text(report)}
                )

    def snapshot(self) -> str:
        """A digest over everything a person could see."""
        return snapshot_of(self)

    def cases(self) -> tuple[Case, ...]:
        """All cases, oldest first."""
        rows = models.Case.objects.using(self._open()).order_by("no")
        return tuple(from_text(Case, row.noun) for row in rows)

    def case(self, case: CaseId) -> Case:
        """One case; NotFound."""
        return from_text(Case, self._case(case).noun)

    def items(self, case: CaseId) -> tuple[EvidenceItem, ...]:
        """All items of a case in ledger order, in every state but sealed."""
        rows = self._items(case).exclude(state=ItemState.SEALED.value)
        return tuple(from_text(EvidenceItem, row.noun) for row in rows)

    def item(self, item: ItemId) -> EvidenceItem:
        """One item in any state; NotFound."""
        return from_text(EvidenceItem, self._item(item).noun)

    def note(self, item: ItemId) -> DiaryNote:
        """The present text of a note; NotFound."""
        note = projection.present_note(self._open(), self._item(item).no)
        if note is None:
            raise NotFound()
        return note

    def witnesses(self, item: ItemId) -> tuple[Witness, ...]:
        """Witness records of a note, oldest first."""
        rows = models.Witness.objects.using(self._open()).filter(item_no=self._item(item).no)
        return tuple(from_text(Witness, row.noun) for row in rows.order_by("no"))

    def packs(self, case: CaseId) -> tuple[PackRecord, ...]:
        """The packs of a case, oldest first."""
        rows = models.Pack.objects.using(self._open()).filter(case_no=self._case(case).no)
        return tuple(from_text(PackRecord, row.noun) for row in rows.order_by("no"))

    def pack(self, pack: ItemId) -> PackRecord:
        """One pack; NotFound."""
        row = models.Pack.objects.using(self._open()).filter(key=pack).first()
        if row is None:
            raise NotFound()
        return from_text(PackRecord, row.noun)

    def report(self, item: ItemId) -> ReadReport | None:
        """The reading report, if the item was read."""
        rows = models.Reading.objects.using(self._open()).filter(item_no=self._item(item).no)
        text = rows.values_list("report", flat=True).first()
        return from_text(ReadReport, text) if text else None

    def settings(self, item: ItemId) -> ReadSettings:
        """The answers given so far for reading this item."""
        row = self._item(item)
        case = models.Case.objects.using(self._using).get(no=row.case_no)
        return payloads.settings_from(self._answers(row.key), self._answers(case.key))

    def messages(
        self, case: CaseId, *, items: Sequence[ItemId] | None = None
    ) -> Iterator[tuple[ItemId, Message]]:
        """All messages of visible items in time order, page by page."""
        rows = self._items(case).filter(state=ItemState.KEPT.value)
        if items is not None:
            rows = rows.filter(key__in=list(items))
        return self._stream(self._case(case).no, {row.no: ItemId(row.key) for row in rows})

    def message(self, message: MessageId, *, case: CaseId | None = None) -> tuple[ItemId, Message]:
        """One message of a visible item, of one case where that is said; NotFound."""
        wanted = None if case is None else self._case(case).no
        try:
            mid = lines.mid_bytes(message)
        except ValueError:
            raise NotFound() from None
        starting = models.Line.objects.using(self._open()).filter(mid_start=lines.mid_start(mid))
        found = [line for line in starting.order_by("no") if bytes(line.mid or b"") == mid]
        for line in found:
            item = models.Item.objects.using(self._using).get(no=line.item_no)
            if ItemState(item.state) is ItemState.KEPT and wanted in (None, item.case_no):
                body = models.Body.objects.using(self._using).get(line_no=line.no)
                press = lines.press_for(self._using, item.no)
                return ItemId(item.key), press.message(bytes(body.pressed), message)
        raise NotFound()

    def people(self, case: CaseId, limit: int) -> tuple[str, ...]:
        """Who wrote what is in sight, as shown, those who wrote most first; NotFound."""
        using = self._open()
        kept = models.Item.objects.using(using).filter(
            case_no=self._case(case).no, state=ItemState.KEPT.value
        )
        read = models.Reading.objects.using(using).filter(item_no__in=kept.values("no"))
        with_messages = read.exclude(dictionary=b"").values_list("item_no", flat=True)
        return lines.people(using, list(with_messages), limit)

    def begin_look(self, case: CaseId, version: str, without_model: str = "") -> None:
        """Let this engine look at the case; NotFound."""
        looks.begin(self._using, self._case(case).no, version, without_model)

    def unlooked(self, case: CaseId, *, items: Sequence[ItemId] | None = None) -> Iterator[Heard]:
        """What was not looked at yet, page by page."""
        return looks.unlooked(self._using, self._case(case).no, items)

    def put_looked(self, case: CaseId, version: str, looked: Sequence[LookedAt]) -> bool:
        """Keep what looking gave in one transaction."""
        return looks.put(self._using, self._case(case).no, version, looked)

    def waiting(self, case: CaseId, limit: int) -> tuple[Heard, ...]:
        """What waits for the classifier, the most suspicious first."""
        return looks.waiting(self._using, self._case(case).no, limit)

    def look_state(self, case: CaseId) -> LookState:
        """How far the case was looked at; NotFound."""
        return found.state(self._using, self._case(case))

    def said(self, case: CaseId) -> Iterator[Said]:
        """Everything that was said in sight, in time order, page by page."""
        return found.said(self._using, self._case(case).no)

    def findings(self, case: CaseId, about: Sequence[str] | None = None) -> Mapping[str, Finding]:
        """Findings in sight that hold something."""
        return found.findings(self._using, self._case(case).no, about)

    def glances(self, case: CaseId) -> tuple[Glance, ...]:
        """The same at a glance."""
        return found.glances(self._using, self._case(case).no)

    def around(self, case: CaseId, about: str, reach: int) -> tuple[TimelineRow, ...]:
        """A line with its neighbours."""
        return found.around(self._using, self._case(case), about, reach)

    def overview(self, case: CaseId) -> Overview | None:
        """What all lines together showed, as last kept."""
        return found.overview(self._using, self._case(case).no)

    def put_overview(self, case: CaseId, overview: Overview) -> None:
        """Keep what all lines together show."""
        found.put_overview(self._using, self._case(case).no, overview)

    def sign_answers(self, case: CaseId) -> tuple[SignAnswer, ...]:
        """The answers that count."""
        return found.sign_answers(self._using, self._case(case).no)

    def _open(self) -> str:
        if self._place is not None:
            connection.require(self._place)
        return self._using

    def _case(self, case: CaseId) -> models.Case:
        row = models.Case.objects.using(self._open()).filter(key=case).first()
        if row is None:
            raise NotFound()
        return row

    def _item(self, item: ItemId) -> models.Item:
        row = models.Item.objects.using(self._open()).filter(key=item).first()
        if row is None:
            raise NotFound()
        return row

    def _items(self, case: CaseId) -> QuerySet[models.Item]:
        rows = models.Item.objects.using(self._open())
        return rows.filter(case_no=self._case(case).no).order_by("no")

    def _answers(self, about: str) -> dict[str, str]:
        rows = models.Answer.objects.using(self._using).filter(about=about)
        return dict(rows.values_list("slug", "value"))

    def _stream(self, case_no: int, items: dict[int, ItemId]) -> Iterator[tuple[ItemId, Message]]:
        presses = {no: lines.press_for(self._using, no) for no in items}
        after: tuple[int, int, int] = (-(2**62), 0, 0)
        while rows := self._page(case_no, after):
            for item_no, mid, pressed in ((row[1], row[3], row[4]) for row in rows):
                if item_no in items:
                    mid_text = lines.message_id(mid)
                    yield items[item_no], presses[item_no].message(bytes(pressed), mid_text)
            after = rows[-1][:3]

    def _page(
        self, case_no: int, after: tuple[int, int, int]
    ) -> list[tuple[int, int, int, bytes, bytes]]:
        with connections[self._open()].cursor() as cursor:
            cursor.execute(
                "SELECT l.sort_us, l.item_no, l.no, l.mid, b.pressed FROM store_line l"
                " JOIN store_body b ON b.line_no = l.no"
                " WHERE l.case_no = %s AND (l.sort_us, l.item_no, l.no) > (%s, %s, %s)"
                " ORDER BY l.sort_us, l.item_no, l.no LIMIT %s",
                [case_no, *after, _PAGE],
            )
            return list(cursor.fetchall())
