"""What a receiver is told about a pack: by the program, and by the pack's own verify.py."""

from __future__ import annotations

import hashlib
import io
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.fakes.keys import FakeKeys
from tests.fakes.pack import Bench, example, message, relist, reseal, unpack
from upstander.model.errors import PackChanged
from upstander.preserve.pack.build import BuiltPack
from upstander.preserve.pack.zipped import write_zip
from upstander.preserve.standalone_verify import MANIFEST, TAG
from upstander.preserve.verify_pack import examine_pack, verify_pack


@pytest.fixture(scope="module")
def pack() -> BuiltPack:
    return example().build()


@pytest.fixture(scope="module")
def sealed(pack: BuiltPack, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return unpack(pack, tmp_path_factory.mktemp("sealed"))


@pytest.fixture
def root(sealed: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sealed, tmp_path / "copy"))


def ask(root: Path, *words: str) -> tuple[int, str]:
    """Run the pack's own checker as an officer would."""
    done = subprocess.run(
        [sys.executable, "-I", str(root / "verify.py"), *words], capture_output=True, text=True
    )
    assert done.stderr == ""
    return done.returncode, done.stdout


def both_refuse(root: Path, *reasons: str, paper: dict[str, str] | None = None) -> None:
    """The program and verify.py refuse for the same reason."""
    given = paper or {}
    with pytest.raises(PackChanged) as caught:
        verify_pack(root, **given)
    status, said = ask(root, *(word for k, v in given.items() for word in (f"--{k}", v)))
    assert status == 1
    for reason in reasons:
        assert reason in str(caught.value)
        assert reason in said


def paper_of(pack: BuiltPack) -> dict[str, str]:
    return {"fingerprint": pack.fingerprint, "head": pack.head.digest, "tag": pack.tag_sha256}


# --- what an untouched pack says


def test_an_untouched_pack_asks_for_the_paper_and_never_says_just_ok(root: Path) -> None:
    outcome = verify_pack(root)

    assert "Unchanged since sealed by key" in outcome.verdict
    assert "Compare with the paper" in outcome.verdict
    assert [s.number for s in outcome.steps if s.ok is None] == [5, 6, 8]
    assert "does not show that what the files say is true" in outcome.verdict


def test_an_untouched_pack_with_the_paper_has_no_open_step(root: Path, pack: BuiltPack) -> None:
    outcome = verify_pack(root, **paper_of(pack))

    assert all(step.ok for step in outcome.steps)
    assert "as on the paper" in outcome.verdict


def test_its_own_checker_agrees_and_leaves_with_zero(root: Path, pack: BuiltPack) -> None:
    spaced = " ".join(pack.fingerprint[i : i + 4] for i in range(0, 64, 4)).upper()

    status, said = ask(root, "--fingerprint", spaced, "--head", pack.head.digest)

    assert status == 0
    assert "[ok] The key that sealed it" in said
    assert "the key fingerprint is the one on the paper" in said
    assert "the end of the record (ledger head) is the one on the paper" in said


def test_a_zip_is_checked_in_place(pack: BuiltPack, tmp_path: Path) -> None:
    whole = io.BytesIO()
    write_zip(pack, whole, folder=pack.pack_id)

    outcome = verify_pack(whole, **paper_of(pack))

    assert all(step.ok for step in outcome.steps)


def test_verify_py_reads_the_zip_too(root: Path, pack: BuiltPack, tmp_path: Path) -> None:
    with (tmp_path / "p.zip").open("wb") as out:
        write_zip(pack, out, folder=pack.pack_id)

    status, said = ask(root, str(tmp_path / "p.zip"), "--tag", pack.tag_sha256)

    assert status == 0, said


# --- one change each


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def test_refuses_a_changed_original(root: Path) -> None:
    flip(root / "data/originals/ABC-001.txt")
    both_refuse(root, "data/originals/ABC-001.txt was changed")


def test_refuses_a_missing_original(root: Path) -> None:
    (root / "data/originals/ABC-001.txt").unlink()
    both_refuse(root, "data/originals/ABC-001.txt is missing")


def test_refuses_a_planted_file_among_the_exhibits(root: Path) -> None:
    (root / "data/originals/ABC-009.txt").write_text("planted")
    both_refuse(root, "data/originals/ABC-009.txt is not part of the pack")


