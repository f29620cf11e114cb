"""Web addresses: where a browser would really go (WHATWG URL), without ever going there.

An address is read as browsers read it (through Ada), after links that were made harmless on
purpose (``hxxp``, ``[.]``) are put back. What is written oddly is named: a part before ``@`` that
looks like the place, a backslash, a number instead of a name, letters of other scripts. Which
part of a name somebody registered comes from the dated Public Suffix List; nothing is looked up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import ada_url
from publicsuffixlist import PublicSuffixList

from upstander.language.look_alikes import is_mixed

LONGEST = 8000
"""Longer links are cut here, in characters."""

_DOT = r"(?:\.|\[\.\]|\(\.\)|\{\.\}|\[dot\]|\(dot\)|\{dot\}|\uff0e|\u3002|\uff61)"
_LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_BODY = r"[^\s<>\"\x00-\x1f\x7f\u2028\u2029]"
_WITH_SCHEME = re.compile(
    rf"(?<![A-Za-z0-9])(?:h[tx*]{{2}}ps?|ftps?|fxp)(?:\[:\]|:|\[:[\\/]{{2}}\])[\\/]{{0,4}}"
    rf"{_BODY}{{1,{LONGEST}}}",
    re.IGNORECASE,
)
_BARE = re.compile(
    rf"(?<![\w@./\\:=%+-])(?<!\(at\))(?<!\[at\])(?<!\[@\])(?>{_LABEL}(?:{_DOT}{_LABEL}){{1,8}})(?![\w@-]|{_DOT}[\w])"
    rf"(?::\d{{1,5}}(?!\d))?(?:[/?#]{_BODY}{{0,{LONGEST}}})?",
    re.IGNORECASE,
)
_DOTTED = re.compile(rf"[^\W_]{_DOT}[^\W_]", re.IGNORECASE)
_HARMLESS_DOT = re.compile(r"[\[({](?:\.|dot)[\])}]", re.IGNORECASE)
_SCHEME = re.compile(r"\A(h[tx*]{2}p|ftp|fxp)(s?)(?:\[:\]|:|\[:[\\/]{2}\])", re.IGNORECASE)
_AUTHORITY = re.compile(r"\A[a-z]+:[\\/]*([^\\/?#]*)([\\/]?)", re.IGNORECASE)
_ODD_DOT = re.compile("[\uff0e\u3002\uff61]")
_QUAD = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}\Z")
_TAIL = ".,;:!?'\"*_~`…。，、’”»|\\"
_OPENERS = {")": "(", "]": "[", "}": "{", "）": "（", "】": "【"}
# Kept by RFC 2606, RFC 6761, RFC 7686: no such name is ever registered.
RESERVED_ENDINGS = frozenset(("example", "test", "invalid", "localhost", "local", "onion"))
# Endings that a name without a path may have and still be a place on the net; others are more
# often the end of a file name or a forgotten space after a full stop.
_PLAIN_ENDINGS = frozenset((
    "com", "net", "org", "info", "biz", "edu", "gov", "mil", "int", "io", "gg", "tv", "app",
    "dev", "xyz", "top", "online", "site", "shop", "store", "live", "link", "club", "vip", "icu",
    "website", "space", "tech", "cloud", "blog", "chat", "page", "click", "support", "email",
    "uk", "ie", "eu", "de", "fr", "es", "nl", "ru", "cn", "ly", "cc", "co", "ai", "us", "ca",
    "au", "nz", "onion", "example", "test",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class WebAddress:
    """One web address as a browser would read it.

    Attributes:
        written: exactly as in the text.
        plain: the whole address in normal form; empty where a browser would refuse it.
        host: the name or number that it goes to, in ASCII (``xn--`` for other letters).
        shown: the same name with its own letters.
        is_number: whether the host is an internet address and not a name.
        path: the path, with its query and fragment left out.
        query: the names and values after the question mark, as they stand there.
        before_at: what stands before ``@`` and is only a user name.
        odd: what is written oddly: harmless, no-scheme, user-part, backslash, number-form,
            percent-host, odd-dot, tab, other-letters, mixed-letters.
    """

    written: str
    plain: str = ""
    host: str = ""
    shown: str = ""
    is_number: bool = False
    path: str = ""
    query: tuple[tuple[str, str], ...] = ()
    before_at: str = ""
    odd: tuple[str, ...] = ()

    @property
    def registered(self) -> str:
        """The part of the host that somebody registered (``example.co.uk``); empty for none."""
        return "" if self.is_number else registered_name(self.host)


def refang(written: str) -> str:
    """Put back an address that was made harmless on purpose; only scheme and host change."""
    scheme = _SCHEME.match(written)
    rest = written[scheme.end() :] if scheme else written
    cut = re.search(r"[/?#]", rest.lstrip("/\\"))
    lead = len(rest) - len(rest.lstrip("/\\"))
    end = lead + cut.start() if cut else len(rest)
    rest = _HARMLESS_DOT.sub(".", rest[:end]) + rest[end:]
    if not scheme:
        return rest
    name = "ftp" if scheme[1].lower() in ("ftp", "fxp") else "http"
    slashes = "" if rest[:1] in ("/", "\\") else "//"
    return f"{name}{scheme[2].lower()}:{slashes}{rest}"


def read_web_address(written: str) -> WebAddress:
    """Read one address. Never raises; ``plain`` and ``host`` stay empty where it is none."""
    back = refang(written.strip())
    full = back if _SCHEME.match(back) else f"http://{back}"
    odd = list(_odd(written, back, full))
    try:
        url = ada_url.URL(full)
        shown = ada_url.idna_to_unicode(url.hostname)
    except (ValueError, UnicodeError):
        return WebAddress(written, odd=tuple(odd))
    is_number = int(url.host_type) != 0
    odd += _odd_host(_raw_host(full), shown, is_number)
    user = ":".join(part for part in (url.username, url.password) if part)
    return WebAddress(
        written, url.href, url.hostname, shown, is_number, url.pathname,
        _query(url.search), user, tuple(odd),
    )  # fmt: skip


def find_web_addresses(text: str) -> Iterator[tuple[int, int, WebAddress]]:
    """Find addresses with their places, in the order of the text; time grows with its length."""
    taken = bytearray(len(text))
    found: list[tuple[int, int, WebAddress]] = []
    read: dict[str, WebAddress] = {}
    for pattern in _may_hold(text):
        for match in pattern.finditer(text):
            start, end = match.start(), _trimmed(text, *match.span())
            if end <= start or taken[start] or taken[end - 1]:
                continue
            bare = pattern is _BARE
            if bare and not _may_be_bare_place(text[start:end]):
                continue
            address = read.get(text[start:end]) or read_web_address(text[start:end])
            read[address.written] = address
            if bare and not _is_bare_place(address):
                continue
            taken[start:end] = b"\1" * (end - start)
            found.append((start, end, address))
    return iter(sorted(found, key=lambda each: each[0]))


def _may_hold(text: str) -> Iterator[re.Pattern[str]]:
    """The patterns that can match; looking for a dot or colon is quicker than trying them."""
    if ":" in text:
        yield _WITH_SCHEME
    if _DOTTED.search(text):
        yield _BARE


@cache
def _suffixes(*, only_icann: bool) -> PublicSuffixList:
    return PublicSuffixList(accept_unknown=False, only_icann=only_icann)


def registered_name(host: str) -> str:
    """The part of a name that somebody registered; empty for none or for a bare ending."""
    host = host.rstrip(".").lower()
    labels = host.split(".")
    if labels[-1] in RESERVED_ENDINGS:
        return ".".join(labels[-2:]) if len(labels) > 1 else ""
    return _suffixes(only_icann=False).privatesuffix(host) or ""


def sharing_service(host: str) -> str:
    """The service under whose name others get a name of their own (``github.io``), or empty."""
    host = host.rstrip(".").lower()
    own = _suffixes(only_icann=False).publicsuffix(host) or ""
    general = _suffixes(only_icann=True).publicsuffix(host) or ""
    return own if own != general else ""


def harmless(written: str) -> str:
    """The same address in a form that no program makes a link of, for screens and papers."""
    scheme = re.sub(r"\A(h)tt(ps?)", r"\1xx\2", written, flags=re.IGNORECASE)
    return re.sub(r"(?<!\[)\.(?!\])", "[.]", scheme)


def _odd(written: str, back: str, full: str) -> Iterator[str]:
    if back != written.strip():
        yield "harmless"
    if full != back:
        yield "no-scheme"
    authority = _AUTHORITY.match(full)
    if authority and "@" in authority[1]:
        yield "user-part"
    if authority and authority[2] == "\\":
        yield "backslash"
    if re.search(r"[\t\r\n]", written.strip()):
        yield "tab"


def _odd_host(raw: str, shown: str, is_number: bool) -> Iterator[str]:
    if is_number and not _QUAD.match(raw) and not raw.startswith("["):
        yield "number-form"
    if "%" in raw:
        yield "percent-host"
    if _ODD_DOT.search(raw):
        yield "odd-dot"
    if not shown.isascii():
        yield "other-letters"
        if any(map(is_mixed, shown.split("."))):
            yield "mixed-letters"


def _raw_host(full: str) -> str:
    authority = _AUTHORITY.match(full)
    host = authority[1].rpartition("@")[2] if authority else ""
    return host if host.startswith("[") else host.partition(":")[0]


def _query(search: str) -> tuple[tuple[str, str], ...]:
    pairs = (each.partition("=") for each in search.removeprefix("?").split("&")[:60] if each)
    return tuple((name, value) for name, _, value in pairs)


def _trimmed(text: str, start: int, end: int) -> int:
    """Leave off what belongs to the sentence: a full stop, a bracket that was not opened."""
    count = {each: text.count(each, start, end) for pair in _OPENERS.items() for each in pair}
    while end > start:
        last = text[end - 1]
        opener = _OPENERS.get(last)
        if opener is not None:
            if count[opener] >= count[last]:
                return end
            count[last] -= 1
        elif last not in _TAIL:
            return end
        end -= 1
    return end


def _may_be_bare_place(written: str) -> bool:
    """Whether a name without a scheme is worth reading: most are files and run-on sentences."""
    if _HARMLESS_DOT.search(written) or written[:4].lower() == "www.":
        return True
    name, mark, rest = re.split(r"([/?#:])", f"{written}/", maxsplit=1)
    ending = _ODD_DOT.sub(".", name).rpartition(".")[2]
    return ending.lower() in _PLAIN_ENDINGS or (mark != ":" and len(rest) > 1)


def _is_bare_place(address: WebAddress) -> bool:
    """Whether it has a host whose ending exists; a number of a version has none."""
    return bool(address.host) and not address.is_number and bool(address.registered)


def host_span(written: str) -> tuple[int, int]:
    """Where the host stands in an address as written; an empty span where there is none."""
    scheme = _SCHEME.match(written)
    start = scheme.end() if scheme else 0
    start += len(written[start:]) - len(written[start:].lstrip("/\\"))
    cut = re.search(r"[/\\?#]", written[start:])
    end = start + cut.start() if cut else len(written)
    start = written.rfind("@", start, end) + 1 or start
    port = re.search(r":\d{0,5}\Z", written[start:end])
    return start, start + port.start() if port and port.start() else end
