"""Turn the sheets of ``training/authored/sheets`` into rows, and the rows into JSON lines.

A sheet is the source, written by hand (format and labels: ``training/authored/GUIDE.md``); the
JSON lines are made from it and never edited. The same sheets always give the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import product
from pathlib import Path

from training.slots import SLOTS

HERE = Path(__file__).parent / "authored"
LABELS = (
    "insult", "hate", "threat", "sexual_harassment", "stalking", "coercive_control", "blackmail",
    "doxxing", "image_abuse", "self_harm_goading", "crime_goading", "grooming", "rumour",
    "exclusion", "impersonation", "fraud", "espionage", "gaming_abuse",
)  # fmt: skip
TWINS = frozenset(
    [
        "banter",
        "hyperbole",
        "lyric",
        "news",
        "quoting",
        "reporting",
        "help",
        "counter",
        "support",
        "service",
        "own_address",
        "game",
        "criticism",
        "negation",
        "ordinary",
    ]
)
FORMS = frozenset(["explicit", "veiled", "conditional", "polite", "sarcastic"])
CHANNELS = frozenset(["text", "group", "game", "mail", "post", "dm"])
AGES = frozenset(["teen", "young", "adult", "older"])
VARIETIES = frozenset(
    [
        "british",
        "american",
        "mle",
        "aae",
        "scottish",
        "irish",
        "welsh",
        "esl",
        "indian",
        "nigerian",
        "singlish",
        "australian",
    ]
)
ROWS_A_LINE = 3
ROWS_A_GROUP_LINE = 6
_CHOICE = re.compile(r"\{([^{}]*)\}")


class SheetError(ValueError):
    """A line of a sheet that cannot be read; the text names file, line and what to do."""


@dataclass(frozen=True)
class Voice:
    """Who writes, and where: holds until the sheet says otherwise."""

    slug: str = ""
    variety: str = "british"
    age: str = "adult"
    channel: str = "text"


@dataclass(frozen=True)
class Block:
    """What the lines under one ``=`` line are."""

    pair: str
    labels: tuple[str, ...] = ()
    severity: int = 0
    target: int = 0
    form: str = ""
    twin: str = ""
    urgency: tuple[str, ...] = ()


@dataclass(frozen=True)
class Line:
    """One message as typed, before its choices are made."""

    sheet: str
    number: int
    voice: Voice
    block: Block
    text: str = field(repr=False)


def read_sheet(path: Path) -> tuple[list[Line], list[str]]:
    """Read one sheet.

    Returns:
        Its lines, and a sentence for each line that cannot be read.
    """
    lines: list[Line] = []
    errors: list[str] = []
    voice, block, pair = Voice(), None, 0
    for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        text = raw.strip()
        try:
            if not text or text.startswith("#"):
                continue
            if text.startswith("@"):
                voice = _read_voice(voice, text)
            elif text.startswith("="):
                if not text.startswith("=-"):
                    pair += 1
                block = _read_block(text, f"{path.stem}.{pair}")
            elif block is None or not voice.slug:
                raise SheetError("a message before the first @voice and = line")
            else:
                _check_choices(text)
                lines.append(Line(path.stem, number, voice, block, _plain(text)))
        except SheetError as error:
            errors.append(f"{path.name}:{number}: {error}: {text[:60]!r}")
    return lines, errors


def _plain(text: str) -> str:
    return (text[1:] if text.startswith("\\") and not text.startswith("\\n") else text).replace(
        "\\n", "\n"
    )


def _read_voice(voice: Voice, text: str) -> Voice:
    name, _, value = text[1:].partition(" ")
    value = value.split("#")[0].strip().split(" ")[0]
    if name == "voice":
        return Voice(slug=_known(value, None, "voice"), channel=voice.channel)
    known = {"variety": VARIETIES, "age": AGES, "channel": CHANNELS}.get(name)
    if known is None:
        raise SheetError("unknown @ line (a message that starts with @ needs a \\ before it)")
    return replace(voice, **{name: _known(value, known, name)})


def _known(value: str, allowed: frozenset[str] | None, what: str) -> str:
    if not re.fullmatch(r"[a-z0-9_]+", value) or (allowed is not None and value not in allowed):
        raise SheetError(f"{value!r} is not a known {what}")
    return value


def _read_block(text: str, pair: str) -> Block:
    words = text[1:].split("#")[0].split()
    if not words:
        raise SheetError("no labels after = (use - for none)")
    labels = () if words[0] == "-" else tuple(words[0].split(","))
    for label in labels:
        _known(label, frozenset(LABELS), "label")
    given = {}
    for word in words[1:]:
        key, sign, value = word.partition("=")
        if not sign or key not in {"sev", "t", "form", "twin", "u"}:
            raise SheetError(f"{word!r} is not one of sev= t= form= twin= u=")
        given[key] = value
    return Block(
        pair=pair,
        labels=labels,
        severity=int(_known(given.get("sev", "2" if labels else "0"), frozenset("01234"), "sev")),
        target=int(_known(given.get("t", "0"), frozenset("01"), "t")),
        form=_known(given["form"], FORMS, "form") if "form" in given and labels else "",
        twin=_known(given["twin"], TWINS, "twin") if "twin" in given else "",
        urgency=_urgency(given.get("u", "")),
    )


def _urgency(text: str) -> tuple[str, ...]:
    signs = tuple(part for part in text.split(",") if part and part != "-")
    for sign in signs:
        if not re.fullmatch(r"U([1-9]|1\d|20)", sign):
            raise SheetError(f"{sign!r} is not a known u")
    return signs


def _check_choices(text: str) -> None:
    bare = _CHOICE.sub("", text)
    if "{" in bare or "}" in bare:
        raise SheetError("a { or } that does not pair (choices do not nest)")
    for inside in _CHOICE.findall(text):
        if "|" not in inside and inside not in SLOTS:
            raise SheetError(f"{{{inside}}} is neither a choice nor a known slot")


def _options(inside: str) -> tuple[str, ...]:
    return tuple(inside.split("|")) if "|" in inside else SLOTS[inside]


def texts_of(line: Line) -> list[str]:
    """Write out a line's choices: all of them, or a fixed few picked by its own digest."""
    parts = _CHOICE.split(line.text)
    if len(parts) == 1:
        return [line.text]
    choices = [_options(inside) for inside in parts[1::2]]
    wanted = ROWS_A_GROUP_LINE if "GROUP" in line.text else ROWS_A_LINE
    picks = _few(line.text, choices, wanted)
    return list(dict.fromkeys(_join(parts, pick) for pick in picks))


