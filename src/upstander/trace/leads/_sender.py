"""What a phone showed as the caller or the sender of a text: a number, hidden, a word, short."""

from __future__ import annotations

from upstander.directory.lead_notes import lead_note
from upstander.language.phone_number import LIKELY_REGION, read_caller
from upstander.model.lead import Lead
from upstander.trace.leads._interface import Page
from upstander.trace.leads._phone_notes import phone_notes


def sender_lead(
    written: str,
    *,
    source: str,
    where: str = "sender, as shown",
    is_text: bool = False,
    region: str = LIKELY_REGION,
) -> Lead | None:
    """The lead of one caller or sender field; ``None`` where it tells nothing.

    ``is_text``: it is the sender of a text message, where a word may stand for a number. In a
    call log a word is the name of a contact, and a name is no lead.
    """
    caller = read_caller(written, region)
    page = Page(written, source, where)
    shown = lead_note("phone", "shown-by-phone")
    end = len(written)
    if caller.sort == "number" and caller.number:
        notes = (shown, *phone_notes(caller.number))
        return page.lead("phone", 0, end, plain=caller.number.e164, notes=notes)
    if caller.sort == "short":
        notes = (shown, lead_note("phone", "short"))
        return page.lead("short-number", 0, end, kind="phone", notes=notes)
    if caller.sort == "hidden":
        return page.lead("withheld-number", 0, end)
    if caller.sort == "letters" and is_text:
        return page.lead("alphanumeric-sender", 0, end)
    return None
