"""The shell looks for danger in a case by itself, and says so first."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Shell
from upstander.cli.looking import look_for_danger
from upstander.cli.terminal import Terminal
from upstander.model.errors import Interrupted
from upstander.model.evidence import Case

THREAT = "on my way to yours with my spare key, I will put him in the ground"
CALM = "see you at football on Saturday, bring the blue ball"
HEADING = "THIS MAY BE DANGER NOW"


def chat(folder: Path, *lines: str) -> str:
    """A chat that the importer reads, from one sender to the keeper of the case."""
    path = folder / "WhatsApp Chat with Vex.txt"
    said = (f"20/11/2026, 20:{15 + at} - Vex: {line}\n" for at, line in enumerate(lines))
    path.write_text("".join(said), encoding="utf-8")
    return str(path)


def tell_place(shell: Shell, place: str) -> None:
    done = shell("report", "tell", "-", given=f'place = "{place}"\nkinds = ["threats"]\n')
    assert done.returncode == 0, done.stderr


# --- the whole way, in a process of its own


def test_adding_a_threat_shows_the_emergency_number_its_words_and_why(
    shell: Shell, vault: Path, tmp_path: Path
) -> None:
    done = shell("add", "--under18", "no", chat(tmp_path, CALM, THREAT))

    card = done.stdout[done.stdout.index(HEADING) :]
    assert done.returncode == 0
    assert "999" in card.split("\n")[1] and "put him in the ground" in card
    assert "I may be wrong" in card and CALM not in card


def test_the_plan_of_a_case_with_a_threat_begins_with_999(
    shell: Shell, vault: Path, tmp_path: Path
) -> None:
    shell("add", "--under18", "no", chat(tmp_path, CALM, THREAT))
    tell_place(shell, "GB-ENG")

    said = shell("plan", "--all").stdout

    assert said.strip().startswith(f"{HEADING}\nIn danger now? Call 999.")
    assert "999" in said[said.index("\n1. ") : said.index("\n2. ")]


def test_records_for_a_program_stay_whole_where_danger_is_told(
    shell: Shell, vault: Path, tmp_path: Path
) -> None:
    added = shell("add", "--json", "--under18", "no", chat(tmp_path, THREAT))
    plan = shell("plan", "--json")

    assert json.loads(added.stdout)["type"] == "kept" and HEADING in added.stderr
    assert json.loads(plan.stdout)["steps"] and HEADING in plan.stderr


def test_a_calm_chat_shows_no_danger_card(shell: Shell, vault: Path, tmp_path: Path) -> None:
    done = shell("add", "--under18", "no", chat(tmp_path, CALM))

    assert HEADING not in done.stdout and "999" not in done.stdout
    assert HEADING not in shell("plan").stdout


def test_an_answer_that_changes_the_reading_is_looked_at_again(
    shell: Shell, vault: Path, tmp_path: Path
) -> None:
    path = chat(tmp_path, CALM, THREAT)
    shell("add", "--under18", "no", path)

    done = shell("answer", Path(path).name, "--zone", "Europe/London")

    assert HEADING in done.stdout and "put him in the ground" in done.stdout


# --- what goes wrong stops nothing


@pytest.fixture
def databases_open(django_db_blocker: Any) -> Iterator[None]:
    """Let the index be used in this process, where the Django plugin guards it."""
    if django_db_blocker is None:
        yield
        return
    with django_db_blocker.unblock():
        yield


@pytest.fixture
def kept(databases_open: None, vault: Path, tmp_path: Path) -> Iterator[tuple[Any, Case]]:
    """An open vault with a threat that nothing has looked at yet."""
    from upstander import bootstrap
    from upstander.adapters.agent import ask_key
    from upstander.application.add_original import Upload, add_original
    from upstander.application.answer_case import answer_case
    from upstander.application.read_original import read_original
    from upstander.application.start_case import start_case
    from upstander.model.evidence import Origin

    key = ask_key(vault)
    assert key is not None
    session = bootstrap.unlock_with_key(vault, master_key=key)
    try:
        case = start_case(session.services, actor=session.actor, title="The key")
        case = answer_case(session.services, actor=session.actor, case=case.id, under18="no")
        with Path(chat(tmp_path, CALM, THREAT)).open("rb") as stream:
            added = add_original(
                session.services,
                actor=session.actor,
                case=case.id,
                upload=Upload("WhatsApp Chat with Vex.txt", stream, Origin()),
            )
        read_original(session.services, actor=session.actor, item=added.item.id)
        yield session, case
    finally:
        session.lock()


def looked(session: Any, case: Case) -> tuple[bool, str]:
    """Look; gives the answer and what was printed for the person."""
    out = StringIO()
    return look_for_danger(session, case, Terminal(out, StringIO())), out.getvalue()


def test_danger_is_told_and_a_second_look_tells_it_again(kept: tuple[Any, Case]) -> None:
    first, second = looked(*kept), looked(*kept)

    assert first == second
    assert first[0] and HEADING in first[1]


def test_where_looking_fails_the_emergency_number_comes_first_and_no_evidence(
    kept: tuple[Any, Case], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError(THREAT)

    monkeypatch.setattr("upstander.application.recognise_case.recognise_quick", broken)

    danger, said = looked(*kept)

    assert danger and "999" in said.split("\n")[0]
    assert "did not work" in said and "put him" not in said


@pytest.mark.parametrize("wrong", [KeyboardInterrupt, Interrupted])
def test_stopping_the_look_stops_only_the_look(
    kept: tuple[Any, Case], monkeypatch: pytest.MonkeyPatch, wrong: type[BaseException]
) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise wrong

    monkeypatch.setattr("upstander.application.recognise_case.recognise_quick", stopped)

    danger, said = looked(*kept)

    assert not danger and "stopped" in said and "trust that" in said


def test_a_sign_that_was_answered_with_no_is_not_told_again(kept: tuple[Any, Case]) -> None:
    from upstander.application.answer_sign import answer_sign
    from upstander.application.triage import triage
    from upstander.model.finding import Reply

    session, case = kept
    looked(session, case)
    for card in triage(session.services, actor=session.actor, case=case.id).cards:
        sign = card.sign
        answer_sign(
            session.services,
            actor=session.actor,
            case=case.id,
            about=card.about,
            rule=sign.rule,
            start=sign.start,
            end=sign.end,
            reply=Reply.NO,
        )

    assert looked(session, case) == (False, "")
