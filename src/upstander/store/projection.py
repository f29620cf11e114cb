"""Ledger entries to rows: every act in its order, each to the same rows every time."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace

from upstander.model.entry import Act, Entry, Json
from upstander.model.errors import IndexStale
from upstander.model.evidence import Case, DiaryNote, EvidenceItem, ItemState
from upstander.model.finding import SignAnswer
from upstander.store import lines, models, payloads, unlook
from upstander.store.codec import from_text, to_text
from upstander.store.own_lines import own_line


def project(using: str, entries: Sequence[Entry]) -> None:
    """Project entries in order inside the caller's transaction.

    What was projected before is left alone. Raises :class:`IndexStale` for a gap.
    """
    state = models.State.objects.using(using).select_for_update().get(name="applied")
    fresh = [entry for entry in entries if entry.seq >= state.value]
    for wanted, entry in enumerate(fresh, state.value):
        if entry.seq != wanted:
            raise IndexStale("Entries are missing in between.")
        _project(using, entry)
    models.LedgerEntry.objects.using(using).bulk_create(_ledger_row(entry) for entry in fresh)
    state.value += len(fresh)
    state.save(using=using, update_fields=["value"])


def owner_of(using: str, item: models.Item) -> lines.Owner:
    """The item as the owner of lines."""
    zone = models.Case.objects.using(using).filter(no=item.case_no).values_list("zone", flat=True)
    return lines.Owner(item.no, item.case_no, zone.first() or "")


def let_stand(using: str, item: models.Item) -> None:
    """Put an item's own line in the timeline, unless its messages stand for it."""
    noun = from_text(EvidenceItem, item.noun)
    owner = owner_of(using, item)
    rows = models.Line.objects.using(using).filter(item_no=item.no)
    if noun.state in payloads.GONE or rows.filter(mid__isnull=False).exists():
        return
    lines.put_own(using, owner, own_line(noun, present_note(using, item.no), owner.zone))


def present_note(using: str, item_no: int) -> DiaryNote | None:
    """The latest version of a note."""
    versions = models.NoteVersion.objects.using(using).filter(item_no=item_no)
    latest = versions.order_by("-no").first()
    return from_text(DiaryNote, latest.noun) if latest is not None else None


def _project(using: str, entry: Entry) -> None:
    step = _STEPS.get(entry.act)
    if step is not None:
        step(using, entry)
        return
    on_item = _ITEM_STEPS.get(entry.act)
    if on_item is not None and entry.item is not None:
        item = models.Item.objects.using(using).filter(key=entry.item).first()
        if item is not None:
            on_item(using, entry, item)


def _open_case(using: str, entry: Entry) -> None:
    case = payloads.opened_case(entry)
    models.Case.objects.using(using).create(no=entry.seq, key=case.id, noun=to_text(case))


def _answer_case(using: str, entry: Entry) -> None:
    row = models.Case.objects.using(using).filter(key=entry.case or "").first()
    if row is None:
        return
    case = payloads.answered_case(from_text(Case, row.noun), entry)
    moved = case.zone != row.zone
    row.noun, row.zone = to_text(case), case.zone
    row.save(using=using)
    for slug, value in entry.data.items():
        _keep_answer(using, row.key, slug, value)
    if moved:
        lines.place_again(using, row.no, case.zone)
    if moved or entry.data.get("self_name"):
        unlook.forget_case(using, row.no)  # "sat 2pm" and "who is you" are read with them


def _report(using: str, entry: Entry) -> None:
    row = models.Case.objects.using(using).filter(key=entry.case or "").first()
    if row is not None:
        row.noun = to_text(payloads.with_report(from_text(Case, row.noun), entry))
        row.save(using=using)


def _add(using: str, entry: Entry) -> None:
    noun = payloads.added_item(entry)
    case_no = models.Case.objects.using(using).filter(key=noun.case).values_list("no", flat=True)
    item = models.Item.objects.using(using).create(
        no=entry.seq,
        key=noun.id,
        case_no=case_no.first() or 0,
        state=noun.state.value,
        sha256=noun.digest.hex if noun.digest else "",
        noun=to_text(noun),
    )
    if entry.act is Act.NOTE:
        _keep_note(using, entry, item)
    let_stand(using, item)


def _export(using: str, entry: Entry) -> None:
    pack = payloads.pack_of(entry)
    if pack is None:
        return
    case_no = models.Case.objects.using(using).filter(key=pack.case).values_list("no", flat=True)
    models.Pack.objects.using(using).create(
        no=entry.seq, key=pack.id, case_no=case_no.first() or 0, noun=to_text(pack)
    )


