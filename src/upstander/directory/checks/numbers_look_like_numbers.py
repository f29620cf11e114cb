"""A phone number is digits and spaces, an address begins with https, an e-mail has one @."""

from __future__ import annotations

import re
from collections.abc import Iterator

from upstander.directory.body import Body, Contact
from upstander.directory.checks._interface import DirectoryCheck, Known, Located

_SHAPES = {
    "phone": re.compile(r"(\d{3,6}|116 ?\d{3}|0[\d ]{7,13}\d)\Z"),
    "textphone": re.compile(r"(18000|18001 [\d ]{3,15}|0[\d ]{7,13}\d)\Z"),
    "text": re.compile(r"(\d{3,6}|07[\d ]{8,12}\d)\Z"),
    "email": re.compile(r"[a-z0-9._+-]+@[a-z0-9-]+(\.[a-z0-9-]+)+\Z"),
    "web": re.compile(r"https://[a-z0-9.-]+\.[a-z]{2,}(/\S*)?\Z"),
    "video": re.compile(r"https://\S+\Z"),
    "app": re.compile(r"\S.*\Z"),
    "post": re.compile(r"\S.*, .*[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\Z"),
}


class NumbersLookLikeNumbers(DirectoryCheck):
    """A slip in a helpline number sends a frightened person to a stranger."""

    slug = "numbers-look-like-numbers"
    title = "Numbers and addresses have the right shape"

    def problems(self, located: Located, known: Known) -> Iterator[str]:
        """Match each contact with the shape of its kind."""
        if isinstance(located.record, Body):
            for contact in located.record.contacts:
                if not _fits(contact):
                    yield f"'{contact.value}' does not look like a {contact.way}"


def _fits(contact: Contact) -> bool:
    return bool(_SHAPES[contact.way].match(contact.value))


PLUGIN = NumbersLookLikeNumbers()
