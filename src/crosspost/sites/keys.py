"""A rule as a table of keys, as in ``crosspost.toml`` and in the rules of platforms."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

from crosspost.errors import ConfigError
from crosspost.lazy_regex import lazy_compile
from crosspost.model import FIELDS, Selector, SiteRule
from crosspost.nearest import nearest

#: The names that front matter has for fields → the fields.
SYNONYMS: Final = {
    "author": "authors",
    "date": "published",
    "tag": "tags",
    "category": "categories",
}
# Keys whose values are selectors → attributes of ``SiteRule``.
SELECTING: Final = {
    "body": "body",
    "remove": "remove",
    "next": "next_page",
    "single_page": "single_page",
}
_CHOICES = {"mode": ("article", "general"), "render": ("never", "auto", "always")}
#: Keys whose values are tables.
TABLES: Final = ("headers", "replace")
#: All keys but the fields of the metadata.
KEYS: Final = (*SELECTING, "prune", *_CHOICES, *TABLES, "delay")
_MOST_DELAY = 600  # seconds
_MOST_SELECTORS = 100  # of a key
_LONGEST = 2000  # characters of a selector
_CONTROL = lazy_compile(r"[\x00-\x08\x0a-\x1f\x7f]")


def known_names() -> tuple[str, ...]:
    """Return all keys that a rule may have."""
    return (*KEYS, *FIELDS, *SYNONYMS)


def key_of(attribute: str) -> str:
    """Return the key for an attribute of ``SiteRule``, or for a field of the metadata."""
    names = {attribute: key for key, attribute in SELECTING.items()}
    names |= {field: name for name, field in SYNONYMS.items() if name in ("author", "date")}
    return names.get(attribute, attribute)


def read_rule(name: str, origin: str, table: Mapping[str, Any]) -> SiteRule:
    """Return the rule that a table gives; its selectors are not compiled.

    Args:
        name: the host or platform.
        origin: where the table is, for messages.
        table: key → value; the value of a selector is a text or a list of texts.

    Raises:
        ConfigError: an unknown key or a value of the wrong type; says which and what to try.
    """
    values: dict[str, Any] = {}
    fields: dict[str, tuple[Selector, ...]] = {}
    for key, value in table.items():
        field = SYNONYMS.get(key, key)
        if key in SELECTING:
            values[SELECTING[key]] = _selectors(origin, key, value)
        elif field in FIELDS:
            fields[field] = fields.get(field, ()) + _selectors(origin, key, value)
        elif key in KEYS:
            values[key] = _read_plain(origin, key, value)
        else:
            near = nearest(str(key).replace("-", "_").lower(), known_names())
            known = "Known are " + ", ".join(known_names()) + "."
            hint = f"Did you mean {near}?" if near else known
            raise ConfigError(f"{origin}: there is no key {key!r} in the rule of a site", hint=hint)
    return SiteRule(name, origin, fields=MappingProxyType(fields), **values)


def _selectors(origin: str, key: str, value: Any) -> tuple[Selector, ...]:
    texts = [value] if isinstance(value, str) else value
    if not isinstance(texts, (list, tuple)) or not all(isinstance(text, str) for text in texts):
        raise _wrong(origin, key, value, "a selector (CSS or XPath), or a list of them")
    if len(texts) > _MOST_SELECTORS:
        raise ConfigError(f"{origin}: {key} has more than {_MOST_SELECTORS} selectors")
    for text in texts:
        if not text.strip():
            hint = f"Remove the key, or write a selector such as {key} = '.entry'."
            raise ConfigError(f"{origin}: {key} = {text!r} is empty", hint=hint)
        if len(text) > _LONGEST:
            raise ConfigError(f"{origin}: a selector of {key} is longer than {_LONGEST} characters")
        if _CONTROL.search(text):
            raise ConfigError(f"{origin}: {key} = {text!r} contains a control character")
    return tuple(map(Selector.of, texts))


def _read_plain(origin: str, key: str, value: Any) -> Any:
    if key in _CHOICES:
        if value not in _CHOICES[key]:
            raise _wrong(origin, key, value, " or ".join(map(repr, _CHOICES[key])))
        return value
    if key == "prune":
        return _checked(origin, key, value, lambda: isinstance(value, bool), "true or false")
    if key == "delay":
        words = f"a number of seconds, at most {_MOST_DELAY}"
        return _checked(origin, key, value, lambda: _is_delay(value), words)
    is_table = isinstance(value, Mapping) and all(
        isinstance(name, str) and isinstance(text, str) for name, text in value.items()
    )
    _checked(origin, key, value, lambda: is_table, "a table of texts")
    if key == "replace":
        return tuple(value.items())
    for name, text in value.items():
        if _CONTROL.search(name + text):
            raise ConfigError(f"{origin}: headers: {name!r} contains a control character")
    return MappingProxyType(dict(value))


def _is_delay(value: Any) -> bool:
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return is_number and 0 <= value <= _MOST_DELAY


def _checked(origin: str, key: str, value: Any, is_good: Callable[[], bool], words: str) -> Any:
    if not is_good():
        raise _wrong(origin, key, value, words)
    return value


def _wrong(origin: str, key: str, value: Any, words: str) -> ConfigError:
    return ConfigError(
        f"{origin}: {key} = {value!r}: this key takes {words}",
        hint="The keys of a rule are in docs/sites.md.",
    )
