"""What goes into a pack, and how it reads."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pyrage
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes.pack import Bench, example, message
from upstander.language.csv_table import cell, table
from upstander.model.errors import LedgerChanged, MustNotCopy, OriginalChanged, WeakSecret
from upstander.model.evidence import ItemState
from upstander.preserve.pack.build import BuiltPack, verifier
from upstander.preserve.pack.contents import PackFile
from upstander.preserve.pack.delivery import wrap_for_delivery
from upstander.preserve.pack.preview import preview_pack
from upstander.preserve.pack.transcript import omissions
from upstander.preserve.pack.zipped import write_zip


@pytest.fixture(scope="module")
def bench() -> Bench:
    return example()


@pytest.fixture(scope="module")
def pack(bench: Bench) -> BuiltPack:
    return bench.build(at_risk_now="Maya R, in Leeds")


def text(pack: BuiltPack, path: str) -> str:
    return next(b"".join(f.chunks()) for f in pack if f.path == path).decode("utf-8")


def rows(pack: BuiltPack, path: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text(pack, path), newline="")))


# --- the tables


def test_the_exhibit_list_names_file_digest_grade_and_entry(pack: BuiltPack, bench: Bench) -> None:
    first = rows(pack, "data/exhibits.csv")[0]

    assert first["exhibit"] == "ABC-001"
    assert first["file"] == "data/originals/ABC-001.txt"
    assert first["sha256"] == str(bench.exhibits[0].item.digest).removeprefix("sha256:")
    assert (first["grade"], first["ledger_seq"], first["left_out"]) == ("A", "0", "3")


def test_a_file_name_that_is_a_formula_opens_as_text(pack: BuiltPack) -> None:
    assert rows(pack, "data/exhibits.csv")[1]["original_name"].startswith("'=bad")


def test_a_file_that_would_run_gets_a_harmless_ending(pack: BuiltPack) -> None:
    assert rows(pack, "data/exhibits.csv")[1]["file"] == "data/originals/ABC-002.exe.bin"


@given(st.text(max_size=30))
def test_no_cell_can_start_a_formula(value: str) -> None:
    assert not cell(value).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_tables_have_dos_line_ends_and_keep_line_breaks_in_cells() -> None:
    made = table(("a", "b"), [("1", "two\nlines")])
    assert made == b'a,b\r\n1,"two\nlines"\r\n'


def test_identifiers_are_listed_as_shown_with_utc_times(pack: BuiltPack) -> None:
    dan = next(r for r in rows(pack, "data/identifiers.csv") if r["value"] == "Dan")
    assert dan["first_utc"] == "2026-10-03T21:14:09Z"
    assert "sender" in dan["seen_as"]


def test_the_custody_log_holds_only_disclosed_entries(pack: BuiltPack) -> None:
    assert [row["seq"] for row in rows(pack, "data/log/custody.csv")] == ["0", "2", "3"]


# --- what stays out, what is marked


def test_an_entry_that_is_not_disclosed_is_nowhere(pack: BuiltPack) -> None:
    assert not any(b"MARIGOLD-LADDER" in b"".join(file.chunks()) for file in pack)


def test_witnesses_stay_out_unless_asked_for(pack: BuiltPack, bench: Bench) -> None:
    asked = bench.build(include_witnesses=True)

    assert not any(b"07700 900123" in b"".join(f.chunks()) for f in pack)
    assert "07700 900123" in text(asked, "data/witnesses-SEPARATE-SHEET.txt")


def test_an_omission_is_marked_where_it_happens(pack: BuiltPack) -> None:
    lines = text(pack, "data/derived/ABC-001.txt").split("\r\n")
    gap = next(n for n, line in enumerate(lines) if "3 messages are left out here" in line)
    assert any("stop contacting" in line for line in lines[gap - 5 : gap])
    assert any("Brook Lane" in line for line in lines[gap : gap + 6])


@given(st.sets(st.integers(0, 30), min_size=1), st.integers(0, 5))
def test_marked_omissions_always_add_up(kept: set[int], after: int) -> None:
    chosen = sorted(kept)
    left_out = chosen[-1] + 1 - len(chosen) + after
    exhibit = replace(
        example().exhibits[0],
        messages=tuple(message(n, "Dan", "x") for n in chosen),
        omitted=left_out,
    )
    assert sum(omissions(exhibit).values()) == left_out


def test_a_message_cannot_pretend_to_be_another_line_of_the_transcript() -> None:
    bench = Bench()
    forged = "hi\nABC-001/9  2026-01-01\n    From, as shown: Maya R"
    bench.original("c.txt", b"c", messages=[message(0, "Dan", forged)])

    lines = text(bench.build(), "data/derived/ABC-001.txt").split("\r\n")

    assert not any(line.startswith("ABC-001/9") for line in lines)


def test_each_time_is_local_with_offset_and_utc_with_certainty(pack: BuiltPack) -> None:
    said = text(pack, "data/derived/ABC-001.txt")
    assert "2026-10-03 22:14:09 +01:00 (UTC 2026-10-03 21:14:09Z), time exact" in said


def test_the_method_says_what_the_pack_does_not_show(pack: BuiltPack) -> None:
    said = text(pack, "data/method.txt")
    assert "unchanged since it was taken in" in said
    assert "does not show: that what a file says is true" in said
    for claim in ("authentic", "certified", "guaranteed", "admissible"):
        assert claim not in said.lower()


def test_every_file_lies_under_the_seal(pack: BuiltPack) -> None:
    listed = text(pack, "manifest-sha256.txt") + text(pack, "tagmanifest-sha256.txt")
    loose = [f.path for f in pack if f"  {f.path}\n" not in listed]
    assert all(path.startswith(("seal/", "tagmanifest")) for path in loose)
    assert "START-HERE.pdf" in listed
    assert text(pack, "verify.py").encode() == verifier()


def test_the_receipt_carries_pack_tag_key_and_head_in_groups_of_four(pack: BuiltPack) -> None:
    plain = pack.receipt_text.replace(" ", "").replace("\n", "")
    for value in (pack.tag_sha256, pack.fingerprint, pack.head.digest):
        assert value in plain
    assert pack.pack_id in pack.receipt_text
    assert pack.tag_sha256[:4] + " " + pack.tag_sha256[4:8] in pack.receipt_text
    assert pack.receipt_pdf.startswith(b"%PDF-")


# --- the preview


def test_the_preview_lists_every_text_entry_and_omission(bench: Bench) -> None:
    preview = preview_pack(bench.request(done_so_far="Told 101"))
    texts = [line.text for line in preview.texts]

    assert any("saw your car at Brook Lane" in each for each in texts)
    assert any("3 messages are left out here" in each for each in texts)
    assert [line.where for line in preview.entries] == ["entry 0", "entry 2", "entry 3"]
    assert any("still holds the messages" in each for each in preview.omissions)
    assert any(line.text == "Told 101" for line in preview.page_one)


def test_the_preview_says_what_stays(bench: Bench) -> None:
    stays = " ".join(preview_pack(bench.request()).stays)
    assert "Private safety notes" in stays
    assert "1 of 4 entries of your record stay here" in stays
    assert "witnesses" in stays


# --- faults


def test_a_damaged_original_stops_the_writing(bench: Bench) -> None:
    broken = example()
    pack = broken.build()
    for digest in broken.blobs:
        broken.blobs[digest] = b"rotten"
    with pytest.raises(OriginalChanged, match="ABC-00"):
        write_zip(pack, io.BytesIO(), folder=pack.pack_id)


def test_no_pack_is_made_of_a_broken_record() -> None:
    bench = example()
    bench.chain.entries[1] = replace(
        bench.chain.entries[1], line=b"1 " + b"0" * 64 + b" " + b"1" * 64
    )
    with pytest.raises(LedgerChanged):
        bench.build()


def test_a_sealed_item_never_goes_into_a_pack() -> None:
    bench = example()
    item = replace(bench.exhibits[0].item, state=ItemState.SEALED)
    bench.exhibits[0] = replace(bench.exhibits[0], item=item)
    with pytest.raises(MustNotCopy):
        bench.build()


def test_no_pack_is_made_without_the_entry_that_took_an_exhibit_in() -> None:
    bench = example()
    bench.disclosed.pop(0)
    with pytest.raises(LedgerChanged, match="ABC-001"):
        bench.build()


# --- the zip and the delivery


class OneWay:
    """A stream that only takes bytes."""

    def __init__(self) -> None:
        self.data = bytearray()

    def write(self, data: bytes) -> int:
        self.data += data
        return len(data)


def test_the_same_pack_gives_the_same_zip_on_any_stream(pack: BuiltPack) -> None:
    one_way, whole = OneWay(), io.BytesIO()
    write_zip(pack, one_way, folder=pack.pack_id)
    write_zip(pack, whole, folder=pack.pack_id)
    assert bytes(one_way.data) == whole.getvalue()


def test_the_same_request_gives_the_same_seal(bench: Bench) -> None:
    assert bench.build().tag_sha256 == bench.build().tag_sha256


def test_originals_are_never_wholly_in_memory() -> None:
    big = PackFile(
        "data/originals/big.bin", 3 << 20, "0" * 64, lambda: iter([b"x" * (1 << 20)] * 3)
    )
    seen: list[int] = []

    class Counts(OneWay):
        def write(self, data: bytes) -> int:
            seen.append(len(data))
            return len(data)

    write_zip([big], Counts(), folder="p")
    assert max(seen) <= 1 << 20


@pytest.mark.parametrize("size", [0, 1, 65_535, 65_536, 65_537, 200_000])
def test_a_wrapped_pack_opens_with_the_spoken_words(size: int) -> None:
    words, plain = "river candle seven market stone", bytes(range(256)) * 800
    pieces = [plain[:size][at : at + 50_000] for at in range(0, size, 50_000)]
    wrapped = b"".join(wrap_for_delivery(pieces, words, lambda n: b"\7" * n, work_factor=10))
    assert pyrage.passphrase.decrypt(wrapped, words) == plain[:size]


def test_too_few_words_are_refused_for_delivery() -> None:
    with pytest.raises(WeakSecret):
        wrap_for_delivery([b""], "river candle", bytes)
