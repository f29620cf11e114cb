"""Writes reports of long cases and prints seconds beside a peer that only does the plain part.

Run: ``PYTHONPATH=src:.:benchmarks python benchmarks/reports.py``. Promises: a call log of 500 rows
is read from CSV and is a report within a second; a mail of 5 MB goes into an abuse report (ARF)
within a second; all forms over a case of 500 times an example take less than 30 seconds. Peers:
the standard library's CSV reader for the log, its base64 for the mail. Processor time.
"""

from __future__ import annotations

import argparse
import base64
import csv
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from io import StringIO
from typing import TypeVar

from tests.support.report_facts import NOW, case
from tests.unit.intake.reading import read
from upstander.application.table_rows import calls_of
from upstander.model.report import Contact, ReportFacts
from upstander.report._interface import Asked
from upstander.report.as_page import page_pdf
from upstander.report.as_text import plain_text
from upstander.report.forms import known_forms

T = TypeVar("T")
FORMS = {slug: loaded.part for slug, loaded in known_forms().items()}
ASKED = Asked(now=NOW, receiver="Example Service", shares=frozenset({"email"}))
HEAD = (
    b"Received: from relay.example.net ([198.51.100.23]) by mx.example.org;"
    b" Thu, 12 Nov 2026 22:47:03 +0100\r\n"
    b"From: Head <head@school.example>\r\nTo: tara@example.org\r\nSubject: last warning\r\n\r\n"
)


def main() -> int:
    argparse.ArgumentParser(description=__doc__).parse_args()
    kept = [call_log(), abuse_report(), every_form()]
    return 0 if all(kept) else 1


def call_log() -> bool:
    """Read 500 rows and write them to a phone company, as a text and as a page."""
    rows = (f"17/11/2026 {n // 60:02}:{n % 60:02},07700 900888,in,{n}\n" for n in range(500))
    table = "when,number,direction,duration_s\n" + "".join(rows)
    peer, _ = timed(lambda: list(csv.reader(StringIO(table))))
    reading, calls = timed(lambda: calls_of(read(table, "calls.csv", zone="Europe/London")[0]))
    facts = ReportFacts(calls=tuple(calls), zone="Europe/London")
    writing, document = timed(lambda: FORMS["phone-provider"].write(facts, ASKED))
    text, _ = timed(lambda: plain_text(document))
    page, _ = timed(lambda: page_pdf(document))
    whole = reading + writing + text
    print(f"call log of 500 rows: read {reading:.3f} s, written {writing + text:.3f} s (goal 1 s)")
    print(f"  the page to print: {page:.3f} s; read by csv alone: {peer:.4f} s,", end=" ")
    print(f"ratio {whole / peer:,.0f}")
    return whole < 1


def abuse_report() -> bool:
    """Put a mail of 5 MB into an abuse report."""
    mail = HEAD + (b"x" * 70 + b"\r\n") * (5 * 1024 * 1024 // 72)
    peer, _ = timed(lambda: base64.encodebytes(mail))
    reporter = Contact(name="Tara Example", email="tara@example.org")
    facts = ReportFacts(reporter=reporter, raw_mail=mail)
    took, _ = timed(lambda: FORMS["isp-abuse"].write(facts, ASKED))
    print(f"abuse report of a mail of 5 MB: {took:.2f} s (goal 1 s); base64 alone: {peer:.3f} s,")
    print(f"  ratio {took / peer:.1f}")
    return took < 1


def every_form() -> bool:
    """Write each form over a case that is 500 times an example."""
    ellen = case("ellen")
    facts = replace(
        ellen,
        incidents=ellen.incidents * 500,
        losses=case("george").losses * 500,
        evidence=ellen.evidence * 500,
    )

    def write(slug: str) -> str:
        return plain_text(FORMS[slug].write(facts, ASKED))

    each = {slug: timed(partial(write, slug))[0] for slug in FORMS}
    slowest = max(each, key=lambda slug: each[slug])
    print(f"{len(each)} forms over a case of 500 fold: {sum(each.values()):.1f} s (goal 30 s),")
    print(f"  of it {slowest} {each[slowest]:.1f} s")
    return sum(each.values()) < 30


def timed(work: Callable[[], T]) -> tuple[float, T]:
    begun = time.process_time()
    made = work()
    return time.process_time() - begun, made


if __name__ == "__main__":
    raise SystemExit(main())
