"""The configuration of a site, as plain data: TOML, YAML, JSON, or assignments in Python.

A configuration that is a program is never executed: of Python, simple assignments of literals are
read (``ast.literal_eval``); of JavaScript, names that have one literal (``javascript.literals``).
"""

from __future__ import annotations

import ast
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from crosspost import trust
from crosspost.disk_errors import of_reading
from crosspost.errors import ConfigError
from crosspost.files import read_regular
from crosspost.targets import javascript
from crosspost.targets.jekyll.yaml_text import YamlError, read_yaml
from crosspost.toml import parse_toml

# A configuration may be long; the limits are only against attacks (alias bombs).
MOST_BYTES = 1024 * 1024
_MOST_NODES = 50_000
_DEEPEST = 50


def read_config(root: Path, path: Path) -> dict[str, Any]:
    """Read a configuration.

    Raises:
        ConfigError: it cannot be read, or is a link out of the site that is not allowed.
    """
    trust.refuse(root, trust.links_out(root, path), "the site")
    try:
        text = read_regular(path, MOST_BYTES, follow=True).decode("utf-8-sig")
        found = parse(text, path.suffix)
    except OSError as error:
        reason, hint = of_reading(error)
        raise ConfigError(f"{path}: cannot be read: {reason}", hint=hint) from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: not UTF-8: {error.reason}") from error
    except YamlError as error:
        where = f"{path}:{error.line}" if error.line else f"{path}"
        raise ConfigError(f"{where}: {error.reason}", hint="Fix this line.") from error
    except (ValueError, RecursionError) as error:
        raise ConfigError(f"{path}: cannot be read: {error}", hint="Fix this line.") from error
    return found


def look(path: Path) -> dict[str, Any]:
    """Return what a configuration says; empty if there is none, or it cannot be read."""
    try:
        text = read_regular(path, MOST_BYTES, follow=True).decode("utf-8-sig")
        return parse(text, path.suffix)
    except (OSError, YamlError, ValueError, RecursionError):
        return {}


def packages(folder: Path) -> frozenset[str]:
    """Return the packages that the ``package.json`` of a folder asks for."""
    package = look(folder / "package.json")
    needs = (package.get(name) for name in ("dependencies", "devDependencies"))
    return frozenset(name for names in needs if isinstance(names, dict) for name in names)


def parse(text: str, suffix: str) -> dict[str, Any]:
    """Read a text by the ending of its file.

    Raises:
        ValueError, YamlError: it is not of that form.
    """
    found: Any = {}
    if suffix == ".toml":
        found = parse_toml(text)
    elif suffix in (".yml", ".yaml"):
        found = read_yaml(text, nodes=_MOST_NODES, depth=_DEEPEST, aliases=True)
    elif suffix == ".json":
        found = json.loads(text)
    elif suffix == ".py":
        found = assignments(text)
    elif suffix in javascript.SUFFIXES:
        found = javascript.literals(text)
    return found if isinstance(found, dict) else {}


def assignments(text: str) -> dict[str, Any]:
    """Return the literals that a Python program assigns at its top level; nothing is executed.

    Raises:
        ValueError: it is not Python.
    """
    try:
        tree = ast.parse(text)
    except (SyntaxError, MemoryError) as error:
        raise ValueError(f"not Python: {error}") from error
    found: dict[str, Any] = {}
    for node in tree.body:
        if isinstance(node, ast.Assign):
            names = [each.id for each in node.targets if isinstance(each, ast.Name)]
            value: ast.expr | None = node.value
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            names, value = [node.target.id], node.value
        else:
            continue
        for name in names:
            found.pop(name, None)  # an earlier value does not hold any more
            try:
                found[name] = ast.literal_eval(value) if value is not None else None
            except (ValueError, TypeError, SyntaxError, MemoryError):
                continue
    return found


def setting(config: Mapping[str, Any], names: Iterable[str]) -> Any:
    """Return the first setting that there is, None if there is none.

    Args:
        names: paths through the tables, with dots; the case of letters does not count.
    """
    for name in names:
        value: Any = config
        for part in name.split("."):
            tables = value if isinstance(value, Mapping) else {}
            value = next((v for k, v in tables.items() if str(k).lower() == part.lower()), None)
        if value is not None:
            return value
    return None


def text_setting(config: Mapping[str, Any], names: Iterable[str]) -> str:
    """Return the first setting that is a text, else an empty one."""
    texts = (setting(config, [name]) for name in names)
    return next((text.strip() for text in texts if isinstance(text, str)), "")
