"""JSON Schema for front matter: values as JSON, and violations at their node.

Needs ``jsonschema`` (``pip install crosspost[schema]``). Schemas are local files; one that a post
names is never read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from crosspost.errors import ConfigError
from crosspost.validate.options import Options
from crosspost.validate.post import Post
from crosspost.validate.scalars import resolve
from crosspost.validate.tree import Mapping, Node, Scalar, Sequence

# The schema of crosspost's own posts, by this name instead of a file.
OWN = "crosspost"
_DEEPEST = 12


def json_of(root: Node, depth: int = _DEEPEST) -> Any:
    """Return a tree as JSON types; dates stay text, what nests deeper than 12 is left out."""
    if isinstance(root, Scalar):
        return _scalar(root)
    if depth <= 0:
        return None
    if isinstance(root, Sequence):
        return [json_of(item, depth - 1) for item in root.items]
    return {
        key.value: json_of(value, depth - 1) for key, value in root.pairs if isinstance(key, Scalar)
    }


def _scalar(scalar: Scalar) -> Any:
    kind, printed = resolve(scalar)
    if kind == "null":
        return None
    if kind == "bool":
        return printed == "true"
    if kind in ("integer", "sexagesimal"):
        try:
            return int(printed)
        except ValueError:
            return scalar.value
    if kind == "float":
        try:
            return float(printed)
        except ValueError:
            return scalar.value
    return scalar.value


@lru_cache(maxsize=8)
def validator(name: str) -> Any:
    """Return the validator of a schema file, or of crosspost's own schema.

    Raises:
        ConfigError: no such file, no JSON, no schema, or ``jsonschema`` is not installed.
    """
    try:
        import jsonschema
        from referencing import Registry
    except ImportError as error:
        raise ConfigError(
            "JSON Schemas need another package",
            hint="pip install 'crosspost[schema]'",
        ) from error
    if "://" in name:
        raise ConfigError(f"schema {name}: only local files are read")
    try:
        if name == OWN:
            text = files("crosspost.validate").joinpath("post.schema.json").read_text("utf-8")
        else:
            text = Path(name).read_text("utf-8-sig")
        schema = json.loads(text)
        kind = jsonschema.validators.validator_for(schema, jsonschema.Draft202012Validator)
        kind.check_schema(schema)
    except OSError as error:
        raise ConfigError(f"schema {name}: cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise ConfigError(f"schema {name}: not JSON: {error}") from error
    except jsonschema.SchemaError as error:
        raise ConfigError(f"schema {name}: not a JSON Schema: {error.message}") from error
    # A registry of its own: without one jsonschema would fetch what a $ref names.
    return kind(schema, registry=Registry())


def schemas_for(post: Post, options: Options) -> list[str]:
    """Return the schemas whose glob matches a post's path, from the folder of the settings."""
    inside = post.path
    if options.root and inside.startswith(f"{options.root}/"):
        inside = inside[len(options.root) + 1 :]
    found = []
    for glob, name in options.schema.items():
        if glob == "**" or fnmatch(inside, glob) or fnmatch(inside, glob.replace("**/", "")):
            plain = name == OWN or "://" in name or Path(name).is_absolute()
            found.append(name if plain else str(Path(options.root, name)))
    return found


def node_at(root: Node, path: Iterable[str | int]) -> Node:
    """Return the node at a path of keys and positions, or the last one there is on the way."""
    node = root
    for step in path:
        if isinstance(node, Mapping):
            values = [v for k, v in node.pairs if isinstance(k, Scalar) and k.value == step]
            if not values:
                return node
            node = values[-1]
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        else:
            return node
    return node


def trouble_of(post: Post, name: str) -> str:
    """Return why a schema cannot be applied to a post, empty where it can."""
    assert post.root is not None
    try:
        for _ in validator(name).iter_errors(json_of(post.root)):
            pass
    except (LookupError, re.error, RecursionError, ValueError, TypeError) as error:
        return str(error).split("\n")[0][:200] or type(error).__name__
    except Exception as error:
        # referencing's own errors share no public ancestor in all versions of jsonschema.
        if type(error).__module__.split(".")[0] not in ("referencing", "jsonschema"):
            raise
        return str(error).split("\n")[0][:200]
    return ""


def violations(post: Post, name: str) -> Iterator[tuple[Node, str, str, Any]]:
    """Yield every violation: its node, its key, what is wrong, and jsonschema's error."""
    assert post.root is not None
    errors = validator(name).iter_errors(json_of(post.root))
    for error in sorted(errors, key=lambda e: [str(step) for step in e.absolute_path]):
        path = list(error.absolute_path)
        yield node_at(post.root, path), str(path[0]) if path else "", error.message, error
