"""Recovery codes as people copy them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from upstander.preserve.recovery_code import groups, read_code, same_group, write_code


@given(st.binary(min_size=20, max_size=20))
def test_a_code_comes_back_however_it_is_typed(secret: bytes) -> None:
    code = write_code(secret)

    assert [len(group) for group in groups(code)] == [4] * 8
    assert not set(code) & set("ILOU")
    typed = code.lower().replace("-", " ").replace("0", "O").replace("1", "l")
    for text in (code, typed, typed.replace(" ", ""), f"  {code}\n", code.replace("-", " – ")):
        assert read_code(text) == secret


@given(st.text(max_size=60))
def test_other_text_is_no_code(text: str) -> None:
    found = read_code(text)

    assert found is None or len(found) == 20


def test_a_code_that_is_too_short_or_long_is_none() -> None:
    assert read_code("0" * 31) is None
    assert read_code("0" * 33) is None
    assert read_code("U" * 32) is None


def test_two_groups_can_be_asked_back() -> None:
    assert same_group(" dOl7 ", "D017")
    assert not same_group("D018", "D017")
