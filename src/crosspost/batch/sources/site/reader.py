"""A site's folder of Markdown files → the entries of its posts."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from crosspost import urls
from crosspost.batch.entry import SHORTCODES, BadLine, Entry, Item, ListContents, Note
from crosspost.batch.sources.exports.contents import Contents, Exported, ExportOptions
from crosspost.batch.sources.exports.files import Files, Folder, below, content
from crosspost.batch.sources.site import fields as front_fields
from crosspost.batch.sources.site.expanded import Names
from crosspost.batch.sources.site.fields import Fields
from crosspost.batch.sources.site.front_matter import split
from crosspost.batch.sources.site.layout import Layout, layouts
from crosspost.batch.sources.site.links import Resolver, SiteFiles, names_of
from crosspost.batch.sources.site.markdown_html import fault, to_html
from crosspost.batch.sources.site.page_urls import PageUrls, dated_name
from crosspost.batch.sources.site.signs import MARKDOWN, is_built
from crosspost.batch.sources.site.templates import expand
from crosspost.errors import CrosspostError
from crosspost.targets.jekyll.yaml_text import YamlError, read_yaml

_LARGEST = 8 * 1024 * 1024  # bytes of a file
_HTML = (".html", ".htm")
_OTHER_TEXTS = (".mdx", ".textile", ".rst", ".adoc", ".asciidoc", ".org", ".ipynb")
_AUTHORS = ("_data/authors.yml", "_data/authors.yaml", "data/authors.yml", "data/authors.yaml")
_LIQUID = frozenset({"jekyll", "hexo", "eleventy", "zola", ""})
_MOST_IGNORED = 8
_DEEPEST = 6  # parts of a path by which tags name a text
_MORE_PLACES = "its configuration is not in the folder: give the folder of the whole site"


@dataclass(frozen=True)
class _Text:
    """One file with a text.

    Attributes:
        name: relative to the root of the site.
        url: in the old site; empty if it is not known.
        path: of that URL; empty if it is not known.
    """

    name: str
    fields: Fields
    kind: str
    is_draft: bool
    when: Any
    slug: str
    path: str = ""
    url: str = ""


def read_all(files: Files, name: str, options: ExportOptions) -> Iterator[Item]:
    """Yield the posts of all sites in a folder.

    Args:
        name: of the folder.
    """
    found = readers(files, name, options)
    for items in found:
        yield from items
    if not found:
        yield BadLine(None, "a folder without Markdown files that have front matter", fatal=True)


def readers(
    files: Files, name: str, options: ExportOptions, *, is_sure: bool = False
) -> list[Iterator[Item]]:
    """Return what reads each site among files; nothing if there is none.

    Args:
        name: of the folder or archive.
        is_sure: only where a configuration or a folder ``_posts`` shows that it is one.
    """
    found = layouts(files, files.path.name, is_sure=is_sure)
    return [read(files, one, name, options) for one in found]


def read(files: Files, layout: Layout, name: str, options: ExportOptions) -> Iterator[Item]:
    """Yield the posts of a site.

    Args:
        layout: of the site.
        name: of the folder or archive.
    """
    yield from _Reader(files, layout, name, options).items()


class _Reader:
    def __init__(self, files: Files, layout: Layout, name: str, options: ExportOptions) -> None:
        self._files, self._layout, self._name = files, layout, name
        self._urls = PageUrls(layout, options.base_url)
        self._contents = Contents(options, name, self._urls.base)
        self._ignored: Counter[str] = Counter()
        self._authors: dict[str, None] = {}
        self._known_authors = self._read_authors()
        self._texts: dict[str, _Text] = {}
        self._without_url = 0

    def items(self) -> Iterator[Item]:
        layout = self._layout
        if layout.fault:
            yield Note(f"the configuration of the site cannot be read: {layout.fault}")
        yield from self._find_texts()
        pages = {one.name: one.url for one in self._texts.values()}
        site = SiteFiles(
            *(self._files, layout.root, layout.static, self._urls, pages),
            names_of(self._files, layout.root),
        )
        for text in self._texts.values():
            yield from self._entries(text, site)
        yield from self._remarks()
        for item in self._contents.end():
            if isinstance(item, ListContents):
                yield replace(item, authors=tuple(self._authors))
            else:
                yield item

    def _find_texts(self) -> Iterator[BadLine]:
        """Read what links may lead to: front matter and URL of every text."""
        others: Counter[str] = Counter()
        for full in below(self._files.names(), self._layout.root):
            name = full[len(self._layout.root) :]
            lower = name.lower()
            is_text = lower.endswith(MARKDOWN)
            place = self._layout.place(name)
            is_html = lower.endswith(_HTML) and place.kind == "post" and "_posts/" in f"/{full}"
            if not is_text and not is_html:
                if lower.endswith(_HTML) and not self._layout.engine:
                    others["HTML, not Markdown: give its folder alone"] += 1
                elif lower.endswith(_OTHER_TEXTS) and place.kind:
                    others[f"{lower.rpartition('.')[2]}, which is not Markdown"] += 1
                continue
            if is_built(full, self._all_names):
                continue
            if not place.kind:
                others[place.why] += 1
                continue
            found = self._text(full, name, place.kind, is_draft=place.is_draft)
            if isinstance(found, str):
                others[found] += 1
            elif isinstance(found, BadLine):
                others["see the invalid lines"] += 1
                yield found
            else:
                self._texts[name] = found
        for why, number in others.items():
            self._contents.leave_out("file", "", why, number)

    def _text(self, full: str, name: str, kind: str, *, is_draft: bool) -> _Text | BadLine | str:
        """Return a text; why it is none; or why it is left out."""
        parsed = self._read(full)
        if isinstance(parsed, BadLine):
            return parsed
        front, _ = parsed
        stem = name.rpartition("/")[2].rpartition(".")[0]
        day, rest = dated_name(stem)
        if not front and (kind != "post" or day is None):
            return "a file without front matter"
        if self._is_of_bundle(name):
            return "a part of the page beside it"
        given = {**self._urls.defaults(name), **front}
        found = front_fields.fields(
            given, self._known_authors, by_space=self._layout.engine == "jekyll"
        )
        when = found.when or day
        path = self._urls.path_of(name, front, when)
        slug = found.slug or (rest if rest not in ("index", "_index") else _folder_of(name))
        is_hidden = is_draft or found.is_draft
        url = "" if is_hidden else self._urls.full(path)
        return _Text(name, found, kind, is_hidden, when, slug, path, url)

    def _read(self, full: str) -> tuple[dict[str, Any], str] | BadLine:
        """Return front matter and text of a file. Texts are read twice, and not kept meanwhile."""
        try:
            source = content(self._files, full, _LARGEST).decode("utf-8")
        except CrosspostError as error:
            return BadLine(None, str(error))
        except UnicodeDecodeError:
            return BadLine(None, f"{full[:200]}: not UTF-8")
        parsed = split(source)
        if isinstance(parsed, BadLine):
            return BadLine(None, f"{full[:200]}:{parsed.line}: {parsed.reason}")
        return parsed

    def _is_of_bundle(self, name: str) -> bool:
        """Tell whether a file is beside the ``index.md`` of a page of Hugo, and belongs to it."""
        folder, _, file = name.rpartition("/")
        if self._layout.engine != "hugo" or file.startswith("index."):
            return False
        return f"{self._layout.root}{folder}/index.md" in self._all_names

    @cached_property
    def _all_names(self) -> frozenset[str]:
        return frozenset(self._files.names())

    def _entries(self, text: _Text, site: SiteFiles) -> Iterator[Entry | BadLine]:
        notes: list[str] = []
        resolver = Resolver(site, text.name, text.path, self._place, notes)
        full = f"{self._layout.root}{text.name}"
        parsed = self._read(full)
        body = parsed[1] if isinstance(parsed, tuple) else ""
        if wrong := fault(body):
            parsed = BadLine(None, f"{full[:200]}: {wrong}")
        if isinstance(parsed, BadLine):
            yield parsed
            self._contents.leave_out(text.kind, "", "see the invalid lines")
            return
        html = resolver.resolved(self._html(text, body, notes))
        about = text.fields
        image = resolver.picture(about.image)
        self._ignored.update(about.ignored)
        if not text.is_draft:
            self._authors.update(dict.fromkeys(about.authors))
        exported = Exported(
            key=text.name,
            html=html,
            title=about.title,
            kind=text.kind,
            status="draft" if text.is_draft else "published",
            draft=text.is_draft,
            url=text.url,
            date=text.when,
            authors=list(about.authors),
            categories=list(dict.fromkeys([*self._categories(text.name), *about.categories])),
            tags=list(about.tags),
            description=about.description,
            image=image,
            slug=text.slug,
            canonical_url=about.canonical_url,
            notes=notes,
        )
        for entry in self._contents.take(exported):
            yield self._completed(entry, text, resolver) if isinstance(entry, Entry) else entry

    def _completed(self, entry: Entry, text: _Text, resolver: Resolver) -> Entry:
        fields = dict(entry.overrides)
        if text.fields.changed is not None:
            fields["last_modified_at"] = text.fields.changed.isoformat()
        self._without_url += not text.url and not text.is_draft
        base = "" if urls.is_web(entry.url) or not self._urls.base else f"{self._urls.base}/"
        return replace(
            entry,
            overrides=fields,
            base=base,
            # A time in UTC is the one that the old site shows.
            is_instant=False,
            aliases=self._aliases(text),
            pictures=tuple(resolver.pictures.values()),
        )

    def _aliases(self, text: _Text) -> tuple[str, ...]:
        found = []
        for one in text.fields.aliases:
            if urls.is_web(one):
                found.append(one)
            elif one.startswith("/"):
                found.append(self._urls.full(one))
            elif text.path:
                found.append(self._urls.full(f"{text.path.rstrip('/').rpartition('/')[0]}/{one}"))
        return tuple(one for one in dict.fromkeys(found) if one and one != text.url)

    def _html(self, text: _Text, body: str, notes: list[str]) -> str:
        layout = self._layout
        folder = text.name.rpartition("/")[0]
        names = Names(
            base=self._urls.base,
            base_path=self._urls.base_path,
            page_of=lambda wanted: self._page_of(wanted, folder),
            is_liquid=layout.engine in _LIQUID,
            is_kramdown=layout.engine in ("jekyll", ""),
        )
        if text.name.lower().endswith(_HTML):
            expanded = expand(body, replace(names, is_kramdown=False))
            html = expanded.filled(expanded.text)
        else:
            expanded = expand(body, names)
            html = to_html(expanded)
        if expanded.left:
            notes.append(f"{SHORTCODES}: {', '.join(list(expanded.left)[:10])}")
        notes += expanded.left_out
        return html

    def _page_of(self, wanted: str, folder: str) -> tuple[str, str] | None:
        """Return URL and title of a text that a tag names by its file or its name."""
        wanted = wanted.strip("/").removesuffix("/index.md").removesuffix("/_index.md")
        for one in (f"{folder}/{wanted}", wanted):
            if one in self._texts:
                return self._shown(self._texts[one])
        stem = wanted.rpartition(".")[0] if wanted.endswith(MARKDOWN) else wanted
        found = self._by_name.get(stem)
        return self._shown(found) if found else None

    @cached_property
    def _by_name(self) -> dict[str, _Text]:
        """The texts by the ends of their paths, without the ending; the first of each."""
        found: dict[str, _Text] = {}
        for text in self._texts.values():
            parts = text.name.rpartition(".")[0].removesuffix("/index").split("/")
            for at in range(max(0, len(parts) - _DEEPEST), len(parts)):
                found.setdefault("/".join(parts[at:]), text)
        return found

    @staticmethod
    def _shown(text: _Text) -> tuple[str, str]:
        return text.url, text.fields.title or text.slug

    def _categories(self, name: str) -> list[str]:
        """Return the categories that Jekyll makes of the folders around ``_posts``."""
        if self._layout.engine != "jekyll" or "/_posts/" not in name:
            return []
        above = name[len(self._layout.content) :].partition("_posts/")[0]
        return [part for part in above.split("/") if part]

    def _place(self, name: str) -> str:
        full = f"{self._layout.root}{name}"
        if isinstance(self._files, Folder):
            return json.dumps([str(self._files.path.absolute() / full)])
        return json.dumps([str(self._files.path.absolute()), full])

    def _read_authors(self) -> dict[str, str]:
        """Return the names of authors by what posts call them, of the site's data file."""
        known = self._all_names
        at = next(
            (f"{self._layout.root}{n}" for n in _AUTHORS if f"{self._layout.root}{n}" in known), ""
        )
        if not at:
            return {}
        try:
            found = read_yaml(content(self._files, at, _LARGEST).decode("utf-8"), nodes=20_000)
        except (CrosspostError, YamlError, UnicodeDecodeError):
            return {}
        if not isinstance(found, dict):
            return {}
        names = ((key, one.get("name")) for key, one in found.items() if isinstance(one, dict))
        return {str(key): name for key, name in names if isinstance(name, str)}

    def _remarks(self) -> Iterator[Note]:
        if isinstance(self._files, Folder) and self._files.links:
            number = self._files.links
            words = "1 link is" if number == 1 else f"{number:,} links are"
            files = "file that it leads" if number == 1 else "files that they lead"
            yield Note(f"{words} not followed: copy the {files} to")
        if self._without_url:
            number = self._without_url
            texts = "the URL of 1 text is" if number == 1 else f"the URLs of {number:,} texts are"
            why = (
                _MORE_PLACES
                if self._layout.config is None
                else (
                    "--base-url names the site"
                    if not self._urls.base
                    else "it is not in its front matter"
                )
            )
            yield Note(f"{texts} not known: {why}")
        if self._ignored:
            shown = ", ".join(
                f"{_plain(name)} ({number:,})"
                for name, number in self._ignored.most_common(_MOST_IGNORED)
            )
            more = ", …" if len(self._ignored) > _MOST_IGNORED else ""
            yield Note(f"fields of the front matter that are not carried over: {shown}{more}")


def _folder_of(name: str) -> str:
    return name.rpartition("/")[0].rpartition("/")[2]


def _plain(name: str) -> str:
    return "".join(sign for sign in str(name)[:40] if sign.isprintable())
