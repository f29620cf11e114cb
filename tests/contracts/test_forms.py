"""What every form promises on the invented cases: whole letters, calm words, tagged pages."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from tests.contracts.reading_age import (
    HARDEST_GRADE,
    american_in,
    banned_in,
    measure,
    sentences_of,
    word_count,
)
from tests.support.growth import assert_in_proportion
from tests.support.report_facts import FORMS, NOW, beside, case, example
from upstander import __version__
from upstander.directory.read import DATA
from upstander.directory.shelf import shipped
from upstander.model.report import (
    CallRecord,
    Document,
    Nature,
    ReportFacts,
)
from upstander.report._interface import Asked, ReportForm
from upstander.report.as_mail import mail_draft
from upstander.report.as_page import page_pdf
from upstander.report.as_text import plain_text
from upstander.report.form import WrittenForm
from upstander.report.forms import known_forms
from upstander.report.redact import every_text

OURS: dict[str, ReportForm] = {
    slug: loaded.part
    for slug, loaded in known_forms().items()
    if isinstance(loaded.part, WrittenForm)
}
WANTED = {
    "police-999", "police-report", "platform-notice", "isp-abuse-letter", "phone-provider",
    "bank-sheet", "fraud-report", "forward-7726", "school-letter", "employer-grievance",
    "council-safeguarding", "preservation-request", "subject-access-request",
    "complaint-after-silence", "trusted-person", "generic-letter", "isp-abuse", "xarf-report",
    "identifier-table", "claim-log", "impersonation-sheet", "repost-list", "exposure-list",
    "people-to-warn", "intrusion-sheet", "official-form",
}  # fmt: skip
CASES = sorted(path.stem for path in (FORMS / "_cases").glob("*.toml"))
EXAMPLES = sorted(
    path.parent for path in FORMS.glob("*/*/facts.toml") if path.parent.parent.name in WANTED
)
TITLE_OF_GUIDANCE = "Keeping Children Safe in Education"
ASKED = Asked(now=NOW, to="other", receiver="Example Service", address="desk@example.net")


def written(slug: str, facts: ReportFacts, asked: Asked = ASKED) -> Document:
    return OURS[slug].write(facts, asked)


def whole(document: Document) -> str:
    """Everything that a receiver may come to see, and what stands beside it."""
    files = (part.data.decode("utf-8", "replace") for part in document.files)
    return "\n".join([*every_text(document), *files])


# --- whole letters --------------------------------------------------------------------------------


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_letter_is_as_it_is_kept(folder: Path) -> None:
    facts, asked = example(folder)

    document = OURS[folder.parent.name].write(facts, asked)

    expected = (folder / "expected.txt").read_text(encoding="utf-8")
    assert f"{plain_text(document)}\n=== beside the letter ===\n{beside(document)}" == expected
    for kept in folder.glob("expected-*"):
        made = {f"expected-{part.name}": _released(part.data) for part in document.files}
        assert made[kept.name] == kept.read_bytes(), kept.name


def test_every_form_has_a_rich_example_and_the_empty_one() -> None:
    for slug in WANTED:
        names = {path.name for path in EXAMPLES if path.parent.name == slug}
        assert "empty" in names and len(names) > 1, slug


def test_all_forms_are_there() -> None:
    assert set(OURS) >= WANTED


@pytest.mark.parametrize("slug", sorted(WANTED))
def test_a_form_names_itself_and_its_record(slug: str) -> None:
    form = OURS[slug]
    assert form.slug == slug and form.title and form.receivers
    assert form.about.endswith(".")
    assert shipped().form_facts(slug).who_learns and shipped().form_facts(slug).happens_next


def test_every_record_belongs_to_a_form() -> None:
    assert {path.stem for path in (DATA / "form-facts").glob("*.toml")} <= set(known_forms())


# --- promises of each -----------------------------------------------------------------------------


@pytest.mark.parametrize("slug", sorted(WANTED))
def test_nothing_told_still_gives_a_sentence_and_what_can_follow(slug: str) -> None:
    document = written(slug, ReportFacts())

    assert any(each.endswith((".", "?")) for each in plain_text(document).splitlines())
    assert document.who_learns and document.next_steps
    assert document.left_out == ()
    assert document.missing or not getattr(OURS[slug], "needs", ()), slug


@pytest.mark.parametrize("slug", sorted(WANTED))
@pytest.mark.parametrize("name", CASES)
def test_the_same_facts_give_the_same_document_and_bytes(slug: str, name: str) -> None:
    first, second = written(slug, case(name)), written(slug, case(name))

    assert first == second
    assert mail_draft(first) == mail_draft(second)


@pytest.mark.parametrize("slug", sorted(WANTED))
@pytest.mark.parametrize("name", CASES)
def test_our_own_words_never_blame_promise_or_accuse(slug: str, name: str) -> None:
    said = whole(written(slug, _without_own_words(case(name)))).replace(TITLE_OF_GUIDANCE, "")

    assert banned_in(said) == []
    assert american_in(said) == []
    for word in ("stalker", "the abuser", "culprit", "guilty", "criminal", " safe "):
        assert word not in said.lower(), word


@pytest.mark.parametrize("slug", sorted(WANTED))
def test_what_a_person_reads_beside_a_letter_is_plain(slug: str) -> None:
    facts = replace(ReportFacts(), place="GB-ENG", kinds=("harassment",))
    document = written(slug, facts)
    said = "\n".join([OURS[slug].about, *document.missing, *document.who_learns,
                      *document.next_steps])  # fmt: skip
    ours = [line for line in said.splitlines() if not _from_another_record(line)]

    assert measure("\n".join(ours)).flesch_kincaid <= HARDEST_GRADE
    assert [each for each in sentences_of("\n".join(ours)) if word_count(each) > 20] == []


@pytest.mark.parametrize("slug", sorted(WANTED))
@pytest.mark.parametrize("large", [False, True])
def test_the_page_is_tagged_and_says_nothing_of_the_case_in_its_head(
    slug: str, large: bool
) -> None:
    asked = replace(ASKED, large=large)
    document = written(slug, case("ellen"), asked)

    raw = page_pdf(document, large=large)

    with pikepdf.open(io.BytesIO(raw)) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        assert "/StructTreeRoot" in pdf.Root
        assert str(pdf.Root.Lang) in ("en", "en-GB")
        with pdf.open_metadata() as meta:
            kept = " ".join(f"{key} {value}" for key, value in meta.items())
        info = " ".join(f"{key} {value}" for key, value in pdf.docinfo.items())
    assert "Ellen" not in kept + info and "Example Street" not in kept + info
    assert document.title in kept


@pytest.mark.parametrize("slug", ["bank-sheet", "police-999"])
@pytest.mark.parametrize("name", CASES)
def test_large_print_to_read_out_is_one_page(slug: str, name: str) -> None:
    document = written(slug, case(name), replace(ASKED, large=True))

    with pikepdf.open(io.BytesIO(page_pdf(document, large=True))) as pdf:
        assert len(pdf.pages) == 1
        assert min(_sizes(pdf.pages[0])) >= 18


@pytest.mark.parametrize("slug", sorted(WANTED))
@pytest.mark.parametrize("name", CASES)
def test_no_opinion_reaches_a_service_and_none_fills_a_who(slug: str, name: str) -> None:
    facts = case(name)
    opinions = [each.text for each in facts.statements if each.nature is Nature.OPINION]
    text = plain_text(written(slug, facts)).replace("\n  ", " ")

    for opinion in opinions:
        before, found, _ = text.partition(opinion)
        assert not found or "Opinions: what people believe, not checked" in before
    if "platform" in OURS[slug].receivers:
        assert not any(opinion in text for opinion in opinions)


@pytest.mark.parametrize("slug", sorted(WANTED))
def test_a_long_case_is_written_in_proportion_to_its_length(slug: str) -> None:
    def write(times: int) -> None:
        facts = replace(
            case("ellen"),
            incidents=case("ellen").incidents * times,
            losses=case("george").losses * times,
            evidence=case("ellen").evidence * times,
        )
        plain_text(written(slug, facts))

    assert_in_proportion(write, 240)


def test_a_call_log_of_500_rows_is_a_report_in_proportion_to_its_length() -> None:
    calls = tuple(
        CallRecord(
            f"2026-11-{1 + row % 28:02} 10:{row % 60:02}",
            "withheld" if row % 7 == 0 else f"07700 900{row % 300:03}",
            "in", row, NOW, row=row,
        )
        for row in range(1, 501)
    )  # fmt: skip

    def write(count: int) -> Document:
        return written("phone-provider", ReportFacts(calls=calls[:count], zone="Europe/London"))

    document = write(500)
    text = plain_text(document)

    assert_in_proportion(lambda count: plain_text(write(count)), 500)
    assert "71 calls with no number shown (withheld)." in text
    assert len(document.files[0].data.splitlines()) == 501


@pytest.mark.parametrize("slug", sorted(WANTED))
@pytest.mark.parametrize("name", CASES)
def test_an_identifier_stands_in_a_report_as_in_the_evidence_or_not_at_all(
    slug: str, name: str
) -> None:
    facts = case(name)
    document = written(slug, facts)
    cells = [text for block in document.blocks for row in block.rows for text in row]

    for block in (each for each in document.blocks if each.kind == "table"):
        at = {head: number for number, head in enumerate(block.rows[0])}
        for head, known in _identifiers(facts).items():
            if head in at:
                assert {row[at[head]] for row in block.rows[1:]} <= known | {""}, head
    assert not any("…" in cell for cell in cells)


def test_dates_to_ask_again_are_known_by_the_names_of_these_forms() -> None:
    named = {form for record in shipped().deadlines() for form in record.forms}
    assert named & WANTED


def _released(data: bytes) -> bytes:
    """A file without the version that made it."""
    return data.replace(f"Upstander/{__version__}".encode(), b"Upstander/x")


def _identifiers(facts: ReportFacts) -> dict[str, set[str]]:
    return {
        "Id": {each.id for each in facts.accounts},
        "SHA-256": {each.sha256 for each in facts.evidence},
        "Account, as shown": {each.name for each in facts.accounts},
        "Number, as shown": {each.number for each in facts.calls},
        "Reference": {each.ref for each in facts.losses},
        "Value": {each.value for each in facts.leads},
    }


def _without_own_words(facts: ReportFacts) -> ReportFacts:
    """The case with neutral words, so that only ours are judged."""
    return replace(
        facts,
        what_happened="words",
        effect="words",
        fear="words",
        wants="words",
        told_to_stop="words",
        incidents=tuple(replace(each, what="words") for each in facts.incidents),
        statements=tuple(replace(each, text="words") for each in facts.statements),
        before=tuple(replace(each, answer="words") for each in facts.before),
        worst=None,
    )


def _from_another_record(line: str) -> bool:
    """Deadlines and their reasons are records of their own, with tests of their own."""
    return any(record.why in line or record.then == line for record in shipped().deadlines())


def _sizes(page: pikepdf.Page) -> list[float]:
    """The sizes of letters that a page sets, in points."""
    return [
        float(each.operands[1])
        for each in pikepdf.parse_content_stream(page)
        if isinstance(each, pikepdf.ContentStreamInstruction) and str(each.operator) == "Tf"
    ]