def _move(using: str, entry: Entry, item: models.Item) -> None:
    noun = payloads.moved_item(from_text(EvidenceItem, item.noun), entry)
    _save(using, item, noun)
    if noun.state in payloads.GONE:
        _forget(using, item)


def _number(using: str, entry: Entry, item: models.Item) -> None:
    _save(using, item, payloads.numbered_item(from_text(EvidenceItem, item.noun), entry))


def _derive(using: str, entry: Entry, item: models.Item) -> None:
    _save(using, item, payloads.derived_item(from_text(EvidenceItem, item.noun), entry))


def _answer_item(using: str, entry: Entry, item: models.Item) -> None:
    _keep_answer(using, item.key, payloads.text(entry, "slug"), payloads.text(entry, "value"))
    drop_reading(using, item)


def _correct(using: str, entry: Entry, item: models.Item) -> None:
    if ItemState(item.state) not in payloads.GONE:
        _keep_note(using, entry, item)
        let_stand(using, item)


def _witness(using: str, entry: Entry, item: models.Item) -> None:
    if ItemState(item.state) not in payloads.GONE:
        noun = to_text(payloads.witness_of(entry))
        models.Witness.objects.using(using).create(no=entry.seq, item_no=item.no, noun=noun)


def _answer_sign(using: str, entry: Entry, item: models.Item) -> None:
    answer = payloads.sign_answer_of(entry)
    if answer is None or ItemState(item.state) in payloads.GONE:
        return
    sign = {"about": answer.about, "rule": answer.rule, "first": answer.start, "last": answer.end}
    answers = models.SignAnswer.objects.using(using)
    answers.filter(case_no=item.case_no, **sign).delete()
    answers.create(
        no=entry.seq, case_no=item.case_no, item_no=item.no, noun=to_text(answer), **sign
    )


def drop_reading(using: str, item: models.Item) -> None:
    """Take out what reading an item gave; it stands for itself again."""
    lines.drop_messages(using, owner_of(using, item))
    models.Reading.objects.using(using).filter(item_no=item.no).delete()
    let_stand(using, item)


def _forget(using: str, item: models.Item) -> None:
    """Keep no words of it; a copy of the same bytes in the case is to be read again."""
    lines.drop_all(using, owner_of(using, item))
    for table in (models.Reading, models.NoteVersion, models.Witness):
        table.objects.using(using).filter(item_no=item.no).delete()
    for answer in models.SignAnswer.objects.using(using).filter(item_no=item.no):
        answer.noun = to_text(replace(from_text(SignAnswer, answer.noun), note=""))
        answer.save(using=using)
    copies = models.Item.objects.using(using).filter(case_no=item.case_no, sha256=item.sha256)
    if item.sha256:
        readings = models.Reading.objects.using(using)
        readings.filter(item_no__in=list(copies.values_list("no", flat=True))).update(report="")


def _keep_note(using: str, entry: Entry, item: models.Item) -> None:
    models.NoteVersion.objects.using(using).create(
        no=entry.seq,
        item_no=item.no,
        written_at=entry.at,
        reason=entry.reason,
        noun=to_text(payloads.note_of(entry)),
    )


def _keep_answer(using: str, about: str, slug: str, value: Json) -> None:
    if slug and value and not isinstance(value, (list, dict)):
        models.Answer.objects.using(using).update_or_create(
            about=about, slug=slug, defaults={"value": str(value)}
        )


def _save(using: str, item: models.Item, noun: EvidenceItem) -> None:
    item.noun, item.state = to_text(noun), noun.state.value
    item.save(using=using)


def _ledger_row(entry: Entry) -> models.LedgerEntry:
    return models.LedgerEntry(
        no=entry.seq,
        at=entry.at,
        zone=entry.zone,
        act=entry.act.value,
        case_key=entry.case or "",
        item_key=entry.item or "",
        commit=entry.commit,
        reason=entry.reason,
        data=json.dumps(dict(entry.data)),
    )


_STEPS: dict[Act, Callable[[str, Entry], None]] = {
    Act.CASE_OPEN: _open_case,
    Act.CASE_ANSWER: _answer_case,
    Act.EXPORT: _export,
    **dict.fromkeys(payloads.REPORTING, _report),
    **dict.fromkeys(payloads.ADDING, _add),
}
_ITEM_STEPS: dict[Act, Callable[[str, Entry, models.Item], None]] = {
    Act.EXHIBIT_ASSIGN: _number,
    Act.DERIVE: _derive,
    Act.ANSWER: _answer_item,
    Act.SIGN_ANSWER: _answer_sign,
    Act.CORRECT: _correct,
    Act.WITNESS: _witness,
    **dict.fromkeys(payloads.MOVING, _move),
}
