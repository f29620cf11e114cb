"""What one row says: the sender, the words, and what the service's own phrases mean."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from upstander.intake._names import safe_name
from upstander.intake.sources._whatsapp_phrases import phrases, system_action
from upstander.language.marks import plain
from upstander.model.message import (
    Attachment,
    AttachmentState,
    Call,
    Edit,
    MessageKind,
    MessageState,
    Party,
    SystemEvent,
)
from upstander.model.quick import quick

_LRM = "\u200e"
_PHRASE_LENGTH = 2_000
_PHONE = re.compile(r"\+?[\d\s().\u2011-]{6,24}\Z")
_MENTION = re.compile("@\u2068([^\u2069\n]{1,100})\u2069")
_URL = re.compile(r"https?://\S+")
_MEDIA_NAME = re.compile(r"[^\n/\\]{1,200}\.[A-Za-z0-9]{1,6}\Z")
_STATES = {
    "deleted_by_sender": MessageState.DELETED_BY_SENDER,
    "deleted_by_self": MessageState.DELETED_BY_SENDER,
    "deleted_by_admin": MessageState.DELETED_BY_ADMIN,
    "expired": MessageState.EXPIRED,
}
_UNMARKED = frozenset({"omitted", "states", "view_once"})


@dataclass(frozen=True, slots=True)
class Speech:
    """The meaning of the words of one row."""

    kind: MessageKind = MessageKind.MESSAGE
    state: MessageState = MessageState.CURRENT
    text: str | None = None  # only where the words to show differ from the words as written
    attachments: tuple[Attachment, ...] = ()
    call: Call | None = None
    system: SystemEvent | None = None
    edits: tuple[Edit, ...] = ()
    mentions: tuple[str, ...] = ()
    location: str | None = None
    poll: str | None = None
    contact_card: str | None = None
    by_self: bool = False  # only the person who exported sees this phrase
    stranger: bool = False  # looks like the service's own words, but is in no list


ORDINARY = Speech()
_attachment = quick(Attachment)


def party(written: str) -> Party:
    """Make a party from a name as written; nobody is merged with anybody."""
    name = plain(written)
    if _PHONE.match(name):
        digits = re.sub(r"\D", "", name)
        normalised = f"+{digits}" if name.startswith("+") else ""
        return Party(written, name, "phone", normalised)
    return Party(written, name)


def speech(text: str) -> Speech:
    """Understand the words of a row with a sender."""
    if text.isprintable():  # one line without any mark, as most are
        return _plain_line(text)
    marked = _LRM in text
    if marked and text[-1:] == ">" and (found := _attached(text, marked)) is not None:
        return found
    if marked or len(text) <= phrases().longest:
        told = marked and text.lstrip("\ufeff\u200f").startswith(_LRM)
        found = _whole(plain(text), told) if len(text) <= _PHRASE_LENGTH else None
        if found is not None:
            return found
    if marked or text[:1] == "<" or ")" in text:
        found = _attached(text, marked)
        if found is not None:
            return found
    return _ordinary(text, marked)


def _plain_line(text: str) -> Speech:
    exact = phrases().exact
    if text in exact or (", " in text and text.partition(", ")[0] in exact):
        found = _whole(text.strip(), told=False)
        if found is not None:
            return found
    if text[:1] == "<" or text[-1:] == ")":
        found = _attached(text, marked=False)
        if found is not None:
            return found
    if text[-1:] == ">" or "https://maps.google.com/" in text:
        return _ordinary(text, marked=False)
    return ORDINARY


def system_line(text: str) -> Speech:
    """Understand a row that no person wrote."""
    words = plain(text)
    exact = phrases().exact.get(words)
    if exact and exact[0] == "calls":
        return Speech(kind=MessageKind.CALL, call=_call(exact[1]))
    found = system_action(words)
    if found is None:
        return Speech(kind=MessageKind.SYSTEM, system=SystemEvent("unknown"))
    return Speech(kind=MessageKind.SYSTEM, system=_event(found[0], dict(found[1])))


def quotes_a_name(candidate: str) -> bool:
    """Say whether words before a colon are the begin of a system line that quotes a name."""
    return any(stem in candidate for stem in phrases().quoting)


def _event(action: str, words: dict[str, str]) -> SystemEvent:
    target = words.get("target")
    return SystemEvent(
        action,
        words.get("name"),
        (target,) if target else (),
        words.get("old"),
        words.get("new"),
    )


def _whole(words: str, told: bool) -> Speech | None:
    """Look the whole text up. ``told``: it begins with the mark the service puts before its words.

    Without that mark only phrases count that nobody types by chance: "You left" may be a person's.
    """
    known = phrases()
    exact = known.exact.get(words)
    if exact is not None and (told or exact[0] in _UNMARKED or exact[1].endswith("_missed")):
        return _meaning(*exact, words, {})
    if not told:
        return _call_line(words) if ", " in words else None
    for family in ("states", "calls"):
        found = known.match(family, words)
        if found:
            return _meaning(family, found[0], words, found[1])
    action = system_action(words)
    if action:
        return Speech(kind=MessageKind.SYSTEM, system=_event(action[0], dict(action[1])))
    return None


def _call_line(words: str) -> Speech | None:
    """Android writes missed calls without any mark, with a name or a number of people after."""
    if len(words) > 60 or "\n" in words:
        return None
    head, _, tail = words.partition(", ")
    exact = phrases().exact.get(head) if tail else None
    if exact and exact[0] == "calls" and exact[1].endswith("_missed"):
        return Speech(kind=MessageKind.CALL, call=_call(exact[1]))
    return None


def _meaning(family: str, meaning: str, words: str, found: dict[str, str]) -> Speech | None:
    if family == "omitted":
        return Speech(attachments=(_left_out(meaning, words),))
    if family == "states":
        return Speech(state=_STATES[meaning], by_self=meaning == "deleted_by_self")
    if family == "calls":
        return Speech(kind=MessageKind.CALL, call=_call(meaning))
    if family == "view_once":
        return Speech(attachments=(replace(_left_out("any", words), view_once=True),))
    if family == "system":
        return Speech(kind=MessageKind.SYSTEM, system=_event(meaning, found))
    return None


def _call(meaning: str) -> Call:
    medium, _, result = meaning.partition("_")
    return Call(medium, result)


def _left_out(meaning: str, written: str) -> Attachment:
    declared = None if meaning == "any" else meaning
    return _attachment(
        written, safe_name(written, {}), AttachmentState.OMITTED_BY_EXPORT, declared_type=declared
    )


def _attached(text: str, marked: bool) -> Speech | None:
    """Find ``<attached: file>`` at the end or ``file (file attached)`` in the first line."""
    first, _, caption = text.partition("\n")
    words = plain(first)
    if words.endswith(")"):
        for ending in phrases().attached_after:
            name = words[: -len(ending)].strip()
            if words.endswith(ending) and _MEDIA_NAME.match(name):
                return _with_file(name, caption)
    if not marked and words[:1] != "<":
        return None
    return _wrapped(words, caption) or _left_out_after(words, caption)


def _wrapped(words: str, caption: str) -> Speech | None:
    for before, after in phrases().attached_wrapped:
        at = words.rfind(before)
        if at >= 0 and words.endswith(after) and len(words) > at + len(before) + len(after):
            name = words[at + len(before) : len(words) - len(after)].strip()
            said = "\n".join(part for part in (words[:at].strip(), caption) if part)
            return _with_file(name, said)
    return None


def _left_out_after(words: str, caption: str) -> Speech | None:
    """``Some file.txt document omitted`` and ``<Media omitted>`` with a caption below."""
    for phrase, meaning in phrases().omitted.items():
        if words == phrase and caption:
            return Speech(attachments=(replace(_left_out(meaning, words), caption=caption),))
        if words.endswith(" " + phrase):
            name = words[: -len(phrase)].strip()
            return Speech(attachments=(_left_out(meaning, name),))
    return None


def _with_file(name: str, caption: str) -> Speech:
    card = name if name.lower().endswith(".vcf") else None
    made = _attachment(
        name, safe_name(name, {}), AttachmentState.MISSING, caption=plain(caption) or None
    )
    return Speech(attachments=(made,), contact_card=card)


def _ordinary(text: str, marked: bool) -> Speech:
    found = ORDINARY
    if text[-1:] == ">":
        found = _edited(text)
    if "\u2068" in text:
        found = replace(found, mentions=tuple(dict.fromkeys(_MENTION.findall(text))))
    if "https://maps.google.com/" in text:
        found = replace(found, location=_place(text))
    if "\n" in text:
        found = _poll(text, found)
    if found is ORDINARY and marked and text.startswith(_LRM):
        return Speech(stranger=True)
    return found


def _edited(text: str) -> Speech:
    at = text.rfind("<")
    if at >= 0 and plain(text[at:]) in phrases().edited:
        shown = text[:at].rstrip(" \u200e")
        return Speech(state=MessageState.EDITED, edits=(Edit(),), text=shown)
    return ORDINARY


def _place(text: str) -> str | None:
    label, _, rest = plain(text).partition(": ")
    found = _URL.search(rest)
    return found[0] if found and label in phrases().places else None


def _poll(text: str, found: Speech) -> Speech:
    lines = text.split("\n")
    for option in phrases().options:
        if any(plain(line).startswith(option + ":") for line in lines[1:]):
            return replace(found, poll=plain(lines[0]))
    return found
