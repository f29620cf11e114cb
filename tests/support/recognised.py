"""A chat that is kept, read and looked at, step by step."""

from __future__ import annotations

import io

from tests.fakes.cast import A01, TARA, House
from tests.fakes.recognising import rules_only
from upstander.application.add_original import Upload, add_original
from upstander.application.answer_question import answer_question
from upstander.application.answer_sign import answer_sign
from upstander.application.read_original import read_original
from upstander.application.recognise_case import recognise_deep, recognise_quick
from upstander.application.triage import triage
from upstander.model.evidence import Case
from upstander.model.finding import Finding, Reply
from upstander.model.ids import ItemId
from upstander.model.triage import SignCard, Triage
from upstander.recognise.engine import Engine

ME = "Maya R"
ASKS = """[03/10/2026, 22:14:09] Dan: who?
[03/10/2026, 22:14:41] Dan: you are odd, right?
[03/10/2026, 22:20:00] Maya R: is that so?
[03/10/2026, 22:20:31] Dan: a knife? odd
[03/10/2026, 22:20:32] Dan: fine
"""


def kept(home: House, case: Case, body: str = A01, name: str = "_chat.txt") -> ItemId:
    """Add a chat, read it, and say who is who."""
    up = Upload(name, io.BytesIO(body.encode()))
    item = add_original(home.services, actor=TARA, case=case.id, upload=up).item.id
    answer_question(home.services, actor=TARA, item=item, slug="zone", value="Europe/London")
    if ME in body:
        answer_question(home.services, actor=TARA, item=item, slug="self_name", value=ME)
    read_original(home.services, actor=TARA, item=item)
    return item


def chat(*lines: str, sender: str = "Dan", at: int = 0) -> str:
    """A chat, a line a second."""
    return "".join(
        f"[13/10/2026, 22:{place // 60:02}:{place % 60:02}] {sender}: {line}\n"
        for place, line in enumerate(lines, at)
    )


def look(home: House, case: Case, engine: Engine | None = None) -> Triage:
    engine = engine or rules_only()
    recognise_quick(home.services, engine, actor=TARA, case=case.id)
    recognise_deep(home.services, engine, actor=TARA, case=case.id)
    return triage(home.services, actor=TARA, case=case.id)


def findings(home: House, case: Case) -> dict[str, Finding]:
    return dict(home.services.index.findings(case.id))


def answer(home: House, card: SignCard, reply: Reply | str, note: str = "") -> None:
    answer_sign(
        home.services,
        actor=TARA,
        case=card.case,
        about=card.about,
        rule=card.sign.rule,
        start=card.sign.start,
        end=card.sign.end,
        reply=reply,
        note=note,
    )
