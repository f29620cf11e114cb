"""Settings of this run."""

from __future__ import annotations

from urllib.parse import urlsplit

from django import forms


class Choices(forms.Form):
    """How long until it locks, whether words stand open, and where leaving goes."""

    idle = forms.IntegerField(
        label="Lock after this many minutes without a page",
        min_value=2,
        max_value=120,
        widget=forms.NumberInput(attrs={"autocomplete": "off"}),
    )
    show_words = forms.BooleanField(
        label="Show words from others at once",
        help_text="Off is calmer: each stays blurred until you ask.",
        required=False,
    )
    exit_address = forms.CharField(
        label="Where to go when you leave",
        help_text="Empty is best: an empty page on this computer. A web address tells that site "
        "that you came, and needs the internet.",
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "url"}),
    )

    def clean_exit_address(self) -> str:
        """Take only a whole web address."""
        address: str = self.cleaned_data["exit_address"].strip()
        parts = urlsplit(address)
        if address and (parts.scheme not in ("http", "https") or not parts.netloc):
            raise forms.ValidationError("Write a whole address that begins with https://")
        return address
