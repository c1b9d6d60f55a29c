"""What is special about the pages of one site or platform: rules, as data (``model.SiteRule``).

``rules_for`` returns the rules for a page, ``merge`` makes one of them, ``page.selected`` applies
it to the tree of the page. Where no rule is for a page, no selector is compiled.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

from crosspost import urls
from crosspost.config import Config
from crosspost.errors import CrosspostError
from crosspost.model import SiteRule
from crosspost.sites import own
from crosspost.sites.merge import merge
from crosspost.sites.platforms import all_platforms

__all__ = [
    "built_in",
    "delay_of",
    "for_fetching",
    "headers_of",
    "merge",
    "rule_for",
    "rule_for_body",
    "rule_of",
    "rules_for",
]


# Characters of a page in which platforms have their marks; each of the marks is sought in them.
_MARKED = 120_000


def rules_for(url: str, source: str, config: Config) -> tuple[SiteRule, ...]:
    """Return the rules for a page, in order of precedence.

    First the options of this call, then the user's ``[sites]``, then the settings for all pages,
    then the folders of site config, then those that come with crosspost.

    Args:
        url: of the page, after redirects; empty if it is not known.
        source: the page, decoded; empty before it was fetched.
        config: the settings.

    Raises:
        ConfigError: a rule of the user's has an unknown key or a value of the wrong type; a folder
            of site config is not there.
        CrosspostError: a file of site config cannot be read.
    """
    call, usual = own.of_call(config), own.of_all_pages(config)
    beginning = source[:_MARKED]
    found = (
        *((call,) if call else ()),
        *own.of_settings(url, config),
        *((usual,) if usual else ()),
        *of_files(config.site_config, url),
        *(platform.rule() for platform in all_platforms() if platform.is_of(url, beginning)),
    )
    mode = config.of_call.get("mode", "")
    if mode and any(rule.mode for rule in found):
        return (SiteRule("", "--mode", mode=mode), *found)
    return found


def rule_for_body(url: str, config: Config) -> SiteRule | None:
    """Return the user's own rules for a body that came with a list, merged; None without any.

    The rules that others wrote are for whole pages.

    Raises:
        ConfigError: as of ``rules_for``.
    """
    call, usual = own.of_call(config), own.of_all_pages(config)
    found = (call, *own.of_settings(url, config), usual)
    return merge([rule for rule in found if rule])


def of_files(folders: tuple[str, ...], url: str) -> tuple[SiteRule, ...]:
    """Return the rule that a file of site config gives for a URL."""
    if not folders or not url:
        return ()
    from crosspost.sites.site_config import find  # few runs have such folders

    rule = find.rule_for(tuple(map(Path, folders)), url)
    return (rule,) if rule else ()


def built_in() -> tuple[SiteRule, ...]:
    """Return the rules that come with crosspost."""
    return tuple(platform.rule() for platform in all_platforms())


def rule_for(url: str, source: str, config: Config) -> SiteRule | None:
    """Return the rules for a page, merged; None if there is none. See ``rules_for``."""
    return merge(rules_for(url, source, config))


def rule_of(config: Config) -> Callable[[str, str], SiteRule | None]:
    """Return the function from the URL and the source of a page to its rule."""
    return partial(rule_for, config=config)


def for_fetching(url: str, config: Config) -> Config:
    """Return the settings by which a page is fetched: ``render`` as the user's rules for it say.

    Only the user decides that a browser is started; an option of this call wins.
    """
    if "render" in config.of_call:
        return config
    rule = merge(own.of_settings(url, config))
    return replace(config, render=rule.render) if rule and rule.render else config


def headers_of(owner: urls.WebURL, here: urls.WebURL, config: Config) -> dict[str, str]:
    """Return the headers that the user's rules give for a request.

    Args:
        owner: the page that is fetched, or that shows the picture that is.
        here: the URL of the request, of the same rule's host.
        config: the settings.
    """
    of_owner = _of_host(owner, config)
    rule = merge([rule for rule in _of_host(here, config) if rule in of_owner])
    return dict(rule.headers) if rule else {}


def _of_host(here: urls.WebURL, config: Config) -> tuple[SiteRule, ...]:
    """Return the user's rules for a host; a file that cannot be read fails when it is converted."""
    with suppress(CrosspostError):
        return (*own.of_host(here, config), *of_files(config.site_config, here.href))
    return own.of_host(here, config)


def delay_of(url: str, config: Config) -> float:
    """Return the seconds between two requests to the host of a URL that its rules ask for."""
    here = urls.read(url)
    if here is None:
        return 0.0
    rules = own.of_host(here, config)
    built_in = (platform.rule() for platform in all_platforms() if platform.is_of(url, ""))
    return max((rule.delay or 0.0 for rule in (*rules, *built_in)), default=0.0)
