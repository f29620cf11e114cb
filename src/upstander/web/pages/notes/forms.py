"""The diary note: the few words first, everything else folded."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms import BoundField

from upstander.model.evidence import DiaryNote, Witness
from upstander.model.ids import ItemId

_CERTAINTY = [("unknown", "I am not sure"), ("about", "About then"), ("exact", "Exactly then")]
_NAMED = [("not-asked", "I have not asked"), ("yes", "Yes"), ("no", "No")]


def _line(label: str, hint: str = "", **attrs: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=False,
        max_length=2000,
        widget=forms.TextInput(attrs={"autocomplete": "off", **attrs}),
    )


def _text(label: str, hint: str = "", rows: int = 2) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=False,
        max_length=200_000,
        widget=forms.Textarea(attrs={"autocomplete": "off", "rows": rows}),
    )


class NoteForm(forms.Form):
    """All fields of a note (needs 2.2). One of them is enough."""

    summary = _text("What happened?", "A few words are enough. Keep to what you saw and heard.", 3)
    event_at = _line("When was it?", "For example 2026-10-04 01:05. Or in your words.")
    certainty = forms.ChoiceField(
        label="How sure is the time?", choices=_CERTAINTY, required=False, initial="unknown"
    )

    exact_words = _text("The exact words, if you know them", "As they were written or said.")
    said_back = _text("What was said back, and by whom")
    opinion = _text("What you think about it", "This is kept apart from what happened.")

    who_shown = _line("Name, as it is shown")
    who_handle = _line("Account, number or address, as shown")
    who_believed = _line("Who you believe it is", "Only if you want to. It stays your belief.")
    who_because = _line("Why you believe that")
    relation = _line("Who they are to you")

    service = _line("App, site, game or phone line")
    url = _line("Web address")
    place = _line("Place, if there was one")
    device = _line("Device it came to")
    event_until = _line("If it went on: until when")
    zone = _line("Time zone of the place", "For example Europe/London.")

    impact = _text("What it did to you", "How you felt, slept, worked. Only if you want to.")
    impact_score = _line("How bad, from 0 to 10", inputmode="numeric")
    changed_because = _text("What you changed because of it")
    loss = _text("Damage or loss", "What, how much, and a reference if there is one.")

    told_to_stop = _text("Did you ask them to stop? When, and how?")
    reply_made = _text("If you answered: your words")
    reported_to = _text("Reported to", "Who, when, reference, what they said, next date.")
    on_behalf = _text("If you write for someone else", "Who, and do they agree?")
    technology = _text("Technology you wonder about", "For example a tracker or a shared account.")
    how_saved = _text("How you saved it")

    GROUPS = (
        ("The words", ("exact_words", "said_back", "opinion")),
        ("Who", ("who_shown", "who_handle", "who_believed", "who_because", "relation")),
        ("Where and when", ("service", "url", "place", "device", "event_until", "zone")),
        ("What it did", ("impact", "impact_score", "changed_because", "loss")),
        (
            "What was done about it",
            (
                "told_to_stop",
                "reply_made",
                "reported_to",
                "on_behalf",
                "technology",
                "how_saved",
            ),
        ),
    )

    def first(self) -> list[BoundField]:
        """The fields that are open."""
        return [self[name] for name in ("summary", "event_at", "certainty")]

    def groups(self) -> list[tuple[str, list[BoundField], bool]]:
        """The folded groups: title, fields, and whether one of them has something in it."""
        return [
            (
                title,
                [self[name] for name in names],
                any(self[name].value() or self[name].errors for name in names),
            )
            for title, names in self.GROUPS
        ]

    def note(self) -> DiaryNote:
        """The note that was typed."""
        given: dict[str, Any] = {k: v for k, v in self.cleaned_data.items() if v}
        return DiaryNote(**given)


class WitnessForm(forms.Form):
    """A witness, kept in a record of its own."""

    name = _line("Name")
    contact = _line("How to reach them")
    saw = _text("What they saw or heard")
    may_be_named = forms.ChoiceField(
        label="May they be named?", choices=_NAMED, required=False, initial="not-asked"
    )

    def witness(self) -> Witness:
        """The witness that was typed; the note's id is filled in when it is kept."""
        given = dict(self.cleaned_data)
        given["may_be_named"] = given.get("may_be_named") or "not-asked"
        return Witness(note=ItemId(""), **given)


class AmendReason(forms.Form):
    """Why a note changes."""

    reason = forms.CharField(
        label="Why does it change?",
        help_text="The first version is kept too.",
        max_length=500,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class PrivateText(forms.Form):
    """A private safety note."""

    private_text = _text("Private note", rows=4)
