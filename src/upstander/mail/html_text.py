"""HTML to plain words in one pass. Nothing is run, fetched or kept but words and link targets.

The scanner never looks back, so no input makes it slow; scripts, styles and comments are left
out, and every link keeps what it showed and where it went. Where markup is broken the words are
shown rather than lost.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

MAX_LINKS = 2000
_VALUE = r"""\s*=\s*("[^"]*"|'[^']*'|[^\s>"']+)"""
_HREF, _SRC, _ALT = (
    re.compile(r"""(?:\A|[\s"'/])""" + name + _VALUE, re.IGNORECASE)
    for name in ("href", "src", "alt")
)
_TOKEN = re.compile(r"<(/?[A-Za-z][A-Za-z0-9:-]{0,30})([^>]*)>|<[!?/][^>]*>|([^<]+|<)")
_UNHEARD = re.compile(r"<!--|<(script|style|title|template)(?=[\s>/])", re.IGNORECASE)
_CLOSERS = {
    name: re.compile(f"</{name}[^>]{{0,100}}>", re.IGNORECASE)
    for name in ("script", "style", "title", "template")
}
_GAPS = re.compile(r"\n{3,}")
_LINES = (
    "div", "tr", "ul", "ol", "li", "hr", "pre", "section", "article", "header", "footer",
    "address", "center", "form", "dd", "dt", "dl", "body", "html", "fieldset", "figure", "main",
    "nav",
)  # fmt: skip
_PARAGRAPHS = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "table")
_BREAKS = {
    **{slash + name: "\n" for name in _LINES for slash in ("", "/")},
    **{slash + name: "\n\n" for name in _PARAGRAPHS for slash in ("", "/")},
    "br": "\n",
    "td": " ",
    "th": " ",
}


@dataclass(slots=True)
class HtmlText:
    """Words as a person would have seen them, and the links under them."""

    text: str
    links: tuple[tuple[str, str], ...] = ()
    remote_pictures: int = 0


@dataclass(slots=True)
class _State:
    out: list[str] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    target: str | None = None
    shown_from: int = 0
    remote: int = 0


def html_to_text(source: str) -> HtmlText:
    """Read HTML of any quality. Never raises."""
    state = _State()
    out = state.out
    heard = " ".join(" ".join(_heard(source)).split())
    last = heard.rfind(">") + 1  # what follows holds no whole tag: all of it is words
    for name, rest, words in _TOKEN.findall(heard, 0, last):
        if words:
            out.append(words)
        elif name:
            space = _BREAKS.get(name)
            if space is not None:
                out.append(space)
            else:
                _tag(state, name.lower(), rest)
    out.append(heard[last:])
    _end_link(state)
    return HtmlText(_tidy(html.unescape("".join(out))), tuple(state.links), state.remote)


def _heard(source: str) -> Iterator[str]:
    """Give the pieces between comments, scripts and styles."""
    position = 0
    while opening := _UNHEARD.search(source, position):
        yield source[position : opening.start()]
        name = opening.group(1)
        if name is None:
            end = source.find("-->", opening.end())
            position = len(source) if end < 0 else end + 3
        else:
            closing = _CLOSERS[name.lower()].search(source, opening.end())
            position = closing.end() if closing else len(source)
    yield source[position:]


def _tag(state: _State, name: str, rest: str) -> None:
    if name in ("a", "/a"):
        _link(state, name, rest)
    elif name == "img":
        _picture(state, rest)
    elif name in _BREAKS:  # written in capitals
        state.out.append(_BREAKS[name])


def _link(state: _State, name: str, rest: str) -> None:
    _end_link(state)
    target = _attribute(_HREF, rest) if name == "a" else ""
    if target:
        state.target, state.shown_from = target, len(state.out)


def _end_link(state: _State) -> None:
    if state.target is None:
        return
    shown = " ".join(html.unescape("".join(state.out[state.shown_from :])).split())
    if len(state.links) < MAX_LINKS:
        state.links.append((shown, state.target))
    state.target = None


def _picture(state: _State, rest: str) -> None:
    source = _attribute(_SRC, rest).lower()
    if source.startswith(("http:", "https:", "//")):
        state.remote += 1
    alternative = _attribute(_ALT, rest).strip()
    if alternative:
        state.out.append(f"[{alternative}]")


def _attribute(pattern: re.Pattern[str], rest: str) -> str:
    found = pattern.search(rest, 0, 8192)
    if found is None:
        return ""
    value = found.group(1)
    return html.unescape(value[1:-1] if value[0] in "\"'" else value).strip()


def _tidy(text: str) -> str:
    lines = "\n".join([" ".join(line.split()) for line in text.split("\n")])
    return _GAPS.sub("\n\n", lines).strip("\n")
