"""Check a pack: the file and, if at hand, the values from paper."""

from __future__ import annotations

from django import forms


def _value(label: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class PaperValues(forms.Form):
    """What the receipt says."""

    fingerprint = _value("Key fingerprint")
    tag = _value("Tag value")
    head = _value("Head of the record")
