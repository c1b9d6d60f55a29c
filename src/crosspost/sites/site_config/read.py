"""A file of site config → a rule.

The format is that of Full-Text RSS. Where its own reader would drop a line without a word (an
empty replacement, a colon in ``replace_string(find)``), what the author wrote is done.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from crosspost.model import Action, Selector, SiteRule
from crosspost.model.site_rule import SITE_CONFIG
from crosspost.sites.site_config import directives, headers, xpath
from crosspost.sites.site_config.lines import Fault, Line, read_lines, read_text

_FIELDS = {"title": "title", "author": "authors", "date": "published"}
_ADVERT = "the site config takes this page for an advertisement"
_LOGGED_OUT = "the page is as readers see it who are not logged in: some of the text may be missing"
# From the attributes to their elements, which takes a quarter of the time of the other direction.
_HAS_CLASS_OR_ID = "//@class[contains(., '{0}')]/.. | //@id[contains(., '{0}')]/.."
_MOST_ACTIONS = 100  # of a file, each of which walks the page
_QUOTES = str.maketrans("", "", "'\"")


@dataclass(frozen=True)
class SamplePage:
    """A page that the author of a site config has tried it with.

    Attributes:
        url: of the page.
        contains: texts that the article must have.
        number: of the line of ``url``.
    """

    url: str
    contains: tuple[str, ...]
    number: int


@dataclass(frozen=True)
class SiteConfig:
    """A file of site config.

    Attributes:
        rule: what it says, as far as it can be used.
        tests: its test pages.
        faults: lines that cannot be used.
        counts: directive → how often it occurs in the file.
    """

    rule: SiteRule
    tests: tuple[SamplePage, ...] = ()
    faults: tuple[Fault, ...] = ()
    counts: MappingProxyType[str, int] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def needs_login(self) -> bool:
        """Tell whether the site shows its articles only to those who are logged in."""
        return any(name in directives.LOGIN for name in self.counts)


def read(path: Path, name: str, general: Path | None = None) -> SiteConfig:
    """Read a file of site config.

    Args:
        path: of the file.
        name: the host that it is for.
        general: the file for all sites (``global.txt``), whose directives follow.

    Raises:
        CrosspostError: a file cannot be read.
    """
    lines = list(read_lines(read_text(path)))
    more = list(read_lines(read_text(general))) if general else []
    return parse(lines, name, f"{SITE_CONFIG} {path}", more)


def without_site(path: Path, name: str) -> SiteConfig:
    """Read the file for all sites, for a host that has none of its own.

    Args:
        path: of the file.
        name: the host.

    Raises:
        CrosspostError: the file cannot be read.
    """
    return parse((), name, f"{SITE_CONFIG} {path}", read_lines(read_text(path)))


def parse(
    lines: Iterable[Line | Fault], name: str, origin: str, general: Iterable[Line | Fault] = ()
) -> SiteConfig:
    """Return the rule that the lines of a file make; see ``read``."""
    reader = _Reader()
    for line in lines:
        reader.add(line)
    reader.end()
    counts = dict(reader.counts)
    if reader.may_guess:  # else Full-Text RSS leaves the general file out, too
        own = len(reader.faults)
        for line in general:
            if isinstance(line, Line) and line.name in _OF_ALL_SITES:
                reader.add(line)
        reader.end()
        del reader.faults[own:]  # they are said of their own file
    return SiteConfig(
        reader.rule(name, origin),
        tuple(SamplePage(url, tuple(texts), number) for url, texts, number in reader.tests),
        tuple(reader.faults),
        MappingProxyType(counts),
    )


# What ``global.txt`` may say of all pages. It also names the meta elements that title and date are
# in, which are read, and judged, anyway.
_OF_ALL_SITES = frozenset(
    {"strip", "strip_id_or_class", "strip_image_src", "strip_attr", "find_string"}
    | {"replace_string", "dissolve", "wrap_in", "src_lazy_load_attr", "native_ad_clue"}
)


class _Reader:
    """Gathers what the lines of a file say."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.counts: dict[str, int] = {}
        self.tests: list[tuple[str, list[str], int]] = []
        self.may_guess = True
        self._switches: dict[str, bool] = {}
        self._paths: dict[str, list[Selector]] = {}
        self._classes: list[str] = []
        self._images: list[str] = []
        self._actions: list[Action] = []
        self._warn_if: list[tuple[Selector, str]] = []
        self._headers: dict[str, str] = {}
        self._replace: list[tuple[str, str]] = []
        self._find: Line | None = None  # waits for its ``replace_string``
        self._last_link = ""  # the directive that ``if_page_contains`` is about

    def add(self, line: Line | Fault) -> None:
        if isinstance(line, Fault):
            self.faults.append(line)
            return
        reason = self._use(line)
        if reason:
            self.faults.append(Fault(line.number, f"{line.name}: {reason}"))
        if line.name in directives.KNOWN:
            self.counts[line.name] = self.counts.get(line.name, 0) + 1

    def end(self) -> None:
        """Note what was begun and not ended."""
        if self._find is not None:
            self.faults.append(Fault(self._find.number, "find_string: no replace_string follows"))
            self._find = None

    def _use(self, line: Line) -> str:
        """Note what a line says; return why it cannot be used, empty if it can."""
        name, argument, value = line.name, line.argument, line.value
        if name not in directives.KNOWN:
            return "unknown directive"
        if argument is not None and name not in directives.WITH_ARGUMENT:
            return "nothing is expected in brackets"
        if name in ("find_string", "replace_string"):
            return self._replacement(line)
        if not value:
            return "no value"
        if name in directives.SWITCHES:
            return self._switch(name, value)
        if name in directives.PATHS:
            return xpath.fault(value) or self._path(name, argument, value)
        if name in directives.TEXTS:
            return self._text(line)
        return ""

    def _replacement(self, line: Line) -> str:
        waiting, self._find = self._find, None
        if line.name == "find_string":
            if not line.value:
                return "no value"
            self._find = line
            return "the find_string before it has no replace_string" if waiting else ""
        find = line.argument if line.argument is not None else waiting and waiting.value
        if not find:
            return "there is nothing to find"
        self._replace.append((find, line.value))
        return ""

    def _switch(self, name: str, value: str) -> str:
        if value.lower() not in ("yes", "no", "true", "false"):
            return "neither yes nor no"
        self._switches[name] = is_on = value.lower() in ("yes", "true")
        if name == "autodetect_on_failure":
            self.may_guess = is_on
        return ""

    def _path(self, name: str, argument: str | None, value: str) -> str:
        selector = Selector(value, "xpath")
        if name in ("body", "dissolve", "move_into") and xpath.gives_texts(value):
            return "this XPath gives a text, not elements"
        if name == "strip" and xpath.gives_texts(value):  # which is how attributes were removed
            name = "strip_attr"
        if name in ("dissolve", "wrap_in", "move_into", "strip_attr"):
            return self._action(name, argument, selector)
        if name == "if_page_contains":
            if not self._last_link:
                return "no link before it that it could be about"
            links = self._paths[self._last_link]
            links[-1] = Selector(links[-1].text, "xpath", condition=value)
        elif name == "native_ad_clue":
            self._warn_if.append((selector, _ADVERT))
        elif name == "not_logged_in_xpath":
            self._warn_if.append((selector, _LOGGED_OUT))
        else:
            self._paths.setdefault(name, []).append(selector)
            if name in ("single_page_link", "next_page_link"):
                self._last_link = name
        return ""

    def _action(self, name: str, argument: str | None, selector: Selector) -> str:
        argument = (argument or "").strip()
        if name == "wrap_in" and not (argument.isalnum() and argument.isascii()):
            return "no element to wrap in"
        if name == "move_into":
            reason = "" if argument == "body" else xpath.fault(argument)
            if reason:
                return reason
        if len(self._actions) >= _MOST_ACTIONS:
            return f"more than {_MOST_ACTIONS} changes of the page"
        self._actions.append(Action(name, selector, argument))
        return ""

    def _text(self, line: Line) -> str:
        name, value = line.name, line.value
        if name in ("strip_id_or_class", "strip_image_src"):
            value = value.translate(_QUOTES).strip()
            if not value:
                return "no value"
            (self._classes if name == "strip_id_or_class" else self._images).append(value)
        elif name == "http_header":
            reason = headers.fault(line.argument or "", value)
            if not reason:
                self._headers[(line.argument or "").strip().lower()] = value
            return reason
        elif name == "src_lazy_load_attr":
            path = f"//img[@{value}]"
            if xpath.fault(path):
                return "not an attribute"
            return self._action(name, value, Selector(path, "xpath"))
        elif name == "test_url":
            self.tests.append((value, [], line.number))
        elif not self.tests:
            return "no test_url before it"
        else:
            self.tests[-1][1].append(value)
        return ""

    def rule(self, name: str, origin: str) -> SiteRule:
        """Return what the lines say as a rule."""
        paths = {key: tuple(found) for key, found in self._paths.items()}
        remove = [*paths.get("strip", ())]
        for texts, test in (
            (self._classes, _HAS_CLASS_OR_ID),
            (self._images, "//img[contains(@src, '{0}')]"),
        ):
            unique = dict.fromkeys(texts)
            remove += [Selector(test.format(text), "xpath") for text in unique]
        if self._switches.get("skip_json_ld"):
            json_ld = Selector("//script[@type='application/ld+json']", "xpath")
            remove.append(json_ld)
        return SiteRule(
            name,
            origin,
            body=paths.get("body", ()),
            remove=tuple(remove),
            fields=MappingProxyType({_FIELDS[k]: paths[k] for k in _FIELDS if k in paths}),
            next_page=paths.get("next_page_link", ()),
            single_page=paths.get("single_page_link", ()),
            prune=self._switches.get("prune", True),
            headers=MappingProxyType(self._headers),
            replace=tuple(self._replace),
            actions=tuple(self._actions),
            warn_if=tuple(self._warn_if),
            may_guess=self.may_guess,
        )
