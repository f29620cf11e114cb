"""Every record says where its facts were read, once each, or says that nothing was seen."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from upstander.directory.body import Body
from upstander.directory.checks._interface import DirectoryCheck, Known, Located
from upstander.directory.law import Provision
from upstander.directory.records import Quality, Record


class SourcesPresent(DirectoryCheck):
    """A fact without a source that a person can look up is never shown as one that was checked."""

    slug = "sources-present"
    title = "Every record has sources with an address"

    def problems(self, located: Located, known: Known) -> Iterator[str]:
        """Look for missing, doubled or hostless sources."""
        sources = located.record.sources
        if not sources and not _says_so(located.record):
            yield "there is no source"
        addresses = [source.address for source in sources]
        for address in sorted({each for each in addresses if addresses.count(each) > 1}):
            yield f"the source {address} is named twice"
        for source in sources:
            if "." not in (urlsplit(source.address).hostname or ""):
                yield f"the source '{source.title}' has no host"


def _says_so(record: Record) -> bool:
    """Without a source a record is allowed only while all of it is shown as "check first"."""
    weak = Quality.UNCONFIRMED
    if isinstance(record, Provision):
        return record.quality is weak
    return (
        isinstance(record, Body)
        and {record.quality, record.hours_quality, *(each.quality for each in record.contacts)}
        == {weak}
        and "does" in record.unconfirmed
    )


PLUGIN = SourcesPresent()
