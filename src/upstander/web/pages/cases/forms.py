"""Forms of a case."""

from __future__ import annotations

from typing import Any

from django import forms

from upstander.web.tags import plain


class NewCase(forms.Form):
    """A name for one's own lists, and one sentence for plan and reports; or nothing."""

    title = forms.CharField(
        label="A name for this case",
        help_text="Only you see it. No report shows it. You can leave this empty.",
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    happened = forms.CharField(
        label="What happened, in one sentence?",
        help_text="Your plan and your reports use it. You can leave this empty, or say it later.",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"autocomplete": "off", "rows": 2}),
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
    about = forms.CharField(
        label="Whose name stands for the person it is about?",
        help_text="As it is written in the messages, with a comma between two names. "
        "Leave this empty if it is about you.",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class Blocked(forms.Form):
    """One account, and when it was blocked; without a time it was not."""

    account = forms.CharField(
        label="Another account",
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    at = forms.DateTimeField(
        label="When did you block it?",
        required=False,
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%d"],
        widget=forms.DateTimeInput(
            format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local", "autocomplete": "off"}
        ),
    )

    def __init__(self, *given: Any, **named: Any) -> None:
        """Ask only for the time of an account that is known already."""
        super().__init__(*given, **named)
        known = self.initial.get("account")
        if known:
            self.fields["account"].widget = forms.HiddenInput()
            self.fields["at"].label = f"When did you block {plain(known)}?"

    def clean(self) -> dict[str, object]:
        """A time needs an account."""
        given = super().clean() or {}
        if given.get("at") and not given.get("account"):
            raise forms.ValidationError("Write the account that you blocked, too.")
        return given


BlockedAccounts = forms.formset_factory(Blocked, extra=1, max_num=60, absolute_max=80)
