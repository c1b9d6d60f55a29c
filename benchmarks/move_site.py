"""A blog moved from its WordPress export, built by real Jekyll: old URLs, links, pictures.

python benchmarks/move_site.py [--posts 300] [--redirects front-matter] [--plugin] [--baseurl /blog]
                               [--permalink pretty] [--seed 1] [--keep FOLDER]

Writes an export of posts, drafts and pages with categories, pictures (served on 127.0.0.1) and
links between them: absolute, with another scheme or ``www.``, from the root, ``?p=123``, without
the final slash, with a fragment, with tracking parameters, as the text of its own link. Moves it
with ``crosspost batch --own``, builds the site with ``jekyll build``, and counts:

- old URLs of posts and pages that the built site does not have, as a page or by a redirect;
- links within the built site that lead nowhere, or to a part that is not there;
- links to the old site that should lead to a post;
- pictures that are not in the site; lines of attribution; e-mail addresses;
- posts that a second run has added.

Exits 1 if any of them is not 0.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import threading
import time
import zlib
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote, unquote
from xml.sax.saxutils import escape

import lxml.html

WORDS = "river bread market teacher window garden letter winter bridge über река"
LAYOUT = """<!doctype html><html><head><meta charset="utf-8">
<title>{{ page.title | escape }}</title></head>
<body><h1>{{ page.title | escape }}</h1>{{ content }}</body></html>
"""
LEFT = ("/category/bread/", "/wp-content/uploads/2013/03/list.pdf", "/2013/03/gone/")


def picture(number: int) -> bytes:
    """Return a PNG of its own for a number."""
    rows = b"".join(b"\0" + struct.pack(">I", number * 7919 + y)[1:] * 60 for y in range(60))
    head = struct.pack(">IIBBBBB", 60, 60, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


def serve() -> ThreadingHTTPServer:
    """Serve the pictures, and nothing else."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = re.fullmatch(r"/wp-content/uploads/.*/p(\d+)\.png", self.path)
            body = picture(int(found[1])) if found else b"no such page"
            self.send_response(200 if found else 404)
            self.send_header("Content-Type", "image/png" if found else "text/plain")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


