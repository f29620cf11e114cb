"""Promises of the router for a kind that is told with nothing else: what cannot wait."""

from __future__ import annotations

import pytest

from tests.support.routing import asked, ids, plan_of
from upstander.directory.body import AUDIENCES
from upstander.directory.shelf import shipped

KINDS = tuple(shipped().taxonomy.directory_kinds)
CHANGES_ACCOUNTS = ("act.secure-accounts", "uk.cifas")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("place", ["ENG", "SCT", "NIR", "GB", "", "FR"])
def test_whatever_the_kind_danger_is_asked_about(kind: str, place: str) -> None:
    for who in ([], ["adult"], ["child"], ["parent_carer"]):
        questions = asked(plan_of(place=place, kinds=[kind], audience=who))
        assert questions[0] == ("hurt" if kind == "happy_slapping" else "in-danger")
        assert "in-danger" in questions[:2]


@pytest.mark.parametrize("kind", ["threats", "blackmail"])
@pytest.mark.parametrize("who", AUDIENCES)
def test_threats_and_blackmail_are_for_the_police_today(kind: str, who: str) -> None:
    for place, police in (
        ("ENG", "uk.police.101"),
        ("NIR", "nir.psni"),
        ("FR", "act.local-police"),
    ):
        plan = plan_of(place=place, kinds=[kind], audience=[who])
        step = next(each for each in plan.steps if each.id == police)
        assert (step.phase, "Today" in step.when) == ("today", True)


@pytest.mark.parametrize("kind", ["hacking", "surveillance", "espionage"])
@pytest.mark.parametrize("more", [[], ["fraud"], ["phishing"], ["identity_theft"], ["blackmail"]])
def test_a_device_nobody_watches_comes_before_any_account_is_changed(
    kind: str, more: list[str]
) -> None:
    for has in ([], ["money"]):
        for place in ("ENG", "SCT", "", "FR"):
            steps = ids(plan_of(place=place, kinds=[kind, *more], has=has, ages=["adult"]))
            before = steps[: steps.index("act.safe-device")]
            assert not set(before) & set(CHANGES_ACCOUNTS)
