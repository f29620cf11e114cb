"""Which paper goes with a step of the plan: the form that its body takes."""

from __future__ import annotations

from upstander.directory.shelf import shipped
from upstander.model.errors import DirectoryError
from upstander.report.forms import all_forms
from upstander.report.routing.plan import Step


def paper_of(step: Step) -> tuple[str, str]:
    """The slug and title of the form for a step; both empty where it needs no paper."""
    try:
        kind = shipped().body(step.id).kind
    except DirectoryError:
        return "", ""
    # the lowest rank first, and never a complaint about a report that was not yet written
    forms = sorted(all_forms(), key=lambda form: (form.group == "follow", form.rank, form.title))
    for wanted in (step.id, kind):
        for form in forms:
            if wanted in form.receivers:
                return form.slug, form.title
    return "", ""
