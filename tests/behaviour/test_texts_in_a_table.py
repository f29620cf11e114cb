"""Promise: texts out of a phone as a plain table reach the sheet for the phone network."""

from __future__ import annotations

import pytest

from tests.fakes.cast import House
from tests.support.reporting import Matter
from upstander.model.evidence import Case

SCAM = "BANK ALERT: move your money to the safe account now, at https://bank-fee.example.com/x"
THREAT = "I know where you live. I will come to your house tonight and hurt you."
ROW = f'07700 900777,2026-11-17 10:02,"{SCAM}"\n07700 900888,2026-11-18 10:02,"{THREAT}"\n'
NO_SERVICE = "the table names no service"


@pytest.fixture
def matter(home: House, case: Case) -> Matter:
    made = Matter(home, case)
    made.tell(place="GB-ENG", kinds=("fraud",))
    return made


def add(matter: Matter, table: str, name: str = "export.csv") -> str:
    """Keep a table; give in which place the report says that its rows were seen."""
    matter.add(name, table.encode(), zone="Europe/London")
    incidents = matter.gathered().facts.incidents
    assert incidents
    return "; ".join(sorted({each.where for each in incidents}))


def test_a_table_of_texts_without_a_service_reaches_the_sheet(matter: Matter) -> None:
    where = add(matter, "number,time,text\n" + ROW)

    text = matter.text("forward-7726")
    assert where.startswith("text message") and NO_SERVICE in where
    assert "bank-fee.example.com" in text and "07700 900777" in text


def test_the_sheet_says_where_the_table_does_not_name_the_service(matter: Matter) -> None:
    add(matter, "number,time,text\n" + ROW)

    assert "The table does not say that this was a text message." in matter.text("forward-7726")


def test_a_letter_says_that_the_table_does_not_name_the_service(matter: Matter) -> None:
    add(matter, "number,time,text\n" + ROW)

    assert NO_SERVICE in matter.text("police-report")


@pytest.mark.parametrize(
    ("head", "end", "name"),
    [
        ("number,time,text,app", ",WhatsApp", "export.csv"),
        ("number,time,text,app", ",", "export.csv"),
        ("number,time,text", "", "WhatsApp chat with Dan.csv"),
        ("Telegram number,time,text", "", "export.csv"),
        ("number,time,text,thread", ",Year 10 group", "export.csv"),
    ],
)
def test_a_table_that_speaks_for_an_app_is_not_taken_for_texts(
    matter: Matter, head: str, end: str, name: str
) -> None:
    where = add(matter, head + "\n" + ROW.replace('"\n', f'"{end}\n'), name)

    assert "text message" not in where
    assert "bank-fee" not in matter.text("forward-7726")


def test_a_service_that_is_named_stays_as_it_is_named(matter: Matter) -> None:
    assert add(matter, "number,time,text,app\n" + ROW.replace('"\n', '",SMS\n')) == "SMS"
    text = matter.text("forward-7726")
    assert "bank-fee" in text and "does not say" not in text


@pytest.mark.parametrize("sender", ["Dan", "@dan_77", "HMRC", "5512345678"])
def test_a_table_of_names_stays_of_no_known_service(matter: Matter, sender: str) -> None:
    where = add(matter, "from,time,text\n" + ROW.replace("07700 900777", sender).split("\n")[0])

    assert "text message" not in where


def test_a_number_in_a_column_of_senders_counts_where_it_is_written_as_one(
    matter: Matter,
) -> None:
    where = add(matter, "sender,time,text\n" + ROW.replace("07700", "+44 7700"))

    assert where.startswith("text message")


def test_a_text_that_is_only_likely_is_not_reported_to_programs_as_one(matter: Matter) -> None:
    add(matter, "number,time,text\n" + ROW)

    document = matter.document("xarf-report")

    assert document.files == ()
    assert "It has to be sure that it came as a text message" in matter.text("xarf-report")
