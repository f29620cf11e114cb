"""A signed release: only a whole, newer list from an installed key is taken; each refusal says why.

Keys are made by the tests and thrown away; none is in the repository.
"""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.signed_list import SignedList, shipped_records
from upstander.directory.release import MANIFEST, SIGNATURE, check_seal, verify_release
from upstander.directory.release_files import read_keys, read_release
from upstander.directory.ssh_signature import public_key, strings, without_armour
from upstander.model.errors import DirectoryError

TODAY = date(2026, 11, 26)
RECORDS = shipped_records()
TARA = SignedList("tara")
MADE = TARA.release(RECORDS)
CHILDLINE = "bodies/uk.childline.toml"


def refused(files: dict[str, bytes], signer: SignedList = TARA, *, today: date = TODAY) -> str:
    with pytest.raises(DirectoryError) as fault:
        verify_release(files, signer.keys(), today=today)
    assert fault.value.step == "The list that was in use stays in use."
    return fault.value.detail


def test_a_whole_list_of_an_installed_key_is_taken() -> None:
    good = verify_release(MADE, TARA.keys(), today=TODAY)
    assert (good.key, good.manifest.version) == ("tara", 1)
    assert good.manifest.jurisdictions == ("GB-ENG",)


def test_a_list_of_an_unknown_key_is_refused() -> None:
    assert "not among the keys you installed" in refused(SignedList("kit").release(RECORDS))


def test_a_fake_manifest_under_a_true_signature_is_refused() -> None:
    fake = MADE | {MANIFEST: MADE[MANIFEST].replace(b"version = 1", b"version = 9")}
    assert "The signature does not fit release.toml" in refused(fake)


def test_a_signature_for_another_purpose_is_refused() -> None:
    other = MADE | {SIGNATURE: TARA.sign(MADE[MANIFEST], namespace="file")}
    assert "for another purpose" in refused(other)


@pytest.mark.parametrize("name", [MANIFEST, SIGNATURE])
def test_a_list_without_manifest_or_signature_is_refused(name: str) -> None:
    assert f"There is no {name}" in refused({k: v for k, v in MADE.items() if k != name})


def test_a_changed_number_is_refused_by_the_name_of_its_file() -> None:
    fake = MADE | {CHILDLINE: MADE[CHILDLINE].replace(b"0800 1111", b"0900 1111")}
    assert refused(fake) == f"A file was changed: {CHILDLINE}."


def test_a_missing_and_an_extra_file_are_named() -> None:
    less = {name: data for name, data in MADE.items() if name != CHILDLINE}
    assert refused(less) == f"A file is missing: {CHILDLINE}."
    more = MADE | {"bodies/uk.fake.toml": b"x"}
    assert "does not name: bodies/uk.fake.toml" in refused(more)


def test_an_ended_list_is_refused_with_its_day() -> None:
    assert "ended on 22 February 2027" in refused(MADE, today=date(2027, 2, 23))
    assert verify_release(MADE, TARA.keys(), today=date(2027, 2, 22))


def test_an_older_list_than_the_one_in_use_is_refused() -> None:
    used = check_seal(TARA.release(RECORDS, version=7), TARA.keys())
    with pytest.raises(DirectoryError, match=r"older \(version 1\) than the one in use .*7"):
        verify_release(MADE, TARA.keys(), today=TODAY, in_use=used)


def test_another_list_with_the_number_of_the_one_in_use_is_refused() -> None:
    used = check_seal(MADE, TARA.keys())
    twin = TARA.release(RECORDS, expires_on=date(2027, 1, 1))
    with pytest.raises(DirectoryError, match="but differs"):
        verify_release(twin, TARA.keys(), today=TODAY, in_use=used)
    assert verify_release(MADE, TARA.keys(), today=TODAY, in_use=used)


def test_a_signed_record_that_is_not_right_is_refused() -> None:
    bad = RECORDS | {CHILDLINE: RECORDS[CHILDLINE].replace(b"0800 1111", b"07700 900123")}
    said = refused(TARA.release(bad))
    assert said.startswith("A record is not right: uk.childline.toml")


def test_a_list_without_emergency_numbers_is_not_whole() -> None:
    less = {name: data for name, data in RECORDS.items() if not name.startswith("emergency/")}
    assert "It has no emergency" in refused(TARA.release(less))


@pytest.mark.parametrize("name", ["../x.toml", "/bodies/x.toml", "bodies/../x.toml", "bodies/x.py"])
def test_a_name_that_leads_elsewhere_is_refused(name: str) -> None:
    with pytest.raises(DirectoryError, match=r"release\.toml, files"):
        TARA.release(RECORDS | {name: b"x"})


@given(st.binary(max_size=400))
def test_no_bytes_of_a_signature_break_the_check(data: bytes) -> None:
    with pytest.raises(DirectoryError):
        check_seal(MADE | {SIGNATURE: data}, TARA.keys())


@given(st.binary(max_size=120))
def test_no_bytes_break_the_reading_of_keys_and_armour(data: bytes) -> None:
    for read in (public_key, without_armour, lambda held: strings(held, 2)):
        try:
            read(data)
        except ValueError:
            continue


# --- folders, zip files, keys ---------------------------------------------------------------------


def test_a_zip_file_is_read_like_a_folder(tmp_path: Path) -> None:
    path = tmp_path / "list.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as held:
        for name, data in MADE.items():
            held.writestr(name, data)
    assert verify_release(read_release(path), TARA.keys(), today=TODAY).key == "tara"


def test_a_zip_bomb_is_refused_before_it_fills_the_memory(tmp_path: Path) -> None:
    path = tmp_path / "list.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as held:
        held.writestr("bodies/uk.big.toml", b"\0" * 50_000_000)
    with pytest.raises(DirectoryError, match=r"too large: bodies/uk\.big\.toml"):
        read_release(path)


def test_a_link_in_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.toml").symlink_to("/etc/hostname")
    with pytest.raises(DirectoryError, match="A link lies in the release"):
        read_release(tmp_path)


def test_what_is_no_release_is_said_calmly(tmp_path: Path) -> None:
    (tmp_path / "list.zip").write_bytes(b"not a zip file")
    with pytest.raises(DirectoryError, match="cannot be read: BadZipFile"):
        read_release(tmp_path / "list.zip")
    with pytest.raises(DirectoryError, match="no release there"):
        read_release(tmp_path / "missing")


def test_a_private_key_among_the_keys_is_refused(tmp_path: Path) -> None:
    TARA.write_key(tmp_path)
    (tmp_path / "id").write_text("-----BEGIN OPENSSH PRIVATE KEY-----\n")
    with pytest.raises(DirectoryError, match="A private key lies among the public keys: id"):
        read_keys(tmp_path)


def test_an_empty_folder_and_another_kind_of_key_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DirectoryError, match="no key in that folder"):
        read_keys(tmp_path)
    (tmp_path / "old.pub").write_text("ssh-rsa AAAAB3NzaC1yc2E= old\n")
    with pytest.raises(DirectoryError, match=r"old\.pub is no Ed25519 public key"):
        read_keys(tmp_path)
