"""A rule for people: each key with its value, where that is from, and what it has found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from crosspost.config import Config
from crosspost.model import Selected, Selector, SiteRule
from crosspost.model.selected import Tried
from crosspost.page.selectors import check
from crosspost.sites import own
from crosspost.sites.keys import key_of
from crosspost.sites.merge import PLAIN


class Row(NamedTuple):
    """A key of a rule that is in effect.

    Attributes:
        key: as in ``[sites]``.
        value: as in ``[sites]``; of ``headers`` the names alone, since values may be secret.
        origin: where it comes from.
        found: how many elements or texts a selector has found; None where it was not tried.
    """

    key: str
    value: str
    origin: str
    found: int | None = None


def describe(rule: SiteRule | None, selected: Selected | None = None) -> tuple[Row, ...]:
    """Return the keys of a merged rule, each selector by itself.

    Args:
        rule: None for a page without a rule.
        selected: what it has found in a page.
    """
    if rule is None:
        return ()
    tried = selected.tried if selected else ()
    rows = [
        Row(key, each.text, each.origin, _found(tried, key, each))
        for key, each in selectors_of(rule)
    ]
    plain = ((name, getattr(rule, name)) for name in PLAIN if name in rule.origins)
    rows += [Row(name, _words(name, value), rule.origins[name]) for name, value in plain]
    return tuple(rows)


def selectors_of(rule: SiteRule) -> Iterator[tuple[str, Selector]]:
    """Yield the selectors of a rule with their keys."""
    every = {
        "body": rule.body,
        "remove": rule.remove,
        **rule.fields,
        "next_page": rule.next_page,
        "single_page": rule.single_page,
    }
    for name, selectors in every.items():
        for selector in selectors:
            yield key_of(name), selector


def _found(tried: tuple[Tried, ...], key: str, selector: Selector) -> int | None:
    same = (one.hits for one in tried if (key_of(one.key), one.selector) == (key, selector))
    return next(same, None)


def _words(name: str, value: Any) -> str:
    if name == "headers":
        return ", ".join(value)
    if name == "replace":
        return ", ".join(repr(old) for old, _ in value)
    return {True: "true", False: "false"}.get(value, str(value)) if name == "prune" else str(value)


def check_selectors(rule: SiteRule) -> None:
    """Refuse a rule with a selector that cannot be used.

    Raises:
        ConfigError: says which.
    """
    for key, selector in selectors_of(rule):
        check(replace(selector, origin=selector.origin or rule.origin), key)


def check_rules(config: Config) -> None:
    """Refuse settings with a rule that has a selector that cannot be used.

    Raises:
        ConfigError: says which.
    """
    for rule in (own.of_call(config), *own.all_rules(config), own.of_all_pages(config)):
        if rule:
            check_selectors(rule)


def as_record(row: Row) -> dict[str, Any]:
    """Return a row as plain data; ``found`` is there for what was tried."""
    record: dict[str, Any] = {"key": row.key, "value": row.value, "origin": row.origin}
    return record if row.found is None else {**record, "found": row.found}
