"""Reading the settings: the ``[validate]`` table of crosspost.toml, then the flags."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import fields
from pathlib import Path
from types import MappingProxyType
from typing import Any

from crosspost.errors import ConfigError, WriteError
from crosspost.files import exists, is_file
from crosspost.nearest import nearest
from crosspost.targets import TARGETS
from crosspost.validate.files import read_bytes, resolved
from crosspost.validate.options import LEVELS, OWN, PROFILES, Options
from crosspost.validate.selection import codes_of

FILES = ("crosspost.toml", ".crosspost.toml")

_LISTS = frozenset({"select", "extend_select", "ignore", "required", "known_keys", "layouts",
                    "authors", "tags", "image_roots"})  # fmt: skip
_TABLES = frozenset({"per_file_ignores", "severity", "schema"})
_CHOICES = {
    "fail_on": (*LEVELS, "never"),
    "target": tuple(dict.fromkeys((*PROFILES, *TARGETS))),
    "prefer_date": ("", "file", "front-matter"),
}


def load(start: Path, flags: Mapping[str, Any] | None = None) -> Options:
    """Read the settings for a folder; flags override them.

    Args:
        start: where to look first; then its parents, up to the first settings file.
        flags: fields of ``Options``; None counts as not given.

    Raises:
        ConfigError: unknown option or rule, or a value of the wrong type.
    """
    table, where, root = find_table(start)
    values: dict[str, Any] = {}
    for name, value in table.items():
        values[_field(name, where)] = _checked(_field(name, where), value, where)
    _refuse_outside(values.get("schema", {}).values(), root, where)
    given = {k: v for k, v in (flags or {}).items() if v is not None and v != ()}
    options = Options(**{**values, **given, "renamed": _renamed(root), "root": str(root)})
    _check_codes(options, given, where)
    return options


def find_table(start: Path) -> tuple[dict[str, Any], str, Path]:
    """Return the nearest ``[validate]`` table upwards, the file's name and its folder."""
    start = start.absolute()
    for folder in (start, *start.parents):
        for name in FILES:
            if is_file(folder / name):
                table = _toml(folder / name).get("validate", {})
                return _is_table(table, f"{name} [validate]"), f"{name} [validate]", folder
        project = folder / "pyproject.toml"
        if is_file(project):
            tool = _toml(project).get("tool")
            own = tool.get("crosspost") if isinstance(tool, dict) else None
            if isinstance(own, dict) and "validate" in own:
                where = "pyproject.toml [tool.crosspost.validate]"
                return _is_table(own["validate"], where), where, folder
        if exists(folder / ".git"):
            break
    return {}, "", start


def _renamed(root: Path) -> Mapping[str, str]:
    """Return the setting ``fields`` of a site; what is wrong in it is said by other commands."""
    file, project = root / FILES[0], root / "pyproject.toml"
    table: Any = {}
    if is_file(file):
        table = _toml(file)
    elif is_file(project):
        tool = _toml(project).get("tool")
        table = tool.get("crosspost") if isinstance(tool, dict) else {}
    found = table.get("fields") if isinstance(table, dict) else None
    found = found if isinstance(found, dict) else {}
    return MappingProxyType({k: v for k, v in found.items() if isinstance(v, str) and v})


def _toml(path: Path) -> dict[str, Any]:
    from crosspost.toml import parse_toml

    try:
        return parse_toml(read_bytes(str(path)).decode("utf-8-sig"))
    except ValueError as error:
        raise ConfigError(f"{path}: not TOML: {error}") from error
    except WriteError as error:
        raise ConfigError(f"{path}: cannot be read: {error.reason}", hint=error.hint) from error


def _is_table(value: Any, where: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ConfigError(f"{where} is not a table")
    return value


def _field(name: str, where: str) -> str:
    """Return the field of an option as the file writes it."""
    known = {item.name.replace("_", "-"): item.name for item in fields(Options)}
    known.pop("root")
    known.pop("renamed")
    wanted = name.replace("_", "-")
    if wanted in known:
        return known[wanted]
    near = nearest(wanted.lower(), known)
    hint = f"Did you mean {near}?" if near else "Known options: " + ", ".join(known) + "."
    raise ConfigError(f"{where}: unknown option {name!r}", hint=hint)


def _checked(name: str, value: Any, where: str) -> Any:
    """Check the type of an option's value and return it."""
    shown = f"{where}: {name.replace('_', '-')} = {value!r}"
    if name in _LISTS:
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise ConfigError(f"{shown}: this option takes a list of texts")
        return tuple(value)
    if name in _TABLES:
        return _table(name, value, shown)
    if name in _CHOICES:
        if value not in _CHOICES[name]:
            words = ", ".join(word for word in _CHOICES[name] if word)
            raise ConfigError(f"{shown}: this option takes one of {words}")
        return value
    if not isinstance(value, bool):
        raise ConfigError(f"{shown}: this option takes true or false")
    return value


def _table(name: str, value: Any, shown: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise ConfigError(f"{shown}: this option takes a table")
    if name == "per_file_ignores":
        if not all(
            isinstance(v, list) and all(isinstance(c, str) for c in v) for v in value.values()
        ):
            raise ConfigError(f"{shown}: each path takes a list of rules")
        return MappingProxyType({glob: tuple(codes) for glob, codes in value.items()})
    if not all(isinstance(item, str) for item in value.values()):
        raise ConfigError(f"{shown}: each key takes a text")
    if name == "severity":
        for level in value.values():
            if level not in (*LEVELS, "off"):
                raise ConfigError(f"{shown}: a severity is one of {', '.join(LEVELS)}, off")
    return MappingProxyType(dict(value))


def _refuse_outside(schemas: Iterable[str], root: Path, where: str) -> None:
    """Refuse schemas outside of the folder of the settings, since others may have written these."""
    for name in schemas:
        if name != OWN and "://" not in name:
            try:
                resolved(str(root / name), os.path.realpath(root))
            except (WriteError, ValueError) as error:
                raise ConfigError(
                    f"{where}: schema {name!r} is not below {root}",
                    hint="Name a file of the site, or use --schema for any other file.",
                ) from error


def _check_codes(options: Options, flags: Mapping[str, Any], where: str) -> None:
    """Refuse unknown rules; the error names the flag or the file that they are from."""
    for name in ("select", "extend_select", "ignore"):
        for code in getattr(options, name):
            codes_of(code, f"--{name.replace('_', '-')}" if name in flags else where)
    ignored = (code for codes in options.per_file_ignores.values() for code in codes)
    for code in (*options.severity, *ignored):
        codes_of(code, where)
