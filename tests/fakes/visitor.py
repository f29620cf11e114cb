"""Tara's browser over a real connection: address with its token, cookies, form token."""

from __future__ import annotations

import re
import secrets
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit


class Answer(NamedTuple):
    """What came back."""

    status: int
    location: str
    body: str
    headers: dict[str, str]

    @property
    def words(self) -> str:
        """What a person reads."""
        text = re.sub(r"<(script|style).*?</\1>", " ", self.body, flags=re.S)
        return " ".join(re.sub(r"<[^>]+>", " ", text).split())

    @property
    def title(self) -> str:
        """The title of the window."""
        found = re.search(r"<title>(.*?)</title>", self.body, flags=re.S)
        return found[1].strip() if found else ""


class Visitor:
    """One browser at one server."""

    def __init__(self, start_address: str) -> None:
        where = urlsplit(start_address)
        assert where.hostname
        assert where.port
        self._place = (where.hostname, where.port)
        self.cookies: dict[str, str] = {}
        assert self.get(where.path).location == "/"

    def get(self, address: str) -> Answer:
        """Ask for a page."""
        return self._ask("GET", address, b"", {})

    def post(self, address: str, **fields: str | list[str]) -> Answer:
        """Send a form, as its page would."""
        sent = {"csrfmiddlewaretoken": self._token(), **fields}
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self._ask("POST", address, urlencode(sent, doseq=True).encode(), kind)

    def upload(self, address: str, files: dict[str, bytes]) -> Answer:
        """Send files, as the page for handing in would."""
        edge = secrets.token_hex(16)
        parts = [_part(edge, 'name="csrfmiddlewaretoken"', self._token().encode())]
        for name, data in files.items():
            parts.append(_part(edge, f'name="files"; filename="{name}"', data))
        body = b"".join(parts) + f"--{edge}--\r\n".encode()
        return self._ask(
            "POST", address, body, {"Content-Type": f"multipart/form-data; boundary={edge}"}
        )

    def _token(self) -> str:
        if "f" not in self.cookies:
            self.get("/unlock")
        return self.cookies.get("f", "")

    def _ask(self, method: str, address: str, body: bytes, headers: dict[str, str]) -> Answer:
        host, port = self._place
        line = HTTPConnection(host, port, timeout=60)
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        origin = {"Origin": f"http://{host}:{port}"} if method == "POST" else {}
        try:
            line.request(method, address, body, {**headers, **origin, "Cookie": cookie})
            answer = line.getresponse()
            text = answer.read().decode("utf-8", "replace")
        finally:
            line.close()
        for value in answer.headers.get_all("Set-Cookie") or []:
            self._remember(value)
        location = answer.headers.get("Location", "")
        return Answer(answer.status, location, text, dict(answer.headers.items()))

    def _remember(self, value: str) -> None:
        for name, morsel in SimpleCookie(value).items():
            if morsel["max-age"] == "0" or not morsel.value:
                self.cookies.pop(name, None)
            else:
                self.cookies[name] = morsel.value


def _part(edge: str, disposition: str, data: bytes) -> bytes:
    head = f"--{edge}\r\nContent-Disposition: form-data; {disposition}\r\n"
    return head.encode() + b"Content-Type: application/octet-stream\r\n\r\n" + data + b"\r\n"
