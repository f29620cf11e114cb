"""Page 1 of START-HERE.pdf answers the seven questions, and only page 1 does."""

from __future__ import annotations

import io
import shutil
import subprocess

import pikepdf
import pytest

from tests.fakes.pack import Bench, example, message
from upstander.preserve.pack.build import BuiltPack

QUESTIONS = (
    "at risk",
    "What happened",
    "Who sent it",
    "First, last",
    "worst",
    "done so far",
    "unsure",
)
LONG = (
    "He rang again and again and would not stop, and then he wrote it all down once more. " * 40,
    "WHERE ARE YOU NOW WWWWWW " * 100,
    "你好世界" * 300,
    "😀 \u202e\u202e" * 200,
    "one\ntwo\n" * 60,
)


def pages(pack: BuiltPack, path: str = "START-HERE.pdf") -> list[str]:
    if shutil.which("pdftotext") is None:
        pytest.skip("NEEDS pdftotext: the words of a page cannot be read here")
    raw = next(b"".join(f.chunks()) for f in pack if f.path == path)
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=raw, capture_output=True)
    return done.stdout.decode().split("\f")[:-1]


def test_page_one_answers_seven_questions() -> None:
    first = pages(example().build(at_risk_now="Maya R, in Leeds", worst="my spare key"))[0]

    assert all(question in first for question in QUESTIONS)
    assert "Maya R, in Leeds" in first
    assert "2026-10-03 22:14:09 +01:00 (UTC 2026-10-03 21:14:09Z)" in first
    assert "Not said." in first
    assert "POLICE COPY" in first


@pytest.mark.parametrize("text", LONG)
def test_long_answers_stay_on_page_one_and_follow_whole(text: str) -> None:
    made = pages(
        example().build(
            at_risk_now=text, what_happened=text, worst=text, done_so_far=text, missing=text
        )
    )

    assert "7. What is missing" in made[0]
    assert "For the officer" in made[0]
    assert "Exhibits" in made[1]
    assert any("the whole text" in page for page in made)


def test_every_page_carries_pack_number_exhibit_hash_and_count() -> None:
    bench = Bench()
    bench.original("c.txt", b"c", messages=[message(n, "Dan", "hello") for n in range(80)])
    made = pages(bench.build())

    for number, page in enumerate(made, 1):
        assert f"Page {number} of {len(made)}" in page
        assert "ABC-2026-11-22-01" in page
        assert "ABC-001 sha256 2e7d2c03a950" in page


def test_a_page_never_imitates_a_form_or_claims_too_much() -> None:
    said = " ".join(pages(example().build()) + pages(example().build(), "data/statement-draft.pdf"))
    assert "Draft. Do not sign." in said
    for claim in ("MG11", "authentic", "certified", "guaranteed", "admissible", "proof"):
        assert claim not in said


def test_pictures_carry_their_description() -> None:
    raw = next(b"".join(f.chunks()) for f in example().build() if f.path == "START-HERE.pdf")
    with pikepdf.open(io.BytesIO(raw)) as pdf:
        alts = [
            str(o["/Alt"]) for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/Alt" in o
        ]
    assert "A grey picture" in alts
