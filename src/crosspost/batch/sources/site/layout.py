"""Which generator a folder was written for, what its configuration says, which files are posts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from crosspost.batch.sources.exports.files import BROKEN, Files, below, content, head
from crosspost.batch.sources.site.signs import (
    CONFIGS,
    HEAD,
    MARKDOWN,
    POST_FOLDERS,
    has_front_matter,
    is_built,
)
from crosspost.errors import CrosspostError
from crosspost.targets.jekyll.yaml_text import YamlError, read_yaml
from crosspost.toml import parse_toml

Engine = Literal["jekyll", "hexo", "hugo", "zola", "eleventy", "astro", ""]
_LARGEST_CONFIG = 1024 * 1024
_MOST_VALUES = 50_000
_DEEPEST = 50
#: Files of a folder without configuration that are looked at for front matter.
_MOST_LOOKED_AT = 200
# Folders of the files that a site shows as they are, by generator, in order.
_STATIC: Mapping[str, tuple[str, ...]] = {
    "jekyll": ("",),
    "hexo": ("source/",),
    "hugo": ("static/", "assets/"),
    "zola": ("static/",),
    "astro": ("public/", "src/assets/", "src/", ""),
    "eleventy": ("", "public/", "src/", "static/", "assets/"),
    "": ("", "static/", "public/", "assets/"),
}


class Place(NamedTuple):
    """What a file of a site is.

    Attributes:
        kind: the type of what it holds: ``post``, ``page``, a collection; empty if it is neither.
        is_draft: it is in a folder of drafts.
        why: what it is if ``kind`` is empty.
    """

    kind: str
    is_draft: bool = False
    why: str = ""


@dataclass(frozen=True)
class Layout:
    """A site in a folder or an archive.

    Attributes:
        root: the folder of the site among the files, with ``/`` at its end; empty for all.
        name: of the folder; ``_drafts`` may be what was given.
        engine: the generator; empty if it is not known.
        config: its configuration; None if it was not found or cannot be read.
        fault: why the configuration cannot be read.
        sections: folders of the content that have posts; empty: all have.
    """

    root: str
    name: str = ""
    engine: Engine = ""
    config: Mapping[str, Any] | None = field(default=None, repr=False)
    fault: str = ""
    sections: frozenset[str] = frozenset()

    @property
    def content(self) -> str:
        """The folder of the texts, relative to the root."""
        config = self.config or {}
        if self.engine == "hexo":
            return "source/"
        if self.engine in ("hugo", "zola"):
            own = config.get("contentDir", config.get("contentdir"))
            return f"{own.strip('/')}/" if isinstance(own, str) and own.strip("/.") else "content/"
        source = config.get("source") if self.engine == "jekyll" else None
        named = isinstance(source, str) and source.strip("./")
        return f"{str(source).strip('./')}/" if named else ""

    @property
    def static(self) -> tuple[str, ...]:
        """The folders of files that the site shows as they are, relative to the root."""
        if self.engine == "jekyll":
            return (self.content,)
        own = (self.config or {}).get("staticDir") if self.engine == "hugo" else None
        named = (f"{own.strip('/')}/",) if isinstance(own, str) and own.strip("/.") else ()
        return (*named, *_STATIC[self.engine])

    def place(self, name: str) -> Place:
        """Return what a file is.

        Args:
            name: relative to the root.
        """
        parts = name.split("/")
        folders, file = parts[:-1], parts[-1]
        is_draft = "_drafts" in folders or self.name == "_drafts"
        if is_draft or "_posts" in folders or self.name == "_posts":
            return Place("post", is_draft)
        if not name.startswith(self.content):
            return Place("", why="not of the site's content")
        folders = name[len(self.content) :].split("/")[:-1]
        if self.engine in ("hugo", "zola"):
            return self._in_section(folders, file)
        if self.engine in ("jekyll", "hexo"):
            return self._collection(folders)
        return self._anywhere(folders)

    def _in_section(self, folders: list[str], file: str) -> Place:
        if file.startswith("_index."):
            return Place("", why="the page of a section")
        if folders and folders[0] in self._languages:
            folders = folders[1:]
        if not folders:
            return Place("page")
        return Place("post" if not self.sections or folders[0] in self.sections else "page")

    def _collection(self, folders: list[str]) -> Place:
        first = next((one for one in folders if one.startswith("_")), "")
        if not first or first == "_pages":
            return Place("page")
        collections = (self.config or {}).get("collections")
        if isinstance(collections, (dict, list)) and first[1:] in collections:
            return Place(first[1:].lower())
        return Place("", why="a part of the site's theme")

    def _anywhere(self, folders: list[str]) -> Place:
        if folders[:2] == ["src", "pages"] or any(one.startswith("_") for one in folders):
            is_post = any(one in POST_FOLDERS for one in folders)
            return Place("post" if is_post else "page")
        if not self.sections or not self.sections.isdisjoint(folders):
            return Place("post")
        return Place("page")

    @property
    def _languages(self) -> frozenset[str]:
        found = (self.config or {}).get("languages")
        return frozenset(found) if isinstance(found, dict) else frozenset()


def layouts(files: Files, given: str, *, is_sure: bool = False) -> list[Layout]:
    """Return the sites among files; none if there are no texts with front matter.

    Args:
        given: the name of the folder that the user gives.
        is_sure: only those with a configuration or a folder of posts.
    """
    known = set(files.names())
    names = [name for name in files.names() if not is_built(name, known)]
    texts = [name for name in names if name.endswith(MARKDOWN)]
    roots = sorted({*_roots(names, texts)}, key=lambda one: (one.count("/"), one))
    found: list[Layout] = []
    for root in roots:
        if not any(root.startswith(one.root) for one in found):
            name = root.rstrip("/").rpartition("/")[2] or given
            found.append(_layout(files, names, root, name))
    if found or is_sure:
        return found
    return [_layout(files, names, "", given)] if _has_posts(files, texts) else []


def _roots(names: list[str], texts: list[str]) -> Iterator[str]:
    """Yield the folders with a configuration, or with a folder of posts."""
    for name in names:
        folder, _, file = name.rpartition("/")
        folder = f"{folder}/" if folder else ""
        if file in CONFIGS and any(text.startswith(folder) for text in texts):
            yield folder.removesuffix("config/_default/")
    for text in texts:
        for mark in ("/_posts/", "/_drafts/"):
            before, found, _ = f"/{text}".partition(mark)
            if found:
                yield f"{before[1:]}/" if before else ""
                break


def _has_posts(files: Files, texts: list[str]) -> bool:
    return any(has_front_matter(head(files, one, HEAD)) for one in texts[:_MOST_LOOKED_AT])


def _layout(files: Files, names: list[str], root: str, name: str) -> Layout:
    inside = [one[len(root) :] for one in below(names, root)]
    known = set(inside)
    has_source = any(one.startswith("source/_posts/") for one in inside)
    engine: Engine = ""
    config: Mapping[str, Any] | None = None
    fault = ""
    for file in CONFIGS:
        at = next((one for one in (file, f"config/_default/{file}") if one in known), "")
        if not at:
            continue
        config, fault = _read(files, root + at) if CONFIGS[file] else (None, "")
        engine = _engine(CONFIGS[file], config or {}, has_source=has_source, is_plain=at == file)
        break
    else:
        if any("_posts/" in one for one in inside) and not has_source:
            engine = "jekyll"
    made = Layout(root, name, engine, config, fault)
    sections = _sections(made, inside)
    return Layout(root, name, engine, config, fault, sections)


def _engine(kind: str, config: Mapping[str, Any], *, has_source: bool, is_plain: bool) -> Engine:
    if kind == "_config":
        is_hexo = has_source or "source_dir" in config or "public_dir" in config
        return "hexo" if is_hexo else "jekyll"
    if kind == "config":
        return "zola" if is_plain and "base_url" in config else "hugo"
    return {"hugo": "hugo", "astro": "astro", "eleventy": "eleventy"}.get(kind, "")  # type: ignore[return-value]


def _sections(layout: Layout, inside: list[str]) -> frozenset[str]:
    """Return the sections with posts: as configured, else those with a usual name if any has."""
    config = layout.config or {}
    params = config.get("params")
    for one in (
        config.get("mainSections"),
        (params or {}).get("mainSections") if isinstance(params, dict) else None,
    ):
        if isinstance(one, list):
            return frozenset(map(str, one))
    texts = (name for name in inside if name.endswith(MARKDOWN))
    folders = {part for name in texts for part in name.split("/")[:-1]}
    return frozenset(folders & POST_FOLDERS)


def _read(files: Files, name: str) -> tuple[Mapping[str, Any] | None, str]:
    """Return a configuration, or why it cannot be read."""
    try:
        text = content(files, name, _LARGEST_CONFIG).decode("utf-8-sig")
        if name.endswith(".toml"):
            found: Any = parse_toml(text)
        elif name.endswith(".json"):
            found = json.loads(text)
        else:
            found = read_yaml(text, nodes=_MOST_VALUES, depth=_DEEPEST, aliases=True)
    except CrosspostError as error:
        return None, str(error)
    except YamlError as error:
        return None, f"{name}: {error.reason}"
    except (ValueError, RecursionError, *BROKEN) as error:
        return None, f"{name}: {str(error)[:200]}"
    return (found, "") if isinstance(found, dict) else (None, f"{name}: not a table of settings")
