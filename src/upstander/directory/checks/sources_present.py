"""Every record says where its facts were read, once each."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from upstander.directory.checks._interface import DirectoryCheck, Known, Located


class SourcesPresent(DirectoryCheck):
    """A fact without a source that a person can look up is not shown."""

    slug = "sources-present"
    title = "Every record has sources with an address"

    def problems(self, located: Located, known: Known) -> Iterator[str]:
        """Look for missing, doubled or hostless sources."""
        sources = located.record.sources
        if not sources:
            yield "there is no source"
        addresses = [source.address for source in sources]
        for address in sorted({each for each in addresses if addresses.count(each) > 1}):
            yield f"the source {address} is named twice"
        for source in sources:
            if "." not in (urlsplit(source.address).hostname or ""):
                yield f"the source '{source.title}' has no host"


PLUGIN = SourcesPresent()
