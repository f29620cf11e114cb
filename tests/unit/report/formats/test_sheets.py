"""Working sheets: what the person needs at hand, no verdict, nothing that makes it worse."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.report_facts import FORMS, NOW, example
from upstander.model.report import Document, ReportFacts
from upstander.model.worksheets import (
    Claim,
    Exposed,
    Intrusion,
    OfficialForm,
    Profile,
    ProfilePair,
)
from upstander.report._interface import Asked
from upstander.report.as_mail import mail_draft
from upstander.report.as_text import plain_text
from upstander.report.forms import form
from upstander.report.redact import every_text

ASKED = Asked(now=NOW)
SHEETS = (
    "claim-log", "impersonation-sheet", "repost-list", "exposure-list", "people-to-warn",
    "intrusion-sheet", "official-form", "identifier-table",
)  # fmt: skip
NOUNS = ("claims", "profiles", "reposts", "exposed", "to_warn", "intrusions", "official_forms")


def sheet(slug: str, asked: Asked = ASKED, **facts: Any) -> Document:
    return form(slug).write(ReportFacts(**facts), asked)


def flat(document: Document) -> str:
    return " ".join(plain_text(document).split())


def whole(document: Document) -> str:
    files = (part.data.decode("utf-8", "replace") for part in document.files)
    return "\n".join((*every_text(document), plain_text(document), *files))


# --- claims (S12) ---------------------------------------------------------------------------------


def test_a_claim_says_what_its_reporter_says_and_gives_no_verdict() -> None:
    text = flat(sheet("claim-log", claims=(
        Claim("He stole it", true_or_false="false", by="Sam"), Claim("He is late"),
    )))  # fmt: skip

    assert "Sam says: not true." in text
    assert "Nobody has said yet if it is true." in text
    assert "It does not check if a claim is true" in text


@pytest.mark.parametrize("other", [
    Claim("he STOLE it, from the shop on monday!!"),
    Claim("He stole it from the shop on Monday https://example.com/p"),
    Claim("He stole it from the shop on Monday, so they say"),
])  # fmt: skip
def test_copies_with_small_changes_are_one_claim_and_every_wording_is_shown(other: Claim) -> None:
    first = Claim("He stole it from the shop on Monday")

    text = flat(sheet("claim-log", claims=(first, other)))

    assert "2 posts with 1 claim." in text
    assert "2 posts that may be copies of each other." in text
    assert f"> {other.text}" in text


def test_claims_that_only_share_some_words_stay_apart() -> None:
    claims = (Claim("He stole it from the shop"), Claim("She saw him at the shop on Monday"))

    assert "2 posts with 2 claims." in flat(sheet("claim-log", claims=claims))


@pytest.mark.parametrize(("one", "other", "together"), [
    ({"look": "ff00" * 8}, {"look": "ff00" * 7 + "ff03"}, True),
    ({"look": "ff00" * 8}, {"look": "00ff" * 8}, False),
    ({"look": "no look"}, {"look": "no look"}, False),
    ({"picture": "a" * 64}, {"picture": "A" * 64}, True),
    ({"repost_group": "the photo"}, {"repost_group": "the photo"}, True),
    ({}, {}, False),
])  # fmt: skip
def test_a_picture_its_look_or_a_given_name_make_a_group(
    one: dict[str, str], other: dict[str, str], together: bool
) -> None:
    claims = (Claim("alpha", **one), Claim("omega", **other))  # type: ignore[arg-type]  # only texts

    assert ("with 1 claim." in flat(sheet("claim-log", claims=claims))) is together


def test_thousands_of_claims_are_grouped_in_bounded_time() -> None:
    claims = tuple(Claim(f"claim number {n % 700} about somebody at school") for n in range(3000))

    document = sheet("claim-log", claims=claims)

    assert "3,000 posts with" in flat(document)
    assert len(document.files[0].data.splitlines()) == 3001


# --- two profiles (S23) ---------------------------------------------------------------------------


def test_what_is_the_same_in_two_profiles_is_listed_and_both_readings_are_said() -> None:
    pair = ProfilePair(
        Profile("mr.okoro.real_", shown_name="Mr Okoro", about="History", seen_at=NOW),
        Profile("okoro_history", shown_name="Mr Okoro", about="Geography"),
    )

    text = flat(sheet("impersonation-sheet", profiles=(pair,)))

    assert "The same in both ---------------- - The name as shown Both" in text
    assert "It may be a joke that says so, a fan page, or a person with the same name." in text
    assert "wants people to think it is the other person" in text


def test_a_handle_with_a_part_of_a_private_name_stays_exact() -> None:
    pair = ProfilePair(Profile("mr.okoro.real_"), Profile("okoro_history"))

    document = sheet("impersonation-sheet", profiles=(pair,), target_name="Samuel Okoro")

    assert "mr.okoro.real_" in flat(document)


def test_an_empty_profile_is_asked_for_and_nothing_is_made_up() -> None:
    document = sheet("impersonation-sheet", profiles=(ProfilePair(Profile("x")),))

    assert any("full link to the profile" in each for each in document.missing)
    assert "The same in both" not in plain_text(document)


# --- a filmed attack (S24) ------------------------------------------------------------------------


def test_the_attack_and_the_posting_stand_apart_with_three_rows() -> None:
    facts, asked = example(FORMS / "repost-list" / "luke")

    text = flat(form("repost-list").write(facts, asked))

    attack, _, posting = text.partition("2. The posting: for the sites, and the school")
    assert "HP/331/26" in attack and "v.example.com" not in attack
    assert posting.count("Found: 2026-10-3") == 3
    assert "Report reference: V-1001" in posting and "00:07-00:19" in posting


def test_a_witness_is_in_no_copy_unless_ticked_and_then_in_a_file_of_its_own() -> None:
    facts, asked = example(FORMS / "repost-list" / "luke")

    plain = form("repost-list").write(facts, asked)
    ticked = form("repost-list").write(facts, replace(asked, shares=frozenset({"witness"})))

    assert "Hanna" not in whole(plain) and "900233" not in whole(plain)
    assert [part.name for part in ticked.files] == ["reposts.csv", "witnesses.csv"]
    assert "Hanna" not in plain_text(ticked)


def test_injuries_come_first_and_nobody_is_asked_to_share_the_film() -> None:
    text = flat(sheet("repost-list"))

    assert text.index("Is anybody hurt") < text.index("The attack: for the police")
    assert "Do not send the film to others" in text


# --- exposed data (S26) ---------------------------------------------------------------------------


@pytest.mark.parametrize(("number", "shown"), [
    ("4242 4242 4242 4242", "ends in 4242"), ("AB1234567", "ends in 67"),
    ("QQ 12 34 56 C", "ends in 6C"), ("1234", "number not shown"),
    ("\uff14\uff12\uff14\uff12\uff14\uff12\uff14\uff12\uff14\uff12\uff14\uff12", "ends in 4242"),
])  # fmt: skip
def test_only_the_end_of_a_number_is_written(number: str, shown: str) -> None:
    document = sheet("exposure-list", exposed=(Exposed("card", number=number),))

    assert shown in flat(document)
    assert number not in whole(document)


def test_a_whole_number_typed_into_any_other_field_is_masked_and_a_day_is_not() -> None:
    long = "4242 4242 4242 4242"
    exposed = Exposed("card", f"on a page, {long}", f"account {long}", f"told {long} on 2026-11-17")

    document = sheet("exposure-list", exposed=(exposed,), what_happened=f"They have {long}")

    assert "4242 4242" not in whole(document)
    assert "on 2026-11-17" in flat(document)


def test_a_number_that_is_exposed_is_masked_in_the_story_as_well() -> None:
    document = sheet(
        "exposure-list",
        exposed=(Exposed("passport", number="AB1234567"),),
        what_happened="I sent passport AB 1234567 to them",
    )

    assert "1234567" not in whole(document)


def test_steps_are_in_order_with_what_to_have_ready_and_only_for_what_is_out() -> None:
    text = flat(sheet("exposure-list", exposed=(Exposed("passport"), Exposed("card"))))

    card, passport = text.index("have the card stopped"), text.index("Report the passport")
    assert card < passport < text.index("Ask a credit agency")
    assert "Change the PIN" not in text
    assert "Have ready: The end of the card number" in text


def test_a_sort_without_steps_of_its_own_gets_the_general_one() -> None:
    text = flat(sheet("exposure-list", exposed=(Exposed("library card"),)))

    assert "Tell the service that it belongs to" in text


# --- people to warn (S25) -------------------------------------------------------------------------


def test_what_says_where_somebody_is_comes_before_what_only_tells_more() -> None:
    exposed = (Exposed("hobby"), Exposed("Phone"), Exposed("password"), Exposed("school"))

    document = sheet("people-to-warn", exposed=exposed)

    (table,) = (each for each in document.blocks if each.kind == "table")
    assert [row[1] for row in table.rows[1:]] == ["school", "Phone", "password", "hobby"]


def test_people_come_before_pages_and_the_law_before_taking_down() -> None:
    text = flat(sheet("people-to-warn"))

    steps = ["People in danger first", "Tell the police", "Keep a copy", "Ask each site"]
    assert sorted(map(text.index, steps)) == list(map(text.index, steps))
    assert "Do not save the page in a public web archive." in text
    assert "Do not post a correction with the right details." in text


# --- break-ins (S30) ------------------------------------------------------------------------------


def test_logs_are_kept_before_anything_is_changed_and_from_another_device() -> None:
    text = flat(sheet("intrusion-sheet", intrusions=(Intrusion("a rule", "forwarding"),)))

    order = ["Use another device", "Keep these logs first", "The rules of the mailbox",
             "When they are kept", "change the password"]  # fmt: skip
    assert sorted(map(text.index, order)) == list(map(text.index, order))
    assert "The list of sign-ins" not in text


def test_nobody_is_told_to_clean_up_first_or_to_break_in() -> None:
    text = flat(sheet("intrusion-sheet")).lower()

    for word in ("clean", "hack", "wipe", "factory", "delete"):
        assert word not in text, word
    assert "do not reset, empty or repair the device before the logs are kept" in text


def test_an_unknown_sort_of_sign_gets_the_whole_list_of_logs() -> None:
    text = flat(sheet("intrusion-sheet", intrusions=(Intrusion("x", "odd"),)))

    assert "The list of sign-ins" in text and "The device as it is" in text


def test_a_source_is_shown_with_its_port_only_where_a_log_shows_one() -> None:
    signs = (Intrusion("a", source="203.0.113.9", port=50122, protocol="tcp"),
             Intrusion("b", source="203.0.113.10"))  # fmt: skip

    text = flat(sheet("intrusion-sheet", intrusions=signs))

    assert "203.0.113.9, port 50122 tcp" in text
    assert "203.0.113.10 " in text and "port 0" not in text


# --- official forms (S63) -------------------------------------------------------------------------


def test_a_form_without_the_day_or_the_role_of_who_filled_it_in_is_asked_about() -> None:
    document = sheet("official-form", official_forms=(OfficialForm("Checklist", "Jo Field"),))

    assert "The day when the form was filled in." in document.missing
    assert "The name and the role of who filled the form in with you." in document.missing


def test_an_empty_space_can_be_filled_in_by_hand() -> None:
    assert plain_text(sheet("official-form")).count("________________") >= 7


# --- any facts ------------------------------------------------------------------------------------

SECRETS = {"witness": "Barnaby Threlkeld", "password": "Blue!Kettle9"}
HARM = st.sampled_from(
    ["", "\x00", "\u202ekcatta", "<script>x</script>", "=1+1", "+1", "\r\nTo: x@example.org",
     "\ud800", "a" * 3000, "\n\n\n", "[left out: name]", "9" * 400]
) | st.text(max_size=40)  # fmt: skip


def _filled(kind: type[Any], text: Callable[[], str]) -> Any:
    """A row of any sort with a drawn text wherever a text can stand."""
    made: dict[str, Any] = {}
    for each in fields(kind):
        hint = get_type_hints(kind)[each.name]
        if hint is str:
            made[each.name] = text()
        elif is_dataclass(hint) and isinstance(hint, type):
            made[each.name] = _filled(hint, text)
        elif hint is int:
            made[each.name] = -1
        elif get_args(hint) == (str, ...):
            made[each.name] = (text(),)
    return kind(**made)


def _with_rows(text: Callable[[], str], many: int) -> ReportFacts:
    hints = get_type_hints(ReportFacts)
    rows: dict[str, Any] = {
        name: (_filled(get_args(hints[name])[0], text),) * many for name in NOUNS
    }
    return ReportFacts(**rows)


@given(st.sampled_from(SHEETS), st.data(), st.sampled_from([0, 1, 3, 120]))
@settings(max_examples=50)
def test_no_row_makes_a_sheet_fail_or_a_table_run(
    slug: str, data: st.DataObject, many: int
) -> None:
    document = form(slug).write(_with_rows(lambda: data.draw(HARM), many), ASKED)

    assert "\u202e" not in plain_text(document) and "\x00" not in plain_text(document)
    assert mail_draft(document).startswith(b"X-Unsent: 1\r\n")
    for part in document.files:
        if part.name.endswith(".csv"):
            rows = part.data.decode("utf-8").splitlines()
            assert not any(row.startswith(("=", "+", "@")) for row in rows)


@given(st.sampled_from(SHEETS), st.sampled_from(sorted(SECRETS)), st.sampled_from(
    ["{}", "x {} y", "({})", "\u202e{}", "/{}/p"]))  # fmt: skip
@settings(max_examples=80)
def test_no_private_word_that_is_not_shared_is_in_any_sheet_or_file(
    slug: str, sort: str, around: str
) -> None:
    facts = _with_rows(lambda: around.format(SECRETS[sort]), 2)

    document = form(slug).write(replace(facts, private=((sort, SECRETS[sort]),)), ASKED)

    said = whole(document)
    assert SECRETS[sort] not in said


@given(st.sampled_from(SHEETS), st.data())
@settings(max_examples=30)
def test_the_same_rows_give_the_same_sheet(slug: str, data: st.DataObject) -> None:
    facts = _with_rows(lambda: data.draw(HARM), 2)

    assert form(slug).write(facts, ASKED) == form(slug).write(facts, ASKED)
