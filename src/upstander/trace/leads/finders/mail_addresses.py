"""Mail addresses in a text: the mailbox provider holds whose they are."""

from __future__ import annotations

import re
from collections.abc import Iterable

from upstander.directory.lead_notes import lead_note
from upstander.language.look_alikes import code_points
from upstander.language.web_address import RESERVED_ENDINGS, read_web_address
from upstander.model.lead import Lead
from upstander.trace.leads._interface import LeadFinder, Page

_AT = r"(?:@|\uff20|\[at\]|\(at\)|\[@\])"
_DOT = r"(?:\.|\[\.\]|\(\.\)|\[dot\]|\(dot\))"
_ADDRESS = re.compile(
    rf"(?<![\w.+-])(?P<local>[^\W_][\w.+'-]{{0,63}}){_AT}"
    rf"(?P<domain>[^\W_](?:[\w-]{{0,62}}){_DOT}(?:[^\W_][\w-]{{0,62}}{_DOT}){{0,6}}"
    rf"[^\W\d_][\w-]{{1,23}})(?![\w@])",
    re.IGNORECASE,
)


class MailAddresses(LeadFinder):
    """Finds addresses as written, also those made harmless as ``a[at]b[.]c``."""

    slug = "mail-addresses"
    rank = 30

    def leads(self, page: Page) -> Iterable[Lead]:
        """One lead for each address; the part after the @ says whom to ask."""
        if not re.search(_AT, page.text, re.IGNORECASE):
            return
        for match in _ADDRESS.finditer(page.text):
            address = read_web_address(match["domain"])
            if address.registered:
                plain = f"{match['local']}@{address.host}".lower()
                yield page.lead(
                    "written-address",
                    *match.span(),
                    kind="mail-address",
                    host=address.host,
                    plain=plain,
                    notes=mail_notes(match["local"], address.host, address.shown),
                )


def mail_notes(local: str, host: str, shown: str) -> Iterable[str]:
    """What is odd about an address: letters beyond a to z, a name that nobody can have."""
    ending = host.rpartition(".")[2]
    points = code_points(local + shown)
    if points:
        yield lead_note("link", "other-letters", shown=shown, host=host, points=points)
    if ending in RESERVED_ENDINGS:
        yield lead_note("link", "kept-ending", ending=ending)


PLUGIN = MailAddresses()
