"""A house of fakes with one open case for every behaviour test."""

from __future__ import annotations

import pytest

from tests.fakes.cast import TARA, House, house
from tests.fakes.network import Network
from tests.support.looking_up import answering
from upstander.application.answer_case import answer_case
from upstander.application.start_case import start_case
from upstander.model.evidence import Case


@pytest.fixture
def home() -> House:
    return house()


@pytest.fixture
def case(home: House) -> Case:
    """A case whose under-18 question is answered with no."""
    opened = start_case(home.services, actor=TARA, title="The spare key")
    return answer_case(home.services, actor=TARA, case=opened.id, under18="no")


@pytest.fixture
def network() -> Network:
    """Registers in memory that know one number and one name."""
    return answering()
