"""Traces a mailbox of 1,000 invented mails and prints mails per second beside the standard library.

Run: ``PYTHONPATH=src:benchmarks python benchmarks/trace_mailbox.py [--mails 1000]``. Promise: at
least 200 mails/s. The peer only parses the same mails with ``email``; it traces nothing.
"""

from __future__ import annotations

import argparse
import time
from email import message_from_bytes, policy
from typing import BinaryIO, cast

from mail_read import Generated

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
    print(f"{len(mails)} mails, {found} with a hand-over")
    print(f"traced: {len(mails) / ours:,.0f} mails a processor second (goal 200)")
    print(f"parsed by the standard library: {len(mails) / peer:,.0f}; ratio {ours / peer:.2f}")
    return 0 if found == len(mails) and len(mails) / ours >= 200 else 1


if __name__ == "__main__":
    raise SystemExit(main())
