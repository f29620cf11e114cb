"""Rows that are most likely text messages of a phone, in a table that names no service.

Backups of texts as a table often have a number, a time and the words, and no more. Lists out of
chat apps can have numbers too. So a table is only taken for texts where nothing speaks for an
app, and what is made of it says that the table does not name the service.
"""

from __future__ import annotations

from collections.abc import Iterable

from upstander.directory.table_columns import table_columns
from upstander.intake.table_columns import Columns
from upstander.model.message import Party

TEXTS = "texts"
"""How the variant of such a row begins; other rows of words begin with ``messages``."""
_OF_APPS = ("service", "subject", "parent", "edited")
"""Meanings of columns that say the service, or that plain lists of texts do not have."""
_FEWEST = 7  # figures of a number that is not short
_SHORTEST, _MOST = 4, 15  # as short numbers have; as any number has (ITU-T E.164)


def may_hold_texts(columns: Columns, names: Iterable[str]) -> bool:
    """Whether texts of a phone may stand in it. ``names``: of its columns, and of its file."""
    if columns.kind != "messages" or any(columns.at(each) is not None for each in _OF_APPS):
        return False
    apps = [word for each in table_columns()["service"].values for word in each.words]
    return not any(_plain(app) in _plain(name) for app in apps for name in names)


def is_phone(party: Party | None, columns: Columns) -> bool:
    """Whether a row shows a phone number: short ones count only in a column of numbers."""
    if party is None or party.handle_kind != "phone":
        return False
    figures = sum(map(str.isdigit, party.handle))
    if columns.at("number") is not None:
        return _SHORTEST <= figures <= _MOST
    return _FEWEST <= figures <= _MOST and party.handle[0] in "+0("


def _plain(name: str) -> str:
    return "".join(filter(str.isalnum, name.casefold()))
