"""Programs that know nothing of ours judge a pack. A missing one is skipped by its name."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

from tests.fakes.pack import example, unpack

TAG = "tagmanifest-sha256.txt"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return unpack(example().build(), tmp_path_factory.mktemp("pack"))


def judge(root: Path, *words: str, given: bytes = b"") -> str:
    """Run a program in the pack; skip loudly where it is missing."""
    program = shutil.which(words[0]) or shutil.which(
        words[0], path=str(Path(sys.executable).parent)
    )
    if program is None:
        pytest.skip(f"NEEDS {words[0]}: this judge of packs is not on this machine")
    done = subprocess.run([program, *words[1:]], cwd=root, input=given, capture_output=True)
    assert done.returncode == 0, (done.stdout + done.stderr).decode(errors="replace")
    return (done.stdout + done.stderr).decode(errors="replace")


def test_bagit_py_finds_the_bag_valid(root: Path) -> None:
    assert "is valid" in judge(root, "bagit.py", "--validate", ".")


@pytest.mark.needs("sha256sum")
@pytest.mark.parametrize("name", [TAG, "manifest-sha256.txt"])
def test_sha256sum_finds_every_line_right(root: Path, name: str) -> None:
    assert "FAILED" not in judge(root, "sha256sum", "-c", "--strict", name)


@pytest.mark.needs("openssl")
def test_openssl_finds_that_the_seal_fits(root: Path) -> None:
    words = ("-verify", "seal/p256.pub.pem", "-signature", f"seal/{TAG}.p256.sig", TAG)
    assert "Verified OK" in judge(root, "openssl", "dgst", "-sha256", *words)


@pytest.mark.needs("ssh-keygen")
def test_ssh_keygen_finds_that_the_second_seal_fits(root: Path) -> None:
    words = ("-f", "seal/allowed_signers", "-I", "vault", "-n", "upstander-pack")
    tag = (root / TAG).read_bytes()
    said = judge(root, "ssh-keygen", "-Y", "verify", *words, "-s", f"seal/{TAG}.sshsig", given=tag)
    assert "Good" in said


def test_its_own_checker_runs_alone(root: Path) -> None:
    said = judge(root, sys.executable, "-I", "-S", "verify.py")
    assert "Unchanged since sealed by key" in said


def pdfs(root: Path) -> list[str]:
    return sorted(str(path.relative_to(root)) for path in root.rglob("*.pdf"))


@pytest.mark.needs("qpdf")
def test_qpdf_finds_no_fault_in_any_paper(root: Path) -> None:
    for name in pdfs(root):
        assert "No syntax or stream encoding errors" in judge(root, "qpdf", "--check", name)


@pytest.mark.needs("pdffonts")
def test_every_font_is_embedded(root: Path) -> None:
    for name in pdfs(root):
        rows = judge(root, "pdffonts", name).splitlines()[2:]
        assert rows
        assert all(row.split()[-5] == "yes" for row in rows), rows


@pytest.mark.needs("pdftotext")
def test_the_words_can_be_read_out_of_the_cover(root: Path) -> None:
    said = judge(root, "pdftotext", "-layout", "START-HERE.pdf", "-")
    for words in ("saw your car at Brook Lane", "你好", "[U+202E]", "3 messages are left out here"):
        assert words in said


def test_the_papers_claim_and_carry_what_pdf_a_and_pdf_ua_ask_for(root: Path) -> None:
    for name in pdfs(root):
        with pikepdf.open(root / name) as pdf:
            said = pdf.Root.Metadata.read_bytes()
            assert b"pdfaid:part>3<" in said.replace(b" ", b"")
            assert b"pdfuaid:part>1<" in said.replace(b" ", b"")
            assert pdf.Root.MarkInfo.Marked
            assert "/StructTreeRoot" in pdf.Root
            assert "/OutputIntents" in pdf.Root
            assert str(pdf.Root.Lang).startswith("en")
