"""Forms about one kept thing."""

from __future__ import annotations

from django import forms

LOST = "evidence lost"


class Reason(forms.Form):
    """A few words why."""

    reason = forms.CharField(
        label="Why, in a few words",
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class Lost(forms.Form):
    """The words that say what erasing means, typed by hand."""

    words = forms.CharField(
        label=f'Type the words "{LOST}"',
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean_words(self) -> str:
        """Refuse anything but the words."""
        given = " ".join(str(self.cleaned_data["words"]).casefold().split())
        if given != LOST:
            raise forms.ValidationError(f'Type "{LOST}" if you want this. Or go back.')
        return given


class Erase(Lost):
    """The owner's erasure of one thing: a reason as well."""

    reason = forms.CharField(
        label="Why, in a few words",
        help_text="This stays in the record. Leave out what nobody may read.",
        max_length=500,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    field_order = ("reason", "words")
