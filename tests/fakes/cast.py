"""The fixed cast and a whole set of services in memory."""

from __future__ import annotations

import io
from dataclasses import dataclass

from tests.fakes.blobs import FakeBlobs
from tests.fakes.clock import FakeClock
from tests.fakes.ids import FakeIds
from tests.fakes.inbox import FakeInbox
from tests.fakes.index import FakeIndex
from tests.fakes.isolation import FakeIsolation
from tests.fakes.keys import FakeKeys
from tests.fakes.ledger import FakeLedger
from upstander.application.add_original import Upload
from upstander.application.services import Services
from upstander.model.actor import Actor, Role
from upstander.model.evidence import Origin
from upstander.model.ids import ActorId

TARA = Actor(ActorId("TARA"), Role.OWNER)
SAM = Actor(ActorId("SAM"), Role.SUPPORTER)
LEE = Actor(ActorId("LEE"), Role.SAFEGUARDING_LEAD)
KIT = Actor(ActorId("KIT"), Role.STRANGER)

A01 = """[03/10/2026, 22:14:09] Dan: where are you
[03/10/2026, 22:14:41] Dan: WHERE ARE YOU
[03/10/2026, 22:20:00] Maya R: Please stop contacting me.
[03/10/2026, 22:20:31] Dan: you dont get to decide that
[04/10/2026, 01:02:55] Dan: saw your car at Brook Lane. nice of him to stay over
[04/10/2026, 01:03:20] Dan: \u200e<attached: 00000012-PHOTO-2026-10-04-01-03-20.jpg>
[04/10/2026, 01:05:02] Dan: This message was deleted.
[04/10/2026, 07:40:11] Maya R: Leave me alone or I will call the police you freak
[05/10/2026, 18:31:47] Dan: sorry. love you. can we talk
[05/10/2026, 18:59:58] Dan: on my way to yours with my spare key. if hes there i swear il put him in the ground
[05/10/2026, 19:00:10] Dan: dont bother calling anyone
"""  # noqa: E501  the file exactly as the scenario prints it


@dataclass(frozen=True)
class House:
    """Services in memory, with the fakes at hand to break them."""

    services: Services
    clock: FakeClock
    ledger: FakeLedger
    blobs: FakeBlobs
    inbox: FakeInbox
    index: FakeIndex
    isolation: FakeIsolation


def house() -> House:
    """A fresh set of fakes joined to services."""
    clock, ids, blobs = FakeClock(), FakeIds("house"), FakeBlobs()
    ledger, index, isolation = FakeLedger(clock), FakeIndex(), FakeIsolation()
    inbox = FakeInbox(blobs, clock)
    services = Services(clock, ids, ledger, blobs, inbox, index, FakeKeys(), isolation)
    return House(services, clock, ledger, blobs, inbox, index, isolation)


def upload(name: str = "_chat.txt", body: bytes = A01.encode(), method: str = "") -> Upload:
    """A file as handed in."""
    return Upload(name, io.BytesIO(body), Origin(method=method))
