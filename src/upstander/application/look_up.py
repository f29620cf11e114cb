"""Ask a register or a name server about one lead, because a person asked for just that.

Off by default in the strongest sense: the way out is :class:`Lookups`, which is not in
``Services``. Each asking is one entry of the record, with what was asked, whom, when, and what
came of it; a failed one too. What was asked before is offered with its age first. An answer from
another device can be pasted instead.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from upstander.application import look_up_words as words
from upstander.application.look_up_record import (
    kept_answer,
    kept_texts,
    look_up_data,
    look_up_from,
)
from upstander.application.network_ports import Fetched, Lookups, TextRecords, Trouble
from upstander.application.record import record
from upstander.application.services import Services
from upstander.directory.rdap_services import Register, registers
from upstander.directory.records import Quality
from upstander.model.actor import Actor
from upstander.model.digest import Digest
from upstander.model.entry import Act, Entry, EntryDraft
from upstander.model.errors import InvalidAnswer, NobodyToAsk
from upstander.model.ids import CaseId
from upstander.model.lead import AbuseContact, LookOutcome, LookUp
from upstander.trace.key_records import KeyAnswer, KeyRecords, KeyState
from upstander.trace.look_up_subject import ASN, IP, TXT, Subject, subject_of
from upstander.trace.pasted_keys import read_pasted as read_key
from upstander.trace.rdap import ERROR, RdapAnswer, concerns, parse_rdap

NAME_SERVER = "the name server of this computer"
PASTED = "an answer that was pasted"
_PATHS = {IP: "ip", ASN: "autnum"}


@dataclass(frozen=True, slots=True)
class Question:
    """One look-up before it is made: what is asked, whom, and what they come to know.

    ``refused`` says why it is not asked; empty: it may be asked.
    """

    subject: Subject
    tells: str
    server: str = ""
    address: str = ""  # of the request, for a register
    register: Register | None = None
    refused: str = ""

    def needs_a_check(self, today: date) -> bool:
        """Whether the address of the register is not confirmed or was checked long ago."""
        register = self.register
        return register is not None and (
            register.quality is Quality.UNCONFIRMED or today > register.review_by
        )


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look-up gave. ``age`` is empty where it was made just now for this."""

    subject: Subject
    outcome: LookOutcome
    words: str  # whole plain sentences
    at: datetime
    server: str
    trouble: Trouble | None = None
    data: bytes = b""
    answer: RdapAnswer | None = None
    texts: tuple[bytes, ...] = ()
    pasted: bool = False
    age: str = ""  # "asked 3 days ago"
    seq: int | None = None  # its entry in the record

    @property
    def contacts(self) -> tuple[AbuseContact, ...]:
        """Where a report may go; from the register's answer alone, with when it was checked."""
        return self.answer.contacts if self.answer else ()


def question_for(kind: str, value: str) -> Question:
    """Prepare a look-up; nothing is sent. Raises InvalidAnswer for what is none."""
    subject = subject_of(kind, value)
    if subject.no_holder:
        reason = words.no_holder(subject)
        return Question(subject, reason, refused=reason)
    if subject.kind == TXT:
        return Question(subject, words.tells(subject, None), NAME_SERVER)
    register = _register_for(subject)
    told = words.tells(subject, register)
    if register is None:
        return Question(subject, told, refused=told)
    path = f"{_PATHS.get(subject.kind, 'domain')}/{subject.value}"
    return Question(subject, told, register.host, register.base + path, register)


def ask(lookups: Lookups, question: Question, *, at: datetime) -> Looked:
    """Go out and ask, without a record: only for who keeps none. Never raises for the network.

    Raises:
        NobodyToAsk: it has no outside holder, or no register is known.
    """
    if question.refused:
        raise NobodyToAsk(question.refused)
    if question.subject.kind == TXT:
        return _from_texts(question.subject, lookups.resolver.txt(question.subject.value), at)
    hosts = registers().hosts() | {question.server}
    return _from_register(question, lookups.fetcher.fetch(question.address, hosts=hosts), at)


