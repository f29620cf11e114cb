"""What files say about themselves is read as it stands, and no odd file is a fault."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.files_that_say import XMP, box, film, letter, pdf, phone_photo, photo, png
from upstander.model.file_says import LookedInto
from upstander.picture._xml_words import xml_words
from upstander.picture.file_tags import file_tags
from upstander.picture.sniff import describes_itself, sniff


def said(data: bytes) -> dict[str, str]:
    return dict(file_tags(io.BytesIO(data)).tags)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_tells_program_device_and_time(kind: str) -> None:
    tags = said(photo(kind))

    assert (tags["Image:Software"], tags["Image:Model"]) == ("PaintApp 3", "C-20")
    assert tags["EXIF:DateTimeOriginal"] == "2026:11:17 08:30:00"


def test_a_photo_of_a_phone_in_boxes_tells_the_same() -> None:
    tags = said(phone_photo())

    assert (tags["Image:Software"], tags["Image:Make"]) == ("PaintApp 3", "Camwell")
    assert tags["EXIF:DateTimeOriginal"] == "2026:11:17 08:30:00"


def test_a_scan_tells_its_program() -> None:
    assert said(photo("TIFF"))["Image:Software"] == "PaintApp 3"


@pytest.mark.parametrize("data", [photo(), phone_photo(), film()])
def test_a_place_is_not_even_read(data: bytes) -> None:
    assert not any("51" in value or "30/1" in value for value in said(data).values())


def test_xmp_tells_its_program_in_both_ways_of_writing() -> None:
    tags = said(photo(xmp=XMP))

    assert tags["XMP:CreatorTool"] == "PaintApp 3"
    assert tags["XMP:CreateDate"] == "2026-11-17T08:30:00Z"
    assert "Kieran" not in [value for tag, value in tags.items() if tag.startswith("XMP")]


def test_the_text_in_a_png_is_read() -> None:
    tags = said(png(Software="PaintApp 3", Creation_Time="17 Nov 2026", Kieran_Smith="x"))

    assert tags["Text:Software"] == "PaintApp 3"
    assert tags["Text:CreationTime"] == "17 Nov 2026"
    assert not any("Kieran" in tag for tag in tags)  # a keyword is free text


def test_a_paper_tells_its_programs_and_not_its_author() -> None:
    tags = said(pdf())

    assert (tags["PDF:Producer"], tags["PDF:CreatorTool"]) == ("PaperMill 9", "WordSmith")
    assert tags["PDF:CreationDate"] == "D:20261117083000Z"
    assert "Kieran" not in tags.values()


def test_the_xmp_of_a_paper_is_read_too() -> None:
    assert said(pdf(xmp=XMP))["XMP:CreatorTool"] == "PaintApp 3"


def test_an_office_document_tells_its_program_and_not_its_author() -> None:
    tags = said(letter())

    assert tags["Office:Application"] == "WordSmith"
    assert tags["Office:CreateDate"] == "2026-11-17T08:30:00Z"
    assert "Kieran" not in tags.values()


@pytest.mark.parametrize("quick", [True, False])
def test_a_film_tells_device_and_time_and_no_place(quick: bool) -> None:
    tags = said(film(quick=quick))

    assert tags == {
        "QuickTime:CreateDate": "2026-11-17 00:00:00",
        "QuickTime:Make": "Camwell",
    }


def test_a_film_with_boxes_that_lie_about_their_length_says_nothing() -> None:
    lying = box(b"ftyp", b"isom") + b"\xff\xff\xff\xffmdat" + bytes(50)

    assert said(lying) == {}


@pytest.mark.parametrize(
    "data", [b"", b"words", bytes(900), b"\xff\xd8\xff", b"%PDF-1.7\n", b"PK\3\4"]
)
def test_a_file_that_says_nothing_gives_nothing(data: bytes) -> None:
    assert said(data) == {}


def test_marks_that_steer_a_screen_are_left_out() -> None:
    assert said(png(Software="a\x1b[2J\u202eb"))["Text:Software"] == "a[2Jb"


def test_how_far_it_was_looked_into_is_said() -> None:
    assert file_tags(io.BytesIO(photo())).looked is LookedInto.READ
    assert file_tags(io.BytesIO(b"%PDF-1.7\n")).looked is LookedInto.BROKEN
    assert file_tags(io.BytesIO(b"8BPS" + bytes(60))).looked is LookedInto.UNKNOWN


def test_a_paper_of_word_is_known_though_its_first_part_is_padded() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(letter())) as made, zipfile.ZipFile(out, "w") as padded:
        for name in made.namelist():
            info = zipfile.ZipInfo(name)
            if name.startswith("[Content"):
                info.extra = struct.pack("<HH", 0xA220, 600) + bytes(600)
            padded.writestr(info, made.read(name))

    assert said(out.getvalue())["Office:Application"] == "WordSmith"


@pytest.mark.parametrize("length", [0, 1, 7, 15])
def test_boxes_of_a_photo_that_lie_end_the_look(length: int) -> None:
    kind = box(b"ftyp", b"heic", bytes(4))

    assert said(kind + struct.pack(">I4sQ", 1, b"meta", length) + bytes(40)) == {}


def test_places_without_end_are_no_work() -> None:
    entry = box(b"infe", bytes([2, 0, 0, 0]), struct.pack(">HH4s", 9999, 0, b"Exif"), b"\0")
    names = box(b"iinf", bytes(4), struct.pack(">H", 1), entry)
    pieces = struct.pack(">HHH", 1, 0, 65535) * 65535
    places = box(b"iloc", bytes(6), struct.pack(">H", 65535), pieces)

    assert said(box(b"ftyp", b"heic", bytes(4)) + box(b"meta", bytes(4), names, places)) == {}


def test_xml_full_of_space_is_read_in_one_go() -> None:
    bomb = "<Application>" + " " * 900_000

    assert list(xml_words(bomb.encode(), {"Application": "x"})) == []


_FILES = (
    photo(xmp=XMP),
    photo("PNG"),
    photo("WEBP"),
    png(Software="x"),
    pdf(xmp=XMP),
    letter(),
    film(),
    phone_photo(),
)


@given(
    st.sampled_from(_FILES),
    st.lists(st.tuples(st.integers(0, 1 << 16), st.integers(0, 255)), max_size=12),
    st.integers(0, 1 << 16),
)
def test_a_broken_file_is_no_fault(data: bytes, changes: list[tuple[int, int]], cut: int) -> None:
    broken = bytearray(data)
    for at, value in changes:
        broken[at % len(broken)] = value

    says = file_tags(io.BytesIO(bytes(broken[: cut % len(broken)])))

    assert all(tag and value.isprintable() for tag, value in says.tags)


def test_the_kinds_that_can_say_something_are_known_by_their_first_bytes() -> None:
    assert all(describes_itself(sniff(each[:512])) for each in _FILES)
    assert not any(map(describes_itself, ("text/plain", "image/svg+xml", "image/x-icon")))
