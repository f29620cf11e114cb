"""What a pack says on its first page, in the person's own words."""

from __future__ import annotations

from django import forms

from upstander.application.deliver_pack import MOST_RECIPIENT


def _text(label: str, hint: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"autocomplete": "off", "rows": 2}),
    )


class ForWhom(forms.Form):
    """Who is to get a locked copy."""

    recipient = forms.CharField(
        label="Who will get it? (you may leave this empty)",
        help_text="It is written into your record, with the time.",
        required=False,
        max_length=MOST_RECIPIENT,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class PageOne(forms.Form):
    """Page one and what goes along. Everything may stay empty."""

    producer = forms.CharField(
        label="Your name, if you want it on the pack",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    at_risk_now = _text("Who is at risk, and where are they now?", "For the police only.")
    done_so_far = _text("What was done so far?", "Who was told, when, and any reference.")
    missing = _text("What is missing or not sure?")
    include_witnesses = forms.BooleanField(label="Add the sheet of witnesses", required=False)
    pictures = forms.BooleanField(
        label="Print small copies of pictures", required=False, initial=False
    )
