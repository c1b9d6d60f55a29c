"""Substack's export: ``posts.csv``, and the texts in ``posts/ID.html``."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping

from crosspost.batch.entry import BadLine, Item
from crosspost.batch.sources.exports import table_of_texts
from crosspost.batch.sources.exports.contents import Contents, Exported, ExportOptions
from crosspost.batch.sources.exports.files import Files, below, folder_of_file
from crosspost.batch.sources.exports.html_tree import (
    body_of,
    inner_html,
    remove,
    tree_of,
    with_class,
)
from crosspost.batch.sources.exports.table_of_texts import rows_with_texts
from crosspost.batch.sources.exports.values import when
from crosspost.urls import is_web

TABLE = "posts.csv"
_TRUE = frozenset({"true", "1", "yes"})
_PUBLIC = ("", "everyone")
_AUDIENCES = {
    "only_paid": "for paying subscribers only on its site",
    "founding": "for founding members only on its site",
    "only_free": "for subscribers only on its site",
}
# What is sent by e-mail and is not on the site.
_EMAIL_ONLY = frozenset({"adhoc_email", "email"})
# Forms and buttons of the service, which do nothing elsewhere.
_WIDGETS = ("subscription-widget-wrap", "subscription-widget", "subscription-widget-wrap-editor")
_BUTTONS = ("button-wrapper", "captioned-button-wrap")
BUTTONS = "left out: buttons of the newsletter service (subscribe, share, comment)"
UNKNOWN = "the export does not say whether it was published: it is a draft"
_ACTIONS = ("/subscribe", "action=share", "/comments", "%%", "/referrals", "/leaderboard")


def tables(names: list[str]) -> list[str]:
    """Return the tables of Substack's exports among the names of files."""
    return table_of_texts.tables(names, TABLE, "posts/", ".html")


def read(files: Files, table: str, name: str, options: ExportOptions) -> Iterator[Item]:
    """Yield the posts of an export.

    Args:
        table: the name of ``posts.csv``.
        name: of the export.
    """
    folder = f"{folder_of_file(table)}posts/"
    texts = {one[len(folder) :]: one for one in below(files.names(), folder)}

    def find(cells: Mapping[str, str]) -> str:
        number = _number(cells)
        named = f"{number}.html"
        # Else without the number.
        return texts.pop(named if named in texts else f"{number.partition('.')[2]}.html", "")

    contents = Contents(options, name)
    for row in rows_with_texts(files, table, find):
        if isinstance(row, BadLine):
            yield row
            continue
        line, cells, source = row
        if source is None:
            title, number = _plain(cells.get("title", ""))[:60], _number(cells)[:60]
            yield BadLine(line, f"{title!r}: its text {number}.html is not in the export")
            contents.leave_out(_kind(cells), _status(cells), "see the invalid lines")
            continue
        yield from contents.take(_post(cells, source, line))
    rest = [one for one in texts if one.endswith(".html")]
    contents.leave_out("file", "", "a text that posts.csv does not name", len(rest))
    others = len(texts) - len(rest)
    contents.leave_out("file", "", "numbers of readers, personal data", others)
    yield from contents.end()


def _number(cells: Mapping[str, str]) -> str:
    return cells.get("post_id", "").strip()


def _plain(text: str) -> str:
    return " ".join(html.unescape(text).split())


def _kind(cells: Mapping[str, str]) -> str:
    return "page" if cells.get("type", "").strip() == "page" else "post"


def _status(cells: Mapping[str, str]) -> str:
    is_published = cells.get("is_published", "").strip().lower() in _TRUE
    status = "published" if is_published else "draft"
    audience = cells.get("audience", "").strip()
    return status if audience in _PUBLIC else f"{status}, {audience}"


def _post(cells: Mapping[str, str], source: str, line: int) -> Exported:
    notes: list[str] = []
    number, audience = cells.get("post_id", "").strip(), cells.get("audience", "").strip()
    private = "" if audience in _PUBLIC else _AUDIENCES.get(audience, "for some readers only")
    if cells.get("type", "").strip() in _EMAIL_ONLY:
        private = "sent by e-mail only"
    if not cells.get("is_published", "").strip():
        notes.append(UNKNOWN)
    body = without_widgets(source, notes)
    sound = cells.get("podcast_url", "").strip()
    if is_web(sound) and sound not in html.unescape(body):
        body += f'\n<audio src="{html.escape(sound)}" controls></audio>'
    status, slug = _status(cells), number.partition(".")[2]
    return Exported(
        key=number,
        html=body,
        title=_plain(cells.get("title", "")),
        kind=_kind(cells),
        status=status,
        draft=not status.startswith("published"),
        private=private,
        line=line,
        date=when(cells.get("post_date", "")) or when(cells.get("email_sent_at", "")),
        description=_plain(cells.get("subtitle", "")),
        path=f"/p/{slug}" if slug else "",
        slug=slug,
        notes=notes,
    )


def without_widgets(source: str, notes: list[str]) -> str:
    """Return a text without the service's own forms and buttons.

    Args:
        notes: if there were some, that is added to it.
    """
    if not any(name in source for name in (*_WIDGETS, *_BUTTONS)):
        return source
    body = body_of(tree_of(source))
    found = [one for name in _WIDGETS for one in with_class(body, name)]
    for name in _BUTTONS:
        for one in with_class(body, name):
            links = [link.get("href") or "" for link in one.iter("a")]
            if links and all(any(sign in link for sign in _ACTIONS) for link in links):
                found.append(one)
    for one in found:
        remove(one)
    if found:
        notes.append(BUTTONS)
    return inner_html(body)
