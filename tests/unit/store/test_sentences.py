"""Every act has one plain sentence."""

from __future__ import annotations

import pytest

from upstander.model.entry import Act
from upstander.store.sentences import sentence


@pytest.mark.parametrize("act", list(Act))
def test_every_act_has_a_sentence(act: Act) -> None:
    said = sentence(act, {}, "")

    assert said.endswith(".")
    assert "{" not in said


def test_a_name_cannot_change_the_form_of_a_sentence() -> None:
    said = sentence(Act.EXHIBIT_ASSIGN, {"exhibit": "TR-001"}, "{exhibit} {name}")

    assert said == "{exhibit} {name} was given the number TR-001."
