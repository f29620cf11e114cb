"""Promise: what you hand in is kept byte for byte, and nothing acknowledged is lost."""

from __future__ import annotations

import io

import pytest

from tests.fakes.cast import A01, TARA, House, upload
from upstander.application.add_original import Added, Upload, add_original, add_originals
from upstander.application.answer_case import answer_case
from upstander.application.read_original import read_original, unread
from upstander.application.start_case import start_case
from upstander.model.digest import EMPTY
from upstander.model.entry import Act
from upstander.model.errors import DiskFull, Interrupted, MustNotCopy, UpstanderError
from upstander.model.evidence import Case, Grade


class FullDisk(io.BytesIO):
    """A stream whose reading stands for a disk that fills up."""

    def read(self, size: int | None = -1) -> bytes:
        raise DiskFull()


def test_keeps_an_original_byte_for_byte(home: House, case: Case) -> None:
    added = add_original(home.services, actor=TARA, case=case.id, upload=upload())

    assert added.item.digest is not None
    assert home.services.blobs.open(added.item.digest).read() == A01.encode()


def test_asks_the_under_eighteen_question_before_the_first_file(home: House) -> None:
    fresh = start_case(home.services, actor=TARA)

    with pytest.raises(MustNotCopy, match="under 18"):
        add_original(home.services, actor=TARA, case=fresh.id, upload=upload())

    assert home.blobs.kept == {}


@pytest.mark.parametrize("answer", ["yes", "unsure"])
def test_reads_and_keeps_nothing_when_it_may_be_a_child(home: House, answer: str) -> None:
    fresh = start_case(home.services, actor=TARA)
    answer_case(home.services, actor=TARA, case=fresh.id, under18=answer)
    handed_in = io.BytesIO(b"never read")

    with pytest.raises(MustNotCopy):
        add_original(home.services, actor=TARA, case=fresh.id, upload=Upload("a.jpg", handed_in))

    assert handed_in.tell() == 0
    assert home.services.index.items(fresh.id) == ()


def test_names_an_earlier_item_with_the_same_bytes(home: House, case: Case) -> None:
    first = add_original(home.services, actor=TARA, case=case.id, upload=upload("a.txt"))
    second = add_original(home.services, actor=TARA, case=case.id, upload=upload("b.txt"))

    assert second.same_as == first.item.id
    assert len(home.blobs.kept) == 1
    assert len(home.services.index.items(case.id)) == 2


def test_goes_on_with_the_rest_when_one_file_fails(home: House, case: Case) -> None:
    batch = [upload("a.txt", b"one"), Upload("b.txt", FullDisk()), upload("c.txt", b"three")]

    results = list(add_originals(home.services, actor=TARA, case=case.id, uploads=batch))

    assert sum(isinstance(each, Added) for each in results) == 2
    assert [type(each) for each in results if isinstance(each, UpstanderError)] == [DiskFull]
    assert [item.name for item in home.services.index.items(case.id)] == ["a.txt", "c.txt"]


def test_keeps_an_empty_file_and_says_that_it_is_empty(home: House, case: Case) -> None:
    added = add_original(home.services, actor=TARA, case=case.id, upload=upload("a.png", b""))
    report = read_original(home.services, actor=TARA, item=added.item.id)

    assert added.item.digest == EMPTY
    assert report.status == "empty"


def test_reads_the_spare_key_export_as_eleven_messages(home: House, case: Case) -> None:
    added = add_original(home.services, actor=TARA, case=case.id, upload=upload())
    report = read_original(home.services, actor=TARA, item=added.item.id)

    assert dict(report.senders) == {"Dan": 9, "Maya R": 2}
    assert report.attachments_missing == ("00000012-PHOTO-2026-10-04-01-03-20.jpg",)
    assert home.services.index.item(added.item.id).grade is Grade.A


def test_works_out_utc_from_the_zone_that_the_person_gave(home: House, case: Case) -> None:
    answer_case(home.services, actor=TARA, case=case.id, zone="Europe/London")
    added = add_original(home.services, actor=TARA, case=case.id, upload=upload())
    read_original(home.services, actor=TARA, item=added.item.id)

    threat = next(
        m for _, m in home.services.index.messages(case.id) if m.text.startswith("on my way")
    )
    assert threat.sent is not None and threat.sent.utc is not None
    assert threat.sent.utc.isoformat() == "2026-10-05T17:59:58+00:00"


def test_reading_twice_adds_no_doubles(home: House, case: Case) -> None:
    added = add_original(home.services, actor=TARA, case=case.id, upload=upload())
    read_original(home.services, actor=TARA, item=added.item.id)
    read_original(home.services, actor=TARA, item=added.item.id)

    assert len(list(home.services.index.messages(case.id))) == 11


def test_stopped_reading_is_resumed_without_loss(home: House, case: Case) -> None:
    long = "".join(f"[03/10/2026, 22:14:09] Dan: line {n}\n" for n in range(5000)).encode()
    added = add_original(home.services, actor=TARA, case=case.id, upload=upload(body=long))
    with pytest.raises(Interrupted):
        read_original(home.services, actor=TARA, item=added.item.id, stop=lambda: True)

    assert unread(home.services, actor=TARA) == (added.item.id,)
    read_original(home.services, actor=TARA, item=added.item.id)

    assert len(list(home.services.index.messages(case.id))) == 5000
    assert unread(home.services, actor=TARA) == ()


def test_a_dead_importer_leaves_the_original_kept_and_says_not_read(
    home: House, case: Case
) -> None:
    added = add_original(home.services, actor=TARA, case=case.id, upload=upload())
    home.isolation.fail = True
    report = read_original(home.services, actor=TARA, item=added.item.id)

    assert report.status == "refused"
    assert "kept" in report.why
    assert home.services.blobs.has(added.item.digest or EMPTY)


def test_what_could_not_be_read_is_read_when_it_is_tried_again(home: House, case: Case) -> None:
    added = add_original(home.services, actor=TARA, case=case.id, upload=upload())
    home.isolation.fail = True
    read_original(home.services, actor=TARA, item=added.item.id)

    home.isolation.fail = False
    again = read_original(home.services, actor=TARA, item=added.item.id)

    assert again.status == "read"
    assert len(list(home.services.index.messages(case.id))) == 11


def test_everything_done_is_in_the_ledger(home: House, case: Case) -> None:
    added = add_original(home.services, actor=TARA, case=case.id, upload=upload())
    read_original(home.services, actor=TARA, item=added.item.id)

    acts = [entry.act for entry in home.services.ledger.entries()]
    assert acts == [Act.CASE_OPEN, Act.CASE_ANSWER, Act.IMPORT, Act.DERIVE]
