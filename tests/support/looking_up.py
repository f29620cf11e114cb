"""What the tests of look-ups share: a case, registers in memory, and answers."""

from __future__ import annotations

from pathlib import Path

from tests.fakes.cast import TARA, House
from tests.fakes.network import Network
from upstander.application.look_up import Looked, look_up
from upstander.model.entry import Act, Entry
from upstander.model.ids import CaseId

SHAPES = Path(__file__).resolve().parents[1] / "data" / "rdap"
# A root name server: public, and nobody's of a case. Documentation addresses have no holder.
IP = "198.41.0.4"
ASKED = f"https://rdap.arin.net/registry/ip/{IP}"
NAME = "https://rdap.publicinterestregistry.org/rdap/domain/example.org"
KEY = "s1._domainkey.example.org"


def answering() -> Network:
    """Registers that know one number and one name."""
    made = Network()
    made.answer(ASKED, shape("abuse-at-the-top"))
    made.answer(NAME, shape("redacted-name-with-registrar"))
    return made


def shape(name: str) -> bytes:
    """The answer of that shape."""
    return (SHAPES / name / "input.json").read_bytes()


def look(
    home: House, case: CaseId, network: Network, kind: str = "ip", value: str = IP, **more: bool
) -> Looked:
    """Look up as Tara."""
    return look_up(
        home.services, actor=TARA, case=case, lead_kind=kind, value=value,
        lookups=network.lookups, **more,
    )  # fmt: skip


def entries(home: House) -> list[Entry]:
    """The entries about look-ups."""
    return [each for each in home.ledger.entries() if each.act is Act.LOOK_UP]
