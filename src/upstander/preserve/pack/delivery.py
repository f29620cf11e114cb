"""Wrap a finished zip for delivery with a spoken passphrase: an age v1 file, chunk by chunk.

The format is age-encryption.org/v1 with a scrypt stanza, so the stock ``age`` program opens it;
written here because the library encrypts with a passphrase only what is wholly in memory.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable, Iterator

from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from upstander.model.errors import WeakSecret

WORK_FACTOR = 18  # log2 of the scrypt cost, as age itself chooses; about 1.4 s
_FEWEST_WORDS = 5
_PIECE = 64 * 1024


def wrap_for_delivery(
    chunks: Iterable[bytes],
    passphrase: str,
    entropy: Callable[[int], bytes],
    *,
    work_factor: int = WORK_FACTOR,
) -> Iterator[bytes]:
    """Encrypt for ``age --decrypt`` with the passphrase; holds 64 KiB at a time.

    Raises :class:`WeakSecret` for fewer than five words: such a file can be guessed at forever.
    """
    if len(passphrase.replace("-", " ").split()) < _FEWEST_WORDS:
        raise WeakSecret()
    return _wrapped(chunks, passphrase, entropy, work_factor)


def _wrapped(
    chunks: Iterable[bytes], passphrase: str, entropy: Callable[[int], bytes], work_factor: int
) -> Iterator[bytes]:
    file_key, nonce = entropy(16), entropy(16)
    yield _header(file_key, passphrase, entropy(16), work_factor) + nonce
    stream = ChaCha20Poly1305(_derive(file_key, nonce, b"payload"))
    for count, (piece, last) in enumerate(_pieces(chunks)):
        yield stream.encrypt(count.to_bytes(11, "big") + bytes([last]), piece, None)


def _header(file_key: bytes, passphrase: str, salt: bytes, work_factor: int) -> bytes:
    kdf = Scrypt(b"age-encryption.org/v1/scrypt" + salt, 32, 2**work_factor, 8, 1)
    wrapped = ChaCha20Poly1305(kdf.derive(passphrase.encode())).encrypt(bytes(12), file_key, None)
    stanza = b"-> scrypt %s %d\n%s\n" % (_b64(salt), work_factor, _b64(wrapped))
    head = b"age-encryption.org/v1\n" + stanza + b"---"
    mac = hmac.HMAC(_derive(file_key, b"", b"header"), hashes.SHA256())
    mac.update(head)
    return head + b" " + _b64(mac.finalize()) + b"\n"


def _derive(key: bytes, salt: bytes, label: bytes) -> bytes:
    return HKDF(hashes.SHA256(), 32, salt or None, label).derive(key)


def _b64(data: bytes) -> bytes:
    return base64.b64encode(data).rstrip(b"=")


def _pieces(chunks: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Cut into pieces of 64 KiB; only the last one may be shorter (or the only one empty)."""
    rest = bytearray()
    for chunk in chunks:
        rest += chunk
        while len(rest) > _PIECE:
            yield bytes(rest[:_PIECE]), False
            del rest[:_PIECE]
    yield bytes(rest), True
