"""The name of a file is the slug of its record."""

from __future__ import annotations

from collections.abc import Iterator

from upstander.directory.checks._interface import DirectoryCheck, Known, Located


class FilenameIsSlug(DirectoryCheck):
    """A record is found by its file name, so both have to be the same."""

    slug = "filename-is-slug"
    title = "The file is named after its record"

    def problems(self, located: Located, known: Known) -> Iterator[str]:
        """Compare the two names."""
        if located.record.slug != located.file_stem:
            yield f"the slug is '{located.record.slug}', the file '{located.file_stem}'"


PLUGIN = FilenameIsSlug()