def _join(parts: list[str], pick: tuple[str, ...]) -> str:
    whole = "".join(fixed + chosen for fixed, chosen in zip(parts[::2], (*pick, ""), strict=True))
    return re.sub(r"  +", " ", whole).strip()


def _few(text: str, choices: list[tuple[str, ...]], wanted: int) -> list[tuple[str, ...]]:
    """Pick different combinations so that each alternative comes early where it can."""
    total = 1
    for options in choices:
        total *= len(options)
    if total <= wanted:
        return list(product(*choices))
    seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:6], "big")
    return [
        tuple(
            options[(seed // (7**place) + step) % len(options)]
            for place, options in enumerate(choices)
        )
        for step in range(wanted)
    ]


def rows_of(line: Line) -> Iterator[dict[str, object]]:
    """Give the rows of a line, as they are written to the JSON lines."""
    block, voice = line.block, line.voice
    for text in texts_of(line):
        row: dict[str, object] = {
            "text": text,
            "labels": sorted(block.labels),
            "severity": block.severity,
            "target": block.target,
            "urgency": list(block.urgency),
            "template": f"{line.sheet}:{line.number}",
            "pair": block.pair,
            "voice": voice.slug,
            "variety": voice.variety,
            "age": voice.age,
            "channel": voice.channel,
        }
        if block.form:
            row["form"] = block.form
        if block.twin:
            row["twin"] = block.twin
        yield row


def sheets() -> list[Path]:
    """List the sheets in a fixed order."""
    return sorted((HERE / "sheets").glob("*.txt"))


def expand(path: Path) -> bytes:
    """Give a sheet's JSON lines.

    Raises:
        SheetError: with every line that cannot be read.
    """
    lines, errors = read_sheet(path)
    if errors:
        raise SheetError("\n".join(errors))
    rows = (row for line in lines for row in rows_of(line))
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def main() -> int:
    """Write ``rows/<sheet>.jsonl`` for every sheet."""
    folder = HERE / "rows"
    folder.mkdir(exist_ok=True)
    total = 0
    for path in sheets():
        data = expand(path)
        (folder / f"{path.stem}.jsonl").write_bytes(data)
        total += data.count(b"\n")
    print(f"{total} rows from {len(sheets())} sheets")
    return 0


if __name__ == "__main__":
    sys.exit(main())
