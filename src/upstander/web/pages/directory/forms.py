"""What a service is looked for by. All of it may stay empty."""

from __future__ import annotations

from typing import Any

from django import forms

from upstander.directory.shelf import shipped

PLACES = [
    ("", "Anywhere"),
    ("GB-ENG", "England"),
    ("GB-WLS", "Wales"),
    ("GB-SCT", "Scotland"),
    ("GB-NIR", "Northern Ireland"),
]
WHO = [
    ("", "Anyone"),
    ("child", "A child"),
    ("young_person", "A young person"),
    ("adult", "An adult"),
    ("older_person", "An older person"),
    ("parent_carer", "A parent or carer"),
    ("school", "A school"),
    ("employee", "Someone at work"),
    ("employer", "An employer"),
    ("professional", "Someone who helps as a job"),
    ("bystander", "Someone who saw it"),
]
WAYS = [
    ("", "Any way"),
    ("phone", "Phone"),
    ("text", "Text message"),
    ("web", "Website"),
    ("email", "E-mail"),
    ("textphone", "Textphone"),
    ("video", "Video call"),
]


class Find(forms.Form):
    """A search of the directory."""

    text = forms.CharField(
        label="Words or a name",
        help_text="An old name finds the new one.",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    place = forms.ChoiceField(label="Where", choices=PLACES, required=False)
    who = forms.ChoiceField(label="For whom", choices=WHO, required=False)
    kind = forms.ChoiceField(label="What it is about", required=False)
    way = forms.ChoiceField(label="How to reach them", choices=WAYS, required=False)
    open = forms.BooleanField(label="Open now", required=False)

    def __init__(self, *given: Any, **named: Any) -> None:
        """Offer the words of the directory."""
        super().__init__(*given, **named)
        kinds = shipped().taxonomy.directory_kinds
        self.fields["kind"].choices = [("", "Anything"), *kinds.items()]  # type: ignore[attr-defined]  # a choice field
