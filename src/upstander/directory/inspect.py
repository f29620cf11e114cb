"""Running every meaning check over every record. This is what ``directory check`` does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from upstander.directory import checks
from upstander.directory.body import Body
from upstander.directory.body_old import OldBody
from upstander.directory.checks._interface import DirectoryCheck, Known, Located
from upstander.directory.deadlines import DeadlineRecord
from upstander.directory.form_facts import FormFacts
from upstander.directory.kinds import Kind, Label, Vocabulary
from upstander.directory.law import Provision
from upstander.directory.lead_kinds import LeadKind
from upstander.directory.lead_notes import LeadNotes
from upstander.directory.link_facts import KnownHosts, LinkMarks, PlatformLinks, Shortener
from upstander.directory.patterns import PatternRecord
from upstander.directory.providers import MailService, ProviderProfile
from upstander.directory.rdap_services import ContactWords, RdapRecord
from upstander.directory.read import DATA, parse_record, read_text, split_page
from upstander.directory.records import Emergency, GuidanceHead, Record
from upstander.directory.routes import Routes
from upstander.directory.screens import Screens
from upstander.directory.table_columns import ColumnMeaning
from upstander.directory.told import ToldKind
from upstander.directory.urgency import UrgencyRule, UrgencyWords
from upstander.directory.xarf_types import XarfType
from upstander.model.errors import DirectoryError
from upstander.plugins import load_family

_FAMILIES: tuple[tuple[str, str, type[Record]], ...] = (
    ("bodies", "*.toml", Body),
    ("obsolete", "*.toml", OldBody),
    ("emergency", "*.toml", Emergency),
    ("deadlines", "*.toml", DeadlineRecord),
    ("form-facts", "*.toml", FormFacts),
    ("xarf-types", "*.toml", XarfType),
    ("guidance", "*.md", GuidanceHead),
    ("kinds", "*.toml", Kind),
    ("labels", "*.toml", Label),
    ("taxonomy", "*.toml", Vocabulary),
    ("law", "*.toml", Provision),
    ("lead-kinds", "*.toml", LeadKind),
    ("lead-notes", "*.toml", LeadNotes),
    ("known-hosts", "*.toml", KnownHosts),
    ("link-marks", "*.toml", LinkMarks),
    ("platform-links", "*.toml", PlatformLinks),
    ("screens", "*.toml", Screens),
    ("shorteners", "*.toml", Shortener),
    ("mail-services", "*.toml", MailService),
    ("providers", "*.toml", ProviderProfile),
    ("patterns", "*.toml", PatternRecord),
    ("routes", "*.toml", Routes),
    ("table-columns", "*.toml", ColumnMeaning),
    ("rdap", "*.toml", RdapRecord),
    ("rdap-words", "*.toml", ContactWords),
    ("told", "*.toml", ToldKind),
    ("told-words", "*.toml", UrgencyWords),
    ("urgency", "*.toml", UrgencyRule),
    ("urgency-words", "*.toml", UrgencyWords),
)


def inspect_directory(root: Path = DATA) -> tuple[str, ...]:
    """Check all records under a folder, offline; gives one line for each problem found."""
    texts: dict[str, bytes] = {}
    refused: list[str] = []
    for family, pattern, _ in _FAMILIES:
        for path in sorted((root / family).rglob(pattern)):
            try:
                texts[path.relative_to(root).as_posix()] = read_text(path).encode()
            except DirectoryError as error:
                refused.append(error.detail)
    return (*refused, *inspect_texts(texts))


def inspect_texts(texts: Mapping[str, bytes]) -> tuple[str, ...]:
    """Check records given as bytes by name, such as ``bodies/uk.999.toml``; a line a problem.

    What belongs to no family is not looked at.
    """
    located: list[tuple[str, str, Located]] = []
    problems: list[str] = []
    for family, pattern, kind in _FAMILIES:
        for name in sorted(texts):
            path = PurePosixPath(name)
            if path.parts[0] != family or not path.match(pattern):
                continue
            try:
                located.append((family, path.name, _locate(path, texts[name], kind)))
            except DirectoryError as error:
                problems.append(error.detail)
    return (*problems, *_found(located))


def _found(located: Sequence[tuple[str, str, Located]]) -> Iterator[str]:
    """What the checks find in records that could be read."""
    records = {
        family: {each.record.slug: each.record for name, _, each in located if name == family}
        for family, _, _ in _FAMILIES
    }
    known = Known({family: frozenset(each) for family, each in records.items()}, records)
    for _, file, each in located:
        for check in all_checks():
            for problem in check.problems(each, known):
                yield f"{file}: {problem} ({check.slug})."


def all_checks() -> Iterable[DirectoryCheck]:
    """Load the family of checks, in the order of their files."""
    return tuple(loaded.part for loaded in load_family(checks, DirectoryCheck).values())  # type: ignore[type-abstract]  # a family is named by its base


def _locate(path: PurePosixPath, data: bytes, kind: type[Record]) -> Located:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise DirectoryError(f"{path.name}: {type(error).__name__}.") from None
    if path.suffix == ".toml":
        return Located(parse_record(text, kind, name=path.name), path.stem)
    head, words, _ = split_page(text, path.name)
    return Located(parse_record(head, kind, name=path.name, first_line=2), path.stem, words)
