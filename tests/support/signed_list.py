"""Signs lists for tests, in the form of ``ssh-keygen -Y sign``. Each key lives for one run."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from upstander.directory.read import DATA
from upstander.directory.release import FAMILIES, MANIFEST, NAMESPACE, SIGNATURE, manifest_text


def shipped_records() -> dict[str, bytes]:
    """The records of the program, by name, as a release holds them."""
    return {
        path.relative_to(DATA).as_posix(): path.read_bytes()
        for family in FAMILIES
        for path in sorted((DATA / family).rglob("*"))
        if path.suffix in (".toml", ".md")
    }


class SignedList:
    """Somebody who makes lists."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._key = Ed25519PrivateKey.generate()
        self._blob = _strings(b"ssh-ed25519", self._key.public_key().public_bytes_raw())

    def keys(self) -> dict[str, bytes]:
        """Their key as it is installed."""
        return {self.name: self._blob}

    def write_key(self, folder: Path) -> Path:
        """Put the public key into a folder."""
        folder.mkdir(parents=True, exist_ok=True)
        line = f"ssh-ed25519 {base64.b64encode(self._blob).decode()} {self.name}\n"
        (folder / f"{self.name}.pub").write_text(line)
        return folder

    def sign(self, data: bytes, *, namespace: str = NAMESPACE) -> bytes:
        """A signature file."""
        purpose, digest = namespace.encode(), hashlib.sha512(data).digest()
        signed = b"SSHSIG" + _strings(purpose, b"", b"sha512", digest)
        raw = _strings(b"ssh-ed25519", self._key.sign(signed))
        whole = b"SSHSIG\0\0\0\1" + _strings(self._blob, purpose, b"", b"sha512", raw)
        text = base64.b64encode(whole).decode()
        lines = [text[at : at + 70] for at in range(0, len(text), 70)]
        framed = ["-----BEGIN SSH SIGNATURE-----", *lines, "-----END SSH SIGNATURE-----"]
        return ("\n".join(framed) + "\n").encode()

    def release(
        self,
        records: Mapping[str, bytes],
        *,
        version: int = 1,
        expires_on: date = date(2027, 2, 22),
    ) -> dict[str, bytes]:
        """A whole release of some records."""
        manifest = manifest_text(
            records,
            name="county-list",
            version=version,
            made_on=date(2026, 11, 22),
            expires_on=expires_on,
            jurisdictions=["GB-ENG"],
        ).encode()
        return {**records, MANIFEST: manifest, SIGNATURE: self.sign(manifest)}


def write_files(folder: Path, files: Mapping[str, bytes]) -> Path:
    """Lay a release into a folder."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def _strings(*parts: bytes) -> bytes:
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)
