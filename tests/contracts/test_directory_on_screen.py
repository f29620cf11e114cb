"""A body on the screen: never without its date, and "check first" where it is due."""

from __future__ import annotations

from datetime import date

import django
import pytest
from django.template.loader import render_to_string

from upstander.directory.body import Body
from upstander.directory.shelf import shipped


@pytest.fixture(autouse=True, scope="module")
def screens() -> None:
    django.setup()


def shown(body: Body) -> str:
    return render_to_string("guide/body.html", {"body": body})


def test_a_body_is_shown_with_the_day_it_was_checked() -> None:
    assert "Checked 22 November 2026." in shown(shipped().body("uk.samaritans"))


def test_an_unconfirmed_address_says_check_first_and_a_good_one_does_not() -> None:
    assert "https://report.iwf.org.uk/ (check first)" in shown(shipped().body("uk.iwf"))
    assert "116 123. " in shown(
        shipped().body("uk.samaritans").model_copy(update={"review_by": date(2999, 1, 1)})
    )


def test_a_body_past_its_review_date_says_check_first() -> None:
    old = shipped().body("uk.samaritans").model_copy(update={"review_by": date(2020, 1, 1)})
    assert "116 123 (check first)" in shown(old)


def test_the_warning_not_to_send_a_picture_is_not_lost() -> None:
    assert "Never send the picture." in shown(shipped().body("uk.iwf"))
