"""The judgement of growth itself: it has to see squares, on any machine, and let lines pass."""

import pytest

from tests.support.growth import assert_in_proportion


def test_work_that_grows_with_the_square_of_its_input_is_refused() -> None:
    with pytest.raises(AssertionError, match="an eighth of it"):
        assert_in_proportion(lambda size: sum(range(size * size)), 5000)


def test_work_that_grows_with_its_input_passes() -> None:
    assert_in_proportion(lambda size: sum(range(size * 1000)), 5000)


def test_too_little_work_to_tell_apart_passes() -> None:
    assert_in_proportion(lambda size: sum(range(size * size)), 200)
