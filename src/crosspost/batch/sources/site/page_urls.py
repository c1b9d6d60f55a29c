"""The URL that a page had in the old site, as its generator would give it; empty if not known.

Only what the front matter and the configuration decide: what a program or a theme does is not
known, and nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from crosspost import urls
from crosspost.batch.sources.site.layout import Layout
from crosspost.batch.sources.site.signs import MARKDOWN
from crosspost.dates import day_of, read_iso
from crosspost.lazy_regex import lazy_compile
from crosspost.targets.jekyll import page_url as jekyll_urls
from crosspost.targets.jekyll.defaults import defaults_for
from crosspost.targets.jekyll.site import site_of

_DATED = lazy_compile(r"(\d{4}-\d{1,2}-\d{1,2})[-_](.+)")
_PLACEHOLDER = lazy_compile(r":([a-z_]+)")
_TEMPLATE = lazy_compile(r"[{}<>\s]|:[a-z_]+")
# Characters that Hugo keeps in a path besides letters, digits and marks (paths.Sanitize).
_KEPT = "./\\_#+~-@"
# Versions of Hugo differ in what they do with these.
_VARIES = lazy_compile(r"[\\#+~@%]")
_PLAIN_PATH = lazy_compile(r"[A-Za-z0-9/._~-]+")
_SAFE = "/~!,;=@:+$&'()*"
_LOCAL = frozenset({"localhost", "127.0.0.1", "0.0.0.0", "[::1]"})


class PageUrls:
    """The URLs of a site's pages.

    Args:
        layout: of the site.
        base_url: as the user gives it; empty: as the configuration says.
    """

    def __init__(self, layout: Layout, base_url: str = "") -> None:
        self._layout = layout
        self._config = layout.config or {}
        self.base = (base_url or _base_of(layout)).rstrip("/")
        self.base_path = urls.path(self.base).rstrip("/") if self.base else self._base_path()
        self._site = site_of(Path("/"), self._config)
        languages = self._config.get("languages")
        self._languages = languages if isinstance(languages, dict) else {}

    def _base_path(self) -> str:
        own = self._config.get("baseurl" if self._layout.engine == "jekyll" else "root")
        base = own.strip("/") if isinstance(own, str) else ""
        return f"/{base}" if base else ""

    def defaults(self, name: str) -> dict[str, Any]:
        """Return the fields that the configuration gives to a file of this name."""
        if self._layout.engine != "jekyll":
            return {}
        return defaults_for(self._site, Path("/") / name)

    def full(self, path: str) -> str:
        """Return the URL of a path in the site; empty if the site's is not known.

        Args:
            path: without the site's own path; decoded.
        """
        return f"{self.base}{quote(path, safe=_SAFE + '%')}" if self.base and path else ""

    def path_of(self, name: str, front: Mapping[str, Any], when: date | datetime | None) -> str:
        """Return the path of a page, without that of the site; empty if it is not known.

        Args:
            name: of the file, relative to the root of the site.
            front: its front matter.
            when: its date.
        """
        engine = self._layout.engine
        if self._layout.config is None and engine != "eleventy":
            return own_path(front)
        if engine == "jekyll":
            return self._jekyll(name, front)
        if engine == "hexo":
            return self._hexo(name, front, when)
        if engine == "hugo":
            return self._hugo(name, front, when)
        return self._zola(name, front) if engine == "zola" else own_path(front)

    def _jekyll(self, name: str, front: Mapping[str, Any]) -> str:
        path = Path("/") / name
        if path.parts[-2:-1] == ("_drafts",) or "_drafts" in path.parts:
            return ""
        if "_posts" in path.parts or front.get("permalink"):
            return jekyll_urls.page_url(front, path, self._site)
        if any(part.startswith("_") and part != "_pages" for part in path.parts):
            return ""
        stem = _stem(name.removeprefix(self._layout.content))
        if stem == "index" or stem.endswith("/index"):
            return f"/{stem.removesuffix('index')}"
        style = self._site.permalink
        return f"/{stem}/" if style == "pretty" or style.endswith("/") else f"/{stem}.html"

    def _hexo(self, name: str, front: Mapping[str, Any], when: date | datetime | None) -> str:
        if "_drafts/" in name:
            return ""
        own = own_path(front, "permalink")
        if own:
            return own
        inner = _stem(name.removeprefix("source/"))
        if not inner.startswith("_posts/"):
            return (
                f"/{inner.removesuffix('index')}" if inner.endswith("index") else f"/{inner}.html"
            )
        template = self._config.get("permalink", ":year/:month/:day/:title/")
        title = inner.removeprefix("_posts/")
        dated = _DATED.fullmatch(title.rpartition("/")[2])
        words = dated[2] if dated else title
        parts = {"title": title, "name": title.rpartition("/")[2]}
        if dated and ":year-:month-:day" in str(self._config.get("new_post_name", "")):
            parts = {"title": words, "name": words}
        return _filled(str(template), {**parts, **_of_day(when)})

    def _hugo(self, name: str, front: Mapping[str, Any], when: date | datetime | None) -> str:
        own = own_path(front, "url")
        if own:
            is_file = own.endswith("/") or "." in own.rpartition("/")[2]
            return own if is_file else f"{own}/"
        inner, prefix = self._language(_stem(name.removeprefix(self._layout.content)))
        if inner is None:
            return ""
        inner = inner.removesuffix("/index") if inner.endswith("/index") else inner
        *folders, base = inner.split("/")
        title, slug = str(front.get("title", "")), str(front.get("slug") or "")
        template = self._permalink(folders[0] if folders else "")
        if template is None:
            return ""
        if template:
            parts = {
                "title": self._urlized(title),
                "slug": self._urlized(slug or title),
                "filename": self._urlized(base),
                "contentbasename": self._urlized(base),
                "slugorfilename": self._urlized(slug or base),
                "slugorcontentbasename": self._urlized(slug or base),
                "section": self._urlized(folders[0] if folders else ""),
                "sections": "/".join(map(self._urlized, folders)),
                **_of_day(when),
            }
            if _VARIES.search(slug or f"{title}{base}"):
                return ""
            path = _filled(template, parts)
        elif _VARIES.search("".join([*folders, slug or base])):
            return ""
        else:
            path = "/" + "/".join(map(self._urlized, [*folders, slug or base]))
        if not path:
            return ""
        if self._config.get("uglyURLs") is True or self._config.get("uglyurls") is True:
            return f"{prefix}{path.rstrip('/')}.html"
        return f"{prefix}{path.rstrip('/')}/"

    def _language(self, stem: str) -> tuple[str | None, str]:
        """Return a name without its language, and the path of the language; None if not known."""
        default = str(self._config.get("defaultContentLanguage", "en"))
        names = self._languages
        if len(names) < 2 and default not in names:
            return stem, ""
        before, _, ending = stem.rpartition(".")
        first = stem.partition("/")[0]
        used = ending if before and ending in names else ""
        if used:
            stem = before
        elif first in names:
            used, stem = first, stem.partition("/")[2]
        used = used or default
        about = names.get(used)
        if isinstance(about, dict) and about.get("baseURL"):
            return None, ""
        in_folder = self._config.get("defaultContentLanguageInSubdir") is True
        return stem, f"/{used.lower()}" if used != default or in_folder else ""

    def _permalink(self, section: str) -> str | None:
        """Return the template of a section; empty for none, None if it is not understood."""
        found = self._config.get("permalinks")
        if not isinstance(found, dict):
            return ""
        pages = found.get("page")
        own = found.get(section, pages.get(section) if isinstance(pages, dict) else None)
        if own is None:
            return ""
        return own if isinstance(own, str) else None

    def _urlized(self, text: str) -> str:
        """Return a part of a path as Hugo writes it (paths.Sanitize)."""
        made: list[str] = []
        is_after_space = False
        for sign in text:
            if sign.isalnum() or sign in _KEPT or "\u0300" <= sign <= "\u036f":
                if is_after_space and sign != "-" and made and made[-1] != "-":
                    made.append("-")
                is_after_space = False
                made.append(sign)
            elif sign.isspace():
                is_after_space = bool(made)
        path = "".join(made)
        return path if self._config.get("disablePathToLower") is True else path.lower()

    def _zola(self, name: str, front: Mapping[str, Any]) -> str:
        own = own_path(front, "path")
        if own:
            return own
        stem = _stem(name.removeprefix(self._layout.content)).removesuffix("/index")
        *folders, base = stem.split("/")
        dated = _DATED.fullmatch(base)
        slug = str(front.get("slug") or (dated[2] if dated else base))
        path = "/".join([*folders, slug])
        return f"/{path}/" if _PLAIN_PATH.fullmatch(path) and path == path.lower() else ""


def own_path(front: Mapping[str, Any], *names: str) -> str:
    """Return the path that a front matter names itself; empty if it is none or has placeholders."""
    for name in names or ("permalink", "url"):
        own = front.get(name)
        if not isinstance(own, str) or not own.strip() or _TEMPLATE.search(own) or len(own) > 1000:
            continue
        if "//" in own or "?" in own or "#" in own or ".." in own.split("/"):
            continue
        return re.sub(r"(?:^|/)index\.html$", "/", f"/{own.strip('/')}") + (
            "/" if own.endswith("/") and own != "/" else ""
        )
    return ""


def _base_of(layout: Layout) -> str:
    """Return the URL of a site as its configuration says."""
    config = layout.config or {}
    if layout.engine == "jekyll":
        base = config.get("baseurl")
        parts = (config.get("url"), f"/{base.strip('/')}" if isinstance(base, str) else "")
    else:
        name = {"hugo": "baseURL", "zola": "base_url", "hexo": "url"}.get(layout.engine, "")
        found = (
            next((v for k, v in config.items() if k.lower() == name.lower()), None) if name else ""
        )
        parts = (found, "")
    host = parts[0]
    if not isinstance(host, str) or not urls.is_web(host) or urls.host(host) in _LOCAL:
        return ""
    return f"{host.rstrip('/')}{parts[1]}".rstrip("/")


def _stem(name: str) -> str:
    ending = next((one for one in MARKDOWN if name.endswith(one)), "")
    return name.removesuffix(ending) if ending else name.rpartition(".")[0]


def _of_day(when: date | datetime | None) -> dict[str, str]:
    if when is None:
        return {}
    day = day_of(when)
    return {
        "year": f"{day.year:04}",
        "month": f"{day.month:02}",
        "i_month": str(day.month),
        "monthname": f"{day:%B}",
        "day": f"{day.day:02}",
        "i_day": str(day.day),
        "yearday": str(day.timetuple().tm_yday),
        "weekday": str(day.isoweekday() % 7),
        "weekdayname": f"{day:%A}",
    }


def _filled(template: str, parts: Mapping[str, str]) -> str:
    try:
        path = _PLACEHOLDER.sub(lambda found: parts[found[1]], template)
    except KeyError:
        return ""
    return "" if ":" in path or "[" in path else re.sub(r"/{2,}", "/", f"/{path}")


def dated_name(stem: str) -> tuple[date | datetime | None, str]:
    """Return the day that the name of a file begins with, and the rest; None for none."""
    found = _DATED.fullmatch(stem)
    if not found:
        return None, stem
    year, month, day = found[1].split("-")
    when = read_iso(f"{year}-{month:0>2}-{day:0>2}")
    return (when, found[2]) if when else (None, stem)
