"""A register on this computer itself: answers, refusals, redirects and every bad habit."""

from __future__ import annotations

import ipaddress
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

RDAP = "application/rdap+json"
SHAPES = Path(__file__).resolve().parents[1] / "data" / "rdap"


class RdapServer(ThreadingHTTPServer):
    """``asked`` holds path and headers of each request."""

    daemon_threads = True
    away = ""  # where /away leads

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.released = threading.Event()  # lets slow answers end with the test

    @property
    def place(self) -> str:
        return f"127.0.0.1:{self.server_address[1]}"

    def address(self, path: str) -> str:
        return f"http://{self.place}/{path}"


def own_certificate(folder: Path) -> Path:
    """Make a certificate for this computer that no authority has signed; gives its PEM file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    names = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    today = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=1))
        .add_extension(names, critical=False)
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path = folder / "own.pem"
    path.write_bytes(secret + made.public_bytes(Encoding.PEM))
    return path


@contextmanager
def rdap_server(certificate: Path | None = None) -> Iterator[RdapServer]:
    """Run a register until the end of the block; with a certificate it speaks https."""
    server = RdapServer()
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.released.set()
        server.shutdown()
        server.server_close()
        thread.join(5)


class _Handler(BaseHTTPRequestHandler):
    server: RdapServer
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.server.asked.append((self.path, dict(self.headers.items())))
        name = self.path.strip("/").partition("/")[0]
        with suppress(OSError):  # the other side may be gone, and that is the point
            HABITS.get(name, _shape)(self)

    def handle(self) -> None:
        with suppress(OSError):  # a handshake that was refused
            super().handle()

    def log_message(self, format: str, *args: object) -> None:
        pass

    def give(self, status: int, data: bytes, kind: str = RDAP, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        for field, value in headers.items():
            self.send_header(field, value)
        self.end_headers()
        self.wfile.write(data)

    def start(self, *lines: str) -> None:
        self.wfile.write("\r\n".join(("HTTP/1.1 200 OK", *lines, "", "")).encode())


def _shape(handler: _Handler) -> None:
    name = handler.path.strip("/").partition("/")[0]
    handler.give(200, (SHAPES / name / "input.json").read_bytes())


def _status(status: int) -> Callable[[_Handler], None]:
    return lambda handler: handler.give(status, b'{"errorCode": %d}' % status)


def _to(target: Callable[[_Handler], str]) -> Callable[[_Handler], None]:
    return lambda handler: handler.give(302, b"", Location=target(handler))


def _step(handler: _Handler) -> str:
    left = int(handler.path.rpartition("/")[2])
    return f"/steps/{left - 1}" if left > 1 else "/nobody-at-all"


def _silent(handler: _Handler) -> None:
    handler.server.released.wait(10)


def _drip_headers(handler: _Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    _drip(handler, lambda number: b"X-%d: a\r\n" % number)


def _drip_body(handler: _Handler) -> None:
    handler.start(f"Content-Type: {RDAP}", "Content-Length: 1000000")
    _drip(handler, lambda _: b" ")


def _drip(handler: _Handler, piece: Callable[[int], bytes]) -> None:
    for number in range(200):
        handler.wfile.write(piece(number))
        handler.wfile.flush()
        if handler.server.released.wait(0.05):
            return


def _endless(handler: _Handler) -> None:
    handler.start(f"Content-Type: {RDAP}", "Connection: close")
    until = time.monotonic() + 10
    while time.monotonic() < until and not handler.server.released.is_set():
        handler.wfile.write(b" " * 65536)


def _chunked(handler: _Handler) -> None:
    data = (SHAPES / "nobody-at-all" / "input.json").read_bytes()
    handler.start(f"Content-Type: {RDAP}", "Transfer-Encoding: chunked")
    for at in range(0, len(data), 50):
        piece = data[at : at + 50]
        handler.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
    handler.wfile.write(b"0\r\n\r\n")


def _cut_off(handler: _Handler) -> None:
    handler.start(f"Content-Type: {RDAP}", "Content-Length: 500", "Connection: close")
    handler.wfile.write(b'{"objectClassName"')
    handler.close_connection = True


def _no_http(handler: _Handler) -> None:
    handler.wfile.write(b"220 mail.test ESMTP\r\n" * 3)
    handler.close_connection = True


HABITS: dict[str, Callable[[_Handler], None]] = {
    "gone": _status(404),
    "busy": _status(429),
    "later": _status(503),
    "closed": _status(403),
    "broken": _status(500),
    "inside": _to(lambda _: "/nobody-at-all"),
    "steps": _to(_step),
    "round": _to(lambda _: "/round"),
    "there": _to(lambda _: "/back"),
    "back": _to(lambda _: "/there"),
    "away": _to(lambda handler: handler.server.away),
    "nowhere": lambda handler: handler.give(302, b""),
    "huge": lambda handler: handler.give(200, b" " * (1024 * 1024 + 1)),
    "endless": _endless,
    "silent": _silent,
    "drip-headers": _drip_headers,
    "drip-body": _drip_body,
    "chunked": _chunked,
    "page": lambda handler: handler.give(200, b"<html></html>", "text/html"),
    "no-json": lambda handler: handler.give(200, b"no json", RDAP),
    "cookie": lambda handler: handler.give(200, b"{}", RDAP, **{"Set-Cookie": "id=7"}),
    "cut-off": _cut_off,
    "no-http": _no_http,
}
