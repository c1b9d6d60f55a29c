"""Obsidian: a vault of notes, named by their titles; pictures in its folder of attachments.

Rules are those of Obsidian's help: "Properties", "Tags", "Internal links", "Basic formatting
syntax", "Obsidian Flavored Markdown", "Callouts"; settings are those of ``.obsidian/app.json``.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote

from crosspost.lazy_regex import lazy_compile
from crosspost.model.dialect import Dialect
from crosspost.targets.fields import FIELDS, FURTHER
from crosspost.targets.generator import Generator, same
from crosspost.targets.generic import Generic
from crosspost.targets.paths import quoted

# Obsidian has no processor of its own that runs without it. In its default, every end of a line
# breaks; a bare URL is a link.
DIALECT = Dialect(
    "Obsidian",
    footnotes=True,
    task_lists=True,
    math="$",
    hard_break="",
    autolinks=True,
    callouts=True,
    wiki=True,
)
_GAP = "\u200b"
# Templater executes these in new notes, wherever they are; Dataview code in a line that begins so.
_TEMPLATE = lazy_compile(r"<(?=%)")
_QUERY = lazy_compile(r"(?<!`)(`{1,3})(?=\s{0,3}\$?=)(?=[^`\n]{1,500}`)")
# Blocks of code that Obsidian or a common plugin executes.
_EXECUTED = lazy_compile(
    r"^([ >]{0,40}(?:(?:[-+*]|\d{1,9}\.) [ >]{0,40})?(?:~{3,99}|`{3,99}) ?)"
    r"(?=(?:dataview(?:js)?|datacore\w{0,9}|query|tasks?|bases?|buttons?|js-engine|templater|embed"
    r"|kanban|react|chart(?:s|view)?|(?:meta-bind|run-|jsx:|ad-)[\w-]{0,30}) {0,9}$)",
    re.M | re.I,
)
_HIDDEN = f"x{_GAP}-"
_PICTURE = lazy_compile(r'!\[((?:[^\[\]\\\n]|\\.){0,2000})\]\((/[^\s()]{1,1000})( "[^"\n]*")?\)')
_SHOWN = lazy_compile(r"!\[\[([^\[\]|\n]{1,1000})(?:\\?\|([^\[\]|\n]{1,500}))?\]\]")
_SIZE = lazy_compile(r"\d+(?:x\d+)?")
_LINK = lazy_compile(r"\]\((?:\.\./){0,30}(?=[^\s()./])")
_HIDDEN_QUERY = lazy_compile(rf"`{_GAP}(?=\s{{0,3}}\$?=)")
_ESCAPE = lazy_compile(r"\\(.)")
_NOT_IN_WIKILINK = lazy_compile(r"[\[\]|#^&\\]")
_LETTER = lazy_compile(r"[^\W\d]")
_NOT_IN_TAG = lazy_compile(r"[^\w/-]+")


def guard(text: str) -> str:
    """Return text of which no plugin executes anything."""
    text = _TEMPLATE.sub(f"<{_GAP}", text)
    text = _EXECUTED.sub(rf"\1{_HIDDEN}", text)
    return _QUERY.sub(rf"\1{_GAP}", text)


def unguard(text: str) -> str:
    """Return text as it was before ``guard``."""
    text = text.replace(f"<{_GAP}%", "<%").replace(_HIDDEN, "")
    return _HIDDEN_QUERY.sub("`", text)


def tag(text: str) -> str:
    """Return a tag as Obsidian accepts it: letters, digits, ``_-/``; not digits only."""
    made = _NOT_IN_TAG.sub("-", text.strip().lstrip("#")).strip("-/")
    return f"_{made}" if made and not _LETTER.search(made) else made


@dataclass(frozen=True)
class Obsidian(Generic):
    """A vault of Obsidian; see ``Target``."""

    about = Generator(
        name="obsidian",
        title="Obsidian",
        config_names=(".obsidian/app.json", ".obsidian"),
        content="",
        sections=("Clippings",),
        filename="{title}",
        extensions=(".md",),
        fields=same(*FIELDS, *FURTHER),
        date="local",
        pictures="attachments",
        reserved=frozenset({"position"}),
        dialect=DIALECT,
        guard=guard,
        unguard=unguard,
    )

    def dialect(self, warnings: list[str]) -> Dialect:
        """Return Obsidian's Markdown; with ``strictLineBreaks``, two spaces break a line."""
        return replace(DIALECT, hard_break="  " if self.setting("strictLineBreaks") is True else "")

    # Pictures: ``attachmentFolderPath`` is a folder of the vault, or begins with ``./``.

    def _attachments(self, pictures: str) -> str:
        chosen = self.setting("attachmentFolderPath")
        usual = self._pictures(pictures)
        if usual != self.about.pictures or not isinstance(chosen, str):
            return usual
        parts = PurePosixPath(chosen).parts
        is_safe = ".." not in parts and "\\" not in chosen and ":" not in chosen
        inner = "/".join(part for part in parts if part != "/")
        # The root of the vault is Obsidian's default, and no place for many pictures.
        if chosen[:2] == "./" or chosen == ".":
            return f"./{inner}".rstrip("/") if is_safe else usual
        return inner if is_safe and inner not in ("", ".") else usual

    def pictures_folder(self, pictures: str, post: Path | None = None) -> Path:
        """Return the folder of attachments, which may be beside the note."""
        found = self._attachments(pictures)
        beside = post.parent if post else self.posts_folder()
        return (beside if found[:1] == "." else self.root) / found

    def pictures_url(self, pictures: str) -> str:
        """Return the path of that folder in the vault, or from the note."""
        found = self._attachments(pictures) if pictures else ""
        return quoted(found if found[:1] in ("", ".") else f"/{found}")

    def pictures_field_url(self, pictures: str) -> str:
        """Return the same."""
        return self.pictures_url(pictures)

    # A note

    def fields(
        self, values: Mapping[str, Any], path: Path, warnings: list[str], *, draft: bool = False
    ) -> dict[str, Any]:
        """Return the properties: tags in Obsidian's form, the title as an alias of the name."""
        tags = values.get("tags")
        names = tags.replace(",", " ").split() if isinstance(tags, str) else tags or ()
        own = {**values, "tags": list(dict.fromkeys(filter(None, (tag(str(n)) for n in names))))}
        title = str(values.get("title") or "")
        if title and title != path.stem and "aliases" not in own:
            own["aliases"] = [title]
        for name in ("aliases", "cssclasses"):
            if isinstance(own.get(name), str):
                own[name] = [own[name]]
        return super().fields(own, path, warnings, draft=draft)

    def compose(self, front: Mapping[str, Any], body: str) -> str:
        """Return the note; the property of a copied picture is a link to it."""
        image = front.get("image")
        if isinstance(image, str) and image[:1] in ("/", ".") and image[:2] != "//":
            front = {**front, "image": f"[[{_in_vault(image)}]]"}
        return super().compose(front, body)

    def guard_text(self, text: str, front: Mapping[str, Any], path: Path) -> str:
        """Escape what plugins would execute; link copies as the vault does."""
        text = self.about.guard(text)
        return text if "](/" not in text else _PICTURE.sub(lambda m: self._link(m, path), text)

    def _link(self, found: re.Match[str], path: Path) -> str:
        alt, url, title = found[1], found[2], found[3] or ""
        if url[:2] == "//":
            return found[0]
        if self.setting("useMarkdownLinks") is True:
            if self.setting("newLinkFormat") == "relative":
                return f"![{alt}]({quoted(self._relative(unquote(url), path))}{title})"
            return f"![{alt}]({url[1:]}{title})"
        words = _ESCAPE.sub(r"\1", alt)
        # What a wikilink cannot hold, or would read as a size, stays in a link of Markdown.
        if title or _NOT_IN_WIKILINK.search(words + unquote(url)) or _SIZE.fullmatch(words):
            return f"![{alt}]({url[1:]}{title})"
        return f"![[{_in_vault(url)}|{words}]]" if words else f"![[{_in_vault(url)}]]"

    def _relative(self, url: str, path: Path) -> str:
        folder = path.parent.relative_to(self.root) if path.is_relative_to(self.root) else Path()
        return PurePosixPath(os.path.relpath(url.lstrip("/"), folder.as_posix())).as_posix()

    def shown_text(self, text: str) -> str:
        """Return the text with pictures as Markdown has them."""
        text = self.about.unguard(text)
        folder = self.pictures_url(self.about.pictures)
        if folder[:1] == "/":
            text = _LINK.sub(lambda m: _shown_link(m, folder), text)
        return _SHOWN.sub(lambda m: f"![{m[2] or ''}]({quoted('/' + m[1])})", text)


def _shown_link(found: re.Match[str], folder: str) -> str:
    """Return the beginning of a link: to a file in a folder of the vault, from its root."""
    return "](/" if found.string.startswith(f"{folder[1:]}/", found.end()) else found[0]


def _in_vault(url: str) -> str:
    return unquote(url).removeprefix("./").lstrip("/")
