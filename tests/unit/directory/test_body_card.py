"""What a screen shows of a body: every doubt marked, and only seen numbers as links."""

from __future__ import annotations

from datetime import UTC, date, datetime

from upstander.directory.body_card import body_card, old_line
from upstander.directory.find import find_old
from upstander.directory.shelf import shipped

TODAY = date(2026, 12, 1)
SUNDAY = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def test_a_seen_number_is_a_link_and_an_unseen_one_is_plain_words() -> None:
    lines = body_card(shipped().body("uk.shout"), TODAY).lines
    assert [(line.link, line.check_first) for line in lines] == [("sms:85258", False), ("", True)]


def test_no_unseen_number_of_any_body_is_a_link() -> None:
    for body in shipped().bodies():
        for contact, line in zip(body.contacts, body_card(body, TODAY).lines, strict=True):
            assert not (contact.quality == "unconfirmed" and (line.link or not line.check_first))


def test_a_link_is_never_a_script_or_a_plain_page() -> None:
    links = {line.link for body in shipped().bodies() for line in body_card(body, TODAY).lines}
    assert {link.split(":")[0] for link in links if link} <= {"tel", "sms", "https", "mailto"}


def test_says_what_happens_when_they_are_told_before_the_call() -> None:
    silent = [body.slug for body in shipped().bodies() if not body_card(body, TODAY).privacy]
    assert silent == []


def test_a_child_is_never_promised_that_it_stays_secret() -> None:
    told = body_card(shipped().body("uk.childline"), TODAY).privacy
    assert "they may tell someone" in told
    assert "promise" in body_card(shipped().body("uk.role.school"), TODAY).privacy


def test_now_says_each_way_where_they_differ() -> None:
    fraud = body_card(shipped().body("uk.reportfraud"), TODAY, at=SUNDAY)
    assert fraud.now == "phone closed, web day and night"
    assert body_card(shipped().body("uk.ageuk"), TODAY, at=SUNDAY).now == "hours not checked"


def test_the_emergency_card_is_never_dimmed_by_age() -> None:
    old = body_card(shipped().body("uk.999"), date(2040, 1, 1))
    assert not old.check_first
    assert old.checked == "Checked 22 November 2026"


def test_a_body_that_may_have_closed_says_check_first() -> None:
    assert body_card(shipped().body("uk.tellmama"), TODAY).check_first


def test_an_old_name_whose_change_nobody_saw_says_so() -> None:
    (old,) = find_old(shipped(), "Action on Elder Abuse")
    assert old_line(old) == "Action on Elder Abuse is now Hourglass. Please check first."
