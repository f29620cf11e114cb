"""Forms of handing in."""

from __future__ import annotations

from django import forms

METHODS = [
    ("", "I would rather not say"),
    ("export", "The app's own export or download"),
    ("sent-file", "A file the other person sent"),
    ("screenshot", "A screenshot"),
    ("photo-of-screen", "A photo of a screen"),
    ("saved-page", "A saved web page"),
    ("forwarded", "Someone passed it on to me"),
    ("other", "Another way"),
]


def _line(label: str, hint: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=False,
        max_length=1000,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class Whence(forms.Form):
    """How the files got here, as far as the person wants to say."""

    whose = forms.ChoiceField(
        label="Whose messages are these?",
        choices=[("", "My own, or sent to me"), ("other", "Someone else's")],
        required=False,
    )
    method = forms.ChoiceField(label="How did you get them?", choices=METHODS, required=False)
    platform = _line("App or site")
    account = _line("Account it came from", "As it is shown.")
    url = _line("Web address")
    captured_at = _line("When you saved it")
    device = _line("On which device")


class Describe(forms.Form):
    """A record without a copy."""

    where = _line("Where is it?", "For example: in the group chat, on my phone.")
    platform = _line("App or site")
    url = _line("Web address, if you have it", "Do not open it again.")
    account = _line("Name of the account, as shown")
    seen_at = _line("When did you see it?")
    what = forms.CharField(
        label="What happened, in your words",
        help_text="Words only. Do not describe the picture in detail.",
        required=False,
        widget=forms.Textarea(attrs={"autocomplete": "off", "rows": 4}),
    )
    who_told = _line("Whom have you told?")
