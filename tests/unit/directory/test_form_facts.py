"""What a form rests on: dated lines, and law that is never more than a pointer for a place."""

from __future__ import annotations

import pytest

from upstander.directory.form_facts import LawPointer
from upstander.directory.records import Quality
from upstander.directory.shelf import shipped
from upstander.model.errors import DirectoryError

POINTER = LawPointer(
    text="An Act", places=("GB-ENG",), quality=Quality.IMPORTED, kinds=("stalking",), about="adult"
)


def test_a_line_for_one_place_is_not_said_in_another() -> None:
    record = shipped().form_facts("fraud-report")

    assert record.line("not-here", "GB-SCT").startswith("In Scotland")
    assert record.line("not-here", "GB-ENG") == ""
    assert record.line("bank-first") == "If money moved, ring the bank first."


@pytest.mark.parametrize(
    ("place", "kinds", "child", "concerns"),
    [
        ("GB-ENG", ("stalking",), False, True),
        ("", ("stalking",), False, False),
        ("GB", ("stalking",), False, False),
        ("GB-SCT", ("stalking",), False, False),
        ("GB-ENG", ("fraud",), False, False),
        ("GB-ENG", ("stalking",), True, False),
    ],
)
def test_a_pointer_fits_a_place_a_kind_and_whom_it_protects(
    place: str, kinds: tuple[str, ...], child: bool, concerns: bool
) -> None:
    assert POINTER.concerns(place, kinds, child) is concerns


def test_a_form_without_a_record_is_refused_by_name() -> None:
    with pytest.raises(DirectoryError, match="no-such-form"):
        shipped().form_facts("no-such-form")
