"""The telephone numbers that Ofcom keeps for drama: they ring nowhere, and examples use them.

They are kept as what somebody wrote, and never called somebody's number.
"""

from __future__ import annotations

# National numbers without the leading 0; "Telephone numbers for use in TV and radio drama".
_BRITISH = (
    "7700900", "1134960", "1144960", "1154960", "1164960", "1174960", "1184960", "1214960",
    "1314960", "1414960", "1514960", "1614960", "1914980", "2079460", "2890180", "2896496",
    "2920180", "1632960", "8081570", "9098790", "3069990",
)  # fmt: skip


def is_invented(national: str) -> bool:
    """Whether a British number, without its leading 0 or +44, is one of those kept for drama."""
    return national.startswith(_BRITISH)
