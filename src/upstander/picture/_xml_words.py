"""Single values out of XML (XMP, Office, OpenDocument) by their names, without reading it as XML.

No parser, so no entities, no outside files and no bomb: a name that stands there with a value
is taken, whatever surrounds it. Names are those of XMP part 1 (ISO 16684-1) and ECMA-376.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping

MAX_XML = 1 << 20
"""More is not looked through."""
_LONGEST = 500


def xml_words(data: bytes, wanted: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Give the values of the wanted names, under the tag that ``wanted`` calls them.

    Takes ``<xmp:CreatorTool>x</...>`` and ``xmp:CreatorTool="x"``. Never raises.
    """
    text = _decoded(data[:MAX_XML])
    names = "|".join(map(re.escape, wanted))
    pattern = re.compile(
        rf"[<\s](?P<name>{names})(?:\s*=\s*(?P<q>[\"'])(?P<said>[^\"'<>]{{1,{_LONGEST}}})(?P=q)"
        rf"|(?:\s[^<>]{{0,200}})?>\s*+(?P<held>[^<>\s][^<>]{{0,{_LONGEST}}})</)"
    )
    for match in pattern.finditer(text):
        value = html.unescape(match["said"] or match["held"]).strip()
        if value:
            yield wanted[match["name"]], value


def _decoded(data: bytes) -> str:
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    return data.decode("utf-16" if wide else "utf-8", "replace")