def read_pasted(kind: str, value: str, data: bytes, *, at: datetime) -> Looked:
    """Read an answer from another device, without a record. Nothing is sent.

    Raises:
        IntakeError: it is no answer of a register, or one about something else.
        NobodyToAsk: it has no outside holder.
    """
    subject = subject_of(kind, value)
    if subject.no_holder:
        raise NobodyToAsk(words.no_holder(subject))
    if subject.kind == TXT:
        found = _pasted_key(subject, data, at)
    else:
        found = _found(subject, data, PASTED, at)
    if found.trouble is not None:
        raise InvalidAnswer("This answer is about something else, or says that it failed.")
    said = "This answer was pasted. Nobody was asked, and we cannot see who gave it."
    return replace(found, words=said, server="", pasted=True)


def look_up(
    services: Services,
    *,
    actor: Actor,
    case: CaseId,
    lead_kind: str,
    value: str,
    lookups: Lookups,
    again: bool = False,
) -> Looked:
    """Give what was asked before, with its age; else, or ``again``, ask now and record it.

    Raises:
        InvalidAnswer: it is no lead that can be looked up.
        NobodyToAsk: it has no outside holder, or no register is known.
        NotFound: no such case.
    """
    services.index.case(case)
    question = question_for(lead_kind, value)
    earlier = None if again else earlier_answer(services, case=case, subject=question.subject)
    if earlier is not None:
        return earlier
    looked = ask(lookups, question, at=services.clock.now().utc)
    return _recorded(services, actor, case, looked)


def paste_answer(
    services: Services, *, actor: Actor, case: CaseId, lead_kind: str, value: str, data: bytes
) -> Looked:
    """Record an answer that a person got elsewhere. Nothing is sent.

    Raises:
        IntakeError: it is no answer of a register, or one about something else.
        NobodyToAsk: it has no outside holder.
        NotFound: no such case.
    """
    services.index.case(case)
    looked = read_pasted(lead_kind, value, data, at=services.clock.now().utc)
    return _recorded(services, actor, case, looked)


def lookups_of(services: Services, case: CaseId) -> tuple[LookUp, ...]:
    """The look-ups of a case, oldest first, without their answers. Raises NotFound."""
    return services.index.case(case).lookups


def looked_before(services: Services, made: LookUp) -> Looked:
    """Read one look-up with its answer out of the record, with its age."""
    entry = _entry(services, made)
    subject = Subject(made.kind, made.value)
    looked = _again(subject, made, entry)
    age = words.age_words(made.at, services.clock.now().utc, pasted=made.pasted)
    return replace(looked, age=age, seq=made.seq, pasted=made.pasted)


def earlier_answer(services: Services, *, case: CaseId, subject: Subject) -> Looked | None:
    """The last answer about the same thing, if one came and is still whole. Raises NotFound."""
    for made in reversed(lookups_of(services, case)):
        same = (made.kind, made.value) == (subject.kind, subject.value)
        if same and made.outcome is not LookOutcome.FAILED:
            looked = looked_before(services, made)
            return looked if looked.trouble is None else None
    return None


def recorded_keys(services: Services, case: CaseId) -> KeyRecords:
    """All keys of mail signatures that were asked for in a case, with when. Raises NotFound."""
    keys = KeyRecords()
    for made in lookups_of(services, case):
        if made.kind == TXT:
            for answer in _key_answers(services, made):
                keys = keys.with_answer(made.value, answer)
    return keys


def _key_answers(services: Services, made: LookUp) -> Iterator[KeyAnswer]:
    if made.outcome is LookOutcome.ABSENT:
        yield KeyAnswer.absent(made.at)
    elif made.outcome is LookOutcome.FAILED:
        yield KeyAnswer.failed(made.at)
    else:
        yield KeyAnswer.found(kept_texts(_entry(services, made)), made.at)


