"""Working sheets, row by row: what was seen and where, in the person's words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from upstander.application.fill_sheet import fields_of, write_row
from upstander.model.errors import NotFound
from upstander.report.forms import form as form_of
from upstander.web.access import Desk, unlocked
from upstander.web.pages.cases.views import case_of
from upstander.web.shown import page

_LABELS: Mapping[str, str] = {
    "text": "The words, as they stand there",
    "where": "Where is it?",
    "address": "Web address",
    "account": "Account, as shown",
    "reach": "How many have seen it?",
    "true_or_false": "Does the person say that it is true?",
    "by": "Who says so, or who helped?",
    "seen_at": "When did you see it?",
    "exhibit": "Number or file name of what is kept",
    "shown_name": "Name shown",
    "about": "What it says about itself",
    "id": "Number of the profile",
    "service": "App or site",
    "followers": "Followers, as shown",
    "started": "Since when, as shown",
    "copied": "What is the same? One on each line",
    "different": "What differs? One on each line",
    "found_at": "When did you find it?",
    "report_ref": "Reference of a report",
    "kind": "The attack, or a posting of it?",
    "marks": "Where in the film? For example 00:07-00:19",
    "reported_to": "Whom did you report it to?",
    "answer": "What did they answer?",
    "what": "What is it?",
    "done": "What was done already?",
    "number": "The last four figures, if it has a number",
    "who": "Who has to hear of it?",
    "why": "Why?",
    "how": "How can they be reached with care?",
    "told_at": "When were they told?",
    "sort": "What sort?",
    "when": "When, as shown there?",
    "source": "Internet address, as shown",
    "kept": "How was the log kept?",
    "name": "Name of the form",
    "role": "Their role",
    "day": "On which day?",
}
_SIDES = {"fake": "The one that poses", "real": "The real one"}
_CHOICES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "true_or_false": (
        ("", "Not asked yet"),
        ("true", "It is true"),
        ("false", "It is not true"),
        ("partly", "Part of it is true"),
        ("unsure", "Not sure"),
    ),
    "kind": (("", "A posting of it"), ("attack", "The attack itself")),
    "sort": (
        ("", "Not said"),
        ("sign-in", "Somebody signed in"),
        ("forwarding", "Mail is sent on to somebody"),
        ("look-alike", "A name that looks like another"),
        ("software", "A program"),
        ("device", "A device"),
        ("other", "Something else"),
    ),
}
"""Fields with few answers; what was told in other words stays as one more choice."""
_LONG = frozenset({"text", "about", "copied", "different", "answer"})
_HINTS = {"seen_at": "2026-11-20 10:00", "found_at": "2026-11-20 10:00", "day": "2026-11-20"}


@dataclass(frozen=True, slots=True)
class Row:
    """A row that is kept, as pairs of question and answer."""

    id: str
    pairs: tuple[tuple[str, str], ...]


def label_of(name: str) -> str:
    """How a field is asked for; a profile's fields say which of the two it is."""
    last, side = last_of(name), name.partition("_")[0]
    return _asked(name) if last == name else f"{_SIDES[side]}: {_asked(last).lower()}"


def last_of(name: str) -> str:
    """The name of a field without the side that it belongs to."""
    side, _, rest = name.partition("_")
    return rest if side in _SIDES and rest else name


def _asked(last: str) -> str:
    return _LABELS.get(last, last.replace("_", " ").capitalize())


def _widget(last: str, told: str) -> forms.Widget:
    if last in _CHOICES:
        known = _CHOICES[last]
        other = () if told in dict(known) else ((told, told),)
        return forms.Select(choices=(*known, *other))
    if last in _LONG:
        return forms.Textarea(attrs={"autocomplete": "off", "rows": 2})
    return forms.TextInput(attrs={"autocomplete": "off"})


class RowForm(forms.Form):
    """One row; each line may stay empty."""

    def __init__(self, sheet: str, data: object = None, initial: object = None) -> None:
        """Ask for the fields that the sheet has."""
        super().__init__(data, initial=initial)  # type: ignore[arg-type]  # a QueryDict or None
        for name in fields_of(sheet):
            last = last_of(name)
            self.fields[name] = forms.CharField(
                label=_asked(last),
                help_text=_HINTS.get(last, ""),
                required=False,
                max_length=8000,
                widget=_widget(last, str(self.initial.get(name, ""))),
            )

    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields under a heading each: two profiles have one for each of them."""
        found: dict[str, list[forms.BoundField]] = {}
        for name in self.fields:
            found.setdefault(_SIDES.get(name.partition("_")[0], ""), []).append(self[name])
        return list(found.items())


@unlocked
def sheet(request: HttpRequest, desk: Desk, case: str, sheet: str) -> HttpResponseBase:
    """The rows of one sheet, and a form for the next one or for a change."""
    found = case_of(desk, case)
    chosen = form_of(sheet)
    mine = {each.id: each for each in found.rows if each.sheet == sheet}
    changing = request.GET.get("row", "")
    if changing and changing not in mine:
        raise NotFound()
    if request.method == "POST":
        form = RowForm(sheet, request.POST)
        if form.is_valid():
            emptied = request.POST.get("do") == "take-out"
            given = {} if emptied else form.cleaned_data
            write_row(
                desk.services,
                actor=desk.actor,
                case=found.id,
                sheet=sheet,
                given=given,
                row=changing,
            )
            return redirect("sheet", case=found.id, sheet=sheet)
    else:
        form = RowForm(sheet, initial=dict(mine[changing].fields) if changing else None)
    rows = [
        Row(each.id, tuple((label_of(name), text) for name, text in each.fields))
        for each in mine.values()
    ]
    context = {"case": found, "chosen": chosen, "rows": rows, "form": form, "changing": changing}
    return page(request, "reports/sheet.html", context, typing=True)