class Blog:
    """A blog as its export has it.

    Attributes:
        paths: number of a post or page → its path on the old site; drafts have none.
        wanted: how many links lead to a post or page that has a path.
    """

    def __init__(self, base: str, posts: int, dice: random.Random) -> None:
        self.base, self.dice, self.wanted = base, dice, 0
        self.paths: dict[int, str] = {}
        self.drafts = {n for n in range(1, posts + 1) if n % 15 == 0}
        self.days = {
            n: f"{2008 + n % 12}-{1 + n % 12:02}-{1 + n % 28:02}" for n in range(1, posts + 1)
        }
        for number, day in self.days.items():
            if number not in self.drafts:
                slug = quote(f"{dice.choice(WORDS.split())}-{number}")
                self.paths[number] = f"/{day[:4]}/{day[5:7]}/{slug.lower()}/"
        self.pages = range(posts + 1, posts + 6)
        self.paths |= {number: f"/about/page-{number}/" for number in self.pages}

    def link(self, to: int) -> str:
        """Return a link to a post, in one of the ways that writers have."""
        path, base = self.paths[to], self.base
        name = "page_id" if to in self.pages else "p"
        ways = [
            *(base + path, path, base + path.rstrip("/"), f"{base}{path}#part", f"{path}#part"),
            *(f"{base}/?{name}={to}", f"/?{name}={to}", f"{base}{path}?utm_source=feed"),
            *(f"{base}{path}?replytocom=5#part", base.replace("http:", "https:") + path),
        ]
        url = self.dice.choice(ways)
        text = url if self.dice.random() < 0.1 else "the *other* post"
        self.wanted += 1
        return f'<a href="{escape(url)}">{escape(text)}</a>'

    def body(self, number: int) -> str:
        """Return the text of a post."""
        others = self.dice.sample(sorted(self.paths), 4)
        links = ", ".join(map(self.link, others))
        image = f"{self.base}/wp-content/uploads/2013/03/p{number % 40}.png"
        left = f'<a href="{self.base}{self.dice.choice(LEFT)}">old</a>' if number % 7 == 0 else ""
        code = f'<pre>&lt;a href="{self.base}{self.paths[others[0]]}"&gt; {{{{ x }}}}</pre>'
        return (
            f'<p>See {links}. {left}</p><p><img src="{image}" alt="Picture {number}"></p>'
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


def new_site(root: Path, options: argparse.Namespace) -> None:
    """Write an empty site."""
    (root / "_layouts").mkdir(parents=True)
    for name in ("post", "page"):
        (root / "_layouts" / f"{name}.html").write_text(LAYOUT)
    settings = ["title: New", "timezone: UTC", "include: [_pages, _redirects]"]
    settings += [f"baseurl: {options.baseurl}"] if options.baseurl else []
    settings += [f"permalink: {options.permalink}"] if options.permalink else []
    settings += ["plugins: [jekyll-redirect-from]"] if options.plugin else []
    (root / "_config.yml").write_text("\n".join(settings) + "\n")
    (root / "index.html").write_text("---\n---\nHome\n")


def file_of(built: Path, path: str) -> Path | None:
    """Return the file that a host shows at a path of the site."""
    plain = unquote(path).lstrip("/")
    tries = (built / plain / "index.html", built / plain, built / f"{plain}.html")
    return next((one for one in tries if one.is_file()), None)


def redirects(built: Path, baseurl: str) -> dict[str, str]:
    """Return what the file of redirects of Netlify or Cloudflare says."""
    file = built / "_redirects"
    lines = file.read_text("utf-8").splitlines() if file.is_file() else []
    rows = [line.split(" ") for line in lines if line.startswith("/")]
    return {
        unquote(row[0]).rstrip("/"): row[1].removeprefix(baseurl) for row in rows if len(row) == 3
    }


def examine(blog: Blog, root: Path, baseurl: str) -> Counter[str]:
    """Compare the built site with the old one."""
    built, found = root / "_site", Counter[str]()
    leads = redirects(built, baseurl)
    for path in blog.paths.values():
        in_site = path.removeprefix(baseurl)
        found["old URLs"] += 1
        if file_of(built, in_site):
            found["old URLs that stay or redirect"] += 1
        elif file_of(built, leads.get(unquote(path).rstrip("/"), "/no/such/page")):
            found["old URLs that the file redirects"] += 1
        else:
            found["! old URLs that are gone"] += 1
    for page in built.rglob("*.html"):
        text = page.read_text("utf-8")
        found["! posts with attribution or e-mail"] += "originally posted" in text
        found["! posts with attribution or e-mail"] += "ann@example.org" in text
        tree = lxml.html.fromstring(text)
        for image in tree.iter("img"):
            source = image.get("src", "")
            is_there = source.startswith(f"{baseurl}/") and file_of(built, source[len(baseurl) :])
            found["pictures"] += 1
            found["! pictures that are not in the site"] += not is_there
        for link in tree.iter("a"):
            examine_link(link.get("href", ""), page, built, baseurl, blog, found)
    return found


def examine_link(
    href: str, page: Path, built: Path, baseurl: str, blog: Blog, found: Counter[str]
) -> None:
    """Count one link of a built page."""
    if "127.0.0.1" in href:
        is_left = any(href.endswith(path) for path in LEFT)
        found["links to the old site without a post" if is_left else "! links not replaced"] += 1
    elif href.startswith("/"):
        path, _, fragment = href.removeprefix(baseurl).partition("#")
        file = file_of(built, path) if href.startswith(f"{baseurl}/") else None
        found["links within the site"] += 1
        found["! links that lead nowhere"] += file is None
        if file and fragment:
            found["links to a part"] += 1
            found["! parts that are not there"] += f'id="{fragment}"' not in file.read_text("utf-8")


def main() -> int:
    """Run the measurement."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--posts", type=int, default=300)
    parser.add_argument("--redirects", default="front-matter")
    parser.add_argument("--plugin", action="store_true", help="the site has jekyll-redirect-from")
    parser.add_argument("--baseurl", default="")
    parser.add_argument("--permalink", default="")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="keep the site in this folder")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = options.keep or Path(folder, "site")
        server = serve()
        blog = Blog(f"http://127.0.0.1:{server.server_port}{options.baseurl}", options.posts,
                    random.Random(options.seed))  # fmt: skip
        if options.baseurl:  # the old site had the same
            blog.base = blog.base.removesuffix(options.baseurl)
            blog.paths = {n: options.baseurl + path for n, path in blog.paths.items()}
        new_site(root, options)
        export = root.parent / "export.xml"
        export.write_text(blog.export(), "utf-8")
        command = [sys.executable, "-m", "crosspost", "batch", export, "--site", root, "--own"]
        command += ["--redirects", options.redirects, "--post-types", "post,page", "--quiet"]
        command += ["--pictures", "copy", "--delay", "0", "--ignore-robots", "--allow-private"]
        start = time.monotonic()
        subprocess.run(command, check=True, cwd=root, stdout=subprocess.DEVNULL)
        print(f"moved in {time.monotonic() - start:.1f} s")
        before = {path: path.read_bytes() for path in root.glob("_*/*.md")}
        subprocess.run(command, check=True, cwd=root, stdout=subprocess.DEVNULL)
        shutil.rmtree(root / ".crosspost")
        subprocess.run(command, check=False, cwd=root, stdout=subprocess.DEVNULL)
        after = {path: path.read_bytes() for path in root.glob("_*/*.md")}
        subprocess.run(["jekyll", "build", "--strict_front_matter", "-q"], check=True, cwd=root)
        found = examine(blog, root, options.baseurl)
        found["posts, drafts and pages"] = len(before)
        found["! posts that a second run has added or changed"] = len(
            after.items() ^ before.items()
        )
        server.shutdown()
    print(f"links that the writer made between posts: {blog.wanted}")
    for name in sorted(found, key=lambda one: (one.startswith("!"), one)):
        print(f"{found[name]:6} {name}")
    return int(any(number for name, number in found.items() if name.startswith("!")))


if __name__ == "__main__":
    sys.exit(main())
