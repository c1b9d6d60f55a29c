"""Settings: crosspost.toml, the environment and flags, folded into one frozen ``Config``.

Flags win over the environment (``CROSSPOST_AUTHOR``), the environment over the file, the file over
the defaults below. The fields of ``Config`` are the keys of the file: one list, here.
"""

from __future__ import annotations

import difflib
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from types import MappingProxyType
from typing import Any, get_args, get_type_hints

from crosspost.dates import zone
from crosspost.errors import ConfigError

FILE_NAME = "crosspost.toml"
ENVIRONMENT_PREFIX = "CROSSPOST_"

ATTRIBUTION = "_The text below was originally posted here: [{url}]({url})_"


def _key(default: Any, doc: str, choices: tuple[str, ...] = ()) -> Any:
    """Describe one key of the file: its default, its comment, the words it may be."""
    about = MappingProxyType({"doc": doc, "choices": choices})
    if isinstance(default, dict):
        return field(default_factory=lambda: MappingProxyType(default), metadata=about)
    return field(default=default, metadata=about)


@dataclass(frozen=True)
class Config:
    """All settings of a run. The comment of each field is what ``crosspost init`` writes."""

    output: str = _key("_posts", "Folder of the posts, below the site's root.")
    author: str = _key(
        "", "The blog's own author. If set, the article's byline goes to original_author."
    )
    layout: str = _key(
        "auto",
        'Layout of the posts; "auto": "post", left out where the site\'s defaults give one; '
        '"": none is written.',
    )
    date: str = _key(
        "published",
        'Date of the post: "published" (the article\'s own) or "now" (the moment of import).',
        ("published", "now"),
    )
    timezone: str = _key(
        "", "IANA time zone of the moment of import; empty: the one that _config.yml names."
    )
    categories: tuple[str, ...] = _key((), "Categories of every post, before the page's own.")
    tags: tuple[str, ...] = _key((), "Tags of every post, before the page's own.")
    page_categories: bool = _key(True, "Take over the sections that the page names.")
    page_tags: bool = _key(True, "Take over the tags that the page names.")
    title_suffix: str = _key("", 'Text after every title, such as "[cross-post]".')
    note: str = _key("", "The poster's own words (Markdown), before the attribution.")
    attribution: str = _key(
        ATTRIBUTION,
        "Attribution line (Markdown); knows {title} {author} {site} {date} {license} {url}; what "
        "stands in [[...]] is left out where one of them is not known.",
    )
    attribution_position: str = _key(
        "top", "Where the attribution stands.", ("top", "bottom", "none")
    )
    pictures: str = _key(
        "assets/pictures",
        "Folder in the site for the pictures of saved pages; empty: they are not copied.",
    )
    draft: bool = _key(False, "Write to _drafts, without a date in the name.")
    front_matter: Mapping[str, Any] = _key({}, "Further fields of every post, as a table.")
    mode: str = _key(
        "article",
        'How the body is found: "article" (news, blogs) or "general" (forums, manuals, lists).',
        ("article", "general"),
    )
    select: Mapping[str, str] = _key(
        {}, 'CSS selectors that win over what is found, as a table: { author = ".byline" }.'
    )
    user_agent: str = _key("", "User agent; empty: crosspost's own, with its home page.")
    headers: Mapping[str, str] = _key({}, "Further HTTP headers, as a table.")
    cookies: str = _key("", "File of cookies (Netscape format), for pages behind a login.")
    connect_timeout: float = _key(10.0, "Seconds to connect.")
    read_timeout: float = _key(15.0, "Seconds without a byte.")
    total_timeout: float = _key(60.0, "Seconds for one try, redirects included.")
    max_bytes: int = _key(10 * 1024 * 1024, "Largest page, in bytes, decompressed.")
    max_redirects: int = _key(5, "Redirects that are followed.")
    tries: int = _key(3, "Tries, where the network or the server fails for the moment.")
    allow_private: bool = _key(
        False, "Follow redirects to private addresses (this machine, the local network)."
    )

    def __post_init__(self) -> None:
        for name in _HINTS:
            _check(name, getattr(self, name))


_HINTS = get_type_hints(Config)
_CHOICES = {item.name: item.metadata["choices"] for item in fields(Config)}


def keys() -> tuple[str, ...]:
    """Return the names of all settings, in the order of the file."""
    return tuple(item.name for item in fields(Config))


