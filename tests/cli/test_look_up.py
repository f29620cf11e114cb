"""``upstander look-up`` sends nothing without a yes, and reads a saved answer offline."""

from __future__ import annotations

import argparse
import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Shell
from tests.fakes.network import Network
from upstander import bootstrap
from upstander.application.network_ports import TextRecords, Trouble
from upstander.cli.commands.look_up import PLUGIN
from upstander.cli.main import build_parser, guarded
from upstander.cli.terminal import Terminal
from upstander.model.lead import LookOutcome

SHAPES = Path(__file__).resolve().parents[1] / "data" / "rdap"
IP = "198.41.0.4"  # a root name server: public, and nobody's of a case
ASKED = f"https://rdap.arin.net/registry/ip/{IP}"


def saved(shape: str) -> str:
    return str(SHAPES / shape / "input.json")


@pytest.fixture
def network(monkeypatch: pytest.MonkeyPatch) -> Network:
    made = Network()
    made.answer(ASKED, (SHAPES / "abuse-at-the-top" / "input.json").read_bytes())
    monkeypatch.setattr(bootstrap, "lookups", lambda: made.lookups)
    return made


def run(*arguments: str) -> tuple[int, str, str]:
    """Run in this process, with registers in memory in place of the network."""
    terminal = Terminal(io.StringIO(), io.StringIO())
    options: argparse.Namespace = build_parser({PLUGIN.slug: PLUGIN}).parse_args(
        ["look-up", *arguments]
    )
    status = guarded(PLUGIN, options, terminal)
    assert isinstance(terminal.out, io.StringIO)
    assert isinstance(terminal.err, io.StringIO)
    return status, terminal.out.getvalue(), terminal.err.getvalue()


def test_says_what_it_tells_and_sends_nothing_without_a_yes(shell: Shell) -> None:
    done = shell("look-up", "ip", IP)

    assert done.returncode == 0
    assert "go to ARIN (rdap.arin.net)" in done.stderr
    assert "Nothing was sent." in done.stderr
    assert done.stdout == ""


def test_sends_nothing_while_nobody_says_yes(network: Network) -> None:
    run("ip", IP)

    assert network.asked == []


def test_a_yes_asks_once_and_shows_the_contact_with_its_date(network: Network) -> None:
    status, out, err = run("ip", IP, "--yes")

    assert (status, network.asked) == (0, [ASKED])
    assert "abuse@harbour.test: named for reports of abuse" in out
    assert "from rdap.arin.net." in out
    assert "Checked " in out
    assert "The sender does not learn of it." in err


def test_a_failure_is_said_calmly(network: Network) -> None:
    network.fail(ASKED, Trouble.BUSY)

    status, out, _ = run("ip", IP, "--yes")

    assert status == 0
    assert "The server is busy." in out


def test_shows_the_key_of_a_mail_signature(network: Network) -> None:
    name = "s1._domainkey.example.org"
    network.resolver.answers[name] = TextRecords(LookOutcome.FOUND, (b"v=DKIM1; p=AA",))

    _, out, _ = run("txt", name, "--yes")

    assert "v=DKIM1; p=AA" in out


def test_reads_a_saved_answer_and_asks_nobody(shell: Shell) -> None:
    done = shell("look-up", "ip", IP, "--paste", saved("abuse-nested-in-the-holder"), "--json")

    record = json.loads(done.stdout)
    assert done.returncode == 0
    assert [each["address"] for each in record["contacts"]] == ["report@harbour.test"]
    assert record["asked"] == ""


def test_a_saved_answer_about_something_else_is_refused(shell: Shell) -> None:
    done = shell("look-up", "ip", IP, "--paste", saved("name-without-contacts"))

    assert done.returncode == 16
    assert "about something else" in done.stderr


def test_an_address_without_an_outside_holder_is_refused(shell: Shell) -> None:
    done = shell("look-up", "ip", "192.168.1.7", "--yes")

    assert done.returncode == 18
    assert "no outside holder" in done.stderr


def test_an_ending_without_a_known_register_is_not_guessed(network: Network) -> None:
    status, _, err = run("domain", "www.example.it", "--yes")

    assert (status, network.asked) == (18, [])
    assert "paste the answer" in err


def test_hidden_marks_of_an_answer_cannot_move_the_cursor(shell: Shell) -> None:
    done = shell("look-up", "ip", IP, "--paste", saved("hostile-texts"))

    assert "\u202e" not in done.stdout
    assert "Name: NETEVIL" in done.stdout


def test_a_missing_file_is_said_calmly(shell: Shell, tmp_path: Path) -> None:
    done = shell("look-up", "ip", IP, "--paste", str(tmp_path / "none.json"))

    assert done.returncode == 11
