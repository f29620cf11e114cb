"""What files say about themselves: program, device, times. Names and places are left out.

The names of tags are those of Exif, XMP and PDF as ExifTool writes them. A tag that may hold a
person's name (author, artist, owner, host computer) or a place is never made a lead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from upstander.directory.lead_notes import lead_note
from upstander.model.lead import Lead, Strength
from upstander.trace.leads._interface import Page

_SORTS = {
    "program": ("software", "creatortool", "producer", "application", "processingsoftware",
                "historysoftwareagent", "encoder", "writingapp"),
    "device": ("make", "model", "devicemodelname", "devicemanufacturer", "lensmodel",
               "cameramodelname", "androidmanufacturer", "androidmodel"),
    "number": ("serialnumber", "bodyserialnumber", "internalserialnumber", "lensserialnumber",
               "cameraserialnumber"),
    "time": ("datetimeoriginal", "createdate", "datetimedigitized", "datetime", "modifydate",
             "creationdate", "moddate", "creationtime", "metadatadate", "datecreated",
             "offsettimeoriginal", "offsettime"),
}  # fmt: skip
_SORT_OF = {tag: sort for sort, tags in _SORTS.items() for tag in tags}
_STAMP = re.compile(
    r"(?<!\d)(?P<y>20[0-4]\d)[-_.]?(?P<m>0[1-9]|1[0-2])[-_.]?(?P<d>0[1-9]|[12]\d|3[01])"
    r"(?:[-_ T]{1,2}(?:at )?(?:WA\d{4}|(?P<H>[01]\d|2[0-3])[-_.:]?(?P<M>[0-5]\d)"
    r"(?:[-_.:]?(?P<S>[0-5]\d))?))?(?!\d)"
)


def file_leads(
    tags: Iterable[tuple[str, str]], *, source: str, where: str = "file"
) -> tuple[Lead, ...]:
    """The leads of what a file says about itself, from its tags and their values as read.

    They are shown only when the person asks (``asked_only``). Never raises.
    """
    return tuple(_tag_leads(tags, source, where))


def _tag_leads(tags: Iterable[tuple[str, str]], source: str, where: str) -> Iterator[Lead]:
    for tag, value in tags:
        name = re.split(r"[:/.]", tag)[-1]
        sort = _SORT_OF.get(re.sub(r"[^a-z]", "", name.lower()))
        if sort and value.strip():
            notes = lead_note("file", sort), lead_note("file", "asked-only")
            page = Page(value, source, f"{where}, {tag}")
            lead = page.lead("file-metadata", 0, len(value), why="", notes=notes)
            yield replace(lead, asked_only=True)


def name_leads(name: str, *, source: str, where: str) -> Iterator[Lead]:
    """The date in the name of a file, as cameras and apps write it; worked out from the name."""
    match = _STAMP.search(name)
    if match is None:
        return
    day = f"{match['y']}-{match['m']}-{match['d']}"
    time = f" {match['H']}:{match['M']}" if match["H"] else ""
    note = lead_note("file", "name-time", time=day + time)
    page = Page(name, source, where)
    lead = page.lead(
        "file-metadata", 0, len(name), strength=Strength.INFERRED, plain=day + time, notes=(note,)
    )
    yield replace(lead, asked_only=True)
