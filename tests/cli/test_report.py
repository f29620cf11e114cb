"""Facts told in a file, reports that are written, and what became of them, in the shell."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Shell

ANSWERS = """
place = "GB-ENG"
kinds = ["image_abuse"]
helping = {age = "13-15", other_ages = ["adult"], consent = "no", role = "friend"}
"""


@pytest.fixture
def started(shell: Shell, vault: Path) -> Shell:
    shell("case", "new", "Door", "--under18", "no", "--zone", "Europe/London")
    return shell


def test_what_is_told_in_other_words_is_said_and_what_is_not_named_stays(started: Shell) -> None:
    first = started("report", "tell", "-", given=ANSWERS)
    second = started("report", "tell", "-", given='helping = {relation = "her aunt"}')

    assert first.returncode == second.returncode == 0
    assert "'no' is kept as 'refused'" in first.stderr
    assert "kept as" not in second.stderr
    plan = started("plan", "--all").stdout.casefold()
    assert "ceop" in plan


def test_a_file_with_one_unknown_answer_keeps_nothing(started: Shell) -> None:
    done = started(
        "report", "tell", "-", given='effect = "I do not sleep."\nhelping = {role = "sister"}'
    )

    assert done.returncode == 16 and "parent, friend, teacher" in done.stderr
    assert "Nothing of the file was kept." in done.stderr
    assert "I do not sleep" not in started("report", "show", "police-report").stdout


@pytest.mark.parametrize("what", ["show", "write"])
def test_a_receiver_that_is_not_in_the_directory_is_refused(started: Shell, what: str) -> None:
    done = started("report", what, "platform-notice", "--to", "platform.instagran")

    assert done.returncode == 16
    assert "platform.instagram" in done.stderr and "--receiver" in done.stderr
    assert started("report", "list").stdout.count("platform") == 0


def test_a_kept_report_says_who_may_learn_of_it_and_what_is_missing(started: Shell) -> None:
    order = ("platform-notice", "--to", "Instagram")
    shown = started("report", "show", *order)
    kept = started("report", "write", *order)

    assert kept.returncode == 0 and "Who may learn of it:" in kept.stderr
    assert kept.stderr == shown.stderr
    assert len(kept.stdout.split()) == 1


def test_a_day_that_is_none_is_refused_and_a_day_is_kept(started: Shell) -> None:
    number = started("report", "write", "platform-notice").stdout.strip()

    refused = started("report", "say", number, "-", given='sent_at = "yesterday"')
    late = started("report", "say", number, "-", given='sent_at = "2999-11-20"')
    done = started("report", "say", number, "-", given="sent_at = 2026-01-05")

    assert refused.returncode == late.returncode == 16
    assert "2026-11-20 10:00" in refused.stderr and "has not come yet" in late.stderr
    assert done.returncode == 0
    assert "ask again" in started("report", "list").stdout


CALLS = (
    "when,number,direction,duration_s\n"
    "17/11/2026 10:02,07700 900888,in,10\n"
    "17/11/2026 12:00,07700 900111,in,600\n"
)


def test_which_things_and_whose_calls_go_is_chosen_in_the_shell(
    started: Shell, tmp_path: Path
) -> None:
    (tmp_path / "calls.csv").write_text(CALLS)
    (tmp_path / "deed.txt").write_text("The deed of the house.")
    for name in ("calls.csv", "deed.txt"):
        started("add", str(tmp_path / name), "--under18", "no")

    own = started("report", "show", "phone-provider").stdout
    one = started("report", "show", "phone-provider", "--caller", "+447700900888").stdout
    deed = started("report", "show", "generic-letter", "--only", "deed.txt").stdout
    none = started("report", "show", "police-report", "--only", "none").stdout

    assert "900888" in own and "900111" in own
    assert "900888" in one and "900111" not in one
    assert "deed.txt" in deed and "calls.csv" not in deed
    assert "deed.txt" not in none and "calls.csv" not in none


def test_a_thing_that_is_not_kept_is_refused_and_nothing_is_written(started: Shell) -> None:
    done = started("report", "write", "police-report", "--only", "nothing.txt")

    assert done.returncode != 0 and "Nothing kept in this case is called" in done.stderr
    assert "police" not in started("report", "list").stdout.casefold()


def test_names_that_are_left_out_are_said_beside_the_report(started: Shell) -> None:
    told = 'what_happened = "My daughter Mia gets messages at night."'
    started("report", "tell", "-", given=told)

    shown = started("report", "show", "generic-letter")
    gone = started("report", "show", "police-report", "--leave-out", "at night")

    assert "Mia" not in shown.stdout and "Names that are left out: Mia" in shown.stderr
    assert "Mia gets messages [left out: private]" in " ".join(gone.stdout.split())


PAID = (
    "date,payee,reference,amount,currency\n"
    "17/11/2026,SAFE ACCT,4471,2350.00,GBP\n"
    "18/11/2026,Landlord Lettings,rent,900.00,GBP\n"
)


def test_a_name_that_two_things_have_is_refused_with_their_numbers(
    started: Shell, tmp_path: Path
) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "deed.txt").write_text(f"The deed {folder}.")
        started("add", str(tmp_path / folder / "deed.txt"), "--under18", "no")

    done = started("report", "write", "generic-letter", "--only", "deed.txt")
    number = done.stderr.partition("by its number: ")[2].split(",")[0].split(".")[0].strip()
    one = started("report", "show", "generic-letter", "--only", number)

    assert done.returncode != 0 and "2 kept things are called 'deed.txt'" in done.stderr
    assert "Nothing was written." in done.stderr
    assert one.returncode == 0 and one.stdout.count("deed.txt") == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (("--share", "nonsense"), "Known words: address"),
        (("--share", "password"), "Known words: address"),
        (("--caller", "0999"), "No call is of '0999'"),
        (("--payee", "Nobody Ltd"), "No payment went to 'Nobody Ltd'"),
    ],
)
def test_what_names_nothing_is_refused_and_nothing_is_written(
    started: Shell, wrong: tuple[str, str], said: str
) -> None:
    done = started("report", "write", "police-report", *wrong)

    assert done.returncode != 0 and said in done.stderr
    assert "Nothing was written." in done.stderr
    assert "police" not in started("report", "list").stdout.casefold()


def test_which_payments_go_is_chosen_in_the_shell(started: Shell, tmp_path: Path) -> None:
    (tmp_path / "paid.csv").write_text(PAID)
    started("add", str(tmp_path / "paid.csv"), "--under18", "no")

    whole = started("report", "show", "bank-sheet")
    one = started("report", "show", "bank-sheet", "--payee", "safe acct")

    assert "Landlord" in whole.stdout and "Take out payments" in whole.stderr
    assert "SAFE ACCT" in one.stdout and "Landlord" not in one.stdout
    assert "Take out payments" not in one.stderr


def test_a_complaint_names_its_report_by_the_number_in_the_list(started: Shell) -> None:
    number = started("report", "write", "platform-notice", "--to", "Instagram").stdout.strip()
    started("report", "say", number, "-", given='sent_at = 2026-01-05\nanswer = "No rule."')

    shown = started("report", "show", "complaint-after-silence", "--about", number[:8])

    assert "To: Instagram" in shown.stdout and "No rule." in shown.stdout
