"""Show every line that would go into a pack, in plain words, before anything is made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from upstander.language.shown_time import in_zone
from upstander.model.entry import Entry
from upstander.preserve.pack.contents import MARK, Exhibit, PackRequest
from upstander.preserve.pack.layout import original_path
from upstander.preserve.pack.sentences import entry_sentence
from upstander.preserve.pack.transcript import note_fields, transcript


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """One line of text that goes into the pack, and the exhibit or entry that it belongs to."""

    where: str
    when: str
    who: str
    text: str


@dataclass(frozen=True, slots=True)
class PackPreview:
    """What goes, what is left out, what stays here."""

    pack_id: str
    mark: str
    exhibits: tuple[PreviewLine, ...]
    texts: tuple[PreviewLine, ...]
    entries: tuple[PreviewLine, ...]
    page_one: tuple[PreviewLine, ...]
    identifiers_note: str
    omissions: tuple[str, ...]
    stays: tuple[str, ...]

    @property
    def lines(self) -> int:
        """How many lines there are to look at."""
        return len(self.exhibits) + len(self.texts) + len(self.entries) + len(self.page_one)


def preview_pack(request: PackRequest) -> PackPreview:
    """List everything that :func:`build_pack` would put in for the same request."""
    return PackPreview(
        pack_id=request.pack_id,
        mark=MARK,
        exhibits=tuple(_exhibit(number, each) for number, each in request.numbered()),
        texts=tuple(_texts(request)),
        entries=tuple(_entry(entry, request.zone) for entry in request.entries),
        page_one=tuple(_page_one(request)),
        identifiers_note="Every name, number, handle and address shown in these exhibits also"
        " goes into a list of its own (data/identifiers.csv).",
        omissions=tuple(_omissions(request)),
        stays=tuple(_stays(request)),
    )


def _exhibit(number: str, exhibit: Exhibit) -> PreviewLine:
    item = exhibit.item
    copy = (
        f"the whole file goes, byte for byte, as {original_path(number, exhibit)}"
        if exhibit.has_original
        else "only the words go; there is no file"
    )
    hidden = " It may hold more than what is shown here." if exhibit.has_original else ""
    text = f"{item.name or item.kind.value}: {copy}. Grade {item.grade.value}.{hidden}"
    return PreviewLine(number, "", "", text)


def _texts(request: PackRequest) -> Iterator[PreviewLine]:
    for number, exhibit in request.numbered():
        for title, text in note_fields(exhibit):
            yield PreviewLine(number, "", title, text)
        for row in transcript(number, exhibit, request.zone):
            words = row.gap or "\n".join([row.text, *row.remarks])
            yield PreviewLine(row.number, row.when.local, row.who, words)
        if request.include_witnesses:
            for witness in exhibit.witnesses:
                words = "; ".join(part for part in (witness.contact, witness.saw) if part)
                yield PreviewLine(number, "", f"Witness: {witness.name}", words)


def _entry(entry: Entry, zone: str) -> PreviewLine:
    return PreviewLine(
        f"entry {entry.seq}", in_zone(entry.at, zone), entry.actor.role.value, entry_sentence(entry)
    )


def _page_one(request: PackRequest) -> Iterator[PreviewLine]:
    said = request.page_one
    for title, text in (
        ("Made by", request.producer),
        ("Who is at risk, and where now", said.at_risk_now),
        ("What happened", said.what_happened),
        ("The worst, in its own words", said.worst),
        ("What was done so far", said.done_so_far),
        ("What is missing or unsure", said.missing),
    ):
        if text:
            yield PreviewLine("page 1", "", title, text)


def _omissions(request: PackRequest) -> Iterator[str]:
    for number, exhibit in request.numbered():
        if exhibit.omitted:
            yield (
                f"{number}: {exhibit.omitted:,} of {exhibit.total:,} messages are left out of the"
                " transcript. Each place is marked."
            )
            if exhibit.has_original:
                yield f"{number}: the file itself still holds the messages that were left out."


def _stays(request: PackRequest) -> Iterator[str]:
    yield "Private safety notes. They can never go into a pack."
    hidden = request.head.length - len(request.entries)
    yield (
        f"{hidden:,} of {request.head.length:,} entries of your record stay here. Only a code for"
        " each goes, which says nothing about what is in it, but shows how many there are."
    )
    if any(exhibit.witnesses for exhibit in request.exhibits) and not request.include_witnesses:
        yield "The sheet with witnesses and how to reach them."
    yield "Plans, answers, reports to others, helpers and keys."