def _check(name: str, value: Any) -> None:
    """Refuse a value of the wrong type or outside its choices.

    Raises:
        ConfigError: says which key, what it is and what it should be.
    """
    wanted = _HINTS[name]
    kind = {str: "text", bool: "true or false", int: "a whole number", float: "a number"}.get(
        wanted
    )
    if wanted is float:
        good = isinstance(value, (int, float)) and not isinstance(value, bool)
    elif wanted is int:
        good = isinstance(value, int) and not isinstance(value, bool)
    elif kind:
        good = isinstance(value, wanted)
    elif str in get_args(wanted)[:1] and Ellipsis in get_args(wanted):
        kind, good = (
            "a list of texts",
            isinstance(value, tuple) and all(isinstance(x, str) for x in value),
        )
    else:
        kind, good = (
            "a table",
            isinstance(value, Mapping) and all(isinstance(k, str) for k in value),
        )
        if name in ("headers", "select") and good:
            kind, good = "a table of texts", all(isinstance(v, str) for v in value.values())
    if not good:
        raise ConfigError(f"{name} = {value!r}: this setting takes {kind}")
    _check_range(name, value)


def _check_range(name: str, value: Any) -> None:
    """Refuse a value that has the right type and no meaning."""
    choices = _CHOICES[name]
    if choices and value not in choices:
        raise ConfigError(
            f"{name} = {value!r}: this setting takes " + " or ".join(map(repr, choices))
        )
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        least = 0 if name == "max_redirects" else 1 if isinstance(value, int) else 0.001
        if not value >= least:  # also refuses NaN
            raise ConfigError(f"{name} = {value!r}: this setting takes a number from {least} up")
    # Jekyll publishes nothing whose name begins so; and nothing is written outside of the site.
    if name == "pictures" and value and any(p[:1] in ("", "_", ".") for p in value.split("/")):
        raise ConfigError(
            f"pictures = {value!r}: not a folder of the site that Jekyll publishes",
            hint="Write it as assets/pictures.",
        )
    if name == "timezone" and value and zone(value) is None:
        raise ConfigError(
            f"timezone = {value!r}: there is no such time zone",
            hint="Write it as in the IANA list, such as Asia/Bishkek.",
        )


def unknown_key(name: str, where: str) -> ConfigError:
    """Return the error for a key that does not exist, with the one that was probably meant."""
    near = difflib.get_close_matches(name.replace("-", "_").lower(), keys(), n=1, cutoff=0.6)
    hint = f"Did you mean {near[0]}?" if near else "Known settings: " + ", ".join(keys()) + "."
    return ConfigError(f"{where}: unknown setting {name!r}", hint=hint)


def read_file(site: Path) -> tuple[dict[str, Any], Path | None]:
    """Read the settings of a site: ``crosspost.toml``, else ``[tool.crosspost]`` of pyproject.toml.

    Returns:
        The settings and the file they were read from (None where there is none).

    Raises:
        ConfigError: the file is not TOML, cannot be read, or has an unknown key.
    """
    own, project = site / FILE_NAME, site / "pyproject.toml"
    if own.is_file():
        return _known(_toml(own), own.name), own
    if project.is_file():
        table = _toml(project).get("tool", {}).get("crosspost")
        if table is not None:
            if not isinstance(table, dict):
                raise ConfigError(f"{project.name}: tool.crosspost is not a table")
            return _known(table, f"{project.name} [tool.crosspost]"), project
    return {}, None


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path.name}: not TOML: {error}") from error
    except OSError as error:
        raise ConfigError(f"{path.name}: cannot be read: {error.strerror}") from error


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
    """Read a setting that comes as text."""
    wanted = _HINTS[name]
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


def load(
    site: Path, flags: Mapping[str, Any] | None = None, environment: Mapping[str, str] | None = None
) -> Config:
    """Fold file, environment and flags into one ``Config``.

    Args:
        site: the root of the site.
        flags: settings given on the command line; None values count as not given.
        environment: default ``os.environ``.

    Raises:
        ConfigError: see ``read_file``, ``read_environment`` and the types of ``Config``.
    """
    values, path = read_file(site)
    layers = [(values, path.name if path else FILE_NAME)]
    layers.append(
        (read_environment(os.environ if environment is None else environment), "environment")
    )
    merged: dict[str, Any] = {}
    for layer, where in layers:
        for name, value in layer.items():
            try:
                _check(name, value)
            except ConfigError as error:
                raise ConfigError(f"{where}: {error}", hint=error.hint) from error
        merged |= layer
    merged |= {k: v for k, v in (flags or {}).items() if v is not None}
    return Config(**merged)