def _register_for(subject: Subject) -> Register | None:
    if subject.kind == IP:
        return registers().for_ip(ipaddress.ip_address(subject.value))
    if subject.kind == ASN:
        return registers().for_asn(int(subject.value))
    return registers().for_name(subject.value)


def _from_texts(subject: Subject, got: TextRecords, at: datetime) -> Looked:
    said = words.outcome_words(subject, got.outcome, got.trouble)
    return Looked(subject, got.outcome, said, at, NAME_SERVER, got.trouble, texts=got.texts)


def _from_register(question: Question, got: Fetched, at: datetime) -> Looked:
    server = got.hosts[-1] if got.hosts else question.server
    if got.outcome is LookOutcome.FOUND:
        try:
            return _found(question.subject, got.data, server, at)
        except InvalidAnswer:
            got = Fetched(LookOutcome.FAILED, trouble=Trouble.NOT_AN_ANSWER, hosts=got.hosts)
    said = words.outcome_words(question.subject, got.outcome, got.trouble)
    return Looked(question.subject, got.outcome, said, at, server, got.trouble)


def _found(subject: Subject, data: bytes, source: str, at: datetime) -> Looked:
    """Read a register's answer; one that failed or is about something else is no answer."""
    answer = parse_rdap(data, source=source, checked=at)
    trouble = None
    if answer.kind == ERROR:
        trouble = Trouble.SERVER
    elif not concerns(answer, subject.kind, subject.value):
        trouble = Trouble.OTHER
    outcome = LookOutcome.FOUND if trouble is None else LookOutcome.FAILED
    said = words.outcome_words(subject, outcome, trouble)
    kept = answer if trouble is None else None
    return Looked(subject, outcome, said, at, source, trouble, data, kept)


def _again(subject: Subject, made: LookUp, entry: Entry) -> Looked:
    said = words.outcome_words(subject, made.outcome, None)
    if made.outcome is LookOutcome.FOUND and made.kind != TXT:
        try:
            return _found(subject, kept_answer(entry), made.asked or PASTED, made.at)
        except InvalidAnswer:  # too large to be kept
            said, lost = "The answer was too large to keep.", Trouble.TOO_BIG
            return Looked(subject, made.outcome, said, made.at, made.asked, lost)
    trouble = Trouble(made.why) if made.why in list(Trouble) else None
    if made.outcome is LookOutcome.FAILED:
        said = words.outcome_words(subject, made.outcome, trouble)
    return Looked(
        subject, made.outcome, said, made.at, made.asked, trouble, texts=kept_texts(entry)
    )


def _pasted_key(subject: Subject, data: bytes, at: datetime) -> Looked:
    key = read_key(data.decode("utf-8", "replace"), subject.value, at)
    texts = (key.text,) if key.state is KeyState.FOUND else ()
    return Looked(subject, LookOutcome(key.state.value), "", at, "", texts=texts)


def _recorded(services: Services, actor: Actor, case: CaseId, looked: Looked) -> Looked:
    made = LookUp(
        kind=looked.subject.kind,
        value=looked.subject.value,
        asked=looked.server,
        at=looked.at,
        outcome=looked.outcome,
        seq=0,
        why=looked.trouble.value if looked.trouble else "",
        digest=Digest.of(looked.data).hex if looked.data else "",
        pasted=looked.pasted,
    )
    body = look_up_data(made, looked.data, looked.texts)
    (entry,) = record(services, EntryDraft(Act.LOOK_UP, actor, case=case, data=body))
    return replace(looked, seq=entry.seq)


def _entry(services: Services, made: LookUp) -> Entry:
    entry = next(services.ledger.entries(made.seq))
    if look_up_from(entry) != made:
        raise InvalidAnswer("The record holds something else there.")
    return entry
