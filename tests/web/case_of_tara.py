"""What tests of a case's pages share: one mail, a page by its address, what the record holds."""

from __future__ import annotations

from tests.web.conftest import Tara
from upstander.model.evidence import Case
from upstander.model.ids import CaseId
from upstander.web.access import gate

MAIL = b"""\
Authentication-Results: mx.school.example; spf=softfail; dkim=none; dmarc=fail
Received: from relay.example.net (relay.example.net [198.51.100.23])
 by mx.school.example with ESMTP id 9; Thu, 12 Nov 2026 21:47:03 +0000
From: Head Teacher <head@school.example>
Reply-To: h3ad.teacher@example.com
To: amari@school.example
Subject: last warning
Date: Thu, 12 Nov 2026 21:46:58 +0000

I know you told.
"""


def told(tara: Tara) -> Case:
    """What the record holds of the case now."""
    session = gate.session
    assert session is not None
    return session.services.index.case(CaseId(tara.case))


def page(tara: Tara, address: str) -> str:
    response = tara.get(tara.at(address))
    assert response.status_code == 200
    return str(response.content.decode())
