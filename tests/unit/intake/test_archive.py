"""Archives made by strangers: what is refused, by name, and what goes on."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upstander.intake._names import safe_name
from upstander.intake.archive import Archive, ArchiveLimits, list_members, read_member
from upstander.model.errors import IntakeError, LimitExceeded, NotFound


def zipped(*members: tuple[str, bytes], mode: int = 0) -> io.BytesIO:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = mode << 16
            archive.writestr(info, data)
    return kept


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("../../x", "leads out"),
        ("a/../../x", "leads out"),
        ("..\\x", "leads out"),
        ("/etc/x", "absolute"),
        ("C:\\x", "absolute"),
        ("C:x", "absolute"),
        ("a/" * 20 + "x", "too deep"),
    ],
)
def test_a_name_that_leads_elsewhere_is_refused_and_the_rest_goes_on(
    name: str, reason: str
) -> None:
    listing = list_members(zipped((name, b"bad"), ("good.txt", b"good")))
    assert [each.name for each in listing.members] == ["good.txt"]
    assert [each.name for each in listing.refused] == [name]
    assert reason in listing.refused[0].reason


def test_a_link_is_refused() -> None:
    listing = list_members(zipped(("link", b"/etc/passwd"), mode=stat.S_IFLNK | 0o777))
    assert not listing.members and "link" in listing.refused[0].reason


def test_two_names_that_differ_only_in_case_keep_the_first() -> None:
    listing = list_members(zipped(("Photo.jpg", b"1"), ("PHOTO.JPG", b"2")))
    assert [each.name for each in listing.members] == ["Photo.jpg"]
    assert "same name" in listing.refused[0].reason


def test_a_bomb_is_refused_but_a_small_text_of_one_letter_is_not() -> None:
    listing = list_members(zipped(("bomb", bytes(8 << 20)), ("dull.txt", b"a" * 900_000)))
    assert [each.name for each in listing.members] == ["dull.txt"]
    assert "bomb" in listing.refused[0].reason


def test_the_sum_of_all_members_is_limited() -> None:
    limits = ArchiveLimits(total_bytes=10)
    listing = list_members(zipped(("a", b"12345678"), ("b", b"12345678")), limits)
    assert [each.name for each in listing.members] == ["a"]
    assert listing.refused[0].name == "b"


def test_too_many_members_are_refused_before_they_are_listed() -> None:
    with pytest.raises(LimitExceeded):
        list_members(zipped(*((str(n), b"") for n in range(30))), ArchiveLimits(entries=29))


def test_members_that_share_bytes_are_refused() -> None:
    raw = bytearray(zipped(("a", b"x" * 50), ("b", b"y" * 50)).getvalue())
    second = raw.rfind(b"PK\x01\x02")
    struct.pack_into("<I", raw, second + 42, 0)  # the second now points at the first
    listing = list_members(io.BytesIO(bytes(raw)))
    assert any("shares bytes" in each.reason for each in listing.refused)


def test_a_name_in_utf8_without_the_flag_is_read_as_meant() -> None:
    raw = zipped(("Tr00ll.txt", b"hi")).getvalue().replace(b"Tr00ll.txt", "Tröll.txt".encode())
    member = list_members(io.BytesIO(raw)).members[0]
    assert (member.name, member.safe_name) == ("Tröll.txt", "Troll.txt")


def test_a_truncated_archive_says_so() -> None:
    raw = zipped(("a", b"x" * 5000)).getvalue()
    with pytest.raises(IntakeError, match="damaged or cut"):
        list_members(io.BytesIO(raw[:-30]))


def test_a_damaged_member_is_told_and_not_half_believed() -> None:
    raw = bytearray(zipped(("a.txt", bytes(range(256)) * 40)).getvalue())
    raw[60] ^= 0xFF
    with pytest.raises(IntakeError):
        read_member(io.BytesIO(bytes(raw)), "a.txt")


def test_a_member_is_found_by_either_name_and_nothing_else() -> None:
    archive = Archive(zipped(("fotos/Tröll.jpg", b"jpeg")))
    assert archive.read(archive.listing.find("Troll.jpg")) == b"jpeg"
    assert archive.read(archive.listing.find("fotos/Tröll.jpg")) == b"jpeg"
    with pytest.raises(NotFound):
        archive.listing.find("../Tröll.jpg")


@given(st.lists(st.text(max_size=300), max_size=30))
def test_safe_names_are_ascii_flat_short_and_unique(names: list[str]) -> None:
    taken: dict[str, int] = {}
    made = [safe_name(name, taken) for name in names]
    assert len({each.casefold() for each in made}) == len(names)
    for each in made:
        assert each.isascii() and each.isprintable() and 0 < len(each) <= 110
        assert not set(each) & set('/\\:*?"<>|') and each not in (".", "..")


@pytest.mark.parametrize("name", ["CON", "con.txt", "LPT1.jpg", "nul"])
def test_reserved_names_are_made_harmless(name: str) -> None:
    assert safe_name(name, {}) == "_" + name


@given(st.binary(max_size=2000))
def test_random_bytes_never_crash_the_listing(data: bytes) -> None:
    end = b"PK\x05\x06" + data[:18].ljust(18, b"\0")
    with suppress(IntakeError):
        list_members(io.BytesIO(b"PK\x03\x04" + data + end))
