"""Medium's archive: a page for each post in ``posts/``, with microformats (``h-entry``)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from crosspost.batch.entry import BadLine, Item
from crosspost.batch.sources.export_signs import is_medium_page
from crosspost.batch.sources.exports.contents import Contents, Exported, ExportOptions
from crosspost.batch.sources.exports.files import Files, below, content, folder_of_file, head
from crosspost.batch.sources.exports.html_tree import (
    inner_html,
    remove,
    tree_of,
    with_class,
    words,
)
from crosspost.batch.sources.exports.values import when
from crosspost.errors import CrosspostError
from crosspost.urls import host, is_web

_LARGEST = 10 * 1024 * 1024
_HEAD = 4096
_DRAFT = "draft_"


def folders(files: Files) -> list[str]:
    """Return the folders ``posts/`` of Medium's archives."""
    pages = [one for one in files.names() if one.endswith(".html")]
    found = dict.fromkeys(folder_of_file(one) for one in pages)
    return [
        folder
        for folder in found
        if folder.endswith("posts/") and _is_medium(files, next(iter(below(pages, folder))))
    ]


def _is_medium(files: Files, page: str) -> bool:
    return is_medium_page(head(files, page, _HEAD))


def read(files: Files, folder: str, name: str, options: ExportOptions) -> Iterator[Item]:
    """Yield the posts of an archive.

    Args:
        folder: its ``posts/``.
        name: of the archive.
    """
    contents = Contents(options, name)
    around = folder_of_file(folder.rstrip("/"))
    others: Counter[str] = Counter()
    for page in below(files.names(), around):
        place = page[len(around) :]
        if not page.startswith(folder) or not page.endswith(".html"):
            others[place.partition("/")[0][:40]] += 1
            continue
        try:
            source = content(files, page, _LARGEST).decode("utf-8", "replace")
        except CrosspostError as error:
            yield BadLine(None, str(error))
            continue
        one = _post(tree_of(source), page[len(folder) :])
        if one is None:
            yield BadLine(None, f"{page[:200]}: not a post of Medium")
        elif one.kind == "response":
            contents.leave_out("response", one.status, "a comment on another text")
        else:
            yield from contents.take(one)
    for kind, number in others.items():
        contents.leave_out(kind, "", "not a text for readers", number)
    yield from contents.end()


def _one(tree: etree._Element, name: str) -> etree._Element | None:
    return next(with_class(tree, name), None)


def _post(tree: etree._Element, file: str) -> Exported | None:
    """Return the post on a page; None if there is none.

    Args:
        file: its name, ``2018-08-11_Title-abcd1234.html`` or ``draft_…``.
    """
    body, name = _one(tree, "e-content"), _one(tree, "p-name")
    if body is None:
        return None
    title = "" if name is None else words(name)
    is_response = _is_response(body, title)
    summary, author = _one(tree, "p-summary"), _one(tree, "p-author")
    time, link = _one(tree, "dt-published"), _one(tree, "p-canonical")
    description = "" if summary is None else words(summary)
    _remove_heading(body, title, description)
    url = "" if link is None else link.get("href", "")
    published = None if time is None else when(time.get("datetime", ""))
    is_draft = file.startswith(_DRAFT) or published is None
    return Exported(
        key=file.removesuffix(".html"),
        html=inner_html(body),
        title=title,
        kind="response" if is_response and not is_draft else "post",
        status="draft" if is_draft else "published",
        draft=is_draft,
        url=url if is_web(url) and not is_draft else "",
        aliases=_aliases(url),
        date=published,
        authors=[] if author is None else [words(author)],
        tags=[words(one) for one in with_class(tree, "p-tag")],
        description=description,
        slug=_slug(url),
    )


def _is_response(body: etree._Element, title: str) -> bool:
    """Tell whether a text is a response to another one.

    Medium does not say so. A response has no heading, and its title is how its text begins.
    """
    if _one(body, "graf--title") is not None:
        return False
    first = next((words(one) for one in with_class(body, "graf") if words(one)), "")
    start = title.rstrip("….").strip()
    return bool(start) and first.startswith(start)


def _remove_heading(body: etree._Element, title: str, description: str) -> None:
    """Remove the title and the subtitle from a text, if they are those of its fields."""
    for name, known in (("graf--title", title), ("graf--subtitle", description)):
        found = _one(body, name)
        if found is not None and words(found) == known:
            remove(found)
    for rule in [one for one in with_class(body, "section-divider") if one.tag == "hr"][:1]:
        if not _has_text_before(body, rule):
            remove(rule)


def _has_text_before(body: etree._Element, rule: etree._Element) -> bool:
    """Tell whether anything is shown before the line that begins a section."""
    for one in body.iter(etree.Element):
        if one is rule:
            return False
        if (one.text or "").strip() or one.tag == "img":
            return True
    return False


def _aliases(url: str) -> list[str]:
    """Return the short URL of a post, which has its number only."""
    number = url.partition("?")[0].rstrip("/").rpartition("-")[2] if is_web(url) else ""
    return [f"https://{host(url)}/p/{number}"] if _is_number(number) else []


def _is_number(text: str) -> bool:
    return len(text) in range(8, 13) and all(sign in "0123456789abcdef" for sign in text)


def _slug(url: str) -> str:
    """Return the last part of a URL without Medium's number."""
    last = url.partition("?")[0].rstrip("/").rpartition("/")[2] if is_web(url) else ""
    name, _, number = last.rpartition("-")
    return name if _is_number(number) and name else last
