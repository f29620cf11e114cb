"""Signs mails for the tests, by itself: no code of the product says here what is signed."""

from __future__ import annotations

import base64
import hashlib
import re
from datetime import UTC, datetime
from functools import cache

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from upstander.mail.headers import split_headers
from upstander.model.lead import Authentication, SignatureCheck
from upstander.trace.authentication import authenticate
from upstander.trace.key_records import KeyAnswer, KeyRecords

PrivateKey = RSAPrivateKey | Ed25519PrivateKey
SEEN = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
NAME = "key1._domainkey.example.org"
MADE = int(datetime(2026, 11, 12, 21, 46, 58, tzinfo=UTC).timestamp())
MAIL = (
    b"From: Tara <tara@example.org>\r\n"
    b"To: sam@example.net\r\n"
    b"Subject: the  bus\r\n\tstop\r\n"
    b"Date: Thu, 12 Nov 2026 21:46:58 +0000\r\n"
    b"\r\n"
    b"Meet me at the  stop. \r\n\r\nTara\r\n\r\n\r\n"
)
USUAL = ("from", "to", "subject", "date")


@cache
def rsa_key(number: int = 1, bits: int = 2048) -> RSAPrivateKey:
    """Give the RSA key of this number; made when first asked for."""
    return generate_private_key(65537, bits)


@cache
def ed_key(number: int = 1) -> Ed25519PrivateKey:
    """Give the Ed25519 key of this number; made when first asked for."""
    return Ed25519PrivateKey.generate()


def pem(key: RSAPrivateKey) -> bytes:
    """Give a private key in the form that the judge reads."""
    return key.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption())


def record(key: PrivateKey, more: str = "") -> bytes:
    """Give the text that stands in DNS for a key."""
    if isinstance(key, RSAPrivateKey):
        form = PublicFormat.SubjectPublicKeyInfo
        public, kind = key.public_key().public_bytes(Encoding.DER, form), "rsa"
    else:
        public, kind = key.public_key().public_bytes_raw(), "ed25519"
    return f"v=DKIM1; k={kind}; {more}p={base64.b64encode(public).decode()}".encode()


def known(key: PrivateKey, name: str = NAME, more: str = "") -> KeyRecords:
    """Give records in which this key stands under the name."""
    return KeyRecords().with_answer(name, KeyAnswer.found([record(key, more)], SEEN))


def sign(
    mail: bytes,
    key: PrivateKey | None = None,
    *,
    names: tuple[str, ...] = USUAL,
    tags: str = "",
    domain: str = "example.org",
    length: int | None = None,
) -> bytes:
    """Put a DKIM signature on top of a mail (relaxed/relaxed)."""
    key = key or rsa_key()
    method = "rsa-sha256" if isinstance(key, RSAPrivateKey) else "ed25519-sha256"
    more = f" l={length};" if length is not None else ""
    line = (
        f"DKIM-Signature: v=1; a={method}; c=relaxed/relaxed; d={domain}; s=key1;{tags}{more}"
        f" h={':'.join(names)}; bh={_body_hash(mail, length)}; b="
    )
    return _complete(line, _picked(mail, names), key) + mail


def seal(
    mail: bytes,
    number: int,
    *,
    key: RSAPrivateKey | None = None,
    cv: str = "",
    says: str = "spf=pass smtp.mailfrom=example.org; dmarc=pass header.from=example.org",
    domain: str = "lists.example.com",
    form: str = " c=relaxed/relaxed;",
) -> bytes:
    """Add an ARC set on top of a mail, as the forwarder ``domain`` does it (RFC 8617 5.1).

    ``form`` is only what the set says of itself: it is always made in the relaxed form.
    """
    key = key or rsa_key()
    tags = f"i={number}; a=rsa-sha256; d={domain}; s=key1;"
    results = f"ARC-Authentication-Results: i={number}; {domain}; {says}\r\n".encode()
    line = (
        f"ARC-Message-Signature: {tags}{form} h={':'.join(USUAL)}; bh={_body_hash(mail, None)}; b="
    )
    message = _complete(line, _picked(mail, USUAL), key)
    cv = cv or ("none" if number == 1 else "pass")
    before = b"" if cv == "fail" else _earlier_sets(mail, number)
    over = before + relaxed(results) + relaxed(message)
    return _complete(f"ARC-Seal: {tags} cv={cv}; b=", over, key) + message + results + mail


def _earlier_sets(mail: bytes, number: int) -> bytes:
    names = (b"arc-authentication-results", b"arc-message-signature", b"arc-seal")
    lines = lines_of(mail)
    return b"".join(
        relaxed(line)
        for each in range(1, number)
        for name in names
        for line in lines
        if line.lower().startswith(name + b":") and b"i=%d;" % each in line
    )


def lines_of(mail: bytes) -> list[bytes]:
    """Split the header lines of a mail, folded ones kept together."""
    head = mail.partition(b"\r\n\r\n")[0] + b"\r\n"
    return re.findall(rb"[^\r\n]+\r\n(?:[ \t][^\r\n]*\r\n)*", head)


def relaxed(line: bytes) -> bytes:
    """Give a header line in relaxed form."""
    name, _, value = line.partition(b":")
    return name.lower() + b":" + b" ".join(value.split()) + b"\r\n"


def _picked(mail: bytes, names: tuple[str, ...]) -> bytes:
    left = lines_of(mail)
    picked = b""
    for name in names:
        for line in reversed(left):
            if line.lower().startswith(name.encode() + b":"):
                left.remove(line)
                picked += relaxed(line)
                break
    return picked


def _body_hash(mail: bytes, length: int | None) -> str:
    body = mail.partition(b"\r\n\r\n")[2]
    lines = [re.sub(rb"[ \t]+", b" ", line).rstrip(b" ") for line in body.split(b"\r\n")]
    while lines and not lines[-1]:
        lines.pop()
    text = b"".join(line + b"\r\n" for line in lines)
    return base64.b64encode(hashlib.sha256(text[:length]).digest()).decode()


def _complete(line: str, over: bytes, key: PrivateKey) -> bytes:
    signed = over + relaxed(line.encode()).removesuffix(b"\r\n")
    if isinstance(key, RSAPrivateKey):
        value = key.sign(signed, PKCS1v15(), SHA256())
    else:
        value = key.sign(hashlib.sha256(signed).digest())
    return (line + base64.b64encode(value).decode() + "\r\n").encode()


def look(
    mail: bytes, keys: KeyRecords | None = None, *, trusted: frozenset[str] = frozenset()
) -> Authentication:
    """Check a mail whose From address is at example.org."""
    return authenticate(
        mail, split_headers(mail), trusted=trusted, from_domains=("example.org",), keys=keys
    )


def first(mail: bytes, keys: KeyRecords | None = None) -> SignatureCheck:
    """Give the check of the topmost signature of a mail."""
    return look(mail, keys).signatures[0]
