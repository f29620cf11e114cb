"""Promises about someone else's messages: kept, but locked until it is said whom one helps."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest

from tests.fakes.cast import TARA, House
from upstander.application.add_original import Upload, add_original
from upstander.application.choose_exhibits import PackChoice
from upstander.application.make_pack import preview_pack
from upstander.application.open_item import open_item
from upstander.application.read_original import read_original, unread
from upstander.application.rebuild_index import rebuild_index
from upstander.application.tell_case import tell_case
from upstander.model.entry import Act
from upstander.model.errors import KeptLocked
from upstander.model.evidence import Case, EvidenceItem, Origin
from upstander.model.report import AgeBand, Consent, HelperRole, Helping, Told

CHAT = b"[03/10/2026, 22:14:09] Dan: hello\n[03/10/2026, 22:15:09] Ana: hi\n"
PARENT = Helping(
    HelperRole.PARENT, relation="her father", age=AgeBand.TEEN, reason="She asked me to keep it."
)


def add(home: House, case: Case) -> EvidenceItem:
    file = Upload("chat.txt", io.BytesIO(b"kept bytes"), Origin(whose="other"))
    return add_original(home.services, actor=TARA, case=case.id, upload=file).item


def tell(home: House, case: Case, helping: Helping) -> None:
    tell_case(home.services, actor=TARA, case=case.id, told=Told(helping=helping))


def test_it_is_kept_but_not_looked_into(home: House, case: Case) -> None:
    item = add(home, case)

    report = read_original(home.services, actor=TARA, item=item.id)

    assert report.status == "locked"
    assert "does not help to watch another person" in report.why
    assert all(entry.act is not Act.DERIVE for entry in home.services.ledger.entries())
    assert home.services.index.item(item.id).digest is not None


def test_neither_opened_nor_packed_while_it_is_locked(home: House, case: Case) -> None:
    item = add(home, case)

    with pytest.raises(KeptLocked):
        open_item(home.services, actor=TARA, item=item.id)
    with pytest.raises(KeptLocked):
        choice = PackChoice(case=case.id, items=(item.id,))
        preview_pack(home.services, actor=TARA, choice=choice)


def test_it_waits_to_be_read_once_it_is_said_who_helps_whom_and_why(
    home: House, case: Case
) -> None:
    item = add(home, case)
    read_original(home.services, actor=TARA, item=item.id)
    assert unread(home.services, actor=TARA) == ()

    tell(home, case, PARENT)

    assert unread(home.services, actor=TARA) == (item.id,)
    assert open_item(home.services, actor=TARA, item=item.id).read() == b"kept bytes"


@pytest.mark.parametrize(
    "helping",
    [
        Helping(),
        replace(PARENT, role=HelperRole.SELF),
        replace(PARENT, relation=""),
        replace(PARENT, reason=" "),
        replace(PARENT, age=AgeBand.ADULT, consent=Consent.REFUSED),
        replace(PARENT, age=AgeBand.UNKNOWN, consent=Consent.REFUSED),
    ],
)
def test_half_an_answer_or_a_no_keeps_it_locked(home: House, case: Case, helping: Helping) -> None:
    item = add(home, case)

    tell(home, case, helping)

    assert read_original(home.services, actor=TARA, item=item.id).status == "locked"


@pytest.mark.parametrize(
    "helping",
    [
        replace(PARENT, consent=Consent.REFUSED),
        replace(PARENT, age=AgeBand.ADULT, consent=Consent.REFUSED, protects_self="no"),
    ],
)
def test_a_child_or_an_adult_who_cannot_protect_themselves_is_helped_all_the_same(
    home: House, case: Case, helping: Helping
) -> None:
    item = add(home, case)

    tell(home, case, helping)

    assert open_item(home.services, actor=TARA, item=item.id).read() == b"kept bytes"


def test_ones_own_messages_are_read_without_a_word(home: House, case: Case) -> None:
    file = Upload("chat.txt", io.BytesIO(b"kept bytes"), Origin())
    item = add_original(home.services, actor=TARA, case=case.id, upload=file).item

    assert open_item(home.services, actor=TARA, item=item.id).read() == b"kept bytes"


def test_a_later_no_takes_the_words_out_of_sight_again(home: House, case: Case) -> None:
    adult = replace(PARENT, age=AgeBand.ADULT, consent=Consent.YES)
    tell(home, case, adult)
    file = Upload("chat.txt", io.BytesIO(CHAT), Origin(whose="other"))
    item = add_original(home.services, actor=TARA, case=case.id, upload=file).item
    read_original(home.services, actor=TARA, item=item.id)
    assert len(list(home.services.index.messages(case.id))) == 2

    tell(home, case, replace(adult, consent=Consent.REFUSED))

    assert list(home.services.index.messages(case.id)) == []
    report = home.services.index.report(item.id)
    assert report is not None and report.status == "locked"
    rebuild_index(home.services, actor=TARA)
    assert list(home.services.index.messages(case.id)) == []
