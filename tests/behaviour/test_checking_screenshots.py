"""Promises about a picture of a screen: what a reader will miss is said while it can be had."""

from __future__ import annotations

import io

import pytest
from PIL import Image, PngImagePlugin

from tests.fakes.cast import TARA, House
from upstander.application.add_original import Upload, add_original
from upstander.application.answer_case import answer_case
from upstander.application.check_screenshot import check_screenshot
from upstander.model.errors import MustNotCopy
from upstander.model.evidence import Case, Origin
from upstander.model.ids import ItemId

TOLD = Origin(
    method="screenshot",
    platform="Instagram",
    account="mr.okoro.real_",
    url="https://social.example.com/mr.okoro.real_",
    captured_at="2026-11-20 18:05",
)


def shot(size: tuple[int, int] = (540, 1170), program: str = "") -> bytes:
    words = PngImagePlugin.PngInfo()
    if program:
        words.add_text("Software", program)
    out = io.BytesIO()
    Image.new("RGB", size).save(out, "PNG", pnginfo=words)
    return out.getvalue()


def kept(home: House, case: Case, data: bytes, origin: Origin = TOLD) -> ItemId:
    upload = Upload("shot.png", io.BytesIO(data), origin)
    return add_original(home.services, actor=TARA, case=case.id, upload=upload).item.id


def lacks(home: House, item: ItemId) -> list[str]:
    return [each.slug for each in check_screenshot(home.services, actor=TARA, item=item)]


def test_a07_the_profile_has_no_date_no_address_and_no_account(home: House, case: Case) -> None:
    item = kept(home, case, shot(), Origin(method="screenshot"))

    assert lacks(home, item) == ["date", "address", "account"]


def test_a07_the_post_is_cut_and_saved_by_an_editor(home: House, case: Case) -> None:
    item = kept(home, case, shot((700, 310), "PaintApp 3"))

    edited, cut = check_screenshot(home.services, actor=TARA, item=item)
    assert (edited.slug, cut.slug) == ("edited", "cut")
    assert "PaintApp 3" in edited.what and "untouched picture" in edited.ask


@pytest.mark.parametrize(
    "size", [(540, 1170), (1170, 540), (1080, 1920), (1920, 1200), (768, 1024)]
)
def test_a_whole_screen_with_all_told_lacks_nothing(
    home: House, case: Case, size: tuple[int, int]
) -> None:
    assert lacks(home, kept(home, case, shot(size))) == []


@pytest.mark.parametrize("program", ["Android UP1A.231005", "Screenshot", "17.1.2", "ShareX 15"])
def test_what_only_takes_pictures_of_screens_is_no_editor(
    home: House, case: Case, program: str
) -> None:
    assert lacks(home, kept(home, case, shot(program=program))) == []


def test_the_kept_picture_stays_as_it_is(home: House, case: Case) -> None:
    item = kept(home, case, shot((700, 310), "PaintApp 3"))
    before = home.services.index.item(item).digest

    lacks(home, item)

    assert home.services.index.item(item).digest == before


def test_no_picture_is_opened_where_one_may_be_of_a_young_person(home: House, case: Case) -> None:
    item = kept(home, case, shot())
    answer_case(home.services, actor=TARA, case=case.id, under18="unsure")

    with pytest.raises(MustNotCopy):
        lacks(home, item)


def test_a_broken_picture_is_no_fault(home: House, case: Case) -> None:
    assert lacks(home, kept(home, case, b"\x89PNG\r\n\x1a\n broken")) == []