def test_refuses_a_planted_file_beside_the_seal(root: Path) -> None:
    (root / "seal/extra.sig").write_text("planted")
    both_refuse(root, "seal/extra.sig is not part of the pack")


def test_refuses_a_link_in_place_of_a_file(root: Path) -> None:
    target = root / "data/originals/ABC-001.txt"
    other = root.parent / "elsewhere.txt"
    target.rename(other)
    target.symlink_to(other)
    both_refuse(root, "is a link")


def test_refuses_two_swapped_originals(root: Path) -> None:
    one, two = root / "data/originals/ABC-001.txt", root / "data/originals/ABC-002.exe.bin"
    first, second = one.read_bytes(), two.read_bytes()
    one.write_bytes(second)
    two.write_bytes(first)
    both_refuse(root, "data/originals/ABC-001.txt was swapped: it holds data/originals/ABC-002")


def test_refuses_a_changed_printed_cover(root: Path) -> None:
    flip(root / "START-HERE.pdf")
    both_refuse(root, "START-HERE.pdf was changed")


def test_refuses_a_reordered_record(root: Path) -> None:
    chain = root / "data/log/ledger.chain"
    lines = chain.read_bytes().splitlines(keepends=True)
    chain.write_bytes(b"".join([lines[0], lines[2], lines[1], *lines[3:]]))
    both_refuse(root, "line 1 of the record is out of order or left out")


def test_refuses_an_edited_line_of_the_record(root: Path) -> None:
    chain = root / "data/log/ledger.chain"
    lines = chain.read_bytes().splitlines(keepends=True)
    lines[1] = lines[1].replace(lines[1][-65:-1], b"0" * 64)
    chain.write_bytes(b"".join(lines))
    both_refuse(root, "line 2 of the record does not follow from the one before")


def test_refuses_a_record_cut_at_the_end(root: Path) -> None:
    chain = root / "data/log/ledger.chain"
    chain.write_bytes(b"".join(chain.read_bytes().splitlines(keepends=True)[:-1]))
    both_refuse(root, "the record was cut: bag-info.txt gives another Ledger-Length")


def test_refuses_a_record_cut_in_mid_line(root: Path) -> None:
    chain = root / "data/log/ledger.chain"
    chain.write_bytes(chain.read_bytes()[:-10])
    both_refuse(root, "the last line is cut")


def test_refuses_a_changed_entry(root: Path) -> None:
    flip(root / "data/log/entries/00000002.json")
    both_refuse(root, "00000002.json is not what line 2 of the record stands for")


# --- a deliberate forger


def test_refuses_a_file_changed_with_every_list_written_again(root: Path) -> None:
    flip(root / "data/originals/ABC-001.txt")
    relist(root)
    both_refuse(root, f"the seal does not fit: {TAG} was changed after sealing")


def test_refuses_a_planted_file_with_every_list_written_again(root: Path) -> None:
    (root / "data/planted.txt").write_text("planted")
    relist(root)
    both_refuse(root, "the seal does not fit")


def test_refuses_a_swapped_original_even_when_sealed_again(root: Path) -> None:
    (root / "data/originals/ABC-001.txt").write_text("other words")
    reseal(root, FakeKeys("forger"))
    both_refuse(root, "ABC-001: exhibits.csv and manifest-sha256.txt name different digests")


def test_refuses_a_swapped_original_with_its_list_line_sealed_again(root: Path) -> None:
    forge_original(root)
    reseal(root, FakeKeys("forger"))
    both_refuse(root, "ABC-001: the file is not the one taken in by entry 0")


def forge_original(root: Path) -> None:
    """Change a file and its line in exhibits.csv."""
    path, table = root / "data/originals/ABC-001.txt", root / "data/exhibits.csv"
    old = next(
        line.split("  ")[0]
        for line in (root / MANIFEST).read_text().splitlines()
        if line.endswith("ABC-001.txt") and "originals" in line
    )
    path.write_text("other words")
    new = hashlib.sha256(path.read_bytes()).hexdigest()
    table.write_bytes(table.read_bytes().replace(old.encode(), new.encode()))


def forged(folder: Path) -> Path:
    """A whole pack made by somebody else, with a record of their own."""
    bench = Bench(keys=FakeKeys("forger"))
    bench.original("WhatsApp Chat.txt", b"other words\n", messages=[message(0, "Dan", "hi")])
    return unpack(bench.build(), folder)


