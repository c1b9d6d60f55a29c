"""The options of an import that shape its post: kept with its text, and used when it is updated.

Kept are options of the command line alone: what is in a file of settings is there the next time,
too. None of them is a secret, reads a file or loosens a limit: what is kept may have come with a
site that others made, and counts no more than that site's settings.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final

from crosspost.config import OF_CALL, Config, check
from crosspost.errors import ConfigError

#: Names of settings. The note is not among them: it stays in the post whatever an update says.
KEPT: Final = (
    *("mode", "select", "follow_pages", "title_suffix", "attribution_position"),
    *("page_tags", "page_categories"),
    *("own", "redirects"),
    *("pictures_from_web", "pictures_max_width", "pictures_base", "files_from_web"),
)


def to_keep(flags: Mapping[str, Any]) -> dict[str, Any]:
    """Return the options that are to be kept, as plain data.

    Args:
        flags: settings that were given on the command line; None: not given.
    """
    given = {name: flags[name] for name in KEPT if flags.get(name) is not None}
    return {n: dict(v) if isinstance(v, Mapping) else v for n, v in given.items()}


def with_options(config: Config, options: Mapping[str, Any]) -> Config:
    """Return settings with options that were kept; one that is not valid is left out."""
    valid: dict[str, Any] = {}
    for name in KEPT:
        if name in options:
            value = options[name]
            value = MappingProxyType(value) if isinstance(value, dict) else value
            try:
                check(name, value)
            except ConfigError:
                continue
            valid[name] = value
    if not valid:
        return config
    of_call = {name: valid[name] for name in OF_CALL if name in valid}
    valid["of_call"] = MappingProxyType({**config.of_call, **of_call})
    return replace(config, **valid)


def in_words(options: Mapping[str, Any]) -> tuple[str, ...]:
    """Return options for the user, as in a file of settings."""
    return tuple(f"{name} = {options[name]!r}" for name in KEPT if name in options)
