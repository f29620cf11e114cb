"""The signed mails that come with the source of the judge get its verdicts, with recorded keys."""

from __future__ import annotations

import pytest

from tests.support.samples import DKIM_SAMPLES
from tests.unit.trace.signing import SEEN, look
from upstander.model.lead import Verdict
from upstander.trace.key_records import KeyAnswer, KeyRecords

RFC_8463 = b"v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="
needs_samples = pytest.mark.skipif(
    not DKIM_SAMPLES.is_dir(),
    reason="MISSING: samples of the DKIM library; UPSTANDER_DKIM_SAMPLES may name their folder",
)


def sample_keys() -> KeyRecords:
    keys = KeyRecords()
    for name, text in (
        ("brisbane._domainkey.football.example.com", RFC_8463),
        ("test._domainkey.football.example.com", (DKIM_SAMPLES / "test.txt").read_bytes()),
        ("sed._domainkey.test.ex", (DKIM_SAMPLES / "eximtest.dns").read_bytes()),
    ):
        keys = keys.with_answer(name, KeyAnswer.found([text], SEEN))
    return keys


@needs_samples
@pytest.mark.parametrize(
    ("name", "verdicts"),
    [
        ("rfc6376.signed.msg", [Verdict.VALID, Verdict.VALID]),
        ("rfc6376.signed.rsa.msg", [Verdict.VALID]),
        ("ed25519test2.msg", [Verdict.VALID]),
        ("rfc6376.signed.no_t.msg", [Verdict.ALTERED]),
        ("test.message.baddomain", [Verdict.CANNOT]),
        ("test2.message", [Verdict.CANNOT]),
    ],
)
def test_the_samples_of_the_judge_have_its_verdicts(name: str, verdicts: list[Verdict]) -> None:
    checks = look((DKIM_SAMPLES / name).read_bytes(), sample_keys()).signatures

    assert [each.verdict for each in checks] == verdicts
