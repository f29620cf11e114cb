"""Encoded words in headers (RFC 2047), right ones and broken ones."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator

from upstander.mail.charset import decode_text

_WORD = re.compile(r"=\?([^?\s]{1,75})\?([bBqQ])\?([^\n]{0,2000}?)\?=")
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")


def decode_words(text: str) -> str:
    """Decode every encoded word once; what cannot be decoded stays as written.

    Neighbouring words of one character set are joined before decoding, because many senders cut
    a letter in two; white space between neighbours is not part of the text (RFC 2047 6.2).
    """
    if "=?" not in text:
        return text
    out: list[str] = []
    charset, held = "", b""
    for plain, name, payload in _pieces(text):
        if held and (plain or name.lower() != charset.lower()):
            out.append(decode_text(held, charset).text)
            held = b""
        out.append(plain)
        charset, held = name, held + payload
    return "".join(out)


def _pieces(text: str) -> Iterator[tuple[str, str, bytes]]:
    """Give (text before, charset, bytes) for each word, and the rest as a last piece."""
    position = 0
    for match in _WORD.finditer(text):
        plain = text[position : match.start()]
        if position and not plain.strip(" \t\r\n"):
            plain = ""
        position = match.end()
        charset = match.group(1).partition("*")[0]  # RFC 2231 5: a language may follow
        yield plain, charset, _payload(charset, match.group(2), match.group(3))
    yield text[position:], "", b""


def _payload(charset: str, encoding: str, text: str) -> bytes:
    raw = text.encode("ascii") if text.isascii() else _eight_bit(charset, text)
    if encoding in "qQ":
        return binascii.a2b_qp(raw, header=True)
    clean = _NOT_BASE64.sub(b"", raw)
    if len(clean) % 4 == 1:
        clean = clean[:-1]
    return binascii.a2b_base64(clean + b"=" * (-len(clean) % 4))


def _eight_bit(charset: str, text: str) -> bytes:
    """Letters that stand raw inside an encoded word are against the rule and common."""
    try:
        return text.encode(charset)
    except (LookupError, ValueError):
        return text.encode("utf-8", "surrogatepass")
