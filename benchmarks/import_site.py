"""Real pages, imported by URL into a site that real Jekyll builds.

python benchmarks/import_site.py [--pages 200] [--data ../shared/data/wcxb-dev] [--keep FOLDER]

Serves article pages of the WCXB development split on 127.0.0.1, imports each by its URL, builds the
site with ``jekyll build --strict_front_matter``, and counts:

- what became of each page: a post, or a clear error (any other exception is a crash);
- posts whose page is not in the built site, or has another title there;
- pages of the built site with a Liquid error that the article does not speak of;
- posts whose front matter Ruby's Psych reads otherwise than it was meant.

Exits 1 if any of the last three, or a crash, is not 0.
"""

from __future__ import annotations

import argparse
import gzip
import html
import json
import lzma
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from datetime import date, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import lxml.html

from crosspost import import_link
from crosspost.config import Config
from crosspost.fetch import Fetcher
from crosspost.model import Outcome
from crosspost.targets.jekyll.target import Jekyll

LAYOUT = """<!doctype html><html><head><meta charset="utf-8"></head><body>
<h1 id="the-title">{{ page.title | escape }}</h1>
<div id="the-body">{{ content }}</div></body></html>
"""
PSYCH = r"""
require "json"; require "yaml"; require "date"
STDIN.each_line do |line|
  text = File.read(line.chomp, encoding: "utf-8")
  text =~ /\A(---\s*\n.*?\n?)^((---|\.\.\.)\s*$\n?)/m
  fields = YAML.safe_load($1, permitted_classes: [Date, Time])
  puts JSON.generate(fields.transform_values { |v| v.is_a?(Time) ? v.utc.strftime("%s") : v })
end
"""


def articles(data: Path, count: int) -> list[str]:
    """Return the ids of article pages, spread evenly over the split."""
    with lzma.open(data / "ground-truth.jsonl.xz", "rt", encoding="utf-8") as file:
        ids = [g["id"] for g in map(json.loads, file) if g["page_type"] == "article"]
    return ids[:: max(1, len(ids) // count)][:count]


def serve(data: Path) -> ThreadingHTTPServer:
    """Serve the pages as ``/ID`` on a free port of 127.0.0.1."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = gzip.decompress((data / "html" / f"{self.path[1:]}.html.gz").read_bytes())
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def build(site: Path) -> str:
    """Build the site; return what Jekyll had to say. Exits where the build fails."""
    command = ["jekyll", "build", "--strict_front_matter", "--trace", "--future"]
    done = subprocess.run(command, cwd=site, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"jekyll build failed:\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")
    return done.stdout + done.stderr


def psych_reads(paths: list[Path]) -> list[dict[str, Any]]:
    """Return the front matter of each post as Ruby's Psych reads it."""
    lines = "".join(f"{path}\n" for path in paths)
    done = subprocess.run(
        ["ruby", "-e", PSYCH], input=lines, capture_output=True, check=True, text=True
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def as_ruby(value: Any) -> Any:
    """Return a front matter value as the Ruby side prints it: times in seconds, days as text."""
    if isinstance(value, datetime) and value.tzinfo:
        return str(int(value.timestamp()))
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def misread(outcomes: list[Outcome]) -> list[str]:
    """Return the posts whose front matter Psych reads otherwise than it was meant."""
    paths = [o.path for o in outcomes if o.path]
    bad = []
    for outcome, read in zip(outcomes, psych_reads(paths), strict=True):
        assert outcome.post
        meant = {key: as_ruby(value) for key, value in outcome.post.front_matter.items()}
        if meant != read:
            wrong = {
                k: (meant.get(k), read.get(k)) for k in meant | read if meant.get(k) != read.get(k)
            }
            bad.append(f"{outcome.path}: {wrong}")
    return bad


def amiss_in_site(site: Path, outcomes: list[Outcome]) -> list[str]:
    """Return the posts that are not in the built site, or not with their title, or not whole."""
    built = {}
    for page in (site / "_site").rglob("*.html"):
        tree = lxml.html.document_fromstring(page.read_bytes().decode("utf-8"))
        built[page.stem] = tree
    bad = []
    for outcome in outcomes:
        assert outcome.post and outcome.path
        slug = outcome.path.stem[len("YYYY-MM-DD-") :]
        tree = built.get(slug)
        if tree is None:
            bad.append(f"{outcome.path.name}: not in the built site")
            continue
        title = tree.get_element_by_id("the-title").text_content()
        if " ".join(title.split()) != " ".join(str(outcome.post.front_matter["title"]).split()):
            bad.append(f"{outcome.path.name}: title {title!r}")
        text = tree.get_element_by_id("the-body").text_content()
        if (
            re.search("Liquid (?:syntax )?error", text)
            and "Liquid" not in outcome.post.article.text
        ):
            bad.append(f"{outcome.path.name}: a Liquid error in the page")
    return bad


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--data", type=Path, default=Path("../shared/data/wcxb-dev"))
    parser.add_argument("--keep", type=Path, help="folder for the site, kept for a look")
    options = parser.parse_args()
    site = options.keep or Path(tempfile.mkdtemp(prefix="crosspost-site-"))
    site.mkdir(exist_ok=True)
    (site / "_layouts").mkdir()
    (site / "_layouts" / "post.html").write_text(LAYOUT)
    (site / "_config.yml").write_text("title: Imported\ntimezone: UTC\npermalink: /:title.html\n")
    server = serve(options.data)
    config, outcomes, crashes = Config(), [], []
    started = time.perf_counter()
    ids = articles(options.data, options.pages)
    where = Jekyll.read_site(site)
    with Fetcher(config) as fetcher:
        for page in ids:
            address = f"http://127.0.0.1:{server.server_port}/{page}"
            try:
                outcomes.append(import_link(address, config, site=where, fetcher=fetcher))
            except Exception as error:  # noqa: BLE001 - a crash is what is counted here
                crashes.append(f"{page}: {error!r}")
    seconds = time.perf_counter() - started
    server.shutdown()
    status = Counter(o.status for o in outcomes)
    written = [o for o in outcomes if o.status == "written"]
    said = build(site)
    wrong_yaml, amiss = misread(written), amiss_in_site(site, written)
    noise = [line for line in said.splitlines() if re.search("warn|error|conflict", line, re.I)]
    print(f"{len(ids)} pages in {seconds:.1f} s: {dict(status)}, crashes {len(crashes)}")
    print(f"front matter read otherwise by Psych: {len(wrong_yaml)}")
    print(f"missing, retitled or with a Liquid error in the built site: {len(amiss)}")
    print(f"warnings of jekyll build: {len(noise)}")
    for line in [*crashes, *wrong_yaml, *amiss, *noise]:
        print("  ", html.unescape(line)[:300])
    for outcome in outcomes:
        if outcome.status != "written":
            print("  ", outcome.status, outcome.reason[:200])
    if not options.keep:
        shutil.rmtree(site)
    sys.exit(1 if crashes or wrong_yaml or amiss else 0)


if __name__ == "__main__":
    main()
