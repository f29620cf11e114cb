"""A name server on this computer itself, over UDP and TCP, with its good and bad answers."""

from __future__ import annotations

import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import dns.flags
import dns.message
import dns.rcode
import dns.rdatatype
import dns.rrset

KEY = "v=DKIM1; k=rsa; p=" + "A" * 600


class DnsServer:
    """``asked`` holds transport and name of each question."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []
        self._udp = socketserver.ThreadingUDPServer(("127.0.0.1", 0), _Udp)
        self.port = self._udp.server_address[1]
        self._tcp = _Tcp(("127.0.0.1", self.port), _Stream)
        for server in (self._udp, self._tcp):
            server.owner = self  # type: ignore[union-attr]  # the handlers look for it there
            server.daemon_threads = True
            threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()

    def close(self) -> None:
        for server in (self._udp, self._tcp):
            server.shutdown()
            server.server_close()

    def answer(self, wire: bytes, transport: str) -> bytes | None:
        query = dns.message.from_wire(wire)
        name = query.question[0].name.to_text(omit_final_dot=True)
        self.asked.append((transport, name))
        reply = dns.message.make_response(query)
        first = name.partition(".")[0]
        if first == "silent":
            return None
        if first == "nobody":
            reply.set_rcode(dns.rcode.NXDOMAIN)
        elif first == "broken":
            reply.set_rcode(dns.rcode.SERVFAIL)
        elif first == "large" and transport == "udp":
            reply.flags |= dns.flags.TC
        elif first != "other":
            reply.answer.extend(_records(name, first))
        return reply.to_wire(max_size=65535)


def _records(name: str, first: str) -> list[dns.rrset.RRset]:
    texts = {
        "parts": " ".join(f'"{KEY[at : at + 250]}"' for at in range(0, len(KEY), 250)),
        "large": " ".join(['"' + "b" * 250 + '"'] * 8),
        "odd": r'"\000\255;<script>"',
    }
    if first == "moved":
        target = "key.example.org."
        return [
            dns.rrset.from_text(name + ".", 60, "IN", "CNAME", target),
            dns.rrset.from_text(target, 60, "IN", "TXT", '"v=DKIM1; p=BBBB"'),
        ]
    if first == "many":
        return [dns.rrset.from_text(name + ".", 60, "IN", "TXT", *(f'"t{n}"' for n in range(40)))]
    return [dns.rrset.from_text(name + ".", 60, "IN", "TXT", texts.get(first, '"v=DKIM1; p=AA"'))]


@contextmanager
def dns_server() -> Iterator[DnsServer]:
    """Run a name server until the end of the block."""
    server = DnsServer()
    try:
        yield server
    finally:
        server.close()


class _Tcp(socketserver.ThreadingTCPServer):
    allow_reuse_address = True


class _Udp(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        wire, sock = self.request
        reply = self.server.owner.answer(wire, "udp")  # type: ignore[attr-defined]  # set above
        if reply is not None:
            sock.sendto(reply, self.client_address)


class _Stream(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        (size,) = struct.unpack("!H", self.request.recv(2))
        reply = self.server.owner.answer(  # type: ignore[attr-defined]  # set above
            self.request.recv(size), "tcp"
        )
        if reply is not None:
            self.request.sendall(struct.pack("!H", len(reply)) + reply)
