"""Each meaning check finds the fault it is for, and lets the good record pass."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from upstander.directory.body import Body
from upstander.directory.checks._interface import Known, Located
from upstander.directory.inspect import all_checks, inspect_directory
from upstander.directory.kinds import Vocabulary
from upstander.directory.read import DATA, read_record
from upstander.directory.records import Quality, Record, Source
from upstander.directory.shelf import shipped

SAMARITANS = shipped().body("uk.samaritans")
KNOWN = Known({"bodies": frozenset({"uk.samaritans", "uk.police.101"})})


def found(check: str, body: Body, *, stem: str = "uk.samaritans", words: str = "") -> list[str]:
    part = next(each for each in all_checks() if each.slug == check)
    return list(part.problems(Located(body, stem, words), KNOWN))


def with_phone(value: str) -> Body:
    contact = SAMARITANS.contacts[0].model_copy(update={"value": value})
    return SAMARITANS.model_copy(update={"contacts": (contact,)})


def with_source(**changes: str) -> Body:
    source = SAMARITANS.sources[0].model_copy(update=changes)
    return SAMARITANS.model_copy(update={"sources": (source,)})


@pytest.mark.parametrize("check", [each.slug for each in all_checks()])
def test_a_good_record_passes(check: str) -> None:
    assert found(check, SAMARITANS) == []


def test_finds_a_file_with_another_name() -> None:
    assert "other" in found("filename-is-slug", SAMARITANS, stem="other")[0]


def test_finds_a_record_without_sources() -> None:
    bare = SAMARITANS.model_copy(update={"sources": ()})
    assert found("sources-present", bare) == ["there is no source"]


def test_finds_a_source_named_twice() -> None:
    twice = SAMARITANS.model_copy(update={"sources": SAMARITANS.sources * 2})
    assert "twice" in found("sources-present", twice)[0]


def test_finds_a_source_without_a_host() -> None:
    assert "no host" in found("sources-present", with_source(address="https://page"))[0]


@pytest.mark.parametrize("day", [date(2026, 11, 22), date(2026, 11, 1), date(2029, 1, 1)])
def test_finds_a_review_date_that_means_nothing(day: date) -> None:
    wrong = SAMARITANS.model_copy(update={"review_by": day})
    assert len(found("review-after-verified", wrong)) == 1


@pytest.mark.parametrize("page_date", ["2026-02-31", "2026-13", "2027", "2026-12-01"])
def test_finds_a_page_date_that_cannot_be(page_date: str) -> None:
    assert page_date in found("dates-valid", with_source(page_date=page_date))[0]


@pytest.mark.parametrize("page_date", ["", "2024", "2024-02", "2024-02-29"])
def test_lets_every_honest_page_date_pass(page_date: str) -> None:
    assert found("dates-valid", with_source(page_date=page_date)) == []


@pytest.mark.parametrize("number", ["0808 80O0 001", "ring us", "12", "0800-1111", "0"])
def test_finds_a_number_that_does_not_look_like_one(number: str) -> None:
    assert number in found("numbers-look-like-numbers", with_phone(number))[0]


@pytest.mark.parametrize("number", ["101", "999", "116 123", "0800 1111", "0808 80 10 800"])
def test_lets_the_shapes_of_real_numbers_pass(number: str) -> None:
    assert found("numbers-look-like-numbers", with_phone(number)) == []


@pytest.mark.parametrize(
    "number", ["07700 900123", "020 7946 0991", "0161 496 0000", "01632960001"]
)
def test_finds_a_number_kept_for_drama(number: str) -> None:
    assert "drama" in found("no-drama-numbers", with_phone(number))[0]


def test_finds_an_example_address_in_the_words_under_a_head() -> None:
    assert found("no-drama-numbers", SAMARITANS, words="Write to help@example.org") != []


def test_finds_a_link_to_a_body_that_is_not_there() -> None:
    lost = SAMARITANS.model_copy(update={"instead": ("uk.police.101", "gone")})
    assert found("quoted-slugs-exist", lost) == ["'gone' is not in bodies"]


WHOLE = Known(
    {},
    {
        "bodies": {body.slug: body for body in shipped().bodies()},
        "obsolete": {old.slug: old for old in shipped().old_bodies()},
    },
)


def found_in(check: str, record: Record, known: Known = WHOLE) -> list[str]:
    part = next(each for each in all_checks() if each.slug == check)
    return list(part.problems(Located(record, record.slug), known))


def test_finds_a_place_where_nobody_answers_a_child() -> None:
    few = {slug: body for slug, body in WHOLE.records["bodies"].items() if "999" not in slug}
    told = found_in("help-for-everyone", shipped().emergency("GB"), Known({}, {"bodies": few}))
    assert "no emergency for 'child' in GB-SCT whose number was seen" in told


def test_finds_help_for_everybody_in_the_shipped_records() -> None:
    assert found_in("help-for-everyone", shipped().emergency("GB")) == []


def test_finds_an_unseen_number_in_the_words_of_a_body() -> None:
    said = SAMARITANS.model_copy(update={"does": "Ring 0845 225 5788, or 116 123 in 2026."})
    told = found_in("numbers-were-seen", said)
    assert told == ["'0845 225 5788' stands in the words and was not seen in a source"]


def test_finds_an_old_number_that_is_still_given_out() -> None:
    old = shipped().old_bodies()[0].model_copy(update={"old_contacts": ("116 123",)})
    assert found_in("old-names-lead-on", old) == ["'116 123' is old here and given out elsewhere"]


def test_finds_an_heir_that_has_closed_and_a_name_that_two_claim() -> None:
    old = next(each for each in shipped().old_bodies() if each.slug == "action-fraud")
    closed = shipped().body("uk.reportfraud").model_copy(update={"status": "closed"})
    twin = old.model_copy(update={"slug": "twin", "also": ()})
    known = Known({}, {"bodies": {closed.slug: closed}, "obsolete": {"twin": twin}})
    told = found_in("old-names-lead-on", old, known)
    assert told[0] == "the heir 'uk.reportfraud' has closed"
    assert told[1] == "the name 'action fraud' is also one of 'twin'"


def test_finds_a_word_that_the_directory_does_not_know() -> None:
    heads = {head.slug: head for head in [_vocabulary()]}
    odd = SAMARITANS.model_copy(update={"directory_kinds": ("*", "distress", "witchcraft")})
    told = found_in("vocabulary-known", odd, Known({}, {"taxonomy": heads}))
    assert told == ["'witchcraft' is not a word of the directory"]


def _vocabulary() -> Record:
    path = DATA / "taxonomy" / "vocabulary.toml"
    return read_record(path, Vocabulary)


def test_a_body_without_a_source_is_let_pass_only_while_all_of_it_is_weak() -> None:
    bare = shipped().body("platform.snapchat")
    assert found("sources-present", bare) == []
    strong = bare.contacts[0].model_copy(update={"quality": Quality.IMPORTED})
    claimed = bare.model_copy(update={"contacts": (strong,)})
    assert found("sources-present", claimed) == ["there is no source"]


def test_says_which_file_is_malformed_and_goes_on(tmp_path: Path) -> None:
    for family in ("bodies", "emergency", "guidance"):
        (tmp_path / family).mkdir()
    (tmp_path / "bodies" / "a.toml").write_text("slug =", encoding="utf-8")
    (tmp_path / "guidance" / "b.md").write_text("no head", encoding="utf-8")
    told = inspect_directory(tmp_path)
    assert [line.split(",")[0] for line in told] == ["a.toml", "b.md"]


def test_a_source_is_refused_without_a_web_address() -> None:
    with pytest.raises(ValueError, match="address"):
        Source(title="A page", address="somewhere")
