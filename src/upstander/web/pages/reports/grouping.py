"""The forms as a person looks for them: by who gets them."""

from __future__ import annotations

from upstander.directory.shelf import shipped
from upstander.model.errors import DirectoryError
from upstander.report._interface import ReportForm
from upstander.report.forms import all_forms

_GROUPS = {
    "police": "Police",
    "money": "Money",
    "platform": "The app or site",
    "network": "Network and phone",
    "care": "School, work, council",
    "trusted": "People you trust",
    "keep": "To keep and hand over traces",
    "follow": "No answer, and your own data",
    "sheets": "Sheets to work with",
    "other": "Anyone else",
}


def form_groups() -> list[tuple[str, list[ReportForm]]]:
    """The forms in groups, each in its order; a group that is not known is "anyone else"."""
    groups: dict[str, list[ReportForm]] = {title: [] for title in _GROUPS.values()}
    for form in sorted(all_forms(), key=lambda each: (each.rank, each.title)):
        groups[_GROUPS.get(form.group, _GROUPS["other"])].append(form)
    return [(title, forms) for title, forms in groups.items() if forms]


def receivers_of(form: ReportForm) -> list[tuple[str, str]]:
    """Bodies of the directory that take a form, by name: ids and names."""
    wanted = set(form.receivers)
    return sorted(
        (
            (body.slug, body.name)
            for body in shipped().bodies()
            if body.slug in wanted or body.kind in wanted
        ),
        key=lambda pair: pair[1],
    )


def with_receiver(receivers: list[tuple[str, str]], to: str) -> list[tuple[str, str]]:
    """The same with one more, where a link or an earlier report leads to another body."""
    if not to or any(each == to for each, _ in receivers):
        return receivers
    try:
        return [*receivers, (to, shipped().body(to).name)]
    except DirectoryError:
        return receivers
