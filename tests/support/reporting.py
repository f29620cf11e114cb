"""A case of a scenario: files kept and read, facts told, and what reports of it say."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from typing import Any

from tests.fakes.cast import TARA, House
from upstander.application.add_original import Upload, add_original
from upstander.application.answer_case import answer_case
from upstander.application.answer_question import answer_question
from upstander.application.fill_sheet import write_row
from upstander.application.gather_facts import Gathered, gather_facts
from upstander.application.plan_case import CasePlan, plan_case
from upstander.application.read_original import read_original
from upstander.application.recognise_case import recognise_quick
from upstander.application.tell_case import tell_case
from upstander.application.write_report import Order, preview_report
from upstander.model.evidence import Case
from upstander.model.ids import ItemId
from upstander.model.report import Document, Told
from upstander.recognise.engine import Engine
from upstander.report.as_text import plain_text


@cache
def _rules() -> Engine:
    """The real rules; without the classifier, which these tests do not need."""
    return Engine()


@dataclass
class Matter:
    """One case of a house, worked on step by step."""

    home: House
    case: Case

    def add(self, name: str, body: bytes, **answers: str) -> ItemId:
        """Keep a file, answer what is asked, read it, and look for signs."""
        services = self.home.services
        upload = Upload(name, io.BytesIO(body))
        item = add_original(services, actor=TARA, case=self.case.id, upload=upload).item.id
        for slug, value in answers.items():
            answer_question(services, actor=TARA, item=item, slug=slug, value=value)
        read_original(services, actor=TARA, item=item)
        recognise_quick(services, _rules(), actor=TARA, case=self.case.id)
        return item

    def answer(self, item: ItemId, slug: str, value: str) -> None:
        """Answer a question about a file and read it again."""
        services = self.home.services
        answer_question(services, actor=TARA, item=item, slug=slug, value=value)
        read_original(services, actor=TARA, item=item)
        recognise_quick(services, _rules(), actor=TARA, case=self.case.id)

    def tell(self, **told: Any) -> None:
        """Tell facts once; the zone is London's."""
        services = self.home.services
        answer_case(services, actor=TARA, case=self.case.id, zone="Europe/London")
        tell_case(services, actor=TARA, case=self.case.id, told=Told(**told))

    def row(self, sheet: str, **fields: str) -> None:
        """Write one row of a working sheet."""
        services = self.home.services
        write_row(services, actor=TARA, case=self.case.id, sheet=sheet, given=fields)

    def gathered(self) -> Gathered:
        return gather_facts(self.home.services, actor=TARA, case=self.case.id)

    def plan(self) -> CasePlan:
        return plan_case(self.home.services, actor=TARA, case=self.case.id)

    def steps(self) -> list[str]:
        """Ids of the plan in order."""
        return [step.id for step in self.plan().whole.steps]

    def document(self, form: str, **order: Any) -> Document:
        services = self.home.services
        return preview_report(services, actor=TARA, case=self.case.id, order=Order(form, **order))

    def text(self, form: str, **order: Any) -> str:
        """A report as its receiver reads it, in one line of words."""
        lines = plain_text(self.document(form, **order)).splitlines()
        return " ".join(" ".join(line.removeprefix("> ") for line in lines).split())
