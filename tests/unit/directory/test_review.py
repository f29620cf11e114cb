"""Nothing is shown without its date; old or unconfirmed facts say "check first"."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from upstander.directory.records import Quality
from upstander.directory.review import (
    body_can_lead,
    can_lead,
    checked_line,
    contact_needs_check,
    hours_need_check,
    needs_check,
    overdue,
)
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


TOO_OLD = date(2040, 1, 1)


@pytest.mark.parametrize("slug", ["uk.999", "uk.police.101", "sct.police.scotland", "nir.psni"])
def test_age_never_dims_the_numbers_that_everybody_knows(slug: str) -> None:
    body = shipped().body(slug)
    plain = [each for each in body.contacts if each.value in {"999", "112", "101", "18000"}]
    assert plain
    assert not any(contact_needs_check(each, body, TOO_OLD) for each in plain)


def test_age_dims_every_other_number() -> None:
    body = shipped().body("uk.childline")
    assert all(contact_needs_check(each, body, TOO_OLD) for each in body.contacts)


def test_a_number_that_was_not_seen_never_leads() -> None:
    assert not can_lead(IWF.contacts[0], IWF)
    assert not body_can_lead(IWF)
    assert body_can_lead(CEOP)


def test_a_body_that_may_have_closed_never_leads() -> None:
    assert not body_can_lead(shipped().body("uk.stophate"))


def test_the_school_may_lead_as_it_has_no_number_that_could_be_wrong() -> None:
    assert body_can_lead(shipped().body("uk.role.school"))


def test_hours_that_were_not_seen_say_check_first() -> None:
    today = date(2026, 12, 1)
    assert hours_need_check(shipped().body("uk.ageuk"), today)
    assert not hours_need_check(shipped().body("uk.childline"), today)


def test_an_overdue_record_is_a_warning_with_its_day() -> None:
    assert overdue([CEOP], CEOP.review_by) == ()
    late = overdue([CEOP], CEOP.review_by + timedelta(days=1))
    assert late == ("uk.ceop: to be checked by 22 February 2027.",)
