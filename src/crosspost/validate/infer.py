"""A JSON Schema of the existing posts, as a draft for a site's own schema."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from crosspost.validate.options import Options
from crosspost.validate.reports.visible import json_text
from crosspost.validate.run import read_posts
from crosspost.validate.schema import json_of
from crosspost.validate.tree import Mapping


def infer(paths: Iterable[str], options: Options) -> str:
    """Return a JSON Schema that all these posts match: keys, types, and which are always there."""
    types: dict[str, Counter[str]] = defaultdict(Counter)
    items: dict[str, set[str]] = defaultdict(set)
    total = 0
    for post in read_posts(paths, options):
        if not isinstance(post.root, Mapping):
            continue
        total += 1
        for key, entry in post.by_key.items():
            value = json_of(entry.value, post.scalars)
            types[key][_type(value)] += 1
            if isinstance(value, list):
                items[key] |= {_type(item) for item in value}
    properties: dict[str, Any] = {}
    for key in sorted(types):
        kinds = sorted(types[key])
        properties[key] = {"type": kinds[0] if len(kinds) == 1 else kinds}
        if items[key]:
            inner = sorted(items[key])
            properties[key]["items"] = {"type": inner[0] if len(inner) == 1 else inner}
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "properties": properties,
        "required": sorted(key for key in types if sum(types[key].values()) == total),
    }
    return json_text(schema, indent=2)


_TYPES = ((bool, "boolean"), (int, "integer"), (float, "number"), (str, "string"), (list, "array"),
          (dict, "object"), (type(None), "null"))  # fmt: skip


def _type(value: Any) -> str:
    return next(name for kind, name in _TYPES if isinstance(value, kind))
