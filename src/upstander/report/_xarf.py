"""XARF reports (version 4) out of the facts of a case, where a true type fits and all is known.

What is not known is never made up: without the source port of a mail, for example, there is no
report of it, because the format asks for one.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from upstander.directory.xarf_types import XarfType
from upstander.language.shown_time import iso_utc
from upstander.language.web_address import read_web_address
from upstander.mail.addresses import parse_addresses
from upstander.model.digest import Digest
from upstander.model.entry import Json
from upstander.model.report import Incident, ReportFacts
from upstander.model.worksheets import Intrusion
from upstander.report._mail_along import Along
from upstander.report._one_mail import OneMail, is_network_address
from upstander.report.happened import in_short
from upstander.report.texts import is_likely_text

_FEWEST_DIGITS = 7
_MOST_WORDS = 1000
_NO_NAME = "A private person"
OF_A_ROW = "as it is written in your sheet"
OF_AN_INCIDENT = "of the last thing that happened"
OF_A_MESSAGE = "of the last message that is kept"
OF_A_TEXT = "of the text"
OF_ACCOUNT = "at which the number was last seen"
OF_A_MAIL = "at which the mail was taken in"
OF_A_CALL = "of the last call that is kept"
OF_A_LOG = "as the log shows it"
_PASSWORD = "password"  # noqa: S105  # the word for a sort of exposed thing


@dataclass(frozen=True, slots=True)
class Found:
    """Where the abuse came from, when, and the fields that only this type has."""

    source: str
    at: datetime | None
    fields: tuple[tuple[str, Json], ...] = ()
    whose: str = ""  # what the time is of, in words


@dataclass(frozen=True, slots=True)
class Dated:
    """A time, and what it is the time of."""

    at: datetime | None
    whose: str = ""


@dataclass(frozen=True, slots=True)
class Material:
    """What a report may be made from: the facts as the receiver gets them, and the mail.

    ``contact`` is the person's mail address, exactly: a part of their name may stand in it.
    """

    facts: ReportFacts
    contact: str
    mail: OneMail
    along: Along


def fitting(kind: XarfType, material: Material) -> Found | None:
    """What this type needs out of the case; nothing where one thing of it is not known."""
    if not set(kind.kinds).intersection(material.facts.kinds):
        return None
    return _FINDERS[kind.needs[0]](kind, material)


def xarf(
    kind: XarfType, found: Found, material: Material, *, version: str, shares: frozenset[str]
) -> dict[str, Json]:
    """Make the report as JSON values; the same input gives the same report."""
    contact = material.contact
    org = material.facts.reporter.name if "name" in shares else ""
    person: dict[str, Json] = {
        "org": org or _NO_NAME,
        "contact": contact,
        "domain": contact.rpartition("@")[2].lower(),
    }
    made: dict[str, Json] = {
        "xarf_version": version,
        "timestamp": iso_utc(found.at),
        "reporter": dict(person),
        "sender": dict(person),
        "source_identifier": found.source,
        "category": kind.category,
        "type": kind.type,
        "description": in_short(material.facts)[:_MOST_WORDS],
        "evidence": list(_evidence(material)),
    }
    made |= {each.name: [each.value] if each.many else each.value for each in kind.fields}
    made |= dict(found.fields)
    return {"report_id": _report_id(made), **made}


def as_json(report: Mapping[str, Json]) -> bytes:
    """The report as a file; signs outside ASCII are written as escapes."""
    return (json.dumps(report, indent=2, ensure_ascii=True) + "\n").encode("ascii")


def _report_id(report: Mapping[str, Json]) -> str:
    """An id in the form of a UUID that is the same for the same report."""
    return str(UUID(bytes=bytes.fromhex(Digest.of(as_json(report)).hex[:32]), version=4))


def _evidence(material: Material) -> Iterator[Json]:
    """The whole mail where it goes along; else the words, as the receiver gets them."""
    if material.along.mail is not None and material.along.whole:
        yield _item("message/rfc822", "The mail as it came", material.along.mail.data)
        return
    for each in material.facts.incidents[:10]:
        if each.what:
            words = each.what.encode("utf-8", "backslashreplace")
            yield _item("text/plain", "The words as they were seen", words)


def _item(kind: str, about: str, data: bytes) -> Json:
    return {
        "content_type": kind,
        "description": about,
        "payload": base64.b64encode(data).decode("ascii"),
        "hash": str(Digest.of(data)),
        "size": len(data),
    }


def _sign_in(kind: XarfType, material: Material) -> Found | None:
    for each in material.facts.intrusions:
        if each.sort == "sign-in" and _is_full(each):
            fields: tuple[tuple[str, Json], ...] = (
                ("source_port", each.port),
                ("protocol", each.protocol.lower()),
                ("first_seen", iso_utc(each.utc)),
            )
            return Found(each.source.strip(), each.utc, fields, OF_A_LOG)
    return None


def _is_full(sign: Intrusion) -> bool:
    return (
        sign.utc is not None
        and is_network_address(sign.source.strip())
        and 0 < sign.port < 65536
        and sign.protocol.lower() in ("tcp", "udp")
    )


def _password_page(kind: XarfType, material: Material) -> Found | None:
    pages = [
        (each.address, Dated(each.seen_at, OF_A_ROW) if each.seen_at else None)
        for each in material.facts.exposed
        if each.what == _PASSWORD and each.address
    ]
    return _first_page(pages, material)


def _page(kind: XarfType, material: Material) -> Found | None:
    return _first_page([(each, None) for each in material.facts.addresses], material)


def _first_page(pages: Iterable[tuple[str, Dated | None]], material: Material) -> Found | None:
    found = (_at_page(link, dated or _page_time(link, material)) for link, dated in pages)
    return next((each for each in found if each is not None), None)


def _at_page(written: str, dated: Dated) -> Found | None:
    page = read_web_address(written)
    if not page.plain.startswith(("http://", "https://")) or page.before_at:
        return None
    if page.is_number and not is_network_address(page.host.strip("[]")):
        return None
    if not page.is_number and not page.registered:
        return None
    return Found(page.host.strip("[]"), dated.at, (("url", page.plain),), dated.whose)


def _number(kind: XarfType, material: Material) -> Found | None:
    """A text with a number. A call is no text, so the time of a call is not taken for one."""
    seen = {each.name: each.last or each.first for each in material.facts.accounts}
    undated = None
    for each in material.facts.incidents:
        if not (_came_by(each, kind) and _is_number(each.account)):
            continue
        if each.utc is not None:
            return Found(each.account, each.utc, whose=OF_A_TEXT)
        undated = undated or Found(each.account, seen.get(each.account), whose=OF_ACCOUNT)
    return undated


def _came_by(incident: Incident, kind: XarfType) -> bool:
    words = incident.where.casefold()
    return not is_likely_text(incident) and any(each.casefold() in words for each in kind.channels)


def _is_number(account: str) -> bool:
    digits = sum(map(str.isdigit, account))
    return digits >= _FEWEST_DIGITS and not any(map(str.isalpha, account))


def _mail(kind: XarfType, material: Material) -> Found | None:
    one = material.mail
    port = next((each.value for each in one.facts.leads if each.kind == "port"), "")
    sender = one.letter.headers.first("return-path") if one.facts.raw_mail else None
    boxes = parse_addresses(sender.plain) if sender else ()
    if not (port.isdecimal() and 0 < int(port) < 65536 and one.source and boxes):
        return None
    fields: tuple[tuple[str, Json], ...] = (
        ("smtp_from", boxes[0].address),
        ("source_port", int(port)),
    )
    return Found(one.source, one.arrived, fields, OF_A_MAIL)


def _page_time(address: str, material: Material) -> Dated:
    """When a page was seen: as written down for this very page, else as the case was last seen.

    Never the time of writing. Where nothing has a time, there is none.
    """
    facts = material.facts
    rows = [*_rows_with_links(facts)]
    ways = (
        Dated(_last(at for link, at in rows if link == address.strip()), OF_A_ROW),
        Dated(_last(each.utc for each in facts.incidents), OF_AN_INCIDENT),
        Dated(facts.last_seen, OF_A_MESSAGE),
        Dated(material.mail.arrived, OF_A_MAIL),
        Dated(_last(at for _, at in rows), OF_A_ROW),
        Dated(_last(each.utc for each in facts.calls if each.direction != "out"), OF_A_CALL),
    )
    return next((each for each in ways if each.at is not None), Dated(None))


def _rows_with_links(facts: ReportFacts) -> Iterator[tuple[str, datetime | None]]:
    """The links in the sheets of the case, each with the time at which it was seen."""
    for claim in facts.claims:
        yield claim.address.strip(), claim.seen_at
    for repost in facts.reposts:
        yield repost.address.strip(), repost.found_at
    for exposed in facts.exposed:
        yield exposed.address.strip(), exposed.seen_at
    for pair in facts.profiles:
        yield pair.fake.address.strip(), pair.fake.seen_at


def _last(times: Iterable[datetime | None]) -> datetime | None:
    return max((each.astimezone(UTC) for each in times if each is not None), default=None)


_FINDERS: dict[str, Callable[[XarfType, Material], Found | None]] = {
    "sign-in": _sign_in,
    "password-page": _password_page,
    "page": _page,
    "number": _number,
    "mail": _mail,
}
