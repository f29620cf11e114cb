"""Gather what every plan and report is made from: told once, counted once, quoted exactly.

The words come from the evidence or from the person; nothing is added. An opinion stays an
opinion. What a person answered with "no" to a sign is not put forward as an incident.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from upstander.application.accounts_seen import accounts_seen, last_seen
from upstander.application.fill_sheet import with_sheets
from upstander.application.leads_told import leads_told, raw_mail, sources_of, stands_in
from upstander.application.looks import Glance
from upstander.application.mail_incidents import as_recorded
from upstander.application.names_seen import names_seen
from upstander.application.places_seen import place_of
from upstander.application.ports import Index
from upstander.application.services import Services
from upstander.application.someone_elses import is_locked
from upstander.application.times_ahead import (
    calls_by,
    day_of_message,
    day_of_note,
    incident_by,
    losses_by,
)
from upstander.application.trace_case import CaseTrace, own_details, trace_case, within
from upstander.application.whose_words import Whose, whose_words
from upstander.application.witnesses_told import never_named, witnesses_named
from upstander.directory.kind_names import kind_names, kinds_kept
from upstander.directory.shelf import shipped
from upstander.language.shown_time import in_utc, in_zone
from upstander.model.actor import Actor
from upstander.model.errors import NotFound
from upstander.model.evidence import Case, DiaryNote, EvidenceItem, ItemKind, ItemState
from upstander.model.finding import Level, Reply
from upstander.model.ids import CaseId, ItemId, MessageId
from upstander.model.message import Message, MessageKind
from upstander.model.report import (
    CallRecord,
    DoneBefore,
    Incident,
    KeptEvidence,
    ReportFacts,
    Submission,
    Told,
)
from upstander.report.of_service import worst_of
from upstander.report.service_names import named_service

MOST_INCIDENTS = 40
"""How many dated things stand in a report; the pack holds all of them."""
_TABLE_KINDS = frozenset({MessageKind.CALL, MessageKind.VOICEMAIL})


@dataclass(frozen=True, slots=True)
class Gathered:
    """The facts of a case with the trace that its leads come from."""

    facts: ReportFacts
    trace: CaseTrace


def gather_facts(
    services: Services, *, actor: Actor, case: CaseId, things: Container[ItemId] | None = None
) -> Gathered:
    """Give everything told, counted and quoted of a case. Raises NotFound.

    ``things``: only what stands in these kept things; ``None``: in all of them.
    """
    found = services.index.case(case)
    kept = items = things_of(services, case)
    today = services.clock.now().utc.date()
    trace = trace_case(services, actor=actor, case=case)
    whose = whose_words(services.index, found, kept)
    incidents = tuple(_incidents(services.index, found, kept, trace, today, whose))
    seen_names = names_seen(services.index, found, kept, _subjects(found, incidents))
    hidden = tuple(never_named(services.index, found))
    if things is not None:
        items = [item for item in kept if item.id in things]
        trace = within(trace, things)
        incidents = tuple(each for each in incidents if each.thing in things)
    rows = _rows(services.index, found, items)
    facts = replace(
        _as_told(found, found.told),
        incidents=incidents,
        worst=worst_of(incidents),
        accounts=tuple(accounts_seen(services, case, incidents, today)),
        evidence=tuple(_evidence(items, rows)),
        leads=tuple(leads_told(trace, whose)),
        sources=tuple(sources_of(trace, whose)),
        stands_in=tuple(stands_in(items, trace)),
        calls=calls_by((message for _, message in rows), today),
        losses=losses_by((message for _, message in rows), today),
        witnesses=tuple(witnesses_named(services.index, items, hidden)),
        hidden_names=hidden,
        raw_mail=raw_mail(services, trace, whose),
        last_seen=last_seen(services, case, items, today, whose.own),
        seen_names=seen_names,
    )
    return Gathered(with_sheets(facts, found, None if things is None else items), trace)


def things_of(services: Services, case: CaseId) -> list[EvidenceItem]:
    """The kept things that a report may tell of: in sight, and not locked as someone else's."""
    return [
        item
        for item in services.index.items(case)
        if item.state is ItemState.KEPT and not is_locked(services, item)
    ]


