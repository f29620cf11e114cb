"""The forms as a person looks for them: by who gets them."""

from __future__ import annotations

from upstander.directory.shelf import shipped
from upstander.report._interface import ReportForm
from upstander.report.forms import all_forms

_GROUPS = (
    ("Police", ("police", "emergency")),
    ("The app or site", ("platform",)),
    ("Network and phone", ("isp", "mobile", "registry")),
    ("Money", ("fraud_line", "bank", "ombudsman")),
    ("School, work, council", ("school", "employer", "council", "local_role")),
    ("Your own data, and no answer", ("regulator", "organisation", "anyone")),
    ("People you trust", ("person", "trusted")),
)
_OTHER = "Other papers"


def form_groups() -> list[tuple[str, list[ReportForm]]]:
    """The forms in groups; one that fits none stands with the other papers."""
    groups: dict[str, list[ReportForm]] = {title: [] for title, _ in (*_GROUPS, (_OTHER, ()))}
    for form in all_forms():
        groups[group_of(form)].append(form)
    return [(title, forms) for title, forms in groups.items() if forms]


def group_of(form: ReportForm) -> str:
    """The group of a form, by its receivers: kinds of bodies, or ids of the directory."""
    kinds = {_kind(each) for each in form.receivers}
    return next((title for title, held in _GROUPS if kinds & set(held)), _OTHER)


def receivers_of(form: ReportForm) -> list[tuple[str, str]]:
    """Bodies of the directory that take a form, by name: ids and names."""
    bodies = shipped().bodies()
    wanted = set(form.receivers)
    return sorted(
        ((body.slug, body.name) for body in bodies if body.slug in wanted or body.kind in wanted),
        key=lambda pair: pair[1],
    )


def _kind(receiver: str) -> str:
    return next((body.kind for body in shipped().bodies() if body.slug == receiver), receiver)
