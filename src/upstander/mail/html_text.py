"""HTML to plain words in one pass. Nothing is run, fetched or kept but words and link targets.

The scanner never looks back, so no input makes it slow; scripts, styles and comments are left
out, and every link keeps what it showed and where it went.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

MAX_LINKS = 2000
_ATTRIBUTE = re.compile(r"""([^\s=/>"']{1,100})\s*=\s*("[^"]*"|'[^']*'|[^\s>"']+)""")
_SPACE = re.compile(r"[ \t\r\n\f\v]+")
_TAG_NAME = re.compile(r"/?[A-Za-z][A-Za-z0-9:-]{0,30}")
_TRAILING = re.compile(r"[ \t]+\n")
_GAPS = re.compile(r"\n{3,}")
_SILENT = frozenset({"script", "style", "head", "title", "template", "noscript", "svg", "iframe",
                     "object", "textarea"})  # fmt: skip
_BLOCKS = frozenset({
    "p", "div", "tr", "table", "ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6", "hr",
    "blockquote", "pre", "section", "article", "header", "footer", "address", "center", "form",
    "dd", "dt", "dl", "body", "html", "fieldset", "figure", "main", "nav",
})  # fmt: skip
_PARAGRAPHS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "table"})


@dataclass(slots=True)
class HtmlText:
    """Words as a person would have seen them, and the links under them."""

    text: str
    links: tuple[tuple[str, str], ...] = ()
    remote_pictures: int = 0


@dataclass(slots=True)
class _State:
    out: list[str] = field(default_factory=list)
    silent: str = ""
    links: list[tuple[str, str]] = field(default_factory=list)
    target: str | None = None
    shown_from: int = 0
    remote: int = 0


def html_to_text(source: str) -> HtmlText:
    """Read HTML of any quality. Never raises."""
    state = _State()
    position = 0
    length = len(source)
    while position < length:
        opening = source.find("<", position)
        if opening < 0:
            opening = length
        if opening > position and not state.silent:
            _words(state, source[position:opening])
        position = _markup(state, source, opening) if opening < length else length
    _end_link(state)
    return HtmlText(_tidy("".join(state.out)), tuple(state.links), state.remote)


def _markup(state: _State, source: str, opening: int) -> int:
    """Handle what starts with ``<`` and give the place after it."""
    if source.startswith("<!--", opening):
        end = source.find("-->", opening + 4)
        return len(source) if end < 0 else end + 3
    name = _TAG_NAME.match(source, opening + 1)
    if name is None and not source.startswith(("<!", "<?"), opening):
        if not state.silent:
            _words(state, "<")
        return opening + 1
    end = _tag_end(source, opening)
    if name is not None:
        _tag(state, name.group().lower(), source[name.end() : end])
    return end + 1


def _tag_end(source: str, opening: int) -> int:
    """Find the ``>`` of a tag, stepping over quoted values when they close nearby."""
    end = source.find(">", opening)
    if end < 0:
        return len(source)
    inside = source[opening:end]
    for quote in "\"'":
        if inside.count(quote) % 2 and f"={quote}" in inside.replace(" ", ""):
            closing = source.find(quote, end, end + 4096)
            later = source.find(">", closing) if closing >= 0 else -1
            if 0 <= later < end + 8192:
                return later
    return end


def _tag(state: _State, name: str, rest: str) -> None:
    if state.silent:
        if name == f"/{state.silent}" or (state.silent == "head" and name == "body"):
            state.silent = ""
    elif name in _SILENT and not rest.rstrip().endswith("/"):
        state.silent = name
    elif name in ("a", "/a"):
        _link(state, name, rest)
    elif name == "img":
        _picture(state, rest)
    else:
        _space(state, name)


def _space(state: _State, name: str) -> None:
    """Put the white space that a tag makes between words."""
    plain = name.lstrip("/")
    if name == "br":
        state.out.append("\n")
    elif plain in _BLOCKS:
        state.out.append("\n\n" if plain in _PARAGRAPHS else "\n")
    elif name in ("td", "th"):
        state.out.append(" ")


def _link(state: _State, name: str, rest: str) -> None:
    _end_link(state)
    if name == "a":
        target = _attribute(rest, "href")
        if target:
            state.target, state.shown_from = target, len(state.out)


def _end_link(state: _State) -> None:
    if state.target is None:
        return
    shown = _SPACE.sub(" ", "".join(state.out[state.shown_from :])).strip()
    if len(state.links) < MAX_LINKS:
        state.links.append((shown, state.target))
    state.target = None


def _picture(state: _State, rest: str) -> None:
    source = _attribute(rest, "src").lower()
    if source.startswith(("http:", "https:", "//")):
        state.remote += 1
    alternative = _attribute(rest, "alt").strip()
    if alternative:
        _words(state, f"[{alternative}]")


def _attribute(rest: str, wanted: str) -> str:
    for found in _ATTRIBUTE.finditer(rest[:8192]):
        if found.group(1).lower() == wanted:
            value = found.group(2)
            bare = value[1:-1] if value[0] in "\"'" else value
            return html.unescape(bare).strip()
    return ""


def _words(state: _State, raw: str) -> None:
    text = html.unescape(raw) if "&" in raw else raw
    state.out.append(_SPACE.sub(" ", text))


def _tidy(text: str) -> str:
    lines = "\n".join(_SPACE.sub(" ", line).strip(" ") for line in text.split("\n"))
    return _GAPS.sub("\n\n", _TRAILING.sub("\n", lines)).strip("\n ")
