"""Promises of the lists and the search, on SQLCipher and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.indexes import SERVER, close_all, postgres_index, sqlcipher_index
from tests.support.story import (
    CASE,
    CHAT,
    KIT,
    NOTE,
    PHOTO,
    SEEN,
    TARA,
    Story,
    message,
    original,
    small_case,
)
from tests.support.story import read_report as report
from upstander.model.entry import Act
from upstander.model.errors import NotFound
from upstander.model.ids import CaseId, ItemId
from upstander.model.reading import Question
from upstander.model.timeline import Certainty, TimelinePage, TimelineQuery
from upstander.store import queries
from upstander.store.index import DjangoIndex
from upstander.store.words import cut, found_in, read_query

NOON = datetime(2026, 10, 4, 12, 0, tzinfo=UTC)
SAID = (
    (1, "Are you home? Don’t lie", "Dan", NOON),
    (2, "saw your car at Brook Lane", "Dan", NOON.replace(hour=13)),
    (3, "Please STOP contacting me", "Maya", NOON.replace(day=5)),
    (4, "ünïcödé 🖕 日本語 words", "Dan", NOON.replace(day=6)),
)


@dataclass
class Place:
    """An index with the small case in it."""

    index: DjangoIndex
    using: str
    story: Story

    def find(self, **more: object) -> TimelinePage:
        return queries.timeline(TARA, TimelineQuery(CASE, **more), using=self.using)  # type: ignore[arg-type]

    def texts(self, **more: object) -> list[str]:
        return [row.text for row in self.find(**more).rows]


@pytest.fixture(
    params=["sqlcipher", pytest.param("postgresql", marks=pytest.mark.needs("postgresql"))]
)
def place(request: pytest.FixtureRequest, tmp_path: Path, databases_open: None) -> Iterator[Place]:
    story = small_case()
    if request.param == "sqlcipher":
        found = Place(sqlcipher_index(tmp_path), "default", story)
    else:
        cluster = request.getfixturevalue("postgres_cluster")
        found = Place(postgres_index(cluster), SERVER, story)
    found.index.apply(story.entries)
    found.index.put_messages(
        CHAT, [message(n, text, sender=who, utc=at) for n, text, who, at in SAID]
    )
    yield found
    close_all()


def test_shows_messages_notes_and_unread_originals_in_one_line_of_time(place: Place) -> None:
    rows = place.find().rows

    assert [row.kind for row in rows] == ["note", *["message"] * 4, "original", "described"]
    assert [row.when.certainty for row in rows[-2:]] == [Certainty.UNSURE] * 2


def test_a_read_original_gives_way_to_its_messages_and_comes_back(place: Place) -> None:
    assert CHAT not in [row.item for row in place.find().rows if row.kind == "original"]

    place.index.drop_messages(CHAT)

    assert [row.item for row in place.find().rows if row.kind == "original"] == [CHAT, PHOTO]


def test_counts_pages_and_keeps_to_the_last(place: Place) -> None:
    page = place.find(per_page=3, page=99)

    assert (page.total, page.pages, page.page, len(page.rows)) == (7, 3, 3, 1)
    assert place.find(per_page=0, page=-5).page == 1


def test_shows_a_note_written_late(place: Place) -> None:
    (note,) = [row for row in place.find().rows if row.kind == "note"]

    assert note.late
    assert (note.text, note.sender, note.channel) == ("I saw your car", "Dan", "doorstep")


def test_names_what_is_missing_from_a_message(place: Place) -> None:
    place.index.put_messages(CHAT, [message(9, "look", utc=NOON, photo="a.jpg")])

    (row,) = place.find(text="look").rows

    assert (row.attachments, row.gaps) == (("a.jpg",), ("a.jpg is not in the file.",))


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("car", (2,)),
        ("CAR brook", (2,)),
        ('"brook lane"', (2,)),
        ('"lane brook"', ()),
        ("con*", (3,)),
        ("con", ()),
        ("stop", (3,)),
        ("dont", (1,)),
        ("don't", (1,)),
        ("unicode", (4,)),
        ("🖕", (4,)),
        ("日本", (4,)),
        ("本日", ()),
        ("words 🖕", (4,)),
        ("!!!", ()),
    ],
)
def test_finds_words_phrases_and_beginnings(
    place: Place, text: str, numbers: tuple[int, ...]
) -> None:
    page = place.find(text=text, item=CHAT)

    assert tuple(row.seq for row in page.rows) == numbers
    assert page.total == len(numbers)


def test_finds_notes_by_any_of_their_words(place: Place) -> None:
    assert {row.kind for row in place.find(text="doorstep").rows} == {"note"}
    assert {row.item for row in place.find(text="drawing").rows} == {SEEN}


def test_finds_the_corrected_words_of_a_note_and_no_longer_the_first(place: Place) -> None:
    place.index.apply(place.story.write(Act.CORRECT, NOTE, note={"exact_words": "a lorry"}))

    assert place.find(text='"saw your car"').total == 1  # the message only
    assert [row.item for row in place.find(text="lorry").rows] == [NOTE]


@pytest.mark.parametrize(
    "text", ['"', "NEAR(", "a AND", "' OR 1=1 --", "\x00", "*", "(:*)", "col:x", "\udc80", "^a -b"]
)
def test_hostile_search_words_are_only_words(place: Place, text: str) -> None:
    assert place.find(text=text).total >= 0


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80)
@given(text=st.text(max_size=40))
def test_the_search_means_what_it_says_for_any_words(place: Place, text: str) -> None:
    terms = read_query(text)
    wanted = {n for n, said, *_ in SAID if terms and found_in(terms, cut(said))}

    page = place.find(text=text or "!", item=CHAT)

    assert {row.seq for row in page.rows} == wanted


def test_filters_by_day_person_and_channel(place: Place) -> None:
    first = place.find()
    dan = next(each for each in first.people if each.label == "Dan")

    assert [row.seq for row in place.find(day="2026-10-05").rows] == [3]
    assert place.find(person=dan.value).total == dan.count == 4
    assert place.find(person="Maya").total == 1
    assert place.find(channel="whatsapp: Family").total == 4
    assert place.find(person="Dan", day="2026-10-06").total == 1
    assert place.find(person="Dan", text="car", channel="doorstep").total == 1


@pytest.mark.parametrize("more", [{"day": "yesterday"}, {"person": "Nobody"}, {"channel": "no"}])
def test_what_cannot_match_gives_no_rows(place: Place, more: dict[str, str]) -> None:
    page = place.find(**more)

    assert (page.rows, page.total, page.pages) == ((), 0, 1)


def test_lists_what_one_can_filter_by_without_names_in_the_values(place: Place) -> None:
    page = place.find()

    days = [(each.value, each.count) for each in page.days]
    assert days[0] == ("2026-10-04", 3)
    assert days[-1] == ("unsure", 2)
    assert {(each.label, each.count) for each in page.people} == {("Dan", 4), ("Maya", 1)}
    assert not any("Dan" in each.value for each in (*page.people, *page.channels))


def test_what_is_not_sure_comes_last_and_can_be_chosen(place: Place) -> None:
    place.index.put_messages(CHAT, [message(9, "no date")])

    assert place.texts(day="unsure")[0] == "no date"
    assert place.texts()[-3:][0] == "no date"


@pytest.mark.parametrize("act", [Act.WITHDRAW, Act.SEAL, Act.ERASE_TOMBSTONE])
def test_what_is_out_of_sight_is_in_no_row_search_or_count(place: Place, act: Act) -> None:
    place.index.apply(place.story.write(act, CHAT))

    page = place.find()
    assert page.total == len(page.rows) == 3
    assert place.find(text="brook").total == 0
    assert {each.label for each in page.people} == {"Dan"}  # of the note
    assert {each.label for each in page.channels} == {"doorstep", "whatsapp"}  # note and photo


def test_a_withdrawn_item_is_listed_as_hidden_a_sealed_one_nowhere(place: Place) -> None:
    place.index.apply(place.story.write(Act.WITHDRAW, CHAT))
    place.index.apply(place.story.write(Act.SEAL, PHOTO))

    assert [each.id for each in queries.items(TARA, CASE, using=place.using)] == [NOTE, SEEN]
    assert [each.id for each in queries.hidden_items(TARA, CASE, using=place.using)] == [CHAT]
    with pytest.raises(NotFound):
        queries.item(TARA, PHOTO, using=place.using)


def test_lists_reports_and_open_questions(place: Place) -> None:
    asked = Question("date_order", "Which comes first?", ("dmy", "mdy"))
    place.index.put_report(CHAT, report(asked))

    reports = queries.reports(TARA, CASE, using=place.using)
    assert [(item.id, found is not None) for item, found in reports] == [
        (CHAT, True),
        (PHOTO, False),
    ]
    assert [each for _, each in queries.questions(TARA, CASE, using=place.using)] == [asked]


def test_keeps_every_version_of_a_note(place: Place) -> None:
    place.index.apply(place.story.write(Act.CORRECT, NOTE, note={"exact_words": "a van"}))

    versions = queries.note_versions(TARA, NOTE, using=place.using)

    assert [each.exact_words for each in versions] == ["I saw your car", "a van"]


def test_tells_the_ledger_in_plain_words(place: Place) -> None:
    place.index.apply(place.story.write(Act.WITHDRAW, PHOTO, reason="too much today"))

    rows, total = queries.ledger(TARA, using=place.using)

    assert total == len(rows) == 7
    assert rows[0].sentence == "A case was started: The spare key."
    assert rows[-1].sentence == "photo.jpg was moved out of sight. Reason: too much today"
    assert [row.seq for row in rows] == list(range(7))


def test_pages_through_the_ledger_of_a_case_or_an_item(place: Place) -> None:
    place.index.apply(place.story.write(Act.CASE_OPEN, case=CaseId("OTHER")))

    rows, total = queries.ledger(TARA, case=CASE, page=2, per_page=4, using=place.using)
    assert ([row.seq for row in rows], total) == ([4, 5], 6)

    of_note, count = queries.ledger(TARA, item=NOTE, using=place.using)
    assert ([row.act for row in of_note], count) == (["note", "witness"], 2)


def test_the_ledger_does_not_name_what_is_sealed(place: Place) -> None:
    place.index.apply(place.story.write(Act.SEAL, PHOTO, reason="photo.jpg is one"))

    rows, _ = queries.ledger(TARA, using=place.using)

    assert not any("photo.jpg" in row.sentence for row in rows)
    assert rows[2].item is None


def test_a_stranger_finds_nothing(place: Place) -> None:
    assert queries.list_cases(KIT, using=place.using) == ()
    for ask in (queries.items, queries.hidden_items, queries.reports, queries.packs):
        with pytest.raises(NotFound):
            ask(KIT, CASE, using=place.using)
    for ask_item in (queries.item, queries.note_versions):
        with pytest.raises(NotFound):
            ask_item(KIT, NOTE, using=place.using)
    with pytest.raises(NotFound):
        queries.timeline(KIT, TimelineQuery(CASE), using=place.using)
    with pytest.raises(NotFound):
        queries.ledger(KIT, using=place.using)


def test_another_case_shows_only_its_own(place: Place) -> None:
    other, copy = CaseId("OTHER"), ItemId("COPY")
    place.index.apply(place.story.write(Act.CASE_OPEN, case=other))
    place.index.apply(place.story.write(Act.IMPORT, copy, case=other, **original("c", b"c")))

    page = queries.timeline(TARA, TimelineQuery(other, text="car"), using=place.using)

    assert page.total == 0
    assert queries.timeline(TARA, TimelineQuery(other), using=place.using).total == 1
