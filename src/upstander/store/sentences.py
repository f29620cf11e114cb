"""One plain sentence for each act of the ledger."""

from __future__ import annotations

from collections.abc import Mapping

from upstander.model.entry import Act, Json

SENTENCES: dict[Act, str] = {
    Act.VAULT_CREATE: "This private place was made.",
    Act.CASE_OPEN: "A case was started{: title}.",
    Act.CASE_ANSWER: "You answered a question about the case.",
    Act.IMPORT: "{name} was kept as it came.",
    Act.CAPTURE: "{name} was captured and kept.",
    Act.INBOX_FOLD: "{name} was handed in while locked, and was moved into the case.",
    Act.DERIVE: "{name} was read. The file itself stayed as it is.",
    Act.DESCRIBE: "Something was written down without making a copy.",
    Act.NOTE: "You wrote a note.",
    Act.WITNESS: "You wrote down who else saw it.",
    Act.EXHIBIT_ASSIGN: "{name} was given the number {exhibit}.",
    Act.ANSWER: "You answered a question about {name}.",
    Act.SIGN_ANSWER: "You answered a question about some words in {name}.",
    Act.STATEMENT: "You wrote down what somebody says about it.",
    Act.STEP: "You marked a step of the plan{: mark}.",
    Act.SHEET_ROW: "You wrote a row of a sheet.",
    Act.REPORT: "A report was written{: title}.",
    Act.REPORT_FOLLOW: "You wrote down what became of a report.",
    Act.LOOK_UP: "A register was asked, or its answer was pasted{: value}.",
    Act.OPEN: "{name} was opened and looked at.",
    Act.EXPORT: "A pack to hand over was made.",
    Act.HANDOVER: "A locked copy was saved to hand over{: recipient}.",
    Act.RECEIPT: "A receipt was kept.",
    Act.VERIFY: "Everything kept was checked{: result}.",
    Act.ANCHOR: "An outside time stamp was kept for the record.",
    Act.ANCHOR_FAIL: "An outside time stamp could not be had.",
    Act.CLOCK_JUMP: "The clock of this computer had been set back.",
    Act.TAIL_REPAIR: "A line that was cut off while it was written was put aside.",
    Act.CORRECT: "You changed a note. The earlier words are kept too.",
    Act.WITHDRAW: "{name} was moved out of sight.",
    Act.RESTORE_VIEW: "{name} was brought back into sight.",
    Act.SEAL: "Something was sealed. It is out of every list, search and pack.",
    Act.ERASE_TOMBSTONE: "{name} was deleted by its owner. This evidence is lost.",
    Act.KEY_SLOT: "A way to unlock was set or changed.",
    Act.KEY_ROTATE: "The keys were changed.",
    Act.BACKUP: "A backup was made.",
    Act.RESTORE: "A backup was brought back.",
    Act.FORK: "Two different histories of this place were found. Both are kept.",
}
"""``{name}`` is the thing's name, ``{: field}`` adds a field of the entry where it has one."""

NAMELESS = "Something"
"""Stands for the name of what may not be shown."""


def sentence(act: Act, data: Mapping[str, Json], name: str) -> str:
    """Fill the sentence of an act; hostile names cannot change its form."""
    template = SENTENCES[act]
    start, marker, rest = template.partition("{: ")
    if marker:
        field, _, end = rest.partition("}")
        said = str(data.get(field) or "")
        return start + (f": {said}" if said else "") + end
    parts = template.split("{name}")
    return (name or NAMELESS).join(
        part.replace("{exhibit}", str(data.get("exhibit") or "")) for part in parts
    )
