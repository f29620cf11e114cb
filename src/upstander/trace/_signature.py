"""What a signature line says about itself: DKIM-Signature and the two signed lines of ARC."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from upstander.mail.headers import HeaderField
from upstander.model.lead import Verdict

MAX_DIGITS = 12
"""Times with more digits are beyond any date; lengths may have 76 (RFC 6376 3.5)."""

_TAG = re.compile(rb"[A-Za-z][A-Za-z0-9_]*")
_SPACE = re.compile(rb"[ \t\r\n]+")
_HOST = re.compile(r"(?=.{1,253}\Z)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9_-]{1,63}")
_FORMS = ("simple", "relaxed")
_METHODS = {
    "rsa-sha256": ("rsa", "sha256"),
    "rsa-sha1": ("rsa", "sha1"),
    "ed25519-sha256": ("ed25519", "sha256"),
}


class Obstacle(Exception):
    """A reason why a check ends early, with the verdict that follows; it stays in this package."""

    def __init__(self, verdict: Verdict, why: str, seen_at: datetime | None = None) -> None:
        super().__init__(why)
        self.verdict, self.why, self.seen_at = verdict, why, seen_at


def broken(what: str) -> Obstacle:
    """Say that the signature line itself is not as the rules want it."""
    return Obstacle(Verdict.CANNOT, f"The signature line is broken: {what}.")


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature line, read. ``signed`` are the names in ``h=``, lower case, in order."""

    field: HeaderField
    kind: str  # dkim | ams | seal
    domain: str  # d=, as written
    selector: str  # s=, as written
    key_name: str  # the DNS name of the key, lower case
    family: str  # rsa | ed25519
    digest: str  # sha256 | sha1
    value: bytes  # b=
    body_hash: bytes  # bh=; empty for a seal
    signed: tuple[str, ...]
    header_form: str
    body_form: str
    length: int | None  # l=, in bytes
    made: datetime | None  # t=
    expires: datetime | None  # x=
    outside_identity: bool  # i= is not exactly d=


def read_tags(value: bytes) -> dict[str, bytes]:
    """Split a tag list (RFC 6376 3.2). Raises :class:`Obstacle` where it is broken."""
    specs = value.split(b";")
    if not specs[-1].strip():
        specs.pop()
    tags: dict[str, bytes] = {}
    for spec in specs:
        name, equals, content = spec.partition(b"=")
        name = name.strip(b" \t\r\n")
        if not equals or not _TAG.fullmatch(name):
            raise broken("a part of it has no name and value")
        if name.decode() in tags:
            raise broken("the same part stands in it twice")
        tags[name.decode()] = content.strip(b" \t\r\n")
    return tags


def shown(value: bytes, limit: int = 255) -> str:
    """Decode what a signature line writes, for showing; never raises."""
    try:
        return value[:limit].decode()
    except UnicodeDecodeError:
        return value[:limit].decode("latin-1")


def dns_name(selector: bytes, domain: bytes) -> str:
    """Give the DNS name of a key (RFC 6376 3.6.2, RFC 8616), or ``""`` where none can be made."""
    try:
        host = domain.decode().encode("idna").decode() if not domain.isascii() else domain.decode()
        name = f"{selector.decode()}._domainkey.{host}".lower()
    except UnicodeError:
        return ""
    return name if host and selector and _HOST.fullmatch(name) else ""


def key_place(tags: Mapping[str, bytes]) -> str:
    """Give the DNS name of the key that the tags of a signature line speak of, or ``""``."""
    return dns_name(tags.get("s", b""), tags.get("d", b""))


