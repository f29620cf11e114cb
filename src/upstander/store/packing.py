"""Messages in little room: JSON pressed against the first message of the same original.

Messages of one original share names, digests and empty fields; DEFLATE (RFC 1951) with a preset
dictionary takes them out again without knowing any field.
"""

from __future__ import annotations

import zlib

from upstander.model.ids import MessageId
from upstander.model.message import Message
from upstander.store.codec import from_text, to_text

_WINDOW = -13
"""Raw stream, 8 KiB window: enough for a message, and little to set up for each."""
_LEVEL = 3
_ID_ENDS = len('["') + 64 + len('"')
_DICTIONARY = 6000
"""Bytes of the first message that are kept as the dictionary of an original."""


def plain_form(message: Message) -> bytes:
    """Write a message as JSON, from behind its id, which has a column of its own."""
    return to_text(message)[_ID_ENDS:].encode()


def dictionary_from(first: bytes) -> bytes:
    """Make the dictionary of an original from the form of its first message."""
    return first[:_DICTIONARY]


class Press:
    """Presses and unpresses the messages of one original."""

    def __init__(self, dictionary: bytes) -> None:
        self._dictionary = dictionary
        self._primed = zlib.compressobj(_LEVEL, zlib.DEFLATED, _WINDOW, 4, zdict=dictionary)

    def press(self, form: bytes) -> bytes:
        """Make a form small."""
        stream = self._primed.copy()
        return stream.compress(form) + stream.flush()

    def message(self, pressed: bytes, message_id: MessageId) -> Message:
        """Give the message back."""
        stream = zlib.decompressobj(_WINDOW, zdict=self._dictionary)
        form = stream.decompress(pressed) + stream.flush()
        return from_text(Message, f'["{message_id}"'.encode() + form)
