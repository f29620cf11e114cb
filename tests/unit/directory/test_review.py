"""Nothing is shown without its date; old or unconfirmed facts say "check first"."""

from __future__ import annotations

from datetime import date, timedelta

from upstander.directory.records import Quality
from upstander.directory.review import checked_line, contact_needs_check, needs_check
from upstander.directory.shelf import shipped

CEOP = shipped().body("uk.ceop")
IWF = shipped().body("uk.iwf")


def test_a_fresh_record_shows_when_it_was_checked() -> None:
    assert checked_line(CEOP, CEOP.review_by) == "Checked 22 November 2026"


def test_the_day_after_its_review_date_a_record_says_check_first() -> None:
    late = CEOP.review_by + timedelta(days=1)
    assert needs_check(CEOP, late)
    assert "check first" in checked_line(CEOP, late)


def test_an_unconfirmed_record_says_check_first_from_the_start() -> None:
    weak = CEOP.model_copy(update={"quality": Quality.UNCONFIRMED})
    assert "check first" in checked_line(weak, CEOP.verified_on)


def test_one_weak_address_says_check_first_in_a_good_record() -> None:
    today = date(2026, 12, 1)
    assert not needs_check(IWF, today)
    assert contact_needs_check(IWF.contacts[0], IWF, today)
