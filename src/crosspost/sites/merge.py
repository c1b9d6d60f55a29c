"""Merge several rules for a page into one, key by key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final

from crosspost.model import FIELDS, Selector, SiteRule

#: The attributes of a rule that are not selectors.
PLAIN: Final = ("prune", "mode", "render", "headers", "delay", "replace")
_UNSET: Final[tuple[Any, ...]] = (None, "", (), {})


def merge(rules: Sequence[SiteRule]) -> SiteRule | None:
    """Return one rule that combines several; None if there is none.

    Of each key, the value of the first rule that has it counts, of ``headers`` for each name; the
    elements of all ``remove`` are removed, and the texts of all ``replace`` are replaced.

    Args:
        rules: in order of precedence.

    Returns:
        A rule whose selectors have the origins of their rules, with the name and the origin of the
        first one.
    """
    if not rules:
        return None
    with_origins = [_with_origin(rule) for rule in rules]
    first = with_origins[0]
    fields = {
        name: next(rule.fields[name] for rule in with_origins if rule.fields.get(name))
        for name in FIELDS
        if any(rule.fields.get(name) for rule in with_origins)
    }
    headers = {name: text for rule in reversed(with_origins) for name, text in rule.headers.items()}
    return SiteRule(
        name=first.name,
        origin=first.origin,
        body=next((rule.body for rule in with_origins if rule.body), ()),
        remove=tuple(dict.fromkeys(each for rule in with_origins for each in rule.remove)),
        fields=MappingProxyType(fields),
        next_page=next((rule.next_page for rule in with_origins if rule.next_page), ()),
        single_page=next((rule.single_page for rule in with_origins if rule.single_page), ()),
        prune=next((rule.prune for rule in with_origins if rule.prune is not None), None),
        mode=next((rule.mode for rule in with_origins if rule.mode), ""),
        render=next((rule.render for rule in with_origins if rule.render), ""),
        headers=MappingProxyType(headers),
        delay=next((rule.delay for rule in with_origins if rule.delay is not None), None),
        replace=tuple(pair for rule in with_origins for pair in rule.replace),
        actions=tuple(action for rule in with_origins for action in rule.actions),
        warn_if=tuple(each for rule in with_origins for each in rule.warn_if),
        may_guess=next((rule.may_guess for rule in with_origins if rule.body), True),
        origins=MappingProxyType(_origins(rules)),
    )


def _origins(rules: Sequence[SiteRule]) -> dict[str, str]:
    """Return where the values are from that are not selectors."""
    origins = {}
    for name in PLAIN:
        giving = [rule.origin for rule in rules if getattr(rule, name) not in _UNSET]
        if giving:
            origins[name] = ", ".join(giving) if name in ("headers", "replace") else giving[0]
    return origins


def _with_origin(rule: SiteRule) -> SiteRule:
    """Return a rule whose selectors say where they are from."""

    def with_origin(selectors: tuple[Selector, ...]) -> tuple[Selector, ...]:
        return tuple(replace(each, origin=each.origin or rule.origin) for each in selectors)

    return replace(
        rule,
        body=with_origin(rule.body),
        remove=with_origin(rule.remove),
        fields=MappingProxyType({name: with_origin(each) for name, each in rule.fields.items()}),
        next_page=with_origin(rule.next_page),
        single_page=with_origin(rule.single_page),
        warn_if=tuple((with_origin((each,))[0], words) for each, words in rule.warn_if),
        actions=tuple(
            replace(each, selector=with_origin((each.selector,))[0]) for each in rule.actions
        ),
    )
