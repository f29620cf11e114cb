"""Promises about what is told once: facts, who helps whom, statements, and what reports became."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.fakes.cast import TARA, House
from upstander.application.make_report import (
    Followed,
    follow_report,
    keep_report,
    kept_parts,
    kept_text,
)
from upstander.application.rebuild_index import rebuild_index
from upstander.application.tell_case import say, tell_case
from upstander.model.entry import Act
from upstander.model.errors import InvalidAnswer, NotFound, NothingToKeep
from upstander.model.evidence import Case
from upstander.model.report import (
    AgeBand,
    Answered,
    Consent,
    Contact,
    Document,
    FilePart,
    HelperRole,
    Helping,
    Nature,
    Statement,
    Told,
)

TEXT = FilePart("report.txt", "text/plain", b"Dear team")
CSV = FilePart("identifiers.csv", "text/csv", b"kind,value")
LETTER = Document("platform-notice", "To the service", (), left_out=("address",))


def acts(home: House, act: Act) -> int:
    return sum(1 for entry in home.services.ledger.entries() if entry.act is act)


def test_what_was_told_stays_when_something_else_is_told(home: House, case: Case) -> None:
    helping = Helping(HelperRole.PARENT, age=AgeBand.TEEN, consent=Consent.YES, wants="quiet")
    first = tell_case(
        home.services, actor=TARA, case=case.id, told=Told(helping=helping, place="GB-ENG")
    )

    now = replace(first.told, school="A school", private=(("child", "Priya"),))
    second = tell_case(home.services, actor=TARA, case=case.id, told=now)

    assert second.told.helping == helping
    assert (second.told.place, second.told.school) == ("GB-ENG", "A school")
    assert second.told.private == (("child", "Priya"),)


def test_telling_the_same_again_writes_nothing(home: House, case: Case) -> None:
    told = Told(reporter=Contact(name="Tara", safe="by text"), kinds=("blackmail",))
    tell_case(home.services, actor=TARA, case=case.id, told=told)
    before = acts(home, Act.CASE_ANSWER)

    tell_case(home.services, actor=TARA, case=case.id, told=told)

    assert acts(home, Act.CASE_ANSWER) == before


def test_an_emptied_answer_is_taken_back(home: House, case: Case) -> None:
    tell_case(home.services, actor=TARA, case=case.id, told=Told(bank="My bank", effect="No sleep"))

    after = tell_case(home.services, actor=TARA, case=case.id, told=Told(effect="No sleep"))

    assert after.told == Told(effect="No sleep")


@pytest.mark.parametrize(
    "told",
    [
        Told(danger_now="perhaps"),
        Told(police_first="nobody"),
        Told(helping=Helping(protects_self="x")),
    ],
)
def test_an_answer_that_was_not_offered_is_refused(home: House, case: Case, told: Told) -> None:
    with pytest.raises(InvalidAnswer):
        tell_case(home.services, actor=TARA, case=case.id, told=told)


def test_an_opinion_is_kept_as_an_opinion_with_its_author(home: House, case: Case) -> None:
    said = Statement(Nature.OPINION, "It must be Kieran, he was laughing.", by="A colleague")

    after = say(home.services, actor=TARA, case=case.id, statement=said)

    kept = after.statements[0]
    assert (kept.nature, kept.text, kept.by) == (said.nature, said.text, said.by)
    assert kept.at is not None


def test_a_statement_without_words_is_not_kept(home: House, case: Case) -> None:
    with pytest.raises(NothingToKeep):
        say(home.services, actor=TARA, case=case.id, statement=Statement(Nature.FACT, " "))


def test_a_report_is_kept_word_for_word(home: House, case: Case) -> None:
    made = keep_report(
        home.services,
        actor=TARA,
        case=case.id,
        document=LETTER,
        parts=(
            FilePart("report.txt", "text/plain", "Dear team \u201cplease\u201d look.".encode()),
            CSV,
        ),
        to="platform.instagram",
        receiver="Instagram",
    )

    kept = kept_text(home.services, actor=TARA, case=case.id, report=made.id)
    assert kept == "Dear team \u201cplease\u201d look."
    assert (made.form, made.to, made.left_out) == (
        "platform-notice",
        "platform.instagram",
        ("address",),
    )
    assert made.sent_at == ""
    assert CSV in kept_parts(home.services, actor=TARA, case=case.id, report=made.id)


def test_what_became_of_a_report_adds_up(home: House, case: Case) -> None:
    made = keep_report(home.services, actor=TARA, case=case.id, document=LETTER, parts=(TEXT,))
    sent = Followed(sent_at="2026-11-20 10:00", reference="R-1", next_date="2026-11-27")
    answer = Followed(answer=Answered("2026-11-24", "No rule was broken.", by="The team"))

    follow_report(home.services, actor=TARA, case=case.id, report=made.id, followed=sent)
    home.clock.advance(days=2)
    after = follow_report(home.services, actor=TARA, case=case.id, report=made.id, followed=answer)

    assert (after.reference, after.next_date) == ("R-1", "2026-11-27")
    assert [each.text for each in after.answers] == ["No rule was broken."]


def test_a_next_date_that_is_none_and_nothing_new_are_refused(home: House, case: Case) -> None:
    made = keep_report(home.services, actor=TARA, case=case.id, document=LETTER, parts=(TEXT,))

    with pytest.raises(InvalidAnswer):
        follow_report(
            home.services,
            actor=TARA,
            case=case.id,
            report=made.id,
            followed=Followed(next_date="soon"),
        )
    with pytest.raises(NothingToKeep):
        follow_report(home.services, actor=TARA, case=case.id, report=made.id, followed=Followed())


@pytest.mark.parametrize(
    ("followed", "said"),
    [
        (Followed(sent_at="yesterday"), "2026-11-20 10:00"),
        (Followed(sent_at="20/11/2026"), "2026-11-20 10:00"),
        (Followed(sent_at="2026-13-40"), "2026-11-20 10:00"),
        (Followed(sent_at="2030-11-20"), "has not come yet"),
        (Followed(sent_at="2026-11-24 09:00"), "has not come yet"),
        (Followed(answer=Answered("soon", "No.")), "2026-11-20 10:00"),
        (Followed(answer=Answered("2030-01-01", "No.")), "has not come yet"),
    ],
)
def test_a_day_that_is_none_or_to_come_is_refused_and_nothing_of_it_is_kept(
    home: House, case: Case, followed: Followed, said: str
) -> None:
    made = keep_report(home.services, actor=TARA, case=case.id, document=LETTER, parts=(TEXT,))
    told = replace(followed, reference="R-1")

    with pytest.raises(InvalidAnswer) as refused:
        follow_report(home.services, actor=TARA, case=case.id, report=made.id, followed=told)

    assert said in refused.value.explain()
    assert acts(home, Act.REPORT_FOLLOW) == 0


@pytest.mark.parametrize(
    "written",
    ["", " ", "2026-11-20", " 2026-11-20 10:00 ", "2026-11-20T10:00:00+00:00", "2026-11-23"],
)
def test_a_day_that_was_or_is_tomorrow_or_none_is_kept(
    home: House, case: Case, written: str
) -> None:
    made = keep_report(home.services, actor=TARA, case=case.id, document=LETTER, parts=(TEXT,))
    told = Followed(sent_at=written, reference="R-1")

    after = follow_report(home.services, actor=TARA, case=case.id, report=made.id, followed=told)

    assert after.sent_at == written.strip()


def test_a_report_of_another_case_is_not_found(home: House, case: Case) -> None:
    with pytest.raises(NotFound):
        kept_text(home.services, actor=TARA, case=case.id, report="nowhere")


def test_all_that_was_told_is_the_same_after_a_rebuild(home: House, case: Case) -> None:
    tell_case(home.services, actor=TARA, case=case.id, told=Told(addresses=("https://a.test/x",)))
    say(home.services, actor=TARA, case=case.id, statement=Statement(Nature.FACT, "I saw it."))
    made = keep_report(home.services, actor=TARA, case=case.id, document=LETTER, parts=(TEXT,))
    follow_report(
        home.services, actor=TARA, case=case.id, report=made.id, followed=Followed(officer="PC 1")
    )
    lived = home.services.index.case(case.id)

    rebuild_index(home.services, actor=TARA)

    assert home.services.index.case(case.id) == lived
    assert lived.submissions[0].officer == "PC 1"


@pytest.mark.parametrize(
    ("words", "gone"),
    [
        ("I gave him my PIN 4471 on the phone.", "4471"),
        ("He knows my password, password is sunshine.", "sunshine"),
        ("My card 4929 1234 5678 9012 was used.", "5678"),
    ],
)
def test_what_opens_something_is_never_recorded(
    home: House, case: Case, words: str, gone: str
) -> None:
    tell_case(home.services, actor=TARA, case=case.id, told=Told(what_happened=words))
    say(home.services, actor=TARA, case=case.id, statement=Statement(Nature.FACT, words))

    kept = home.services.index.case(case.id)
    assert "[left out: " in kept.told.what_happened
    assert gone not in kept.told.what_happened and gone not in kept.statements[0].text
    assert not any(gone in str(entry.data) for entry in home.services.ledger.entries())