def calls_in(
    services: Services, case: CaseId, things: Container[ItemId] | None = None
) -> tuple[CallRecord, ...]:
    """The calls of the tables that were kept, of these things only where that is said."""
    items = [each for each in things_of(services, case) if things is None or each.id in things]
    found = services.index.case(case)
    today = services.clock.now().utc.date()
    return calls_by((message for _, message in _rows(services.index, found, items)), today)


def _as_told(case: Case, told: Told) -> ReportFacts:
    return ReportFacts(
        case_ref=f"{case.initials or 'X'}-{case.id[:6]}",
        what_happened=told.what_happened,
        target_name=told.target_name,
        at_risk_now=told.at_risk_now,
        place=told.place,
        address=told.address,
        helping=told.helping,
        reporter=told.reporter,
        kinds=kinds_kept(kind_names(shipped().taxonomy), told.kinds),
        platform=told.platform,
        addresses=told.addresses,
        effect=told.effect,
        fear=told.fear,
        told_to_stop=told.told_to_stop,
        statements=case.statements,
        before=tuple(_before(case.submissions)),
        wants=told.wants or told.helping.wants,
        police_reference=told.police_reference,
        school=told.school,
        employer=told.employer,
        bank=told.bank,
        own_number=told.own_number,
        own_accounts=told.own_accounts,
        about=case.about,
        private=told.private,
        unsure=told.unsure,
        zone=case.zone,
    )


def _incidents(
    index: Index,
    case: Case,
    items: Iterable[EvidenceItem],
    trace: CaseTrace,
    today: date,
    whose: Whose,
) -> Iterator[Incident]:
    """Messages with signs and diary notes, in time order; those without a sure time come last."""
    by_id = {item.id: item for item in items}
    mails = {each.message.id: each for each in trace.traced if each.is_mail}
    own = frozenset(each.casefold() for each in own_details(case.told))
    levels = _levels(index, case.id)
    chosen: list[Incident] = []
    for item, message in _urgent(index, case.id, levels, by_id, whose):
        found = _of_message(by_id[item], message, levels[message.id][0], case.zone)
        mail = mails.get(message.id)
        found = as_recorded(found, mail, case.zone, own) if mail else found
        found = replace(found, about=whose.is_about(message))
        chosen.append(incident_by(found, today, day_of_message(message)))
    for noted in (each for each in by_id.values() if each.kind is ItemKind.NOTE):
        note = index.note(noted.id)
        of_note = _of_note(noted, note, levels.get(noted.id, ("", ""))[0])
        of_note = replace(of_note, about=whose.is_told(of_note.account))
        chosen.append(incident_by(of_note, today, day_of_note(note)))
    late = datetime.max.replace(tzinfo=UTC)
    yield from sorted(chosen, key=lambda each: (each.utc or late, each.when))


def _urgent(
    index: Index,
    case: CaseId,
    levels: Mapping[str, tuple[str, str]],
    items: Container[ItemId],
    whose: Whose,
) -> Iterator[tuple[ItemId, Message]]:
    """The most urgent messages of others, at most :data:`MOST_INCIDENTS`.

    Where the person said whom the case is about, at most so many of those accounts besides: what
    others wrote takes no place of theirs.
    """
    of_all = of_them = 0
    for about, (_, sender) in levels.items():
        theirs = whose.is_told(sender) and of_them < MOST_INCIDENTS
        if of_all >= MOST_INCIDENTS and not theirs:
            continue
        with suppress(NotFound):
            item, message = index.message(MessageId(about), case=case)
            if item in items and not whose.is_own(message):
                of_all, of_them = of_all + 1, of_them + theirs
                yield item, message


def _subjects(case: Case, incidents: Iterable[Incident]) -> set[str]:
    """Whom the case is about: as told, with those of the notes; else all whose words are in it."""
    seen = {each.account for each in incidents if not (case.about and each.message)}
    return {*case.about, *seen}


def noticed_signs(
    index: Index, case: CaseId
) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """The urgency rules with their levels, and the labels, of signs not answered with "no".

    Labels come in the order of how often they were noticed, the most frequent first.
    """
    refused = _refused(index, case)
    signs: dict[tuple[str, str], None] = {}
    labels: Counter[str] = Counter()
    for glance in index.glances(case):
        for mark in glance.marks:
            if glance.own or (glance.about, mark.rule, mark.start) in refused:
                continue
            labels.update(mark.labels)
            if mark.level is not None and mark.rule[:1] == "U":
                signs[mark.rule, mark.level.value] = None
    return tuple(signs), tuple(label for label, _ in labels.most_common())


