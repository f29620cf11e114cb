"""Pages: a case is started with a name for one's own lists, and one sentence for reports."""

from __future__ import annotations

from tests.web.conftest import Tara
from tests.web.signs import looked_at

SENTENCE = "He waits outside with my spare key."
TEXTS = (
    b"number,time,text\n07700 900777,2026-11-17 10:02,"
    b'"BANK ALERT: move your money to the safe account now, at https://bank-fee.example.com/x"\n'
)


def text(tara: Tara, path: str) -> str:
    return str(tara.get(tara.at(path)).content.decode())


def start(tara: Tara, **given: str) -> None:
    made = tara.post("/new", **given)
    tara.case = made.headers["Location"].rsplit("/", 1)[1]


def test_the_start_says_that_only_the_person_sees_the_name(tara: Tara) -> None:
    shown = tara.get("/new").content.decode()

    assert "A name for this case" in shown and "No report shows it." in shown
    assert "What happened, in one sentence?" in shown


def test_one_sentence_at_the_start_is_in_the_report_and_the_name_is_not(tara: Tara) -> None:
    start(tara, title="my ex Tom", happened=SENTENCE)

    shown = text(tara, "/reports/new/police-report")

    assert SENTENCE in shown
    assert "my ex Tom" not in shown.partition("<h1>")[2]
    assert SENTENCE in text(tara, "/tell")


def test_a_case_with_a_name_only_says_what_is_not_told_yet(tara: Tara) -> None:
    start(tara, title="my ex Tom")

    shown = text(tara, "/reports/new/police-report")

    assert "Not told yet: what happened" in shown
    assert "I want to report abuse by phone or internet." in shown
    assert "my ex Tom" in tara.get("/").content.decode()


def test_a_table_of_texts_reaches_the_sheet_for_the_network(tara: Tara) -> None:
    looked_at(tara, ("texts.csv", TEXTS))

    shown = text(tara, "/reports/new/forward-7726")

    assert "bank-fee.example.com" in shown and "07700 900777" in shown
    assert "The table does not say that this was a text message." in shown
