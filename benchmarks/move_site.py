"""A blog moved from its export, built by real Jekyll: old URLs, links, pictures, files.

python benchmarks/move_site.py [--from ghost] [--posts 300] [--redirects front-matter] [--plugin]
                               [--baseurl /blog] [--permalink pretty] [--seed 1] [--keep FOLDER]

Writes an export (WordPress, or Ghost) of posts, drafts and pages with categories, pictures and
documents (served on 127.0.0.1) and links between them: absolute, with another scheme or ``www.``,
from the root, ``?p=123``, without the final slash, with a fragment, with tracking parameters, as
the text of its own link. Moves it with ``crosspost batch --own``, builds the site with
``jekyll build``, and counts:

- old URLs of posts and pages that the built site does not have, as a page or by a redirect;
- links within the built site that lead nowhere, or to a part that is not there;
- links to the old site that should lead to a post;
- pictures and files that are not in the site; lines of attribution; e-mail addresses;
- posts that a second run has added.

Exits 1 if any of them is not 0.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote

import lxml.html

from move_blogs import LEFT, Blog, GhostBlog, document, picture

LAYOUT = """<!doctype html><html><head><meta charset="utf-8">
<title>{{ page.title | escape }}</title></head>
<body><h1>{{ page.title | escape }}</h1>{{ content }}</body></html>
"""


def serve() -> ThreadingHTTPServer:
    """Serve the pictures and files, and nothing else."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = re.fullmatch(r"/.*/2013/03/(?:p(\d+)\.png|f(\d+)\.pdf)", self.path)
            body, kind = b"no such page", "text/plain"
            if found and found[1]:
                body, kind = picture(int(found[1])), "image/png"
            elif found:
                body, kind = document(int(found[2])), "application/pdf"
            self.send_response(200 if found else 404)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


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
        found["! posts with attribution or e-mail"] += "@example.org" in text
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
    elif href.startswith(f"{baseurl}/assets/files/"):
        found["files"] += 1
        file = built / unquote(href.removeprefix(f"{baseurl}/").partition("#")[0])
        found["! files that are not in the site"] += not file.is_file()
        found["! links to a part of a file without it"] += not href.endswith("#page=2")
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
    parser.add_argument("--from", dest="kind", default="wordpress", choices=("wordpress", "ghost"))
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
        of_kind = GhostBlog if options.kind == "ghost" else Blog
        base, dice = f"http://127.0.0.1:{server.server_port}", random.Random(options.seed)
        blog = of_kind(base, options.posts, dice, options.baseurl)  # the old site had the same
        new_site(root, options)
        export = root.parent / ("export.json" if options.kind == "ghost" else "export.xml")
        export.write_text(blog.export(), "utf-8")
        command = [sys.executable, "-m", "crosspost", "batch", export, "--site", root, "--own"]
        command += ["--redirects", options.redirects, "--post-types", "post,page", "--quiet"]
        command += ["--pictures", "copy", "--files", "copy"]
        command += ["--delay", "0", "--ignore-robots", "--allow-private"]
        command += ["--base-url", blog.site] if options.kind == "ghost" else []
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