def test_a_pack_made_again_by_somebody_else_is_named_as_not_knowable(tmp_path: Path) -> None:
    status, said = ask(forged(tmp_path))

    assert status == 0
    assert "cannot be told from the pack alone" in said


def test_refuses_a_resealed_pack_by_the_fingerprint(tmp_path: Path, pack: BuiltPack) -> None:
    both_refuse(
        forged(tmp_path),
        "the key fingerprint is not the one on the paper (sealed again by another)",
        paper={"fingerprint": pack.fingerprint},
    )


def test_refuses_a_resealed_pack_by_the_tag(tmp_path: Path, pack: BuiltPack) -> None:
    both_refuse(forged(tmp_path), "is not the one on the paper", paper={"tag": pack.tag_sha256})


def test_refuses_a_rewritten_record_by_the_head(tmp_path: Path, pack: BuiltPack) -> None:
    both_refuse(
        forged(tmp_path),
        "the record was cut, rolled back or written again",
        paper={"head": pack.head.digest},
    )


def test_refuses_an_older_pack_by_the_newer_head(root: Path) -> None:
    newer = example()
    newer.original("later.txt", b"later\n")
    both_refuse(root, "rolled back", paper={"head": newer.build().head.digest})


def test_refuses_a_record_that_goes_on_after_the_papers_head(
    tmp_path: Path, pack: BuiltPack
) -> None:
    longer = example()
    longer.original("dated-back.txt", b"made up later\n")
    root = unpack(longer.build(), tmp_path)
    both_refuse(
        root, "the paper's end is line 3, but the record goes on", paper={"head": pack.head.digest}
    )


def test_refuses_a_second_seal_by_an_unnamed_key(root: Path) -> None:
    other = FakeKeys("other")
    tag = (root / TAG).read_bytes()
    (root / f"seal/{TAG}.sshsig").write_bytes(other.sign_ssh(tag, "upstander-pack"))
    line = f'vault namespaces="upstander-pack" {other.ssh_public_line()}\n'
    (root / "seal/allowed_signers").write_text(line)

    outcome = examine_pack(root)

    assert [s.detail for s in outcome.steps if s.ok is False] == [
        "The second seal is by a key that the pack does not name"
    ]


# --- hostile packs are data


def bend(pack: BuiltPack, change: Callable[[bytes], bytes]) -> io.BytesIO:
    whole = io.BytesIO()
    write_zip(pack, whole, folder=pack.pack_id)
    return io.BytesIO(change(whole.getvalue()))


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (b"data/method.txt", b"../../ethod.txt", "is not a name that a pack can hold"),
        (b"data/method.txt", b"/ata/method.txt", "is not a name that a pack can hold"),
        (b"data/method.txt", b"data\\method.txt", "is not a name that a pack can hold"),
        (b"data/method.txt", b"data/exhibits.c", "is missing"),
        (b"README-VERIFY.txt", b"verify.py/aaaaaaa", "is missing"),
    ],
)
def test_refuses_a_zip_with_bent_names(
    pack: BuiltPack, old: bytes, new: bytes, reason: str
) -> None:
    bent = bend(pack, lambda raw: raw.replace(old, new))
    with pytest.raises(PackChanged, match=reason):
        verify_pack(bent)


def test_refuses_a_zip_that_names_a_file_twice(pack: BuiltPack) -> None:
    bent = bend(pack, lambda raw: raw.replace(b"custody.csv", b"LEDGER.CSVX"[:11]))
    twice = bend(pack, lambda raw: raw.replace(b"data/identifiers.csv", b"data/EXHIBITS.csv..."))
    for each in (bent, twice):
        assert not examine_pack(each).ok


def cuts(size: int) -> Iterator[int]:
    yield from (0, 1, 100, size // 3, size // 2, size - 30, size - 1)


def test_refuses_a_zip_cut_anywhere(pack: BuiltPack) -> None:
    whole = bend(pack, lambda raw: raw).getvalue()
    for at in cuts(len(whole)):
        assert not examine_pack(io.BytesIO(whole[:at])).ok


def test_refuses_what_is_no_pack_at_all(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(PackChanged, match=f"{TAG} is missing"):
        verify_pack(tmp_path / "empty")
    with pytest.raises(PackChanged):
        verify_pack(tmp_path / "not-there.zip")
