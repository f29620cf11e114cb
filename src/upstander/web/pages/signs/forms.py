"""The answer to one sign."""

from __future__ import annotations

from django import forms

from upstander.model.finding import Reply

_LARGEST = 10_000_000


class Answer(forms.Form):
    """Which sign, and yes, no or not sure. Hidden fields; the answer is the button pressed."""

    about = forms.CharField(max_length=200)
    rule = forms.CharField(max_length=64)
    start = forms.IntegerField(min_value=0, max_value=_LARGEST)
    end = forms.IntegerField(min_value=1, max_value=_LARGEST)
    reply = forms.ChoiceField(choices=[(each.value, each.value) for each in Reply])
    back = forms.CharField(required=False, max_length=500)
    after = forms.CharField(required=False, max_length=40)
