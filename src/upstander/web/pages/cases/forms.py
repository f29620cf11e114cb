"""Forms of a case."""

from __future__ import annotations

from django import forms


class NewCase(forms.Form):
    """One sentence, or nothing."""

    title = forms.CharField(
        label="What is it about, in one sentence?",
        help_text="You can leave this empty.",
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class UnderEighteen(forms.Form):
    """The one question before the first file."""

    under18 = forms.ChoiceField(
        label="Your answer",
        widget=forms.RadioSelect,
        choices=[("no", "No"), ("yes", "Yes"), ("unsure", "I am not sure")],
    )


class Facts(forms.Form):
    """What a person can say about the whole case."""

    zone = forms.CharField(
        label="Time zone of the place",
        help_text="For example Europe/London. It is used where a file does not say.",
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "list": "zones"}),
    )
    initials = forms.CharField(
        label="Your initials",
        help_text="For numbers such as ABC-001 on printed pages. You can leave this empty.",
        required=False,
        max_length=8,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
