"""What every form promises for any facts: nothing private gets through, and nothing fails."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.contracts.test_forms import ASKED, OURS, WANTED, whole, written
from tests.support.report_facts import NOW
from upstander.model.report import (
    CallRecord,
    Contact,
    DoneBefore,
    Incident,
    KeptEvidence,
    LossRow,
    Nature,
    ReportFacts,
    Statement,
    SubjectAccount,
)
from upstander.report.as_mail import mail_draft
from upstander.report.as_page import page_pdf
from upstander.report.as_text import plain_text

HARM = st.sampled_from(
    ["", "\x00", "\u202ekcatta", "<script>x</script>", "=1+1", "\r\nTo: x@example.org", "#panic()",
     "\ud800", "😀" * 40, "a" * 3000, "word " * 800, "\n\n\n", "[left out: name]"]
) | st.text(max_size=60)  # fmt: skip

SECRETS = {
    "name": "Zorana Quillfeather", "address": "91 Zebulon Parade", "postcode": "ZE9 9ZE",
    "phone": "07700 900987", "email": "zorana@example.org", "school": "Quiverdale Primary",
    "child": "Ottoline Quillfeather", "witness": "Barnaby Threlkeld",
    "other-person": "Peregrine Oxenholme", "password": "Blue!Kettle9",
    "police-reference": "ZQ/7781/26",
}  # fmt: skip


WAYS: list[Callable[[str], str]] = [
    lambda word: word,
    str.upper,
    str.lower,
    lambda word: word.replace(" ", ".-"),
    lambda word: f"{word[:3]}\u200b{word[3:]}",
    lambda word: word.replace(" ", "%20"),
    lambda word: word.translate(str.maketrans("0123456789", "０１２３４５６７８９")),
]


@st.composite
def hiding(draw: st.DrawFn) -> tuple[ReportFacts, frozenset[str]]:
    """Facts with every private word wherever a text can stand, spelled in many ways."""

    def text() -> str:
        sort = draw(st.sampled_from(sorted(SECRETS)))
        around = draw(st.sampled_from(["{}", "x {} y", "({})", "see:{}.", "\u202e{}", "/{}/p"]))
        word = SECRETS[sort]
        return around.format(draw(st.sampled_from(WAYS))(word))

    made = ReportFacts(
        case_ref=text(), what_happened=text(), target_name=text(), at_risk_now=text(),
        place="GB-ENG", address=text(),
        reporter=Contact(text(), text(), text(), text(), text()),
        platform=text(), addresses=(f"https://example.org/{text()}",),
        accounts=(SubjectAccount(text(), text(), text(), text(), text()),),
        incidents=(Incident(text(), text(), text(), text(), NOW, item=text()),),
        worst=Incident(text(), text(), text(), text()),
        effect=text(), fear=text(), told_to_stop=text(), wants=text(), bank=text(),
        statements=tuple(Statement(each, text(), text()) for each in Nature),
        evidence=(KeptEvidence(text(), text(), "0" * 64, 1),),
        calls=(CallRecord(text(), text(), "in", 3, doubt=text()),),
        losses=(LossRow(text(), text(), text(), 100, doubt=text()),),
        witnesses=(SECRETS["witness"],), police_reference=SECRETS["police-reference"],
        school=SECRETS["school"], employer=text(), own_number=SECRETS["phone"],
        own_accounts=(text(),), unsure=(text(),),
        before=(DoneBefore(text(), text(), text(), text(), text()),),
        private=tuple(SECRETS.items()),
    )  # fmt: skip
    return made, frozenset(draw(st.sets(st.sampled_from(sorted(SECRETS)))))


@st.composite
def hostile(draw: st.DrawFn) -> ReportFacts:
    """Facts that nobody would type: controls, formulas, endless words, times at the edge."""

    def harm() -> str:
        return draw(HARM)

    when = draw(st.none() | st.datetimes(timezones=st.just(NOW.tzinfo)))
    many = draw(st.sampled_from([0, 1, 3, 150]))
    return ReportFacts(
        what_happened=harm(), target_name=harm(), at_risk_now=harm(), place=harm(),
        address=harm(), kinds=(harm(),), platform=harm(), addresses=(harm(),) * many, zone=harm(),
        accounts=(SubjectAccount(harm(), harm(), harm(), harm(), harm(), when, when, -1),) * many,
        incidents=(Incident(harm(), harm(), harm(), harm(), when, harm()),) * many,
        worst=Incident(harm(), harm()), effect=harm(), unsure=(harm(),),
        statements=(Statement(Nature.FACT, harm(), harm(), when),) * many,
        evidence=(KeptEvidence(harm(), harm(), harm(), -1, when),) * many,
        calls=(CallRecord(harm(), harm(), harm(), -5, when, harm()),) * many,
        losses=(LossRow(harm(), harm(), harm(), -(10**20), harm(), when and when.date()),) * many,
        before=(DoneBefore(harm(), harm(), harm(), harm(), harm()),) * many,
        private=((harm(), harm()), ("name", harm())), bank=harm(), school=harm(),
    )  # fmt: skip


@given(st.sampled_from(sorted(WANTED)), hiding())
@settings(max_examples=50)
def test_no_private_word_that_is_not_shared_is_anywhere_in_a_document(
    slug: str, drawn: tuple[ReportFacts, frozenset[str]]
) -> None:
    facts, ticked = drawn
    asked = replace(ASKED, shares=ticked, reason=facts.what_happened, earlier=facts.fear)

    document = written(slug, facts, asked)

    said = _plain(whole(document) + plain_text(document))
    for sort, word in SECRETS.items():
        shared = sort in (OURS[slug].shares | ticked) and sort != "password"
        assert shared or _plain(word) not in said, (sort, word)


@given(st.sampled_from(sorted(WANTED)), hostile(), st.booleans())
@settings(max_examples=50)
def test_no_facts_make_a_form_or_an_output_fail(slug: str, facts: ReportFacts, large: bool) -> None:
    document = written(slug, facts, replace(ASKED, large=large))

    text = plain_text(document)
    assert "\u202e" not in text and "\x00" not in text
    assert mail_draft(document).startswith(b"X-Unsent: 1\r\nTo: desk@example.net\r\n")
    for part in document.files:
        rows = part.data.decode("utf-8", "replace").splitlines()
        assert not any(row.startswith(("=", "+", "@")) for row in rows if part.name.endswith("csv"))


@given(st.sampled_from(sorted(WANTED)), hostile())
@settings(max_examples=15)
def test_no_facts_make_a_page_fail(slug: str, facts: ReportFacts) -> None:
    document = written(slug, facts)

    assert page_pdf(document).startswith(b"%PDF-")


def _plain(text: str) -> str:
    whole = unicodedata.normalize("NFKC", text).casefold().replace("%20", " ")
    return "".join(each for each in whole if each.isalnum())
