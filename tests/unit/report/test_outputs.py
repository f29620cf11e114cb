"""A document as text, as a page and as a mail draft: harmless, whole and the same twice."""

from __future__ import annotations

import io
import subprocess
from email import message_from_bytes
from email.policy import default

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.report_facts import NOW, case
from upstander.model.report import (
    Block,
    Document,
    FilePart,
    Incident,
    LossRow,
    ReportFacts,
    SubjectAccount,
)
from upstander.report._interface import Asked
from upstander.report.as_mail import mail_draft
from upstander.report.as_page import page_pdf
from upstander.report.as_text import WIDTH, plain_text
from upstander.report.forms import form

LINK = "https://forum.example.com/" + "a-b/" * 40


def text_of(*blocks: Block) -> str:
    return plain_text(Document("x", "A title", blocks))


def letter(*, to: str = "desk@example.net", files: tuple[FilePart, ...] = ()) -> Document:
    blocks = (Block("paragraph", "Grüße 😀"),)
    return Document("x", "A title", blocks, files=files, subject="A report", to=to)


def test_lines_are_wrapped_and_no_link_is_cut() -> None:
    said = text_of(Block("paragraph", f"{'word ' * 40}{LINK} end"))

    assert LINK in said.split()
    assert all(len(line) <= WIDTH for line in said.splitlines() if LINK not in line)


def test_hidden_signs_print_as_their_code() -> None:
    assert text_of(Block("quote", "a\u202egpj.exe\x07")) == "> a[U+202E]gpj.exe[U+0007]\n"


def test_quoted_words_cannot_pass_for_ours() -> None:
    said = text_of(Block("quote", "x\n\nWhat I ask\n----------\n"))

    assert all(line.startswith(">") for line in said.splitlines())


def test_a_mark_of_what_was_left_out_stays_on_one_line() -> None:
    said = text_of(Block("paragraph", "word " * 13 + "[left out: another person] end"))

    assert "[left out: another person]" in said


def test_a_small_table_has_columns_and_a_wide_one_has_rows() -> None:
    small = Block("table", rows=(("Day", "Amount"), ("Monday", "£2")))
    wide = Block("table", rows=(("Day", "Words"), ("Monday", "long " * 30)))

    assert text_of(small) == "Day     Amount\n------  ------\nMonday  £2\n"
    assert text_of(wide).startswith("1. Day: Monday\n   Words: long long")


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=300))
def test_wrapping_changes_nothing_but_line_ends(words: str) -> None:
    whole = text_of(Block("quote", words))
    once = plain_text(Document("x", "t", (Block("paragraph", words),)))

    assert "".join(once.split()) == "".join(
        "".join(line.removeprefix(">").split()) for line in whole.splitlines()
    )


@pytest.mark.parametrize(
    "to",
    [
        "",
        "https://example.net/form",
        "a@example.org\r\nBcc: b@example.org",
        "a@b",
        "x@y.example, z",
    ],
)
def test_a_draft_goes_only_to_a_plain_address(to: str) -> None:
    made = message_from_bytes(mail_draft(letter(to=to)), policy=default)

    assert made["To"] is None
    assert made["Bcc"] is None


def test_a_draft_is_not_sent_and_names_no_sender_or_day() -> None:
    made = message_from_bytes(mail_draft(letter()), policy=default)

    assert made["X-Unsent"] == "1"
    assert made["To"] == "desk@example.net"
    assert [made[name] for name in ("From", "Date", "Message-ID", "Cc")] == [None] * 4
    assert made.get_content().strip() == "Grüße 😀"


def test_files_go_along_byte_for_byte() -> None:
    data = bytes(range(256))
    files = (FilePart("calls.csv", "text/csv", data), FilePart("a.pdf", "application/pdf", data))

    made = message_from_bytes(mail_draft(letter(files=files)), policy=default)

    attached = list(made.iter_attachments())
    assert [part.get_filename() for part in attached] == ["calls.csv", "a.pdf"]
    assert [part.get_payload(decode=True) for part in attached] == [data, data]


def test_a_page_holds_the_words_and_marks_of_the_text() -> None:
    document = Document(
        "x", "A title",
        (
            Block("heading", "Part"),
            Block("list", items=("first", "#panic() *x* $y$")),
            Block("numbered", items=("eins",)),
            Block("quote", "[left out: address]"),
            Block("table", rows=(("No.", "Words"), ("1", "said"))),
        ),
    )  # fmt: skip

    said = _words(page_pdf(document))

    for each in ("A title", "Part", "#panic() *x* $y$", "eins", "[left out: address]", "said"):
        assert each in said


def test_a_page_of_large_letters_puts_rows_below_each_other() -> None:
    rows = (("No.", "Words"), ("1", "said"))
    document = Document("x", "A title", (Block("table", rows=rows),))

    assert "Words: said" in _words(page_pdf(document, large=True))


def test_nothing_private_lies_under_a_mark_of_the_page() -> None:
    made = form("platform-notice").write(case("ellen"), Asked(now=NOW))

    raw = page_pdf(made)

    said = "".join(_words(raw).split())
    assert "[leftout:address]" in said
    for private in ("ExampleStreet", "AB12CD", "07700", "Northfield", "Jonah"):
        assert private not in said
        assert private.encode() not in raw


@pytest.mark.parametrize("slug", ["bank-sheet", "police-999"])
@pytest.mark.parametrize(
    "words",
    ["W" * 3000, "你好世界" * 800, "😀\u202e" * 500, "one\ntwo\n" * 300, "क्ष" * 500, "a b " * 900],
)
def test_a_sheet_to_read_out_stays_on_one_page_whatever_is_told(slug: str, words: str) -> None:
    facts = ReportFacts(
        what_happened=words, address=words, at_risk_now=words, target_name=words, bank=words,
        police_reference=words, fear=words, worst=Incident(words, words),
        accounts=(SubjectAccount(words, words, number=words),) * 9,
        losses=(LossRow(words, words, words, 10**14, doubt=words),) * 50,
    )  # fmt: skip
    made = form(slug).write(facts, Asked(now=NOW, large=True))

    with pikepdf.open(io.BytesIO(page_pdf(made, large=True))) as pdf:
        assert len(pdf.pages) == 1


def test_the_same_document_gives_the_same_page() -> None:
    assert page_pdf(letter()) == page_pdf(letter())
    with pikepdf.open(io.BytesIO(page_pdf(letter()))) as pdf:
        assert len(pdf.pages) == 1


def _words(raw: bytes) -> str:
    try:
        done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=raw, capture_output=True)
    except FileNotFoundError:
        pytest.skip("NEEDS pdftotext: the words of a page cannot be read here")
    return done.stdout.decode()
