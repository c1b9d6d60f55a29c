"""Blogs to move, as their exports have them: of WordPress, and of Ghost."""

from __future__ import annotations

import json
import random
import struct
import zlib
from typing import Any
from urllib.parse import quote, unquote
from xml.sax.saxutils import escape

WORDS = "river bread market teacher window garden letter winter bridge über река"
_GHOST_URL = "__GHOST_URL__"
#: Links to the old site that lead to no post and to no file that is there.
LEFT = ("/category/bread/", "/wp-content/uploads/2013/03/list.pdf", "/2013/03/gone/")


def document(number: int) -> bytes:
    """Return a PDF of its own for a number."""
    return b"%%PDF-1.4\n%d 0 obj\n<<>>\nendobj\n%%%%EOF\n" % number


def picture(number: int) -> bytes:
    """Return a PNG of its own for a number."""
    rows = b"".join(b"\0" + struct.pack(">I", number * 7919 + y)[1:] * 60 for y in range(60))
    head = struct.pack(">IIBBBBB", 60, 60, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


class Blog:
    """A blog as its export has it.

    Attributes:
        uploads: the folders of pictures and of files.
        above: the path that pages are below.
        base, site: the URL of the host, and of the blog.
        paths: number of a post or page → its path on the old site; drafts have none.
        wanted: how many links lead to a post or page that has a path.
    """

    uploads = ("/wp-content/uploads/2013/03", "/wp-content/uploads/2013/03")
    above = "/about"

    def __init__(self, base: str, posts: int, dice: random.Random, baseurl: str = "") -> None:
        self.base, self.dice, self.wanted = base, dice, 0
        self.site = base + baseurl
        self.paths: dict[int, str] = {}
        self.drafts = {n for n in range(1, posts + 1) if n % 15 == 0}
        self.days = {
            n: f"{2008 + n % 12}-{1 + n % 12:02}-{1 + n % 28:02}" for n in range(1, posts + 1)
        }
        for number, day in self.days.items():
            if number not in self.drafts:
                self.paths[number] = self.path(number, day)
        self.pages = range(posts + 1, posts + 6)
        self.paths |= {number: f"{self.above}/page-{number}/" for number in self.pages}
        self.paths = {number: baseurl + path for number, path in self.paths.items()}

    def path(self, number: int, day: str) -> str:
        """Return the path of a post."""
        slug = quote(f"{self.dice.choice(WORDS.split())}-{number}")
        return f"/{day[:4]}/{day[5:7]}/{slug.lower()}/"

    def ways(self, to: int) -> list[str]:
        """Return the ways in which writers link to a post."""
        path, base = self.paths[to], self.base
        name = "page_id" if to in self.pages else "p"
        return [
            *(base + path, path, base + path.rstrip("/"), f"{base}{path}#part", f"{path}#part"),
            *(f"{base}/?{name}={to}", f"/?{name}={to}", f"{base}{path}?utm_source=feed"),
            *(f"{base}{path}?replytocom=5#part", base.replace("http:", "https:") + path),
        ]

    def link(self, to: int) -> str:
        """Return a link to a post, in one of the ways that writers have."""
        url = self.dice.choice(self.ways(to))
        text = url if self.dice.random() < 0.1 else "the *other* post"
        self.wanted += 1
        return f'<a href="{escape(url)}">{escape(text)}</a>'

    def body(self, number: int) -> str:
        """Return the text of a post."""
        others = self.dice.sample(sorted(self.paths), 4)
        links = ", ".join(map(self.link, others))
        pictures, files = (f"{self.site}{folder}" for folder in self.uploads)
        image, file = f"{pictures}/p{number % 40}.png", f"{files}/f{number % 30}.pdf"
        left = f'<a href="{self.base}{self.dice.choice(LEFT)}">old</a>' if number % 7 == 0 else ""
        code = f'<pre>&lt;a href="{self.base}{self.paths[others[0]]}"&gt; {{{{ x }}}}</pre>'
        return (
            f'<p>See {links}. {left} Read <a href="{file}#page=2">the list</a>.</p>'
            f'<p><img src="{image}" alt="Picture {number}"></p>'
            f'<h2 id="part">Part</h2><p>The end of {number}.</p>{code}'
        )

    def item(self, number: int) -> str:
        """Return a post, a draft or a page of the export."""
        is_page, path = number in self.pages, self.paths.get(number)
        link = f"{self.base}{path or f'/?p={number}'}"
        slug = unquote(path).strip("/").rpartition("/")[2] if path else ""
        day = self.days.get(number, "2013-03-06")
        category = f"Topic {number % 9} &amp; more"
        return (
            f"<item><title>Post {number}</title><link>{link}</link><dc:creator>ann</dc:creator>"
            f'<guid isPermaLink="false">{self.base}/?p={number}</guid>'
            f"<content:encoded>{escape(self.body(number))}</content:encoded>"
            f"<wp:post_id>{number}</wp:post_id>"
            f"<wp:post_date>{day} 10:{number % 60:02}:00</wp:post_date>"
            f"<wp:post_name>{quote(slug)}</wp:post_name>"
            f"<wp:status>{'publish' if path else 'draft'}</wp:status>"
            f"<wp:post_type>{'page' if is_page else 'post'}</wp:post_type>"
            f'<category domain="category" nicename="t{number % 9}">{escape(category)}</category>'
            "</item>"
        )

    def export(self) -> str:
        """Return the export."""
        numbers = [*self.days, *self.pages]
        return (
            '<?xml version="1.0" encoding="UTF-8"?><rss xmlns:content="urn:content" '
            'xmlns:wp="http://wordpress.org/export/1.2/" xmlns:dc="urn:dc"><channel>'
            f"<link>{self.base}</link><wp:wxr_version>1.2</wp:wxr_version>"
            f"<wp:base_blog_url>{self.base}</wp:base_blog_url><wp:author>"
            "<wp:author_login>ann</wp:author_login><wp:author_email>ann@example.org"
            "</wp:author_email><wp:author_display_name>Ann Reed</wp:author_display_name>"
            f"</wp:author>{''.join(map(self.item, numbers))}</channel></rss>"
        )


class GhostBlog(Blog):
    """A blog of Ghost, whose export does not name its site."""

    uploads = ("/content/images/2013/03", "/content/files/2013/03")
    above = ""

    def path(self, number: int, day: str) -> str:
        """Return the path of a post, which is its slug."""
        return f"/{self.dice.choice(WORDS.split()[:9])}-{number}/"

    def ways(self, to: int) -> list[str]:
        """Return the ways in which writers link to a post."""
        path, base = self.paths[to], self.base
        return [
            *(base + path, path, base + path.rstrip("/"), f"{base}{path}#part", f"{path}#part"),
            *(f"{base}{path}?ref=feed", base.replace("http:", "https:") + path),
        ]

    def row(self, number: int) -> dict[str, Any]:
        """Return a row of the table of posts."""
        path, day = self.paths.get(number), self.days.get(number, "2013-03-06")
        slug = path.strip("/").rpartition("/")[2] if path else f"draft-{number}"
        image = f"{_GHOST_URL}{self.uploads[0]}/p{number % 40}.png"
        return {
            "id": str(number),
            "title": f"Post {number}",
            "slug": slug,
            "html": self.body(number).replace(self.site, _GHOST_URL),
            "status": "published" if path else "draft",
            "type": "page" if number in self.pages else "post",
            "feature_image": image,
            "published_at": f"{day}T10:{number % 60:02}:00.000Z",
        }

    def export(self) -> str:
        """Return the export."""
        numbers = [*self.days, *self.pages]
        users = (("a", "Ann Reed"), ("b", "Bob Moor"))
        data = {
            "posts": [self.row(number) for number in numbers],
            "users": [{"id": i, "name": n, "email": f"{i}@example.org"} for i, n in users],
            "posts_authors": [
                {"post_id": str(number), "author_id": "ab"[number % 2]} for number in numbers
            ],
            "tags": [{"id": "t1", "name": "Bread"}, {"id": "t2", "name": "#internal"}],
            "posts_tags": [{"post_id": "1", "tag_id": "t1"}, {"post_id": "1", "tag_id": "t2"}],
        }
        return json.dumps({"db": [{"meta": {"version": "5.0"}, "data": data}]})
