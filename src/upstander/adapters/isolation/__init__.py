"""Importers and decoders in a child process with limits (port ``Isolation``).

The child gets no files, no network and no environment; it asks the parent for byte ranges of the
original, so the bytes are never written anywhere and never wholly in memory. Results come back
as framed JSON, never as pickles, and every frame is checked.
"""

from upstander.adapters.isolation.limits import ChildLimits
from upstander.adapters.isolation.parent import ChildIsolation

__all__ = ["ChildIsolation", "ChildLimits"]
