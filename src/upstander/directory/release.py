"""A signed release of the directory: is this list whole, newer, and from somebody we trust?

A release is a set of records with ``release.toml`` beside them, which names every file with its
SHA-256, and ``release.toml.sig``, made by ``ssh-keygen -Y sign``. A fake list of helplines would do
great harm, so each step refuses the whole release and says exactly why. All input is bytes; the
list that ships with the program is trusted as part of the program and needs none of this.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final, Literal

from cryptography.exceptions import InvalidSignature
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from upstander.directory.inspect import inspect_texts
from upstander.directory.records import Many, Place, Slug
from upstander.directory.review import plain_date
from upstander.directory.ssh_signature import (
    check_signature,
    purpose_of,
    signing_key,
    without_armour,
)
from upstander.model.errors import DirectoryError

MANIFEST: Final = "release.toml"
SIGNATURE: Final = "release.toml.sig"
NAMESPACE: Final = "upstander-directory"
"""The purpose for which a release is signed; a signature for anything else is refused."""

FAMILIES: Final = (
    "bodies",
    "emergency",
    "guidance",
    "kinds",
    "labels",
    "law",
    "lead-kinds",
    "obsolete",
    "routes",
    "taxonomy",
    "urgency",
    "urgency-words",
)
"""A release is the whole directory: it holds every one of these, so that nothing goes missing."""
MAY_HOLD: Final = ("deadlines", "form-facts", "told", "told-words")
"""A release may hold these too; where it does not, those that ship with the program are used."""

_NAME = r"^[a-z-]+(/[a-z]{2,3})?/[A-Za-z0-9][A-Za-z0-9._-]*\.(toml|md)$"
_STAYS = "The list that was in use stays in use."
_SHOWN = 3


class Manifest(BaseModel):
    """What ``release.toml`` says. ``version`` only ever grows; ``files`` are SHA-256, in hex."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    format: Literal[1]
    name: Slug
    version: Annotated[int, Field(ge=1)]
    made_on: date
    expires_on: date
    jurisdictions: Annotated[Many[Place], Field(min_length=1)]
    files: Annotated[
        dict[
            Annotated[str, Field(pattern=_NAME)], Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
        ],
        Field(min_length=1),
    ]


@dataclass(frozen=True, slots=True)
class Release:
    """A release that was checked: what it says, which key signed it, and all its bytes."""

    manifest: Manifest
    key: str
    digest: str  # SHA-256 of release.toml
    files: Mapping[str, bytes]


def verify_release(
    files: Mapping[str, bytes],
    keys: Mapping[str, bytes],
    *,
    today: date,
    in_use: Release | None = None,
) -> Release:
    """Check a release whole, before it is used.

    Args:
        files: all files of the release, by name with ``/``.
        keys: the public keys that the operator installed, by name, in SSH's own form.
        today: for the day on which a release ends.
        in_use: the release that is in use; an older one of the same name is refused.

    Raises:
        DirectoryError: with the exact reason: key, signature, a file, its age, or a record.
    """
    release = check_seal(files, keys)
    check_age(release, today)
    _check_newer(release, in_use)
    _check_records(release)
    return release


def check_seal(files: Mapping[str, bytes], keys: Mapping[str, bytes]) -> Release:
    """Check the signature and every file, and not the records or the age. Raises DirectoryError."""
    for name in (MANIFEST, SIGNATURE):
        if name not in files:
            raise _refused(f"There is no {name} in the release.")
    key = _check_signature(files[MANIFEST], files[SIGNATURE], keys)
    manifest = read_manifest(files[MANIFEST])
    _check_files(manifest, files)
    return Release(manifest, key, hashlib.sha256(files[MANIFEST]).hexdigest(), files)


def check_age(release: Release, today: date) -> None:
    """Refuse a release that has ended. Raises DirectoryError."""
    ends = release.manifest.expires_on
    if today > ends:
        raise _refused(f"The release ended on {plain_date(ends)}. Ask for a newer one.")


