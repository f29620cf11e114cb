"""Where a message was seen, as a receiver reads it: a service by its name, or what is likely."""

from __future__ import annotations

from upstander.directory.shelf import shipped
from upstander.model.errors import DirectoryError
from upstander.model.message import Message, MessageKind
from upstander.report.texts import LIKELY_TEXT

_TABLE, _TEXTS = "table", "texts-"


def place_of(message: Message) -> str:
    """The name of an app or site as people write it; what the directory does not hold stays.

    A row of a table that names no service and shows a phone number is most likely a text message;
    that it is only likely stands in the words. Of any other row without a service nobody knows
    where it was seen: that is an empty place.
    """
    platform = message.platform
    if platform == _TABLE:
        text = message.variant.startswith(_TEXTS) and message.kind is MessageKind.MESSAGE
        return LIKELY_TEXT if text else ""
    try:
        return shipped().body(f"platform.{platform}").name
    except DirectoryError:
        return "e-mail" if platform == "email" else platform
