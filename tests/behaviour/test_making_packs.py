"""Promise: a pack holds what you chose, tells what it leaves out, and can be checked by anyone."""

from __future__ import annotations

import io
import zipfile

import pytest

from tests.fakes.cast import A01, TARA, House, upload
from upstander.application.add_original import add_original
from upstander.application.choose_exhibits import PackChoice
from upstander.application.make_pack import make_pack, open_pack, pack_receipt, preview_pack
from upstander.application.read_original import read_original
from upstander.application.rebuild_index import rebuild_index
from upstander.application.withdraw import withdraw
from upstander.application.write_note import write_note
from upstander.model.entry import Act
from upstander.model.errors import NotFound, NothingToKeep, OriginalChanged
from upstander.model.evidence import Case, DiaryNote, EvidenceItem, Witness
from upstander.model.ids import ItemId
from upstander.preserve.verify_pack import verify_pack


@pytest.fixture
def chat(home: House, case: Case) -> EvidenceItem:
    kept = add_original(home.services, actor=TARA, case=case.id, upload=upload()).item
    read_original(home.services, actor=TARA, item=kept.id)
    return home.services.index.item(kept.id)


def contents(home: House, pack: ItemId) -> dict[str, bytes]:
    """The files of a pack by their path below its folder."""
    body = open_pack(home.services, actor=TARA, item=pack).read()
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return {name.split("/", 1)[1]: archive.read(name) for name in archive.namelist()}


def test_a_pack_holds_the_original_byte_for_byte(
    home: House, case: Case, chat: EvidenceItem
) -> None:
    made = make_pack(home.services, actor=TARA, choice=PackChoice(case.id, (chat.id,)))

    files = contents(home, made.item)
    assert files["data/originals/X-001.txt"] == A01.encode()
    body = open_pack(home.services, actor=TARA, item=made.item)
    assert verify_pack(body, fingerprint=made.fingerprint, tag=made.tag_sha256).ok


def test_a_pack_holds_the_words_of_both_sides(home: House, case: Case, chat: EvidenceItem) -> None:
    made = make_pack(home.services, actor=TARA, choice=PackChoice(case.id, (chat.id,)))

    transcript = contents(home, made.item)["data/derived/X-001.txt"].decode()
    assert "put him in the ground" in transcript
    assert "Leave me alone or I will call the police you freak" in transcript
    assert "00000012-PHOTO-2026-10-04-01-03-20.jpg" in transcript


def test_chosen_messages_leave_a_mark_where_others_were_left_out(
    home: House, case: Case, chat: EvidenceItem
) -> None:
    thread = [message for _, message in home.services.index.messages(case.id)]
    choice = PackChoice(case.id, (chat.id,), messages=(thread[0].id, thread[9].id))

    preview = preview_pack(home.services, actor=TARA, choice=choice)
    made = make_pack(home.services, actor=TARA, choice=choice)

    assert any("9" in line for line in preview.omissions)
    transcript = contents(home, made.item)["data/derived/X-001.txt"].decode()
    assert "WHERE ARE YOU" not in transcript
    assert "left out" in transcript


def test_a_preview_records_and_makes_nothing(home: House, case: Case, chat: EvidenceItem) -> None:
    before = home.services.ledger.head()
    preview_pack(home.services, actor=TARA, choice=PackChoice(case.id, (chat.id,)))

    assert home.services.ledger.head() == before
    assert home.services.index.item(chat.id).exhibit is None


def test_exhibit_numbers_stay_with_their_items(home: House, case: Case, chat: EvidenceItem) -> None:
    make_pack(home.services, actor=TARA, choice=PackChoice(case.id, (chat.id,)))
    note = write_note(
        home.services, actor=TARA, case=case.id, note=DiaryNote(summary="He rang the bell.")
    )
    make_pack(home.services, actor=TARA, choice=PackChoice(case.id, (note.id, chat.id)))

    assert home.services.index.item(chat.id).exhibit == "X-001"
    assert home.services.index.item(note.id).exhibit == "X-002"


def test_what_was_withdrawn_can_not_go_into_a_pack(
    home: House, case: Case, chat: EvidenceItem
) -> None:
    withdraw(home.services, actor=TARA, item=chat.id)

    with pytest.raises(NotFound):
        make_pack(home.services, actor=TARA, choice=PackChoice(case.id, (chat.id,)))


def test_an_empty_choice_is_refused_calmly(home: House, case: Case) -> None:
    with pytest.raises(NothingToKeep, match="Tick at least one"):
        make_pack(home.services, actor=TARA, choice=PackChoice(case.id, ()))


def test_only_entries_about_its_own_exhibits_are_disclosed(
    home: House, case: Case, chat: EvidenceItem
) -> None:
    write_note(home.services, actor=TARA, case=case.id, note=DiaryNote(summary="QUINCE-HARBOUR"))
    made = make_pack(home.services, actor=TARA, choice=PackChoice(case.id, (chat.id,)))

    files = contents(home, made.item)
    assert not any(b"QUINCE-HARBOUR" in body for body in files.values())
    entries = [name for name in files if name.startswith("data/log/entries/")]
    acts = [entry.act for entry in home.services.ledger.entries() if entry.item == chat.id]
    assert acts == [Act.IMPORT, Act.DERIVE, Act.EXHIBIT_ASSIGN]
    assert len(entries) == 3


def test_witnesses_go_only_when_that_was_chosen(home: House, case: Case) -> None:
    note = write_note(
        home.services,
        actor=TARA,
        case=case.id,
        note=DiaryNote(summary="He rang the bell."),
        witnesses=[Witness(note=ItemId(""), name="Hanna", contact="07700 900233")],
    )
    without = make_pack(home.services, actor=TARA, choice=PackChoice(case.id, (note.id,)))
    choice = PackChoice(case.id, (note.id,), include_witnesses=True)
    with_them = make_pack(home.services, actor=TARA, choice=choice)

    def has(pack: ItemId) -> bool:
        return any(b"900233" in body for body in contents(home, pack).values())

    assert not has(without.item)
    assert has(with_them.item)


def test_a_damaged_original_stops_the_pack(home: House, case: Case, chat: EvidenceItem) -> None:
    assert chat.digest is not None
    home.blobs.kept[chat.digest] = A01.encode().replace(b"ground", b"garden")

    with pytest.raises(OriginalChanged):
        make_pack(home.services, actor=TARA, choice=PackChoice(case.id, (chat.id,)))

    assert home.services.index.packs(case.id) == ()


def test_the_receipt_can_be_printed_again(home: House, case: Case, chat: EvidenceItem) -> None:
    made = make_pack(home.services, actor=TARA, choice=PackChoice(case.id, (chat.id,)))
    write_note(home.services, actor=TARA, case=case.id, note=DiaryNote(summary="later"))

    again = pack_receipt(home.services, actor=TARA, item=made.item)
    assert again.text == made.receipt_text


def test_references_of_a_pack_are_found_again_after_rebuilding(
    home: House, case: Case, chat: EvidenceItem
) -> None:
    thread = [message for _, message in home.services.index.messages(case.id)]
    choice = PackChoice(case.id, (chat.id,), messages=(thread[9].id,))
    make_pack(home.services, actor=TARA, choice=choice)

    assert rebuild_index(home.services, actor=TARA).unresolved == ()
