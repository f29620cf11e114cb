"""Promise: a list of helplines that nobody trusted signed never takes the place of the list in use.

The lists are signed by keys that live for one test; the last tests sign with the real ssh-keygen.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.cli.conftest import run_program
from tests.support.signed_list import SignedList, shipped_records, write_files
from upstander.adapters.release_shelf import FolderShelf
from upstander.application.use_directory import directory_in_use, use_directory
from upstander.directory.read import DATA
from upstander.directory.shelf import shipped, take_up
from upstander.model.errors import DirectoryError

TODAY = date(2026, 11, 26)
SAMARITANS = "bodies/uk.samaritans.toml"


def renamed(words: bytes) -> dict[str, bytes]:
    records = shipped_records()
    held = records[SAMARITANS].replace(b'name = "Samaritans"', b'name = "' + words + b'"')
    return records | {SAMARITANS: held}


@pytest.fixture
def shelf(tmp_path: Path) -> FolderShelf:
    return FolderShelf(tmp_path / "lists")


@pytest.fixture
def reading() -> Iterator[None]:
    """Whatever a test takes up, the shipped list is read afterwards."""
    yield
    take_up(DATA)


def put(shelf: FolderShelf, signer: SignedList, *, version: int = 1, name: bytes = b"Ours") -> None:
    files = signer.release(renamed(name), version=version)
    use_directory(shelf, files=files, keys=signer.keys(), today=TODAY)


@pytest.mark.usefixtures("reading")
def test_a_trusted_list_is_read_from_then_on(shelf: FolderShelf) -> None:
    put(shelf, SignedList("county"), name=b"Samaritans here")

    take_up(directory_in_use(shelf, TODAY).root)

    assert shipped().body("uk.samaritans").name == "Samaritans here"
    assert len(shipped().law()) == 64


@pytest.mark.usefixtures("reading")
def test_a_list_without_dates_and_forms_uses_those_that_ship(shelf: FolderShelf) -> None:
    put(shelf, SignedList("county"))

    take_up(directory_in_use(shelf, TODAY).root)

    assert shipped().deadlines() and shipped().form_facts("police-report").who_learns


@pytest.mark.usefixtures("reading")
def test_a_list_may_bring_its_own_dates(shelf: FolderShelf) -> None:
    held = (DATA / "deadlines" / "bank-silent.toml").read_bytes()
    dates = {"deadlines/bank-silent.toml": held.replace(b"count = 8", b"count = 6")}
    signer = SignedList("county")
    files = signer.release(renamed(b"Ours") | dates, version=1)
    use_directory(shelf, files=files, keys=signer.keys(), today=TODAY)

    take_up(directory_in_use(shelf, TODAY).root)

    assert [(each.slug, each.count) for each in shipped().deadlines()] == [("bank-silent", 6)]


def test_a_fake_list_leaves_what_was_in_use(shelf: FolderShelf) -> None:
    county = SignedList("county")
    put(shelf, county, version=3)
    fake = SignedList("kit").release(renamed(b"Fake"), version=4)

    with pytest.raises(DirectoryError, match="not among the keys"):
        use_directory(shelf, files=fake, keys=county.keys(), today=TODAY)

    release = directory_in_use(shelf, TODAY).release
    assert release is not None and release.manifest.version == 3


def test_an_older_list_cannot_come_back(shelf: FolderShelf) -> None:
    county = SignedList("county")
    put(shelf, county, version=3)

    with pytest.raises(DirectoryError, match="older"):
        put(shelf, county, version=2)


def test_a_list_changed_on_this_machine_is_not_read(shelf: FolderShelf) -> None:
    put(shelf, SignedList("county"))
    held = shelf.root / SAMARITANS
    held.write_bytes(held.read_bytes().replace(b"116 123", b"116 999"))

    found = directory_in_use(shelf, TODAY)

    assert (found.root, found.release) == (DATA, None)
    assert found.why_not == f"A file was changed: {SAMARITANS}."


def test_a_list_that_ended_gives_way_to_the_shipped_one(shelf: FolderShelf) -> None:
    put(shelf, SignedList("county"))
    found = directory_in_use(shelf, date(2027, 2, 23))
    assert found.root == DATA and "ended on 22 February 2027" in found.why_not


def test_without_a_list_of_ones_own_the_shipped_one_is_read(shelf: FolderShelf) -> None:
    assert directory_in_use(shelf, TODAY).root == DATA
    assert shelf.clear() is False


def test_a_run_that_was_cut_off_leaves_nothing_in_the_next_list(shelf: FolderShelf) -> None:
    write_files(shelf.root.parent / "being-written", {"bodies/uk.left.toml": b"x"})
    put(shelf, SignedList("county"))
    assert directory_in_use(shelf, TODAY).release is not None


# --- with the standard tool -----------------------------------------------------------------------


@pytest.fixture
def signed(tmp_path: Path) -> Path:
    """A folder ``list`` signed by ssh-keygen, with its public key in ``keys``."""
    folder, keys = write_files(tmp_path / "list", renamed(b"Ours")), tmp_path / "keys"
    keys.mkdir()
    key = tmp_path / "made-for-this-test"
    keygen("-q", "-t", "ed25519", "-N", "", "-C", "test", "-f", str(key))
    (tmp_path / "made-for-this-test.pub").rename(keys / "county.pub")
    made = run_program(
        *("directory", "release", "write", str(folder)),
        *("--name", "county-list", "--version", "1", "--place", "GB-ENG"),
    )
    assert made.returncode == 0, made.stderr
    keygen("-Y", "sign", "-f", str(key), "-n", "upstander-directory", str(folder / "release.toml"))
    return tmp_path


def keygen(*arguments: str) -> None:
    subprocess.run(["ssh-keygen", *arguments], check=True, capture_output=True, timeout=60)


def ups(signed: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return run_program("directory", *arguments, UPSTANDER_DIRECTORY=str(signed / "lists"))


@pytest.mark.needs("ssh-keygen")
def test_a_list_signed_with_ssh_keygen_is_put_in_use_and_taken_back(signed: Path) -> None:
    keys = ("--keys", str(signed / "keys"))

    assert (
        "whole and signed" in ups(signed, "release", "verify", str(signed / "list"), *keys).stdout
    )
    assert "signed by the key 'county'" in ups(signed, "use", str(signed / "list"), *keys).stdout

    assert ups(signed, "show", "uk.samaritans").stdout.strip().startswith("Ours")
    assert ups(signed, "use", "--built-in").stdout == "The list that ships is in use.\n"
    assert ups(signed, "show", "uk.samaritans").stdout.strip().startswith("Samaritans")


@pytest.mark.needs("ssh-keygen")
def test_a_list_changed_after_signing_is_refused_by_the_program(signed: Path) -> None:
    held = signed / "list" / SAMARITANS
    held.write_bytes(held.read_bytes().replace(b"116 123", b"116 999"))

    done = ups(signed, "use", str(signed / "list"), "--keys", str(signed / "keys"))

    assert done.returncode == 30
    assert f"A file was changed: {SAMARITANS}." in done.stderr
    assert not (signed / "lists" / "in-use").exists()
