"""Pages: law that may be relevant, as questions, by the place that was told."""

from __future__ import annotations

from django.test import Client

from tests.web.conftest import Tara, words_in
from upstander.application.tell_case import tell_case
from upstander.model.ids import CaseId
from upstander.model.report import Told
from upstander.web.access import gate


def tell(tara: Tara, told: Told) -> None:
    session = gate.session
    assert session is not None
    tell_case(session.services, actor=session.actor, case=CaseId(tara.case), told=told)


def test_law_is_shown_for_the_place_as_questions(tara: Tara) -> None:
    tell(tara, Told(place="ENG", kinds=("stalking",)))

    shown = words_in(tara.get(tara.at("/law")))

    assert "May be relevant: Stalking" in shown and "is a crime" not in shown
    assert "Did it happen two or more times?" in shown
    assert "check the date" in shown and "Checked 22 November 2026" in shown
    assert "(Scotland) Act" not in shown


def test_without_a_place_no_law_is_shown(tara: Tara) -> None:
    tell(tara, Told(kinds=("stalking",)))

    shown = words_in(tara.get(tara.at("/law")))

    assert "The place is not known, so no law is shown." in shown
    assert f'href="{tara.at("/tell")}">Say where' in tara.get(tara.at("/law")).content.decode()
    assert "May be relevant:" not in shown


def test_no_more_than_eight_stand_open(tara: Tara) -> None:
    tell(tara, Told(place="SCT", kinds=("harassment", "image-abuse", "fraud", "stalking")))

    shown = tara.get(tara.at("/law")).content.decode()

    assert shown.split("<summary>")[0].count("May be relevant:") <= 8
    assert " more</summary>" in shown


def test_a_stranger_finds_no_law(tara: Tara, stranger: Client) -> None:
    assert stranger.get(tara.at("/law")).status_code in (302, 403, 404)


def test_the_warning_not_to_copy_a_picture_is_not_folded_away(tara: Tara) -> None:
    tell(tara, Told(place="NIR", kinds=("image-abuse",)))

    shown = tara.get(tara.at("/law")).content.decode()

    card = shown.split("Sexual pictures of someone under 18")[1].split("<details")[0]
    assert "Do not copy, send on, upload or save the picture." in card
