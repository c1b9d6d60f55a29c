"""JSON Schema for front matter: values as JSON, and violations at their node.

Needs ``jsonschema`` (``pip install crosspost[schema]``). Schemas are local files; one that a post
names is never read, and ``$ref`` never fetches anything. A schema may come with a site that others
made: its size, its time and its messages are limited.
"""

from __future__ import annotations

import itertools
import json
import re
import time
from collections.abc import Callable, Iterable
from fnmatch import fnmatch
from functools import lru_cache, partial
from importlib.resources import files
from pathlib import Path, PurePath
from typing import Any

from crosspost.errors import ConfigError, WriteError
from crosspost.process_limits import TooLate, time_limit
from crosspost.validate.files import read_bytes
from crosspost.validate.options import OWN, Options
from crosspost.validate.others.scalars import resolve_as
from crosspost.validate.post import Post
from crosspost.validate.scalars import Kind, resolve
from crosspost.validate.tree import Mapping, Node, Scalar, Sequence, expanded_size

_DEEPEST = 12
_MOST_VALUES = 20_000
_MOST_BYTES = 2**20
# Seconds for one post, and for all posts: jsonschema takes a millisecond for most.
SECONDS = 5.0
SECONDS_IN_ALL = 120.0
# Of one post.
_MOST_VIOLATIONS = 100
# Characters of a value in a message: jsonschema repeats the value in the message of every
# violation, and of every branch that it tries.
_SHOWN = 300


class BadSchema(Exception):
    """A schema that cannot be applied."""


class _Text(str):
    __slots__ = ()

    def __repr__(self) -> str:
        return str.__repr__(self[:_SHOWN])


class _List(list[Any]):
    def __repr__(self) -> str:
        return list.__repr__(self)[:_SHOWN]


class _Table(dict[str, Any]):
    def __repr__(self) -> str:
        return dict.__repr__(self)[:_SHOWN]


_Reader = Callable[[Scalar], tuple[Kind, str]]


def json_of(root: Node, scalars: str = "") -> Any:
    """Return a tree as JSON types.

    Args:
        scalars: how plain values are read, as ``Post.scalars``.

    Dates stay text, and values nested deeper than 12 levels are left out. If aliases expand to more
    than 20,000 values (CP213), the result is None.
    """
    if expanded_size(root, _MOST_VALUES) >= _MOST_VALUES:
        return None
    return _json(root, _DEEPEST, partial(resolve_as, scalars) if scalars else resolve)


def _json(node: Node, depth: int, read: _Reader) -> Any:
    if isinstance(node, Scalar):
        value = _scalar(node, read)
        return _Text(value) if isinstance(value, str) and len(value) > _SHOWN else value
    if depth <= 0:
        return None
    if isinstance(node, Sequence):
        return _List(_json(item, depth - 1, read) for item in node.items)
    return _Table(
        (key.value, _json(value, depth - 1, read))
        for key, value in node.pairs
        if isinstance(key, Scalar)
    )


def _scalar(scalar: Scalar, read: _Reader) -> Any:
    kind, printed = read(scalar)
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
        ConfigError: the file is missing, not JSON or not a schema; or ``jsonschema`` is missing.
    """
    try:
        import jsonschema
        from referencing import Registry
    except ImportError as error:
        raise ConfigError(
            "JSON Schemas need an additional package",
            hint="pip install 'crosspost[schema]'",
        ) from error
    if "://" in name:
        raise ConfigError(f"schema {name}: only local files are read")
    try:
        if name == OWN:
            text = files("crosspost.validate").joinpath("post.schema.json").read_text("utf-8")
        else:
            text = read_bytes(name, most=_MOST_BYTES).decode("utf-8-sig")
        with time_limit(SECONDS):
            schema = json.loads(text)
            kind = jsonschema.validators.validator_for(schema, jsonschema.Draft202012Validator)
            kind.check_schema(schema)
    except WriteError as error:
        raise ConfigError(
            f"schema {name}: cannot be read: {error.reason}", hint=error.hint
        ) from error
    except ValueError as error:
        raise ConfigError(f"schema {name}: not JSON: {error}") from error
    except jsonschema.SchemaError as error:
        raise ConfigError(f"schema {name}: not a JSON Schema: {error.message[:_SHOWN]}") from error
    except (RecursionError, TooLate, ArithmeticError) as error:
        raise ConfigError(f"schema {name}: nested too deep, or too slow to read") from error
    # An own registry: without one jsonschema would fetch what a $ref names.
    return kind(schema, registry=Registry())


def schemas_for(post: Post, options: Options) -> list[str]:
    """Return the schemas whose glob matches a post's path, from the folder of the settings."""
    path = PurePath(post.path)
    is_inside = options.root and path.is_relative_to(options.root)
    inside = path.relative_to(options.root).as_posix() if is_inside else post.path
    found = []
    for glob, name in options.schema.items():
        if glob == "**" or fnmatch(inside, glob) or fnmatch(inside, glob.replace("**/", "")):
            plain = name == OWN or "://" in name or Path(name).is_absolute()
            found.append(name if plain else str(Path(options.root, name)))
    return found


def node_at(root: Node, path: Iterable[str | int]) -> Node:
    """Return the node at a path of keys and indexes, or its nearest existing parent."""
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


def violations(post: Post, name: str, used: dict[str, float]) -> list[tuple[Node, str, str, Any]]:
    """Return the violations, 100 at most: node, key, what is wrong, and jsonschema's error.

    Args:
        post: with a root.
        name: of the schema.
        used: schema → seconds that it took so far; this time is added.

    Raises:
        BadSchema: it names another schema, an expression in it is not valid, or it takes too long.
    """
    assert post.root is not None
    check = validator(name)
    start = time.perf_counter()
    try:
        with time_limit(SECONDS):
            errors = check.iter_errors(json_of(post.root, post.scalars))
            found = list(itertools.islice(errors, _MOST_VIOLATIONS))
    except TooLate as error:
        raise BadSchema(f"it took more than {SECONDS:.0f} s for {post.shown}") from error
    except (LookupError, re.error, RecursionError, ValueError, TypeError, AttributeError,
            ArithmeticError) as error:  # fmt: skip
        raise BadSchema(str(error).split("\n")[0][:200] or type(error).__name__) from error
    except Exception as error:
        # referencing's own errors share no public ancestor in all versions of jsonschema.
        if type(error).__module__.split(".")[0] not in ("referencing", "jsonschema"):
            raise
        raise BadSchema(str(error).split("\n")[0][:200]) from error
    used[name] = used.get(name, 0.0) + time.perf_counter() - start
    if used[name] > SECONDS_IN_ALL:
        raise BadSchema(f"it took more than {SECONDS_IN_ALL:.0f} s in all")
    found.sort(key=lambda error: [str(step) for step in error.absolute_path])
    return [_placed(post.root, error) for error in found]


def _placed(root: Node, error: Any) -> tuple[Node, str, str, Any]:
    path = list(error.absolute_path)
    return node_at(root, path), str(path[0]) if path else "", error.message, error
