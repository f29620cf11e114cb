"""A letter speaks for its sender: what the program says to them is turned, evidence never is."""

from __future__ import annotations

from upstander.model.lead import Lead, Span, Strength
from upstander.model.report import Incident, ReportFacts
from upstander.report.kept import leads
from upstander.report.voice import in_my_voice, my_words

LEAD = Lead(
    "mail-handover", "198.51.100.23", Strength.PROVEN, holder="where your mail arrives",
    ask="You, or whoever looks after your mailbox.", give="the time your mail provider wrote",
    by="in days", span=Span("m", 0, 1, "byte"), notes=("Your phone company can see it.",),
)  # fmt: skip


def test_your_provider_is_mine_in_a_letter() -> None:
    lead = in_my_voice(ReportFacts(leads=(LEAD,))).leads[0]

    assert lead.holder == "where my mail arrives"
    assert lead.give == "the time my mail provider wrote"
    assert lead.notes == ("My phone company can see it.",)
    assert my_words(LEAD.strength_words) == "recorded by my own mail provider"


def test_words_of_the_evidence_are_not_turned() -> None:
    said = Incident(when="", what="I know your house", note="The mail shows your own address.")

    turned = in_my_voice(ReportFacts(incidents=(said,), worst=said))

    assert turned.incidents[0].what == "I know your house"
    assert turned.worst is not None and turned.worst.note == "The mail shows my own address."
    assert LEAD.value == in_my_voice(ReportFacts(leads=(LEAD,))).leads[0].value


def test_what_to_give_and_by_when_is_for_the_police_alone() -> None:
    facts = ReportFacts(leads=(LEAD,))

    plain = [row for block in leads(facts) for row in block.rows]
    police = [row for block in leads(facts, ways_on=True) for row in block.rows]

    assert len(plain[0]) == 3 and len(police[0]) == 6