def read_manifest(data: bytes) -> Manifest:
    """Read ``release.toml``; raises :class:`DirectoryError` with the field that is wrong."""
    try:
        return Manifest.model_validate(tomllib.loads(data.decode("utf-8")))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        field = ".".join(str(step) for step in first["loc"])[:120]
        raise _refused(f"{MANIFEST}, {field}: {first['msg']}.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _refused(f"{MANIFEST} cannot be read: {type(error).__name__}.") from None


def manifest_text(
    records: Mapping[str, bytes],
    *,
    name: str,
    version: int,
    made_on: date,
    expires_on: date,
    jurisdictions: Iterable[str],
) -> str:
    """Write ``release.toml`` for some records, ready to be signed. Raises DirectoryError."""
    places = ", ".join(f'"{place}"' for place in jurisdictions)
    head = [
        "format = 1",
        f'name = "{name}"',
        f"version = {version}",
        f"made_on = {made_on}",
        f"expires_on = {expires_on}",
        f"jurisdictions = [{places}]",
        "",
        "[files]",
    ]
    lines = [
        f'"{each}" = "{hashlib.sha256(data).hexdigest()}"'
        for each, data in sorted(records.items())
        if each not in (MANIFEST, SIGNATURE)
    ]
    text = "\n".join((*head, *lines)) + "\n"
    read_manifest(text.encode())
    return text


def _check_signature(manifest: bytes, signature: bytes, keys: Mapping[str, bytes]) -> str:
    """Give the name of the key that signed."""
    try:
        blob = without_armour(signature)
        signer, purpose = signing_key(blob), purpose_of(blob)
    except ValueError:
        raise _refused(f"{SIGNATURE} is no SSH signature.") from None
    name = next((name for name, key in sorted(keys.items()) if key == signer), None)
    if name is None:
        raise _refused("It was signed by a key that is not among the keys you installed.")
    if purpose != NAMESPACE.encode():
        raise _refused(f"It was signed for another purpose, not for {NAMESPACE}.")
    try:
        check_signature(signer, manifest, blob, namespace=NAMESPACE)
    except (InvalidSignature, ValueError):
        raise _refused(f"The signature does not fit {MANIFEST}: it was changed.") from None
    return name


def _check_files(manifest: Manifest, files: Mapping[str, bytes]) -> None:
    listed, there = set(manifest.files), set(files) - {MANIFEST, SIGNATURE}
    if missing := sorted(listed - there):
        raise _refused(f"A file is missing: {_few(missing)}.")
    if extra := sorted(there - listed):
        raise _refused(f"A file is there that the release does not name: {_few(extra)}.")
    changed = [
        name
        for name, digest in sorted(manifest.files.items())
        if hashlib.sha256(files[name]).hexdigest() != digest
    ]
    if changed:
        raise _refused(f"A file was changed: {_few(changed)}.")


def _check_newer(release: Release, in_use: Release | None) -> None:
    if in_use is None or in_use.manifest.name != release.manifest.name:
        return
    ours, theirs = in_use.manifest.version, release.manifest.version
    if theirs < ours:
        raise _refused(f"It is older (version {theirs}) than the one in use (version {ours}).")
    if theirs == ours and release.digest != in_use.digest:
        raise _refused(f"It has the number of the one in use (version {ours}), but differs.")


def _check_records(release: Release) -> None:
    held = {name.split("/")[0] for name in release.manifest.files}
    if missing := [family for family in FAMILIES if family not in held]:
        raise _refused(f"The release is not whole. It has no {_few(missing)}.")
    if strange := sorted(held - {*FAMILIES, *MAY_HOLD}):
        raise _refused(f"The release has what a directory does not have: {_few(strange)}.")
    problems = inspect_texts(release.files)
    if problems:
        more = f" There are {len(problems) - 1} more." if len(problems) > 1 else ""
        raise _refused(f"A record is not right: {problems[0]}{more}")


def _few(names: Iterable[str]) -> str:
    held = [name[:80] for name in names]
    more = f" and {len(held) - _SHOWN} more" if len(held) > _SHOWN else ""
    return ", ".join(held[:_SHOWN]) + more


def _refused(reason: str) -> DirectoryError:
    return DirectoryError(reason, next_step=_STAYS)
