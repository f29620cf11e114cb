"""The first look at a case, the answers to signs, kinds, and what shows over time."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from tests.web.conftest import Tara, words_in
from tests.web.signs import DONE, KEY, card, looked_at, triage_of
from upstander.model.finding import Level, NotRead
from upstander.model.triage import LookProgress
from upstander.web.access import gate
from upstander.web.pages.signs.wording import how_far

NEVER = re.compile(
    r"(?<!children )\b(safe|low risk|offender|score|\d+ ?%|probab\w+)\b", re.IGNORECASE
)


def buttons(page: str) -> list[dict[str, str]]:
    """The hidden fields of each form for an answer."""
    forms = re.findall(r'<form [^>]*signs/answer".*?</form>', page, flags=re.S)
    hidden = r'type="hidden" name="(\w+)" value="([^"]*)"'
    return [dict(re.findall(hidden, form)) for form in forms]


# --- the first look --------------------------------------------------------------------------


def test_danger_comes_before_anything_else_and_quotes_the_words(tara: Tara) -> None:
    page = looked_at(tara, ("chat.txt", KEY))
    assert "on my way to yours with my spare key" in page
    assert page.index("What to read out") < page.index("Ways to look")
    assert page.index("999") < page.index("Ways to look")


def test_what_to_read_out_has_the_words_who_and_when(tara: Tara) -> None:
    page = looked_at(tara, ("chat.txt", KEY))
    out = page[page.index("What to read out") : page.index("If you cannot speak")]
    assert "spare key" in out
    assert "Dan" in out
    assert "05 Oct 2026, 18:59:58 +01:00" in out


def test_a_card_says_when_in_local_time_with_offset_and_in_utc(tara: Tara) -> None:
    page = looked_at(tara, ("chat.txt", KEY))
    assert "18:59:58 +01:00" in page
    assert "17:59:58 UTC" in page
    assert "Time: exact" in page


def test_the_lines_around_stand_with_a_sign(tara: Tara) -> None:
    page = looked_at(tara, ("chat.txt", KEY))
    assert "can we talk" in page
    assert "bother calling anyone" in page


def test_a_sign_names_its_rule_and_source_and_asks(tara: Tara, hand_made: Any) -> None:
    hand_made(triage_of(card()))
    page = words_in(tara.get(tara.at("/signs")))
    assert "I noticed these words:" in page
    assert "I may be wrong. What do you think?" in page
    assert "Test, 2026" in page
    assert "What to do today" in page


def test_no_page_says_a_score_or_that_all_is_well(tara: Tara) -> None:
    looked_at(tara, ("chat.txt", KEY))
    for address in ("/signs", "/signs/all", "/signs/kinds", "/signs/time"):
        assert not NEVER.search(words_in(tara.get(tara.at(address)))), address


def test_nothing_found_is_not_called_no_danger(tara: Tara) -> None:
    looked_at(tara, ("chat.txt", b"[03/10/2026, 22:14:09] Jo: bring the cake\r\n"))
    page = words_in(tara.get(tara.at("/signs")))
    assert "No listed sign was found in what was read." in page
    assert "That does not mean there is no danger." in page


def test_an_empty_case_says_what_one_can_do(tara: Tara) -> None:
    page = words_in(tara.get(tara.at("/signs")))
    assert "There is nothing to look at yet." in page
    assert "You can write one sentence, or add files." in page


def test_words_stay_blurred_but_for_danger_now(tara: Tara, hand_made: Any) -> None:
    hand_made(triage_of(card(1, Level.A), card(2, Level.B)))
    page = str(tara.get(tara.at("/signs")).content.decode())
    assert page.count('<details class="veil">') == 1
    assert str(tara.get(tara.at("/signs?show=1")).content).count('<details class="veil">') == 0


def test_the_setting_shows_words_everywhere(tara: Tara, hand_made: Any) -> None:
    hand_made(triage_of(card()))
    tara.post("/settings", idle="10", show_words="on")
    assert b'<details class="veil">' not in tara.get(tara.at("/signs")).content
    assert gate.show_words


def test_a_break_is_offered_after_ten(tara: Tara, hand_made: Any) -> None:
    hand_made(triage_of(*(card(number) for number in range(1, 13))))
    page = words_in(tara.get(tara.at("/signs")))
    assert page.count("A break is fine.") == 1
    hand_made(triage_of(*(card(number) for number in range(1, 10))))
    assert "A break is fine." not in words_in(tara.get(tara.at("/signs")))


def test_what_is_folded_and_what_was_quiet_is_counted(tara: Tara, hand_made: Any) -> None:
    hand_made(triage_of(card(also=12), folded=2950, quiet=1))
    page = words_in(tara.get(tara.at("/signs")))
    assert "2,950 messages more with signs are folded away." in page
    assert "12 more messages like this from the same account are folded away." in page
    assert "In 1 message no listed sign was found." in page


def test_hostile_words_are_only_text(tara: Tara, hand_made: Any) -> None:
    bad = "<script>alert(1)</script> \u202e{{ 7 }}"
    evil = replace(card().sign, quote=bad, why="It says something.")
    hand_made(triage_of(card(sign=evil, sender=bad, channel=bad)))
    page = tara.get(tara.at("/signs?show=1")).content.decode()
    assert "<script>alert" not in page
    assert "\u202e" not in page
    assert "[U+202E]" in page


# --- how far -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("progress", "words"),
    [
        (LookProgress(5000, 1200, 0, False), "Looked at 1,200 of 5,000 messages. Still reading."),
        (LookProgress(5000, 5000, 300, False), "300 messages are read more closely now."),
        (LookProgress(5000, 5000, 0, True), "Looked at all 5,000 messages."),
        (LookProgress(1, 1, 0, True), "Looked at 1 message."),
        (LookProgress(0, 0, 0, True), "There is nothing to look at yet."),
    ],
)
def test_how_far_is_said_in_plain_words(progress: LookProgress, words: str) -> None:
    assert words in how_far(progress, reading=False)


def test_nothing_sounds_finished_while_a_file_is_read() -> None:
    assert "Still reading." in how_far(DONE, reading=True)


def test_nothing_found_so_far_is_not_the_end(tara: Tara, hand_made: Any) -> None:
    hand_made(triage_of(progress=LookProgress(50, 10, 0, False)))
    page = words_in(tara.get(tara.at("/signs")))
    assert "There is more to look at." in page
    assert "No listed sign was found in what was read." not in page


def test_the_page_can_ask_how_far_it_is(tara: Tara, hand_made: Any) -> None:
    hand_made(triage_of(progress=LookProgress(50, 10, 0, False)))
    told = tara.get(tara.at("/signs/far?auto=1")).json()
    assert told == {"words": "Looked at 10 of 50 messages. Still reading.", "done": False}


def test_a_missing_model_is_said(tara: Tara, hand_made: Any) -> None:
    hand_made(triage_of(progress=replace(DONE, without_model="The rules still work.")))
    assert "The rules still work." in words_in(tara.get(tara.at("/signs")))


def test_what_was_not_read_is_named(tara: Tara, hand_made: Any) -> None:
    hand_made(triage_of(not_read=(NotRead("x", "It is not in English.", 23),)))
    page = words_in(tara.get(tara.at("/signs")))
    assert "What was not read" in page
    assert "23 messages. It is not in English." in page


def test_a_file_without_words_is_named(tara: Tara) -> None:
    looked_at(tara, ("photo.bin", b"\x00\x01"))
    page = words_in(tara.get(tara.at("/signs")))
    assert "photo.bin" in page[page.index("What was not read") :]


# --- answers -------------------------------------------------------------------------------


def answered(tara: Tara, reply: str) -> tuple[Any, str]:
    page = looked_at(tara, ("chat.txt", KEY))
    sent = tara.post(tara.at("/signs/answer"), **buttons(page)[0], reply=reply)
    return sent, words_in(tara.get(sent.headers["Location"].split("#")[0]))


def test_no_moves_a_sign_behind_and_keeps_it(tara: Tara) -> None:
    _, page = answered(tara, "no")
    assert "You said no. It stays in the record." in page
    assert "You said no to 1 sign" in page
    again = words_in(tara.get(tara.at("/signs")))
    assert "You said no. It stays in the record." in again


def test_an_answer_can_be_changed(tara: Tara) -> None:
    answered(tara, "no")
    page = tara.get(tara.at("/signs")).content.decode()
    behind = page[page.index("You said no to 1 sign") :]
    tara.post(tara.at("/signs/answer"), **buttons(behind)[0], reply="yes")
    assert "You said yes." in words_in(tara.get(tara.at("/signs")))


def test_not_sure_is_remembered_and_fine(tara: Tara) -> None:
    _, page = answered(tara, "unsure")
    assert "You are not sure. That is fine." in page


def test_an_answer_that_was_not_offered_is_refused(tara: Tara) -> None:
    page = looked_at(tara, ("chat.txt", KEY))
    sent = tara.post(tara.at("/signs/answer"), **buttons(page)[0], reply="guilty")
    assert sent.status_code == 400
    assert "Choose yes, no or not sure." in words_in(sent)


def test_an_answer_leads_back_to_these_pages_only(tara: Tara) -> None:
    page = looked_at(tara, ("chat.txt", KEY))
    fields = {**buttons(page)[0], "back": "//example.org/x"}
    sent = tara.post(tara.at("/signs/answer"), **fields, reply="yes")
    assert sent.headers["Location"].startswith(tara.at("/signs?said=yes"))


def test_answers_can_be_listed(tara: Tara) -> None:
    answered(tara, "no")
    assert "1 sign." in words_in(tara.get(tara.at("/signs/all?answer=no")))
    assert "0 signs." in words_in(tara.get(tara.at("/signs/all?answer=unsure")))


# --- the way there, and who may ------------------------------------------------------------


def test_the_first_look_is_linked_from_case_and_receipt(tara: Tara) -> None:
    for address in ("", "/kept"):
        assert tara.at("/signs") in tara.get(tara.at(address)).content.decode()


def test_a_case_that_is_not_there_is_404(tara: Tara, stranger: Client) -> None:
    for part in ("", "/all", "/kinds", "/time", "/messages", "/far"):
        assert tara.get(f"/c/{'0' * 26}/signs{part}").status_code == 404
        assert stranger.get(tara.at(f"/signs{part}")).status_code == 404
    assert stranger.post(tara.at("/signs/answer")).status_code == 404


def test_a_note_is_looked_at_too(tara: Tara) -> None:
    tara.post(tara.at("/write"), summary="He is kicking the door in, please hurry")
    page = looked_at(tara)
    assert "This may be danger now" in page


def test_looking_goes_on_after_a_lock(tara: Tara) -> None:
    tara.add(("chat.txt", KEY))
    gate.lock()
    tara.unlock()
    page = looked_at(tara)
    assert "on my way to yours with my spare key" in page


def test_a_fault_in_looking_is_said_and_help_stays(tara: Tara, monkeypatch: Any) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("words of evidence")

    monkeypatch.setattr("upstander.web.reading.recognise_quick", broken)
    page = looked_at(tara, ("chat.txt", KEY))
    assert "Looking stopped." in page
    assert "words of evidence" not in page
    assert "/help-now" in page
