"""Say what a reader of a screenshot will miss, while it can still be had (needs S55).

Nothing is changed, sharpened or judged: a picture that was edited or cut stays as good as it is.
What stands on the picture is not read by the program, so the person is asked to look.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from upstander.application.add_original import refuse_unless_may_copy
from upstander.application.open_item import open_item
from upstander.application.services import Services
from upstander.directory.screens import screens
from upstander.model.actor import Actor
from upstander.model.evidence import Origin
from upstander.model.ids import ItemId

_PROGRAMS = ("software", "creatortool", "processingsoftware", "historysoftwareagent")


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing that is missing or odd, in words, and what can be done now."""

    slug: str  # date | address | account | edited | cut
    what: str
    ask: str


def check_screenshot(services: Services, *, actor: Actor, item: ItemId) -> tuple[Lack, ...]:
    """Give what is missing of a kept picture of a screen, by what was told and its own data.

    Raises:
        NotFound: no such file in sight.
        KeptLocked: it is someone else's, and stays locked.
        MustNotCopy: the case may hold a sexual picture of somebody under 18.
        IntakeError: the file could not be looked into.
    """
    kept = services.index.item(item)
    refuse_unless_may_copy(services, kept.case)
    with open_item(services, actor=actor, item=item) as stream:
        tags = services.isolation.tags(stream).tags
    return (*_not_told(kept.origin), *_in_the_file(tags))


def _not_told(origin: Origin) -> Iterator[Lack]:
    if not origin.captured_at:
        yield Lack(
            "date",
            "No day and time is written down for it.",
            "Write a note: when did you see it, and when did you take the picture?",
        )
    if not origin.url:
        yield Lack(
            "address",
            "No web address is written down for it.",
            "If it is still there, copy its full link as text and keep it in a note.",
        )
    if not origin.account:
        yield Lack(
            "account",
            "No account is written down for it.",
            "Write down the account name exactly, and the number or link of the profile.",
        )


def _in_the_file(tags: Sequence[tuple[str, str]]) -> Iterator[Lack]:
    known = screens()
    program = next(
        (value for tag, value in tags if tag.rpartition(":")[2].lower() in _PROGRAMS), ""
    )
    if program and not known.takes_screens(program):
        yield Lack(
            "edited",
            f"The file says that it was saved with {program}. So it may have been changed.",
            "Ask for the untouched picture, as it was taken. Keep this one too.",
        )
    size = dict(tags)
    width, height = size.get("File:ImageWidth", ""), size.get("File:ImageHeight", "")
    if width.isdigit() and height.isdigit() and not known.is_whole(int(width), int(height)):
        yield Lack(
            "cut",
            "It does not have the shape of a whole screen. So a part may be cut off.",
            "If there is a picture of the whole screen, add that one too.",
        )
