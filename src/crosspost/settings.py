"""Settings: the user's file, the site's, the environment and flags, merged into one ``Config``.

Flags override the environment (``CROSSPOST_AUTHOR``), the environment the site's file, the
site's file the user's own, and that the defaults.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, get_args

from crosspost import trust
from crosspost.config import GUARDS, HINTS, OF_CALL, Config, check, keys
from crosspost.disk_errors import of_reading
from crosspost.errors import ConfigError
from crosspost.files import is_file, is_inside, is_missing, read_regular
from crosspost.nearest import nearest
from crosspost.toml import MOST_BYTES, parse_toml

FILE_NAME = "crosspost.toml"
USER_FILE = "config.toml"
ENVIRONMENT_PREFIX = "CROSSPOST_"


def unknown_key(name: str, where: str) -> ConfigError:
    """Return the error for a key that does not exist, with the one that was probably meant."""
    near = nearest(name.replace("-", "_").lower(), keys())
    hint = f"Did you mean {near}?" if near else "Known settings: " + ", ".join(keys()) + "."
    return ConfigError(f"{where}: unknown setting {name!r}", hint=hint)


def read_file(site: Path) -> tuple[dict[str, Any], Path | None]:
    """Read the settings of a site: ``crosspost.toml``, else ``[tool.crosspost]`` of pyproject.toml.

    Returns:
        The settings and the file they were read from (None if there is none).

    Raises:
        ConfigError: the file is not TOML, cannot be read, has an unknown key, or is a link out of
            the site, which needs the user's permission.
    """
    own, project = site / FILE_NAME, site / "pyproject.toml"
    if os.path.lexists(own):
        return _known(_toml(own, site), own.name), own
    if _is_there(project):
        tools = _toml(project, site).get("tool")
        table = tools.get("crosspost") if isinstance(tools, dict) else None
        if table is not None:
            if not isinstance(table, dict):
                raise ConfigError(f"{project.name}: tool.crosspost is not a table")
            return _known(table, f"{project.name} [tool.crosspost]"), project
    return {}, None


def read_user_file() -> tuple[dict[str, Any], Path]:
    """Read the user's own settings, such as ``~/.config/crosspost/config.toml``.

    Returns:
        The settings, empty if there is no file, and the path of the file.

    Raises:
        ConfigError: the file is not TOML, cannot be read, or has an unknown key.
    """
    path = trust.config_folder() / USER_FILE
    if not _is_there(path):
        return {}, path
    return _known(_toml(path, None), str(path)), path


def _is_there(path: Path) -> bool:
    """Tell whether there is a file of settings; a folder of its name does not count.

    Raises:
        ConfigError: it cannot be known, since a folder above it has no permission.
    """
    try:
        return not is_missing(path) and is_file(path)
    except OSError as error:
        reason, hint = of_reading(error)
        raise ConfigError(f"{path}: cannot be read: {reason}", hint=hint) from error


def _toml(path: Path, site: Path | None) -> dict[str, Any]:
    """Read a file of settings; ``site`` is None for the user's own file."""
    if site is not None:
        trust.refuse(site, trust.links_out(site, path), "the site")
    try:
        return parse_toml(read_regular(path, MOST_BYTES, follow=True).decode("utf-8-sig"))
    except ValueError as error:
        raise ConfigError(f"{path.name}: not TOML: {error}") from error
    except OSError as error:
        reason, hint = of_reading(error)
        raise ConfigError(f"{path.name}: cannot be read: {reason}", hint=hint) from error


def _known(table: dict[str, Any], where: str) -> dict[str, Any]:
    """Check the keys; TOML's lists become tuples and its tables read-only."""
    out: dict[str, Any] = {}
    for name, value in table.items():
        if name == "validate" and isinstance(value, dict):
            continue  # a table of its own, read by ``crosspost.validate.settings``
        if name not in keys():
            raise unknown_key(name, where)
        if isinstance(value, list):
            value = tuple(value)
        elif isinstance(value, dict):
            value = MappingProxyType(value)
        out[name] = value
    return out


def read_environment(environment: Mapping[str, str]) -> dict[str, Any]:
    """Read ``CROSSPOST_*``: lists separated by commas, tables as ``a=b,c=d``, booleans as 0 or 1.

    Raises:
        ConfigError: an unknown name, or a value that is not of the setting's type.
    """
    out: dict[str, Any] = {}
    for variable, text in sorted(environment.items()):
        if not variable.startswith(ENVIRONMENT_PREFIX):
            continue
        name = variable[len(ENVIRONMENT_PREFIX) :].lower()
        if name not in keys():
            raise unknown_key(name, f"environment variable {variable}")
        out[name] = _from_text(name, text, variable)
    return out


