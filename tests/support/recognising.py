"""``upstander recognise`` in this process, with what it printed; and whether the model is here."""

from __future__ import annotations

import argparse
import io
import json
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

from upstander.cli.commands.recognise import PLUGIN
from upstander.cli.terminal import Terminal
from upstander.recognise.classifier import FOLDER

Record = dict[str, Any]

needs_model = pytest.mark.skipif(
    not (FOLDER / "manifest.json").exists(),
    reason="needs the classifier (src/upstander/data/model), which is not on this machine",
)
"""For what only the classifier can notice; all else has to hold with and without it."""


@dataclass(frozen=True)
class Looked:
    """What came out."""

    status: int
    out: str
    err: str

    @cached_property
    def records(self) -> list[Record]:
        """All lines, the summary among them."""
        return [json.loads(line) for line in self.out.splitlines()]

    @cached_property
    def items(self) -> list[Record]:
        """The line of each message."""
        return self.records[:-1]

    @cached_property
    def summary(self) -> Record:
        """The last line."""
        last = self.records[-1]
        assert last["type"] == "summary"
        return last

    def patterns(self, slug: str) -> list[Record]:
        """The patterns of one name."""
        return [each for each in self.summary["patterns"] if each["pattern"] == slug]


class _Handed:
    """Standard input with these bytes."""

    def __init__(self, data: bytes) -> None:
        self.buffer = io.BufferedReader(io.BytesIO(data))

    def isatty(self) -> bool:
        return False


def look(*arguments: str | Path, given: bytes | str = b"") -> Looked:
    """Run the command; ``given`` is handed in where no path is."""
    parser = argparse.ArgumentParser()
    PLUGIN.arguments(parser)
    options = parser.parse_args([str(each) for each in arguments])
    out, err = io.StringIO(), io.StringIO()
    data = given.encode("utf-8", "surrogatepass") if isinstance(given, str) else given
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", _Handed(data))
        status = PLUGIN.run(options, Terminal(out, err))
    return Looked(status, out.getvalue(), err.getvalue())


def lines(*records: object) -> str:
    """JSON lines; a text stands as it is."""
    return "".join((each if isinstance(each, str) else json.dumps(each)) + "\n" for each in records)


def rules(item: Record) -> set[str]:
    """The rules that noticed something."""
    return {sign["rule"] for sign in item["signs"]}


def quotes(item: Record, rule: str) -> list[str]:
    """The words a rule quotes, or the rules of a family (``lure.``)."""
    family = rule.endswith(".")
    return [
        sign["quote"]
        for sign in item["signs"]
        if sign["rule"] == rule or (family and sign["rule"].startswith(rule))
    ]


# --- what holds for every scenario

ACCUSING = ("stalker", "groomer", "predator", "criminal", "offender", "bully ", "guilty", "liar")
PROMISING = ("is safe", "low risk", "no risk", "harmless.", "%", "score")


def says_nothing_it_must_not(shown: str) -> None:
    """No accusation, no promise, no score; help stands in it."""
    low = shown.lower()
    assert [word for word in (*ACCUSING, *PROMISING) if word in low] == []
    assert "call 999" in low


def every_sign_is_explained(done: Looked) -> None:
    """Each sign quotes words and names its rule, reason and source."""
    signs = [sign for item in done.items for sign in item["signs"]]
    assert all(sign["rule"] and sign["why"] and sign["source"] for sign in signs)
    assert all(sign["quote"] for sign in signs if sign["end"] > sign["start"])
