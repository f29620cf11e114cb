"""The bundled example, all of it invented: a chat as a phone exports it, a letter, a typed note."""

from __future__ import annotations

import io
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from upstander.model.errors import FileMissing

if TYPE_CHECKING:
    from upstander.application.add_original import Upload

ROOT = Path(__file__).resolve().parents[3]
FOLDER = ROOT / "examples"
ZONE = "Europe/London"
TITLE = "An invented example: messages and a letter from someone at the old workplace"
_DAY = (2026, 9, 28, 9, 0, 0)


def chat_zip(folder: Path) -> bytes:
    """Zip a chat folder as a phone does; the same bytes each time."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.iterdir()):
            archive.writestr(zipfile.ZipInfo(path.name, _DAY), path.read_bytes())
    return made.getvalue()


def example_uploads() -> Iterator[Upload]:
    """Give the chat and the letter; raises :class:`FileMissing` outside a checkout."""
    from upstander.application.add_original import Upload
    from upstander.model.evidence import Origin

    if not FOLDER.is_dir():
        raise FileMissing("The example comes with the source folder, which is not here.")
    origin = Origin(method="export")
    yield Upload("WhatsApp Chat - Rob F.zip", io.BytesIO(chat_zip(FOLDER / "whatsapp")), origin)
    yield Upload("letter.eml", io.BytesIO((FOLDER / "letter.eml").read_bytes()), origin)


def example_note() -> dict[str, object]:
    """Give the fields of the typed note."""
    return tomllib.loads((FOLDER / "note.toml").read_text(encoding="utf-8"))
