"""Promise: you can put things out of sight without losing them, and seal what must not be seen."""

from __future__ import annotations

import pytest

from tests.fakes.cast import SAM, TARA, House, upload
from upstander.application.add_original import add_original
from upstander.application.describe_thing import Described, describe_thing
from upstander.application.erase_item import erase_item
from upstander.application.open_item import open_item
from upstander.application.read_original import read_original
from upstander.application.seal_item import seal_item
from upstander.application.withdraw import show_again, withdraw
from upstander.model.entry import Act
from upstander.model.errors import AccessDenied, InvalidAnswer, NotFound, NothingToKeep
from upstander.model.evidence import Case, EvidenceItem, ItemKind, ItemState


@pytest.fixture
def item(home: House, case: Case) -> EvidenceItem:
    kept = add_original(home.services, actor=TARA, case=case.id, upload=upload()).item
    read_original(home.services, actor=TARA, item=kept.id)
    return kept


def test_withdrawing_hides_and_keeps(home: House, case: Case, item: EvidenceItem) -> None:
    withdraw(home.services, actor=TARA, item=item.id, reason="I do not want to see it")

    assert list(home.services.index.messages(case.id)) == []
    assert len(home.blobs.kept) == 1
    assert home.services.index.item(item.id).state is ItemState.WITHDRAWN


def test_what_was_withdrawn_can_come_back(home: House, case: Case, item: EvidenceItem) -> None:
    withdraw(home.services, actor=TARA, item=item.id)
    show_again(home.services, actor=TARA, item=item.id)

    assert len(list(home.services.index.messages(case.id))) == 11


def test_sealing_takes_an_item_out_of_everything(
    home: House, case: Case, item: EvidenceItem
) -> None:
    seal_item(home.services, actor=TARA, item=item.id)

    assert home.services.index.items(case.id) == ()
    assert list(home.services.index.messages(case.id)) == []
    with pytest.raises(NotFound):
        open_item(home.services, actor=TARA, item=item.id)


def test_sealing_deletes_nothing_by_itself(home: House, item: EvidenceItem) -> None:
    seal_item(home.services, actor=TARA, item=item.id)

    assert len(home.blobs.kept) == 1


def test_erasing_leaves_a_tombstone_and_no_bytes(home: House, item: EvidenceItem) -> None:
    erase_item(home.services, actor=TARA, item=item.id, reason="it is not safe to keep it")

    assert home.blobs.kept == {}
    assert list(home.services.ledger.entries())[-1].act is Act.ERASE_TOMBSTONE
    assert home.services.index.item(item.id).state is ItemState.ERASED


def test_only_the_owner_may_erase_and_must_say_why(home: House, item: EvidenceItem) -> None:
    with pytest.raises(AccessDenied):
        erase_item(home.services, actor=SAM, item=item.id, reason="no")
    with pytest.raises(InvalidAnswer):
        erase_item(home.services, actor=TARA, item=item.id, reason=" ")

    assert len(home.blobs.kept) == 1


def test_erasing_one_of_two_equal_files_keeps_the_other(
    home: House, case: Case, item: EvidenceItem
) -> None:
    other = add_original(home.services, actor=TARA, case=case.id, upload=upload("b.txt")).item
    erase_item(home.services, actor=TARA, item=item.id, reason="twice")

    assert open_item(home.services, actor=TARA, item=other.id).read()


def test_a_description_keeps_no_bytes_and_no_digest(home: House, case: Case) -> None:
    seen = Described(where="a group chat", account="@example", seen_at="about 4 pm")
    kept = describe_thing(home.services, actor=TARA, case=case.id, described=seen)

    assert kept.kind is ItemKind.DESCRIBED
    assert kept.digest is None
    assert home.blobs.kept == {}


def test_an_empty_description_is_refused_calmly(home: House, case: Case) -> None:
    with pytest.raises(NothingToKeep):
        describe_thing(home.services, actor=TARA, case=case.id, described=Described())


def test_a_view_by_someone_else_is_written_down_first(home: House, item: EvidenceItem) -> None:
    open_item(home.services, actor=SAM, item=item.id)

    assert list(home.services.ledger.entries())[-1].act is Act.OPEN
