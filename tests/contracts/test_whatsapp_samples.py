"""Every WhatsApp sample gives the expected facts, or the difference is listed with its reason."""

from __future__ import annotations

import pytest

from tests.contracts.whatsapp_manifest import PAGE, page, read_sample, samples

pytestmark = pytest.mark.shared


def test_the_page_lists_every_difference_and_no_other() -> None:
    assert page() == PAGE.read_text(encoding="utf-8")


def test_every_sample_is_read_to_the_last_byte() -> None:
    for sample in samples():
        messages, report = read_sample(sample)
        assert report.source == "whatsapp" and report.status == "read", sample.file
        assert report.bytes_covered == report.bytes_total, sample.file
        assert messages and all(each.times for each in messages), sample.file


def test_no_line_of_the_app_itself_is_unknown_in_the_samples() -> None:
    unknown = {
        sample.file
        for sample in samples()
        if "unknown-phrase" in [each.code for each in read_sample(sample)[1].warnings]
    }
    assert unknown == set()
