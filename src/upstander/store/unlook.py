"""Drop what looking for signs gave, so that it is done again and no words of it stay."""

from __future__ import annotations

from django.db.backends.utils import CursorWrapper

from upstander.store import models


def forget_case(using: str, case_no: int) -> None:
    """Drop everything that looking at a case gave."""
    for table in (models.Look, models.LookedItem, models.Finding):
        table.objects.using(using).filter(case_no=case_no).delete()


def forget_item(cursor: CursorWrapper, case_no: int, item_no: int) -> None:
    """Drop what looking at the lines of an item gave, and what all lines together showed."""
    cursor.execute("DELETE FROM store_finding WHERE item_no = %s", [item_no])
    cursor.execute("DELETE FROM store_lookeditem WHERE item_no = %s", [item_no])
    cursor.execute("UPDATE store_look SET overview = '' WHERE case_no = %s", [case_no])
