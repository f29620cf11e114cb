"""A receiver is told of its own matter: which files, whose calls, whose names (needs S28, H5)."""

from __future__ import annotations

import pytest

from tests.fakes.cast import TARA, House
from tests.support.reporting import Matter
from upstander.application.write_report import Order, callers_to_choose, things_to_choose
from upstander.model.evidence import Case
from upstander.model.ids import ItemId

CHAT = b"""[19/11/2026, 17:42:00] Marlow: I will find you and I will hurt you badly, Tara
[19/11/2026, 17:43:00] Ellen Hart: leave her alone
[19/11/2026, 17:44:00] Marlow: ask ellen, I will burn your house down tonight, Sam knows it
[19/11/2026, 17:45:00] Sam: no I do not
[19/11/2026, 17:46:00] Tara: stop writing to me
"""
CALLS = b"""when,number,direction,duration_s
17/11/2026 10:02,07700 900888,in,10
17/11/2026 10:31,+44 7700 900888,in,15
17/11/2026 11:20,withheld,in,3
17/11/2026 12:00,07700 900111,in,600
18/11/2026 09:15,07700 900222,out,410
"""
ALL_LETTERS = ("generic-letter", "employer-grievance", "council-safeguarding", "fraud-report",
               "school-letter", "phone-provider", "bank-sheet", "platform-notice")  # fmt: skip


@pytest.fixture
def matter(home: House, case: Case) -> Matter:
    matter = Matter(home, case)
    matter.tell(place="GB-ENG", kinds=("threats",))
    matter.add("_chat.txt", CHAT, zone="Europe/London", self_name="Tara")
    matter.add("letter from my solicitor.txt", b"About the house.")
    matter.add("calls.csv", CALLS, zone="Europe/London")
    return matter


def thing(matter: Matter, name: str) -> ItemId:
    things = things_to_choose(matter.home.services, case=matter.case.id)
    return next(each.id for each in things if each.name == name)


# --- which files ----------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ALL_LETTERS)
def test_a_file_without_a_part_in_it_is_named_to_the_police_alone(
    matter: Matter, form: str
) -> None:
    assert "solicitor" not in matter.text(form)
    assert "solicitor" in matter.text("police-report")


def test_the_file_in_which_the_words_stand_is_named(matter: Matter) -> None:
    assert "_chat.txt" in matter.text("employer-grievance")
    assert "calls.csv" not in matter.text("employer-grievance")


def test_the_person_can_choose_the_things_that_are_told_of(matter: Matter) -> None:
    chosen = frozenset({thing(matter, "letter from my solicitor.txt")})

    text = matter.text("generic-letter", things=chosen)

    assert "letter from my solicitor.txt" in text
    assert "_chat.txt" not in text and "burn your house" not in text


def test_of_a_thing_that_is_taken_out_neither_words_nor_calls_nor_leads_go(matter: Matter) -> None:
    nothing: frozenset[ItemId] = frozenset()

    for form in (*ALL_LETTERS, "police-report", "identifier-table", "preservation-request"):
        document = matter.document(form, things=nothing)
        files = b" ".join(part.data for part in document.files)
        assert b"900888" not in files, form
        text = matter.text(form, things=nothing)
        assert "burn your house" not in text and "900888" not in text, form
        assert "Marlow" not in text, form


def test_where_nothing_is_told_yet_no_file_is_named_and_it_is_said(home: House, case: Case) -> None:
    matter = Matter(home, case)
    matter.tell(place="GB-ENG", what_happened="Somebody rings me at night.")
    matter.add("photo of the hall.txt", b"The hall.")

    document = matter.document("generic-letter")

    assert "photo of the hall" not in matter.text("generic-letter")
    assert any("No kept file is named yet" in line for line in document.missing)


# --- whose calls ----------------------------------------------------------------------------------


def test_calls_that_came_in_go_to_the_phone_company_and_those_only_made_do_not(
    matter: Matter,
) -> None:
    document = matter.document("phone-provider")
    text = matter.text("phone-provider")

    assert "07700 900888" in text and "07700 900111" in text and "withheld" in text
    assert "900222" not in text
    assert b"900222" not in document.files[0].data


