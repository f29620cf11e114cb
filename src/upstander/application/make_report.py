"""Keep a report as it was made, and write down what became of it.

Nothing is sent from here: the person sends it. What is kept are the files for its receiver
(text, print, mail draft and what goes with them), with all that was left out left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, datetime, timedelta
from io import BytesIO
from types import MappingProxyType
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from upstander.application.record import data, record
from upstander.application.services import Services
from upstander.model.actor import Actor
from upstander.model.digest import Digest
from upstander.model.entry import Act, EntryDraft, Json
from upstander.model.errors import InvalidAnswer, NotFound, NothingToKeep
from upstander.model.evidence import Case
from upstander.model.ids import CaseId, ItemId
from upstander.model.report import Answered, Document, FilePart, Submission

OUTCOMES = ("", "yes", "partly", "no")
"""Whether a receiver does what was asked, in an answer; empty: not said."""
_ANSWERED = tuple(each.name for each in fields(Answered))
_FOLLOWED = ("sent_at", "sent_how", "reference", "officer", "next_date", "closed")


@dataclass(frozen=True, slots=True)
class Followed:
    """What became of a report; an empty field says nothing new."""

    sent_at: str = ""
    sent_how: str = ""
    reference: str = ""
    officer: str = ""
    next_date: str = ""
    closed: str = ""
    answer: Answered | None = None


def keep_report(
    services: Services,
    *,
    actor: Actor,
    case: CaseId,
    document: Document,
    parts: Sequence[FilePart],
    to: str = "",
    receiver: str = "",
) -> Submission:
    """Keep the files of a report as they were made for its receiver, and record that.

    Raises:
        NotFound: no such case.
        NothingToKeep: no files.
    """
    services.index.case(case)
    if not any(part.data for part in parts):
        raise NothingToKeep()
    raw = _zipped(parts)
    sink = services.blobs.receive()
    try:
        sink.write(raw)
        stored = sink.finish()
    except BaseException:
        sink.abandon()
        raise
    report = ItemId(services.ids.new())
    left_out: list[Json] = list(document.left_out)
    body = data(
        form=document.form,
        to=to,
        receiver=receiver,
        title=document.title,
        sha256=stored.digest.hex,
        size=stored.size,
        left_out=left_out,
    )
    record(services, EntryDraft(Act.REPORT, actor, case=case, item=report, data=body))
    return report_of(services.index.case(case), report)


def kept_parts(
    services: Services, *, actor: Actor, case: CaseId, report: str
) -> tuple[FilePart, ...]:
    """Give the files of a report as they were made.

    Raises:
        NotFound: no such report in the case.
        OriginalChanged: it is not as it was kept.
    """
    found = report_of(services.index.case(case), report)
    with services.blobs.open(Digest(found.sha256)) as stream, ZipFile(stream) as held:
        return tuple(
            FilePart(info.filename, info.comment.decode(), held.read(info))
            for info in held.infolist()
        )


def kept_text(services: Services, *, actor: Actor, case: CaseId, report: str) -> str:
    """Give the plain text of a report as it was made; raises as :func:`kept_parts` does."""
    for part in kept_parts(services, actor=actor, case=case, report=report):
        if part.media_type == "text/plain":
            return part.data.decode("utf-8", "surrogatepass")
    raise NotFound()


def follow_report(
    services: Services, *, actor: Actor, case: CaseId, report: str, followed: Followed
) -> Submission:
    """Record what became of a report: sent, reference, officer, an answer, the next date.

    Raises:
        InvalidAnswer: a date that is none, or a day to come for what was sent or answered.
        NothingToKeep: nothing new is said.
        NotFound: no such report in the case.
    """
    report_of(services.index.case(case), report)
    _check_days(services, followed)
    body: dict[str, Json] = {
        name: getattr(followed, name).strip()
        for name in _FOLLOWED
        if getattr(followed, name).strip()
    }
    answer = followed.answer
    if answer is not None and (answer.text.strip() or answer.outcome):
        if answer.outcome not in OUTCOMES:
            raise InvalidAnswer("Whether they do it is said as yes, partly or no.")
        body["answer"] = {**asdict(answer), "text": answer.text.strip()}
    if not body:
        raise NothingToKeep("There is nothing new to keep.", next_step="Fill in one of the lines.")
    draft = EntryDraft(
        Act.REPORT_FOLLOW, actor, case=case, item=ItemId(report), data=MappingProxyType(body)
    )
    record(services, draft)
    return report_of(services.index.case(case), report)


def report_of(case: Case, report: str) -> Submission:
    """One report of a case; raises NotFound."""
    found = case.submission(report)
    if found is None:
        raise NotFound()
    return found


def submission_from(report: str, given: Mapping[str, Json], at: datetime) -> Submission:
    """Read the data of ``report``."""
    left_out, size = given.get("left_out"), given.get("size")
    return Submission(
        id=report,
        form=str(given.get("form", "")),
        to=str(given.get("to", "")),
        receiver=str(given.get("receiver", "")),
        title=str(given.get("title", "")),
        made_at=at,
        sha256=str(given.get("sha256", "")),
        size=size if isinstance(size, int) else 0,
        left_out=tuple(map(str, left_out)) if isinstance(left_out, list) else (),
    )


def answered_from(before: Submission, given: Mapping[str, Json]) -> Submission:
    """Read the data of ``report.follow`` onto a report."""
    said = {name: str(given[name]) for name in _FOLLOWED if given.get(name)}
    answer = given.get("answer")
    answers = before.answers
    if isinstance(answer, dict):
        words = {name: str(answer.get(name, "")) for name in _ANSWERED}
        answers = (*answers, Answered(**words))
    return replace(before, answers=answers, **said)  # type: ignore[arg-type]  # all are text


def _zipped(parts: Sequence[FilePart]) -> bytes:
    """The files in one archive without times of its own; the media type stands as a comment."""
    held = BytesIO()
    with ZipFile(held, "w", ZIP_DEFLATED) as archive:
        for part in parts:
            info = ZipInfo(part.name)
            info.compress_type = ZIP_DEFLATED
            info.comment = part.media_type.encode()
            archive.writestr(info, part.data)
    return held.getvalue()


def _check_days(services: Services, followed: Followed) -> None:
    """Refuse what is no date: without one no reminder would ever come. Empty says nothing."""
    if followed.next_date.strip():
        _day(followed.next_date)
    answered = followed.answer.at if followed.answer is not None else ""
    for what, written in (("sent", followed.sent_at), ("answered", answered)):
        if written.strip():
            _past(services, what, written)


def _past(services: Services, what: str, written: str) -> None:
    """Raises InvalidAnswer for a day after tomorrow, which is already there in some places."""
    try:
        day = datetime.fromisoformat(written.strip()).date()
    except ValueError:
        raise InvalidAnswer(
            f"'{written.strip()[:40]}' is no date. It says when it was {what}.",
            next_step="Write a day as 2026-11-20, or with a time as 2026-11-20 10:00.",
        ) from None
    if day > services.clock.now().utc.date() + timedelta(days=1):
        raise InvalidAnswer(
            f"{day.isoformat()} has not come yet. It says when it was {what}.",
            next_step="Check the year, and the clock of this device. A day to come is next_date.",
        )


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written.strip())
    except ValueError:
        raise InvalidAnswer("A day is written as 2026-11-20.") from None
