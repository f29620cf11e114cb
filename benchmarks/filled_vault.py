"""A throw-away vault with one invented WhatsApp export, for the benchmarks of the index."""

from __future__ import annotations

import io
import time
from dataclasses import dataclass
from pathlib import Path

from whatsapp_read import export

from upstander.application.add_original import Upload, add_original
from upstander.application.answer_case import answer_case
from upstander.application.answer_question import answer_question
from upstander.application.read_original import read_original
from upstander.application.start_case import start_case
from upstander.bootstrap import Session, create_vault
from upstander.model.evidence import Case, EvidenceItem

PASSPHRASE = "lantern quartz meadow thimble orbit"  # noqa: S105  of a vault that is thrown away


@dataclass(frozen=True)
class Filled:
    session: Session
    case: Case
    item: EvidenceItem
    text_bytes: int
    seconds: float  # keeping the original and reading it into the index
    cpu: float  # of this process, without the child


def filled_vault(folder: Path, messages: int) -> Filled:
    """Make the vault and read the export into it, through the same use cases as the person."""
    body = export(messages)
    session = create_vault(folder / "vault", passphrase=PASSPHRASE).session
    services, actor = session.services, session.actor
    case = start_case(services, actor=actor, title="Benchmark")
    answer_case(services, actor=actor, case=case.id, under18="no", zone="Europe/London")
    start, cpu = time.perf_counter(), time.process_time()
    upload = Upload("_chat.txt", io.BytesIO(body))
    item = add_original(services, actor=actor, case=case.id, upload=upload).item
    answer_question(services, actor=actor, item=item.id, slug="date_order", value="dmy")
    report = read_original(services, actor=actor, item=item.id)
    seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
    if dict(report.counts).get("total", messages) == 0:
        raise SystemExit(f"nothing was read: {report.why}")
    return Filled(session, case, item, len(body), seconds, cpu)
