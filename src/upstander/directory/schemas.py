"""JSON Schemas of the record kinds, for editors and for other programs."""

from __future__ import annotations

import json

from upstander.directory.records import Body, Emergency, GuidanceHead, Record

KINDS: dict[str, type[Record]] = {
    "body": Body,
    "emergency": Emergency,
    "guidance-head": GuidanceHead,
}


def schema_text(name: str) -> str:
    """Give the JSON Schema (draft 2020-12) of one kind as it is kept in the docs."""
    schema = KINDS[name].model_json_schema()
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return json.dumps(schema, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
