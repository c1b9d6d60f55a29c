"""Signs by which exports of blogs differ from other lists, in their first characters."""

from __future__ import annotations

from pathlib import Path

from crosspost.files import read_head
from crosspost.lazy_regex import lazy_compile
from crosspost.mhtml import is_mhtml

# Ghost: ``{"db": [{"meta": …, "data": {"posts": …`` or without ``db``.
_GHOST = lazy_compile(
    r"\{\s*\"(?:db\"\s*:\s*\[\s*\{\s*\"(?:meta|data)|meta\"\s*:\s*\{\s*\"exported_on)\""
)
# Tumblr's API: of a post, and of an answer of the server.
_TUMBLR = lazy_compile(r"\"(?:blog_name|tumblelog|tumblrType|reblog_key)\"\s*:")
# Blogger: a feed of its archive, or with its settings, is an export; one of its blogs is not.
_BLOGGER = lazy_compile(
    r"blogger/2018|blog-\d{1,30}\.archive|blogger/2008/kind#(?:template|settings)"
)

# Movable Type: fields, a line, then a section.
_MOVABLE_TYPE = lazy_compile(
    r"(?:[A-Z][A-Z ]{2,30}:[^\n]{0,2000}\n|[ \t]*\n){1,60}-----[ \t]*\n"
    r"(?:BODY|EXTENDED BODY|EXCERPT):"
)
# Columns of texts, the best first. What is only in some tables may have HTML or Markdown.
HTML_COLUMNS = ("content_html", "body_html", "html", "html_content")
RICH_COLUMNS = ("rich_content",)
ANY_COLUMNS = ("markdown", "body_markdown", "body", "content")
PLAIN_COLUMNS = ("plain_content",)
BODIES = (*HTML_COLUMNS, *RICH_COLUMNS, *ANY_COLUMNS, *PLAIN_COLUMNS)
TITLES = ("title", "web_title", "subject", "post_title", "name", "email_subject_line")
# Without one of these a table with a column such as "content" is one of links.
_OF_POSTS = ("slug", "status", "publish_date", "published_date", "email_type", "audience")
#: The name of a page of Notion: title, number, ending.
NOTION_PAGE = lazy_compile(r"(.{0,200})[ _-]([0-9a-f]{32})\.(md|html)\Z", 0x10)
_MEDIUM_HEAD = 4096
#: Kinds of lists that are exports, wherever they are found.
KINDS = frozenset(
    {"wordpress", "ghost", "blogger", "movabletype", "livejournal", "tumblr", "enex", "dotclear"}
    | {"posts"}
)
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")


def is_export_folder(path: str, files: list[str], folders: list[str]) -> bool:
    """Tell whether a folder is the export of a platform that consists of several files.

    Args:
        files: the names of those in it.
        folders: the names of those in it.
    """
    if ("posts.csv" in files and "posts" in folders) or (
        "emails.csv" in files and "emails" in folders
    ):
        return True
    if is_notion(files):
        return True
    return "posts" in folders and is_medium_folder(Path(path, "posts"))


def is_notion(names: list[str]) -> bool:
    """Tell whether pages of Notion are among the names of files: most have its number."""
    texts = [name for name in names if name.endswith((".md", ".html"))]
    return 2 * sum(map(bool, map(NOTION_PAGE.fullmatch, texts))) >= len(texts) > 0


def is_medium_folder(path: Path) -> bool:
    """Tell whether a folder has Medium's pages."""
    try:
        page = min((one for one in path.iterdir() if one.name.endswith(".html")), default=None)
        return page is not None and is_medium_page(read_head(page, _MEDIUM_HEAD))
    except OSError:
        return False


def is_medium_page(head: bytes) -> bool:
    """Tell whether a page is of Medium's archive, by its first bytes."""
    return b'class="h-entry"' in head and b"data-field=" in head


def export_of_bytes(head: bytes) -> str:
    """Return the kind of a file that is not one text; empty for others.

    Args:
        head: its first bytes.
    """
    if head.startswith(_ZIP):
        return "archive"
    return "mhtml" if is_mhtml(head) else ""


def export_of_text(text: str) -> str:
    """Return the kind of an export that is plain text; empty for others.

    Args:
        text: the first characters, without space before them.
    """
    if text.startswith("///DOTCLEAR|"):
        return "dotclear"
    return "movabletype" if _MOVABLE_TYPE.match(text.replace("\r\n", "\n")) else ""


def export_of_json(text: str) -> str:
    """Return the kind of an export in JSON; empty for other documents.

    Args:
        text: the first characters, without space before them.
    """
    if _GHOST.match(text):
        return "ghost"
    return "tumblr" if _TUMBLR.search(text) else ""


def export_of_xml(root: str, text: str) -> str:
    """Return the kind of an export in XML; empty for other documents.

    Args:
        root: the name of its first element.
        text: the first characters.
    """
    if root == "rss" and "wordpress.org/export/" in text:
        return "wordpress"
    if root == "feed" and _BLOGGER.search(text):
        return "blogger"
    return {"livejournal": "livejournal", "tumblr": "tumblr", "en-export": "enex"}.get(root, "")


def is_post_table(names: list[str]) -> bool:
    """Tell whether a table has texts of posts, by the names of its columns, in lower case."""
    known = set(names)
    if not known & set(TITLES):
        return False
    if known & {*HTML_COLUMNS, *RICH_COLUMNS}:
        return True
    return bool(known & set(BODIES)) and bool(known & set(_OF_POSTS))
