"""A report for programs of a network (XARF), only where one of its types is true of the case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from upstander.directory.shelf import shipped
from upstander.directory.xarf_types import XarfType, shipped_xarf_types
from upstander.model.entry import Json
from upstander.model.report import Block, Document, FilePart, ReportFacts
from upstander.report._interface import Asked
from upstander.report._mail_along import along
from upstander.report._one_mail import OneMail
from upstander.report._xarf import Material, as_json, fitting, xarf
from upstander.report._xarf_checks import faults
from upstander.report.blocks import listing, paragraph, section
from upstander.report.callers import only_callers
from upstander.report.calls import real_number
from upstander.report.form import Copy, WrittenForm, head
from upstander.report.happened import in_short
from upstander.report.redact import seen_by, youngest
from upstander.report.texts import is_text

_NEVER = frozenset({"child-exploitation", "grooming"})
_PICTURES = "image-abuse"
_NO_CONTACT = "You leave your mail address out, and such a file needs it. So there is no file."
_TIME = "The day and time at which it was seen: in a diary note, or in the row of a sheet."


@dataclass(frozen=True, slots=True)
class _Outcome:
    """A report, or the name of the line that says why there is none, with what is wrong."""

    report: dict[str, Json] | None = None
    why: str = ""
    wrong: tuple[str, ...] = ()
    whose: str = ""  # what the time in it is of
    learns: tuple[str, ...] = ()  # what they learn by a mail that goes along whole


class XarfReport(WrittenForm):
    """One JSON file for hosts that take it; else a plain sentence why there is none."""

    slug = "xarf-report"
    title = "Report for a network's computers"
    about = "For a host that takes XARF files: scam pages, scam texts, leaked data, break-ins."
    receivers = ("host",)
    group, rank = "network", 5
    shares = frozenset({"email"})
    needs = ("email",)
    subject = "Abuse report (XARF)"

    def write(self, facts: ReportFacts, asked: Asked) -> Document:
        """Write what is said to people; the file goes along only when nothing is wrong with it."""
        document = super().write(facts, asked)
        shares = self.shares_with(facts, asked)
        called = only_callers(facts.calls, asked.callers)
        told = replace(self.told_of(facts, asked), calls=called)
        outcome = _report(told, asked, shares)
        return replace(
            document,
            blocks=(*document.blocks, *_said(outcome, facts.place)),
            files=(*document.files, *_file(outcome)),
            missing=(*document.missing, *outcome.wrong),
            who_learns=(*document.who_learns, *outcome.learns),
        )

    def blocks(self, copy: Copy) -> Iterable[Block]:
        """The matter in short."""
        yield from head(copy, self.title)
        yield from section("What happened", paragraph(in_short(copy.facts)))


def _report(facts: ReportFacts, asked: Asked, shares: frozenset[str]) -> _Outcome:
    if _is_never(facts):
        return _Outcome(why="never")
    contact = facts.reporter.email.strip()
    if contact and "email" not in shares:
        return _Outcome(why="not-whole", wrong=(_NO_CONTACT,))
    one = OneMail(facts)
    goes = along(one, shares)
    material = Material(seen_by(_without_numbers(facts), shares).facts, contact, one, goes)
    kinds = [each for each in shipped_xarf_types() if _may_fit(each, facts)]
    if not kinds:
        return _Outcome(why="no-type")
    undated = False
    for kind in kinds:
        found = fitting(kind, material)
        if found is not None and found.at is not None:
            made = xarf(kind, found, material, version=_version(), shares=shares)
            learns = goes.learns if goes.whole else ()
            return replace(_checked(made, asked), whose=found.whose, learns=learns)
        undated = undated or found is not None
    if undated:
        return _Outcome(why="needs-time", wrong=(_TIME,))
    return _Outcome(why=_lacking(kinds, facts))


def _without_numbers(facts: ReportFacts) -> ReportFacts:
    """Of calls only the times count here: a number of the log stays private in what was told."""
    return replace(facts, calls=tuple(replace(each, number="") for each in facts.calls))


def _lacking(kinds: Sequence[XarfType], facts: ReportFacts) -> str:
    """The line that says what is needed: of the sort that the case has something of."""
    if facts.raw_mail or not any("number" in each.needs for each in kinds):
        return f"needs-{kinds[-1].needs[0]}"
    if any(map(is_text, facts.incidents)):
        return "needs-number"
    return "only-calls" if any(map(real_number, facts.calls)) else f"needs-{kinds[-1].needs[0]}"


def _may_fit(kind: XarfType, facts: ReportFacts) -> bool:
    """A break-in is only reported where there is a sign of one."""
    told = bool(facts.intrusions) or "sign-in" not in kind.needs
    return told and not set(kind.kinds).isdisjoint(facts.kinds)


def _checked(report: dict[str, Json], asked: Asked) -> _Outcome:
    wrong = faults(report, asked.now)
    return _Outcome(why="not-whole", wrong=wrong) if wrong else _Outcome(report, "fits")


def _is_never(facts: ReportFacts) -> bool:
    """Sexual harm to a child: there is a hotline for that, and nothing is made here."""
    child = youngest(facts.helping).is_child
    return bool(_NEVER.intersection(facts.kinds)) or (child and _PICTURES in facts.kinds)


def _version() -> str:
    return shipped().form_facts(XarfReport.slug).line("version")


def _said(outcome: _Outcome, place: str) -> Iterator[Block]:
    """Whether there is a file, what stands in it, and if not, why not."""
    record = shipped().form_facts(XarfReport.slug)
    yield from section("The file", paragraph(record.line(outcome.why, place)))
    if outcome.report is not None:
        said = outcome.report
        lines = [
            f"Type: {said['category']}/{said['type']}",
            f"Source: {said['source_identifier']}",
            f"Time: {said['timestamp']}" + (f" ({outcome.whose})" if outcome.whose else ""),
        ]
        yield from listing(lines)


def _file(outcome: _Outcome) -> Iterator[FilePart]:
    if outcome.report is not None:
        yield FilePart("report.json", "application/json", as_json(outcome.report))


PLUGIN = XarfReport()
