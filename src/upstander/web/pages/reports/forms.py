"""Forms of a report: what goes along, and what became of it."""

from __future__ import annotations

from typing import Any

from django import forms

from upstander.application.make_report import Followed
from upstander.model.report import Answered

SHARES = {
    "name": "Your name",
    "address": "The address",
    "phone": "Phone numbers of your side",
    "email": "Your e-mail address",
    "school": "The school",
    "child": "The child's name",
    "witness": "Names of witnesses",
    "other-person": "Names of other people",
    "police-reference": "The reference from the police",
}
"""Private things that can be ticked for one report, in words."""


class Goes(forms.Form):
    """For whom, and what goes along on top of what this receiver always needs."""

    receiver = forms.CharField(
        label="Who is it for?",
        help_text="A name, for a receiver that is not in the list.",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    shares = forms.MultipleChoiceField(
        label="Also say",
        required=False,
        choices=tuple(SHARES.items()),
        widget=forms.CheckboxSelectMultiple,
    )
    leave_out = forms.CharField(
        label="Names or words to leave out of this report",
        help_text="One on each line.",
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"autocomplete": "off", "rows": 2}),
    )
    large = forms.BooleanField(label="Large print", required=False)

    def __init__(self, *given: Any, always: frozenset[str] = frozenset(), **named: Any) -> None:
        """Offer only what this receiver does not get anyway."""
        super().__init__(*given, **named)
        self.fields["shares"].choices = [  # type: ignore[attr-defined]  # a choice field
            pair for pair in SHARES.items() if pair[0] not in always
        ]

    def words_to_leave_out(self) -> tuple[str, ...]:
        """What the person wrote into the field, line by line."""
        lines = str(self.cleaned_data.get("leave_out", "")).splitlines()
        return tuple(line.strip() for line in lines if line.strip())


def _line(label: str, hint: str = "", kind: str = "text") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off", "type": kind}),
    )


class Became(forms.Form):
    """What became of a report. Each line may stay empty."""

    sent_at = _line("When did you send or say it?", "For example 2026-11-20 10:00.")
    sent_how = _line("How?", "Phone, web form, e-mail, letter, in person.")
    reference = _line("Reference", "Ask for one. It helps the next time.")
    officer = _line("Who dealt with it?")
    next_date = _line("When will you ask again?", kind="date")
    answer = forms.CharField(
        label="What did they answer?",
        help_text="Their words, as they are.",
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"autocomplete": "off", "rows": 4}),
    )
    outcome = forms.ChoiceField(
        label="Will they do what you asked?",
        required=False,
        choices=(("", "Not said yet"), ("yes", "Yes"), ("partly", "Part of it"), ("no", "No")),
    )
    answered_at = _line("When did the answer come?", kind="date")
    closed = _line("Nothing more to expect? Say why.")

    def followed(self) -> Followed:
        """What is new."""
        given = dict(self.cleaned_data)
        text, at, outcome = (given.pop(name) for name in ("answer", "answered_at", "outcome"))
        told = text.strip() or outcome
        answer = Answered(at=at, text=text, outcome=outcome) if told else None
        return Followed(answer=answer, **given)