def _refused(index: Index, case: CaseId) -> set[tuple[str, str, int]]:
    return {
        (each.about, each.rule, each.start)
        for each in index.sign_answers(case)
        if each.reply is Reply.NO
    }


def _levels(index: Index, case: CaseId) -> Mapping[str, tuple[str, str]]:
    """What has an urgent sign, the most urgent and then the latest first: id, level and sender."""
    ranked = sorted(_ranked(index.glances(case), _refused(index, case)), key=lambda each: each[:2])
    return {about: ("ABCDE"[rank], sender) for rank, _, about, sender in ranked}


def _ranked(
    glances: Iterable[Glance], refused: set[tuple[str, str, int]]
) -> Iterator[tuple[int, int, str, str]]:
    for glance in glances:
        ranks = [
            mark.level.rank
            for mark in glance.marks
            if mark.level is not None
            and mark.level is not Level.E
            and (glance.about, mark.rule, mark.start) not in refused
        ]
        if ranks and not glance.own:
            yield min(ranks), -glance.sort_us, glance.about, glance.sender


def _of_message(item: EvidenceItem, message: Message, level: str, zone: str) -> Incident:
    sent = message.sent
    sure = sent is not None and sent.utc is not None
    return Incident(
        when=_shown(sent.utc, sent.raw, sent.zone or zone) if sent else "time not known",
        what=message.text,
        account=_account(message),
        where=place_of(message),
        utc=sent.utc if sent else None,
        certainty="exact" if sure else "unsure",
        item=item.exhibit or item.name,
        level=level,
        message=message.id,
        thing=item.id,
    )


def _of_note(item: EvidenceItem, note: DiaryNote, level: str) -> Incident:
    utc = datetime.fromisoformat(note.event_utc) if note.event_utc else None
    return Incident(
        when=_shown(utc, note.event_at, note.zone) if utc else note.event_at or "time not known",
        what=note.exact_words or note.summary,
        account=note.who_handle or note.who_shown,
        where=named_service(note.service) or note.service,
        utc=utc,
        certainty={"exact": "exact", "about": "about"}.get(note.certainty, "unsure"),
        item=item.exhibit or "diary note",
        level=level,
        thing=item.id,
    )


def _shown(utc: datetime | None, raw: str, zone: str) -> str:
    if utc is None:
        return f"{raw} (as written; the zone is not known)" if raw else "time not known"
    return in_zone(utc, zone) if zone else in_utc(utc)


def _account(message: Message) -> str:
    sender = message.sender
    return (sender.as_written or sender.handle) if sender is not None else ""


def _evidence(
    items: Iterable[EvidenceItem], rows: Iterable[tuple[ItemId, Message]]
) -> Iterator[KeptEvidence]:
    held = {(item, _sort_of_row(message)) for item, message in rows}
    for item in items:
        if item.has_bytes and item.digest is not None:
            yield KeptEvidence(
                exhibit=item.exhibit or "",
                name=item.name,
                sha256=item.digest.hex,
                size=item.size,
                kept_at=item.added_at,
                grade=item.grade.value,
                thing=item.id,
                holds=tuple(sorted(sort for thing, sort in held if thing == item.id)),
            )


def _rows(
    index: Index, case: Case, items: Iterable[EvidenceItem]
) -> tuple[tuple[ItemId, Message], ...]:
    """The rows of the tables that were kept."""
    wanted = [item.id for item in items if _holds_rows(index, item.id)]
    return tuple(index.messages(case.id, items=wanted)) if wanted else ()


def _sort_of_row(message: Message) -> str:
    if message.payment is not None:
        return "payments"
    return "calls" if message.kind is MessageKind.CALL else "texts"


def _holds_rows(index: Index, item: ItemId) -> bool:
    report = index.report(item)
    return report is not None and report.source == "table"


def _before(submissions: Iterable[Submission]) -> Iterator[DoneBefore]:
    for each in submissions:
        if each.sent_at:
            yield DoneBefore(
                to=each.receiver or each.to,
                when=each.sent_at,
                channel=each.sent_how,
                reference=each.reference,
                answer="\n\n".join(filter(None, (answer.text for answer in each.answers))),
                outcome=each.answers[-1].outcome_words if each.answers else "",
                report=each.id,
                form=each.form,
                body=each.to,
            )
