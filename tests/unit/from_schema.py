"""Values of JSON Schemas for property tests."""

from __future__ import annotations

from typing import Any

import hypothesis.strategies as st

Schema = dict[str, Any]

_SIGNS = ["a", "12", "1", "0.5", "é", "−3 %", "{guess:.1f}", "after / 3", "sin(x)", "x -> y"]
_NAMES = ["ask", "Look up", "b c", "train", "exam", "guess", "heart", "mark", "seal", "W" * 30]
WORDS = st.sampled_from([*_SIGNS, *_NAMES, "the answer is no"])
"""Texts that mean something to one kind or another, and some that mean nothing."""

NUMBERS = st.sampled_from([0, 1, 2, 3, 5, 12, -1, 40, 1000]) | st.floats(-1e3, 1e3)


def values(schema: Schema, root: Schema, depth: int = 0) -> st.SearchStrategy[Any]:
    """Values of a JSON Schema: lengths and ranges are mostly kept, patterns are not."""
    if "$ref" in schema:
        return values(root["$defs"][schema["$ref"].rpartition("/")[2]], root, depth)
    if branches := schema.get("anyOf") or schema.get("oneOf"):
        return st.one_of(*(values(branch, root, depth) for branch in branches))
    if chosen := schema.get("enum") or ([schema["const"]] if "const" in schema else None):
        return st.sampled_from(chosen)
    if schema.get("type") == "object":
        return _objects(schema, root, depth)
    if schema.get("type") == "array":
        return _arrays(schema, root, depth)
    return _single(schema)


def _single(schema: Schema) -> st.SearchStrategy[Any]:
    low, high = _range(schema)
    longest = schema.get("maxLength", 30)
    texts = WORDS.map(lambda text: text[:longest]) | st.just("Wm" * (longest // 2))
    strategies = {
        "number": NUMBERS | st.floats(low, high),
        "integer": st.integers(int(low), int(min(high, low + 30))),
        "boolean": st.booleans(),
        "null": st.none(),
    }
    return strategies.get(schema.get("type", ""), texts)


def _range(schema: Schema) -> tuple[float, float]:
    low = float(schema.get("minimum", schema.get("exclusiveMinimum", -100)) or 0)
    high = float(schema.get("maximum", schema.get("exclusiveMaximum", max(low, 0) + 100)) or 0)
    return low, high


def _objects(schema: Schema, root: Schema, depth: int) -> st.SearchStrategy[Any]:
    properties = schema.get("properties")
    if properties is None:
        inner = schema.get("additionalProperties")
        content = values(inner, root, depth + 1) if isinstance(inner, dict) else WORDS
        return st.dictionaries(WORDS, content, max_size=4)
    fields = {name: values(inner, root, depth + 1) for name, inner in properties.items()}
    required = {name: fields.pop(name) for name in schema.get("required", ())}
    if depth > 3:
        return st.fixed_dictionaries(required)
    return st.fixed_dictionaries(required, optional=fields)


def _arrays(schema: Schema, root: Schema, depth: int) -> st.SearchStrategy[Any]:
    if fixed := schema.get("prefixItems"):
        return st.tuples(*(values(item, root, depth + 1) for item in fixed)).map(list)
    least = schema.get("minItems", 0)
    most = min(schema.get("maxItems", 4), least + 4)
    inner = values(schema.get("items", {}), root, depth + 1)
    return st.lists(inner, min_size=least, max_size=most)
