"""Traces a mailbox of 1,000 invented mails and prints mails per second beside the standard library.

Run: ``PYTHONPATH=src:benchmarks python benchmarks/trace_mailbox.py [--mails 1000]``. Promise: at
least 200 mails/s, also one by one through the limited child, as the command does it (there by the
clock, its start left out). The peer only parses the same mails with ``email``; it traces nothing.
"""

from __future__ import annotations

import argparse
import time
from email import message_from_bytes, policy
from io import BytesIO
from typing import BinaryIO, cast

from mail_read import Generated

from upstander.adapters.isolation import ChildIsolation
from upstander.mail.mbox import split_mbox
from upstander.trace.mail_trace import trace_mail


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mails", type=int, default=1000)
    options = parser.parse_args()
    mails = [raw.data or b"" for raw in split_mbox(cast(BinaryIO, Generated(options.mails)))]
    trace_mail(mails[0], source="warm")
    started = time.process_time()
    found = sum(trace_mail(each, source="m").handover is not None for each in mails)
    ours = time.process_time() - started
    started = time.process_time()
    for each in mails:
        message_from_bytes(each, policy=policy.default).get_body()
    peer = time.process_time() - started
    childs = through_child(mails)
    print(f"{len(mails)} mails, {found} with a hand-over")
    print(f"traced: {len(mails) / ours:,.0f} mails a processor second (goal 200)")
    print(f"traced in the limited child: {childs:,.0f} mails a second by the clock (goal 200)")
    print(f"parsed by the standard library: {len(mails) / peer:,.0f}; ratio {ours / peer:.2f}")
    return 0 if found == len(mails) and min(len(mails) / ours, childs) >= 200 else 1


def through_child(mails: list[bytes]) -> float:
    """Mails a second through one limited child, one request a mail."""
    isolation = ChildIsolation()
    isolation.trace(BytesIO(mails[0]), source="warm")
    started = time.perf_counter()
    for each in mails:
        isolation.trace(BytesIO(each), source="m")
    return len(mails) / (time.perf_counter() - started)


if __name__ == "__main__":
    raise SystemExit(main())
