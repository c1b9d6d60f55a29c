"""A rule for the pages of one site or platform, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, Literal

#: The origin of rules that come with crosspost.
BUILT_IN: Final = "crosspost"
#: The beginning of the origin of rules that are in files of site config.
SITE_CONFIG: Final = "site config"
# XPath begins with a path, a group or a function; CSS never does.
_XPATH_BEGINS = ("/", "./", "(", "..", "id(", "concat(", "string(", "substring", "normalize-space(")


@dataclass(frozen=True)
class Selector:
    """What a rule selects in a page.

    Attributes:
        text: as it was written.
        language: ``css`` or ``xpath`` (1.0; its result may be elements, attributes or a text).
        origin: of the rule that it is from, for messages; empty until rules are merged.
        condition: XPath that must find something in the page, or this finds nothing; empty: none.
    """

    text: str
    language: Literal["css", "xpath"]
    origin: str = field(default="", compare=False)
    condition: str = ""

    @property
    def is_own(self) -> bool:
        """Tell whether the user wrote it: it is neither built in nor from a file of site config."""
        return self.origin != BUILT_IN and not self.is_of_file

    @property
    def is_of_file(self) -> bool:
        """Tell whether it is from a file of site config, which may be years old."""
        return self.origin.startswith(SITE_CONFIG)

    @classmethod
    def of(cls, text: str) -> Selector:
        """Return a selector of the language that a text is written in."""
        text = text.strip()
        return cls(text, "xpath" if text.startswith(_XPATH_BEGINS) else "css")


@dataclass(frozen=True)
class Action:
    """A change of the page's tree, made before the article is sought in it.

    Attributes:
        name: what is done, a key of ``page.rule_actions.ACTIONS``.
        selector: what it is done to; all that it finds.
        argument: the element to wrap in, the selector of the place to move to, the attribute.
    """

    name: str
    selector: Selector
    argument: str = ""


@dataclass(frozen=True)
class SiteRule:
    """How the pages of a site or platform are read where the general way is wrong.

    Each tuple of selectors is in order: the first one that finds anything is used, except in
    ``remove``, all of which are.

    Attributes:
        name: the host (``example.org``, with its subdomains) or the platform.
        origin: where the rule comes from, for people: ``crosspost``, ``crosspost.toml``,
            ``--select``, ``site config`` and the path of a file.
        body: the elements that are the article; all that the first selector finds, in order.
        remove: elements that are not part of the article.
        fields: field of the metadata (as in ``model.FIELDS``) → selectors.
        next_page: the link to the next page of the article.
        single_page: the link to the whole article on one page.
        prune: whether boilerplate is also sought within ``body``; else all of it is kept. None: it
            says nothing, and another rule for the page may; if none does, all is kept.
        mode: ``article`` or ``general``; empty: as set.
        render: ``never``, ``auto`` or ``always``; empty: as set.
        headers: additional HTTP headers of requests to the host.
        delay: seconds between requests to the host; None: as set.
        replace: text in the page's source → text in its place, in order, before it is parsed.
        actions: changes of the page's tree, in order, after the fields were read.
        warn_if: what is wrong with a page in which a selector finds anything.
        may_guess: whether the article is sought in the general way if ``body`` finds nothing.
        origins: of rules that were merged: attribute → where its value comes from, for those that
            are not selectors.
    """

    name: str
    origin: str
    body: tuple[Selector, ...] = ()
    remove: tuple[Selector, ...] = ()
    fields: Mapping[str, tuple[Selector, ...]] = field(default_factory=lambda: MappingProxyType({}))
    next_page: tuple[Selector, ...] = ()
    single_page: tuple[Selector, ...] = ()
    prune: bool | None = None
    mode: str = ""
    render: str = ""
    headers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    delay: float | None = None
    replace: tuple[tuple[str, str], ...] = ()
    actions: tuple[Action, ...] = ()
    warn_if: tuple[tuple[Selector, str], ...] = ()
    may_guess: bool = True
    origins: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), compare=False)