def test_the_person_can_choose_whose_calls_go(matter: Matter) -> None:
    document = matter.document("phone-provider", callers=frozenset({"07700900888"}))
    text = matter.text("phone-provider", callers=frozenset({"07700900888"}))

    assert "07700 900888" in text and "+44 7700 900888" in text
    for other in ("900111", "900222", "withheld,"):
        assert other not in text and other.encode() not in document.files[0].data


def test_a_number_in_two_ways_of_writing_is_one_caller(matter: Matter) -> None:
    found = callers_to_choose(
        matter.home.services, case=matter.case.id, order=Order("phone-provider")
    )

    assert [(each.number, each.calls, each.goes) for each in found] == [
        ("07700 900888", 2, True),
        ("", 1, True),
        ("07700 900111", 1, True),
        ("07700 900222", 1, False),
    ]


def test_the_police_get_the_whole_call_log(matter: Matter) -> None:
    assert "900222" in matter.text("identifier-table") + str(
        [part.data for part in matter.document("identifier-table").files]
    )


# --- whose names ----------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["platform-notice", "generic-letter", "employer-grievance"])
def test_people_of_the_chat_whom_nobody_named_are_left_out(matter: Matter, form: str) -> None:
    document, text = matter.document(form), matter.text(form)

    assert "ask [left out: another person], I will burn your house down tonight" in text
    assert "[left out: another person] knows it" in text
    assert not {"Ellen", "ellen", "Sam"} & set(text.replace(",", " ").split())
    assert set(document.names_left_out) >= {"ellen", "Sam"}


def test_the_account_that_the_report_is_about_keeps_its_name(matter: Matter) -> None:
    assert "Marlow" in matter.text("platform-notice")


def test_the_police_and_a_ticked_receiver_get_the_names(matter: Matter) -> None:
    assert "ask ellen, I will burn your house down" in matter.text("police-report")
    ticked = matter.text("platform-notice", shares=frozenset({"other-person"}))
    assert "ask ellen, I will burn your house down" in ticked


def test_a_name_in_a_chat_cannot_blank_what_a_threat_says(home: House, case: Case) -> None:
    matter = Matter(home, case)
    chat = (
        "[19/11/2026, 17:42:00] Marlow: I will kill you tonight and burn your house\n"
        "[19/11/2026, 17:43:00] I Will Kill You: ha\n"
        "[19/11/2026, 17:44:00] Mum: are you well, love?\n"
    )
    matter.add("_chat.txt", chat.encode(), zone="Europe/London")

    assert "I will kill you tonight and burn your house" in matter.text("platform-notice")


@pytest.mark.parametrize(
    ("told", "gone"),
    [
        ("My daughter Mia gets messages from Marlow.", "Mia"),
        ("He wrote to my best friend Jonah Reed as well.", "Jonah Reed"),
        ("My son, called Leo, is afraid.", "Leo"),
        ("He wrote to her brother Will, who will say so.", "Will"),
    ],
)
def test_a_name_after_my_daughter_or_my_friend_is_left_out_untold(
    matter: Matter, told: str, gone: str
) -> None:
    matter.tell(place="GB-ENG", what_happened=told)

    text = matter.text("platform-notice")

    assert gone not in text
    assert gone in matter.text("police-report")
    assert "will say so" in text or "Will" not in told


def test_words_that_the_person_writes_down_go_from_this_report_whoever_gets_it(
    matter: Matter,
) -> None:
    text = matter.text("police-report", leave_out=("Sam", "your house"))

    assert "I will burn [left out: private] down tonight, [left out: private] knows it" in text


def test_a_receiver_is_never_told_which_names_were_left_out(matter: Matter) -> None:
    from upstander.application.write_report import parts_of

    document = matter.document("platform-notice")

    parts = parts_of(document)
    assert document.names_left_out
    for part in parts:
        if part.media_type != "application/pdf":
            assert b"Ellen" not in part.data and b"Sam " not in part.data, part.name


def test_another_thing_of_another_case_is_never_told_of(home: House, matter: Matter) -> None:
    from upstander.application.answer_case import answer_case
    from upstander.application.start_case import start_case

    other = start_case(home.services, actor=TARA, title="Another matter")
    answer_case(home.services, actor=TARA, case=other.id, under18="no")
    theirs = Matter(home, other).add("other.txt", b"Not for this case.")

    assert "other.txt" not in matter.text("police-report", things=frozenset({theirs}))
