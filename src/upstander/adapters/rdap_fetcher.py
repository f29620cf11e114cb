"""Asks a register over https and keeps strictly to what was asked.

No cookies, no proxy from the environment, no link followed but a redirect to a known register,
at most three of them, one megabyte and ten seconds for all of it.
"""

from __future__ import annotations

import contextlib
import http.client
import socket
import ssl
import threading
import time
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from upstander.application.network_ports import Fetched, Trouble
from upstander.model.lead import LookOutcome

MOST_REDIRECTS = 3
MOST_BYTES = 1024 * 1024
LIMIT_S = 10.0
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_TROUBLES = {
    401: Trouble.CLOSED,
    403: Trouble.CLOSED,
    429: Trouble.BUSY,
    451: Trouble.CLOSED,
    503: Trouble.BUSY,
}
_HEADERS = {
    "Accept": "application/rdap+json, application/json;q=0.9",
    "Accept-Encoding": "identity",
    "User-Agent": "rdap-client",
}
_CHUNK = 64 * 1024


class _Stopped(Exception):
    """The asking ends here, with a trouble."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble


@dataclass(frozen=True, slots=True)
class _Target:
    """Where one request goes. ``place`` is host, or host and port where it is not 443."""

    secure: bool
    host: str
    port: int
    path: str
    place: str


class RdapFetcher:
    """Implements ``Fetcher``.

    ``loopback`` also lets it speak plain http to this computer itself, as tests do; to any other
    computer it never does. ``limit_s`` is the time for all of it, in seconds.
    """

    def __init__(
        self,
        *,
        limit_s: float = LIMIT_S,
        loopback: bool = False,
        context: ssl.SSLContext | None = None,
    ) -> None:
        self._limit_s = limit_s
        self._loopback = loopback
        self._context = context

    def fetch(self, address: str, *, hosts: frozenset[str]) -> Fetched:
        """Ask, in a thread of its own, so that even a stuck name server cannot hold us up."""
        asking = _Asking(address, hosts, self._limit_s, self._loopback, self._context)
        thread = threading.Thread(target=asking.run, daemon=True)
        thread.start()
        thread.join(self._limit_s)
        return asking.end()


class _Asking:
    """One look-up from its first request to its end."""

    def __init__(
        self,
        address: str,
        hosts: frozenset[str],
        limit_s: float,
        loopback: bool,
        context: ssl.SSLContext | None,
    ) -> None:
        self._address = address
        self._hosts = hosts
        self._until = time.monotonic() + limit_s
        self._loopback = loopback
        self._context = context
        self._asked: list[str] = []
        self._connection: http.client.HTTPConnection | None = None
        self._result: Fetched | None = None

    def run(self) -> None:
        """Do it; every fault becomes a result."""
        try:
            found = self._follow()
        except _Stopped as stop:
            found = self._failed(stop.trouble)
        except (ssl.SSLError, ssl.CertificateError):
            found = self._failed(Trouble.NOT_SECURE)
        except TimeoutError:
            found = self._failed(Trouble.SLOW)
        except http.client.HTTPException:
            found = self._failed(Trouble.NOT_AN_ANSWER)
        except OSError:
            found = self._failed(Trouble.NO_NETWORK)
        except ValueError:  # an address that is none
            found = self._failed(Trouble.AWAY)
        self._result = found

    def end(self) -> Fetched:
        """Give the result; without one in time the connection is cut, and its thread ends."""
        if self._result is not None:
            return self._result
        slow = self._failed(Trouble.SLOW)
        self._hang_up()
        return slow

    def _failed(self, trouble: Trouble) -> Fetched:
        return Fetched(LookOutcome.FAILED, trouble=trouble, hosts=tuple(self._asked))

    def _follow(self) -> Fetched:
        address, seen = self._address, set[str]()
        while len(seen) <= MOST_REDIRECTS:
            if address in seen:
                raise _Stopped(Trouble.LOOP)
            seen.add(address)
            found = self._ask(self._target(address))
            if isinstance(found, Fetched):
                return found
            address = urljoin(address, found)
        raise _Stopped(Trouble.LOOP)

    def _target(self, address: str) -> _Target:
        """Check where an address leads before anything is sent."""
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
        secure = parts.scheme == "https"
        at_home = self._loopback and parts.scheme == "http" and host == "127.0.0.1"
        if not (secure or at_home):
            raise _Stopped(Trouble.NOT_SECURE)
        usual = 443 if secure else 80
        place = host if port in (None, usual) else f"{host}:{port}"
        if place not in self._hosts or parts.username or not address.isascii():
            raise _Stopped(Trouble.AWAY)
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        return _Target(secure, host, port or usual, path or "/", place)

    def _ask(self, target: _Target) -> Fetched | str:
        """Send one request; gives the address of a redirect, or the end."""
        self._asked.append(target.place)
        self._connection = self._connect(target)
        try:
            self._connection.request("GET", target.path, headers=_HEADERS)
            response = self._connection.getresponse()
            if response.status in _REDIRECTS:
                return self._redirect(response)
            return self._answered(response)
        finally:
            self._connection.close()

    def _connect(self, target: _Target) -> http.client.HTTPConnection:
        left = self._left()
        if not target.secure:
            return http.client.HTTPConnection(target.host, target.port, timeout=left)
        context = self._context or ssl.create_default_context()
        return http.client.HTTPSConnection(target.host, target.port, timeout=left, context=context)

    def _redirect(self, response: http.client.HTTPResponse) -> str:
        location = response.getheader("Location")
        if not location:
            raise _Stopped(Trouble.NOT_AN_ANSWER)
        return location

    def _answered(self, response: http.client.HTTPResponse) -> Fetched:
        if response.status == 404:
            return Fetched(LookOutcome.ABSENT, hosts=tuple(self._asked))
        if response.status != 200:
            raise _Stopped(_TROUBLES.get(response.status, Trouble.SERVER))
        if "json" not in response.getheader("Content-Type", "").lower():
            raise _Stopped(Trouble.NOT_AN_ANSWER)
        data = self._read(response)
        return Fetched(LookOutcome.FOUND, data, hosts=tuple(self._asked))

    def _read(self, response: http.client.HTTPResponse) -> bytes:
        body = bytearray()
        while chunk := response.read1(_CHUNK):
            body += chunk
            if len(body) > MOST_BYTES:
                raise _Stopped(Trouble.TOO_BIG)
            self._left()
        if response.length:  # the server promised more than it sent
            raise _Stopped(Trouble.NOT_AN_ANSWER)
        return bytes(body)

    def _left(self) -> float:
        """Seconds that are left; raises when there are none."""
        left = self._until - time.monotonic()
        if left <= 0:
            raise _Stopped(Trouble.SLOW)
        return left

    def _hang_up(self) -> None:
        """End what the other thread waits for; closing is left to it."""
        held = self._connection.sock if self._connection is not None else None
        if held is not None:
            with contextlib.suppress(OSError):
                held.shutdown(socket.SHUT_RDWR)
