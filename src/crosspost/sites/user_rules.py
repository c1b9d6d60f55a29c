"""The user's rules: the options of this call, and ``[sites]`` in the files of settings."""

from __future__ import annotations

from collections.abc import Mapping, Set
from types import MappingProxyType
from typing import Any

from crosspost import urls
from crosspost.config import Config
from crosspost.errors import ConfigError
from crosspost.model import SiteRule
from crosspost.sites.keys import KEYS, SELECTOR_KEYS, known_names, read_rule
from crosspost.sites.url_patterns import URLPattern, covers, read_pattern, specificity

#: Keys whose value in the file of a site that others made needs the user's permission, as the
#: settings of these names do.
GUARDED = ("headers", "render")
_OPTION = "--select"
_PLAIN_KEYS = frozenset(KEYS) - frozenset(SELECTOR_KEYS)


def from_options(config: Config) -> SiteRule | None:
    """Return the rule that ``select`` and ``remove`` give for every page; None if they are empty.

    Raises:
        ConfigError: an unknown field, or an empty selector.
    """
    if not config.select and not config.remove:
        return None
    for name in config.select:
        if name in _PLAIN_KEYS or name not in known_names():
            known = ", ".join(sorted(set(known_names()) - _PLAIN_KEYS))
            raise ConfigError(f"select: there is no field {name!r}", hint=f"Known are {known}.")
    removed = [*config.remove, *([config.select["remove"]] if "remove" in config.select else [])]
    table = {**config.select, **({"remove": removed} if removed else {})}
    return read_rule("", _OPTION, table)


def for_url(url: str, config: Config) -> tuple[SiteRule, ...]:
    """Return the rules of ``[sites]`` for a URL, the most specific pattern first.

    Raises:
        ConfigError: as of ``read_table``.
    """
    here = urls.read(url) if config.sites and url else None
    if here is None:
        return ()
    return tuple(rule for pattern, rule in _read(config.sites) if covers(pattern, here))


def for_host(here: urls.WebURL, config: Config) -> tuple[SiteRule, ...]:
    """Return the rules of ``[sites]`` for any page of the host of a URL."""
    if not config.sites:
        return ()
    return tuple(
        rule for pattern, rule in _read(config.sites) if covers(pattern, here, any_path=True)
    )


def all_rules(config: Config) -> tuple[SiteRule, ...]:
    """Return all rules of ``[sites]``.

    Raises:
        ConfigError: as of ``read_table``.
    """
    return tuple(rule for _, rule in _read(config.sites))


def read_table(table: Mapping[str, Any]) -> tuple[tuple[URLPattern, SiteRule], ...]:
    """Read the table ``sites`` of the settings; return the pattern and the rule of each entry.

    Raises:
        ConfigError: a name that is not a host, an unknown key or a value of the wrong type.
    """
    found = []
    for name in sorted(table, key=specificity, reverse=True):
        origin, pattern = origin_of(name), read_pattern(name)
        if pattern is None:
            hint = 'Write it as [sites."example.org"], "*.example.org" or "example.org/blog".'
            raise ConfigError(f"{origin}: {name!r} is not the name of a host", hint=hint)
        if not isinstance(table[name], Mapping):
            hint = f"Write {origin}, and below it keys such as body = '.entry'."
            raise ConfigError(f"{origin}: this is not a table", hint=hint)
        found.append((pattern, read_rule(name, origin, table[name])))
    return tuple(found)


def origin_of(name: str) -> str:
    """Return how a table of ``sites`` is written in TOML."""
    return f'[sites."{name}"]'


_tables: dict[int, tuple[Mapping[str, Any], tuple[tuple[URLPattern, SiteRule], ...]]] = {}


def _read(table: Mapping[str, Any]) -> tuple[tuple[URLPattern, SiteRule], ...]:
    """``read_table``, which is called for every page with the table of the same ``Config``."""
    known = _tables.get(id(table))
    if known is None or known[0] is not table:
        if len(_tables) >= _MOST_TABLES:
            _tables.clear()
        known = _tables[id(table)] = (table, read_table(table))
    return known[1]


_MOST_TABLES = 8


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