def read_signature(field: HeaderField, *, kind: str = "dkim") -> Signature:
    """Read a signature line; ``kind`` is ``dkim``, ``ams`` or ``seal``. Raises Obstacle."""
    tags = read_tags(field.value)
    _all_there(tags, kind)
    family, digest = _method(tags["a"], kind)
    name = dns_name(tags["s"], tags["d"])
    if not name:
        raise broken("it names no domain that can exist")
    header_form, body_form = _canonical_forms(tags, kind)
    made, expires = _moment(tags, "t"), _moment(tags, "x") if kind == "dkim" else None
    if made and expires and expires < made:
        raise broken("it ran out before it was made")
    return Signature(
        field=field,
        kind=kind,
        domain=shown(tags["d"]),
        selector=shown(tags["s"]),
        key_name=name,
        family=family,
        digest=digest,
        value=_base64(tags["b"]),
        body_hash=_base64(tags["bh"]) if kind != "seal" else b"",
        signed=_names(tags.get("h", b"")),
        header_form=header_form,
        body_form=body_form,
        length=_length(tags) if kind != "seal" else None,
        made=made,
        expires=expires,
        outside_identity=kind == "dkim" and _identity_differs(tags),
    )


def _all_there(tags: dict[str, bytes], kind: str) -> None:
    wanted = {
        "dkim": ("v", "a", "b", "bh", "d", "h", "s"),
        "ams": ("i", "a", "b", "bh", "d", "h", "s"),
        "seal": ("i", "a", "b", "cv", "d", "s"),
    }[kind]
    for name in wanted:
        if not tags.get(name):
            raise broken(f"{name}= is missing")
    if kind == "dkim" and tags["v"] != b"1":
        raise broken("it has a version that nobody knows")
    if kind == "seal":
        return  # it has no q=, and what is not its own counts for nothing (RFC 8617 4.1.3)
    if b"dns/txt" not in tags.get("q", b"dns/txt").replace(b" ", b"").split(b":"):
        raise Obstacle(Verdict.CANNOT, "The signature keeps its key in a place nobody knows.")


def _method(raw: bytes, kind: str) -> tuple[str, str]:
    """Give the sort of key and the hash; lines of ARC were never allowed SHA-1 (RFC 8301 3.1)."""
    method = _METHODS.get(shown(raw))
    if method is None or (kind != "dkim" and method[1] != "sha256"):
        raise Obstacle(Verdict.CANNOT, "The signature was made in a way that is not known here.")
    return method


def _canonical_forms(tags: dict[str, bytes], kind: str) -> tuple[str, str]:
    """Give the forms of lines and text; without ``c=`` both are simple (RFC 6376 3.5, 8617 4.1.2).

    A seal has one form only, and a ``c=`` in it counts for nothing (RFC 8617 4.1.3 and 5.1.1).
    """
    if kind == "seal":
        return "relaxed", "relaxed"
    header, _, body = shown(tags.get("c", b"simple/simple")).partition("/")
    body = body or "simple"
    if header not in _FORMS or body not in _FORMS:
        raise broken("c= is not one of the known forms")
    return header, body


def _moment(tags: dict[str, bytes], name: str) -> datetime | None:
    raw = tags.get(name)
    if raw is None:
        return None
    if not raw.isdigit() or len(raw) > MAX_DIGITS:
        raise broken(f"{name}= is no time")
    try:
        return datetime.fromtimestamp(int(raw), UTC)
    except (ValueError, OverflowError, OSError):
        raise broken(f"{name}= is no time") from None


def _length(tags: dict[str, bytes]) -> int | None:
    raw = tags.get("l")
    if raw is None:
        return None
    if not raw.isdigit() or len(raw) > 76:
        raise broken("l= is no length")
    return int(raw)


def _base64(raw: bytes) -> bytes:
    try:
        return base64.b64decode(_SPACE.sub(b"", raw), validate=True)
    except (binascii.Error, ValueError):
        raise broken("part of it cannot be read") from None


def _names(raw: bytes) -> tuple[str, ...]:
    return tuple(shown(name.strip(b" \t\r\n")).lower() for name in raw.split(b":"))


def _identity_differs(tags: dict[str, bytes]) -> bool:
    """Check that ``i=`` belongs to ``d=``, and say whether it is a name below it."""
    domain = tags["d"].lower()
    identity = tags.get("i", b"@" + domain).lower().rpartition(b"@")[2]
    if identity != domain and not identity.endswith(b"." + domain):
        raise broken("i= belongs to another domain than d=")
    return identity != domain
