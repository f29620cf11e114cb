"""What a file tells is understood, or the whole file is refused with the words that are known."""

from __future__ import annotations

import pytest

from tests.fakes.cast import TARA, House
from upstander.application.plan_case import plan_case
from upstander.application.tell_case import tell_case
from upstander.application.told_words import told_in
from upstander.directory.kind_names import kind_names, kinds_kept
from upstander.directory.shelf import shipped
from upstander.model.errors import InvalidAnswer
from upstander.model.evidence import Case
from upstander.model.report import AgeBand, Consent, Contact, HelperRole, Helping, Told

NOTHING = Told()


def told(given: dict[str, object], before: Told = NOTHING) -> Told:
    return told_in(given, before)[0]


@pytest.mark.parametrize(
    ("given", "offered"),
    [
        ({"helping": {"role": "sister"}}, "parent, friend, teacher"),
        ({"helping": {"consent": "perhaps"}}, "yes, refused, unable"),
        ({"helping": {"age": "ninety"}}, "under-13, 13-15, 16-17, adult"),
        ({"helping": {"age": 1000}}, "under-13"),
        ({"helping": {"other_ages": ["adult", "old"]}}, "under-13"),
        ({"helping": {"protects_self": "x"}}, "yes, no, unsure"),
        ({"helping": {"agee": "adult"}}, "age"),
        ({"helping": "friend"}, "helping = {role"),
        ({"reporter": {"mail": "tara@example.org"}}, "email"),
        ({"place": "Narnia"}, "GB-ENG"),
        ({"place": "GB-LND"}, "GB-SCT"),
        ({"kinds": ["nonsense"]}, "harassment"),
        ({"kinds": ["fraud", "blakmail"]}, "blackmail"),
        ({"platform": "platform.instagran"}, "platform.instagram"),
        ({"danger_now": "perhaps"}, "yes, no, unsure"),
        ({"police_first": "nobody"}, "police, platform"),
        ({"plaice": "GB-ENG"}, "place"),
        ({"what_happened": ["one", "two"]}, 'what_happened = "..."'),
        ({"private": [["child"]]}, "Priya"),
        ({"private": "Priya"}, "Priya"),
    ],
)
def test_an_answer_that_is_not_known_is_refused_with_those_that_are(
    given: dict[str, object], offered: str
) -> None:
    with pytest.raises(InvalidAnswer) as refused:
        told({"effect": "I do not sleep.", **given})

    assert offered in refused.value.explain()
    assert "Nothing of the file was kept." in refused.value.explain()


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("no", Consent.REFUSED),
        (False, Consent.REFUSED),
        ("No.", Consent.REFUSED),
        ("refused", Consent.REFUSED),
        ("yes", Consent.YES),
        (True, Consent.YES),
        ("can't answer", Consent.UNABLE),
        ("not-asked", Consent.NOT_ASKED),
        ("", Consent.NOT_ASKED),
    ],
)
def test_a_no_counts_however_it_is_said(said: object, kept: Consent) -> None:
    assert told({"helping": {"consent": said}}).helping.consent is kept


def test_an_answer_kept_in_other_words_is_said() -> None:
    given: dict[str, object] = {"helping": {"consent": "no"}, "kinds": ["revenge porn", "fraud"]}

    assert told_in(given, NOTHING)[1] == (
        "helping.consent: 'no' is kept as 'refused'.",
        "kinds: 'revenge porn' is kept as 'image-abuse'.",
    )


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("15", AgeBand.TEEN),
        (12, AgeBand.UNDER_13),
        (90, AgeBand.ADULT),
        ("Under 13", AgeBand.UNDER_13),
        ("18+", AgeBand.ADULT),
        ("16-17", AgeBand.OLDER_TEEN),
    ],
)
def test_an_age_is_a_band_or_a_number_of_years(said: object, kept: AgeBand) -> None:
    assert told({"helping": {"age": said}}).helping.age is kept


@pytest.mark.parametrize(
    ("said", "kept"),
    [("ENG", "GB-ENG"), ("Scotland", "GB-SCT"), ("gb-wls", "GB-WLS"), ("FR", "FR"), ("", "")],
)
def test_a_place_is_known_by_its_code_or_its_name(said: str, kept: str) -> None:
    assert told({"place": said}).place == kept


