"""The user's rules: the options of this call, and ``[sites]`` in the files of settings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from crosspost import urls
from crosspost.config import Config
from crosspost.errors import ConfigError
from crosspost.model import SiteRule
from crosspost.nearest import nearest
from crosspost.sites.hosts import Place, holds, rank, read_place
from crosspost.sites.keys import KEYS, SELECTING, TABLES, known_names, read_rule

#: Keys whose value in the file of a site that others made needs the user's permission, as the
#: settings of these names do.
GUARDED = ("headers", "render")
_OF_CALL, _REMOVED, _OF_ALL = "--select", "--remove", "the settings"
_NOT_SELECTING = frozenset(KEYS) - frozenset(SELECTING)


def of_call(config: Config) -> SiteRule | None:
    """Return the rule that ``--select`` and ``--remove`` of this call give; None without them.

    Raises:
        ConfigError: an unknown field, or an empty selector.
    """
    select, remove = config.of_call.get("select", {}), config.of_call.get("remove", ())
    return _rule_of(select, remove, _OF_CALL, _REMOVED)


def of_all_pages(config: Config) -> SiteRule | None:
    """Return the rule that the settings ``select`` and ``remove`` give; None if they are empty.

    Raises:
        ConfigError: as of ``of_call``.
    """
    return _rule_of(config.select, config.remove, _OF_ALL, _OF_ALL)


def _rule_of(
    select: Mapping[str, str], remove: Sequence[str], origin: str, of_removed: str
) -> SiteRule | None:
    if not select and not remove:
        return None
    names = set(known_names()) - _NOT_SELECTING
    for name in select:
        if name not in names:
            near = nearest(name.replace("-", "_").lower(), tuple(sorted(names)))
            known = f"Did you mean {near}?" if near else f"Known are {', '.join(sorted(names))}."
            raise ConfigError(f"{origin}: there is no field {name!r} to select", hint=known)
    table = {name: text for name, text in select.items() if name != "remove"}
    rule = read_rule("", origin, table)
    others = [select["remove"]] if "remove" in select else []
    removing = (
        *read_rule("", of_removed, {"remove": list(remove)}).remove,
        *read_rule("", origin, {"remove": others}).remove,
    )
    marked = (replace(each, origin=of_removed) for each in removing[: len(remove)])
    return replace(rule, remove=(*marked, *removing[len(remove) :]))


def of_settings(url: str, config: Config) -> tuple[SiteRule, ...]:
    """Return the rules of ``[sites]`` for a URL, the one for the narrowest place first.

    Raises:
        ConfigError: as of ``read_table``.
    """
    here = urls.read(url) if config.sites and url else None
    if here is None:
        return ()
    return tuple(rule for place, rule in _read(config.sites) if holds(place, here))


def of_host(here: urls.WebURL, config: Config) -> tuple[SiteRule, ...]:
    """Return the rules of ``[sites]`` for any page of the host of a URL."""
    if not config.sites:
        return ()
    return tuple(rule for place, rule in _read(config.sites) if holds(place, here, any_path=True))


def all_rules(config: Config) -> tuple[SiteRule, ...]:
    """Return all rules of ``[sites]``.

    Raises:
        ConfigError: as of ``read_table``.
    """
    return tuple(rule for _, rule in _read(config.sites))


def read_table(table: Mapping[str, Any]) -> tuple[tuple[Place, SiteRule], ...]:
    """Read the table ``sites`` of settings: for what each rule is, and the rule.

    Raises:
        ConfigError: a name that is not a host, an unknown key or a value of the wrong type.
    """
    found = []
    for name in sorted(table, key=rank, reverse=True):
        origin, place = origin_of(name), read_place(name)
        if place is None:
            hint = 'Write it as [sites."example.org"], "*.example.org" or "example.org/blog".'
            raise ConfigError(f"{origin}: {name!r} is not the name of a host", hint=hint)
        if not isinstance(table[name], Mapping):
            hint = f"Write {origin}, and below it keys such as body = '.entry'."
            raise ConfigError(f"{origin}: this is not a table", hint=hint)
        _check_quotes(name, table[name])
        found.append((place, read_rule(name, origin, table[name])))
    return tuple(found)


def _check_quotes(name: str, rule: Mapping[str, Any]) -> None:
    """Refuse a host without quotes, whose dots are those of TOML: ``[sites.example.org]``.

    Raises:
        ConfigError: it is one.
    """
    key, value = next(iter(rule.items()), ("", None))
    parts = [name]
    while isinstance(value, Mapping) and key not in TABLES and len(parts) < _MOST_PARTS:
        parts.append(key)
        key, value = next(iter(value.items()), ("", None))
    if len(parts) > 1:
        host = ".".join(parts)
        hint = f"A host has to be in quotes: {origin_of(host)}."
        raise ConfigError(f"[sites.{host}]: {name!r} is not the whole name of a host", hint=hint)


def origin_of(name: str) -> str:
    """Return how a table of ``sites`` is written in TOML."""
    return f'[sites."{name}"]'


_tables: dict[int, tuple[Mapping[str, Any], tuple[tuple[Place, SiteRule], ...]]] = {}


def _read(table: Mapping[str, Any]) -> tuple[tuple[Place, SiteRule], ...]:
    """``read_table``, which is called for every page with the table of the same ``Config``."""
    known = _tables.get(id(table))
    if known is None or known[0] is not table:
        if len(_tables) >= _MOST_TABLES:
            _tables.clear()
        known = _tables[id(table)] = (table, read_table(table))
    return known[1]


_MOST_TABLES = 8
_MOST_PARTS = 10  # of the name of a host


def without_secrets(sites: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the table ``sites`` without what only fetching needs, and may be secret."""
    return MappingProxyType(_without(sites, {"headers"}))


def without_fetching(sites: Mapping[str, Any]) -> dict[str, Any]:
    """Return the table ``sites`` without the keys by which a page is fetched."""
    return _without(sites, {"headers", "render", "delay"})


def _without(sites: Mapping[str, Any], keys: Set[str]) -> dict[str, Any]:
    return {
        name: {key: value for key, value in rule.items() if key not in keys}
        if isinstance(rule, Mapping)
        else rule
        for name, rule in sites.items()
    }
