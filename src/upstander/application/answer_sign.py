"""Keep a person's answer to one quoted sign. "No" keeps the sign in the record."""

from __future__ import annotations

import re

from upstander.application.recognise_case import require_sight
from upstander.application.record import data, record
from upstander.application.services import Services
from upstander.model.actor import Actor
from upstander.model.entry import Act, EntryDraft
from upstander.model.errors import InvalidAnswer, NotFound
from upstander.model.finding import Reply, SignAnswer
from upstander.model.ids import CaseId

_RULE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_LONGEST_REMARK = 4000


def answer_sign(
    services: Services,
    *,
    actor: Actor,
    case: CaseId,
    about: str,
    rule: str,
    start: int,
    end: int,
    reply: Reply | str,
    note: str = "",
) -> SignAnswer:
    """Record the answer; a later one counts instead, and both stay in the record.

    It belongs to the message, the rule and the span of words, so it holds when the file is read
    again. The same answer twice is written once.

    Args:
        services: the ports.
        actor: who answers.
        case: the case.
        about: id of the message, or of the note.
        rule: rule of the sign.
        start: where the quoted words start.
        end: where they end.
        reply: yes, no or unsure.
        note: a remark of the person, may be empty.

    Raises:
        InvalidAnswer: an answer that was not offered.
        NotFound: no such sign in sight, or not for this actor.
    """
    require_sight(actor)
    services.index.case(case)
    answer = SignAnswer(about, rule, start, end, _reply(reply), note.strip()[:_LONGEST_REMARK])
    if not _RULE.fullmatch(rule) or not 0 <= start < end:
        raise InvalidAnswer()
    rows = services.index.around(case, about, 0)
    earlier = _same_sign(services, case, answer)
    if not rows or (earlier is None and not _is_shown(services, case, answer)):
        raise NotFound()
    if earlier is not None and (earlier.reply, earlier.note) == (answer.reply, answer.note):
        return earlier
    fields = data(
        about=about, rule=rule, start=start, end=end, reply=answer.reply.value, note=answer.note
    )
    record(services, EntryDraft(Act.SIGN_ANSWER, actor, case=case, item=rows[0].item, data=fields))
    return _same_sign(services, case, answer) or answer


def _reply(reply: Reply | str) -> Reply:
    try:
        return Reply(reply)
    except ValueError:
        raise InvalidAnswer("Choose yes, no or not sure.") from None


def _same_sign(services: Services, case: CaseId, wanted: SignAnswer) -> SignAnswer | None:
    asked = (wanted.about, wanted.rule, wanted.start, wanted.end)
    answers = services.index.sign_answers(case)
    return next(
        (each for each in answers if (each.about, each.rule, each.start, each.end) == asked), None
    )


def _is_shown(services: Services, case: CaseId, wanted: SignAnswer) -> bool:
    """Whether there is such a sign; while the case is looked at again, the person is believed."""
    found = services.index.findings(case, [wanted.about]).get(wanted.about)
    span = (wanted.rule, wanted.start, wanted.end)
    signs = found.signs if found is not None else ()
    if any((sign.rule, sign.start, sign.end) == span for sign in signs):
        return True
    return not services.index.look_state(case).through
