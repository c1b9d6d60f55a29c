"""Dotclear's backup of a blog (flat file): the tables of its database as text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import BinaryIO

from crosspost.batch.entry import BadLine, Comment, Item
from crosspost.batch.sources.exports.contents import Contents, Exported, ExportOptions
from crosspost.batch.sources.exports.markdown_text import to_html
from crosspost.batch.sources.lines import lines
from crosspost.batch.sources.wordpress_blocks import EXCERPT_END
from crosspost.batch.sources.wordpress_text import paragraphs
from crosspost.dates import read_iso, zone
from crosspost.lazy_regex import lazy_compile

_TABLE = lazy_compile(r"\[(\w{1,60}) ([\w,]{1,4000})\]\s*")
_CELL = lazy_compile(r'"((?:[^"\\]++|\\.)*+)"(?:,|$)', 0x10)
_ESCAPED = lazy_compile(r"\\(.)", 0x10)
_STATES = {"1": "published", "0": "draft", "-1": "scheduled", "-2": "pending"}
_MOST = 128 * 1024 * 1024
_LONGEST_COMMENT = 100_000
_COUNTED = ("link", "media", "ping", "setting")

Row = dict[str, str]


@dataclass
class _Tables:
    """What the posts of a backup refer to."""

    categories: dict[str, str] = field(default_factory=dict)
    tags: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    comments: defaultdict[str, list[Comment]] = field(default_factory=lambda: defaultdict(list))
    hidden: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    pings: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    users: dict[str, str] = field(default_factory=dict)
    counts: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    zone: str = ""
    kept: int = 0

    def add(self, table: str, row: Row) -> None:
        """Take in a row."""
        post = row.get("post_id", "")
        if table == "category":
            self.categories[row.get("cat_id", "")] = row.get("cat_title", "")
        elif table == "meta" and row.get("meta_type") == "tag":
            self.tags[post].append(row.get("meta_id", ""))
        elif table == "user":
            names = (row.get("user_firstname", ""), row.get("user_name", ""))
            shown = row.get("user_displayname", "") or " ".join(filter(None, names))
            self.users[row.get("user_id", "")] = shown
        elif table == "comment":
            self._add_comment(post, row)
        if table == "setting" and row.get("setting_id") == "blog_timezone":
            self.zone = row.get("setting_value", "")
        if table in _COUNTED:
            self.counts[table] += 1

    def _add_comment(self, post: str, row: Row) -> None:
        text = row.get("comment_content", "")
        self.kept += len(text)
        if row.get("comment_trackback") == "1":
            self.pings[post] += 1
        elif row.get("comment_status") != "1" or self.kept > _MOST:
            self.hidden[post] += 1
        else:
            number = row.get("comment_id", "")
            self.comments[post].append(
                Comment(
                    id=int(number) if number.isdecimal() and len(number) < 16 else 0,
                    parent=0,
                    name=row.get("comment_author", "")[:1000],
                    url=row.get("comment_site", "")[:1000],
                    date=row.get("comment_dt", "")[:40],
                    html=text[:_LONGEST_COMMENT],
                )
            )


def read(
    opened: Callable[[], AbstractContextManager[BinaryIO]], name: str, options: ExportOptions
) -> Iterator[Item]:
    """Yield the posts of a backup.

    Args:
        opened: opens it at its beginning. It is read twice, since tags and comments follow posts.
        name: of the backup.
    """
    tables = _Tables()
    with opened() as stream:
        for item in _rows(stream):
            if not isinstance(item, BadLine) and item[1] != "post":
                tables.add(item[1], item[2])
    contents = Contents(options, name)
    contents.zone = tables.zone
    with opened() as stream:
        for item in _rows(stream):
            if isinstance(item, BadLine):
                yield item
            elif item[1] == "post":
                contents.zone = contents.zone or item[2].get("post_tz", "")
                yield from contents.take(_post(item[2], item[0], tables))
    for table, number in tables.counts.items():
        contents.leave_out(table, "", "not a text for readers", number)
    yield from contents.end()


def _rows(stream: BinaryIO) -> Iterator[tuple[int, str, Row] | BadLine]:
    """Yield line, table and cells of each row."""
    table, columns = "", list[str]()
    for number, line in lines(stream):
        if isinstance(line, BadLine):
            yield line
            continue
        text = line.rstrip("\r\n")
        heading = _TABLE.fullmatch(text)
        if heading:
            table, columns = heading[1], heading[2].split(",")
        elif text.startswith('"') and table:
            cells = list(_cells(text))
            if len(cells) != len(columns):
                reason = f"{len(cells)} values for the {len(columns)} columns of {table}"
                yield BadLine(number, f"{reason}: is the file cut?")
                continue
            yield number, table, dict(zip(columns, cells, strict=True))
        elif text.strip() and not text.startswith("///"):
            yield BadLine(number, f"not a row of a table: {text[:60]!r}")


def _cells(text: str) -> Iterator[str]:
    """Yield the cells of a row, up to the first that is not whole."""
    at = 0
    while at < len(text) and (found := _CELL.match(text, at)):
        yield _plain(found[1])
        at = found.end()


def _plain(cell: str) -> str:
    if "\\" not in cell:
        return cell
    return _ESCAPED.sub(lambda found: {"n": "\n", "r": "\r"}.get(found[1], found[1]), cell)


def _post(row: Row, line: int, tables: _Tables) -> Exported:
    number = row.get("post_id", "")
    status = _STATES.get(row.get("post_status", "1"), "unknown")
    excerpt, text = _html(row, "post_excerpt"), _html(row, "post_content")
    kind = row.get("post_type", "") or "post"
    category = tables.categories.get(row.get("cat_id", ""), "")
    user, place = row.get("user_id", ""), row.get("post_url", "").strip("/")
    base = "pages" if kind == "page" else "post"
    return Exported(
        key=number,
        html=f"{excerpt}{EXCERPT_END}{text}" if excerpt and text else excerpt or text,
        title=row.get("post_title", ""),
        kind=kind,
        status=status,
        draft=status != "published",
        private="protected by a password on its site" if row.get("post_password") else "",
        line=line,
        date=_date(row),
        authors=[tables.users.get(user, "") or user],
        categories=[category],
        tags=tables.tags.get(number, []),
        path=f"/{base}/{place}" if place else "",
        # Depending on how the server was set.
        aliases=[f"/index.php/{base}/{place}"] if place else [],
        slug=place.rpartition("/")[2],
        comments=tables.comments.get(number, []),
        hidden=tables.hidden.get(number, 0),
        pings=tables.pings.get(number, 0),
    )


def _html(row: Row, name: str) -> str:
    """Return a text: the HTML that Dotclear made of it, else what was written."""
    made = row.get(f"{name}_xhtml", "")
    written = row.get(name, "")
    if made.strip() or not written.strip():
        return made
    return to_html(written) if row.get("post_format") == "markdown" else paragraphs(written)


def _date(row: Row) -> date | datetime | None:
    found = read_iso(row.get("post_dt", ""))
    where = zone(row.get("post_tz", "")) if row.get("post_tz") else None
    if isinstance(found, datetime) and found.tzinfo is None and where is not None:
        return read_iso(found.replace(tzinfo=where).isoformat())
    return found
