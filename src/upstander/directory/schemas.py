"""JSON Schemas of the record kinds, for editors and for other programs."""

from __future__ import annotations

import json
from pathlib import Path

from upstander.directory.body import Body
from upstander.directory.body_old import OldBody
from upstander.directory.deadlines import DeadlineRecord
from upstander.directory.form_facts import FormFacts
from upstander.directory.kinds import Kind, Label, Vocabulary
from upstander.directory.law import Provision
from upstander.directory.lead_kinds import LeadKind
from upstander.directory.lead_notes import LeadNotes
from upstander.directory.link_facts import KnownHosts, LinkMarks, PlatformLinks, Shortener
from upstander.directory.patterns import PatternRecord
from upstander.directory.providers import MailService, ProviderProfile
from upstander.directory.rdap_services import ContactWords, RdapRecord
from upstander.directory.records import Emergency, GuidanceHead, Record
from upstander.directory.routes import Routes
from upstander.directory.screens import Screens
from upstander.directory.table_columns import ColumnMeaning
from upstander.directory.told import ToldKind
from upstander.directory.urgency import UrgencyRule, UrgencyWords
from upstander.directory.xarf_types import XarfType

KINDS: dict[str, type[Record]] = {
    "contact-words": ContactWords,
    "rdap-register": RdapRecord,
    "body": Body,
    "old-body": OldBody,
    "emergency": Emergency,
    "deadline": DeadlineRecord,
    "form-facts": FormFacts,
    "guidance-head": GuidanceHead,
    "kind": Kind,
    "label": Label,
    "provision": Provision,
    "lead-kind": LeadKind,
    "lead-notes": LeadNotes,
    "known-hosts": KnownHosts,
    "link-marks": LinkMarks,
    "platform-links": PlatformLinks,
    "screens": Screens,
    "shortener": Shortener,
    "mail-service": MailService,
    "provider": ProviderProfile,
    "routes": Routes,
    "table-columns": ColumnMeaning,
    "told-kind": ToldKind,
    "urgency-rule": UrgencyRule,
    "urgency-words": UrgencyWords,
    "pattern": PatternRecord,
    "vocabulary": Vocabulary,
    "xarf-type": XarfType,
}


def schema_text(name: str) -> str:
    """Give the JSON Schema (draft 2020-12) of one kind as it is kept in the docs."""
    schema = KINDS[name].model_json_schema()
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return json.dumps(schema, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def write_schemas(folder: Path) -> None:
    """Write all schemas into a folder, after a record kind changed."""
    for name in KINDS:
        (folder / f"{name}.json").write_text(schema_text(name), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write_schemas(Path("docs/reference/schemas"))
