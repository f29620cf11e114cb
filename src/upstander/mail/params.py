"""Values with parameters: ``text/plain; charset=utf-8; name*=utf-8''%C3%A9.txt`` (RFC 2231)."""

from __future__ import annotations

import re
from urllib.parse import unquote_to_bytes

from upstander.mail.charset import decode_text
from upstander.mail.words import decode_words

_PARAM = re.compile(r';\s*([^\s=;"]{1,100})\s*=\s*("(?:[^"\\]|\\.)*"?|[^;]*)', re.DOTALL)
_NUMBERED = re.compile(r"(.+?)\*(\d{1,3})(\*?)\Z")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_COMMENT = re.compile(r"\([^()]*\)\s*\Z")
MAX_VALUE = 64 * 1024


def parse_params(value: str) -> tuple[str, dict[str, str]]:
    """Give the main value in lower case and the parameters, joined and decoded.

    The first of two parameters with one name counts, as in most mail programs.
    """
    value = value[:MAX_VALUE]
    main = value.partition(";")[0].strip().strip('"').lower()
    found: dict[str, str] = {}
    parts: dict[str, list[tuple[int, bool, str]]] = {}
    for match in _PARAM.finditer(value):
        name, raw = match.group(1).lower(), _unquoted(match.group(2))
        numbered = _NUMBERED.match(name)
        if numbered:
            piece = (int(numbered.group(2)), bool(numbered.group(3)), raw)
            parts.setdefault(numbered.group(1), []).append(piece)
        elif name.endswith("*"):
            parts.setdefault(name[:-1], []).append((0, True, raw))
        else:
            found.setdefault(name, decode_words(raw))
    found.update({name: _joined(pieces) for name, pieces in parts.items()})
    return main, found


def _unquoted(raw: str) -> str:
    raw = raw.strip()
    if raw.startswith('"'):
        inner = raw[1:-1] if raw.endswith('"') and len(raw) > 1 else raw[1:]
        return _ESCAPED.sub(r"\1", inner)
    return _COMMENT.sub("", raw).strip()


def _joined(pieces: list[tuple[int, bool, str]]) -> str:
    """Join numbered pieces; the character set stands in the first (RFC 2231 4.1)."""
    ordered = sorted(pieces, key=lambda piece: piece[0])
    charset = None
    data = b""
    for index, (_, encoded, text) in enumerate(ordered):
        if index == 0 and encoded and text.count("'") >= 2:
            charset, _, text = text.split("'", 2)
        data += unquote_to_bytes(text) if encoded else text.encode("utf-8", "surrogateescape")
    return decode_text(data, charset).text
