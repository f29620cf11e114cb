"""The agent process. Its orders come by standard input, so that no list of programs shows them."""

from __future__ import annotations

import json
import signal
import sys
from pathlib import Path

from upstander.adapters.agent.guard import refuse_dumps
from upstander.adapters.agent.place import socket_path
from upstander.adapters.agent.server import Agent
from upstander.adapters.vault_sessions import LockWatch

_NEUTRAL_TITLE = "python3"


def main() -> int:
    """Take the orders, say ``ready``, hold the key until it is over."""
    _be_neutral()
    refuse_dumps()
    order = json.loads(sys.stdin.readline())
    vault = Path(order["vault"])
    key = bytearray.fromhex(order.pop("key"))
    agent = Agent(socket_path(vault), key, idle_seconds=float(order["idle"]))
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: agent.end())
    listener = agent.listen()
    watch = LockWatch(vault, agent.end_and_wait)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdout.close()
    agent.serve(listener)
    watch.stop()
    return 0


def _be_neutral() -> None:
    try:
        from setproctitle import setproctitle
    except ImportError:
        return
    setproctitle(_NEUTRAL_TITLE)


if __name__ == "__main__":
    sys.exit(main())
