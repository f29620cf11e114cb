"""The age v1 file format, X25519 recipients: written by push, read with seeking.

Source: C2SP age specification (age-encryption.org/v1). The payload is STREAM: chunks of 64 KiB,
each sealed by ChaCha20-Poly1305 under an 11-byte counter and a last-chunk flag, so that a cut,
swapped or changed chunk is refused. Stock ``age`` reads what this writes and the other way round.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from upstander.preserve.age_keys import Identity
from upstander.preserve.keys import Entropy

CHUNK = 64 * 1024
TAG = 16
NONCE = 16
_SEALED = CHUNK + TAG
_VERSION = b"age-encryption.org/v1"
_X25519 = b"age-encryption.org/v1/X25519"
_MAX_HEADER = 64 * 1024
_ZERO_NONCE = bytes(12)


class AgeError(ValueError):
    """Not an age file, damaged, cut, or not for these keys. Adapters say which original it is."""


class AgeWriter:
    """Encrypts what is pushed into it; at most one chunk of plain bytes is held in memory."""

    def __init__(
        self, out: Callable[[bytes], object], recipients: Sequence[bytes], entropy: Entropy
    ) -> None:
        file_key, nonce = entropy(16), entropy(NONCE)
        self._out = out
        self._aead = ChaCha20Poly1305(_derive(file_key, nonce, b"payload"))
        self._held = bytearray()
        self._counter = 0
        out(_write_header(file_key, recipients, entropy) + nonce)

    def write(self, data: bytes | bytearray | memoryview) -> None:
        """Take more plain bytes."""
        view = memoryview(data)
        if self._held:
            room = CHUNK - len(self._held)
            self._held += view[:room]
            view = view[room:]
            if not view:
                return
            self._seal(self._held, last=False)
            self._held.clear()
        while len(view) > CHUNK:
            self._seal(view[:CHUNK], last=False)
            view = view[CHUNK:]
        self._held += view

    def finish(self) -> None:
        """Seal the last chunk; without it the file is unreadable, as a cut one is."""
        self._seal(self._held, last=True)
        self._held.clear()

    def forget(self) -> None:
        """Drop the plain bytes held."""
        self._held[:] = bytes(len(self._held))
        self._held.clear()

    def _seal(self, chunk: bytearray | memoryview, *, last: bool) -> None:
        self._out(self._aead.encrypt(_chunk_nonce(self._counter, last), chunk, None))
        self._counter += 1


class AgeReader(io.RawIOBase):
    """A seekable plain view of an age file; raises :class:`AgeError` wherever a chunk is wrong.

    The last chunk is opened at once, so a file cut at a chunk border is refused from the start.
    """

    def __init__(self, source: BinaryIO, identities: Sequence[Identity]) -> None:
        super().__init__()
        self._source = source
        header = _read_header(source)
        file_key = _unwrap(header, identities)
        nonce = source.read(NONCE)
        if len(nonce) != NONCE:
            raise AgeError("the file is cut")
        self._aead = ChaCha20Poly1305(_derive(file_key, nonce, b"payload"))
        self._start = header.length + NONCE
        self._count, self.size = _measure(source.seek(0, io.SEEK_END) - self._start)
        self._at = 0
        self._held_number = -1
        self._held = b""
        self._load(self._count - 1)

    def narrow(self, size: int) -> None:
        """Show only the first ``size`` bytes (padding follows them)."""
        if not 0 <= size <= self.size:
            raise AgeError("the length inside the file is not possible")
        self.size = size

    def readable(self) -> bool:
        """Always."""
        return True

    def seekable(self) -> bool:
        """Always."""
        return True

    def tell(self) -> int:
        """Where the next byte comes from."""
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Move; a place before the start is a ``ValueError``."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self.size}[whence]
        if base + offset < 0:
            raise ValueError("a place before the start of the file")
        self._at = base + offset
        return self._at

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # narrower than typeshed's Buffer
        """Fill from one chunk, up to the end of it."""
        if self._at >= self.size or not len(buffer):
            return 0
        number, inside = divmod(self._at, CHUNK)
        self._load(number)
        end = min(inside + len(buffer), len(self._held), self.size - number * CHUNK)
        part = memoryview(self._held)[inside:end]
        buffer[: len(part)] = part
        self._at += len(part)
        return len(part)

    def readall(self) -> bytes:
        """Read to the end, a chunk at a time."""
        parts = []
        while self._at < self.size:
            number, inside = divmod(self._at, CHUNK)
            self._load(number)
            parts.append(self._held[inside : self.size - number * CHUNK])
            self._at += len(parts[-1])
        return b"".join(parts)

    def close(self) -> None:
        """Close the file below and drop the plain bytes held."""
        self._held = b""
        self._held_number = -1
        if not self.closed:
            self._source.close()
        super().close()

    def _load(self, number: int) -> None:
        if number == self._held_number:
            return
        self._source.seek(self._start + number * _SEALED)
        sealed = self._source.read(_SEALED)
        nonce = _chunk_nonce(number, number == self._count - 1)
        try:
            self._held = self._aead.decrypt(nonce, sealed, None)
        except (InvalidTag, ValueError) as error:
            raise AgeError(f"chunk {number + 1} of {self._count} is damaged or cut") from error
        self._held_number = number


def encrypt(data: bytes, recipients: Sequence[bytes], entropy: Entropy) -> bytes:
    """Encrypt bytes in memory."""
    out: list[bytes] = []
    writer = AgeWriter(out.append, recipients, entropy)
    writer.write(data)
    writer.finish()
    return b"".join(out)


def decrypt(data: bytes, identities: Sequence[Identity]) -> bytes:
    """Decrypt bytes in memory; raises :class:`AgeError`."""
    with AgeReader(io.BytesIO(data), identities) as reader:
        return reader.readall()


@dataclass(frozen=True, slots=True)
class _Header:
    stanzas: tuple[tuple[tuple[bytes, ...], bytes], ...]
    signed: bytes  # up to and with "---"
    mac: bytes
    length: int


def _write_header(file_key: bytes, recipients: Sequence[bytes], entropy: Entropy) -> bytes:
    stanzas = b"".join(_stanza(file_key, public, entropy) for public in recipients)
    signed = _VERSION + b"\n" + stanzas + b"---"
    return signed + b" " + _b64(_mac(file_key, signed)) + b"\n"


def _stanza(file_key: bytes, public: bytes, entropy: Entropy) -> bytes:
    ephemeral = X25519PrivateKey.from_private_bytes(entropy(32))
    share = ephemeral.public_key().public_bytes_raw()
    shared = ephemeral.exchange(X25519PublicKey.from_public_bytes(public))
    key = _derive(shared, share + public, _X25519)
    wrapped = ChaCha20Poly1305(key).encrypt(_ZERO_NONCE, file_key, None)
    return b"-> X25519 " + _b64(share) + b"\n" + _b64(wrapped) + b"\n"


def _read_header(source: BinaryIO) -> _Header:
    signed = bytearray()
    if _line(source, signed) != _VERSION:
        raise AgeError("this is not an age file")
    stanzas = []
    line = _line(source, signed)
    while line.startswith(b"-> "):
        body = bytearray()
        row = _line(source, signed)
        while len(row) == 64:
            body += row
            row = _line(source, signed)
        stanzas.append((tuple(line[3:].split(b" ")), _unb64(bytes(body + row))))
        line = _line(source, signed)
    if not line.startswith(b"--- "):
        raise AgeError("the head of the file is damaged")
    mac = _unb64(line[4:])
    return _Header(tuple(stanzas), bytes(signed[: -len(line) + 2]), mac, len(signed))


def _line(source: BinaryIO, signed: bytearray) -> bytes:
    line = source.readline(_MAX_HEADER)
    signed += line
    if not line.endswith(b"\n") or len(signed) > _MAX_HEADER:
        raise AgeError("this is not an age file, or it is cut")
    return line[:-1]


def _unwrap(header: _Header, identities: Sequence[Identity]) -> bytes:
    for args, body in header.stanzas:
        if len(args) != 2 or args[0] != b"X25519" or len(body) != 32:
            continue
        for identity in identities:
            file_key = _try(identity, _unb64(args[1]), body)
            if file_key is not None:
                if not hmac.compare_digest(_mac(file_key, header.signed), header.mac):
                    raise AgeError("the head of the file was changed")
                return file_key
    raise AgeError("the file is not for these keys, or its head is damaged")


def _try(identity: Identity, share: bytes, body: bytes) -> bytes | None:
    try:
        key = _derive(identity.agree(share), share + identity.public, _X25519)
        return ChaCha20Poly1305(key).decrypt(_ZERO_NONCE, body, None)
    except (InvalidTag, ValueError):
        return None


def _measure(sealed: int) -> tuple[int, int]:
    count, rest = divmod(sealed, _SEALED)
    count += 1 if rest else 0
    if count == 0 or 0 < rest < TAG or (rest == TAG and count > 1):
        raise AgeError("the file is cut")
    return count, sealed - count * TAG


def _chunk_nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(11, "big") + (b"\x01" if last else b"\x00")


def _derive(key: bytes, salt: bytes, info: bytes) -> bytes:
    return HKDF(hashes.SHA256(), 32, salt or None, info).derive(key)


def _mac(file_key: bytes, signed: bytes) -> bytes:
    return hmac.digest(_derive(file_key, b"", b"header"), signed, "sha256")


def _b64(data: bytes) -> bytes:
    return base64.b64encode(data).rstrip(b"=")


def _unb64(text: bytes) -> bytes:
    try:
        data = base64.b64decode(text + b"=" * (-len(text) % 4), validate=True)
    except binascii.Error as error:
        raise AgeError("the head of the file is damaged") from error
    if _b64(data) != text:
        raise AgeError("the head of the file is damaged")
    return data