def _from_text(name: str, text: str, where: str) -> Any:
    """Read a setting that is given as text."""
    wanted = HINTS[name]
    if wanted is str:
        return text
    if wanted is bool:
        words = {"1": True, "true": True, "yes": True, "on": True}
        words |= {"0": False, "false": False, "no": False, "off": False, "": False}
        if text.strip().lower() not in words:
            raise ConfigError(f"{where}={text!r}: this setting takes 1 or 0")
        return words[text.strip().lower()]
    if wanted in (int, float):
        try:
            return wanted(text)
        except ValueError as error:
            raise ConfigError(f"{where}={text!r}: this setting takes a number") from error
    items = tuple(item.strip() for item in text.split(",") if item.strip())
    if Ellipsis in get_args(wanted):
        return items
    pairs = [item.partition("=") for item in items]
    if any(not separator for _, separator, _ in pairs):
        raise ConfigError(f"{where}={text!r}: this setting takes KEY=VALUE, separated by commas")
    return MappingProxyType({key.strip(): value.strip() for key, _, value in pairs})


def needs_permission(
    site: Path, values: Mapping[str, Any], own: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the settings of a site's file that need the user's permission.

    Args:
        site: the root of the site.
        values: the settings in its file.
        own: the settings in the user's own file.
    """
    defaults = Config()
    found: dict[str, Any] = {}
    for name, value in values.items():
        guard, usual = GUARDS[name], own.get(name, getattr(defaults, name))
        if name == "sites":
            found |= _guarded_of_sites(value, usual)
            continue
        is_asked = guard == "always" and value not in (usual, getattr(defaults, name))
        is_asked = is_asked or (guard == "larger" and value > usual)
        if is_asked or (guard == "outside" and not is_inside(site, value)):
            found[name] = value
    return found


def _guarded_of_sites(sites: Mapping[str, Any], usual: Mapping[str, Any]) -> dict[str, Any]:
    """Return what of the rules for sites needs permission, as the settings of these names do."""
    from crosspost.sites.own import GUARDED, origin_of

    return {
        f"{origin_of(name)} {key}": rule[key]
        for name, rule in sites.items()
        for key in GUARDED
        if rule.get(key) not in (None, "never", {}, usual.get(name, {}).get(key))
    }


def _check_sites(layer: Mapping[str, Any], where: str) -> None:
    """Refuse rules for sites that cannot be read; their selectors are compiled when used."""
    if layer.get("sites"):
        from crosspost.sites.own import read_table

        try:
            read_table(layer["sites"])
        except ConfigError as error:
            raise ConfigError(f"{where}: {error}", hint=error.hint) from error


def load(
    site: Path, flags: Mapping[str, Any] | None = None, environment: Mapping[str, str] | None = None
) -> Config:
    """Merge files, environment and flags into one ``Config``.

    Args:
        site: the root of the site.
        flags: settings given on the command line; None values count as not given.
        environment: default ``os.environ``.

    Raises:
        ConfigError: see ``read_file``, ``read_environment`` and the types of ``Config``; or the
            site's file has settings that need the user's permission.
    """
    own, own_path = read_user_file()
    values, path = read_file(site)
    variables = read_environment(os.environ if environment is None else environment)
    where = path.name if path else FILE_NAME
    for layer, named in ((own, str(own_path)), (values, where), (variables, "environment")):
        for name, value in layer.items():
            try:
                check(name, value)
            except ConfigError as error:
                raise ConfigError(f"{named}: {error}", hint=error.hint) from error
        _check_sites(layer, named)
    chosen = {k: v for k, v in (flags or {}).items() if v is not None}
    given = variables | chosen
    asked = {k: v for k, v in needs_permission(site, values, own).items() if k not in given}
    trust.refuse(site, asked, where)
    merged = own | values | given
    if "sites" in merged:
        rules = dict(own.get("sites", {}))
        for name, rule in values.get("sites", {}).items():
            rules[name] = {**rules.get(name, {}), **rule}
        merged["sites"] = MappingProxyType(rules)
    if set(OF_CALL) & set(chosen):
        usual = own | values | variables
        merged |= _added(usual, chosen)
        of_call = {name: chosen[name] for name in OF_CALL if name in chosen}
        merged["of_call"] = MappingProxyType(of_call)
    if "output" in merged and not is_inside(site, merged["output"]):
        # The user has chosen or allowed it; an absolute path shows that it is outside.
        merged["output"] = str(site.absolute() / merged["output"])
    return Config(**merged)


def _added(usual: Mapping[str, Any], chosen: Mapping[str, Any]) -> dict[str, Any]:
    """Return ``select`` and ``remove`` with what the files say: each key counts by itself."""
    found: dict[str, Any] = {}
    if "select" in chosen:
        found["select"] = {**usual.get("select", {}), **chosen["select"]}
    if "remove" in chosen:
        found["remove"] = tuple(dict.fromkeys((*chosen["remove"], *usual.get("remove", ()))))
    return found