def test_a_place_without_known_numbers_is_kept_and_said() -> None:
    kept, notes = told_in({"place": "XX"}, NOTHING)

    assert kept.place == "XX" and "no numbers are known" in notes[0]


def test_a_service_is_known_by_its_id_or_its_name() -> None:
    for said in ("platform.instagram", "instagram", "Instagram"):
        assert told({"platform": said}).platform == "platform.instagram"


def test_a_table_keeps_what_a_later_one_does_not_name() -> None:
    before = Told(
        helping=Helping(age=AgeBand.TEEN, other_ages=(AgeBand.ADULT,), consent=Consent.REFUSED),
        reporter=Contact(name="Tara", safe="by text"),
        private=(("child", "Priya"), ("password", "hunter2")),
    )

    now = told(
        {
            "helping": {"relation": "her aunt", "role": "friend"},
            "reporter": {"email": "tara@example.org"},
            "private": {"password": ["one", "two"]},
        },
        before,
    )

    assert now.helping == Helping(
        HelperRole.FRIEND, "her aunt", AgeBand.TEEN, (AgeBand.ADULT,), consent=Consent.REFUSED
    )
    assert now.reporter == Contact("Tara", "tara@example.org", safe="by text")
    assert now.private == (("child", "Priya"), ("password", "one"), ("password", "two"))


def test_a_table_is_merged_over_two_tellings_of_a_case(home: House, case: Case) -> None:
    tellings: tuple[dict[str, object], ...] = (
        {"helping": {"age": "13-15", "other_ages": ["adult"]}},
        {"helping": {"relation": "her aunt"}},
    )
    for given in tellings:
        before = home.services.index.case(case.id).told
        tell_case(home.services, actor=TARA, case=case.id, told=told(given, before))

    helping = home.services.index.case(case.id).told.helping
    assert (helping.age, helping.other_ages) == (AgeBand.TEEN, (AgeBand.ADULT,))
    assert helping.relation == "her aunt"


def test_a_list_replaces_the_one_before() -> None:
    before = Told(kinds=("blackmail", "fraud"), private=(("child", "Priya"),))

    now = told({"kinds": ["bullying"], "private": [["witness", "Sam"]]}, before)

    assert now.kinds == ("bullying",) and now.private == (("witness", "Sam"),)


def test_one_word_stands_for_a_list_of_one() -> None:
    assert told({"kinds": "blackmail", "addresses": "https://a.test/x"}) == Told(
        kinds=("blackmail",), addresses=("https://a.test/x",)
    )


def test_every_word_of_route_is_a_kind_that_the_plan_knows() -> None:
    taxonomy = shipped().taxonomy
    words = [*taxonomy.directory_kinds, *taxonomy.kinds, *taxonomy.labels]
    words += [phrase for kind in taxonomy.kinds.values() for phrase in kind.synonyms]

    kept = told({"kinds": words}).kinds

    assert set(kinds_kept(kind_names(taxonomy), kept)) <= set(taxonomy.kinds)


@pytest.mark.parametrize("word", ["hate", "phishing", "nuisance_calls", "workplace_bullying"])
def test_a_word_that_is_narrower_than_its_kind_is_kept(word: str) -> None:
    assert told({"kinds": [word]}).kinds == (word,)


@pytest.mark.parametrize("word", ["image_abuse", "image-abuse", "K8", "revenge porn"])
def test_a_child_and_a_private_picture_lead_to_the_same_plan_by_every_name(
    home: House, case: Case, word: str
) -> None:
    given: dict[str, object] = {"place": "ENG", "helping": {"age": "14"}, "kinds": [word]}
    tell_case(home.services, actor=TARA, case=case.id, told=told(given))

    plan = plan_case(home.services, actor=TARA, case=case.id).whole

    assert "uk.ceop" in [step.id for step in plan.steps]


def test_names_of_one_kind_are_kept_once() -> None:
    names = kind_names(shipped().taxonomy)

    assert told({"kinds": ["image_abuse", "K8", "image-abuse"]}).kinds == ("image-abuse",)
    assert names.kind("image_abuse") == "image-abuse"
