"""Promises about the first screen: quoted, the most urgent first, folded, and counted."""

from __future__ import annotations

from tests.fakes.cast import TARA, House, upload
from tests.fakes.recognising import rules_only, with_classifier
from tests.support.recognised import ASKS, chat, kept, look
from upstander.application.add_original import add_original
from upstander.application.recognise_case import recognise_deep, recognise_quick
from upstander.application.triage import Wanted, sign_cards, triage
from upstander.application.write_note import write_note
from upstander.model.evidence import Case, DiaryNote
from upstander.model.finding import Level


def test_the_first_screen_shows_quoted_words_with_the_lines_around(home: House, case: Case) -> None:
    kept(home, case)

    shown = look(home, case)

    assert [card.sign.rule for card in shown.cards] == ["spot.ground", "spot.car"]
    card = shown.cards[0]
    assert (card.sender, card.sign.quote) == ("Dan", "ground")
    at = next(place for place, line in enumerate(card.lines) if line.is_this)
    this = card.lines[at]
    assert this.text[card.sign.start : card.sign.end] == card.sign.quote
    assert (at, len(card.lines) - at - 1) == (3, 1)


def test_counts_what_is_folded_quiet_and_how_far_it_is(home: House, case: Case) -> None:
    kept(home, case)

    shown = look(home, case)

    assert (shown.level, shown.folded, shown.quiet) == (Level.B, 1, 8)  # own "freak" is folded
    assert shown.progress.total == shown.progress.by_rules == 11
    assert shown.progress.finished


def test_nothing_is_shown_as_finished_before(home: House, case: Case) -> None:
    kept(home, case, ASKS)
    engine = with_classifier()
    before = triage(home.services, actor=TARA, case=case.id)

    recognise_quick(home.services, engine, actor=TARA, case=case.id)
    between = triage(home.services, actor=TARA, case=case.id)
    recognise_deep(home.services, engine, actor=TARA, case=case.id)
    after = triage(home.services, actor=TARA, case=case.id)

    steps = [shown.progress for shown in (before, between, after)]
    assert [(step.by_rules, step.waiting, step.finished) for step in steps] == [
        (0, 0, False),
        (5, 4, False),
        (5, 0, True),
    ]


def test_says_why_there_is_no_classifier(home: House, case: Case) -> None:
    kept(home, case)

    shown = look(home, case, rules_only(without_model="It is not here."))

    assert shown.progress.without_model == "It is not here."
    assert shown.progress.finished


def test_the_most_urgent_comes_first_then_the_latest(home: House, case: Case) -> None:
    lines = ("a car", "in the ground", "a knife", "a car again", "freak")
    kept(home, case, "".join(chat(line, sender=f"Kid {n}", at=n) for n, line in enumerate(lines)))

    rules = [(card.sign.rule, card.sender) for card in look(home, case).cards]

    assert rules == [
        ("spot.knife", "Kid 2"),
        ("spot.ground", "Kid 1"),
        ("spot.car", "Kid 3"),
        ("spot.car", "Kid 0"),
        ("spot.freak", "Kid 4"),
    ]


def test_the_same_rule_from_the_same_sender_is_one_card(home: House, case: Case) -> None:
    kept(home, case, chat(*["your car"] * 30, "a knife"))

    shown = look(home, case)

    assert [(card.sign.rule, card.also) for card in shown.cards] == [
        ("spot.knife", 0),
        ("spot.car", 29),
    ]
    assert shown.folded == 29


def test_a_pile_on_is_one_screenful_and_the_urgent_is_on_it(home: House, case: Case) -> None:
    body = "".join(chat("you freak", sender=f"Kid {n}", at=n) for n in range(300))
    kept(home, case, body + chat("i have a knife", sender="Kid 300", at=300))

    shown = look(home, case)

    assert len(shown.cards) == 12
    assert shown.cards[0].sign.rule == "spot.knife"
    assert shown.folded == 289
    assert [(kind.label, kind.count, kind.senders) for kind in shown.kinds] == [
        ("insult", 300, 300),
        ("threat", 1, 1),
    ]


def test_own_words_are_never_counted_as_a_kind(home: House, case: Case) -> None:
    kept(home, case)

    shown = look(home, case)

    assert "insult" not in {kind.label for kind in shown.kinds}
    assert [card.sign.rule for card in shown.cards] == ["spot.ground", "spot.car"]


def test_notes_are_looked_at_too(home: House, case: Case) -> None:
    note = DiaryNote(summary="He came by.", impact="He said he has a knife.", who_shown="Dan")
    item = write_note(home.services, actor=TARA, case=case.id, note=note)

    (card,) = look(home, case).cards

    assert (card.about, card.sign.quote, card.sign.level) == (item.id, "knife", Level.A)
    assert "knife" in card.lines[0].text


def test_names_what_was_not_read(home: House, case: Case) -> None:
    kept(home, case, chat("Это сообщение написано другими буквами", "a car"))
    add_original(home.services, actor=TARA, case=case.id, upload=upload("photo.jpg", b"\xff\xd8"))

    shown = look(home, case)

    assert sorted(each.count for each in shown.not_read) == [1, 1]
    assert shown.quiet == 0
    assert [card.sign.rule for card in shown.cards] == ["spot.car"]


def test_everything_folded_can_be_listed_page_by_page(home: House, case: Case) -> None:
    kept(home, case, chat(*["your car"] * 30, "a knife"))
    look(home, case)

    cards, total = sign_cards(
        home.services, actor=TARA, case=case.id, wanted=Wanted(rule="spot.car"), page=3
    )

    assert (len(cards), total) == (6, 30)
    assert sign_cards(home.services, actor=TARA, case=case.id)[1] == 31
