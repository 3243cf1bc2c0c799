"""The JSON Schema of codes of conduct and packs, made from the code that validates them."""

from typing import Any

from tonelint.conduct.document import Document


def json_schema() -> dict[str, Any]:
    """A JSON Schema (draft 2020-12) for one file, so that editors complete and check it.

    A file says only what it changes in what it extends, so nothing is required of it but its
    ``schema``; what the whole lacks, ``tonelint policy check`` says.
    """
    schema = Document.model_json_schema(by_alias=True)
    whole: dict[str, Any] = _partial(schema)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **whole,
        "title": "tonelint code of conduct",
        "required": ["schema"],
    }


def _partial(node: Any) -> Any:
    """A schema under which every part may be left out, also what tells rule kinds apart."""
    if isinstance(node, list):
        return [_partial(item) for item in node]
    if not isinstance(node, dict):
        return node
    # A property may be called "required" or "title": only keywords are left out, not names.
    kept = {
        key: {name: _partial(value) for name, value in item.items()}
        if key in ("properties", "$defs")
        else _partial(item)
        for key, item in node.items()
        if key not in ("required", "discriminator", "title")
    }
    if kept.get("type") == "string" and not {"enum", "const"} & set(kept):
        kept["type"] = ["string", "number"]  # 911 is a word too
    if "oneOf" in kept:
        kept["anyOf"] = kept.pop("oneOf")
    return kept
