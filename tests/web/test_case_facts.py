"""Pages: whom the case is about and what was blocked, told on one form."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.web.case_of_tara import told
from tests.web.conftest import Tara
from tests.web.signs import looked_at

CHAT = "".join(
    f"[13/10/2026, 22:00:0{place}] Dan: {line}\n"
    for place, line in enumerate(("hello", "I will kill you", "answer me", "why not", "hm"))
)


def form(**rows: str) -> dict[str, str]:
    return {"b-TOTAL_FORMS": "2", "b-INITIAL_FORMS": "1", **rows}


def test_accounts_with_signs_are_listed_to_be_marked_as_blocked(tara: Tara) -> None:
    looked_at(tara, ("_chat.txt", CHAT.encode()))

    shown = tara.get(tara.at("/facts")).content.decode()

    assert "When did you block Dan?" in shown
    assert "Nothing here blocks anyone." in shown


def test_the_time_of_a_block_is_that_of_the_place(tara: Tara) -> None:
    looked_at(tara, ("_chat.txt", CHAT.encode()))

    said = form(**{"b-0-account": "Dan", "b-0-at": "2026-10-13T22:00"})
    tara.post(tara.at("/facts"), zone="Europe/London", about="Priya", **said)

    (block,) = told(tara).blocked
    assert (block.account, block.at) == ("Dan", datetime(2026, 10, 13, 21, 0, tzinfo=UTC))
    assert told(tara).about == ("Priya",)
    again = tara.get(tara.at("/facts")).content.decode()
    assert 'value="2026-10-13T22:00"' in again and 'value="Priya"' in again


def test_a_block_without_a_time_zone_is_asked_about_calmly(tara: Tara) -> None:
    said = form(**{"b-0-account": "Dan", "b-0-at": "2026-10-13T22:00"})

    shown = tara.post(tara.at("/facts"), **said).content.decode()

    assert "Say the time zone too" in shown
    assert told(tara).blocked == ()


def test_a_time_without_an_account_is_asked_about_calmly(tara: Tara) -> None:
    said = form(**{"b-1-account": "", "b-1-at": "2026-10-13T22:00"})

    shown = tara.post(tara.at("/facts"), zone="Europe/London", **said).content.decode()

    assert "Write the account that you blocked, too." in shown


def test_a_name_that_is_hostile_is_only_text(tara: Tara) -> None:
    said = form(**{"b-0-account": "<script>x</script>", "b-0-at": "2026-10-13T22:00"})
    tara.post(tara.at("/facts"), zone="Europe/London", **said)

    assert "<script>x" not in tara.get(tara.at("/facts")).content.decode()
