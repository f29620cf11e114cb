"""Seals of forwarders: a whole chain, a broken one, one whose key is gone; a judge beside it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import dkim  # type: ignore[import-untyped]  # has no stubs
import pytest
import yaml
from hypothesis import given, reject
from hypothesis import strategies as st

from tests.support.arc_suite import ARC_SUITE
from tests.unit.trace.signing import MAIL, SEEN, known, look, record, rsa_key, seal, sign
from upstander.mail.headers import split_headers
from upstander.model.lead import Verdict
from upstander.trace._arc import Chain, check_chain
from upstander.trace._canonical import KeptMail
from upstander.trace.key_records import KeyAnswer, KeyRecords

SEALER = "key1._domainkey.lists.example.com"
NOTE = b"\r\nYou get this mail because you are on the list.\r\n"


def chain(mail: bytes, keys: KeyRecords | None = None) -> Chain:
    return check_chain(KeptMail(mail, split_headers(mail)), keys or known(rsa_key(), SEALER))


@cache
def two_sets() -> bytes:
    return seal(b"Received: from lists.example.com by mx.example.org\r\n" + seal(MAIL, 1), 2)


def test_a_mail_without_seals_has_no_chain() -> None:
    assert chain(MAIL) == Chain("none")


def test_a_whole_chain_passes_and_names_its_topmost_sealer() -> None:
    found = chain(two_sets())

    assert (found.status, found.sealer) == ("pass", "lists.example.com")
    assert [each.cv for each in found.sets] == ["pass", "none"]
    assert [each.verdict for each in found.checks] == [Verdict.VALID, Verdict.VALID]


def test_a_check_of_a_seal_says_whose_it_is_where_it_stands_and_its_cv() -> None:
    mail = two_sets()

    top = chain(mail).checks[0]

    assert (top.method, top.domain, top.key_seen_at) == ("arc", "lists.example.com", SEEN)
    assert mail[top.span.start : top.span.end].startswith(b"ARC-Seal: i=2;")
    assert "It says cv=pass." in top.limits


def test_a_text_changed_after_the_last_seal_is_altered() -> None:
    found = chain(two_sets() + NOTE)

    assert (found.status, found.checks[0].verdict) == ("fail", Verdict.ALTERED)
    assert "mailing lists" in found.checks[0].why


def test_a_text_changed_between_two_seals_passes_as_the_last_forwarder_sent_it() -> None:
    assert chain(seal(seal(MAIL, 1) + NOTE, 2)).status == "pass"


def test_a_line_of_an_earlier_set_that_was_changed_breaks_the_chain() -> None:
    mail = two_sets().replace(b"dmarc=pass header.from=example.org\r\nFrom", b"dmarc=fail\r\nFrom")

    found = chain(mail)

    assert mail != two_sets()
    assert found.status == "fail"
    assert found.checks[0].verdict is Verdict.ALTERED


def test_without_the_key_the_chain_is_unknown_and_not_broken() -> None:
    gone = KeyRecords().with_answer(SEALER, KeyAnswer.absent(SEEN))
    silent = KeyRecords().with_answer(SEALER, KeyAnswer.failed(SEEN))

    for keys, verdict in ((gone, Verdict.KEY_GONE), (silent, Verdict.CANNOT)):
        found = chain(two_sets() + NOTE, keys)
        assert (found.status, found.checks[0].verdict) == ("unknown", verdict)


def test_a_forwarder_that_found_the_chain_broken_is_quoted() -> None:
    found = chain(seal(seal(MAIL, 1) + NOTE, 2, cv="fail"))

    assert found.status == "fail"
    assert "says that the seals before it were broken" in found.why
    assert found.checks[0].verdict is Verdict.VALID


@pytest.mark.parametrize(
    "change",
    [
        (b"ARC-Seal: i=1", b"X-Seal: i=1"),
        (b"ARC-Message-Signature: i=2", b"X-Signature: i=2"),
        (b"ARC-Authentication-Results: i=1", b"X-Results: i=1"),
        (b"ARC-Seal: i=2", b"ARC-Seal: i=1"),
        (b"ARC-Seal: i=2", b"ARC-Seal: i=0"),
        (b"ARC-Seal: i=2", b"ARC-Seal: i=two"),
        (b"ARC-Seal: i=2", b"ARC-Seal: "),
        (b"cv=none", b"cv=pass"),
        (b"cv=pass", b"cv=none"),
        (b"cv=pass", b"cv=perhaps"),
        (b"ARC-Seal: i=2; a=rsa-sha256", b"ARC-Seal: i=2; a=rsa-sha1"),
        (b"ARC-Seal: i=2;", b"ARC-Seal: i=2; h=from;"),
        (b"h=from:to", b"h=arc-seal:from:to"),
        (b"ARC-Seal: i=2;", b"ARC-Seal: i=2; i=2;"),
    ],
)
def test_a_chain_that_is_not_put_together_by_the_rules_fails(change: tuple[bytes, bytes]) -> None:
    mail = two_sets().replace(*change)

    found = chain(mail)

    assert mail != two_sets()
    assert found.status == "fail"
    assert {each.verdict for each in found.checks} == {Verdict.CANNOT}


def test_a_set_that_stands_there_twice_fails() -> None:
    once = seal(MAIL, 1)

    assert chain(once.removesuffix(MAIL) + once).status == "fail"


def test_more_sets_than_allowed_fail_in_a_moment() -> None:
    mail = MAIL
    for number in range(1, 52):
        mail = seal(mail, number)

    assert chain(mail).status == "fail"


@pytest.mark.parametrize("name", ["FROM", "From ", "from"])
def test_a_name_in_other_letters_stays_the_same_line(name: str) -> None:
    mail = seal(MAIL, 1).replace(b"From:", f"{name}:".encode())

    assert chain(mail).status == "pass"


def test_a_message_signature_that_names_no_form_was_made_over_the_lines_as_they_stand() -> None:
    plain = b"from:tara@example.org\r\nto:sam@example.net\r\n\r\nMeet me there.\r\n"
    mail = seal(plain, 1, form="").replace(b"ARC-Message-Signature: ", b"arc-message-signature:")

    assert chain(mail).status == "pass"
    assert chain(mail.replace(b"to:sam", b"To: sam")).status == "fail"


def test_a_form_that_a_seal_names_counts_for_nothing() -> None:
    assert chain(seal(MAIL, 1, cv="none; c=loose")).status == "pass"


def test_seals_stand_among_the_signatures_of_a_mail() -> None:
    keys = known(rsa_key(), SEALER)

    methods = [each.method for each in look(seal(sign(MAIL), 1), keys).signatures]

    assert methods == ["dkim", "arc"]


def test_a_sealed_mail_saved_with_bare_line_feeds_passes() -> None:
    assert chain(two_sets().replace(b"\r\n", b"\n")).status == "pass"


# --- the judge ----------------------------------------------------------------------------------


def _judged(mail: bytes, text: bytes) -> bool:
    status, _, _ = dkim.arc_verify(mail, dnsfunc=lambda name, timeout=5: text)
    return bool(status == dkim.CV_Pass)


def test_the_judge_passes_the_chains_of_these_tests() -> None:
    assert _judged(two_sets(), record(rsa_key()))
    assert not _judged(two_sets() + NOTE, record(rsa_key()))


@given(
    st.integers(1, 3000), st.integers(0, 2), st.sampled_from([b"x", b"", b";", b"=", b"1", b"\r\n"])
)
def test_a_chain_with_a_fault_passes_where_the_judge_says_so_and_nowhere_else(
    place: int, cut: int, piece: bytes
) -> None:
    whole = two_sets()
    changed = whole[:place] + piece + whole[place + cut :]
    try:
        judged = _judged(changed, record(rsa_key()))
    except Exception:  # the judge itself falls over some broken mails
        reject()

    assert (chain(changed).status == "pass") == judged


@given(st.sampled_from(["Seal", "Message-Signature", "Authentication-Results"]), st.binary())
def test_no_line_makes_the_check_of_seals_fall_over(name: str, value: bytes) -> None:
    mail = f"ARC-{name}: i=1;".encode() + value.replace(b"\n", b"\n ") + b"\r\n" + MAIL

    assert chain(mail).status in ("fail", "unknown")


# --- the public suite of verdicts ---------------------------------------------------------------

HERE = ARC_SUITE.is_file()
# The suite follows the last draft. What it wants here, the standards that came of it do not.
STANDARDS_SAY = {
    "ams_fields_a_sha1": "fail",  # RFC 8301 3.1: rsa-sha1 does not count any more
    "as_fields_a_sha1": "fail",
    "as_fields_b_512": "unknown",  # RFC 8301 3.2: no key below 1024 bits counts
    "ams_fields_h_empty": "fail",  # RFC 6376 3.5 and 6.1.1: h= names at least From
    "as_fields_t_na": "pass",  # RFC 8617 4.1.3, RFC 6376 3.5: t= may be left out
    "arc_set_duplicate": "fail",  # RFC 8617 5.2: no number stands there twice
    "cv_fail_i1_as_cv_fail": "fail",  # RFC 8617 5.2, steps 2 and 3C: once failed, it fails
    "cv_fail_i2_as1_fail": "fail",
    "cv_fail_i2_as2_fail": "fail",
}


def _cases() -> Iterator[Any]:
    if not HERE:
        return
    for scenario in yaml.safe_load_all(ARC_SUITE.read_text()):
        keys = KeyRecords()
        for name, text in (scenario.get("txt-records") or {}).items():
            keys = keys.with_answer(name, KeyAnswer.found([text.encode()], SEEN))
        for name, case in scenario["tests"].items():
            yield pytest.param(name, case, keys, id=name)


@pytest.mark.skipif(
    not HERE,
    reason="MISSING: the public ARC suite; UPSTANDER_ARC_SUITE may name its file",
)
@pytest.mark.parametrize(
    ("name", "case", "keys"), list(_cases()) or [pytest.param("", {}, None, id="none")]
)
def test_verdicts_of_the_public_suite(name: str, case: dict[str, str], keys: KeyRecords) -> None:
    mail = (case["message"] or "").encode().replace(b"\n", b"\r\n")

    status = chain(mail, keys).status

    wanted = {"Pass": {"pass"}, "None": {"none"}}.get(case["cv"] or "None", {"fail", "unknown"})
    assert status in ({STANDARDS_SAY[name]} if name in STANDARDS_SAY else wanted)
