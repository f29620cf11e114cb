"""The tables of the index. Nothing outside ``store`` imports them.

Rows that come from a ledger entry have its number as primary key, so the same ledger gives the
same rows. There are no foreign keys: the ledger orders the writes, and ``rebuild`` heals all.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from upstander.store.fields import AnyText


class State(models.Model):
    """How far the ledger has been followed, and the next line number."""

    name = models.CharField(max_length=20, primary_key=True)
    value = models.BigIntegerField()


class Case(models.Model):
    """A case; ``no`` is the number of its ``case.open``."""

    no = models.IntegerField(primary_key=True)
    key = models.CharField(max_length=64, unique=True)
    zone = models.CharField(max_length=64, default="")
    noun = AnyText()


class Item(models.Model):
    """An evidence item; ``noun`` is the whole of it, the rest is for looking up."""

    no = models.IntegerField(primary_key=True)
    key = models.CharField(max_length=64, unique=True)
    case_no = models.IntegerField(db_index=True)
    state = models.CharField(max_length=20)
    sha256 = models.CharField(max_length=64, default="", db_index=True)
    noun = AnyText()


class Answer(models.Model):
    """A person's answer about a case or an item."""

    about = models.CharField(max_length=64)
    slug = models.CharField(max_length=40)
    value = AnyText()

    class Meta:
        """One answer each."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["about", "slug"], name="one_answer"),
        ]


class NoteVersion(models.Model):
    """One version of a note; the highest number is the present one."""

    no = models.IntegerField(primary_key=True)
    item_no = models.IntegerField(db_index=True)
    written_at = models.DateTimeField()
    reason = AnyText(default="")
    noun = AnyText()


class Witness(models.Model):
    """A witness to a note."""

    no = models.IntegerField(primary_key=True)
    item_no = models.IntegerField(db_index=True)
    noun = AnyText()


class Pack(models.Model):
    """A pack that was made."""

    no = models.IntegerField(primary_key=True)
    key = models.CharField(max_length=64, unique=True)
    case_no = models.IntegerField(db_index=True)
    noun = AnyText()


class Reading(models.Model):
    """What reading an original gave, and the dictionary its messages are pressed against."""

    item_no = models.IntegerField(primary_key=True)
    report = AnyText(default="")
    dictionary = models.BinaryField(default=b"")


class LedgerEntry(models.Model):
    """A ledger entry as listed in plain words."""

    no = models.IntegerField(primary_key=True)
    at = models.DateTimeField()
    zone = models.CharField(max_length=16)
    act = models.CharField(max_length=32)
    case_key = models.CharField(max_length=64, default="", db_index=True)
    item_key = models.CharField(max_length=64, default="")
    commit = models.CharField(max_length=64)
    reason = AnyText(default="")
    data = AnyText(default="")


class Line(models.Model):
    """One line of the timeline: a message, or an item that stands for itself (``mid`` empty).

    Messages are looked up by the first 8 bytes of their id, which keeps that index small; that
    a case has one line a message is kept by the only writer, ``lines.put_messages``.
    ``floating`` says what depends on the zone of the case: 1 the place (``wall_us`` is then the
    wall time), 2 only the day.
    """

    no = models.IntegerField(primary_key=True)
    case_no = models.IntegerField()
    item_no = models.IntegerField()
    mid = models.BinaryField(null=True)
    mid_start = models.BigIntegerField(null=True)
    sort_us = models.BigIntegerField()
    wall_us = models.BigIntegerField(null=True)
    floating = models.SmallIntegerField(default=0)
    day = models.IntegerField()
    person = models.IntegerField()
    channel = models.IntegerField()

    class Meta:
        """One index answers page, day, person and channel without touching the rows."""

        indexes: ClassVar = [
            models.Index(
                fields=["case_no", "sort_us", "item_no", "no", "day", "person", "channel"],
                name="line_order",
            ),
            models.Index(fields=["item_no"], name="line_item"),
            models.Index(fields=["mid_start"], name="line_mid"),
        ]


class Body(models.Model):
    """The pressed normal form of a message."""

    line_no = models.IntegerField(primary_key=True)
    pressed = models.BinaryField()


class Label(models.Model):
    """A person or channel as named in the lines of a case; ``mark`` is short and says no name."""

    no = models.AutoField(primary_key=True)
    case_no = models.IntegerField()
    facet = models.CharField(max_length=10)
    mark = models.CharField(max_length=16)
    value = AnyText()

    class Meta:
        """One row a name."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case_no", "facet", "mark"], name="one_label"),
        ]


class Tally(models.Model):
    """How many lines of an item have a day, person or channel."""

    item_no = models.IntegerField()
    facet = models.CharField(max_length=10)
    value = models.IntegerField()
    count = models.IntegerField()

    class Meta:
        """One row a value."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item_no", "facet", "value"], name="one_tally"),
        ]


class Look(models.Model):
    """Which engine looks at a case, and what all lines together showed when last summed up."""

    case_no = models.IntegerField(primary_key=True)
    version = AnyText()
    without_model = AnyText(default="")
    overview = AnyText(default="")


class LookedItem(models.Model):
    """How far the lines of an item were looked at: to which number, and how many."""

    item_no = models.IntegerField(primary_key=True)
    case_no = models.IntegerField(db_index=True)
    upto = models.IntegerField()
    count = models.IntegerField()


class Finding(models.Model):
    """What was noticed in one line, or that it waits for the classifier (``rank`` is set).

    ``noun`` is the whole finding, empty while it holds nothing; ``signs`` is what ordering and
    counting need of it, so that a page need not read thousands of whole ones.
    """

    line_no = models.IntegerField(primary_key=True)
    case_no = models.IntegerField()
    item_no = models.IntegerField(db_index=True)
    rank = models.FloatField(null=True)
    flag = models.SmallIntegerField(default=0)
    severity = models.SmallIntegerField(default=0)
    individual = models.SmallIntegerField(default=0)
    own = models.SmallIntegerField(default=0)
    signs = AnyText(default="")
    not_read = AnyText(default="")
    noun = AnyText(default="")

    class Meta:
        """Those that wait are found in their order."""

        indexes: ClassVar = [models.Index(fields=["case_no", "rank"], name="finding_rank")]


class SignAnswer(models.Model):
    """The answer to a sign that counts; ``no`` is the number of its entry."""

    no = models.IntegerField(primary_key=True)
    case_no = models.IntegerField()
    item_no = models.IntegerField(db_index=True)
    about = models.CharField(max_length=64)
    rule = models.CharField(max_length=64)
    first = models.IntegerField()
    last = models.IntegerField()
    noun = AnyText()

    class Meta:
        """One answer a sign."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case_no", "about", "rule", "first", "last"], name="one_sign_answer"
            ),
        ]
