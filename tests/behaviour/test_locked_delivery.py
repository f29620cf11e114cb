"""Promise: a pack can go out locked; the words that open it are said, and kept nowhere."""

from __future__ import annotations

import pyrage
import pytest

from tests.fakes.cast import TARA, House
from upstander.application.choose_exhibits import PackChoice
from upstander.application.deliver_pack import MOST_RECIPIENT, deliver_pack, spoken_passphrase
from upstander.application.make_pack import make_pack, open_pack
from upstander.application.write_note import write_note
from upstander.model.entry import Act, Entry
from upstander.model.errors import NotFound, WeakSecret
from upstander.model.evidence import Case, DiaryNote
from upstander.model.ids import ItemId

QUICK = 10  # log2 of the scrypt cost; the real one takes over a second a file


@pytest.fixture
def pack(home: House, case: Case) -> ItemId:
    note = write_note(
        home.services, actor=TARA, case=case.id, note=DiaryNote(summary="He rang the bell.")
    )
    return make_pack(home.services, actor=TARA, choice=PackChoice(case.id, (note.id,))).item


def delivered(home: House, pack: ItemId, words: str, recipient: str = "") -> bytes:
    pieces = deliver_pack(
        home.services,
        actor=TARA,
        item=pack,
        passphrase=words,
        recipient=recipient,
        work_factor=QUICK,
    )
    return b"".join(pieces)


def handovers(home: House) -> list[Entry]:
    return [entry for entry in home.ledger.entries() if entry.act is Act.HANDOVER]


def test_the_words_open_exactly_the_pack_that_was_sealed(home: House, pack: ItemId) -> None:
    words = spoken_passphrase(home.services)
    locked = delivered(home, pack, words)

    sealed = open_pack(home.services, actor=TARA, item=pack).read()
    assert pyrage.passphrase.decrypt(locked, words) == sealed
    assert sealed[:200] not in locked


def test_other_words_do_not_open_it(home: House, pack: ItemId) -> None:
    locked = delivered(home, pack, spoken_passphrase(home.services))

    with pytest.raises(pyrage.DecryptError):
        pyrage.passphrase.decrypt(locked, spoken_passphrase(home.services))


def test_five_different_words_are_drawn_and_others_each_time(home: House) -> None:
    drawn = [spoken_passphrase(home.services) for _ in range(20)]

    assert len(set(drawn)) == 20
    assert all(len(set(words.split())) == 5 for words in drawn)


def test_the_record_says_who_it_was_for_and_never_the_words(home: House, pack: ItemId) -> None:
    words = spoken_passphrase(home.services)
    delivered(home, pack, words, recipient="PC Adams,\n Brook Lane " + "x" * 300)

    [entry] = handovers(home)
    said = str(entry.data["recipient"])
    assert said.startswith("PC Adams, Brook Lane x")
    assert len(said) == MOST_RECIPIENT
    assert entry.item == pack
    assert not [each for each in home.ledger.entries() if words.encode() in each.body]


def test_too_few_words_are_refused_and_nothing_is_recorded(home: House, pack: ItemId) -> None:
    with pytest.raises(WeakSecret):
        delivered(home, pack, "only four short words")

    assert not handovers(home)


def test_a_pack_that_is_not_there_is_not_recorded_as_handed_over(home: House, case: Case) -> None:
    with pytest.raises(NotFound):
        delivered(home, ItemId("0" * 26), spoken_passphrase(home.services))

    assert not handovers(home)


def test_the_same_words_twice_give_different_files(home: House, pack: ItemId) -> None:
    words = spoken_passphrase(home.services)

    assert delivered(home, pack, words)[60:] != delivered(home, pack, words)[60:]
