"""The pictures and links of a text that lead to other files of the site."""

from __future__ import annotations

import posixpath
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, unquote

from lxml import etree

from crosspost import file_types, urls
from crosspost.batch.entry import ListPicture
from crosspost.batch.sources.exports.files import Files, head
from crosspost.batch.sources.exports.html_tree import body_of, inner_html, tree_of
from crosspost.batch.sources.site.expanded import UNKNOWN
from crosspost.batch.sources.site.page_urls import PageUrls
from crosspost.batch.sources.site.signs import MARKDOWN
from crosspost.images.names import extension
from crosspost.lazy_regex import lazy_compile

#: The host of URLs that are replaced before a post is written; by RFC 2606 it does not exist.
FILES = "https://pictures.invalid"
NOT_PUBLIC = "links to drafts, or to posts that are not in the folder, are plain text now"
UNKNOWN_URL = (
    "links to other posts are plain text now, since the URLs of the old site are not known"
)
OTHER_FILES = "links to files that are not pictures stay: copy the files"
SVG = "SVG pictures are not copied, since they may hold scripts: copy them yourself"
MISSING = "pictures are not in the folder"
_SCHEME = lazy_compile(r"[A-Za-z][A-Za-z0-9+.-]{0,30}:|//")
_PICTURES = ("img", "source", "video", "image")
_ATTRIBUTES = ("src", "data-src", "poster", "href")
_OTHER = lazy_compile(
    r"\.(?:pdf|zip|gz|mp3|mp4|m4a|ogg|webm|wav|mov|docx?|xlsx?|pptx?|epub|csv|txt|json)\Z", 2
)


@dataclass(frozen=True)
class SiteFiles:
    """The files of a site, as its pages refer to them.

    Attributes:
        files: all, in the folder or the archive.
        root: of the site among them.
        static: the folders of what is shown as it is, relative to the root.
        page_urls: of the site.
        pages: the URL of each post or page by its file, relative to the root; empty if it has none.
    """

    files: Files
    root: str
    static: tuple[str, ...]
    page_urls: PageUrls
    pages: Mapping[str, str]
    names: Mapping[str, str] = field(default_factory=dict)

    def find(self, url: str, page: str, page_path: str) -> str:
        """Return the name of the file that a URL of a page leads to; empty for none.

        Args:
            page: the file of the page, relative to the root.
            page_path: the path of its URL; empty if it is not known.
        """
        path = self._path(url)
        if path is None:
            return ""
        tried: list[str] = []
        if path.startswith("/"):
            tried += [f"{one}{path[1:]}" for one in self.static]
        else:
            stem, _, _ = page.rpartition(".")
            tried += [f"{page.rpartition('/')[0]}/{path}", f"{stem}/{path}"]
            if page_path:
                base = page_path if page_path.endswith("/") else page_path.rpartition("/")[0] + "/"
                tried += [f"{one}{base[1:]}{path}" for one in self.static]
            tried += [f"{one}{path}" for one in self.static]
        for one in tried:
            name = posixpath.normpath(one).lstrip("/")
            found = self.names.get(_plain(name), "") if not name.startswith("..") else ""
            if found:
                return found
        return ""

    def _path(self, url: str) -> str | None:
        """Return the decoded path of a URL that leads into the site; None for others."""
        url = url.strip()
        base = self.page_urls.base
        if base and urls.is_web(url) and _same_host(url, base):
            url = urls.path(url)
        elif not url or url.startswith(("#", "?")) or _SCHEME.match(url):
            return None
        path = unquote(url.partition("#")[0].partition("?")[0])
        inner = self.page_urls.base_path
        if inner and path.startswith(f"{inner}/"):
            path = path[len(inner) :]
        return path or None


def names_of(files: Files, root: str) -> dict[str, str]:
    """Return the files of a site: a name that can be compared → the name."""
    return {
        _plain(one[len(root) :]): one[len(root) :] for one in files.names() if one.startswith(root)
    }


def _plain(name: str) -> str:
    return unicodedata.normalize("NFC", name)


def _same_host(one: str, other: str) -> bool:
    return urls.host(one).removeprefix("www.") == urls.host(other).removeprefix("www.")


class Resolver:
    """Resolves the pictures and links of one text.

    Args:
        site: its files.
        page: the file of the text, relative to the root.
        page_path: the path of its URL; empty if it is not known.
        place: returns where a file is, for the journal.
        notes: what the user should check is added to it.
    """

    def __init__(
        self,
        site: SiteFiles,
        page: str,
        page_path: str,
        place: Callable[[str], str],
        notes: list[str],
    ) -> None:
        self._site, self._page, self._path = site, page, page_path
        self._place, self._notes = place, notes
        self.pictures: dict[str, ListPicture] = {}

    def resolved(self, text: str) -> str:
        """Return a text, HTML, whose pictures are those of the folder."""
        if not any(one in text for one in ("src=", "href=", "poster=", "srcset=")):
            return text
        body = body_of(tree_of(text))
        for link in list(body.iter("a")):
            self._link(link)
        for tag in list(body.iter(*_PICTURES)):
            for name in _ATTRIBUTES:
                value = tag.get(name)
                if value and (name != "href" or tag.tag == "image"):
                    tag.set(name, self._shown(value, is_picture=True))
            if tag.get("srcset") and tag.get("src", "").startswith(FILES):
                del tag.attrib["srcset"]
        return inner_html(body)

    def picture(self, url: str) -> str:
        """Return what shows a picture of the front matter."""
        return self._shown(url, is_picture=True) if url else ""

    def _shown(self, url: str, *, is_picture: bool) -> str:
        """Return the URL of a picture's copy to be, else its own."""
        name = self._site.find(url, self._page, self._path)
        own = self._own(url)
        if not name:
            is_within = not _SCHEME.match(url.strip()) and not url.startswith("#")
            if is_picture and is_within:
                self._note(MISSING)
            return own
        if name.lower().endswith(".svg"):
            self._note(SVG)
            return own
        start = head(self._site.files, self._site.root + name, file_types.LENGTH)
        if extension(start) is None:
            self._note(OTHER_FILES)
            return own
        made = f"{FILES}/{quote(name)}"
        self.pictures.setdefault(made, ListPicture(made, self._place(name), own))
        return made

    def _own(self, url: str) -> str:
        """Return the URL that a file has in the old site, as far as it is known."""
        if _SCHEME.match(url.strip()) or url.startswith("#"):
            return url
        page = self._site.page_urls.full(self._path)
        if not page and url.startswith("/"):
            page = self._site.page_urls.base
        return (urls.absolute(page, url) or url) if page else url

    def _link(self, link: etree._Element) -> None:
        url = link.get("href", "")
        if url.startswith(UNKNOWN):
            self._unlink(link, NOT_PUBLIC)
            return
        name = self._site.find(url, self._page, self._path) if url else ""
        if not name:
            return
        if name.endswith(MARKDOWN) and name in self._site.pages:
            page = self._site.pages[name]
            part = url.partition("#")[2]
            if page:
                link.set("href", f"{page}#{part}" if part else page)
            else:
                self._unlink(link, NOT_PUBLIC if self._site.page_urls.base else UNKNOWN_URL)
        elif link.find(".//img") is not None:
            link.set("href", self._shown(url, is_picture=True))
        elif _OTHER.search(name):
            self._note(OTHER_FILES)

    def _unlink(self, link: etree._Element, why: str) -> None:
        self._note(why)
        link.tag = "span"
        for key in list(link.attrib):
            del link.attrib[key]

    def _note(self, what: str) -> None:
        if what not in self._notes:
            self._notes.append(what)
